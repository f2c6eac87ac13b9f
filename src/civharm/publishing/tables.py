"""Write the tables: ``claims.csv``, a row a claim, and ``incidents.csv``, a row an incident and tally.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets a leading apostrophe, since spreadsheets run
such cells as formulas (OWASP, "CSV Injection"). Bounds that no words set are empty cells, never zero.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from civharm.model import Claim, DateRange, Incident, Place, Report, Tally
from civharm.publishing.naming_actors import say_allegation
from civharm.publishing.view import View

Cell = str | int | float | None

CLAIM_COLUMNS = (
    "claim", "incident", "report", "publisher", "published_on", "url", "report_sha256", "quote", "quote_start", "quote_end",
    "harm", "victims", "status", "groups", "count", "low", "high", "bound", "unit", "measure", "per", "period_from", "period_to",
    "part_of", "modality", "certainty", "actor", "actor_name", "actor_inferred", "means", "means_category", "means_inferred",
    "place", "place_name", "place_id", "lat", "lon", "place_precision", "place_inferred", "date", "date_from", "date_to",
    "date_precision", "date_inferred", "speakers", "background", "confidence", "made_by",
)  # fmt: skip
INCIDENT_COLUMNS = (
    "incident", "date_from", "date_to", "date_precision", "place_name", "place_id", "lat", "lon", "place_precision", "place_path",
    "harms", "rule", "rule_version", "harm", "victims", "group", "unit", "low", "best", "high", "reached", "claims_used",
    "claims_left_out", "claims_withheld", "actors_according_to", "contradictions", "reports", "texts", "origins",
    "grade", "grade_why", "claims",
)  # fmt: skip


def neutralise(cell: Cell) -> Cell:
    """Keep a spreadsheet from running a cell as a formula.

    >>> neutralise("=HYPERLINK(1)"), neutralise(-3), neutralise("at least 12")
    ("'=HYPERLINK(1)", -3, 'at least 12')
    """
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def write_claims_table(view: View, folder: Path) -> None:
    """Write ``claims.csv``."""
    _write(folder / "claims.csv", CLAIM_COLUMNS, (make_claim_row(view, claim) for claim in view.release.claims))


def write_incidents_table(view: View, folder: Path) -> None:
    """Write ``incidents.csv``; an incident without a tally has one row with empty numbers."""
    rows = (make_incident_row(view, i, t) for i in view.release.incidents for t in (i.tallies or (None,)))
    _write(folder / "incidents.csv", INCIDENT_COLUMNS, rows)


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, Cell]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([neutralise(row.get(column)) for column in columns] for row in rows)


def make_claim_row(view: View, claim: Claim) -> dict[str, Cell]:
    """Make the row of a claim."""
    return make_claim_cells(claim, view.reports[claim.report], view.incident_of.get(claim.id))


def make_claim_cells(claim: Claim, report: Report | None, incident: str | None) -> dict[str, Cell]:
    """Make the cells of a claim with those of its report, where there is one, and the id of its incident."""
    row: dict[str, Cell] = {
        "claim": claim.id, "incident": incident, "report": claim.report, "publisher": report.source if report else None,
        "published_on": report.published_on if report else None, "url": report.url if report else None,
        "report_sha256": report.sha256 if report else None,
        "quote": claim.quote.text, "quote_start": claim.quote.start, "quote_end": claim.quote.end,
        "harm": claim.harm, "victims": claim.victims.text, "status": claim.victims.status, "groups": _list(claim.victims.groups),
        "count": claim.count.text, "low": claim.count.low, "high": claim.count.high, "bound": claim.count.bound,
        "unit": claim.count.unit, "measure": claim.measure.kind, "per": claim.measure.per,
        "period_from": claim.measure.from_on, "period_to": claim.measure.to_on, "part_of": claim.part_of,
        "modality": claim.modality, "certainty": claim.certainty,
        "speakers": " > ".join(f"{s.name or s.text} ({s.kind}, {s.speech_act})" for s in claim.speakers),
        "background": _yes(claim.background), "confidence": claim.confidence, "made_by": claim.made_by,
    }  # fmt: skip
    return row | dict(_slot_cells(claim)) | _place_cells(claim.place)


def _slot_cells(claim: Claim) -> Iterator[tuple[str, Cell]]:
    if claim.actor:
        yield from (("actor", claim.actor.text), ("actor_name", claim.actor.name), ("actor_inferred", _yes(claim.actor.inferred)))
    if claim.means:
        yield from (("means", claim.means.text), ("means_category", claim.means.category))
        yield "means_inferred", _yes(claim.means.inferred)
    if claim.place:
        yield from (("place", claim.place.text), ("place_inferred", _yes(claim.place.inferred)))
    if claim.date:
        yield from (("date", claim.date.text), ("date_from", claim.date.from_on), ("date_to", claim.date.to_on))
        yield from (("date_precision", claim.date.precision), ("date_inferred", _yes(claim.date.inferred)))


def _place_cells(place: Place | None) -> dict[str, Cell]:
    """Coordinates stand in a table only where the place is a town or better: a coarser one would read as a pin."""
    if place is None:
        return {}
    exact = place.precision == 1
    return {
        "place_name": place.name, "place_id": place.id, "place_precision": place.precision, "place_path": _list(place.path),
        "lat": place.lat if exact else None, "lon": place.lon if exact else None,
    }  # fmt: skip


def make_incident_row(view: View, incident: Incident, tally: Tally | None) -> dict[str, Cell]:
    """Make the row of an incident and one of its tallies."""
    voices, grade, date = incident.voices, incident.grade, incident.date or DateRange(text="", start=None, end=None)
    row: dict[str, Cell] = {
        "incident": incident.id, "date_from": date.from_on, "date_to": date.to_on, "date_precision": date.precision,
        "harms": _list(incident.harms), "actors_according_to": "; ".join(map(say_allegation, view.name_actors(incident))),
        "contradictions": _list(c.about for c in incident.contradictions),
        "reports": voices.addresses, "texts": voices.texts, "origins": voices.origins,
        "grade": grade.value if grade else None, "grade_why": grade.why if grade else None, "claims": _list(incident.claims),
    }  # fmt: skip
    return row | _place_cells(incident.place) | (_tally_cells(view, incident, tally) if tally else {})


def _tally_cells(view: View, incident: Incident, tally: Tally) -> dict[str, Cell]:
    return {
        "rule": tally.rule, "rule_version": tally.version, "harm": tally.harm, "victims": tally.victims, "group": tally.group,
        "unit": tally.unit, "low": tally.low, "best": tally.best, "high": tally.high, "reached": tally.reached,
        "claims_used": _list(tally.used),
        "claims_left_out": "; ".join(f"{x.claim} ({x.why})" for x in tally.left_out),
        "claims_withheld": view.withheld_of(incident.id, tally),
    }  # fmt: skip


def _list(values: Iterable[str]) -> str:
    return "; ".join(values)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
