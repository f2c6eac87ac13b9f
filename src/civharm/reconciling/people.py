"""Count people whom a report names one by one: the same name counts once, however often the text returns to it."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.reconciling.terms import Term


def count_names(terms: Sequence[Term]) -> int:
    """Count different people by their names: two differ where neither name holds all words of the other.

    "Ali Hassan" and "Hassan" are one; "Ali Hassan" and "Omar Hassan" are two.
    """
    names = [frozenset(name.lower().replace(".", " ").split()) for term in terms for name in term.names]
    names.sort(key=lambda words: (-len(words), sorted(words)))
    different: list[frozenset[str]] = []
    for words in names:
        if not any(words <= known for known in different):
            different.append(words)
    return len(different)
