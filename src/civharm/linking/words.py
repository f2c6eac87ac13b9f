"""The words that linking must know (``words/en/linking.yml``), by kind."""

from __future__ import annotations

from functools import cache

from civharm.lexicon import load_rows


@cache
def load_words(kind: str) -> tuple[str, ...]:
    """Load the words of one kind, in the order of the list.

    >>> load_words("weekday")[0]
    'monday'
    """
    return tuple(row["word"] for row in load_rows("linking", required=("word", "kind")) if row["kind"] == kind)


@cache
def load_word_set(kind: str) -> frozenset[str]:
    """Load the words of one kind as a set."""
    return frozenset(load_words(kind))
