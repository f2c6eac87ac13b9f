"""Hide the names of victims and other private persons from those who need not see them: on whatever leaves the server for them.

One place does it, behind every door: a page, an export or an address that is added later is veiled too, without knowing of it.
What is private is what a release masks (`civharm.publishing.names`), found in all claims that were read or added. A search by
somebody who is not shown names finds what holds the words after masking, so that nobody can ask it whether a name is there.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from civharm.model import Claim, Release, make_id
from civharm.publishing.masking import Masker
from civharm.publishing.name_words import find_words
from civharm.publishing.names import NameTree, Scope, find_introduced
from civharm.publishing.policy import NAME, Policy
from civharm.web.desk import Desk
from civharm.web.filters import Filters
from civharm.web.finding import MOST, Hit, fold_text, is_wanted, list_typed

_TAG = re.compile(r"(<[^>]*>)")  # in our own pages, where every < and > of a text is escaped
_INLINE = re.compile(r"</?(?:a|b|bdi|cite|code|em|i|kbd|mark|q|span|strong)\b")
_TOLD = re.compile(r'\s([a-z-]+)="([^"]*)"')
# Attributes that hold no words of a report; and the fields that say back what was typed, named or not.
_PLAIN = frozenset(
    "action autocomplete charset class content data-does data-key dir download enctype for form height hidden href id inputmode "
    "lang list max maxlength media method min minlength name pattern rel role rows scope src tabindex type width".split()
)
_LINK = re.compile(r'\b(href|action)="(/[^"?#]*)')
_WORD = re.compile(r"[^\W_]+")
_AS_THEY_ARE = {"report_sha256", "version", "decision", "supersedes", "at", "decided_at", "published_on", "incident", "claim"}

_NAMING = ("add", "correct")  # decisions that can bring a name which no claim held before

_BREAK = "\ue002"  # between words of two elements; a character of the private use area, which no page is built from


class Veil:
    """What is private in a project, and how texts, pages and tables are masked."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lock = desk, threading.Lock()
        self._known: object = None
        self._masker: Masker | None = None
        self._scope = Scope()
        self._read: list[Claim] | None = None
        self._aliases: dict[str, str] = {}

    def _prepare(self) -> tuple[Masker, Scope]:
        """The masker of all that is known now; made anew where somebody has decided since."""
        with self._lock:
            judgements = tuple(self._desk.log.judgements)
            naming = (sum(judgement.kind in _NAMING for judgement in judgements), self._desk.log.list_aside())
            if self._masker is None or self._known != naming:
                if self._read is None:
                    self._read = list(self._desk.read.values())
                added = [seen.shown for seen in self._desk.see_all(self._desk.log.list_claims()) if seen.shown]
                reports = tuple(self._desk.reports.values())
                release = Release(version="", reports=reports, claims=(*self._read, *added), incidents=(), judgements=judgements)
                self._masker = Masker(release, Policy())
                self._scope, self._known = self._masker.scope(*self._masker.scopes), naming
            return self._masker, self._scope

    def words(self, text: str) -> str:
        """Mask a text."""
        masker, scope = self._prepare()
        return _mask_introduced(masker.mask(text, scope).text, masker)

    def page(self, html: str) -> str:
        """Mask a page: its texts as they are read, across marks and links within a line, and the attributes that are read out."""
        parts = _TAG.split(html)
        texts: list[int] = []
        for number, part in enumerate(parts):
            if number % 2:
                if not _INLINE.match(part):
                    self._mask_together(parts, texts)
                    texts = []
                parts[number] = self._tag(part)
            elif part:
                texts.append(number)
        self._mask_together(parts, texts)
        return "".join(parts)

    def _mask_together(self, parts: list[str], numbers: list[int]) -> None:
        """Mask texts that are read as one; a name that runs over several is replaced in the first and taken out of the others."""
        plain = [unescape(parts[number]) for number in numbers]
        plain = [piece + _BREAK * _meets(piece, "".join(plain[n : n + 1])) for n, piece in enumerate(plain, 1)]
        text = "".join(plain)
        if not any(c.isalnum() for c in text):
            return
        masker, scope = self._prepare()
        masked = masker.mask(text, scope)
        hits = [(hit.start, hit.end, hit.marker) for hit in masked.hits]
        hits += [(a, b, NAME) for a, b in _find_introduced(text, masker) if not any(x < b and a < y for x, y, _ in hits)]
        if not hits:
            return
        at = 0
        for number, piece in zip(numbers, plain, strict=True):
            parts[number] = escape(_cut(text, at, at + len(piece), sorted(hits)).replace(_BREAK, ""), quote=False)
            at += len(piece)

    def _tag(self, tag: str) -> str:
        plain = _PLAIN | {"value"} if ' name="q"' in tag or ' name="in_' in tag else _PLAIN
        told = _TOLD.sub(lambda m: m[0] if m[1] in plain else f' {m[1]}="{escape(self.words(unescape(m[2])))}"', tag)
        return _LINK.sub(lambda m: f'{m[1]}="{self.link(m[2])}', told)

    def link(self, path: str) -> str:
        """Give a path that spells a name another name."""
        masker, scope = self._prepare()
        steps = path.split("/")
        for number, step in enumerate(steps):
            if step and masker.exposes(unquote(step), scope) and step not in _OURS:
                alias = f"named-{make_id('alias', step)}"
                self._aliases[alias] = unquote(step)
                steps[number] = alias
        return "/".join(steps)

    def real(self, key: str) -> str:
        """The key that another name stands for."""
        return self._aliases.get(key, key)

    def table(self, text: str) -> str:
        """Mask the cells of a table in CSV, but for hashes, days and ids, which hold no names."""
        rows = list(csv.reader(io.StringIO(text)))
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        for number, row in enumerate(rows):
            writer.writerow(row if not number else [self._cell(rows[0], n, cell) for n, cell in enumerate(row)])
        return written.getvalue()

    def _cell(self, columns: list[str], number: int, cell: str) -> str:
        column = columns[number] if number < len(columns) else ""
        if column.lstrip("\ufeff") in _AS_THEY_ARE or not any(c.isalpha() or c == "@" for c in cell):
            return cell
        masker, scope = self._prepare()
        if " " not in cell and masker.exposes(cell, scope):
            return NAME
        return self.words(cell)

    def holds(self, text: str, words: str) -> bool:
        """Whether a text holds all words of a search after masking."""
        wanted = [fold_text(word) for word in _WORD.findall(" ".join(list_typed(words)))]
        found = set(_WORD.findall(fold_text(self.words(text))))
        return set(wanted[:-1]) <= found and any(is_wanted(word, wanted[-1:]) for word in found)


_OURS = frozenset("account assets claims decisions incidents people queue reports search second wishes yours".split())


def _meets(piece: str, behind: str) -> bool:
    """Whether two texts of neighbouring elements meet without a space: they are two words then, as a slot and its name."""
    return piece[-1:].isalnum() and behind[:1].isalnum()


def _find_introduced(text: str, masker: Masker) -> list[tuple[int, int]]:
    """Where a text introduces private persons whom no claim names."""
    names = [name for name in find_introduced(text) if name not in masker.public_names]
    if not names:
        return []
    words = find_words(text)
    return [(words[i].start, words[j - 1].end) for i, j in NameTree(names).find(text, words)]


def _mask_introduced(text: str, masker: Masker) -> str:
    hits = [(a, b, NAME) for a, b in _find_introduced(text, masker)]
    return _cut(text, 0, len(text), hits) if hits else text


def _cut(text: str, start: int, end: int, hits: Iterable[tuple[int, int, str]]) -> str:
    """A part of a text in which what was hit is replaced where it begins and left out where it goes on."""
    pieces, at = [], start
    for a, b, marker in hits:
        if b <= start or a >= end:
            continue
        pieces.append(text[at : max(at, a)])
        if start <= a:
            pieces.append(marker)
        at = max(at, min(b, end))
    return "".join([*pieces, text[at:end]])


class VeiledIndex:
    """The index as one sees it who is not shown names: its search knows masked texts alone."""

    def __init__(self, desk: Desk, veil: Veil) -> None:
        self._desk, self._veil = desk, veil

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk.index, name)

    def search(
        self, words: str, kind: str = "", filters: Filters | None = None, *, start: int = 0, limit: int = 30
    ) -> tuple[list[Hit], int]:
        """Search in masked texts."""
        found, _ = self._desk.index.search(words, kind, filters, limit=MOST + 1)
        kept = [hit for hit in found if self._veil.holds(self._text_of(hit), words)]
        return kept[start : start + limit], len(kept)

    def _text_of(self, hit: Hit) -> str:
        if hit.kind == "report":
            report = self._desk.reports.get(hit.id)
            return f"{report.text}\n{report.source or ''}" if report else ""
        seen = self._desk.see(hit.id)
        claim = seen.shown if seen else None
        if claim is None:
            return ""
        report = self._desk.reports.get(claim.report)
        place = " ".join((claim.place.name, *claim.place.path)) if claim.place else ""
        said = [speaker.name or speaker.text for speaker in claim.speakers]
        actor, source = claim.actor.name if claim.actor else "", (report and report.source) or ""
        return "\n".join([claim.quote.text, place, actor, source, *said])


class VeiledDesk:
    """The desk as one has it who is not shown names; what it gives is masked when it leaves."""

    def __init__(self, desk: Desk, veil: Veil) -> None:
        self._desk = desk
        self.index = VeiledIndex(desk, veil)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)


def veil_response(request: Request, response: Response, veil: Veil) -> Response:
    """Mask what leaves the server."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    if "location" in response.headers:
        path, mark, query = response.headers["location"].partition("?")
        response.headers["location"] = veil.link(path) + mark + query
    mask = {"text/html": veil.page, "text/csv": veil.table}.get(kind)
    if mask is None:
        return response
    if isinstance(response, StreamingResponse):
        response.body_iterator = _mask_whole(response.body_iterator, mask)
        return response
    response.body = mask(bytes(response.body).decode()).encode()
    response.headers["content-length"] = str(len(response.body))
    return response


async def _mask_whole(pieces: AsyncIterable[Any], mask: Callable[[str], str]) -> AsyncIterator[str]:
    """A table is masked whole, since a cell can be in two pieces."""
    yield mask("".join([piece if isinstance(piece, str) else bytes(piece).decode() async for piece in pieces]))
