"""One claim: its sentence with the words that make it, its slots, what was decided, and the forms to decide on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Claim, Judgement, Report
from civharm.reviewing.deciding import Decision, make_decision
from civharm.reviewing.versions import Seen
from civharm.web.desk import Desk, StaleError, say_now
from civharm.web.filters import Filters
from civharm.web.forms import FormError, fill_form, parse_correction
from civharm.web.listing import most_counted
from civharm.web.marking import Piece, find_context, find_marks, find_shown, make_lines
from civharm.web.queue_pages import name_claim
from civharm.web.rendering import filters_in, filters_of, form_of, missing, office_of, redirect, render, session_of

MOST_WORDS = 2000  # characters of a reason


def show_claim(request: Request) -> Response:
    """Show a claim."""
    seen = office_of(request).desk.find_claim(request.path_params["key"])
    if seen is None:
        return missing(request, "claim")
    office_of(request).desk.take(session_of(request).person, seen.id)
    return _render_claim(request, seen, filters_of(request.query_params))


def _render_claim(
    request: Request, seen: Seen, filters: Filters, *, status: int = 200, typed: Mapping[str, str] | None = None, wrong: str = ""
) -> Response:
    desk, claim = office_of(request).desk, seen.shown
    if claim is None:
        return missing(request, "claim")
    report = desk.reports.get(claim.report)
    values = fill_form(claim) | {name: value for name, value in (typed or {}).items() if name in fill_form(claim)}
    return render(
        request, "claim.html", status=status, here="queue", seen=seen, claim=claim, report=report, filters=filters, values=values,
        wrong=wrong, typed=typed or {}, key=name_claim(seen.id), known=office_of(request).known,
        incident=desk.derived.incident_of(seen.id), reasons=desk.index.find_reasons(seen.id), left=desk.index.count(filters),
        most=most_counted(filters), changes=list_changes(seen.chain), **_texts(claim, report),
    )  # fmt: skip


def _texts(claim: Claim, report: Report | None) -> dict[str, Any]:
    """The claim's sentence with what stands around it, and the report, in lines of marked pieces."""
    if report is None or report.text[claim.quote.start : claim.quote.end] != claim.quote.text:
        alone = [[Piece(line, (), (), True)] for line in claim.quote.text.split("\n")]
        return {"context": alone, "whole": [], "cut": False, "outside": []}
    marks, own = find_marks(claim), (claim.quote.start, claim.quote.end)
    context, shown = find_context(report, claim), find_shown(report, claim.quote.start)
    outside = [m for m in marks if not (context[0] <= m.start and m.end <= context[1])]
    return {
        "context": list(make_lines(report.text, context, marks, own)),
        "whole": list(make_lines(report.text, shown, marks, own)),
        "cut": shown != (0, len(report.text)),
        "outside": [(m.slot, report.text[m.start : m.end]) for m in outside],
    }


def list_changes(chain: tuple[Judgement, ...]) -> list[tuple[Judgement, list[tuple[str, str, str]]]]:
    """List decisions, the last first, each with the slots that it changed: name, before, after."""
    return [(judgement, find_changes(judgement)) for judgement in reversed(chain)]


def find_changes(judgement: Judgement) -> list[tuple[str, str, str]]:
    """Find what a correction changed: slot, what was said before, what is said after."""
    if judgement.kind != "correct":
        return []
    before, after = judgement.before or {}, judgement.after or {}
    return [(name, say_slot(before.get(name)), say_slot(after[name])) for name in after if before.get(name) != after[name]]


def say_slot(value: Any) -> str:
    """Say a slot of a claim in its JSON shape in a few words.

    >>> say_slot({"text": "12", "low": 12, "high": None, "bound": "at_least", "unit": "person"})
    'at least 12'
    """
    from civharm.publishing.date_words import say_days
    from civharm.publishing.site_words import say_range

    if isinstance(value, Mapping):
        if "bound" in value:
            return say_range(value.get("low"), value.get("high"), value.get("unit", "person"))
        if "from" in value and "precision" in value:
            return say_days(value.get("from"), value.get("to"))
        found = next((value[name] for name in ("status", "name", "kind") if value.get(name)), None)
        return str(found or value.get("text") or "not said").replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not said" if value is None else str(value).replace("_", " ")


def decide(request: Request) -> Response:
    """Take down accept, reject or dispute."""
    form = form_of(request)
    kind = form.get("kind", "")
    if kind not in ("accept", "reject", "dispute"):
        return missing(request, "decision")
    return _save(request, kind, {})


def correct(request: Request) -> Response:
    """Take down a correction."""
    return _save(request, "correct", form_of(request))


def _save(request: Request, kind: Any, slots: Mapping[str, str]) -> Response:
    desk, form, person = office_of(request).desk, form_of(request), session_of(request).person
    seen, filters = desk.find_claim(request.path_params["key"]), filters_in(form)
    if seen is None or seen.shown is None or kind not in get_args(Decision):
        return missing(request, "claim")
    place, version = desk.index.find_place(seen.id), form.get("version", "")
    try:
        after = _parse_slots(office_of(request), seen, version, slots) if kind == "correct" else None
        why = form.get("why", "").strip()[:MOST_WORDS]
        report = desk.reports.get(seen.shown.report)

        def make(latest: Seen) -> Judgement:
            return make_decision(latest, kind, report, by=person, at=say_now(), why=why, after=after)

        saved = desk.decide(seen.id, version, make)
    except StaleError:
        return _show_conflict(request, desk, seen.id, kind, version)
    except ValueError as error:
        return _render_claim(request, seen, filters, status=422, typed=form, wrong=str(error))
    found = desk.find_next(person, place, filters, leave_out=seen.id)
    if found is None:
        return redirect("/queue", filters.parameters(), end=1, saved=saved.id)
    return redirect(f"/claims/{name_claim(found)}", filters.parameters(), saved=saved.id)


def _parse_slots(office: Any, seen: Seen, version: str, form: Mapping[str, str]) -> dict[str, Any]:
    """What a correction changes of what the person saw, which is not always what stands now."""
    then = seen.find_version(version) or seen
    claim = then.shown
    if claim is None:
        raise FormError("there is no such claim any more")
    after = parse_correction(form, claim, office.known)
    if not after:
        raise FormError("nothing was changed: to keep the claim as it is, accept it")
    return after


def _show_conflict(request: Request, desk: Desk, id: str, kind: str, version: str) -> Response:
    """Show what the person saw beside what stands now, with the form kept; the same decision sent twice was simply saved."""
    form, now = form_of(request), desk.see(id)
    if now is None or now.shown is None:
        return missing(request, "claim")
    head = now.head
    if head and head.by == session_of(request).person and head.version == version and head.kind == kind != "correct":
        return redirect(f"/claims/{name_claim(id)}", filters_in(form).parameters(), saved=head.id)
    then = now.find_version(version)
    values = fill_form(now.shown) | {name: value for name, value in form.items() if name in fill_form(now.shown)}
    return render(
        request, "conflict.html", status=409, here="queue", then=then, now=now, kind=kind, form=form, values=values,
        key=name_claim(id), filters=filters_in(form), known=office_of(request).known, report=desk.reports.get(now.shown.report),
    )  # fmt: skip


__all__ = ["correct", "decide", "find_changes", "list_changes", "say_slot", "show_claim"]
