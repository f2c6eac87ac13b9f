"""Every list as a table: what a page shows under its filters, all its pages, as CSV for a spreadsheet.

The rows are sent some at a time, so that a list of a million needs no memory and holds up nobody who decides meanwhile. Cells that
a spreadsheet would run as formulas are neutralised as in a release.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from civharm.model import Incident, Judgement, Report
from civharm.publishing.tables import CLAIM_COLUMNS, INCIDENT_COLUMNS, Cell, make_claim_cells, make_incident_row, neutralise
from civharm.reviewing.queue import REASON_WORDS, find_state
from civharm.reviewing.versions import Seen
from civharm.web.desk import Desk
from civharm.web.finding import MOST
from civharm.web.incident_pages import make_own_view
from civharm.web.rendering import STATE_WORDS, filters_of, missing, office_of
from civharm.web.shelf import fetch

REVIEW_COLUMNS = (*CLAIM_COLUMNS, "state", "decided_by", "decided_at", "decided_why", "version", "look_because")
REPORT_COLUMNS = (
    "report", "publisher", "published_on", "title", "language", "url", "report_sha256", "replaces", "restricted", "claims",
)  # fmt: skip
DECISION_COLUMNS = ("decision", "at", "by", "kind", "about", "why", "version", "supersedes", "before", "after")
_PORTION = 200
Rows = Iterable[dict[str, Cell]]


def export_queue(request: Request) -> Response:
    """The part of the queue that the address names, whole."""
    desk, filters = office_of(request).desk, filters_of(request.query_params)
    portions = desk.index.iterate_rows(filters, _PORTION)
    return _send("queue", REVIEW_COLUMNS, (row for rows in portions for row in make_rows(desk, [r.id for r in rows])))


def export_search(request: Request) -> Response:
    """The claims, or else the reports, that a search finds."""
    desk, filters = office_of(request).desk, filters_of(request.query_params)
    words, kind = request.query_params.get("q", "")[:300], request.query_params.get("kind", "")
    hits, _ = desk.index.search(words, "report" if kind == "report" else "claim", filters, limit=MOST + 1)
    ids = [hit.id for hit in hits]
    if kind == "report":
        return _send("search", REPORT_COLUMNS, _report_rows(desk, [(id, len(desk.index.list_of_report(id))) for id in ids]))
    return _send("search", REVIEW_COLUMNS, make_rows(desk, ids))


def export_report(request: Request) -> Response:
    """The claims of a report."""
    desk = office_of(request).desk
    report = desk.find_report(request.path_params["key"])
    if report is None:
        return missing(request, "report")
    return _send("claims", REVIEW_COLUMNS, make_rows(desk, [seen.id for seen in desk.list_claims(report.id)]))


def export_incident(request: Request) -> Response:
    """The claims of an incident."""
    desk = office_of(request).desk
    incident = desk.derived.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    return _send("claims", REVIEW_COLUMNS, make_rows(desk, incident.claims))


def export_reports(request: Request) -> Response:
    """The list of reports."""
    desk = office_of(request).desk
    starts = range(0, desk.index.count_reports(), _PORTION)
    told = (pair for start in starts for pair in desk.index.list_reports(start, _PORTION))
    return _send("reports", REPORT_COLUMNS, _report_rows(desk, told))


def export_incidents(request: Request) -> Response:
    """The list of incidents, a row for each tally."""
    desk = office_of(request).desk
    starts = range(0, desk.derived.list_incidents(0, 1)[1], _PORTION)
    found = (incident for start in starts for incident in desk.derived.list_incidents(start, _PORTION)[0])
    return _send("incidents", INCIDENT_COLUMNS, (row for incident in found for row in _incident_rows(desk, incident)))


def export_decisions(request: Request) -> Response:
    """The log of decisions, the first first."""
    log = office_of(request).desk.log
    return _send("decisions", DECISION_COLUMNS, map(_decision_row, tuple(log.judgements)))


def export_claim(request: Request) -> Response:
    """What was decided on a claim."""
    seen = office_of(request).desk.find_claim(request.path_params["key"])
    if seen is None:
        return missing(request, "claim")
    return _send("decisions", DECISION_COLUMNS, map(_decision_row, seen.chain))


def make_rows(desk: Desk, ids: Iterable[str]) -> Iterator[dict[str, Cell]]:
    """Make the rows of claims as they stand, with how each stands and why it should be looked at."""
    ids = list(ids)
    for start in range(0, len(ids), _PORTION):
        seen = desk.see_all(ids[start : start + _PORTION])
        reports = fetch(desk.reports, {one.shown.report for one in seen if one.shown})
        yield from (_claim_row(desk, one, reports) for one in seen)


def _claim_row(desk: Desk, seen: Seen, reports: dict[str, Report]) -> dict[str, Cell]:
    if seen.shown is None:
        return {}
    told, incident = seen.decided, desk.derived.incident_of(seen.id)
    reasons = [REASON_WORDS[reason] for reason in desk.index.find_reasons(seen.id)]
    return make_claim_cells(seen.shown, reports.get(seen.shown.report), incident) | {
        "state": STATE_WORDS[find_state(seen)], "decided_by": told.by if told else None, "decided_at": told.at if told else None,
        "decided_why": told.why if told else None, "version": seen.version, "look_because": "; ".join(reasons),
    }  # fmt: skip


def _report_rows(desk: Desk, told: Iterable[tuple[str, int]]) -> Iterator[dict[str, Cell]]:
    for id, claims in told:
        report = desk.reports.get(id)
        if report is not None:
            yield {
                "report": report.id, "publisher": report.source, "published_on": report.published_on, "title": report.title,
                "language": report.language, "url": report.url, "report_sha256": report.sha256, "replaces": report.replaces,
                "restricted": "yes" if report.restricted else "no", "claims": claims,
            }  # fmt: skip


def _incident_rows(desk: Desk, incident: Incident) -> Iterator[dict[str, Cell]]:
    view = make_own_view(desk.derived.release_of(incident)[0], incident)
    return (make_incident_row(view, incident, tally) for tally in (incident.tallies or (None,)))


def _decision_row(judgement: Judgement) -> dict[str, Cell]:
    slots = {
        name: json.dumps(dict(value), ensure_ascii=False, sort_keys=True) if value else None
        for name, value in (("before", judgement.before), ("after", judgement.after))
    }
    return {
        "decision": judgement.id, "at": judgement.at, "by": judgement.by, "kind": judgement.kind,
        "about": "; ".join(judgement.about), "why": judgement.why, "version": judgement.version, "supersedes": judgement.supersedes,
        **slots,
    }  # fmt: skip


def _send(name: str, columns: tuple[str, ...], rows: Rows) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(_write(columns, rows), media_type="text/csv; charset=utf-8", headers=headers)


def _write(columns: tuple[str, ...], rows: Rows) -> Iterator[str]:
    """The table in pieces; it begins with the mark by which spreadsheets know UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    file.write("\ufeff")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([neutralise(row.get(column)) for column in columns])
        if file.tell() > 1 << 16:
            yield file.getvalue()
            file.seek(0)
            file.truncate()
    yield file.getvalue()
