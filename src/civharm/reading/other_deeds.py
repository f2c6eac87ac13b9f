"""Tell whether two sentences tell of two deeds, so that who did the one, and by what means, is not lent to the other.

A headline on a side's air raids names nobody for the car bomb that the report goes on to tell: to lend it would accuse falsely.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from civharm.reading.deeds import find_deeds_told
from civharm.reading.means import find_means
from civharm.reading.phrases import load_frame


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells of deeds: nouns that say which kind, and categories of means."""

    nouns: frozenset[str]
    means: frozenset[str]


def is_another_deed(here: str, there: str) -> bool:
    """Whether of two sentences one tells of a planted bomb, and the other of a deed that is none.

    >>> is_another_deed("The raids came as a car bomb wounded nine in the port.", "Army raids kill four")
    True
    >>> is_another_deed("Nine were wounded in the attack.", "Army raids kill four")
    False
    """
    one, two = _tell(here), _tell(there)
    return _is_planted_alone(one, two) or _is_planted_alone(two, one)


def tells_kind(text: str) -> bool:
    """Whether a sentence says what kind of deed it tells: "a raid", "the car bomb"; "the attack" may be any.

    >>> tells_kind("The raid went on."), tells_kind("The attack went on.")
    (True, False)
    """
    told = _tell(text)
    return bool(told.nouns or told.means)


def _is_planted_alone(planted: _Told, other: _Told) -> bool:
    if planted.means != {"planted_explosive"} or "planted_explosive" in other.means:
        return False
    return bool(other.means) or (bool(other.nouns) and other.nouns.isdisjoint(load_frame("may_be_planted")))


@lru_cache(maxsize=2048)
def _tell(text: str) -> _Told:
    nouns = frozenset(find_deeds_told(text) - load_frame("any_deed"))
    return _Told(nouns, frozenset(m.category for m in find_means(text) if m.category is not None))
