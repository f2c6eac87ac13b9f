"""Look up places by name: the shipped gazetteer (GeoNames), the project's supplement, and a user's own list, which wins.

The shipped file is opened when the first name is looked up, read-only, once a thread and process; what was looked up is kept in a
cache of bounded size. A place of the supplement has no position of its own: it is known by the place that encloses it.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from civharm.lexicon import load_demonyms, load_rows
from civharm.locating.keys import make_bare_key, make_key, make_skeleton

KINDS = ("country", "province", "district", "town")
# UCDP GED codebook, where_prec: 1 exact, 2 within 25 km, 3 second order division, 4 first order division, 5 a wider region or a
# landscape feature, 6 the country, 7 international waters or airspace
PRECISION = {
    "country": 6, "province": 4, "district": 3, "town": 1, "village": 1, "neighbourhood": 1, "camp": 1, "site": 1, "battlefield": 1,
    "river": 5, "road": 5, "region": 5, "border": 5, "mountains": 5, "desert": 5, "lake": 5, "island": 5, "sea": 7,
}  # fmt: skip
WIDE = frozenset(kind for kind, precision in PRECISION.items() if precision == 5)
_DIVISION = re.compile(r"^(?P<name>.+?)(?: (?P<kind>country|province|district|town))?(?:, (?P<country>[A-Z]{2}))?$")
_MOST = (
    "ORDER BY n.rank, p.population DESC, p.id LIMIT 60"  # of the hundreds of hamlets that share a name the rest are beyond telling
)
_COLUMNS = "id, name, kind, country, admin1, admin2, lat, lon, population"
_LOST = 3  # letters that a listed name may lack
NEARNESS = 0.7  # how alike two spellings must be (difflib ratio) beside having the same consonants


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name can mean.

    ``above`` are the geonames ids that enclose it, from the country inwards, ``key`` is its own (``None`` for a place of another
    list). ``rank`` tells how the name that was looked up belongs to it: 0 its first, 1 another, 2 without its article, 3 alike.
    """

    id: str
    name: str
    kind: str
    precision: int
    above: tuple[int, ...] = ()
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    rank: int = 0
    key: int | None = None

    @property
    def country(self) -> int | None:
        """The geonames id of its country, ``None`` for a sea."""
        return self.above[0] if self.above else self.key

    def is_within(self, other: Entry) -> bool:
        """Tell whether it lies in another place, as far as the divisions tell."""
        return other.key is not None and other.key in self.above


class Gazetteer:
    """Places by name. Make one with `load_gazetteer`; share it between threads and send it to other processes at will.

    >>> gazetteer = load_gazetteer()
    >>> [(e.name, e.kind) for e in gazetteer.find("الموصل")]
    [('Mosul', 'town')]
    >>> gazetteer.make_path(gazetteer.find("Bab Sinjar")[0])[-1]
    'Mosul'
    """

    def __init__(self, user_csv: Path | None = None) -> None:
        self.user_csv = user_csv
        self.problems: tuple[str, ...] = ()
        self._own: dict[str, tuple[Entry, ...]] | None = None
        self._names: dict[int, str] = {}
        self._loading = False
        self._local = threading.local()
        self._lock = threading.RLock()
        self.find = lru_cache(maxsize=65536)(self._find)
        self.get = lru_cache(maxsize=16384)(self._get)
        self.find_spelling = lru_cache(maxsize=4096)(self._find_spelling)
        self.is_word = lru_cache(maxsize=65536)(self._is_word)
        self.find_people = lru_cache(maxsize=4096)(self._find_people)

    def __reduce__(self) -> tuple[Any, ...]:
        return load_gazetteer, (self.user_csv,)

    def _find(self, name: str) -> tuple[Entry, ...]:
        """Find all places of a name, in any script and spelling that the lists know; those of the user and the project first."""
        key = make_key(name)
        if not key or len(name) > 80:
            return ()
        own = self._load_own()
        bare = make_bare_key(key)
        mine = own.get(key) or own.get(bare) or ()
        if any(entry.id.startswith("user:") for entry in mine):
            return mine
        rows = self._ask_names(key) or (self._ask_names(bare) if bare != key else [])
        taken = {entry.id for entry in mine}
        entries = [e for row in rows if (e := self._make_entry(row)).id not in taken]
        return mine + tuple(e if e.key in self._names else show_whole(e, name, key) for e in entries)

    def _get(self, key: int) -> Entry | None:
        """Get a place by its geonames id, under its usual name."""
        if self._own is None and not self._loading:
            self._load_own()
        rows = self._ask(f"SELECT {_COLUMNS}, 0 FROM place WHERE id = ?", key)
        return self._make_entry(rows[0]) if rows else None

    def _find_spelling(self, name: str, countries: tuple[int, ...]) -> tuple[Entry, ...]:
        """Find places of known countries by another spelling of a name with the same consonants; the most alike alone.

        >>> gazetteer = load_gazetteer()
        >>> [e.name for e in gazetteer.find_spelling("Deir Ezzor", (163843,)) if e.kind == "town"]
        ['Deir ez-Zor']
        """
        key = make_bare_key(make_key(name))
        skeleton = make_skeleton(key)
        found: list[tuple[float, int]] = []
        for country in countries if skeleton else ():
            for place, other in self._ask("SELECT place, key FROM spelling WHERE skeleton = ? AND country = ?", skeleton, country):
                alike = SequenceMatcher(None, key.replace(" ", ""), other.replace(" ", "")).ratio()
                if alike >= NEARNESS and other[0] == key[0]:
                    found.append((alike, place))
        best = max(found, default=(0.0, 0))[0]
        places = dict.fromkeys(place for alike, place in sorted(found, reverse=True) if alike >= best - 0.02)
        return tuple(replace(e, rank=3) for place in places if (e := self.get(place)))

    def _is_word(self, word: str) -> bool:
        """Tell whether a name is also an ordinary word of English: "said", "police", "mobile"."""
        return bool(self._ask("SELECT 1 FROM word WHERE key = ?", make_key(word)))

    def _find_people(self, word: str) -> int | None:
        """Find the country of a nationality: "Iraqi", "Syrians"; such a word is evidence, never a place."""
        key = make_key(word)
        rows = self._ask("SELECT country FROM demonym WHERE key = ?", key)
        if not rows and (code := _load_peoples().get(key)):
            rows = self._ask("SELECT country FROM code WHERE key = ?", code)
        return rows[0][0] if rows else None

    def make_path(self, entry: Entry) -> tuple[str, ...]:
        """Name what encloses a place, from the country inwards."""
        return tuple(above.name for key in entry.above if (above := self.get(key)))

    def find_enclosing(self, words: str) -> Entry | None:
        """Find the place that "Mosul, IQ", "Aleppo province, SY" or "geonames:99072" means; the largest where several do.

        >>> load_gazetteer().find_enclosing("Aleppo province, SY").id
        'geonames:170062'
        """
        if words.startswith("geonames:"):
            return self.get(int(words[9:]))
        if re.fullmatch("[A-Z]{2}", words):
            return self.find_country(words)
        match = _DIVISION.match(words)
        if match is None:
            return None
        country = self.find_country(match["country"]) if match["country"] else None
        key = make_key(match["name"])
        rows = self._ask_names(key) + (self._ask_names(make_bare_key(key)) if key != make_bare_key(key) else [])
        fits = [entry for row in rows if (entry := self._make_entry(row)).kind == (match["kind"] or entry.kind)]
        if match["country"]:
            fits = [entry for entry in fits if country and entry.country == country.key]
        return max(fits, key=lambda e: (not e.rank, e.kind == "town", e.population), default=None)

    def find_country(self, code: str) -> Entry | None:
        """Find a country by its ISO 3166 code of two letters."""
        rows = self._ask("SELECT country FROM code WHERE key = ?", code.upper())
        return self.get(rows[0][0]) if rows else None

    def _ask_names(self, key: str) -> list[Any]:
        columns = ", ".join(f"p.{column}" for column in _COLUMNS.split(", "))
        return self._ask(f"SELECT {columns}, n.rank FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? {_MOST}", key)

    def _ask(self, question: str, *values: Any) -> list[Any]:
        if getattr(self._local, "process", None) != os.getpid():  # a forked process must not share its parent's connection
            path = files("civharm") / "data" / "gazetteer.sqlite"
            self._local.connection = sqlite.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
            self._local.process = os.getpid()
        return list(self._local.connection.execute(question, values))

    def _make_entry(self, row: Any) -> Entry:
        key, name, kind, country, admin1, admin2, lat, lon, population, rank = row
        above = tuple(k for k in (country, admin1, admin2) if k and k != key)
        where = (None, None) if lat is None else (lat / 100_000, lon / 100_000)
        name = self._names.get(key, name)
        return Entry(f"geonames:{key}", name, KINDS[kind], PRECISION[KINDS[kind]], above, where[0], where[1], population, rank, key)

    def _load_own(self) -> dict[str, tuple[Entry, ...]]:
        with self._lock:
            if self._own is None:
                from civharm.locating.own_places import read_own_places  # reads the shipped file too, so only when first asked

                self._loading = True
                rows, self.problems = read_own_places(self, self.user_csv)
                self._names = {e.key: e.name for _, e in rows if e.key}
                self.get.cache_clear()
                self._own = _file_by_key(rows)
            return self._own


def show_whole(entry: Entry, name: str, key: str) -> Entry:
    """Show a place by the name that was looked up where the list's own has lost letters of it: "Gulu" is listed as "Gul".

    >>> load_gazetteer().find("Gulu")[0].name
    'Gulu'
    """
    own = make_key(entry.name)
    clipped = not own or (own[0] == key[0] and 0 < len(key) - len(own) <= _LOST and own.count(" ") == key.count(" "))
    if entry.rank or not clipped or not _is_inside(own, key):
        return entry
    return replace(entry, name=name.title() if name.isupper() else name)


def _is_inside(letters: str, word: str) -> bool:
    """Tell whether letters stand in a word in their order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def _file_by_key(rows: Iterable[tuple[list[str], Entry]]) -> dict[str, tuple[Entry, ...]]:
    """File entries by key and bare key; where the user lists a name, the project's own gives way."""
    filed: dict[str, list[Entry]] = {}
    for names, entry in rows:
        for key in _list_keys(names):
            filed.setdefault(key, []).append(entry)
    return {key: tuple([e for e in es if e.id.startswith("user:")] or dict.fromkeys(es)) for key, es in filed.items()}


def _list_keys(names: Iterable[str]) -> Iterator[str]:
    keys = dict.fromkeys(make_key(name) for name in names)
    yield from dict.fromkeys([*keys, *(make_bare_key(key) for key in keys)])


@cache
def _load_peoples() -> dict[str, str]:
    """Nationalities of ``words/en/demonyms.yml`` that belong to one country, with its code."""
    rows = load_demonyms()
    one = [(row["country"][0], [*row["adjective"], row["person"], row["plural"]]) for row in rows if len(row["country"] or ()) == 1]
    return {make_key(word): code for code, words in one for word in words if word}


def load_gazetteer(user_csv: Path | None = None) -> Gazetteer:
    """Load the gazetteer, with a user's own places if there is a list of them; nothing is read before the first look-up."""
    return Gazetteer(user_csv)


def load_supplement() -> tuple[dict[str, Any], ...]:
    """Load the project's own list of neighbourhoods, rivers, camps, roads and regions."""
    return load_rows("places", required=["name"], optional=["aliases", "kind", "within", "is"])
