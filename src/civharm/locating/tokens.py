"""Cut a text into words with what stands between them, its sentences and paragraphs, and how it writes names.

Place names are found by their letters' case, so each sentence knows whether it is written in capitals or in Title Case, where case
tells nothing. Time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTER = "[^\\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u0dff\u1000-\u109f]"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,6}}|(?:{_LETTER})+(?:['’‘`ʼʿʾ](?:{_LETTER})+)*")
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|[.!?]$|[.!?][\"”’)]*(?=[A-Z])")
_ABBREVIATIONS = frozenset("mr mrs ms dr gen col lt maj capt sgt brig sen rep gov prof st jan feb mar apr jun jul aug sep sept oct nov dec no vs".split())
LONG_LINE = 50  # characters: a line as long as this that ends without a full stop is one that was wrapped


@dataclass(frozen=True, slots=True)
class Token:
    """One word: ``gap`` is what stands before it, ``lower`` its lower case without a possessive's s; ``named`` if it begins upper."""

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
        gap = text[at : match.start()]
        breaks = "\n" in gap and (not wrapped or gap.count("\n") > 1 or at - line < LONG_LINE or gap.strip()[-1:] in tuple(".!?:"))
        new = bool(tokens) and (breaks or _ends(gap.removeprefix("'s").removeprefix("’s"), tokens[-1], match[0]))
        sentence, paragraph = sentence + new, paragraph + (bool(tokens) and breaks)
        word = strip_possessive(match[0])
        named = word[:1].isupper()
        end = match.start() + len(word)
        tokens.append(Token(word, word.lower(), match.start(), end, gap, sentence, paragraph, new or not tokens, named))
        at = end
        if "\n" in gap:
            line = match.start()
    return tuple(tokens)


def strip_possessive(word: str) -> str:
    """Strip a possessive's s: the name of "Mosul's" is "Mosul".

    >>> strip_possessive("Mosul’s"), strip_possessive("Sa'dah")
    ('Mosul', "Sa'dah")
    """
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") else word


def _ends(gap: str, before: Token, word: str) -> bool:
    if not _END.match(gap + ("" if gap.rstrip() != gap else word[:1])) or not (word[:1].isupper() or word[:1].isdigit() or not word.isascii()):
        return False
    return not (gap.startswith(".") and before.named and (len(before.text) == 1 or before.lower in _ABBREVIATIONS))


def find_loud(tokens: tuple[Token, ...]) -> dict[int, str]:
    """Find sentences whose case tells nothing: ``"capitals"`` or ``"title"``, by their number.

    >>> find_loud(find_tokens("SEVEN KILLED IN SAN MIGUEL. Seven were killed."))
    {0: 'capitals'}
    """
    found: dict[int, str] = {}
    counts: dict[int, list[int]] = {}
    for token in tokens:
        if token.text[:1].isalpha() and token.text[:1].lower() != token.text[:1].upper():
            count = counts.setdefault(token.sentence, [0, 0, 0])
            count[0] += 1
            count[1] += token.text.isupper()
            count[2] += token.named or len(token.text) <= 3
    for sentence, (words, shouted, named) in counts.items():
        if words >= 3 and shouted >= 0.7 * words:
            found[sentence] = "capitals"
        elif words >= 5 and named >= 0.8 * words and named - shouted > 0:
            found[sentence] = "title"
    return found
