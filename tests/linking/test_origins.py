from __future__ import annotations

from civharm.linking.incidents import make_incident
from civharm.model import Report
from factory import claim, report, speaker

SECURITY = speaker("a security source", kind="anonymous")
QUOTE = "At least 15 children of refugees were shot dead by snipers as they fled the eastern quarter of the town at night."
OTHER = "Snipers killed fifteen young people, a local channel has learned from someone in the security services."


def voices(claims, *reports: Report):
    return make_incident(claims, {r.id: r for r in reports})


def media(name: str):
    return speaker(name, kind="media")


def test_fifteen_children_told_by_four_voices_have_one_origin():
    told = [
        claim(report="a", low=15, speakers=[SECURITY], quote=QUOTE),
        claim(report="b", low=15, speakers=[SECURITY, media("Alsumaria News")], quote=OTHER),
        claim(
            report="c", low=15, speakers=[SECURITY, media("Al Sumaria"), media("Northland News")], quote="15 children were killed."
        ),
        claim(report="d", low=15, speakers=[media("Northland News")], quote="Fifteen dead, it said."),
    ]
    made = voices(
        told,
        report("a", source="Alsumaria"),
        report("b", source="The Paper"),
        report("c", source="Northland News"),
        report("d", source="Late Post"),
    )
    assert [origin.reports for origin in made.origins] == [("a", "b", "c", "d")]
    assert made.origins[0].name == "a security source > Alsumaria"
    assert (made.voices.addresses, made.voices.texts, made.voices.origins) == (4, 4, 1)


def test_unnamed_sources_of_two_reports_are_two_origins():
    told = [claim(report=r, speakers=[SECURITY], quote=q) for r, q in (("a", QUOTE), ("b", OTHER))]
    assert voices(told, report("a", source="One Post"), report("b", source="Two Times")).voices.origins == 2


def test_one_agency_under_two_names_is_one_origin():
    told = [
        claim(report="a", speakers=[media("AFP")], quote=QUOTE),
        claim(report="b", speakers=[media("Agence France-Presse")], quote=OTHER),
    ]
    made = voices(told, report("a"), report("b"))
    assert [origin.name for origin in made.origins] == ["Agence France-Presse"]


def test_a_report_that_credits_nobody_speaks_for_its_publisher():
    told = [claim(report="a", quote=QUOTE), claim(report="b", speakers=[media("Reuters")], quote=OTHER)]
    made = voices(told, report("a", source="Reuters"), report("b", source="Late Post"))
    assert [(origin.name, origin.reports) for origin in made.origins] == [("Reuters", ("a", "b"))]


def test_a_report_with_two_speakers_has_two_origins():
    told = [
        claim(report="a", low=3, speakers=["the Northland Health Office"]),
        claim(report="a", low=9, speakers=[media("Rights Watchers")]),
    ]
    assert [origin.name for origin in voices(told, report("a")).origins] == ["Rights Watchers", "the Northland Health Office"]


def test_a_sentence_taken_over_has_the_origin_of_the_sentence():
    told = [claim(report="a", quote=QUOTE, low=15), claim(report="b", quote=QUOTE[:-1] + " local time.", low=15)]
    made = voices(told, report("a", source="One Post"), report("b", source="Two Times"))
    assert made.voices.origins == 1


def test_a_spokesman_speaks_for_the_one_named_before_him():
    told = [
        claim(
            "c1", report="a", low=30, start=0, speakers=[speaker("the governor, Omar Placeholder", kind="official")], quote=QUOTE
        ),
        claim(
            "c2", report="a", low=30, start=300, speakers=[speaker("His spokesman, Ali Placeholder", kind="official")], quote=OTHER
        ),
    ]
    assert [origin.claims for origin in voices(told, report("a")).origins] == [("c1", "c2")]


def test_a_role_is_the_one_whom_the_report_calls_so_by_name():
    told = [
        claim("c1", report="a", low=30, start=0, speakers=[speaker("the Northland rights chief", kind="un")], quote=QUOTE),
        claim("c2", report="a", low=30, start=300, speakers=[speaker("chief, Omar Placeholder", kind="official")], quote=OTHER),
        claim("c3", report="a", low=31, start=600, speakers=[speaker("the Northland Health Office")], quote="Thirty-one died."),
    ]
    assert sorted(origin.claims for origin in voices(told, report("a")).origins) == [("c1", "c2"), ("c3",)]


def test_an_officer_of_a_named_body_is_its_voice_and_an_unnamed_source_is_nobodys():
    told = [
        claim("c1", report="a", low=7, start=0, speakers=[speaker("Northland police", kind="official")], quote=QUOTE),
        claim("c2", report="a", low=9, start=300, speakers=[speaker("a police officer", kind="official")], quote=OTHER),
        claim("c3", report="a", low=5, start=600, speakers=[SECURITY], quote="Five died."),
    ]
    assert sorted(origin.claims for origin in voices(told, report("a", source="One Post")).origins) == [("c1", "c2"), ("c3",)]


def test_a_part_has_the_voice_of_its_total():
    told = [
        claim("c2", report="a", low=9, start=0, speakers=[speaker("the Northland Health Office")], quote=QUOTE),
        claim("c1", report="a", low=3, start=300, quote="Three of the dead were children.", part_of="c2"),
    ]
    assert [origin.claims for origin in voices(told, report("a", source="One Post")).origins] == [("c1", "c2")]


def test_a_ministry_in_three_spellings_is_one_voice_and_another_countrys_is_another():
    names = (
        "the Freedonia health ministry",
        "Freedonia's Ministry of Health",
        "the Health Ministry",
        "the Sylvania health ministry",
    )
    told = [
        claim(report=f"r{at}", low=15 + at, place="Alphaville", date="2016-11-02", speakers=[speaker(name)])
        for at, name in enumerate(names)
    ]
    made = voices(told, *(report(f"r{at}") for at in range(4)))
    assert sorted(origin.reports for origin in made.origins) == [("r0", "r1", "r2"), ("r3",)]
