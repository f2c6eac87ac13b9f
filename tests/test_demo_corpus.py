"""What must come out of the demonstration's texts, whatever reads and links them: `examples/README.md` says what each shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from civharm.collecting import collect
from civharm.model import Incident, Release
from civharm.pipeline import derive
from civharm.publishing.explain import explain_id, say_explanation
from civharm.publishing.rows import list_incidents
from civharm.reconciling import compare_totals

TEXTS = Path(__file__).parent.parent / "examples/mosul"


@pytest.fixture(scope="module")
def release() -> Release:
    return derive([item.report for item in collect([TEXTS]) if item.report is not None])


def find_incident(release: Release, text: str, low: int) -> Incident:
    """Find the incident of a text's claim of so many killed."""
    claim = next(c for c in release.claims if c.report.startswith(text) and c.harm == "killed" and c.count.low == low)
    return next(i for i in release.incidents if claim.id in i.claims)


def told_in(release: Release, incident: Incident) -> set[str]:
    return {c.report[:2] for c in release.claims if c.id in incident.claims}


def test_the_fifteen_children_are_one_incident_of_one_origin(release: Release) -> None:
    incident = find_incident(release, "05", 15)
    assert told_in(release, incident) == {"04", "05", "06"}
    assert (incident.voices.addresses, incident.voices.texts, incident.voices.origins) == (3, 3, 1)
    assert [origin.name.split(" > ")[-1] for origin in incident.origins] == ["Alsumaria"]
    killed = next(t for t in incident.tallies if (t.rule, t.harm, t.victims, t.unit) == ("widest", "killed", "all", "person"))
    assert (killed.low, killed.high) == (15, 15)


def test_the_hundreds_shot_in_october_are_another_incident(release: Release) -> None:
    assert told_in(release, find_incident(release, "03", 284)) == {"03"}


def test_the_totals_of_november_are_in_no_incident(release: Release) -> None:
    totals = {c.id for c in release.claims if c.count.low in (901, 926, 930, 2885, 1380, 152, 581, 332, 114, 1792, 1358)}
    assert totals and not totals & {claim for incident in release.incidents for claim in incident.claims}
    assert totals & {claim for series in release.series for point in series.points for claim in point.claims}


def test_jadida_is_one_incident_with_both_ends_and_its_contradictions(release: Release) -> None:
    incident = find_incident(release, "11", 105)
    assert told_in(release, incident) == {"09", "10", "11"}
    assert incident.place is not None and "Jadida" in incident.place.name
    assert incident.date is not None and incident.date.from_on == "2017-03-17"
    numbers = next(x for x in incident.contradictions if x.about == "count")
    assert {"40", "61", "at least 105", "at least 138"} <= {side.says for side in numbers.sides}
    assert any(x.about == "denial" for x in incident.contradictions)
    killed = next(t for t in incident.tallies if (t.rule, t.harm, t.victims) == ("widest", "killed", "all"))
    assert (killed.low, killed.high, killed.reached) == (40, None, 138)
    assert next(row.range for row in list_incidents(release) if row.incident == incident.id) == "40 to at least 138"


def test_two_voices_on_zanjili_are_one_incident(release: Release) -> None:
    assert told_in(release, find_incident(release, "12", 7)) == {"12", "13"}


def test_a_wire_under_two_names_is_one_text_of_one_voice(release: Release) -> None:
    voices = find_incident(release, "14", 163).voices
    assert (voices.addresses, voices.texts, voices.origins) == (2, 1, 1)


def test_the_fifteen_children_are_told_as_killed_and_not_again_as_hit(release: Release) -> None:
    incident = find_incident(release, "05", 15)
    assert incident.harms == ("killed",) and {tally.harm for tally in incident.tallies} == {"killed"}


def test_nine_deserters_burned_in_october_are_an_incident_and_no_total_of_october(release: Release) -> None:
    assert told_in(release, find_incident(release, "06", 9)) == {"06"}


def test_what_tells_neither_place_nor_date_is_shown_as_unlinked(release: Release) -> None:
    missing = next(c for c in release.claims if c.report.startswith("14") and c.harm == "missing")
    assert missing.id in release.unlinked


def test_the_dead_of_a_boat_are_those_whom_the_hospital_received(release: Release) -> None:
    incident = find_incident(release, "01", 4)
    told = [c for c in release.claims if c.report.startswith("01") and c.harm == "killed"]
    received = [c for c in told if c.place and "Amiriyat" in c.place.name]
    assert received and {c.id for c in received} <= set(incident.claims)


def test_totals_are_compared_with_the_incidents_and_added_to_none(release: Release) -> None:
    checks = compare_totals(release.series, release.incidents, release.claims)
    assert checks and all(check.why_not or check.from_on for check in checks)


def test_explain_shows_all_of_it(release: Release) -> None:
    said = say_explanation(explain_id(release, find_incident(release, "05", 15).id))
    assert "1 origin" in said and "Alsumaria" in said and "[[15]]" in said and "left out" in said and "would make it" in said
