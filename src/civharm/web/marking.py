"""Mark the words that make a claim in the report's text: its sentence, what stands around it, and the whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from civharm.model import Claim, Report
from civharm.reading.blocks import find_sentences

AROUND = 2  # sentences shown before and behind the claim's own
MOST_SHOWN = 200_000  # characters of a report on one page
SLOT_WORDS = {
    "count": "counted", "harm": "harm", "actor": "actor", "means": "means", "place": "place", "date": "date", "speaker": "speaker",
    "found": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a report that fill a slot."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text with the slots that it fills, those of them that end with it, and whether it is of the claim's sentence.

    ``start`` is where it begins in the report's text.
    """

    text: str
    slots: tuple[str, ...]
    ends: tuple[str, ...]
    own: bool
    start: int = 0


def find_marks(claim: Claim) -> list[Mark]:
    """Find where the slots of a claim stand in its report; a slot that was inferred from nowhere stands nowhere."""
    spans: list[tuple[str, Any]] = [("count", claim.count), ("harm", claim.trigger), ("actor", claim.actor), ("means", claim.means)]
    spans += [("place", claim.place), ("date", claim.date), *(("speaker", speaker) for speaker in claim.speakers)]
    marks = []
    for slot, span in spans:
        if span is not None and span.start is not None and span.end is not None and span.start < span.end:
            marks.append(Mark(slot, span.start, span.end))
    return marks


@lru_cache(maxsize=32)
def _sentences(text: str, title: str | None) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in find_sentences(text, title))


def find_sentence(report: Report, at: int) -> tuple[int, int]:
    """Find the sentence of a report that holds a place in its text; the place's own line where no sentence does."""
    spans = _sentences(report.text, report.title)
    n = bisect_right(spans, (at, len(report.text))) - 1
    if n >= 0 and at < spans[n][1]:
        return spans[n]
    end = report.text.find("\n", at)
    return report.text.rfind("\n", 0, at) + 1, len(report.text) if end < 0 else end


def find_context(report: Report, claim: Claim, around: int = AROUND) -> tuple[int, int]:
    """Find the claim's sentence with those around it."""
    spans = _sentences(report.text, report.title)
    start, end = claim.quote.start, claim.quote.end
    before = [s for s in spans if s[1] <= start][-around:]
    behind = [s for s in spans if s[0] >= end][:around]
    return (before[0][0] if before else start), (behind[-1][1] if behind else end)


def find_shown(report: Report, at: int = 0) -> tuple[int, int]:
    """Find the part of a report that one page shows: all of it, unless it is very long."""
    start = max(0, min(at - MOST_SHOWN // 2, len(report.text) - MOST_SHOWN))
    return start, min(len(report.text), start + MOST_SHOWN)


def make_lines(text: str, shown: tuple[int, int], marks: Sequence[Mark], own: tuple[int, int] = (0, 0)) -> Iterator[list[Piece]]:
    """Cut the shown part of a text into its lines that are not blank, and each line where marks begin and end.

    >>> [[p.text for p in line] for line in make_lines("Blast\\n\\n12 died.", (0, 15), [Mark("count", 7, 9)])]
    [['Blast'], ['12', ' died.']]
    """
    at = shown[0]
    for line in text[shown[0] : shown[1]].split("\n"):
        if line.strip():
            yield list(_cut(text, at, at + len(line), marks, own))
        at += len(line) + 1


def _cut(text: str, start: int, end: int, marks: Sequence[Mark], own: tuple[int, int]) -> Iterator[Piece]:
    inside = [m for m in marks if m.start < end and start < m.end]
    edges = {start, end, *(e for m in inside for e in (m.start, m.end)), *own}
    for a, b in pairwise(sorted(e for e in edges if start <= e <= end)):
        filled = [m for m in inside if m.start <= a and b <= m.end]
        slots = tuple(dict.fromkeys(m.slot for m in filled))
        ends = tuple(dict.fromkeys(m.slot for m in filled if m.end == b))
        yield Piece(text[a:b], slots, ends, own[0] <= a and b <= own[1], a)


def find_words(text: str, words: str) -> list[int]:
    """Find where words stand in a text, as they are written.

    >>> find_words("12 were killed. 12 fled.", "12")
    [0, 16]
    """
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < 100:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def mark_all(spans: Iterable[tuple[int, int]]) -> list[Mark]:
    """Mark spans as found, for a report in which the words of several claims are shown."""
    return [Mark("count", start, end) for start, end in spans if start < end]
