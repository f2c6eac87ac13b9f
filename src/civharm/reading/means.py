"""Find the words that tell by what means people were harmed (``words/en/means.yml``), by the categories of SDG indicator 16.1.2.

An explosion or a bombing of which nothing more is told is no means (codebook): only what came from the air, from artillery or a
rocket is ``explosive``, only a planted or carried device ``planted_explosive``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from civharm.lexicon import load_rows
from civharm.model import MeansCategory
from civharm.reading.phrases import PhraseIndex, PhraseMatch, Token, is_capitals


@dataclass(frozen=True, slots=True)
class MeansMention:
    """Words that tell a means, by offsets in the text that was searched."""

    start: int
    end: int
    text: str
    category: MeansCategory


@dataclass(frozen=True, slots=True)
class _Cue:
    words: str
    category: MeansCategory | None


def find_means(text: str) -> list[MeansMention]:
    """Find all words that tell a means, in order, the longest first.

    >>> [(m.text, m.category) for m in find_means("A car bomb and then mortar fire; later a sniper shot dead a medic")]
    [('car bomb', 'planted_explosive'), ('mortar fire', 'explosive'), ('sniper', 'small_arms'), ('shot dead', 'small_arms')]
    >>> find_means("A bombing at the market; the plane was shot down.")
    []
    """
    capitals = is_capitals(text)

    def accept(match: PhraseMatch[_Cue], _: Sequence[Token]) -> PhraseMatch[_Cue] | None:
        written = text[match.start : match.end]
        kept = tuple(cue for cue in match.rows if capitals or _cased(cue.words, written))
        return replace(match, rows=kept) if kept else None

    return [
        MeansMention(match.start, match.end, text[match.start : match.end], match.rows[0].category)
        for match in _index().find(text, accept)
        if match.rows[0].category is not None
    ]


def _cased(words: str, written: str) -> bool:
    """Names of weapons need their capitals ("Grad", "IED"); all other words do not."""
    return written == words if words.isupper() else written[0].isupper() or not words[0].isupper()


@cache
def _index() -> PhraseIndex[_Cue]:
    rows = load_rows("means", required=("category", "words"))
    for row in rows:
        if row["category"] is not None and row["category"] not in get_args(MeansCategory):
            raise ValueError(f"words/en/means.yml: {row['category']!r} is no category of means")
    return PhraseIndex((words, _Cue(words, row["category"])) for row in rows for words in dict.fromkeys(row["words"]))
