"""How well two or more people who coded the same things agree: percent, Cohen's kappa, Krippendorff's alpha.

``None`` is a thing that a person did not code. A measure that the data do not define (nobody coded anything twice; all gave one
value, so that no agreement by chance can be told from agreement) is ``None`` and no number.

Sources: Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960);
Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section on any number of observers, with missing data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from math import fsum
from typing import Any

Values = Sequence[Hashable | None]


def find_percent(one: Values, other: Values) -> float | None:
    """Find the share, from 0 to 1, of things that two people coded alike, of those that both coded.

    >>> find_percent(["accept", "reject", None, "accept"], ["accept", "accept", "reject", "accept"])
    0.6666666666666666
    """
    pairs = _paired(one, other)
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None


def find_cohen(one: Values, other: Values) -> float | None:
    """Find Cohen's kappa: the agreement beyond what two people with these habits would reach by chance.

    >>> find_cohen(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5
    """
    pairs = _paired(one, other)
    if not pairs:
        return None
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[value] * second[value] for value in first)
    agreed = sum(a == b for a, b in pairs) * total
    if by_chance == total * total:
        return None
    return (agreed - by_chance) / (total * total - by_chance)


def find_krippendorff(coders: Sequence[Values], distance: Callable[[Any, Any], float] | None = None) -> float | None:
    """Find Krippendorff's alpha of any number of people; ``distance`` is how far two values differ, 0 or 1 unless given.

    Every person's values stand in the same order of things. `square` is the distance of numbers on an interval scale.

    >>> round(find_krippendorff([["a", "a", "b", "b"], ["a", "a", "b", "a"]]), 6)
    0.533333
    """
    differ = distance or _nominal
    units = [Counter(value for value in unit if value is not None) for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if unit.total() > 1]
    values: Counter[Hashable] = sum(units, Counter())
    total = values.total()
    if total < 2:
        return None
    observed = fsum(_disagreement(unit, differ) / (unit.total() - 1) for unit in units) / total
    expected = _disagreement(values, differ) / (total * (total - 1))
    return None if expected == 0 else 1.0 - observed / expected


def square(one: float, other: float) -> float:
    """The distance of two numbers on an interval scale: their difference, squared."""
    return float((one - other) ** 2)


def _nominal(one: object, other: object) -> float:
    return float(one != other)


def _disagreement(values: Counter[Hashable], differ: Callable[[Any, Any], float]) -> float:
    """The sum of the distances of all ordered pairs of values."""
    return fsum(n * m * differ(a, b) for a, n in values.items() for b, m in values.items() if a != b)


def _paired(one: Values, other: Values) -> list[tuple[Hashable, Hashable]]:
    return [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
