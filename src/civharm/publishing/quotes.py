"""Quote a claim: its sentence, masked and of limited length, with the places of the counted words and of the harm's words in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from civharm.model import Claim, Count, Span
from civharm.publishing.masking import Masker

Slot = Literal["count", "trigger"]
ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a published quote that fill a slot: ``text[start:end]`` of the quote as published."""

    slot: Slot
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as published."""

    text: str
    marks: tuple[Mark, ...] = ()


def make_quote(claim: Claim, masker: Masker, limit: int) -> Quote:
    """Make the published quote of a claim; counted words that stand outside the quoted sentence are not marked."""
    spans = [(slot, span.start - claim.quote.start, span.end - claim.quote.start) for slot, span in _slots(claim)]
    inside = [(slot, a, b) for slot, a, b in spans if 0 <= a < b <= len(claim.quote.text)]
    masked = masker.mask(claim.quote.text, masker.scope(claim.report), keep=[(a, b) for slot, a, b in inside if slot == "count"])
    marks = tuple(Mark(slot, *masked.place(a, b)) for slot, a, b in inside)
    return cut(Quote(masked.text, marks), limit)


def _slots(claim: Claim) -> Iterator[tuple[Slot, Count | Span]]:
    yield "count", claim.count
    yield "trigger", claim.trigger


def cut(quote: Quote, limit: int) -> Quote:
    """Cut a quote that is too long, around its marks, at spaces.

    >>> cut(Quote("word " * 9 + "12 killed" + " word" * 9, (Mark("count", 45, 47),)), 20).text
    ' … word 12 killed … '
    """
    if len(quote.text) <= limit:
        return quote
    middle = min((m.start for m in quote.marks), default=0)
    start = max(0, min(middle - limit // 2, len(quote.text) - limit))
    end = min(len(quote.text), start + limit)
    start = quote.text.find(" ", start, middle) + 1 if start and " " in quote.text[start:middle] else start
    end = quote.text.rfind(" ", middle, end) if end < len(quote.text) and " " in quote.text[middle:end] else end
    before, after = (ELLIPSIS if start else ""), (ELLIPSIS if end < len(quote.text) else "")
    shift = len(before) - start
    marks = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in quote.marks if start <= m.start and m.end <= end)
    return Quote(before + quote.text[start:end] + after, marks)


def make_segments(quote: Quote) -> Iterator[tuple[str, tuple[Slot, ...]]]:
    """Split a quote where marks begin and end: each piece of text with the slots that it fills.

    >>> list(make_segments(Quote("12 were killed.", (Mark("count", 0, 2), Mark("trigger", 8, 14)))))
    [('12', ('count',)), (' were ', ()), ('killed', ('trigger',)), ('.', ())]
    """
    edges = sorted({0, len(quote.text), *(e for m in quote.marks for e in (m.start, m.end))})
    for start, end in pairwise(edges):
        yield quote.text[start:end], _filled(quote.marks, start, end)


def _filled(marks: Iterable[Mark], start: int, end: int) -> tuple[Slot, ...]:
    return tuple(m.slot for m in marks if m.start <= start and end <= m.end)
