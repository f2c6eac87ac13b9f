"""Cut a text into words with what stands between them, its sentences and paragraphs, and how it writes names.

Place names are found by their letters' case, so each sentence knows whether it is written in capitals or in Title Case, where case
tells nothing. Time is linear in the text.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

# a letter or digit, or a mark that belongs to one (accents, Arabic and Indic vowel signs)
_LETTER = "[\\w\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u0dff\u1000-\u109f]"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,6}}|{_LETTER}+(?:['’‘`ʼʿʾ]{_LETTER}+)*")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|[.!?]$|[.!?][\"”’)]*(?=[A-Z])")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "brig",
        "sen",
        "rep",
        "gov",
        "prof",
        "st",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "no",
        "vs",
    ]
)
LONG_LINE = 50  # characters: a line as long as this that ends without a full stop is one that was wrapped


class Token(NamedTuple):
    """One word, without a possessive's s: ``gap`` is what stands before it; ``named`` if it begins with a capital."""

    text: str
    lower: str
    start: int
    end: int
    gap: str
    sentence: int
    paragraph: int
    first: bool
    named: bool


def find_tokens(text: str) -> tuple[Token, ...]:
    """Find the words of a text.

    >>> [(t.text, t.sentence) for t in find_tokens("Gen. Ali spoke. Mosul's Old City fell.")][2:5]
    [('spoke', 0), ('Mosul', 1), ('Old', 1)]
    """
    tokens: list[Token] = []
    wrapped = "\n\n" in text
    sentence = paragraph = at = line = 0
    for match in _WORD.finditer(text):
        start = match.start()
        gap = text[at:start]
        word = strip_possessive(match[0])
        new = not tokens
        if tokens and gap != " ":
            breaks = "\n" in gap and _breaks(gap, wrapped, at - line)
            new = breaks or _ends(gap, tokens[-1], word)
            sentence, paragraph = sentence + new, paragraph + breaks
            line = start if "\n" in gap else line
        at = start + len(word)
        tokens.append(Token(word, word.lower(), start, at, gap, sentence, paragraph, new, word[:1].isupper()))
    return tuple(tokens)


def _breaks(gap: str, wrapped: bool, length: int) -> bool:
    """Tell whether a line's end is a paragraph's: not where a long line was wrapped in a text that sets paragraphs apart."""
    return not wrapped or gap.count("\n") > 1 or length < LONG_LINE or gap.strip()[-1:] in (".", "!", "?", ":")


def strip_possessive(word: str) -> str:
    """Strip a possessive's s: the name of "Mosul's" is "Mosul".

    >>> strip_possessive("Mosul’s"), strip_possessive("Sa'dah")
    ('Mosul', "Sa'dah")
    """
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word


def _ends(gap: str, before: Token, word: str) -> bool:
    gap = gap[2:] if gap[:2] in ("'s", "’s") else gap
    first = word[:1]
    if not (first.isupper() or first.isdigit() or not first.isascii()) or not _END.match(
        gap + ("" if gap.rstrip() != gap else first)
    ):
        return False
    return not (gap[0] == "." and before.named and (len(before.text) == 1 or before.lower in _ABBREVIATIONS))


def find_loud(tokens: tuple[Token, ...]) -> dict[int, str]:
    """Find sentences whose case tells nothing: ``"capitals"`` or ``"title"``, by their number.

    >>> find_loud(find_tokens("SEVEN KILLED IN SAN MIGUEL. Seven were killed."))
    {0: 'capitals'}
    """
    found: dict[int, str] = {}
    for sentence, group in groupby(tokens, key=lambda token: token.sentence):
        words = [token for token in group if token.named or token.text[0].islower()]
        shouted = sum(token.text.isupper() for token in words)
        named = sum(token.named for token in words)
        short = sum(len(token.text) <= 3 and not token.named for token in words)
        quiet = sum(len(token.text) >= 5 and not token.named for token in words)  # a title gives long words capitals
        if len(words) >= 3 and shouted >= 0.7 * len(words):
            found[sentence] = "capitals"
        elif len(words) >= 4 and named >= 0.7 * (len(words) - short) and named - shouted > 2 and 6 * quiet <= named:
            found[sentence] = "title"
    return found
