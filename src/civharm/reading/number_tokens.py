"""The tokens of a text, as numbers need them, and the phrases of ``numbers.yml`` among them. All passes are linear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from civharm.lexicon import load_number_words

_PAD = 16

# possessive where a repeat could be tried twice (linear time); a chain has one separator throughout: dates, times, addresses
_TOKEN = re.compile(
    r"(?P<url>(?:https?://|www\.)\S++|[@#]\w++(?:[.]\w++)*+)"
    r"|(?P<code>\d++(?:[-/]\d++){0,3}+[-/][A-Z]{1,6}[-/]\d++)"
    r"|(?P<chain>\d++(?:([./:-])\d++)(?:\4\d++)++|\d++[:/]\d++)"
    r"|(?P<number>\d{1,3}(?:[,٬،'’]\d{3}(?!\d))++|\d{1,2}(?:,\d{2})++,\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}(?!\d))++|\d++(?:[.٫]\d++)?)"
    r"|(?P<word>[^\W\d_]++(?:['’][^\W\d_]++)*+)"
    r"|(?P<mark>[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as parallel lists: each token's word in lower case, where it stands, and its kind.

    Kinds are url, code, chain, number, word and mark; the empty tokens after the last have none.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[str]

    def word(self, index: int) -> str:
        """The word at an index, empty up to `_PAD` places outside the text."""
        return self.words[index]

    def kind(self, index: int) -> str:
        """The kind at an index, empty outside the text."""
        return self.kinds[index]

    def raw(self, index: int) -> str:
        """The characters of a token, as written."""
        return self.text[self.starts[index] : self.ends[index]]

    def glued(self, index: int) -> bool:
        """Whether the token at an index touches the one before it."""
        return index > 0 and self.kinds[index] != "" and self.ends[index - 1] == self.starts[index]


def make_tokens(text: str) -> Tokens:
    """Cut a text into tokens.

    Empty tokens follow the last one, so that a look a few tokens ahead or back (Python's negative index) needs no check.

    >>> make_tokens("killed 1,200 in Al-Bab").words[:6]
    ['killed', '1,200', 'in', 'al', '-', 'bab']
    """
    words, starts, ends, kinds = [], [], [], []
    for match in _TOKEN.finditer(text):
        words.append(match.group().lower().replace("’", "'"))
        starts.append(match.start())
        ends.append(match.end())
        kinds.append(match.lastgroup or "mark")
    words += [""] * _PAD
    kinds += [""] * _PAD
    starts += [len(text)] * _PAD
    ends += [len(text)] * _PAD
    return Tokens(text, words, starts, ends, kinds)


@cache
def load_phrases(role: str) -> Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]:
    """Load the phrases of a role by their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in load_number_words(role).items():
        parts = tuple(phrase.split())
        index.setdefault(parts[0], []).append((parts, value))
    return {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in index.items()}


def find_phrase(tokens: Tokens, index: int, role: str) -> tuple[int, Any] | None:
    """Find the longest phrase of a role that begins at a token: the index after it, and its value."""
    for parts, value in load_phrases(role).get(tokens.word(index), ()):
        if tokens.words[index : index + len(parts)] == list(parts):
            return index + len(parts), value
    return None
