"""Decide on several claims of the queue at once: all of them or none, each on the version that the person saw.

The decisions are judgements like any other, one a claim, and share the name of their batch: one undo takes all of them back.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Judgement
from civharm.reviewing.deciding import make_batch, make_decision
from civharm.reviewing.versions import Seen
from civharm.web.claim_pages import MOST_WORDS
from civharm.web.desk import Desk, StaleError, say_now
from civharm.web.rendering import filters_in, form_of, missing, office_of, redirect, render, session_of

CLAIM = "claim_"  # how the fields are named that hold the version of a chosen claim; the claim's id follows
MOST = 80  # claims at once


def decide_all(request: Request) -> Response:
    """Take down accept, reject or dispute on the claims that were chosen."""
    desk, form, person = office_of(request).desk, form_of(request), session_of(request).person
    kind: Any = form.get("kind", "")
    chosen = find_chosen(form)
    if kind not in ("accept", "reject", "dispute") or any(desk.see(id) is None for id in chosen):
        return missing(request, "decision or claim")
    if not chosen:
        words = "Choose claims of the list first: tick the boxes before them. Nothing was saved."
        return render(request, "message.html", status=422, title="Nothing chosen", words=words)
    at, why = say_now(), form.get("why", "").strip()[:MOST_WORDS]
    batch = make_batch(chosen, by=person, at=at)

    def make(seen: Seen) -> Judgement:
        report = desk.reports.get(seen.shown.report) if seen.shown else None
        return make_decision(seen, kind, report, by=person, at=at, why=why, batch=batch)

    try:
        saved = desk.decide_all(list(chosen.items()), make)
    except StaleError:
        return _show_conflict(request, desk, chosen, kind, why)
    except ValueError as error:
        return render(request, "message.html", status=422, title="Not saved", words=f"Nothing was saved: {error}.")
    return redirect("/queue", filters_in(form).parameters(), saved=saved[-1].id)


def find_chosen(form: dict[str, str]) -> dict[str, str]:
    """Find the claims that a form chooses, each with the version that the person saw.

    >>> find_chosen({"kind": "accept", "claim_c1": "v1", "claim_c2": "v2"})
    {'c1': 'v1', 'c2': 'v2'}
    """
    return {name.removeprefix(CLAIM): version for name, version in list(form.items())[: MOST + 20] if name.startswith(CLAIM)}


def _show_conflict(request: Request, desk: Desk, chosen: dict[str, str], kind: str, why: str) -> Response:
    """Show what the person saw beside what stands now, for each claim that changed; the choice is kept, and nothing was saved."""
    seen = {one.id: one for one in desk.see_all(chosen)}
    stale = [(one.find_version(chosen[id]), one) for id, one in seen.items() if one.version != chosen[id]]
    fresh = [one for id, one in seen.items() if one.version == chosen[id]]
    return render(
        request, "bulk_conflict.html", status=409, here="queue", stale=stale, fresh=fresh, kind=kind, why=why,
        filters=filters_in(form_of(request)),
    )  # fmt: skip
