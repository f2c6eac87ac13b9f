"""Merge and split incidents, and say of claims that they are one happening: first a preview of what changes, then the deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Incident
from civharm.publishing.site_words import make_page_name
from civharm.web.claim_pages import MOST_WORDS
from civharm.web.desk import Desk, StaleError
from civharm.web.differing import find_lines, find_moves
from civharm.web.forms import FormError
from civharm.web.incident_pages import render_incident
from civharm.web.queue_pages import name_claim
from civharm.web.rearranging import DEEDS, Plan, make_plan, save_plan
from civharm.web.rendering import form_of, missing, office_of, redirect, render, session_of

CLAIM = "claim_"  # how the fields are named that choose a claim; the claim's name in addresses follows


def show_preview(request: Request) -> Response:
    """Show what a deed would change; nothing is saved."""
    if not request.query_params.get("deed"):
        return redirect(f"/incidents/{request.path_params['key']}")
    return _render_preview(request, request.query_params)


def arrange(request: Request) -> Response:
    """Take down what was previewed, as it was previewed; where something changed meanwhile, a new preview is shown instead."""
    desk, form, person = office_of(request).desk, form_of(request), session_of(request).person
    incident = desk.derived.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    try:
        plan = _plan(desk, incident, form, person)
        if plan.version != form.get("version"):
            raise StaleError("something changed since", (), plan.version)
        saved = save_plan(desk, plan, by=person, why=form.get("why", "").strip()[:MOST_WORDS])
    except FormError as error:
        return render_incident(request, incident, status=422, wrong=str(error), typed=form)
    except StaleError:
        return _render_preview(request, form, status=409)
    found = desk.derived.find_incident(incident.id)
    return redirect(f"/incidents/{name_claim(found.id)}" if found else "/incidents", saved=saved.id)


def _plan(desk: Desk, incident: Incident, form: Mapping[str, str], person: str) -> Plan:
    deed: Any = form.get("deed", "")
    if deed not in DEEDS:
        raise FormError("choose what is to be done")
    names = {make_page_name(claim): claim for claim in incident.claims}
    chosen = [names[name.removeprefix(CLAIM)] for name in form if name.startswith(CLAIM) and name.removeprefix(CLAIM) in names]
    return make_plan(desk, deed, incident, chosen, find_other(desk, form), person)


def find_other(desk: Desk, form: Mapping[str, str]) -> Incident | None:
    """Find the other incident that a form names: by its id, the address of its page, or the id of one of its claims."""
    typed = (form.get("elsewhere", "").strip() or form.get("other", "").strip())[:500]
    name = typed.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    if not name:
        return None
    found = desk.derived.find_incident(name)
    if found is None:
        seen = desk.find_claim(name)
        home = desk.derived.incident_of(seen.id) if seen else None
        found = desk.derived.find_incident(home) if home else None
    return found


def _render_preview(request: Request, form: Mapping[str, str], *, status: int = 200) -> Response:
    desk, person = office_of(request).desk, session_of(request).person
    incident = desk.derived.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    try:
        plan = _plan(desk, incident, form, person)
    except FormError as error:
        return render_incident(request, incident, status=422, wrong=str(error), typed=dict(form))
    kept = {name: form[name] for name in form if name.startswith(CLAIM) or name in ("deed", "other", "elsewhere")}
    return render(
        request, "arrange.html", status=status, here="incidents", incident=incident, plan=plan, kept=kept,
        key=name_claim(incident.id), lines=find_lines(plan.before, plan.after),
        moves=find_moves(plan.before, plan.after), why=form.get("why", ""),
        claims={c.id: c for c in plan.release.claims}, stale=status == 409,
        letters=find_letters((*plan.before, *plan.after)),
    )  # fmt: skip


def find_letters(incidents: Iterable[Incident]) -> dict[str, str]:
    """Find a letter for each incident of a comparison, by which its page tells them apart.

    >>> find_letters([Incident(id="i9", claims=()), Incident(id="i2", claims=()), Incident(id="i9", claims=())])
    {'i9': 'A', 'i2': 'B'}
    """
    ids = dict.fromkeys(incident.id for incident in incidents)
    return {id: chr(ord("A") + n) if n < 26 else str(n + 1) for n, id in enumerate(ids)}
