"""The reports: a list, one report with its claims marked, and the form that adds a claim which the reader missed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Judgement, Report
from civharm.reviewing.deciding import make_addition
from civharm.reviewing.versions import Seen, see
from civharm.web.adding import make_added
from civharm.web.claim_pages import MOST_WORDS
from civharm.web.desk import StaleError, say_now
from civharm.web.forms import FormError
from civharm.web.marking import find_shown, make_lines, mark_all
from civharm.web.queue_pages import PAGE, name_claim
from civharm.web.rendering import form_of, missing, number_of, office_of, redirect, render, session_of
from civharm.web.shelf import fetch


def list_reports(request: Request) -> Response:
    """List the reports by publisher and day, each with how many claims it makes."""
    desk, page = office_of(request).desk, number_of(request.query_params, "page")
    told, total = desk.index.list_reports(page * PAGE, PAGE), desk.index.count_reports()
    reports = fetch(desk.reports, [id for id, _ in told])
    lines = [(reports[id], name_claim(id), amount) for id, amount in told if id in reports]
    return render(request, "reports_list.html", here="reports", lines=lines, total=total, page=page, pages=-(-total // PAGE))


def show_report(request: Request) -> Response:
    """Show a report with its claims, and the form to add one."""
    report = office_of(request).desk.find_report(request.path_params["key"])
    if report is None:
        return missing(request, "report")
    return _render_report(request, report, typed=dict(request.query_params))


def _render_report(request: Request, report: Report, *, typed: dict[str, str], status: int = 200, wrong: str = "") -> Response:
    desk = office_of(request).desk
    seen = desk.list_claims(report.id)
    at = number_of(typed, "victims_at")
    shown = find_shown(report, at)
    marks = mark_all((s.claim.count.start, s.claim.count.end) for s in seen if s.claim)
    return render(
        request, "report.html", status=status, here="reports", report=report, key=name_claim(report.id), typed=typed, wrong=wrong,
        lines=list(make_lines(report.text, shown, marks)), cut=shown != (0, len(report.text)), start=shown[0],
        claims=[(s, name_claim(s.id)) for s in seen], known=office_of(request).known,
    )  # fmt: skip


def add(request: Request) -> Response:
    """Take down a claim that a person adds."""
    office, form, person = office_of(request), form_of(request), session_of(request).person
    report = office.desk.find_report(request.path_params["key"])
    if report is None:
        return missing(request, "report")
    try:
        claim = make_added(report, form, office.known, office.locate)
        before = see(claim.id, office.desk.read.get(claim.id), office.desk.log.chain("claim", claim.id))
        if before.claim is not None:
            raise FormError("this claim is there already: see the list of claims")

        def make(latest: Seen) -> Judgement:
            return make_addition(claim, latest, report, by=person, at=say_now(), why=form.get("why", "").strip()[:MOST_WORDS])

        saved = office.desk.decide(claim.id, before.version, make)
    except (FormError, StaleError) as error:
        return _render_report(request, report, typed=form, status=409 if isinstance(error, StaleError) else 422, wrong=str(error))
    return redirect(f"/reports/{name_claim(report.id)}", saved=saved.id)
