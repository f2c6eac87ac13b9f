"""Read the places that GeoNames lacks: the project's supplement and a user's own CSV, which wins over everything.

The CSV has a header line and the columns ``name, aliases, lat, lon, country, within, precision, source``; all but the name may be
empty or missing. Aliases are set apart by semicolons; ``country`` is an ISO code; ``within`` is written as "Mosul, IQ". A row that
cannot be read gets one line that names it and why, and the rest goes on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from civharm.locating.keys import make_key

if TYPE_CHECKING:
    from civharm.locating.gazetteer import Entry, Gazetteer

COLUMNS = ("name", "aliases", "lat", "lon", "country", "within", "precision", "source")
MAX_BYTES = 50_000_000
OwnPlace = tuple[list[str], "Entry"]


def read_own_places(gazetteer: Gazetteer, user_csv: Path | None) -> tuple[list[OwnPlace], tuple[str, ...]]:
    """Read the user's places and the supplement, with a line for each row that could not be read."""
    problems: list[str] = []
    rows = list(read_user_places(gazetteer, user_csv, problems)) if user_csv else []
    return rows + list(read_supplement(gazetteer)), tuple(problems)


def read_supplement(gazetteer: Gazetteer) -> Iterator[OwnPlace]:
    """Read the supplement: a row with ``is`` gives a place of GeoNames its usual name and spellings, the others lie ``within``.

    Raises ValueError that names the row where a place does not resolve: the supplement ships, so this is ours to mend.
    """
    from civharm.locating.gazetteer import load_supplement

    for row in load_supplement():
        names = [row["name"], *row.get("aliases", [])]
        within = row.get("is", row.get("within"))
        for words in within if isinstance(within, list) else [within]:
            enclosing = gazetteer.find_enclosing(words) if words else None
            if (words and enclosing is None) or ("is" in row) == ("kind" in row):
                raise ValueError(
                    f"words/en/places.yml: {row['name']}: {words!r} is no place of the gazetteer, or kind and is disagree"
                )
            yield names, _make_supplement(row["name"], row.get("kind"), enclosing)


def _make_supplement(name: str, kind: str | None, enclosing: Entry | None) -> Entry:
    from dataclasses import replace

    from civharm.locating.gazetteer import PRECISION, WIDE, Entry

    if kind is None and enclosing is not None:
        return replace(enclosing, name=name, rank=0)
    kind = kind or "region"
    precision = PRECISION[kind]
    if enclosing is None:
        return Entry(f"supplement:{make_key(name).replace(' ', '-')}", name, kind, precision)
    if kind not in WIDE and kind != "sea":
        precision = max(precision, enclosing.precision)
    mark = f"supplement:{make_key(name).replace(' ', '-')}:{enclosing.key}"
    above = (*enclosing.above, *([enclosing.key] if enclosing.key else []))
    return Entry(mark, name, kind, precision, above, enclosing.lat, enclosing.lon)


def read_user_places(gazetteer: Gazetteer, path: Path, problems: list[str]) -> Iterator[OwnPlace]:
    """Read a user's CSV; what cannot be read is told in ``problems``."""
    try:
        if path.stat().st_size > MAX_BYTES:
            problems.append(f"{path.name}: larger than {MAX_BYTES:,} bytes: split it or leave out what no report names")
            return
        table = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True)
        unknown = sorted(set(table.fieldnames or []) - set(COLUMNS))
        if "name" not in (table.fieldnames or []) or unknown:
            problems.append(f"{path.name}: row 1: the columns must be among {', '.join(COLUMNS)}; name must be one of them")
            return
        for number, row in enumerate(table, 2):
            try:
                yield _make_user_place(gazetteer, row)
            except ValueError as error:
                problems.append(f"{path.name}: row {number}: {error}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{path.name}: cannot be read as a CSV in UTF-8: {error}")


def _make_user_place(gazetteer: Gazetteer, row: dict[str | None, str | list[str] | None]) -> OwnPlace:
    from civharm.locating.gazetteer import Entry

    if None in row:
        raise ValueError("has more cells than the header")
    cell = {key: str(value or "").strip() for key, value in row.items() if key}
    name = cell.get("name", "")
    if not make_key(name):
        raise ValueError("has no name")
    code = cell.get("country", "")
    enclosing = _find_cell(gazetteer, cell.get("within") or code, code)
    lat, lon = _read_degrees(cell.get("lat", ""), 90, "lat"), _read_degrees(cell.get("lon", ""), 180, "lon")
    if (lat is None) != (lon is None):
        raise ValueError("has lat without lon or lon without lat")
    precision = _read_precision(cell.get("precision", ""), enclosing, lat is not None)
    if lat is None and enclosing:
        lat, lon = enclosing.lat, enclosing.lon
    above = (*enclosing.above, *([enclosing.key] if enclosing.key else [])) if enclosing else ()
    kind = {6: "country", 4: "province", 3: "district", 5: "region", 7: "sea"}.get(precision, "site")
    entry = Entry(f"user:{make_key(name).replace(' ', '-')}", name, kind, precision, above, lat, lon)
    return [name, *(a for a in cell.get("aliases", "").split(";") if a.strip())], entry


def _find_cell(gazetteer: Gazetteer, words: str, code: str) -> Entry | None:
    if not words:
        return None
    if words == code:
        found = gazetteer.find_country(code)
    else:
        found = gazetteer.find_enclosing(words if ", " in words or not code else f"{words}, {code}")
    if found is None:
        raise ValueError(f"{words!r} is no place that the gazetteer knows")
    return found


def _read_degrees(cell: str, limit: int, column: str) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"{column} {cell!r} is no number of degrees") from None
    if not -limit <= value <= limit:
        raise ValueError(f"{column} {cell!r} is not between -{limit} and {limit}")
    return value


def _read_precision(cell: str, enclosing: Entry | None, has_position: bool) -> int:
    if cell:
        if cell not in "1234567" or len(cell) != 1:
            raise ValueError(f"precision {cell!r} is not one of 1 to 7")
        return int(cell)
    return 1 if has_position or enclosing is None else enclosing.precision
