"""Mask what would expose private persons: their names, telephone numbers, e-mail and street addresses.

Masking replaces words by a visible marker and never by nothing, so that a reader sees that something stood there. It happens once,
on the nouns, before any exporter sees them: no format can forget it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from civharm.model import Release
from civharm.publishing.name_words import Word, find_words, load_kind
from civharm.publishing.names import NameTree, Scope, find_private, find_public, make_scopes
from civharm.publishing.policy import ADDRESS, EMAIL, LINK, NAME, PHONE, Policy

# Every repetition is bounded, so that no text makes a search slow.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# ITU-T E.164: at most 15 digits after "+"; or a national number with its trunk prefix 0; or the North American 3-3-4.
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+|00)[ .-]?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?!\w)"
    r"|(?<![\w.,/-])\(?0\d(?:[ ()./-]{0,2}\d){6,12}(?!\w)"
    r"|(?<![\w.,/-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\w)"
)
_DIGITS = r"[ :.]{0,3}(?:number|no\.?|us|at|on|is)?[ :.]{0,3}(\+?\(?\d(?:[ ()./-]{0,2}\d){4,14})"
_CONTACT_LETTER = re.compile(r"[\d@]")  # no contact is without one
_HASH = re.compile(r"[0-9a-f]{16,64}")
_IN_LINK = re.compile(r"(?:tel:|wa\.me/|phone=|\+)\d{7,15}")
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words to be masked."""

    start: int
    end: int
    marker: str


@cache
def _announced() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(load_kind('phone')))}){_DIGITS}", re.IGNORECASE)


@cache
def _addresses() -> re.Pattern[str]:
    streets = "|".join(sorted({w for s in load_kind("street") for w in (s, s.capitalize())}, key=lambda s: (-len(s), s)))
    units = "|".join(sorted({w for s in load_kind("unit") for w in (s, s.capitalize())}))
    # ", 14 Example Street": with a number before it, at least one capitalised word, a street word
    street = rf"(?<![\w.,])\d{{1,5}}[A-Za-z]?,? (?:[A-Z0-9][\w'’-]{{0,30}} ){{1,4}}(?:{streets})\b\.?"
    # "Mahalla 610, Zuqaq 12, Dar 5": two such in a row, since "house 12" alone is no address
    one = rf"(?:{units}|Street|street|Lane|District|Block|block)(?: [Nn]o\.?)? \d{{1,5}}\w?"
    return re.compile(rf"{street}|\b{one}(?:,? (?:and )?{one}){{1,5}}")


def find_contacts(text: str, keep: Iterable[tuple[int, int]] = ()) -> Iterator[Hit]:
    """Find telephone numbers, e-mail and street addresses; what overlaps a span to keep (counted words) is none.

    >>> [h.marker for h in find_contacts("Call 0770 000 0000 or write to a@example.org, 14 Example Street.")]
    ['[phone]', '[e-mail]', '[address]']
    >>> list(find_contacts("On 2016-10-17 more than 1,000,000 people in 17 districts"))
    []
    """
    if not _CONTACT_LETTER.search(text):
        return
    kept = list(keep)
    hits = [Hit(*m.span(), EMAIL) for m in _EMAIL.finditer(text)]
    hits += [Hit(*m.span(), PHONE) for m in _PHONE.finditer(text)]
    hits += [Hit(*m.span(1), PHONE) for m in _announced().finditer(text)]
    hits += [Hit(*m.span(), ADDRESS) for m in _addresses().finditer(text)]
    yield from _without_overlaps([h for h in hits if h.marker == EMAIL or not _overlaps(h, kept)])


def _overlaps(hit: Hit, spans: Iterable[tuple[int, int]]) -> bool:
    return any(hit.start < end and start < hit.end for start, end in spans)


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text and the way from places in the original to places in it."""

    text: str
    hits: tuple[Hit, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Say where words of the original stand now; words inside a mask are the whole marker."""
        return self._moved(start, False), self._moved(end, True)

    def _moved(self, at: int, is_end: bool) -> int:
        shift = 0
        for hit in self.hits:
            if hit.end <= at:
                shift += len(hit.marker) - (hit.end - hit.start)
            elif hit.start < at:
                return hit.start + shift + (len(hit.marker) if is_end else 0)
        return at + shift


def clean(text: str) -> str:
    """Replace characters that no file format can carry (controls, halves of pairs) one for one, so that offsets stay."""
    return _UNPRINTED.sub("\ufffd", text)


class Masker:
    """Masks the texts of one release by one policy."""

    def __init__(self, release: Release, policy: Policy) -> None:
        self.names = policy.names
        self.public_names = find_public(release)
        private = {} if policy.names else find_private(release, self.public_names)
        self.scopes = make_scopes(release, private)
        self._private = NameTree(sorted(set().union(*private.values())) if private else ())
        self._public = NameTree(sorted(self.public_names))
        self._masked: dict[tuple[str, Scope], str] = {}

    def scope(self, *ids: str) -> Scope:
        """Give what is private near reports and incidents."""
        scopes = [self.scopes[i] for i in ids if i in self.scopes]
        if len(scopes) == 1:
            return scopes[0]
        names = frozenset(name for scope in scopes for name in scope.names)
        return Scope(names, frozenset(part for scope in scopes for part in scope.parts))

    def mask(self, text: str, scope: Scope, keep: Iterable[tuple[int, int]] = ()) -> Masked:
        """Mask a text, keeping track of where its words go."""
        text = clean(text)
        hits = _without_overlaps([*self._name_hits(text, scope), *find_contacts(text, keep)])
        parts, at = [], 0
        for hit in hits:
            parts += [text[at : hit.start], hit.marker]
            at = hit.end
        return Masked("".join([*parts, text[at:]]), tuple(hits))

    def words(self, text: str, scope: Scope) -> str:
        """Mask a short text whose places nobody needs; equal texts are masked once."""
        key = (text, scope)
        if key not in self._masked:
            self._masked[key] = self.mask(text, scope).text
        return self._masked[key]

    def exposes(self, text: str, scope: Scope) -> bool:
        """Say whether an id or an address spells a private name or a contact, in whatever writing ("ahmad-hassan-dies")."""
        if _HASH.fullmatch(text):
            return False
        text = unquote(text)
        words = find_words(text.replace("_", " "))
        spelt = "".join(w.key for w in words)
        if any(len(name) > 1 and "".join(name) in spelt for name in scope.names):
            return True
        if scope.parts & {w.key for w in words}:
            return True
        loose = re.sub(r"[^\w]|_", " ", text)
        return any(True for _ in self._name_hits(loose, Scope())) or _EMAIL.search(text) is not None

    def url(self, url: str, scope: Scope) -> str:
        """Withhold an address that exposes somebody."""
        try:
            parts = urlsplit(url)
            inside = f"{parts.path} {parts.query} {parts.fragment} {parts.username or ''} {parts.netloc}"
        except ValueError:
            inside = url
        if _IN_LINK.search(url) or self.exposes(inside, scope):
            return LINK
        return clean(url)

    def _name_hits(self, text: str, scope: Scope) -> Iterator[Hit]:
        if self.names:
            return
        words = find_words(text)
        private = list(self._private.find(text, words))
        public = list(self._public.find(text, words))
        shown = _Spans(public)
        for i, j in private:
            if not shown.strictly_around(i, j):
                yield Hit(words[i].start, words[j - 1].end, NAME)
        yield from self._part_hits(words, scope, shown, _Spans(private))

    def _part_hits(self, words: Sequence[Word], scope: Scope, public: _Spans, private: _Spans) -> Iterator[Hit]:
        if not scope.parts:
            return
        for i, word in enumerate(words):
            if word.capital and word.key in scope.parts and not public.covers(i) and not private.covers(i):
                yield Hit(word.start, word.end, NAME)


class _Spans:
    """Spans in order that do not overlap, looked up in logarithmic time."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans, self._starts = spans, [start for start, _ in spans]

    def _at(self, i: int) -> tuple[int, int]:
        found = bisect_right(self._starts, i) - 1
        return self._spans[found] if found >= 0 else (0, 0)

    def covers(self, i: int) -> bool:
        return self._at(i)[1] > i

    def strictly_around(self, i: int, j: int) -> bool:
        start, end = self._at(i)
        return start <= i and j <= end and end - start > j - i


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    """Keep hits in order; where two overlap, they become one, with the marker of the first."""
    merged: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if merged and hit.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Hit(last.start, max(last.end, hit.end), last.marker)
        else:
            merged.append(hit)
    return merged
