"""The queue: what to look at next and why; and all decisions, the last first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from civharm.web.listing import most_counted
from civharm.web.rendering import filters_of, number_of, office_of, redirect, render, session_of
from civharm.web.shelf import fetch

PAGE = 50


def show_queue(request: Request) -> Response:
    """Show the part of the queue that the address names, or all claims of one state."""
    desk, filters = office_of(request).desk, filters_of(request.query_params)
    desk.team.wake()
    page, total = number_of(request.query_params, "page"), desk.index.count(filters)
    rows = {row.id: row for row in desk.index.list_rows(filters, start=page * PAGE, limit=PAGE)}
    seen = desk.see_all(rows)
    reports = fetch(desk.reports, {one.shown.report for one in seen if one.shown})
    lines = [(one, rows[one.id], reports.get(one.shown.report)) for one in seen if one.shown]
    return render(
        request, "queue.html", here="queue", lines=lines, filters=filters, total=total, page=page, pages=-(-total // PAGE),
        reasons=desk.index.count_reasons(), states=desk.index.count_states(), at_end=bool(request.query_params.get("end")),
        choices={name: desk.index.list_values(name) for name in ("harm", "place", "actor", "source")}, first=page * PAGE + 1,
        most=most_counted(filters),
        together=desk.log.count_batch(request.query_params.get("saved", "")),
    )  # fmt: skip


def show_next(request: Request) -> Response:
    """Go to the next claim of the queue behind the one that the address names, or to the first."""
    desk, filters = office_of(request).desk, filters_of(request.query_params)
    behind = request.query_params.get("after", "")
    seen = desk.find_claim(behind) if behind else None
    place = desk.index.find_place(seen.id) if seen else (1 << 30, 0)
    found = desk.find_next(session_of(request).person, place, filters, leave_out=seen.id if seen else "")
    saved = request.query_params.get("saved", "")
    if found is None:
        return redirect("/queue", filters.parameters(), end=1 if behind else "", saved=saved)
    return redirect(f"/claims/{name_claim(found)}", filters.parameters(), saved=saved)


def show_decisions(request: Request) -> Response:
    """Show the log: who decided what when, the last first."""
    desk, page = office_of(request).desk, number_of(request.query_params, "page")
    judgements = desk.log.judgements[::-1]
    lines = [(judgement, desk.log.find_thing(judgement)) for judgement in judgements[page * PAGE : (page + 1) * PAGE]]
    return render(
        request,
        "decisions.html",
        here="decisions",
        lines=lines,
        total=len(judgements),
        page=page,
        pages=-(-len(judgements) // PAGE),
    )


def name_claim(id: str) -> str:
    """The name of a claim in an address."""
    from civharm.publishing.site_words import make_page_name

    return make_page_name(id)
