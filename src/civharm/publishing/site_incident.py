"""What stands on the page of an incident, and how a claim is shown anywhere on the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from civharm.model import Claim, Incident, Judgement, Report, SeriesPoint, Tally
from civharm.publishing.date_words import say_date, say_days
from civharm.publishing.quotes import make_segments
from civharm.publishing.site_words import HARM_WORDS, RULE_WORDS, join_names, join_words, make_page_name, say_claim, say_victims
from civharm.publishing.view import View
from civharm.reconciling.report_counts import OTHERS


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as shown: its number on the page, its report, its quote in pieces, and what people judged of it."""

    number: int
    anchor: str
    claim: Claim
    report: Report
    pieces: tuple[tuple[str, tuple[str, ...]], ...]
    counted_outside: bool
    part_of: str | None
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One tally in the table of a harm, with the numbers and anchors of the claims that it used.

    ``is_part`` where all of them are parts of larger numbers: "58, including 11 children" tells 11 of such victims, and no more of
    the other 47.
    """

    tally: Tally
    used: tuple[tuple[int, str], ...]
    withheld: int | None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class LeftOutClaim:
    """A claim that rules left out: its number and anchor (empty where it is not on the page), its words, and of which numbers."""

    number: int
    anchor: str
    says: str
    where: str


@dataclass(frozen=True, slots=True)
class LeftOutLine:
    """One reason, with the claims that were left out for it."""

    why: str
    claims: tuple[LeftOutClaim, ...]


@dataclass(slots=True)
class HarmTable:
    """All tallies of one harm and unit: a row a kind of victim, a column a rule; below them what was left out, a line a reason."""

    harm: str
    unit: str
    rules: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, Cell]] = field(default_factory=dict)
    left_out: list[LeftOutLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin with its reports and the claims that are its one voice."""

    name: str
    reports: tuple[Report, ...]
    claims: tuple[tuple[int, str], ...]
    same_text: bool


def make_cards(view: View, claims: Iterable[Claim], start: int = 1) -> dict[str, Card]:
    """Make the cards of claims, numbered in the order given."""
    cards: dict[str, Card] = {}
    for number, claim in enumerate(claims, start):
        quote = view.quotes[claim.id]
        cards[claim.id] = Card(
            number=number,
            anchor="c-" + make_page_name(claim.id),
            claim=claim,
            report=view.reports[claim.report],
            pieces=tuple(make_segments(quote)),
            counted_outside=not any(mark.slot == "count" for mark in quote.marks),
            part_of=claim.part_of if claim.part_of in view.claims else None,
            judgements=tuple(view.judgements_of.get(claim.id, ())),
        )
    return cards


def order_claims(view: View, incident: Incident) -> list[Claim]:
    """Order the claims of an incident as they were told: by the day of publication, then by report and place in it."""
    known = [view.claims[c] for c in incident.claims if c in view.claims]
    told_on = {c.report: view.reports[c.report].published_on or "9999" for c in known}
    return sorted(known, key=lambda c: (told_on[c.report], c.report, c.quote.start, c.count.start, c.id))


def make_tables(view: View, incident: Incident, cards: dict[str, Card]) -> list[HarmTable]:
    """Lay out the tallies of an incident: harms below each other, rules side by side."""
    tables: dict[tuple[str, str], HarmTable] = {}
    for tally in incident.tallies:
        table = tables.setdefault((tally.harm, tally.unit), HarmTable(HARM_WORDS[tally.harm], tally.unit))
        if tally.rule not in table.rules:
            table.rules.append(tally.rule)
        parts = [cards[claim].claim.part_of for claim in tally.used if claim in cards]
        is_part = tally.group is None and bool(parts) and all(whole and whole not in tally.used for whole in parts)
        cell = Cell(tally, find_refs(tally.used, cards), view.withheld_of(incident.id, tally), is_part)
        table.rows.setdefault(say_victims(tally), {})[tally.rule] = cell
    for (harm, unit), table in tables.items():
        table.left_out = _list_left_out([t for t in incident.tallies if (t.harm, t.unit) == (harm, unit)], cards)
    order = list(HARM_WORDS.values())
    return sorted(tables.values(), key=lambda t: (order.index(t.harm), t.unit))


def _list_left_out(tallies: list[Tally], cards: dict[str, Card]) -> list[LeftOutLine]:
    """List the reasons, by the first claim of each; that a claim is of other victims than a row comes last, without words."""
    found: dict[str, dict[str, list[Tally]]] = {}
    for tally in tallies:
        for left in tally.left_out:
            found.setdefault(left.why, {}).setdefault(left.claim, []).append(tally)
    lines = [LeftOutLine(why, _list_claims(by_claim, tallies, cards, why)) for why, by_claim in found.items()]
    return sorted(lines, key=lambda line: (line.why == OTHERS, [c.number for c in line.claims], line.why))


def _list_claims(
    by_claim: dict[str, list[Tally]], tallies: list[Tally], cards: dict[str, Card], why: str
) -> tuple[LeftOutClaim, ...]:
    listed = []
    for claim, without in by_claim.items():
        card = cards.get(claim)
        says = say_claim(card.claim) if card and why != OTHERS else ""
        where = "" if why == OTHERS else _say_where(claim, without, tallies)
        listed.append(LeftOutClaim(card.number if card else 0, card.anchor if card else "", says, where))
    return tuple(sorted(listed, key=lambda one: (not one.anchor, one.number)))


def _say_where(claim: str, without: list[Tally], tallies: list[Tally]) -> str:
    """Say where a claim was left out: nothing where of every number of such victims, else by which rules or of which victims."""
    others = [t for t in tallies if any(left.claim == claim and left.why == OTHERS for left in t.left_out)]
    rules, missing = list(dict.fromkeys(t.rule for t in tallies)), {t.rule for t in without}
    if len(without) + len(others) >= len(tallies):
        return ""
    if missing != set(rules):
        return "by " + join_names(RULE_WORDS.get(rule, rule) for rule in rules if rule in missing)
    return "of " + join_words(dict.fromkeys(map(say_victims, without)))


def find_refs(claims: Iterable[str], cards: dict[str, Card]) -> tuple[tuple[int, str], ...]:
    """Find the numbers and anchors of claims on the page, in the order of the page."""
    return tuple(sorted((cards[c].number, cards[c].anchor) for c in claims if c in cards))


def say_period(point: SeriesPoint, cards: dict[str, Card]) -> str:
    """Say of which days a number is; where they resolve to none, in the report's own words ("November", of a year not told)."""
    if point.from_on or point.to_on:
        return say_days(point.from_on, point.to_on)
    dates = (cards[claim].claim.date for claim in point.claims if claim in cards)
    return next((say_date(date) for date in dates if date and date.text), "period not told")


def make_voices(view: View, incident: Incident, cards: dict[str, Card]) -> list[Voice]:
    """List the origins with their reports; one origin behind several is one voice, and copies of one text are said to be."""
    voices, one_text = [], incident.voices.texts == 1 and not view.withheld.reports
    for origin in incident.origins:
        reports = [view.reports[r] for r in origin.reports if r in view.reports]
        reports.sort(key=lambda r: (r.published_on or "9999", r.id))
        same = len(reports) > 1 and (one_text or len({r.sha256 for r in reports}) == 1)
        voices.append(Voice(origin.name, tuple(reports), find_refs(origin.claims, cards), same))
    return voices
