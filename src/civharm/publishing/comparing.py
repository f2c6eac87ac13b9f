"""Show side by side what each rule makes of the same claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from civharm.model import Incident, Release, Tally
from civharm.publishing.date_words import say_date
from civharm.publishing.rows import in_order_of_time, say_one_line
from civharm.publishing.site_words import HARM_WORDS, VICTIM_WORDS, say_best, say_place, say_range


class Comparison(NamedTuple):
    """One number of an incident under several rules; a rule that makes none of it has ``None``."""

    incident: str
    date: str
    place: str
    harm: str
    victims: str
    unit: str
    ranges: tuple[str | None, ...]


def list_comparisons(release: Release, rules: Sequence[str]) -> list[Comparison]:
    """List by date what the rules make of each incident's claims, a row a harm, kind of victims and unit; groups are left out.

    Raises ValueError that names the rule where one is unknown to every incident of the release.
    """
    known = {tally.rule for incident in release.incidents for tally in incident.tallies}
    unknown = [rule for rule in rules if rule not in known]
    if unknown and release.incidents:
        raise ValueError(f"{unknown[0]!r} is no rule of this record: it has {', '.join(sorted(known))}")
    return [row for incident in in_order_of_time(release.incidents) for row in _rows(incident, rules)]


def say_whom(row: Comparison) -> tuple[str, str]:
    """Say in words what was done and to whom, for a table that people read."""
    return HARM_WORDS.get(row.harm, row.harm), VICTIM_WORDS.get(row.victims, row.victims)


def _rows(incident: Incident, rules: Sequence[str]) -> Iterator[Comparison]:
    when, where = say_one_line(say_date(incident.date)), say_one_line(say_place(incident.place))
    tallies = {(t.harm, t.victims, t.unit, t.rule): t for t in incident.tallies if t.group is None}
    for harm, victims, unit in dict.fromkeys((t.harm, t.victims, t.unit) for t in incident.tallies if t.group is None):
        found = [tallies.get((harm, victims, unit, rule)) for rule in rules]
        if any(found):
            yield Comparison(incident.id, when, where, harm, victims, unit, tuple(_say(t) if t else None for t in found))


def _say(tally: Tally) -> str:
    """Say a range and, where a rule gives one, its best number: "7–9, best 7"."""
    words, best = say_range(tally.low, tally.high, tally.unit, tally.reached), say_best(tally)
    return f"{words}, {best}" if best else words
