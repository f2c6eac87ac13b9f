"""List the incidents of a release in short rows, for a table in a terminal. Nothing is masked: this never leaves the machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from civharm.model import Claim, Incident, Release
from civharm.publishing.date_words import say_date
from civharm.publishing.masking import clean
from civharm.publishing.site_words import HARM_WORDS, VICTIM_WORDS, find_headlines, say_place, say_range


class Row(NamedTuple):
    """One harm of one incident."""

    incident: str
    date: str
    place: str
    harm: str
    range: str
    voices: int


def list_incidents(release: Release) -> list[Row]:
    """List the incidents by date, a row a harm; ``voices`` counts origins. A harm that no rule counts has no range.

    >>> list_incidents(Release(version="1", reports=(), claims=(), incidents=(Incident(id="i1", claims=(), harms=("killed",)),)))
    [Row(incident='i1', date='date not known', place='place not known', harm='killed', range='', voices=0)]
    """
    return [row for incident in in_order_of_time(release.incidents) for row in _rows(incident)]


def list_unlinked(release: Release) -> list[Claim]:
    """List the claims that belong to no incident and to no series: those without place or date, and those of no one happening.

    >>> list_unlinked(Release(version="1", reports=(), claims=(), incidents=()))
    []
    """
    held = {c for incident in release.incidents for c in incident.claims}
    held |= {c for series in release.series for point in series.points for c in point.claims}
    return [claim for claim in release.claims if claim.id not in held]


def in_order_of_time(incidents: Iterable[Incident]) -> list[Incident]:
    """Order incidents by their days, the undated last; those of the same days by place, from the country inwards."""
    return sorted(incidents, key=_order)


def _order(incident: Incident) -> tuple[str, str, tuple[str, ...], str]:
    date, place = incident.date, incident.place
    where = tuple(name.casefold() for name in (*place.path, place.name or place.text)) if place else ("\uffff",)
    return (date and date.from_on) or "9999", (date and date.to_on) or "", where, incident.id


def _rows(incident: Incident) -> Iterator[Row]:
    when, where, voices = say_one_line(say_date(incident.date)), say_one_line(say_place(incident.place)), incident.voices.origins
    tallies = find_headlines(incident)
    for tally in tallies:
        whose = "" if tally.victims == "all" else f" ({VICTIM_WORDS.get(tally.victims, tally.victims)})"
        words = say_range(tally.low, tally.high, tally.unit, tally.reached)
        yield Row(incident.id, when, where, HARM_WORDS[tally.harm] + whose, words, voices)
    counted = {tally.harm for tally in tallies}
    for harm in incident.harms:
        if harm not in counted:
            yield Row(incident.id, when, where, HARM_WORDS[harm], "", voices)


def say_one_line(text: str) -> str:
    """Keep a hostile name from steering the terminal or breaking the row."""
    return " ".join(clean(text).split())
