"""What people say to each other about a record, and what waits for a person: assigned, mentioned, asked for help."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civharm.reviewing.remarks import ABOUTS, About, Remark, make_remark
from civharm.reviewing.roles import may
from civharm.web.desk import Desk, say_now
from civharm.web.queue_pages import name_claim
from civharm.web.rendering import form_of, missing, office_of, redirect, refused, render, session_of

KINDS = ("note", "assign", "snooze", "help")
_PAGES: dict[str, str] = {"claim": "claims", "incident": "incidents", "report": "reports"}


def say(request: Request) -> Response:
    """Take down a note, an assignment, a snooze or a call for help, and go back to what it is about."""
    desk, form, session = office_of(request).desk, form_of(request), session_of(request)
    of: Any = form.get("of", "")
    kind: Any = form.get("kind", "")
    id = find_about(desk, of, form.get("about", ""))
    if id is None or kind not in KINDS:
        return missing(request, "claim, incident or report")
    to, names = form.get("to", "").strip(), office_of(request).sessions.list_names() or [session.person]
    if kind == "assign" and not (may(session.role, "plan") or _is_own(desk, of, id, to, session.person)):
        return refused(request, "plan")
    if kind == "assign" and to and to not in names:
        return _wrong(request, f"{to[:80]}: there is no such person here")
    made: Any = {"to": to or None, "until": form.get("until", "").strip() or None, "on": form.get("on", "yes") != ""}
    details = {name: made[name] for name in {"assign": ("to",), "snooze": ("until",), "help": ("on",)}.get(kind, ())}
    try:
        remark = make_remark(kind, of, id, by=session.person, at=say_now(), words=form.get("words", ""), **details)
        desk.team.say([remark])
    except ValueError as error:
        return _wrong(request, str(error))
    return redirect(f"/{_PAGES[of]}/{name_claim(id)}", said=remark.id)


def _is_own(desk: Desk, of: str, id: str, to: str, person: str) -> bool:
    """Whether an assignment is a person's own matter: to take what nobody has, or to give back one's own."""
    held = desk.team.remarks.find_assigned(of, id)  # type: ignore[arg-type]
    return (to == person and held in (None, person)) or (not to and held == person)


def _wrong(request: Request, words: str) -> Response:
    return render(request, "message.html", status=422, title="Not saved", words=f"Nothing was saved: {words}.")


def find_about(desk: Desk, of: str, key: str) -> str | None:
    """Find the id of the claim, incident or report that a form is about."""
    if of == "claim":
        seen = desk.find_claim(key)
        return seen.id if seen else None
    found = desk.find_report(key) if of == "report" else desk.derived.find_incident(key) if of == "incident" else None
    return found.id if found else None


def show_yours(request: Request) -> Response:
    """Show what waits for a person: claims assigned, mentions in notes, calls for help by others."""
    desk, person = office_of(request).desk, session_of(request).person
    remarks = desk.team.remarks
    last = [r for r in remarks.all if r.kind == "assign" and remarks.find_last("assign", r.of, r.about) == r and r.to == person]
    asked = [r for r in remarks.all if r.kind == "help" and remarks.find_asked("help", r.of, r.about) == r]
    shown: dict[str, Any] = {
        "assigned": [_line(desk, r) for r in reversed(last)],
        "mentions": [_line(desk, r) for r in desk.team.list_mentions(person)[:200]],
        "help": [_line(desk, r) for r in reversed(asked) if desk.team.may_see(r, person)],
        "said": [_line(desk, r) for r in [r for r in reversed(remarks.all) if desk.team.may_see(r, person)][:50]],
    }
    return render(request, "yours.html", here="yours", person=person, **shown)


def _line(desk: Desk, remark: Remark) -> tuple[Remark, str, str, Any]:
    """A remark with the address of what it is about, what that is called, and the claim as it is seen."""
    address, of = f"/{_PAGES[remark.of]}/{name_claim(remark.about)}", remark.of
    seen = desk.see(remark.about) if of == "claim" else None
    report = desk.reports.get(remark.about) if of == "report" else None
    return remark, address, (report.title or remark.about) if report else of, seen


__all__ = ["ABOUTS", "KINDS", "About", "find_about", "say", "show_yours"]
