"""The places of one report as they are asked for: its mentions in order, resolved, by sentence, paragraph and span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from civharm.locating.gazetteer import Gazetteer
from civharm.locating.mentioned import Mention
from civharm.locating.resolving import Context
from civharm.locating.tokens import Token

NEAR = 100  # mentions: how far from a sentence a place is looked for, so that time grows with the text and no faster


@dataclass(frozen=True)
class Places:
    """The places of one report: its mentions in order, resolved, and what the report is about."""

    text: str
    mentions: tuple[Mention, ...]
    context: Context
    gazetteer: Gazetteer
    tokens: tuple[Token, ...]

    def position_of(self, offset: int) -> tuple[int, int]:
        """The numbers of the sentence and the paragraph at an offset."""
        at = bisect_right(self.tokens, offset, key=lambda t: t.end)
        token = self.tokens[min(at, len(self.tokens) - 1)] if self.tokens else None
        return (token.sentence, token.paragraph) if token else (0, 0)

    def start_of(self, sentence: int) -> int:
        """The offset at which a sentence begins."""
        at = bisect_left(self.tokens, sentence, key=lambda t: t.sentence)
        return self.tokens[at].start if at < len(self.tokens) else len(self.text)

    def between(self, start: int, end: int, before: int = 0, after: int = 0) -> tuple[Mention, ...]:
        """The mentions that begin in a span, with so many more before and after it."""
        low = bisect_left(self.mentions, start, key=lambda m: m.start)
        high = bisect_left(self.mentions, end, key=lambda m: m.start)
        return self.mentions[max(0, low - before) : high + after]

    def sentences_at(self, start: int, end: int) -> set[int]:
        """The numbers of the sentences of a span."""
        return set(range(self.position_of(start)[0], self.position_of(max(start, end - 1))[0] + 1))
