"""Who did one deed is not lent to another of the same report."""

import pytest

from civharm.model import make_report
from civharm.reading import read
from civharm.reading.other_deeds import is_another_deed

REPORT = (
    "Army raids kill four in orchard\n\n"
    "Army jets killed four people when they bombed an orchard near the river, a monitor said. "
    "The raids came as a car bomb wounded nine people in a suburb of the capital, state radio reported. "
    "One person was killed in the attack, the monitor added. "
    "Years of war have emptied the suburb. "
    "A suicide bombing at a bakery there killed 31 people."
)


def test_a_headline_names_nobody_for_the_bomb_of_others() -> None:
    claims = {c.count.text: c for c in read(make_report("r", REPORT)) if c.quote.start > 30}
    assert claims["four"].actor is not None
    assert claims["nine"].actor is None
    assert claims["31"].actor is None


def test_what_the_attack_was_is_told_by_the_nearest_that_says_it() -> None:
    one = next(c for c in read(make_report("r", REPORT)) if c.count.text.lower() == "one")
    assert one.actor is None


@pytest.mark.parametrize(
    ("here", "there", "other"),
    [
        ("Nine were hurt by the roadside bomb.", "Government shelling kills four", True),
        ("Nine were hurt by the roadside bomb.", "Rebels' bomb kills four", False),
        ("Nine were hurt by the roadside bomb.", "The attack went on.", False),
        ("Twin bombings killed nine.", "Army artillery hit the port.", True),
        ("The raid killed nine.", "Army artillery hit the port.", False),
    ],
)
def test_deeds_are_two_where_their_kinds_are(here: str, there: str, other: bool) -> None:
    assert is_another_deed(here, there) is other
