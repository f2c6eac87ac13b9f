"""How far a review has come, how fast people go, and how often the reader was right: all measured from the log of decisions.

The reader is measured on what people decided, and on nothing else: a claim that was accepted was right in all its slots, one that
was corrected in those that nobody changed, one that was rejected was none, and one that a person added was missed. The queue shows
doubtful claims first, so that the shares of a review half done are lower than those of the whole would be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import sqrt
from statistics import median
from typing import Any

from civharm.model import Judgement
from civharm.reviewing.deciding import REDO, UNDO, find_batch
from civharm.reviewing.log import Log

SLOTS = (
    "harm", "count", "victims", "measure", "modality", "certainty", "actor", "means", "place", "date", "speakers", "background",
)  # fmt: skip
PAUSE_S = 600.0  # who decided nothing for so long did something else meanwhile
_Z = 1.959964  # of a normal distribution, for intervals that hold 95 of 100 times


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; ``low`` and ``high`` are the 95 % interval of Wilson (1927), ``None`` of nothing."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share of all such claims lies, if these were drawn by chance.

        >>> [round(end, 3) for end in Share("harm", 8, 10).interval]
        [0.49, 0.943]
        """
        if not self.of:
            return None
        p, n = self.right / self.of, self.of
        middle, width = p + _Z * _Z / (2 * n), _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        return (middle - width) / (1 + _Z * _Z / n), (middle + width) / (1 + _Z * _Z / n)


@dataclass(frozen=True, slots=True)
class Pace:
    """What one person decided: how much, on how many days, and the seconds from one decision to the next while at work."""

    name: str
    decisions: int
    undone: int
    days: int
    last_at: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What the log says. ``kinds`` counts the claims by the decision that stands; of a harm and a slot ``right`` is unchanged."""

    kinds: Mapping[str, int]
    people: tuple[Pace, ...]
    days: tuple[tuple[str, int], ...]
    claims: Share
    numbers: Share
    harms: tuple[Share, ...]
    slots: tuple[Share, ...]
    missed: int


def measure_log(log: Log) -> Measured:
    """Measure a log of decisions."""
    standing = [(chain, last) for chain in _chains(log) if (last := log.find_in_force("claim", chain[0].about[0]))]
    read = [(was, last) for chain, last in standing if (was := _as_read(chain))]
    kept = [(was, last) for was, last in read if last.kind in ("accept", "correct")]
    told = [(was, last) for was, last in read if last.kind in ("accept", "correct", "reject")]
    changed = {id(last): _changed(was, last) for was, last in kept}
    whole = [(was, last.kind != "reject" and not changed[id(last)]) for was, last in told]
    harms: dict[str, list[bool]] = defaultdict(list)
    for was, right in whole:
        harms[str(was.get("harm"))].append(right)
    return Measured(
        kinds=Counter(last.kind for _, last in standing),
        people=tuple(_find_pace(name, judgements) for name, judgements in sorted(_by_person(log.judgements).items())),
        days=tuple(sorted(Counter(j.at[:10] for j in log.judgements if _is_decision(j)).items())),
        claims=Share("claims", sum(last.kind != "reject" for _, last in told), len(told)),
        numbers=Share("claims right in every slot", sum(right for _, right in whole), len(whole)),
        harms=tuple(Share(harm, sum(rights), len(rights)) for harm, rights in sorted(harms.items())),
        slots=tuple(Share(slot, sum(slot not in changed[id(last)] for _, last in kept), len(kept)) for slot in SLOTS),
        missed=sum(chain[0].kind == "add" and last.kind in ("add", "accept", "correct") for chain, last in standing),
    )


def _chains(log: Log) -> list[tuple[Judgement, ...]]:
    return [log.chain("claim", claim) for claim in log.list_claims()]


def _as_read(chain: Sequence[Judgement]) -> Mapping[str, Any] | None:
    """The claim as the reader made it, which the first decision on it keeps; ``None`` where a person made it."""
    first = chain[0]
    return first.before if first.kind != "add" and first.before else None


def _changed(was: Mapping[str, Any], last: Judgement) -> set[str]:
    """The slots that the decision in force has otherwise than the reader."""
    after = (last.after or {}) if last.kind == "correct" else {}
    return {slot for slot in after if after[slot] != was.get(slot)}


def _is_decision(judgement: Judgement) -> bool:
    return not judgement.id.startswith((UNDO, REDO)) and judgement.kind != "note"


def _by_person(judgements: Sequence[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        found[judgement.by].append(judgement)
    return found


def _find_pace(name: str, judgements: Sequence[Judgement]) -> Pace:
    made = [j for j in judgements if _is_decision(j)]
    alone = [_instant(j) for j in made if not find_batch(j.id)]  # of decisions in bulk none took its own time
    gaps = [(b - a).total_seconds() for a, b in pairwise(alone) if a and b]
    worked = [gap for gap in gaps if 0 < gap < PAUSE_S]
    undone = sum(j.id.startswith(UNDO) for j in judgements)
    return Pace(name, len(made), undone, len({j.at[:10] for j in made}), judgements[-1].at, median(worked) if worked else None)


def _instant(judgement: Judgement) -> datetime | None:
    try:
        return datetime.fromisoformat(judgement.at)
    except ValueError:
        return None
