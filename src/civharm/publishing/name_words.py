"""The words of a text as names are compared: without case, accents, hyphens or apostrophes; runs of them, and whole names."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from civharm.lexicon import load_demonyms, load_rows

LONGEST_NAME = 8  # words; a longer "name" is a misread sentence
_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"[\s.'’‘`´‐‑–-]{1,3}\Z")
_SPACE = re.compile(r"[ '’‘`´‐‑–-]{1,2}\Z")
_CALENDAR = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name) if name)

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its folded form, where it stands, and whether it can begin a name."""

    key: str
    start: int
    end: int
    capital: bool


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold a word to what names are compared by.

    >>> fold("José"), fold("HASSAN")
    ('jose', 'hassan')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def find_words(text: str) -> list[Word]:
    """Find the words of a text; a letter of a script without case counts as a capital."""
    found = ((m.group(), m.start(), m.end()) for m in _WORD.finditer(text))
    return [Word(fold(w), start, end, w[0].isalpha() and not w[0].islower()) for w, start, end in found]


@cache
def load_kind(kind: str) -> frozenset[str]:
    """Load the words of one kind of ``words/en/private.yml``."""
    rows = load_rows("private", required=("kind", "words"))
    return frozenset(word for row in rows if row["kind"] == kind for word in row["words"])


@cache
def load_peoples() -> frozenset[str]:
    """Load the words for peoples and nations ("Iraqi", "Kurds"), which are no names of persons."""
    rows = load_demonyms()
    forms = (form for row in rows for form in (*row["adjective"], row.get("person"), row.get("plural")) if form)
    return frozenset(fold(word) for form in forms for word in _WORD.findall(form))


def joined(text: str, left: Word, right: Word) -> bool:
    """Say whether two neighbouring words can belong to one name: only a space, hyphen or apostrophe between them."""
    return _JOINT.match(text[left.end : right.start]) is not None


def make_name(text: str) -> Name:
    """Make the compared form of a name: its capitalised words and particles, or all its words where none is capitalised.

    >>> make_name("Ahmad al-Jubouri")
    ('ahmad', 'al', 'jubouri')
    """
    words = find_words(text)
    kept = [w.key for w in words if w.capital or w.key in load_kind("particle")]
    if not any(w.capital for w in words):
        kept = [w.key for w in words if w.key not in load_kind("group") and not w.key.isdigit()]
    return tuple(kept[:LONGEST_NAME])


def find_runs(text: str) -> Iterator[tuple[int, int, list[Word]]]:
    """Find the runs of capitalised words, particles inside them included, as (index of the first word, of the last + 1, words)."""
    words, i = find_words(text), 0
    particles = load_kind("particle")
    while i < len(words):
        j = i
        while j < len(words) and (words[j].capital or words[j].key in particles):
            if j > i and not joined(text, words[j - 1], words[j]):
                break
            j += 1
        last = j
        while last > i and not words[last - 1].capital:
            last -= 1
        if last > i:
            yield i, last, words
        i = max(j, i + 1)


def widen_name(text: str, start: int, end: int, small: Collection[str] = ()) -> Name:
    """Find the whole name of which a part stands at ``start`` to ``end``: with the capitalised words beside it that can be names.

    A reader may have seen only the last part of a name, and a name is masked whole or not at all. ``small`` are words that the
    release also writes without a capital, which are none.

    >>> widen_name("They named 21-year-old Samir Nabil Placeholder on Monday.", 34, 45)
    ('samir', 'nabil', 'placeholder')
    """
    words = find_words(text)
    inside = [i for i, word in enumerate(words) if word.start < end and start < word.end]
    if not inside or 3 * sum(not word.capital for word in words) < len(words):
        return ()  # a headline's capitals say nothing
    first, last = inside[0], inside[-1]
    while first and _is_beside(text, words[first - 1], words[first]) and _can_be_name(words[first - 1], small, particles=True):
        first -= 1
    while last + 1 < len(words) and _is_beside(text, words[last], words[last + 1]) and _can_be_name(words[last + 1], small):
        last += 1
    while first < inside[0] and not words[first].capital:
        first += 1
    return tuple(word.key for word in words[first : last + 1])[:LONGEST_NAME]


def _is_beside(text: str, left: Word, right: Word) -> bool:
    return _SPACE.match(text[left.end : right.start]) is not None


def _can_be_name(word: Word, small: Collection[str], *, particles: bool = False) -> bool:
    if particles and word.key in load_kind("particle"):
        return True
    told = load_kind("group") | load_kind("person") | load_kind("honorific") | load_peoples() | _CALENDAR
    return word.capital and word.key not in told and word.key not in small
