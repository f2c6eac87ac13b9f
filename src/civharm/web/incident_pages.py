"""The incidents: a list, and one incident with its claims by origin, the tallies of each rule, contradictions, pairs and grade."""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Grade, Incident, Release
from civharm.publishing.policy import Policy
from civharm.publishing.quotes import Mark, Quote
from civharm.publishing.site_incident import make_cards, make_tables, make_voices, order_claims
from civharm.publishing.view import View
from civharm.publishing.withholding import Withheld
from civharm.reviewing.deciding import make_grading, make_pair
from civharm.web.claim_pages import MOST_WORDS
from civharm.web.desk import StaleError, say_now
from civharm.web.queue_pages import PAGE, name_claim
from civharm.web.rendering import form_of, missing, number_of, office_of, redirect, render, session_of

GRADES: tuple[Grade, ...] = get_args(Grade)


def list_incidents(request: Request) -> Response:
    """List the incidents, the latest first, the undated last."""
    page = number_of(request.query_params, "page")
    found, total, behind = office_of(request).desk.list_incidents(page * PAGE, PAGE)
    lines = [(incident, name_claim(incident.id)) for incident in found]
    return render(
        request,
        "incidents_list.html",
        here="incidents",
        lines=lines,
        total=total,
        page=page,
        pages=-(-total // PAGE),
        behind=behind,
    )


def show_incident(request: Request) -> Response:
    """Show an incident; claims that a person saw as the same or different are marked with that decision."""
    incident = office_of(request).desk.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    return _render_incident(request, incident)


def _render_incident(
    request: Request, incident: Incident, *, status: int = 200, wrong: str = "", typed: dict[str, str] | None = None
) -> Response:
    desk = office_of(request).desk
    release, behind = desk.release_of(incident)
    view = make_own_view(release, incident)
    cards = make_cards(view, order_claims(view, incident))
    ids = set(incident.claims)
    pairs = [head for thing, head in desk.log.heads("pair") if ids & set(thing[1:]) and head.kind in ("same", "different")]
    return render(
        request, "incident_review.html", status=status, here="incidents", incident=incident, cards=cards, view=view, wrong=wrong,
        tables=make_tables(view, incident, cards), voices=make_voices(view, incident, cards), behind=behind, typed=typed or {},
        states={id: desk.see(id) for id in cards}, grade_head=desk.log.head("grade", incident.id), grades=GRADES, pairs=pairs,
        key=name_claim(incident.id), names={id: name_claim(id) for id in cards}, home={}, root="/",
        gradings=desk.log.chain("grade", incident.id)[::-1],
    )  # fmt: skip


def make_own_view(release: Release, incident: Incident) -> View:
    """Make the view of an incident for the people who review it: nothing is masked and nothing withheld from them."""
    claims = {claim.id: claim for claim in release.claims if claim.id in set(incident.claims)}
    quotes = {}
    for claim in claims.values():
        spans: list[tuple[Any, Any]] = [("count", claim.count), ("trigger", claim.trigger)]
        placed = [(slot, s.start - claim.quote.start, s.end - claim.quote.start) for slot, s in spans]
        marks = tuple(Mark(slot, a, b) for slot, a, b in placed if 0 <= a < b <= len(claim.quote.text))
        quotes[claim.id] = Quote(claim.quote.text, marks)
    return View(release, Policy(names=True), Withheld(), quotes)


def grade(request: Request) -> Response:
    """Take down a grade that a person gives, with its reason."""
    desk, form, person = office_of(request).desk, form_of(request), session_of(request).person
    incident = desk.find_incident(request.path_params["key"])
    value: Any = form.get("value", "")
    if incident is None or value not in GRADES:
        return missing(request, "incident or grade")
    why, id = form.get("why", "").strip()[:MOST_WORDS], incident.id
    try:
        saved = desk.decide_thing(
            ("grade", id), form.get("head", ""), lambda head: make_grading(id, value, head, by=person, at=say_now(), why=why)
        )
    except StaleError as error:
        return _render_incident(
            request, incident, status=409, wrong=f"{error}; your grade and reason are kept in the form", typed=form
        )
    except ValueError as error:
        return _render_incident(request, incident, status=422, wrong=str(error), typed=form)
    return redirect(f"/incidents/{name_claim(id)}", saved=saved.id)


def pair(request: Request) -> Response:
    """Take down that two claims are about one happening, or that they are not."""
    desk, form, person = office_of(request).desk, form_of(request), session_of(request).person
    incident = desk.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    kind: Any = form.get("kind", "")
    ends = [_find_end(request, id) for id in (form.get("one", ""), form.get("elsewhere", "") or form.get("other", ""))]
    if kind not in ("same", "different") or None in ends or ends[0] == ends[1]:
        words = "choose two different claims of this page, or one and the id of a claim elsewhere"
        return _render_incident(request, incident, status=422, wrong=words, typed=form)
    one, other = sorted(str(end) for end in ends)
    thing = ("pair", one, other)
    try:
        head = desk.log.head(*thing)
        seen = form.get("head") or (head.id if head else "")
        saved = desk.decide_thing(
            thing,
            seen,
            lambda last: make_pair(kind, one, other, last, by=person, at=say_now(), why=form.get("why", "").strip()[:MOST_WORDS]),
        )
    except StaleError as error:
        return _render_incident(request, incident, status=409, wrong=str(error), typed=form)
    found = desk.find_incident(incident.id)
    return redirect(f"/incidents/{name_claim(found.id)}" if found else "/incidents", saved=saved.id)


def _find_end(request: Request, typed: str) -> str | None:
    """The claim that one end of a pair names, by its id."""
    seen = office_of(request).desk.find_claim(typed.strip())
    return seen.id if seen else None
