"""Cut a report's text into sentences with offsets, and tell headline, body, caption and boilerplate apart. No NLP library here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from civharm.lexicon import load_rows
from civharm.reading.phrases import load_frame
from civharm.reading.speaker_kinds import find_speaker_words

BlockKind = Literal["title", "body", "caption", "boilerplate"]

# A sentence is cut at a semicolon or a blank beyond this length, so that a quote stays readable and a hostile text cannot stall.
MAX_SENTENCE = 600
# A dateline beside a repeated headline is at most this long ("Wed 05 Apr 2017", "KABUL, Afghanistan (Feb. 11, 2011) -").
DATELINE = 40
# A headline in a list of other reports is at most this long.
LINE = 160
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt capt maj sgt cpl pvt brig adm cmdr sen rep gov pres st ste jr sr no nos vs v inc ltd co "
    "corp dept est approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "u.s u.n u.k e.g i.e a.m p.m lt.col maj.gen lt.gen al etc fig km ave rd blvd mt ft messrs".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_CAPTION = re.compile(
    r"\[?(?:image|photo|picture)s?\s+(?:by|via|credit|courtesy)|/(?:afp|reuters|ap|getty|epa|shutterstock)\b|getty images", re.I
)
# The city in capitals with which an agency's report begins: "SOUTHTON, Redland (AP) — ". It is no part of the first sentence.
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z'’.-]{2,}(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w'’. -]{1,30})?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^()]{2,40}\))?\s?(?:—|–|--|:(?=\s)|(?<=\s)[-_](?=\s))\s?(?=[\"“‘'A-Z0-9])"
)
_WORD_BEFORE = re.compile(r"([^\s(\[\"“']+)$")


@dataclass(frozen=True, slots=True)
class RawSentence:
    """One sentence by its offsets in the report; ``paragraph`` counts the blocks, ``kind`` says where it stands."""

    text: str
    start: int
    end: int
    paragraph: int
    kind: BlockKind


def find_sentences(text: str, title: str | None = None) -> list[RawSentence]:
    """Cut a report into sentences; boilerplate lines are left out.

    >>> [s.text for s in find_sentences("Gen. Ali said two died. Three were hurt.")]
    ['Gen. Ali said two died.', 'Three were hurt.']
    """
    sentences = []
    listing = False
    for number, (start, end) in enumerate(_paragraphs(text)):
        block = text[start:end]
        kind = _kind_of(block, is_title=number == 0 and title is not None and block.strip() == title)
        listing = _heads_a_list(block) or (listing and _is_headline(block))
        if kind == "boilerplate" or listing:
            continue
        for a, b in _cut(block):
            told = text[start + a : start + b]
            again = title is not None and number < 3 and _repeats_title(told, title)
            sentences.append(RawSentence(told, start + a, start + b, number, "title" if again else kind))
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs: lines, or runs of lines where the text is wrapped at a fixed width (old cables, e-mail)."""
    lines = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if not m.group().isspace()]
    start: int | None = None
    for number, (a, b) in enumerate(lines):
        start = a if start is None else start
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is None or not _is_wrapped(text, (a, b), following):
            yield start, b
            start = None


def _is_wrapped(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether the next line goes on with this one: no blank line between, about full width, and no end of a sentence."""
    (a, b), (c, d) = line, following
    if text.count("\n", b, c) > 1 or not 50 <= b - a <= 90 or d - c > 90 or text[c : c + 2] == "  ":
        return False
    return (
        not text[a:b].rstrip().endswith((".", "!", "?", ":", '"', "”"))
        or text[c : c + 1].islower()
        or (text[a:b].isupper() and text[c:d].isupper())
    )


def _repeats_title(sentence: str, title: str) -> bool:
    """Whether a sentence is the headline once more, with a dateline at most."""
    return title.casefold().rstrip(".") in sentence.casefold() and len(sentence) < len(title) + DATELINE


def _heads_a_list(block: str) -> bool:
    """Whether a line stands above a list of other reports ("Related stories")."""
    return len(block) < LINE and _list_heads().match(block.strip()) is not None


def _is_headline(block: str) -> bool:
    """Whether a line is as short as a headline and ends without a stop."""
    line = block.strip()
    return len(line) < LINE and not line.endswith((".", "!", "?", '"', "”", "’"))


@cache
def _list_heads() -> re.Pattern[str]:
    rows = load_rows("boilerplate", required=("pattern",), optional=("list",))
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows if row.get("list")), re.I)


@cache
def _boilerplate() -> re.Pattern[str]:
    rows = load_rows("boilerplate", required=("pattern",), optional=("list",))
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.I)


def _kind_of(block: str, *, is_title: bool) -> BlockKind:
    if is_title:
        return "title"
    line = block.strip()
    if len(line) < 3 or (len(line) < 400 and _boilerplate().search(line)):
        return "boilerplate"
    if len(line) < 400 and _CAPTION.search(line):
        return "caption"
    return "body"


def _cut(block: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one paragraph."""
    dateline = _DATELINE.match(block)
    start = dateline.end() if dateline and not _is_credit(dateline.group()) else 0
    marks = _list_marks(block)
    for match in _END.finditer(block):
        if match.end() <= start or match.start() in marks:
            continue
        if _ends_sentence(block, match.start(), match.end()):
            yield from _trim(block, start, match.end())
            start = match.end()
    yield from _trim(block, start, len(block))


def _list_marks(block: str) -> frozenset[int]:
    """Where the stops behind the numbers of a list in one line stand: "1. Ahmed Saleh 2. Rami Saleh"; they end no sentence."""
    first = _FIRST_MARK.search(block)
    marks: list[int] = []
    at = first.start(1) if first else -1
    while at >= 0:
        mark = f"{len(marks) + 1}."
        marks.append(at + len(mark) - 1)
        following = re.compile(rf"(?<=\s){len(marks) + 1}\.(?=\s+[A-Z])").search(block, at, at + _ITEM)
        at = following.start() if following else -1
    return frozenset(marks) if len(marks) > 1 else frozenset()


_FIRST_MARK = re.compile(r"(?:^|[:;,–—-])\s*(1\.)(?=\s+[A-Z])")
_ITEM = 160  # characters in an item of a list


def _is_credit(opening: str) -> bool:
    """Whether words in capitals before a colon are who says so, or head a list: "POLICE: Two dead", "MARTYRS: ..."; "NORTHTON:" is
    where a report was sent from.
    """
    words = opening.strip().removesuffix(":")
    spoken = bool(find_speaker_words(words) or find_speaker_words(words.lower())) or words.lower() in load_frame("roll_of_dead")
    return len(words) < len(opening.strip()) and spoken


def _ends_sentence(block: str, stop: int, end: int) -> bool:
    rest = block[end : end + 3]
    if not rest:
        return True
    before = _WORD_BEFORE.search(block[max(0, stop - 24) : stop])
    word = before.group(1) if before else ""
    if not rest[0].isspace():  # "precautions.Amnesty said": a lost line break
        return block[stop] == "." and len(word) > 3 and word.islower() and rest[0].isupper() and rest[1:2].islower()
    if block[stop] != ".":
        return True
    if (len(word) == 1 and word.isupper()) or word.casefold() in _ABBREVIATIONS:
        return False
    follower = rest.strip()[:1]
    return not follower or not follower.islower()


def _trim(block: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Take the blanks off, and cut a sentence that is too long."""
    while start < end and block[start].isspace():
        start += 1
    while start < end and block[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = max(block.rfind(mark, start + MAX_SENTENCE // 3, start + MAX_SENTENCE) for mark in ("; ", " - ", ", ", " "))
        cut = start + MAX_SENTENCE if cut <= start else cut + 1
        yield start, cut
        start = cut
        while start < end and block[start].isspace():
            start += 1
    if start < end:
        yield start, end
