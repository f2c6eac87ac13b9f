"""Put the incidents in the order of time: months, and in them days; what is wider than a month, or undated, stands apart."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass

from civharm.model import Incident
from civharm.publishing.date_words import parse_day, say_date
from civharm.publishing.view import View

WIDER, UNDATED = "wider", "undated"
_TITLES = {WIDER: "Known to more than one month", UNDATED: "Date not known"}


@dataclass(frozen=True, slots=True)
class Month:
    """One month's incidents; ``key`` is ``2017-03``, ``wider`` or ``undated``; ``share`` of the fullest, 0 to 100, for its bar."""

    key: str
    title: str
    incidents: tuple[Incident, ...]
    share: float = 0.0

    @property
    def days(self) -> Iterator[tuple[str, list[Incident]]]:
        """The month's incidents by what is known of the day, in the order of time."""
        days: dict[str, list[Incident]] = {}
        for incident in self.incidents:
            days.setdefault(say_date(incident.date), []).append(incident)
        yield from days.items()


def find_months(view: View) -> list[Month]:
    """Gather the incidents by month, empty months left out; the undated last."""
    gathered: dict[str, list[Incident]] = {}
    for incident in view.by_date:
        gathered.setdefault(_month_of(incident), []).append(incident)
    most = max((len(group) for key, group in gathered.items() if key not in _TITLES), default=1)
    months = [Month(key, _title(key), tuple(group), round(100 * len(group) / most, 1)) for key, group in gathered.items()]
    return sorted(months, key=lambda m: ({WIDER: 1, UNDATED: 2}.get(m.key, 0), m.key))


def _month_of(incident: Incident) -> str:
    first = parse_day(incident.date.from_on) if incident.date else None
    last = parse_day(incident.date.to_on) if incident.date else None
    if first is None and last is None:
        return UNDATED
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return WIDER
    return f"{first.year:04}-{first.month:02}"


def _title(key: str) -> str:
    return _TITLES.get(key) or f"{calendar.month_name[int(key[5:])]} {key[:4]}"
