"""The incidents: a list, and one incident with its claims by origin, the tallies of each rule, contradictions, pairs and grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Grade, Incident, Release
from civharm.publishing.date_words import parse_day
from civharm.publishing.policy import Policy
from civharm.publishing.quotes import Mark, Quote
from civharm.publishing.site_incident import make_cards, make_tables, make_voices, order_claims
from civharm.publishing.site_words import say_place
from civharm.publishing.view import View
from civharm.publishing.withholding import Withheld
from civharm.reconciling.grades import grade_by_rule
from civharm.reviewing.deciding import make_grading
from civharm.web.claim_pages import MOST_WORDS
from civharm.web.desk import StaleError, say_now
from civharm.web.queue_pages import PAGE, name_claim
from civharm.web.rendering import form_of, missing, number_of, office_of, redirect, render, session_of
from civharm.web.telling import find_places, find_tellings, make_map_rows

MOST_NEAR = 30  # incidents that are offered to merge with
GRADES: tuple[Grade, ...] = get_args(Grade)


def list_incidents(request: Request) -> Response:
    """List the incidents, the latest first, the undated last."""
    page = number_of(request.query_params, "page")
    found, total, behind = office_of(request).desk.derived.list_incidents(page * PAGE, PAGE)
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
    incident = office_of(request).desk.derived.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    return render_incident(request, incident)


def render_incident(
    request: Request, incident: Incident, *, status: int = 200, wrong: str = "", typed: Mapping[str, str] | None = None
) -> Response:
    """Render an incident; ``wrong`` says what could not be done with what was ``typed``."""
    desk = office_of(request).desk
    release, behind = desk.derived.release_of(incident)
    view = make_own_view(release, incident)
    cards = make_cards(view, order_claims(view, incident))
    ids = set(incident.claims)
    heads = (desk.log.head(*thing) for thing in desk.log.list_about(ids) if thing[0] == "pair")
    pairs = [head for head in heads if head and head.kind in ("same", "different")]
    by_rule, raises = grade_by_rule(incident, [view.claims[id] for id in cards])
    places = find_places(cards)
    return render(
        request, "incident_review.html", status=status, here="incidents", incident=incident, cards=cards, view=view, wrong=wrong,
        actors=view.name_actors(incident),
        tables=make_tables(view, incident, cards), voices=make_voices(view, incident, cards), behind=behind, typed=typed or {},
        states={id: desk.see(id) for id in cards}, grade_head=desk.log.head("grade", incident.id), grades=GRADES, pairs=pairs,
        key=name_claim(incident.id), names={id: name_claim(id) for id in cards},
        by_anchor={card.anchor: id for id, card in cards.items()},
        gradings=desk.log.chain("grade", incident.id)[::-1], by_rule=by_rule, raises=raises, near=find_near(release, incident),
        tellings=find_tellings(view, incident, cards), places=places, map_rows=make_map_rows(places),
    )  # fmt: skip


def find_near(release: Release, incident: Incident) -> list[tuple[str, Incident]]:
    """Find the incidents that could be the same one: of the same place, or of days that meet; those of both first."""
    place, days = incident.place and incident.place.name, _days_of(incident)
    rated = []
    for one in release.incidents:
        alike = (one.place is not None and one.place.name == place) + 2 * bool(days and days & _days_of(one))
        if one.id != incident.id and alike:
            rated.append((-alike, say_place(one.place), one.id, one))
    return [(name_claim(one.id), one) for *_, one in sorted(rated, key=lambda row: row[:3])[:MOST_NEAR]]


def _days_of(incident: Incident) -> set[int]:
    """The days on which it may have been and the days beside them; none where they are not known to a fortnight."""
    first, last = (parse_day(day) for day in ((incident.date.from_on, incident.date.to_on) if incident.date else (None, None)))
    if first is None or last is None or (last - first).days > 14:
        return set()
    return set(range(first.toordinal() - 1, last.toordinal() + 2))


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
    incident = desk.derived.find_incident(request.path_params["key"])
    value: Any = form.get("value", "")
    if incident is None or value not in GRADES:
        return missing(request, "incident or grade")
    why, id = form.get("why", "").strip()[:MOST_WORDS], incident.id
    try:
        saved = desk.decide_thing(
            ("grade", id), form.get("head", ""), lambda head: make_grading(id, value, head, by=person, at=say_now(), why=why)
        )
    except StaleError as error:
        return render_incident(
            request, incident, status=409, wrong=f"{error}; your grade and reason are kept in the form", typed=form
        )
    except ValueError as error:
        return render_incident(request, incident, status=422, wrong=str(error), typed=form)
    return redirect(f"/incidents/{name_claim(id)}", saved=saved.id)
