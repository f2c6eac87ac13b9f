"""The ASGI app: which address is which page, who may pass, behind the guard. What is not listed here does not exist."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from civharm.model import HARMS, STATUSES
from civharm.reviewing.remarks import ABOUTS
from civharm.reviewing.roles import ROLES
from civharm.store import StoreError
from civharm.web import (
    bulk_pages,
    claim_pages,
    entering,
    export_pages,
    history_pages,
    incident_pages,
    people_pages,
    progress_pages,
    queue_pages,
    rearrange_pages,
    report_pages,
    search_pages,
    second_pages,
    team_pages,
    undo_pages,
    wish_pages,
)
from civharm.web.doors import Door, Values, find_open
from civharm.web.filters import Filters
from civharm.web.forms import MEASURES, MODALITIES
from civharm.web.guard import Guard, Hosts
from civharm.web.openapi import show_openapi
from civharm.web.rearranging import DEEDS
from civharm.web.rendering import Office, missing, redirect, render
from civharm.web.wishes import ACTIONS, FOLDS, RESTS


def _home(request: Request) -> Response:
    """Go to the queue."""
    return redirect("/queue")


_PAGE: dict[str, Values] = {"page": "number"}
_QUEUE: dict[str, Values] = dict.fromkeys(Filters.__dataclass_fields__, "words")
_KEPT: dict[str, Values] = {f"in_{name}": "words" for name in Filters.__dataclass_fields__}
_SEARCH: dict[str, Values] = _QUEUE | {"q": "words", "kind": ("", "claim", "report")}
_WHY: dict[str, Values] = {"why": "words"}
_KINDS = ("accept", "reject", "dispute")
_SLOTS: dict[str, Values] = {
    "number": "words", "unit": ("person", "household"), "harm": HARMS, "status": STATUSES, "modality": MODALITIES,
    "measure": MEASURES,
    "hedged": ("", "yes"), "background": ("", "yes"), "place": "words", "actor": "words", "from": "words", "to": "words",
}  # fmt: skip
_MARKED: dict[str, Values] = {
    name: kind
    for slot in ("victims", "trigger", "speaker", "place", "actor")
    for name, kind in ((slot, "words"), (f"{slot}_at", "number"), (f"{slot}_to", "number"))
}

_WISHES: dict[str, Values] = {
    **{f"key_{action}": "words" for action in ACTIONS},
    "fold": FOLDS, "rest": tuple(map(str, RESTS)), "pictures": "words", "grey": "words", "reset": "words",
}  # fmt: skip
_ARRANGE: dict[str, Values] = {"deed": DEEDS, "other": "words", "elsewhere": "words", "claim_{id}": "words"}

_SAID: dict[str, Values] = {
    "of": ABOUTS, "about": "words", "kind": team_pages.KINDS, "words": "words", "to": "words", "until": "words", "on": ("", "yes"),
}  # fmt: skip

ROUTES = (
    Door("/", _home, needs="look"),
    Door("/queue", queue_pages.show_queue, needs="look", query=_QUEUE | _PAGE),
    Door("/queue.csv", export_pages.export_queue, needs="look", query=_QUEUE),
    Door(
        "/queue/decide", bulk_pages.decide_all, needs="code", act=True,
        form={"kind": _KINDS, "claim_{id}": "words"} | _WHY | _KEPT,
    ),
    Door("/next", queue_pages.show_next, needs="look", query=_QUEUE | {"after": "words"}),
    Door("/decisions", queue_pages.show_decisions, needs="look", query=_PAGE),
    Door("/decisions.csv", export_pages.export_decisions, needs="look"),
    Door("/claims/{key}", claim_pages.show_claim, needs="look", query=_QUEUE),
    Door(
        "/claims/{key}/decide", claim_pages.decide, needs="code", act=True,
        form={"kind": _KINDS, "version": "words"} | _WHY | _KEPT,
    ),
    Door("/claims/{key}/correct", claim_pages.correct, needs="code", act=True, form=_SLOTS | _WHY | _KEPT | {"version": "words"}),
    Door("/claims/{key}/decisions.csv", export_pages.export_claim, needs="look"),
    Door("/undo", undo_pages.undo, needs="code", act=True, form={"redo": ("", "yes")} | _KEPT),
    Door("/reports", report_pages.list_reports, needs="look", query=_PAGE),
    Door("/reports.csv", export_pages.export_reports, needs="look"),
    Door("/reports/{key}", report_pages.show_report, needs="look", query=_MARKED),
    Door("/reports/{key}/add", report_pages.add, needs="code", act=True, form=_MARKED | _SLOTS | _WHY),
    Door("/reports/{key}/claims.csv", export_pages.export_report, needs="look"),
    Door("/incidents", incident_pages.list_incidents, needs="look", query=_PAGE),
    Door("/incidents.csv", export_pages.export_incidents, needs="look"),
    Door("/incidents/{key}", incident_pages.show_incident, needs="look"),
    Door(
        "/incidents/{key}/grade", incident_pages.grade, needs="link", act=True,
        form={"value": incident_pages.GRADES, "head": "words"} | _WHY,
    ),
    Door("/incidents/{key}/preview", rearrange_pages.show_preview, needs="look", query=_ARRANGE),
    Door("/incidents/{key}/arrange", rearrange_pages.arrange, needs="link", act=True, form=_ARRANGE | _WHY | {"version": "words"}),
    Door("/incidents/{key}/history", history_pages.show_history, needs="look", query={"step": "words"}),
    Door("/incidents/{key}/claims.csv", export_pages.export_incident, needs="look"),
    Door("/search", search_pages.show_search, needs="look", query=_SEARCH | _PAGE),
    Door("/search.csv", export_pages.export_search, needs="look", query=_SEARCH),
    Door("/wishes", wish_pages.show_wishes, needs="look"),
    Door("/wishes", wish_pages.save_wishes, needs="look", act=True, form=_WISHES),
    Door("/rest", wish_pages.go_on, needs="look", act=True, form={"back": "words"}),
    Door("/yours", team_pages.show_yours, needs="look"),
    Door("/say", team_pages.say, needs="code", act=True, form=_SAID),
    Door("/second", second_pages.show_second, needs="look", query={"asked": "number"}),
    Door(
        "/second/ask", second_pages.ask, needs="plan", act=True,
        form={
            "about": "words", "share": tuple(second_pages.SHARES), "which": tuple(second_pages.WHICH),
            "harm": "words", "place": "words", "source": "words",
        },
    ),
    Door("/second/end", second_pages.end, needs="plan", act=True, form={"about": "words"}),
    Door("/second/{key}", second_pages.show_pair, needs="look"),
    Door("/second/{key}/settle", second_pages.settle, needs="settle", act=True, form={"way": second_pages.WAYS} | _WHY),
    Door("/progress", progress_pages.show_progress, needs="look"),
    Door("/people", people_pages.show_people, needs="people"),
    Door("/people/add", people_pages.add, needs="people", act=True, form={"name": "words", "role": ROLES, "password": "words"}),
    Door("/people/role", people_pages.change_role, needs="people", act=True, form={"name": "words", "role": ("", *ROLES)}),
    Door("/people/password", people_pages.change_password, needs="people", act=True, form={"name": "words", "password": "words"}),
    Door("/account", people_pages.show_account, needs="look"),
    Door("/account/password", people_pages.change_own, needs="look", act=True, form={"old": "words", "password": "words"}),
    Door("/openapi.json", show_openapi, needs="look"),
    Door("/enter", entering.show_enter, needs="open", query={"token": "words"}),
    Door("/enter", entering.enter, needs="open", act=True, form={"name": "words", "token": "words", "password": "words"}),
    Door("/leave", entering.leave, needs="look", act=True),
    Door("/assets/{name}", entering.show_asset, needs="open", query={"v": "words"}),
)  # fmt: skip


def make_app(office: Office, hosts: Hosts) -> Guard:
    """Make the app of an office; it answers only to the given hosts."""
    app = Starlette(routes=list(ROUTES), exception_handlers={404: _not_found, StoreError: _not_stored})
    app.state.office = office
    return Guard(app, office.sessions, hosts, find_open(ROUTES))


def _not_found(request: Request, error: Exception) -> Response:
    return missing(request, "page")


def _not_stored(request: Request, error: Exception) -> Response:
    """A decision that could not be written: the page says so, and nothing was saved."""
    return render(request, "message.html", status=503, title="Not saved", words=f"Nothing was saved: {error}")
