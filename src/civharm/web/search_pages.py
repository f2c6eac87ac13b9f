"""The search: full text over quotes, reports, places and actors."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from civharm.web.queue_pages import name_claim
from civharm.web.rendering import number_of, office_of, render

PAGE = 30


def show_search(request: Request) -> Response:
    """Show what a search finds, the best first."""
    desk, page = office_of(request).desk, number_of(request.query_params, "page")
    words, kind = request.query_params.get("q", "")[:300], request.query_params.get("kind", "")
    hits, total = desk.index.search(words, kind, start=page * PAGE, limit=PAGE)
    lines = []
    for hit in hits:
        seen = desk.see(hit.id) if hit.kind == "claim" else None
        report = desk.reports.get(seen.shown.report if seen and seen.shown else hit.id)
        lines.append((hit, seen, report, name_claim(hit.id)))
    return render(
        request, "search.html", here="search", words=words, kind=kind, lines=lines, total=total, page=page, pages=-(-total // PAGE)
    )
