"""The ASGI app: which address is which page, behind the guard. What is not listed here does not exist."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civharm.store import StoreError
from civharm.web import (
    bulk_pages,
    claim_pages,
    entering,
    export_pages,
    incident_pages,
    queue_pages,
    report_pages,
    search_pages,
    wish_pages,
)
from civharm.web.guard import Guard, Hosts
from civharm.web.rendering import Office, missing, redirect, render


def _home(request: Request) -> Response:
    return redirect("/queue")


ROUTES = (
    Route("/", _home),
    Route("/queue", queue_pages.show_queue),
    Route("/queue.csv", export_pages.export_queue),
    Route("/queue/decide", bulk_pages.decide_all, methods=["POST"]),
    Route("/next", queue_pages.show_next),
    Route("/decisions", queue_pages.show_decisions),
    Route("/decisions.csv", export_pages.export_decisions),
    Route("/claims/{key}", claim_pages.show_claim),
    Route("/claims/{key}/decide", claim_pages.decide, methods=["POST"]),
    Route("/claims/{key}/correct", claim_pages.correct, methods=["POST"]),
    Route("/claims/{key}/decisions.csv", export_pages.export_claim),
    Route("/undo", claim_pages.undo, methods=["POST"]),
    Route("/reports", report_pages.list_reports),
    Route("/reports.csv", export_pages.export_reports),
    Route("/reports/{key}", report_pages.show_report),
    Route("/reports/{key}/add", report_pages.add, methods=["POST"]),
    Route("/reports/{key}/claims.csv", export_pages.export_report),
    Route("/incidents", incident_pages.list_incidents),
    Route("/incidents.csv", export_pages.export_incidents),
    Route("/incidents/{key}", incident_pages.show_incident),
    Route("/incidents/{key}/grade", incident_pages.grade, methods=["POST"]),
    Route("/incidents/{key}/pair", incident_pages.pair, methods=["POST"]),
    Route("/incidents/{key}/claims.csv", export_pages.export_incident),
    Route("/search.csv", export_pages.export_search),
    Route("/search", search_pages.show_search),
    Route("/wishes", wish_pages.show_wishes),
    Route("/wishes", wish_pages.save_wishes, methods=["POST"]),
    Route("/rest", wish_pages.go_on, methods=["POST"]),
    Route("/enter", entering.show_enter),
    Route("/enter", entering.enter, methods=["POST"]),
    Route("/leave", entering.leave, methods=["POST"]),
    Route("/assets/{name}", entering.show_asset),
)


def make_app(office: Office, hosts: Hosts) -> Guard:
    """Make the app of an office; it answers only to the given hosts."""
    app = Starlette(routes=list(ROUTES), exception_handlers={404: _not_found, StoreError: _not_stored})
    app.state.office = office
    return Guard(app, office.sessions, hosts)


def _not_found(request: Request, error: Exception) -> Response:
    return missing(request, "page")


def _not_stored(request: Request, error: Exception) -> Response:
    """A decision that could not be written: the page says so, and nothing was saved."""
    return render(request, "message.html", status=503, title="Not saved", words=f"Nothing was saved: {error}")
