"""What pages and explanations say of actors, civilians and left-out claims is no more than the claims say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fictional import make_release

from civharm.model import Claim, DateRange, Incident, LeftOut, Measure, Release, SeriesPoint, Voices, make_id
from civharm.printing import print_table
from civharm.publishing import Policy, publish
from civharm.publishing.comparing import list_comparisons, say_whom
from civharm.publishing.date_words import say_when
from civharm.publishing.explain import explain_id, say_explanation
from civharm.publishing.naming_actors import part_allegers, say_allegation
from civharm.publishing.rows import in_order_of_time
from civharm.publishing.site_incident import make_cards, make_tables, order_claims, say_period
from civharm.publishing.site_words import CIVILIAN_NOTE, say_claim, say_measure
from civharm.publishing.view import make_view
from civharm.reconciling.report_counts import OTHERS
from civharm.reconciling.voices import sources_of

MARKET = make_id("market")


def infer_actor_of_copy(release: Release) -> Release:
    """The actor of one claim is taken from elsewhere in its report, and a clinic speaks in it."""
    changed = []
    for claim in release.claims:
        if claim.report == "r-copy" and claim.actor:
            speaker = replace(claim.speakers[0], text="the clinic", start=None, end=None, kind="medical")
            claim = replace(claim, actor=replace(claim.actor, inferred=True), speakers=(speaker,))
        changed.append(claim)
    return replace(release, claims=tuple(changed))


def read_market(release: Release, folder: Path) -> str:
    publish(release, folder / "out", policy=Policy(names=True))
    return (folder / "out" / "incidents" / f"{MARKET}.html").read_text(encoding="utf-8")


def read_words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_who_merely_speaks_where_a_report_names_an_actor_elsewhere_is_no_accuser(tmp_path: Path) -> None:
    words = read_words(read_market(infer_actor_of_copy(make_release()), tmp_path))
    named = words[words.index("Actors named") : words.index("Numbers, by each rule")]
    assert "Coalition P , according to a witness, Umm Lina claim 5" in named
    assert "inferred for what is said by the clinic" in named
    assert "according to the clinic" not in words


def test_an_inferred_actor_shows_the_words_that_it_was_taken_from(tmp_path: Path) -> None:
    html = read_market(infer_actor_of_copy(make_release()), tmp_path)
    assert '<bdi>Coalition P</bdi>, from <q dir="auto">Coalition P</q> <span class="inferred">inferred</span>' in html


def test_an_explanation_and_a_table_keep_the_inferred_apart_too(tmp_path: Path) -> None:
    release = infer_actor_of_copy(make_release())
    said = say_explanation(explain_id(release, MARKET))
    assert "  alleged   Coalition P, by a witness, Umm Lina\n" in said
    assert "  inferred  Coalition P, for what is said by the clinic\n" in said
    publish(release, tmp_path / "out", policy=Policy(names=True))
    table = (tmp_path / "out" / "incidents.csv").read_text(encoding="utf-8")
    assert "Coalition P (according to a witness, Umm Lina; inferred for what is said by the clinic)" in table


def test_who_names_an_actor_once_is_not_listed_as_inferred_again() -> None:
    release = make_release()
    market = next(i for i in release.incidents if i.id == MARKET)
    claims = {claim.id: claim for claim in release.claims}
    last = claims[market.actors[0].claims[1]]
    claims[last.id] = replace(last, actor=replace(last.actor, inferred=True) if last.actor else None)
    named = part_allegers(market.actors[0], claims, sources_of(release.reports))
    assert (named.outright, named.inferred_for) == (("a witness, Umm Lina",), ())
    assert say_allegation(named) == "Coalition P (according to a witness, Umm Lina)"


def test_the_list_of_incidents_counts_the_unlinked_claims_that_its_page_shows(tmp_path: Path) -> None:
    release = make_release()
    pattern = replace(release.claims[0], id="f" * 16, modality="habitual")
    publish(replace(release, claims=(*release.claims, pattern)), tmp_path / "out", policy=Policy())
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    shown = (tmp_path / "out" / "unlinked.html").read_text(encoding="utf-8").count('<article class="claim"')
    assert shown == 4 and '<a href="unlinked.html">Unlinked claims</a></dt><dd>4</dd>' in index


def list_left_out(change: str, why: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The lines below the table of the killed, after every tally of ``change`` also left out the claim of the wire."""
    release = make_release()
    market = next(i for i in release.incidents if i.id == MARKET)
    wire = next(c for c in release.claims if c.report == "r-wire" and c.count.text == "Between 12 and 15")
    tallies = tuple(
        replace(t, left_out=(*t.left_out, LeftOut(claim=wire.id, why=why))) if change in (t.rule, "every") else t
        for t in market.tallies
    )
    changed = replace(release, incidents=tuple(replace(i, tallies=tallies) if i.id == MARKET else i for i in release.incidents))
    return _lines_of(changed, wire)


def _lines_of(release: Release, wire: Claim) -> list[tuple[str, list[tuple[str, str]]]]:
    view = make_view(release, Policy(names=True))
    incident: Incident = view.incidents[MARKET]
    tables = make_tables(view, incident, make_cards(view, order_claims(view, incident)))
    return [(line.why, [(c.says, c.where) for c in line.claims]) for line in tables[0].left_out]


def test_a_claim_left_out_everywhere_is_told_once_with_its_reason() -> None:
    assert ("an earlier toll", [("12–15 killed", "")]) in list_left_out("every", "an earlier toll")


def test_a_claim_left_out_by_some_rules_names_them() -> None:
    assert ("an earlier toll", [("12–15 killed", "by After UCDP")]) in list_left_out("ucdp", "an earlier toll")


def test_that_a_claim_is_of_other_victims_than_a_row_comes_last_and_without_words() -> None:
    assert list_left_out("every", OTHERS)[-1] == (OTHERS, [("", "")])


def test_a_page_says_whom_its_rows_call_civilians(tmp_path: Path) -> None:
    assert CIVILIAN_NOTE in read_words(read_market(make_release(), tmp_path))


@pytest.mark.parametrize(
    ("modality", "said"),
    [("hypothetical", "possibly: at least 12 killed"), ("habitual", "as a pattern: at least 12 killed"), ("feared", "feared: at least 12 killed")],
)  # fmt: skip
def test_what_is_not_said_to_have_happened_is_named_in_plain_words(modality: str, said: str) -> None:
    assert say_claim(replace(make_release().claims[0], modality=modality)) == said  # type: ignore[arg-type]


def test_a_comparison_names_date_place_and_the_best_number_in_the_order_of_time() -> None:
    rows = list_comparisons(make_release(), ["widest", "ucdp"])
    assert [row.date for row in rows][:2] == ["March 2017", "2 March 2017"]
    market = next(row for row in rows if row.incident == MARKET)
    assert (market.place, market.ranges) == ("Old Market, Alphaville, Northland, Freedonia", ("12–20", "12–20, best 12"))
    assert say_whom(market) == ("killed", "all")


def test_a_table_outside_a_terminal_has_its_headings_where_columns_differ(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("incident", "ibc"), [("i1", "3")], headed=True)
    print_table(("incident", "range"), [("i1", "3")])
    assert capsys.readouterr().out == "incident\tibc\ni1\t3\ni1\t3\n"


def test_totals_stand_before_what_moved_in_one_table_each(tmp_path: Path) -> None:
    release = make_release()
    moved = replace(release.series[1], kind="flow")
    publish(replace(release, series=(moved, *release.series)), tmp_path / "out", policy=Policy())
    html = (tmp_path / "out" / "series.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2 id="k-(\w+)">', html) == ["period_total", "rate", "flow"]
    assert html.count('<table class="series') == 3
    assert re.search(r"About 30|30 ", read_words(html))


def test_a_claim_that_moved_people_says_so_and_a_date_without_a_day_is_said_once() -> None:
    assert say_measure(Measure(kind="stock")) == "people in a state at one moment"
    assert say_when(DateRange(text="last week", start=0, end=9)).count("last week") == 1


def test_two_reports_of_one_text_are_called_copies_though_their_bytes_differ(tmp_path: Path) -> None:
    release = make_release()
    pair = tuple(c.id for c in release.claims if c.report in ("r-wire", "r-copy") and c.actor)
    market = next(i for i in release.incidents if i.id == MARKET)
    told = replace(market, claims=pair, voices=Voices(addresses=2, texts=1, origins=1), origins=market.origins[1:2])
    reports = tuple(replace(r, restricted=False) for r in release.reports)
    html = read_market(replace(release, reports=reports, incidents=(told,)), tmp_path)
    assert "copy of the same text" in html and "same origin, no further voice" not in html


def test_a_number_of_days_that_resolve_to_none_keeps_the_reports_words() -> None:
    view = make_view(make_release(), Policy(names=True))
    total = next(c for c in view.release.claims if c.count.text == "At least 1,200")
    when = DateRange(text="March", start=None, end=None, inferred=True)
    card = replace(make_cards(view, [total])[total.id], claim=replace(total, date=when))
    point = SeriesPoint(low=1200, high=None, claims=(total.id,))
    assert say_period(point, {total.id: card}) == "“March” (no day)"
    assert say_period(point, {}) == "period not told"


def test_incidents_of_unknown_date_stand_by_place_and_those_of_one_day_too() -> None:
    release = make_release()
    bus, arabic = (next(i for i in release.incidents if i.id == make_id(name)) for name in ("bus", "arabic"))
    undated = [replace(one, date=None) for one in (arabic, bus)]
    assert [i.id for i in in_order_of_time(undated)] == [bus.id, arabic.id]
    nowhere = replace(bus, id="0", place=None, date=None)
    assert in_order_of_time([nowhere, *undated])[-1] is nowhere


def test_every_number_of_a_table_names_its_rule_where_columns_fall_away(tmp_path: Path) -> None:
    html = read_market(make_release(), tmp_path)
    cells = re.findall(r"<td[^>]*>(?=<span class=\"range\">)", html)
    assert len(cells) == len(next(i for i in make_release().incidents if i.id == MARKET).tallies) - 1  # the secret one is withheld
    assert all('data-rule="' in cell for cell in cells)


def test_a_number_that_is_only_a_part_of_a_larger_one_says_so(tmp_path: Path) -> None:
    release = make_release()
    part = next(c for c in release.claims if c.count.text == "five")
    market = next(i for i in release.incidents if i.id == MARKET)
    tally = replace(market.tallies[1], used=(part.id,), low=5, high=5, left_out=())
    told = replace(market, tallies=(market.tallies[0], tally, *market.tallies[2:]))
    html = read_market(replace(release, incidents=(told,)), tmp_path)
    said = '<span class="by">part of a larger number</span>'
    assert html.count(said) == 1
    assert said not in read_market(release, tmp_path / "as it was")
