"""The full-text search: over the quotes of claims with their places, actors, speakers and publishers, and over whole reports.

All words must occur; the last may be the beginning of one. What holds the words side by side comes first, then what weighs most
in the queue. No more than `MOST` hits are ordered and counted, so that a word which half of a million claims hold is found as
fast as a rare one; who gets so many adds a word or a filter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from civharm.web.filters import Filters, make_facets
from civharm.web.index_file import IndexFile

MOST = 2_000
_BEFORE, _SHOWN = 60, 280  # characters of a snippet: before the first found word, and in all
_MARKED = 200  # words of one text that are looked at for its snippet
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found: a claim or a report."""

    kind: str
    id: str


def make_match(words: str) -> str:
    """Make the query of a full-text search from what a person typed: each word is meant as it stands, none is an operator.

    The last word may be the beginning of one where it has three letters at least.

    >>> make_match('market "old AND'), make_match("market ol"), make_match("  ")
    ('"market" "old" "AND"*', '"market" "ol"', '')
    """
    typed = list_typed(words)
    return " ".join(f'"{word}"' for word in typed) + ("*" if typed and len(typed[-1]) > 2 else "")


def list_typed(words: str) -> list[str]:
    """List the words that were typed."""
    return words.replace('"', " ").replace("\0", " ").split()[:20]


def search(
    file: IndexFile, words: str, kind: str, filters: Filters, number_of: Callable[[str, str], int], *, start: int, limit: int
) -> tuple[list[Hit], int]:
    """Search; claims before reports, which are looked for only where the claims are no more than `MOST`.

    Gives the hits of one page, and how many there are; of a kind with more than `MOST`, one more than that.
    """
    match, facets = make_match(words), make_facets(filters, number_of)
    if not match:
        return [], 0
    hits: list[Hit] = []
    if kind != "report":
        hits += _find(file, "claim", match, words, facets)
    if kind != "claim" and len(hits) <= MOST and all(name == "source" for name in filters.parameters()):
        hits += _find(file, "report", match, words, facets)
    return hits[start : start + limit], len(hits)


def _find(file: IndexFile, kind: str, match: str, words: str, facets: list[str]) -> list[Hit]:
    columns = "{quote names}" if kind == "claim" else "{words names}"
    only = "".join(f' AND facets : "{one}"' for one in facets)
    typed = list_typed(words)
    phrase = f'"{" ".join(typed)}"{"*" if match.endswith("*") else ""}'
    close = _rowids(file, kind, f"{columns} : {phrase}{only}") if len(typed) > 1 else []
    numbers = _rowids(file, kind, f"{columns} : ({match}){only}") if len(close) <= MOST else []
    return [Hit(kind, id) for id in _order(file, kind, numbers, set(close))]


def _rowids(file: IndexFile, kind: str, match: str) -> list[int]:
    query = f"SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ? LIMIT ?"
    return [number for (number,) in file.all(query, (match, MOST + 1))]


def _order(file: IndexFile, kind: str, numbers: list[int], close: set[int]) -> list[str]:
    """Order hits: the words side by side, the weight in the queue (of reports the last day), the order of the reports."""
    wanted = ",".join(map(str, dict.fromkeys([*numbers, *close])))
    table, weight = ("claims", "score") if kind == "claim" else ("reports", "day")
    rows = file.all(f"SELECT number, id, {weight} FROM {table} WHERE number IN ({wanted}) ORDER BY {weight} DESC, number")
    return [id for _, id, _ in sorted(rows, key=lambda row: row[0] not in close)][: MOST + 1]


def make_pieces(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """Cut what is shown of a found text into pieces (words, whether they were looked for).

    >>> make_pieces("Rescuers came to the Márket late.", "market resc")
    (('Rescuers', True), (' came to the ', False), ('Márket', True), (' late.', False))
    """
    folded, wanted = fold_text(text), [fold_text(word) for word in _WORD.findall(" ".join(list_typed(words)))]
    found = [m.span() for m in _WORD.finditer(folded) if is_wanted(m.group(), wanted)][:_MARKED]
    start = _find_start(text, found)
    end = min(len(text), start + _SHOWN)
    pieces, at = [("… ", False)] if start else [], start
    for a, b in found:
        if start <= a and b <= end:
            pieces += [(text[at:a], False), (text[a:b], True)]
            at = b
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def is_wanted(word: str, wanted: list[str]) -> bool:
    """Whether a word is one of those that are looked for; the last may be its beginning."""
    return word in wanted[:-1] or (bool(wanted) and word.startswith(wanted[-1]))


def _find_start(text: str, found: list[tuple[int, int]]) -> int:
    if not found or len(text) <= _SHOWN:
        return 0
    first = max((a for a, _ in found), key=lambda a: sum(a <= x < a + _SHOWN - _BEFORE for x, _ in found))
    return text.rfind(" ", 0, max(0, first - _BEFORE)) + 1


def fold_text(text: str) -> str:
    """The text without accents and capitals, each character in its place."""
    return "".join(_fold_one(c) for c in text)


def _fold_one(c: str) -> str:
    if c < "\x80":
        return c.lower()
    return (unicodedata.normalize("NFD", c)[0].casefold() or c)[0]
