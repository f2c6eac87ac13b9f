"""What part of the claims a page shows: each filter is a parameter of the address, so that an address can be shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from civharm.reviewing.queue import STATES
from civharm.web.index_file import BITS

NAMED = ("harm", "place", "actor", "source", "by")  # the filters whose values are names, kept once each under a number

WHEREVER = ("help", "snoozed", "second", "differ")  # what people said of a claim that is shown whether it waits or is decided

# by their numbers, which every index holds, so that no row is read to look for its marks
_MARKED = "SELECT marked.number FROM marks JOIN claims AS marked ON marked.id = marks.claim WHERE mark = ?"


@dataclass(frozen=True, slots=True)
class Filters:
    """What part of the queue to show; each is a parameter of the address. An empty one lets everything through.

    ``team`` is what people said of claims: one of `WHEREVER`, or ``assigned:`` and a name.

    >>> Filters(harm="killed", place="Mosul").parameters()
    {'harm': 'killed', 'place': 'Mosul'}
    """

    state: str = ""
    reason: str = ""
    harm: str = ""
    place: str = ""
    source: str = ""
    actor: str = ""
    by: str = ""
    team: str = ""

    def parameters(self) -> dict[str, str]:
        """The filters that are set, as parameters of an address."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name))}

    def narrows(self) -> bool:
        """Whether a filter is set whose claims are not counted already."""
        return bool(self.team) or any(getattr(self, name) for name in NAMED)


def make_where(filters: Filters, number_of: Callable[[str, str], int]) -> tuple[str, list[Any]]:
    """Make the condition of a query; without a state it is the queue, and ``all`` is every state."""
    values: list[Any]
    if filters.state == "all" or (filters.team in WHEREVER and not filters.state):
        parts, values = ["score >= 0"], []
    else:
        parts, values = (["score > 0"], []) if not filters.state else (["state = ?"], [filters.state])
    if filters.team:
        parts.append(f"number IN ({_MARKED})")
        values.append(filters.team)
    elif not filters.state:
        parts.append(f"number NOT IN ({_MARKED})")
        values.append("snoozed")
    if filters.reason in BITS:
        parts.append(f"reasons & {BITS[filters.reason]}")
    for name in NAMED:
        if value := getattr(filters, name):
            parts.append(f"{name} = ?")
            values.append(number_of(name, value))
    return " AND ".join(parts), values


def make_facets(filters: Filters, number_of: Callable[[str, str], int]) -> list[str]:
    """Make the words that stand for filters in the full text (`facet`)."""
    state = filters.state if filters.state in (*STATES, "all", "") else "unknown"  # of an address: it may hold anything
    found = [facet("state", state)] if state and state != "all" else []
    return found + [facet(n, number_of(n, value)) for n in ("harm", "place", "actor", "source") if (value := getattr(filters, n))]


def facet(name: str, value: object) -> str:
    """Make a word that no text holds in its column, for one value of one filter.

    >>> facet("harm", 3), facet("state", "open")
    ('xharm3', 'xstateopen')
    """
    return f"x{name}{value}"
