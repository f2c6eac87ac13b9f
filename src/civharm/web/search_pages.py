"""The search: full text over quotes, reports, places and actors."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civharm.web.desk import Desk
from civharm.web.finding import MOST, Hit, make_pieces
from civharm.web.queue_pages import name_claim
from civharm.web.rendering import filters_of, number_of, office_of, render
from civharm.web.shelf import fetch

PAGE = 30
FACETS = ("harm", "place", "actor", "source")


def show_search(request: Request) -> Response:
    """Show what a search finds, narrowed by the filters of the address."""
    desk, page, filters = office_of(request).desk, number_of(request.query_params, "page"), filters_of(request.query_params)
    words, kind = request.query_params.get("q", "")[:300], request.query_params.get("kind", "")
    hits, total = desk.index.search(words, kind, filters, start=page * PAGE, limit=PAGE)
    return render(
        request, "search.html", here="search", words=words, kind=kind, lines=list_lines(desk, hits, words), total=total, page=page,
        pages=-(-total // PAGE), filters=filters, most=MOST,
        parameters={"q": words, "kind": kind, **filters.parameters()},
        choices={name: desk.index.list_values(name) for name in FACETS},
    )  # fmt: skip


def list_lines(desk: Desk, hits: list[Hit], words: str) -> list[tuple[Any, ...]]:
    """What was found and what is shown of it: hit, claim as it stands, report, name, the words in pieces and as they are."""
    seen = {one.id: one for one in desk.see_all(hit.id for hit in hits if hit.kind == "claim")}
    of_claims = {one.shown.report for one in seen.values() if one.shown}
    reports = fetch(desk.reports, of_claims | {hit.id for hit in hits if hit.kind == "report"})
    lines = []
    for hit in hits:
        one = seen.get(hit.id) if hit.kind == "claim" else None
        report = reports.get(one.shown.report if one and one.shown else hit.id)
        text = one.shown.quote.text if one and one.shown else report.text if report else ""
        pieces = make_pieces(text, words)
        lines.append((hit, one, report, name_claim(hit.id), pieces, "".join(words for words, _ in pieces)))
    return lines
