from __future__ import annotations

from dataclasses import replace

from civharm.linking.copies import find_copies, group_copies, is_copy, is_same_sentence, makes_same_claims
from factory import claim, report

LEAD = "At least 12 people were killed on Monday when a shell hit a bakery in the east of Alphaville, the health office said."
BODY = [
    "People had queued for bread since dawn, according to neighbours of the bakery.",
    "Rescue workers dug through the rubble with their hands until the evening.",
    "It was the third attack on a bakery in the province since the summer began.",
]
TEXT = "\n\n".join([LEAD, *BODY])
LOCAL = [
    "The mayor of Betatown called for calm and promised help to the families of the dead.",
    "Shops in the bazaar stayed closed and schools sent their pupils home at noon.",
    "A curfew is in force in the whole province from seven in the evening until six in the morning.",
    "The governor is expected to visit the town on Wednesday with a delegation from the capital.",
    "Prices of flour have doubled in a month and many bakeries work by night only.",
]


def test_the_same_text_by_another_publisher_is_a_copy():
    assert is_copy(report("a", TEXT), report("b", TEXT, source="Another Outlet"))


def test_a_reprint_that_cuts_and_adds_is_a_copy():
    assert is_copy(report("a", TEXT), report("b", "\n\n".join([LEAD, BODY[0], BODY[2], LOCAL[0]])))


def test_two_texts_about_one_thing_are_no_copies():
    assert not is_copy(report("a", TEXT), report("b", "\n\n".join(LOCAL)))


def test_one_sentence_taken_over_makes_the_claims_a_copy_though_the_texts_differ():
    a, b = report("a", TEXT), report("b", "\n\n".join([LEAD, *LOCAL]))
    claims = {"a": [claim(report="a", quote=LEAD, low=12)], "b": [claim(report="b", quote=LEAD, low=12)]}
    assert not is_copy(a, b)
    assert makes_same_claims(claims["a"], claims["b"])
    assert group_copies([a, b], claims) == {"a": "a", "b": "a"}


def test_a_short_sentence_is_no_evidence_of_a_copy():
    assert not makes_same_claims([claim(quote="Three died.")], [claim(report="b", quote="Three died.")])


def test_another_number_in_a_short_sentence_is_another_sentence():
    assert not is_same_sentence("Shelling killed 12 people in Alphaville.", "Shelling killed 15 people in Alphaville.")


def test_a_translation_and_a_new_version_are_no_new_voice():
    first = report("a", TEXT)
    assert is_copy(first, report("b", "انفجار", translation_of="a"))
    assert is_copy(replace(first, id="c", text="Changed.", sha256="other", replaces="a"), first)


def test_copies_are_found_in_a_collection_without_comparing_all_with_all():
    others = [report(f"o{n}", f"{LOCAL[n % 5]} {n}\n\nReport number {n} of the bureau in district {n}.") for n in range(50)]
    found = find_copies([*others, report("a", TEXT), report("b", "\n\n".join([LEAD, *BODY[:2], LOCAL[4]]))])
    assert found == {"b": "a"}
