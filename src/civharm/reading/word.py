"""One word of a parsed sentence, as the parser gives it and its repairs mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One token: ``dep`` and ``tag`` in the parser's scheme (ClearNLP dependencies, Penn tags), ``head`` an index."""

    i: int
    text: str
    lower: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
