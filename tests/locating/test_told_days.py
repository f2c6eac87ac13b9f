"""Days that count from a day told before."""

from __future__ import annotations

from datetime import date

import pytest

from civharm.locating.dates import find_date_of_harm


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("The town fell on 4 May. The previous day, shells killed two.", "The previous day", "2018-05-03", "2018-05-03"),
        ("The town fell on 4 May. Two days later, shells killed two.", "Two days later", "2018-05-06", "2018-05-06"),
        ("The town fell on 4 May. That night, shells killed two.", "That night", "2018-05-04", "2018-05-05"),
        ("The town fell on 4 May. The next morning, shells killed two.", "The next morning", "2018-05-05", "2018-05-05"),
        ("The town fell on 4 May. Later that day, shells killed two.", "Later that day", "2018-05-04", "2018-05-04"),
        ("The town fell on 4 May. A week later, shells killed two.", "A week later", "2018-05-11", "2018-05-11"),
        ("The town fell on 4 May. A month earlier, shells killed two.", "A month earlier", "2018-04-01", "2018-04-30"),
        (
            "Shells killed two three days before the vote of 10 May.",
            "three days before the vote of 10 May",
            "2018-05-07",
            "2018-05-07",
        ),
        ("Shells killed two a week ago today.", "a week ago today", "2018-06-13", "2018-06-13"),
        ("Several days later, shells killed two.", "Several days later", None, None),
    ],
)
def test_a_day_is_counted_from_the_day_told_before(text: str, words: str, first: str | None, last: str | None) -> None:
    start = text.rfind(".", 0, len(text) - 1) + 1
    found = find_date_of_harm(text, start, len(text), text.index("killed"), published_on=date(2018, 6, 20))
    assert found is not None
    assert (found.text, found.from_on, found.to_on) == (words, first, last)


def test_that_day_without_a_day_before_is_no_date() -> None:
    assert find_date_of_harm("That day, shells killed two.", published_on=date(2018, 6, 20)) is None
