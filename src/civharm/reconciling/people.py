"""Count people whom a report names or describes one by one: the same person counts once, however often the text returns to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from civharm.reconciling.ranges import Range
from civharm.reconciling.terms import Term


@dataclass(frozen=True, slots=True)
class CountedPeople:
    """How many different people the terms tell, and the terms."""

    range: Range
    terms: tuple[Term, ...]


def count_people(terms: Sequence[Term]) -> CountedPeople:
    """Count different people among terms of one person each.

    Those who are named differ where neither name holds all words of the other. Those who are only described ("a man, 34") are told
    apart inside a sentence, or by "another" and "also"; in other sentences they may be the ones named, so the larger number stands.
    """
    if not terms:
        return CountedPeople(Range(None, None), ())
    number = max(len(_different_names(terms)), _count_described(terms))
    return CountedPeople(Range(number, number), tuple(terms))


def _different_names(terms: Sequence[Term]) -> list[frozenset[str]]:
    """The names that no other name holds: "Ali Hassan" and "Hassan" are one."""
    names = [frozenset(name.lower().replace(".", " ").split()) for term in terms for name in term.names]
    names.sort(key=lambda words: (-len(words), sorted(words)))
    different: list[frozenset[str]] = []
    for words in names:
        if not any(words <= known for known in different):
            different.append(words)
    return different


def _count_described(terms: Sequence[Term]) -> int:
    sentences: dict[int, list[Term]] = {}
    for term in terms:
        sentences.setdefault(term.sentence, []).append(term)
    most, further = 0, 0
    for told in sentences.values():
        size = len({(t.claim.victims.start, t.claim.victims.end) for t in told})
        if most and any(t.cues & {"more", "beside"} for t in told):
            further += size
        else:
            most = max(most, size)
    return most + further
