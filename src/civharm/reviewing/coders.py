"""How well people agree who coded the same claims apart from each other: for each two people, and slot by slot for all of them.

The measures are those of `civharm.reviewing.agreement`. A slot is compared where both coders keep the claim: what somebody rejects
has no number to compare.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from civharm.model import Judgement
from civharm.reviewing.agreement import find_cohen, find_krippendorff, find_percent
from civharm.reviewing.rounds import Pair

SLOTS = ("count", "harm", "victims", "modality", "measure", "place", "actor", "date")
_TOLD = {
    "count": ("low", "high", "bound", "unit"), "victims": ("status",), "measure": ("kind", "per"), "place": ("name",),
    "actor": ("name",), "date": ("from", "to"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well codings of ``things`` agree; a measure that the data do not define is ``None``."""

    what: str
    things: int
    percent: float | None
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The agreement of each two people on what to decide, and of all people on each slot."""

    people: tuple[Agreement, ...]
    slots: tuple[Agreement, ...]


def compare_coders(pairs: Sequence[Pair]) -> Comparison:
    """Compare the complete pairs of codings."""
    couples: dict[tuple[str, str], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for pair in pairs:
        one, other = sorted((pair.first, pair.second), key=lambda coding: coding.by)
        couples[(one.by, other.by)].append((one.kind, other.kind))
    people = [_measure(f"{one} and {other}", told) for (one, other), told in sorted(couples.items())]
    slots = [_measure(name, [(find_value(p.first, name), find_value(p.second, name)) for p in pairs]) for name in SLOTS]
    every = _measure("decision", [(pair.first.kind, pair.second.kind) for pair in pairs])
    return Comparison(tuple(people), (_mixed(every), *map(_mixed, slots)))


def _measure(what: str, told: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    one, other = [a for a, _ in told], [b for _, b in told]
    both = sum(a is not None and b is not None for a, b in told)
    return Agreement(what, both, find_percent(one, other), find_cohen(one, other), find_krippendorff([one, other]))


def _mixed(told: Agreement) -> Agreement:
    """Of codings by many people there is no kappa, which is of two people's habits."""
    return Agreement(told.what, told.things, told.percent, None, told.alpha)


def find_value(coding: Judgement, slot: str) -> str | None:
    """Find what a coding says of a slot, where it keeps the claim; a slot left empty is a value too.

    >>> before = {"count": {"low": 3, "high": 3}, "actor": None}
    >>> kept = Judgement(id="1", kind="accept", about=("c",), by="a", at="2024-05-01T10:00:00Z", before=before)
    >>> find_value(kept, "actor"), find_value(kept, "count")
    ('null', '[3, 3, null, null]')
    """
    if coding.kind not in ("accept", "correct") or coding.before is None:
        return None
    value: Any = {**coding.before, **(coding.after or {})}.get(slot)
    if isinstance(value, Mapping):
        value = [value.get(name) for name in _TOLD.get(slot, sorted(value))]
    return json.dumps(value, ensure_ascii=False)
