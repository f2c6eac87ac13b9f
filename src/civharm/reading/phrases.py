"""Find many known phrases in a text in one pass: a trie over words, the longest phrase wins.

Words are compared without regard to case and accents; between two words of a phrase may stand a space, a line break, a hyphen,
an apostrophe or a point, so that one entry "car bomb" finds "car-bomb" and "U.S." is found whether or not its points are written.
The work is linear in the text (each word starts a walk that is never longer than the longest phrase).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, NamedTuple, TypeVar

from civharm.lexicon import load_rows

Row = TypeVar("Row")

_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\s{1,8}|[-‐‑–/.]\s?|['’ʼ`]\s?|\.-|['’]-")


class Token(NamedTuple):
    """One run of letters or digits; ``norm`` is its form for comparing."""

    norm: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhraseMatch(Generic[Row]):
    """A known phrase in a text: the tokens that it covers (by index, half-open) and the entries that it stands for."""

    start: int
    end: int
    first: int
    last: int
    rows: tuple[Row, ...]


@lru_cache(maxsize=65536)
def normalise_word(word: str) -> str:
    """Fold case and accents of one word, for comparing only.

    >>> normalise_word("Évacués"), normalise_word("IDP")
    ('evacues', 'idp')
    """
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@lru_cache(maxsize=64)
def find_tokens(text: str) -> tuple[Token, ...]:
    """Split a text into words and numbers, with their offsets; kept for the last texts, since many lists are looked up in one.

    >>> [token.norm for token in find_tokens("U.S.-led strikes")]
    ['u', 's', 'led', 'strikes']
    """
    spans = [m.span() for m in _TOKEN.finditer(text)]
    if text.isascii():
        lower = text.lower()
        return tuple([Token(lower[start:end], text[start:end], start, end) for start, end in spans])
    return tuple([Token(normalise_word(text[start:end]), text[start:end], start, end) for start, end in spans])


def gap_joins(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words may stand inside a phrase."""
    return text[start:end] == " " or _GAP.fullmatch(text, start, end) is not None


Accept = Callable[[PhraseMatch[Row], Sequence[Token]], PhraseMatch[Row] | None]


class _Node(Generic[Row]):
    __slots__ = ("children", "rows")

    def __init__(self) -> None:
        self.children: dict[str, _Node[Row]] = {}
        self.rows: tuple[Row, ...] = ()


class PhraseIndex(Generic[Row]):
    """A set of phrases, each with its entry; one phrase may have several entries.

    >>> index = PhraseIndex([("car bomb", "planted"), ("bomb", "?")])
    >>> [match.rows for match in index.find("A car-bomb and a bomb.")]
    [('planted',), ('?',)]
    """

    def __init__(self, phrases: Iterable[tuple[str, Row]]) -> None:
        self._root: _Node[Row] = _Node()
        for phrase, row in phrases:
            self._add(phrase, row)

    def _add(self, phrase: str, row: Row) -> None:
        node = self._root
        for token in find_tokens(phrase):
            node = node.children.setdefault(token.norm, _Node())
        if node is self._root:
            raise ValueError(f"a phrase holds no word: {phrase!r}")
        node.rows = (*node.rows, row)

    @property
    def starts(self) -> KeysView[str]:
        """The first words of all phrases: a text that holds none of them holds no phrase."""
        return self._root.children.keys()

    def find(self, text: str, accept: Accept[Row] | None = None) -> Iterator[PhraseMatch[Row]]:
        """Yield the longest phrase at each word, none inside another; ``accept`` may narrow or refuse a match."""
        tokens = find_tokens(text)
        starts = self._root.children
        past = 0
        for at, token in enumerate(tokens):
            if at >= past and token.norm in starts:
                match = self.longest_at(text, tokens, at, accept)
                if match is not None:
                    yield match
                    past = match.last

    def longest_at(self, text: str, tokens: Sequence[Token], at: int, accept: Accept[Row] | None = None) -> PhraseMatch[Row] | None:
        """Return the longest phrase that starts at one word, or none."""
        if at >= len(tokens):
            return None
        for last, rows in reversed(self._walk(text, tokens, at)):
            match: PhraseMatch[Row] | None = PhraseMatch(tokens[at].start, tokens[last - 1].end, at, last, rows)
            if match is not None and accept is not None:
                match = accept(match, tokens)
            if match is not None:
                return match
        return None

    def _walk(self, text: str, tokens: Sequence[Token], at: int) -> list[tuple[int, tuple[Row, ...]]]:
        """Each phrase that starts at a word: the index after its last word, and its entries."""
        found: list[tuple[int, tuple[Row, ...]]] = []
        node = self._root.children.get(tokens[at].norm)
        last = at + 1
        while node is not None:
            if node.rows:
                found.append((last, node.rows))
            if last >= len(tokens) or not node.children or not gap_joins(text, tokens[last - 1].end, tokens[last].start):
                break
            node = node.children.get(tokens[last].norm)
            last += 1
        return found


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout (as old newswires and some headlines are): then case tells nothing.

    >>> is_capitals("POLICE SAID FIVE SOLDIERS WERE KILLED"), is_capitals("The FARC said")
    (True, False)
    """
    head = text[:4000]
    upper = sum(map(str.isupper, head))
    return upper > 12 and upper >= 9 * sum(map(str.islower, head))


@cache
def load_frame(name: str) -> frozenset[str]:
    """Load the words of one frame of ``words/en/frames.yml``: neighbours by which a matcher decides what a word is.

    >>> "were" in load_frame("after_people")
    True
    """
    rows = load_rows("frames", required=("frame", "words"))
    return frozenset(next(row["words"] for row in rows if row["frame"] == name).split())
