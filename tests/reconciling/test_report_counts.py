"""What one report says of one happening: sentences in, one range out."""

from __future__ import annotations

import pytest
from factory import claim

from civharm.model import Claim, Person
from civharm.reconciling import count_report
from civharm.reconciling.report_counts import count_claims


def told(sentence: str, *parts: tuple, at: int = 0, **more: object) -> list[Claim]:
    """Claims of one sentence: each part is (words, low, high) or (words, low, high, details)."""
    made = []
    for words, low, high, *rest in parts:
        made.append(claim(low, high, sentence=sentence, words=words, at=at, **{**more, **(rest[0] if rest else {})}))
    return made


def person(name: str) -> dict:
    return {"people": (Person(text=name, start=0, end=0, name=name),)}


def span(claims: list[Claim]) -> tuple[int | None, int | None]:
    counted = count_claims(claims)
    assert counted is not None
    return counted.range.low, counted.range.high


VAGUE = {"bound": "unknown_plural"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param(told("A mother and her two sons were killed.", ("A mother", 1, 1), ("her two sons", 2, 2)), (3, 3), id="groups add up"),
        pytest.param(
            told("Three police officers and two soldiers were killed.", ("Three police officers", 3, 3), ("two soldiers", 2, 2)),
            (5, 5), id="officers and soldiers add up",
        ),
        pytest.param(
            told("The raid killed three people, a man and two women.", ("three people", 3, 3), ("a man", 1, 1), ("two women", 2, 2)),
            (3, 3), id="parts that sum to a total are its parts",
        ),
        pytest.param(
            told("The raid killed two guards, a driver and a cook.", ("two guards", 2, 2), ("a driver", 1, 1), ("a cook", 1, 1)),
            (4, 4), id="a number of guards holds no driver",
        ),
        pytest.param(told("15 people were killed.", ("15 people", 15, 15)) + told("At least 15 people died.", ("At least 15 people", 15, None), at=50),
                     (15, 15), id="better bounds meet"),
        pytest.param(told("More than 10 died.", ("More than 10", 11, None)) + told("The 12 dead were buried.", ("The 12 dead", 12, 12), at=50),
                     (12, 12), id="more than 10 is 12 where 12 is told"),
        pytest.param(told("Blast kills 12", ("12", 12, 12)) + told("12 people were killed.", ("12 people", 12, 12), at=40), (12, 12),
                     id="one number told twice counts once"),
        pytest.param(told("12 people were killed.", ("12 people", 12, 12)) + told("Another three died later.", ("Another three", 3, 3), at=40),
                     (15, 15), id="another three add up"),
        pytest.param(told("A cameraman was killed.", ("A cameraman", 1, 1)) + told("A technician was also killed.", ("A technician", 1, 1), at=40),
                     (2, 2), id="also killed adds up"),
        pytest.param(told("Officials initially said 7 died.", ("7", 7, 7)) + told("Later 13 people were confirmed dead.", ("13 people", 13, 13), at=40),
                     (13, 13), id="initially 7, later 13"),
        pytest.param(told("12 people were killed.", ("12 people", 12, 12)) + told("The death toll rose to 19.", ("19", 19, 19), at=40), (19, 19),
                     id="the toll rose to 19"),
        pytest.param(told("No one was killed.", ("No one", 0, 0)), (0, 0), id="no one is zero"),
        pytest.param(told("12 people were killed.", ("12 people", 12, 12)) + told("Civilians were killed.", ("Civilians", 2, None, VAGUE), at=40),
                     (12, 12), id="an uncounted mention adds nothing"),
        pytest.param(told("Civilians were killed.", ("Civilians", 2, None, VAGUE)), (2, None), id="uncounted alone keeps its minimum"),
        pytest.param(told("At least 8 were killed.", ("At least 8", 8, None)) + told("Dozens were killed, one said.", ("Dozens", 24, None, VAGUE), at=40),
                     (8, None), id="dozens do not raise at least 8"),
        pytest.param(
            told("X said 5 people died; Y said 8 people died.", ("5 people", 5, 5, {"speakers": ("X",)}), ("8 people", 8, 8, {"speakers": ("Y",)})),
            (5, 8), id="rival speakers make a range",
        ),
        pytest.param(
            told("The ministry said 105 people died.", ("105 people", 105, 105, {"speakers": ("the ministry",)}))
            + told("Residents counted 130 people.", ("130 people", 130, 130, {"speakers": ("residents",)}), at=60),
            (105, 130), id="rivals in two sentences make a range",
        ),
        pytest.param(
            told("Ali Hassan, 34, was killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")))
            + told("Hassan was a nurse, killed at work.", ("Hassan", 1, 1, person("Hassan")), at=40),
            (1, 1), id="the same name counts once",
        ),
        pytest.param(
            told("Ali Hassan was killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")))
            + told("Omar Hassan was killed.", ("Omar Hassan", 1, 1, person("Omar Hassan")), at=40),
            (2, 2), id="two names are two people",
        ),
        pytest.param(
            told("Four members of a family were killed.", ("Four members of a family", 4, 4))
            + told("Ali Hassan was killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")), at=60)
            + told("Omar Hassan was killed.", ("Omar Hassan", 1, 1, person("Omar Hassan")), at=90),
            (4, 4), id="names are parts of a total",
        ),
        pytest.param(told("Up to 12 people were killed.", ("Up to 12 people", None, 12)), (None, 12), id="up to sets no minimum"),
        pytest.param(told("Dozens were killed and three soldiers.", ("Dozens", 24, None, VAGUE), ("three soldiers", 3, 3)), (27, None),
                     id="vague numbers add up as minimums"),
    ],
)  # fmt: skip
def test_one_reports_arithmetic(claims: list[Claim], expected: tuple[int | None, int | None]) -> None:
    assert span(claims) == expected
    assert span(claims[::-1]) == expected


def test_a_total_holds_its_parts() -> None:
    total, part = told("They killed 58 people, including 11 children.", ("58 people", 58, 58), ("11 children", 11, 11))
    part = claim(11, sentence=part.quote.text, words="11 children", part_of=total.id)
    counted = count_claims([total, part])
    assert counted is not None and (counted.range.low, counted.range.high) == (58, 58)
    assert [(one.claim, one.why) for one in counted.left_out] == [(part.id, "a part of a total that this report tells")]


def test_harms_and_units_never_mix() -> None:
    claims = told("Two were killed and nine hurt.", ("Two", 2, 2), ("nine", 9, 9, {"harm": "injured"}))
    counts = count_report([*claims, claim(4, unit="household", harm="displaced"), claim(30, harm="displaced")])
    assert {key: counted.range.low for key, counted in counts.items()} == {
        ("killed", "person"): 2, ("injured", "person"): 9, ("displaced", "household"): 4, ("displaced", "person"): 30,
    }  # fmt: skip


def test_background_sets_a_number_only_where_nothing_else_is_told() -> None:
    old, new = claim(40, at=90, background=True), claim(3)
    assert span([new, old]) == (3, 3)
    assert span([old]) == (40, 40)
