"""Undo and redo: take back the last decision, or put it in force again; and what to do where somebody else has decided since."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from civharm.publishing.site_words import make_page_name
from civharm.reviewing.log import Thing
from civharm.web.desk import StaleError
from civharm.web.rendering import filters_in, form_of, office_of, redirect, render, session_of


def undo(request: Request) -> Response:
    """Take back the person's last decision, or put the one last taken back in force again."""
    desk, form = office_of(request).desk, form_of(request)
    redo = form.get("redo") == "yes"
    try:
        done = desk.undo(session_of(request).person, redo=redo)
    except StaleError as stale:
        return _show_overtaken(request, stale, redo=redo)
    if done is None:
        return render(
            request, "message.html", status=404, title="Nothing to undo", words="You have no decision left to undo or redo."
        )
    thing = desk.log.find_thing(done) or ("",)
    if thing[0] == "claim":
        return redirect(f"/claims/{make_page_name(thing[1])}", filters_in(form).parameters(), saved=done.id)
    return redirect("/decisions", saved=done.id)


def _show_overtaken(request: Request, stale: StaleError, *, redo: bool) -> Response:
    """Show the person's decision beside what somebody else has decided since, and what can be done: nothing was changed."""
    desk, thing = office_of(request).desk, stale.thing
    mine, head = desk.log.find(stale.version), desk.log.head(*thing)
    now = desk.see(thing[1]) if thing[0] == "claim" else None
    ids = [judgement.id for judgement in now.chain] if now else []
    then = replace(now, chain=now.chain[: ids.index(stale.version) + 1]) if now and stale.version in ids else None
    return render(
        request, "overtaken.html", status=409, here="queue" if now else "incidents", mine=mine, head=head, now=now, then=then,
        links=list_links(thing), filters=filters_in(form_of(request)), redo=redo, together=desk.log.count_batch(stale.version),
        report=desk.reports.get(now.shown.report) if now and now.shown else None,
    )  # fmt: skip


def list_links(thing: Thing) -> list[tuple[str, str]]:
    """List where the things lie that a decision is about: address, what it is.

    >>> list_links(("pair", "c1", "c2"))
    [('/claims/c1', 'the one claim'), ('/claims/c2', 'the other claim')]
    """
    if thing[0] == "pair":
        words = ("the one claim", "the other claim")
        return [(f"/claims/{make_page_name(id)}", said) for id, said in zip(thing[1:], words, strict=True)]
    kind = "incident" if thing[0] == "grade" else "claim"
    return [(f"/{kind}s/{make_page_name(thing[1])}", f"the {kind}")]


__all__ = ["list_links", "undo"]
