"""Explaining: from a number to its sentence, its report and its hash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fictional import make_release

from civharm.model import make_id, make_report
from civharm.pipeline import derive
from civharm.publishing.explain import explain_id, say_explanation
from civharm.publishing.rows import list_incidents

RELEASE = make_release()
MARKET = make_id("market")


def test_a_tally_leads_to_its_sentences_and_their_hashes() -> None:
    told = explain_id(RELEASE, f"{MARKET}:ucdp:killed:all:person")
    text = say_explanation(told)
    assert "12–20 killed (all), After UCDP, version 1" in text
    assert "killing [[at least 12]] people" in text
    report = next(r for r in RELEASE.reports if r.id == "r-gazette")
    assert report.sha256 in text
    assert len(told["tallies"]) == 1


def test_the_beginning_of_a_reference_means_all_tallies_that_begin_so() -> None:
    assert {t["rule"] for t in explain_id(RELEASE, f"{MARKET}:airwars")["tallies"]} == {"airwars"}


def test_an_incident_shows_all_its_claims_and_left_out_ones_with_reasons() -> None:
    told = explain_id(RELEASE, MARKET)
    assert len(told["claims"]) == 9
    assert "a copy adds no voice" in say_explanation(told)


def test_a_moved_id_is_followed_and_a_gone_one_said() -> None:
    assert explain_id(RELEASE, make_id("older market"))["id"] == MARKET
    with pytest.raises(KeyError, match="nothing is left"):
        explain_id(RELEASE, make_id("gone"))


def test_a_claim_and_a_report_explain_themselves() -> None:
    claim = next(c for c in RELEASE.claims if c.count.text == "five")
    assert "including [[five]] children" in say_explanation(explain_id(RELEASE, claim.id))
    assert "[[At least 1,200]]" in say_explanation(explain_id(RELEASE, "r-samir-placeholder"))


def test_what_is_not_there_says_what_to_do() -> None:
    with pytest.raises(KeyError, match="no incident, tally, claim or report"):
        explain_id(RELEASE, "nowhere:x")


def test_an_explanation_is_plain_json() -> None:
    told = explain_id(RELEASE, MARKET)
    assert json.loads(json.dumps(told)) == told


def test_the_marks_of_a_quote_are_the_counted_words() -> None:
    for claim in RELEASE.claims:
        quote = explain_id(RELEASE, claim.id)["quote"]
        for mark in (m for m in quote["marks"] if m["slot"] == "count"):
            assert quote["text"][mark["start"] : mark["end"]] == claim.count.text


def test_a_row_tells_one_harm_of_one_incident() -> None:
    rows = [row for row in list_incidents(RELEASE) if row.incident == MARKET]
    assert [(row.harm, row.range, row.voices) for row in rows] == [("killed", "12–20", 4), ("injured", "30", 4)]


def test_an_incident_names_its_origins_its_actors_and_why_its_reports_are_one() -> None:
    text = "Shells killed {} people in the bakery of Taiz on 3 May 2015, medics said."
    reports = [make_report(name, text.format(n), source=name, published_on="2015-05-04") for name, n in (("One", 12), ("Two", 14))]
    total = make_report("Sum", "In May 2015, 300 people were killed in Taiz.", source="Sum", published_on="2015-06-02")
    release = derive([*reports, total], reader="rules")
    told = explain_id(release, next(i.id for i in release.incidents if len(i.origins) == 2))
    said = say_explanation(told)
    assert [link["report"] for link in told["links"]] == ["Two"] and "for the same" in told["links"][0]["says"]
    assert "  origin    One: One" in said and "  linked    Two with One. One incident: yes" in said
    assert (
        "  total     300 killed in Taiz, May 2015, are told in all; this incident gives 12–14; 286–288 are in none of them" in said
    )


def test_a_total_with_no_bounds_left_says_nothing_of_the_rest_and_less_than_its_incidents_says_so() -> None:
    check = {
        "harm": "killed", "place": "Alphaville", "from_on": "2015-05-01", "to_on": "2015-05-31", "unit": "person",
        "incidents": ["a", "b"], "total": {"low": 20, "high": None}, "summed": {"low": 30, "high": None},
        "unexplained": {"low": None, "high": None},
    }  # fmt: skip
    told: dict[str, Any] = {**explain_id(RELEASE, MARKET), "totals": [check]}
    words = "at least 20 killed in Alphaville, May 2015, are told in all; this incident and 1 other of them give at least 30"
    assert f"  total     {words}\n" in say_explanation(told)
    check |= {"total": {"low": 20, "high": 20}, "unexplained": {"low": None, "high": -10}}
    assert "give at least 30, which is more than the total\n" in say_explanation(told)


def test_an_incident_says_the_numbers_of_a_list_first_and_the_rest_on_request() -> None:
    told = explain_id(RELEASE, MARKET)
    short, whole = say_explanation(told), say_explanation(told, whole=True)
    assert "After UCDP, version 1" not in short and "After UCDP, version 1" in whole
    assert f"{len(told['tallies']) - 2} further numbers by other rules and of other victims: --all shows them" in short
    assert "--all" not in whole


def test_of_many_totals_three_are_said_first() -> None:
    check = {
        "harm": "killed", "place": "Alphaville", "from_on": "2015-05-01", "to_on": "2015-05-31", "unit": "person",
        "incidents": ["a"], "total": {"low": 20, "high": 20}, "summed": {"low": 1, "high": 1}, "unexplained": {"low": 19, "high": 19},
    }  # fmt: skip
    told: dict[str, Any] = {**explain_id(RELEASE, MARKET), "totals": [check] * 5}
    said = say_explanation(told)
    assert said.count("are told in all") == 3 and "  total     2 wider ones: --all shows them" in said
