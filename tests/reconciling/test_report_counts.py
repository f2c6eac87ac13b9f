"""What one report says of one happening: sentences in, one range out."""

from __future__ import annotations

import pytest
from making import claim

from civharm.model import Claim, Person
from civharm.reconciling import count_report
from civharm.reconciling.ranges import Range
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


Bounds = tuple[int | None, int | None]
VAGUE = {"bound": "unknown_plural"}


CASES: dict[str, tuple[list[Claim], Bounds]] = {
    "groups add up": (told("A mother and her two sons were killed.", ("A mother", 1, 1), ("her two sons", 2, 2)), (3, 3)),
    "officers and soldiers add up": (
        told("Three police officers and two soldiers were killed.", ("Three police officers", 3, 3), ("two soldiers", 2, 2)),
        (5, 5),
    ),
    "parts that sum to a total are its parts": (
        told("It killed three people, a man and two women.", ("three people", 3, 3), ("a man", 1, 1), ("two women", 2, 2)),
        (3, 3),
    ),
    "a number of guards holds no driver": (
        told("It killed two guards, a driver and a cook.", ("two guards", 2, 2), ("a driver", 1, 1), ("a cook", 1, 1)),
        (4, 4),
    ),
    "groups of one noun stand side by side": (
        told("3 local staff, 1 foreign staff were taken.", ("3 local staff", 3, 3), ("1 foreign staff", 1, 1)),
        (4, 4),
    ),
    "closed brackets open no list": (
        told("2 foreign staff (a Dane, a Swede) and 1 local staff were taken.", ("2 foreign staff", 2, 2), ("1 local staff", 1, 1)),
        (3, 3),
    ),
    "brackets before a noun set that noun aside": (
        told(
            "1 nurse was taken with 2 other (not counted) guards.",
            ("1 nurse", 1, 1),
            ("guards", 2, 2),
        ),
        (3, 3),
    ),
    "a bare noun behind a name is that person": (
        told(
            "OMAR ZAKI, UNITY PARTY PRESIDENTIAL HOPEFUL, WAS KILLED.", ("OMAR ZAKI", 1, 1, person("Omar Zaki")), ("HOPEFUL", 1, 1)
        ),
        (1, 1),
    ),
    "who was killed, then named, is one": (
        told(
            "The girl who was killed, 13 year old Amal Hadi, was a pupil.",
            ("The girl", 1, 1),
            ("Amal Hadi", 1, 1, person("Amal Hadi")),
        ),
        (1, 1),
    ),
    "the body of somebody is that person": (
        told("A BISHOP WAS KILLED AND HIS\nBODY WAS FOUND.", ("A BISHOP", 1, 1), ("HIS\nBODY", 1, 1)),
        (1, 1),
    ),
    "the death of somebody is one death": (
        told("HE REGRETTED THE DEATH OF A SENATOR.", ("THE DEATH", 1, 1), ("A SENATOR", 1, 1)),
        (1, 1),
    ),
    "an initial number of people gives way to more civilians": (
        [
            *told("It killed at least 14 civilians.", ("at least 14 civilians", 14, None)),
            *told("Initial reports spoke of nine people killed.", ("nine people", 9, 9), at=80),
        ],
        (14, None),
    ),
    "one and several others outnumber the one": (
        [
            *told("A commander was killed.", ("A commander", 1, 1)),
            *told("It killed Omar and several other guards.", ("Omar", 1, 1), ("several other guards", 3, None, VAGUE), at=60),
        ],
        (4, None),
    ),
    "better bounds meet": (
        told("15 people were killed.", ("15 people", 15, 15))
        + told("At least 15 people died.", ("At least 15 people", 15, None), at=50),
        (15, 15),
    ),
    "more than 10 is 12 where 12 is told": (
        told("More than 10 died.", ("More than 10", 11, None)) + told("The 12 dead were buried.", ("The 12 dead", 12, 12), at=50),
        (12, 12),
    ),
    "one number told twice counts once": (
        told("Blast kills 12", ("12", 12, 12)) + told("12 people were killed.", ("12 people", 12, 12), at=40),
        (12, 12),
    ),
    "another three add up": (
        told("12 people were killed.", ("12 people", 12, 12)) + told("Another three died later.", ("Another three", 3, 3), at=40),
        (15, 15),
    ),
    "also killed adds up": (
        told("A cameraman was killed.", ("A cameraman", 1, 1))
        + told("A technician was also killed.", ("A technician", 1, 1), at=40),
        (2, 2),
    ),
    "details told later change no number of the lead": (
        told("At least seven people were killed.", ("At least seven people", 7, None))
        + told("His wife and his two sons were killed.", ("His wife", 1, 1), ("his two sons", 2, 2), at=40)
        + told("Two other sons were killed.", ("Two other sons", 2, 2), at=90),
        (7, None),
    ),
    "a body below a headline tells more of the same": (
        told("Man killed in raid", ("Man", 1, 1)) + told("A man and a boy were killed.", ("A man", 1, 1), ("a boy", 1, 1), at=40),
        (2, 2),
    ),
    "initially 7, later 13": (
        told("Officials initially said 7 died.", ("7", 7, 7))
        + told("Later 13 people were confirmed dead.", ("13 people", 13, 13), at=40),
        (13, 13),
    ),
    "a toll that rose to less than the lead knows": (
        told("14 people were killed.", ("14 people", 14, 14)) + told("The death toll rose to six.", ("six", 6, 6), at=40),
        (14, 14),
    ),
    "the toll rose to 19": (
        told("12 people were killed.", ("12 people", 12, 12)) + told("The death toll rose to 19.", ("19", 19, 19), at=40),
        (19, 19),
    ),
    "a sum takes the place of what it sums up": (
        told("Four people died in one house.", ("Four people", 4, 4))
        + told("In all, nine people died.", ("nine people", 9, 9), at=40),
        (9, 9),
    ),
    "no one is zero": (told("No one was killed.", ("No one", 0, 0)), (0, 0)),
    "an uncounted mention adds nothing": (
        told("12 people were killed.", ("12 people", 12, 12))
        + told("Civilians were killed.", ("Civilians", 2, None, VAGUE), at=40),
        (12, 12),
    ),
    "uncounted alone keeps its minimum": (told("Civilians were killed.", ("Civilians", 2, None, VAGUE)), (2, None)),
    "two uncounted mentions are no sum": (
        told("They and the injured were killed.", ("They", 2, None, VAGUE), ("the injured", 2, None, VAGUE)),
        (2, None),
    ),
    "dozens do not raise at least 8": (
        told("At least 8 were killed.", ("At least 8", 8, None)) + told("Dozens were killed.", ("Dozens", 24, None, VAGUE), at=40),
        (8, None),
    ),
    "a number takes the place of several": (
        told("Several people were killed.", ("Several people", 3, None, VAGUE))
        + told("12 people died.", ("12 people", 12, 12), at=40),
        (12, 12),
    ),
    "rival speakers make a range": (
        told("X said 5 died; Y said 8 died.", ("5", 5, 5, {"speakers": ("X",)}), ("8", 8, 8, {"speakers": ("Y",)})),
        (5, 8),
    ),
    "rivals in two sentences make a range": (
        told("The ministry said 105 people died.", ("105 people", 105, 105, {"speakers": ("the ministry",)}))
        + told("Residents counted 130 people.", ("130 people", 130, 130, {"speakers": ("residents",)}), at=60),
        (105, 130),
    ),
    "at least and up to are two bounds of one number": (
        told("At least 78, and up to 175, people died.", ("At least 78", 78, None), ("up to 175", None, 175)),
        (78, 175),
    ),
    "the same name counts once": (
        told("Ali Hassan, 34, was killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")))
        + told("Hassan was a nurse, killed at work.", ("Hassan", 1, 1, person("Hassan")), at=40),
        (1, 1),
    ),
    "a name beside a description is one person": (
        told("His wife, Amal Hassan, was killed.", ("His wife", 1, 1), ("Amal Hassan", 1, 1, person("Amal Hassan"))),
        (1, 1),
    ),
    "somebody's wife beside a name is another person": (
        told("Ali Hassan, his wife were killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")), ("his wife", 1, 1)),
        (2, 2),
    ),
    "two names are two people": (
        told("Ali Hassan was killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")))
        + told("Omar Hassan was killed.", ("Omar Hassan", 1, 1, person("Omar Hassan")), at=40),
        (2, 2),
    ),
    "names are parts of a total": (
        told("Four members of a family were killed.", ("Four members of a family", 4, 4))
        + told("Ali Hassan was killed.", ("Ali Hassan", 1, 1, person("Ali Hassan")), at=60)
        + told("Omar Hassan was also killed.", ("Omar Hassan", 1, 1, person("Omar Hassan")), at=90),
        (4, 4),
    ),
    "one named among four is one of the four": (
        told("Ali Hassan among four dead in raid", ("Ali Hassan", 1, 1, person("Ali Hassan")), ("four dead", 4, 4)),
        (4, 4),
    ),
    "killed the boy and himself is two": (
        told("He killed the boy and himself.", ("the boy", 1, 1), ("himself", 1, 1)),
        (2, 2),
    ),
    "those whom the text does not count are left aside": (
        told("A driver was killed along with eight civilians (not counted here).", ("A driver", 1, 1), ("eight civilians", 8, 8)),
        (1, 1),
    ),
    "up to sets no minimum": (told("Up to 12 people were killed.", ("Up to 12 people", None, 12)), (None, 12)),
    "vague numbers add up as minimums": (
        told("Dozens and three soldiers were killed.", ("Dozens", 24, None, VAGUE), ("three soldiers", 3, 3)),
        (27, None),
    ),
}


@pytest.mark.parametrize(("claims", "expected"), CASES.values(), ids=CASES)
def test_one_reports_arithmetic(claims: list[Claim], expected: Bounds) -> None:
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


def test_an_early_number_of_other_people_is_not_brought_up_to_date() -> None:
    sentence = "Initial reports say more than 30 rebels died with two soldiers killed."
    early = told(sentence, ("more than 30 rebels", 31, None), ("two soldiers", 2, 2))
    assert span(early) == (33, None)
    later = told("Initial reports say 15 people died.", ("15 people", 15, 15)) + told("The toll is 18.", ("18", 18, 18), at=90)
    assert span(later) == (18, 18)


def test_an_early_report_as_speaker_gives_way() -> None:
    early = claim(15, words="15 people", speakers=("Initial reports by the agency",))
    assert span([early, *told("Later 18 people were found dead.", ("18 people", 18, 18), at=90)]) == (18, 18)


def test_no_women_or_children_is_nobody() -> None:
    denied = told("No women or children were killed.", ("No women", 0, 0), ("children", 2, None, {"bound": "unknown_plural"}))
    assert span(denied) == (0, 0)


def test_any_people_are_none() -> None:
    assert count_claims([claim(2, None, words="any civilians", bound="unknown_plural")]) is None


def test_wounds_are_not_people() -> None:
    wound = claim(1, words="a superficial injury", harm="injured", at=60)
    assert span([claim(1, words="a guard", harm="injured"), wound]) == (1, 1)
    alone = count_claims([claim(2, None, words="his injuries", harm="injured", bound="unknown_plural")])
    assert alone is not None and alone.range.low is None
    assert span([claim(3, words="3 injuries", harm="injured")]) == (3, 3)


def test_the_individual_is_the_one_told_before() -> None:
    sentence = "1 driver was killed when gunmen came in and shot the individual."
    assert span(told(sentence, ("1 driver", 1, 1), ("the individual", 1, 1))) == (1, 1)


def test_people_named_again_beside_others_are_not_added_twice() -> None:
    first = told("Ali Roe was killed.", ("Ali Roe", 1, 1, person("Ali Roe")))
    again = "Roe was killed, as were also two guards."
    assert span(first + told(again, ("Roe", 1, 1, person("Roe")), ("two guards", 2, 2), at=60)) == (3, 3)


def test_a_number_of_all_the_dead_takes_the_place_of_one_of_some() -> None:
    some = told("Officials say two daughters died.", ("two daughters", 2, 2, {"speakers": ("Officials",)}))
    every = told("Deputies found four bodies.", ("four bodies", 4, 4, {"speakers": ("Deputies",)}), at=90)
    assert span(some + every) == (4, 4)


def test_a_number_set_against_a_minimum_makes_a_range() -> None:
    sentence = "At least 43 people were killed, other sources claiming 50 people."
    assert span(told(sentence, ("At least 43 people", 43, None), ("50 people", 50, 50))) == (43, 50)


def test_different_people_listed_side_by_side_hold_no_parts() -> None:
    sentence = "At least 22 civilians, two police officers were killed."
    whole = told(sentence, ("At least 22 civilians", 22, None, {"status": "civilian"}))
    part = told(sentence, ("two police officers", 2, 2, {"part_of": whole[0].id}))
    assert span(whole + part) == (24, None)
    of_them = "22 civilians, five of them officers, were killed."
    whole = told(of_them, ("22 civilians", 22, 22, {"status": "civilian"}))
    assert span(whole + told(of_them, ("five of them", 5, 5, {"part_of": whole[0].id}))) == (22, 22)


def test_others_than_the_dead_of_their_sentence_add_nobody_to_the_wounded() -> None:
    lead = claim(63, harm="injured", words="63", sentence="Thirty-two people were killed and 63 injured at the beach.")
    again = claim(
        65, harm="injured", words="65 others", sentence="More than 32 people died and 65 others were wounded, police said.", at=90
    )
    later = claim(4, harm="injured", words="Another four", sentence="Another four were wounded on the road home.", at=200)
    assert count_report([lead, again])["injured", "person"].range == Range(65, 65)
    assert count_report([lead, later])["injured", "person"].range == Range(67, 67)


def test_a_part_sets_no_lower_bound_of_an_upper_one() -> None:
    sentence = "Up to 11 people died, two girls among them."
    total = claim(None, 11, sentence=sentence, words="Up to 11 people")
    assert span([total, claim(2, sentence=sentence, words="two girls", part_of=total.id)]) == (None, 11)
    assert span([total, claim(12, sentence=sentence, words="two girls", part_of=total.id)]) == (12, 12)
