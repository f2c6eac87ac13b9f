"""The full-text search: over the quotes of claims with their places, actors, speakers and publishers, and over whole reports.

All words must occur; the last may be the beginning of one; words in quotation marks stand side by side. What holds all the words
side by side comes first, then what weighs most in the queue. No more than `MOST` hits are ordered and counted, so that a word
which half of a million claims hold is found as fast as a rare one; who gets so many adds a word or a filter.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from civharm.web.filters import Filters, make_facets
from civharm.web.index_file import IndexFile

MOST = 1_000
_BEFORE, _SHOWN = 60, 280  # characters of a snippet: before the first found word, and in all
_MARKED = 200  # words of one text that are looked at for its snippet
_ENDINGS = 40  # words that a beginning may stand for before they are looked up together, which reads all that hold one
_PREFIX = 3  # letters; beginnings of this length have an index of their own (`index_file`)
_WORD = re.compile(r"[^\W_]+")
_TYPED = re.compile(r'"([^"]*)"|([^\s"]+)')
_PLAIN = re.compile(r"[a-z0-9]+")  # words that the index holds as they are typed, but for capitals


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found: a claim or a report."""

    kind: str
    id: str


def list_terms(words: str) -> list[str]:
    """List what was typed: words, and what stands in quotation marks as one; what holds neither letter nor digit is left out.

    >>> list_terms('market "car bomb" – "old AND')
    ['market', 'car bomb', 'old', 'AND']
    """
    found = (quoted or word for quoted, word in _TYPED.findall(words.replace("\0", " ")))
    return [" ".join(term.split()) for term in found if _WORD.search(term)][:20]


def make_match(words: str, endings: list[str] | None = None) -> str:
    """Make the query of a full-text search from what a person typed: each word is meant as it stands, none is an operator.

    The last word may be the beginning of one where it has three letters at least; ``endings`` are the words that begin so.

    >>> make_match('market "old AND'), make_match("market ol"), make_match("  ")
    ('"market" AND "old" AND "AND"*', '"market" AND "ol"', '')
    >>> make_match("market old", ["old", "older"])
    '"market" AND ("old" OR "older")'
    """
    terms = list_terms(words)
    if not terms:
        return ""
    return " AND ".join([*(f'"{term}"' for term in terms[:-1]), _make_last("", terms[-1], words, endings)])


def _make_last(before: str, last: str, words: str, endings: list[str] | None) -> str:
    """The last word, behind others that stand right before it."""
    if not is_beginning(words):
        return f'"{before}{last}"'
    if endings is None:
        return f'"{before}{last}"*'
    return "(" + " OR ".join(f'"{before}{word}"' for word in endings or [last]) + ")"


def is_beginning(words: str) -> bool:
    """Whether the last word that was typed may be the beginning of one.

    >>> is_beginning("old mark"), is_beginning('"old mark"'), is_beginning("in")
    (True, False, False)
    """
    terms = list_terms(words)
    return bool(terms) and len(terms[-1]) >= _PREFIX and not words.rstrip().endswith('"')


def find_endings(file: IndexFile, kind: str, word: str) -> list[str] | None:
    """Find the words of the index that begin with a word; ``None`` where the index finds them faster all at once.

    A common word is read as it streams past, up to the hits that are wanted; of a beginning SQLite first gathers all that hold it.
    """
    word, found = word.lower(), list[str]()
    if len(word) == _PREFIX or not _PLAIN.fullmatch(word):
        return None
    query, at = f"SELECT term FROM {kind}_vocabulary WHERE term >= ? LIMIT 1", word
    with file.reading() as db:
        while row := db.execute(query, (at,)).fetchone():
            if not row[0].startswith(word):
                break
            if len(found) == _ENDINGS:
                return None
            found.append(row[0])
            at = row[0] + "\0"
    return found


def list_typed(words: str) -> list[str]:
    """List the words that were typed, without quotation marks."""
    return words.replace('"', " ").replace("\0", " ").split()[:20]


def search(
    file: IndexFile, words: str, kind: str, filters: Filters, number_of: Callable[[str, str], int], *, start: int, limit: int
) -> tuple[list[Hit], int]:
    """Search; claims before reports, which are looked for only where the claims are no more than `MOST`.

    Gives the hits of one page, and how many there are; of a kind with more than `MOST`, one more than that.
    """
    facets = make_facets(filters, number_of)
    if not list_terms(words):
        return [], 0
    found: list[tuple[str, list[str]]] = []
    if kind != "report":
        found.append(("claim", _find(file, "claim", words, facets)))
    few = all(len(ids) <= MOST for _, ids in found)
    if kind != "claim" and few and all(name == "source" for name in filters.parameters()):
        found.append(("report", _find(file, "report", words, facets)))
    total, hits = 0, list[Hit]()
    for of, ids in found:
        hits += [Hit(of, id) for id in ids[max(0, start - total) : max(0, start + limit - total)]]
        total += len(ids)
    return hits, total


def _find(file: IndexFile, kind: str, words: str, facets: list[str]) -> list[str]:
    columns = "{quote names}" if kind == "claim" else "{words names}"
    only = "".join(f' AND facets : "{one}"' for one in facets)
    terms = list_terms(words)
    endings = find_endings(file, kind, terms[-1]) if is_beginning(words) else None
    if endings == []:
        return []
    numbers = _rowids(file, kind, f"{columns} : ({make_match(words, endings)}){only}")
    close = []
    if len(terms) > 1 and '"' not in words and numbers:
        phrase = _make_last(" ".join(terms[:-1]) + " ", terms[-1], words, endings)
        close = _rowids(file, kind, f"{columns} : {phrase}{only}", bounded=True)
    return _order(file, kind, numbers, set(close))


def _rowids(file: IndexFile, kind: str, match: str, *, bounded: bool = False) -> list[int]:
    query = f"SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ? LIMIT ?"
    found = file.some(query, (match, MOST + 1)) if bounded else file.all(query, (match, MOST + 1))
    return [number for (number,) in found]


def _order(file: IndexFile, kind: str, numbers: list[int], close: set[int]) -> list[str]:
    """Order hits: the words side by side, the weight in the queue (of reports the last day), the order of the reports."""
    wanted = ",".join(map(str, dict.fromkeys([*numbers, *close])))
    table, weight = ("claims", "score") if kind == "claim" else ("reports", "day")
    rows = file.all(f"SELECT number, id, {weight} FROM {table} WHERE number IN ({wanted}) ORDER BY {weight} DESC, number")
    if close:
        rows.sort(key=lambda row: row[0] not in close)
    return [id for _, id, _ in rows[: MOST + 1]]


def make_pieces(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """Cut what is shown of a found text into pieces (words, whether they were looked for).

    >>> make_pieces("Rescuers came to the Márket late.", "market resc")
    (('Rescuers', True), (' came to the ', False), ('Márket', True), (' late.', False))
    """
    wanted = _make_wanted(words)
    found = [m.span() for m in islice(wanted.finditer(fold_text(text)), _MARKED)] if wanted else []
    start = _find_start(text, found)
    end = min(len(text), start + _SHOWN)
    pieces, at = [("… ", False)] if start else [], start
    for a, b in found:
        if start <= a and b <= end:
            pieces += [(text[at:a], False), (text[a:b], True)]
            at = b
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


@lru_cache(maxsize=100)
def _make_wanted(words: str) -> re.Pattern[str] | None:
    """What finds the words that were typed in a folded text; the last may be the beginning of one (`is_wanted`)."""
    wanted = [re.escape(fold_text(word)) for word in _WORD.findall(" ".join(list_typed(words)))]
    if not wanted:
        return None
    return re.compile(rf"(?<![^\W_])(?:(?:{'|'.join(wanted)})(?![^\W_])|{wanted[-1]}[^\W_]*)")


def is_wanted(word: str, wanted: list[str]) -> bool:
    """Whether a word is one of those that are looked for; the last may be its beginning."""
    return word in wanted[:-1] or (bool(wanted) and word.startswith(wanted[-1]))


def _find_start(text: str, found: list[tuple[int, int]]) -> int:
    if not found or len(text) <= _SHOWN:
        return 0
    starts = [a for a, _ in found]
    first = max(starts, key=lambda a: bisect_left(starts, a + _SHOWN - _BEFORE) - bisect_left(starts, a))
    return text.rfind(" ", 0, max(0, first - _BEFORE)) + 1


def fold_text(text: str) -> str:
    """The text without accents and capitals, each character in its place."""
    return text.lower() if text.isascii() else "".join(_fold_one(c) for c in text)


def _fold_one(c: str) -> str:
    if c < "\x80":
        return c.lower()
    return (unicodedata.normalize("NFD", c)[0].casefold() or c)[0]
