"""The history of an incident: every release that named it, every decision on it, and what each of them changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Incident, Judgement
from civharm.reviewing.deciding import UNDO, find_batch
from civharm.web.desk import Desk
from civharm.web.differing import Line, Move, find_lines, find_moves
from civharm.web.queue_pages import name_claim
from civharm.web.rearrange_pages import find_letters
from civharm.web.rendering import missing, office_of, render

MOST = 500  # entries on the page, the last ones


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a history: decisions, or a release with the claims that came and went since the release before."""

    at: str
    judgements: tuple[Judgement, ...] = ()  # several where they were taken down together
    version: str = ""
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What decisions that were taken down together changed: incidents before and after, their numbers, the claims that moved."""

    judgements: tuple[Judgement, ...]
    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    lines: tuple[Line, ...]
    moves: tuple[Move, ...]


def show_history(request: Request) -> Response:
    """Show the history; ``step`` in the address is the decision whose changes are shown."""
    desk = office_of(request).desk
    incident = desk.derived.find_incident(request.path_params["key"])
    if incident is None:
        return missing(request, "incident")
    decided, wanted = find_decided(desk, incident), request.query_params.get("step", "")
    step = find_step(desk, incident, decided, wanted) if wanted else None
    if wanted and step is None:
        return missing(request, "decision on this incident")
    ids = {claim for i in (*(step.before if step else ()), *(step.after if step else ()), incident) for claim in i.claims}
    steps = [Entry(together[0].at, together) for together in join_batches(decided)]
    entries = sorted([*find_releases(desk, incident), *steps], key=lambda e: e.at, reverse=True)
    ids |= {claim for entry in entries[:MOST] for claim in (*entry.came, *entry.went)}
    return render(
        request, "incident_history.html", here="incidents", incident=incident, key=name_claim(incident.id), entries=entries[:MOST],
        total=len(entries), step=step, letters=find_letters((*step.before, *step.after)) if step else {},
        claims={seen.id: seen.shown for seen in desk.see_all(sorted(ids))},
    )  # fmt: skip


def find_decided(desk: Desk, incident: Incident) -> list[Judgement]:
    """Find all decisions on an incident, on its claims, also on those that were rejected, and on pairs of these, oldest first."""
    wider = replace(incident, claims=(*incident.claims, *find_gone(desk, incident)))
    return sorted({j.id: j for j in desk.derived.list_judgements([wider])}.values(), key=lambda j: j.at)


def join_batches(decided: Iterable[Judgement]) -> list[tuple[Judgement, ...]]:
    """Join the decisions that were taken down, or taken back, together; the others stay alone."""
    joined: dict[str, list[Judgement]] = {}
    for judgement in decided:
        undone = find_batch(judgement.supersedes or "") if judgement.id.startswith(UNDO) else ""
        name = find_batch(judgement.id) or (f"{UNDO}{undone}" if undone else judgement.id)
        joined.setdefault(name, []).append(judgement)
    return [tuple(together) for together in joined.values()]


def find_gone(desk: Desk, incident: Incident) -> list[str]:
    """Find the claims that would be the incident's if they had not been rejected: of its reports, or named with it by a release."""
    reports = {seen.shown.report for seen in desk.see_all(incident.claims) if seen.shown}
    beside = {id for report in reports for id in desk.index.list_of_report(report)}
    beside |= {id for *_, named in desk.store.list_versions((incident.id, *incident.previous_ids)) for id in named.claims}
    rejected = [seen.id for seen in desk.see_all(sorted(beside - set(incident.claims))) if seen.claim is None]
    if not rejected:
        return []
    wider = replace(incident, claims=(*incident.claims, *rejected))
    made = desk.derived.derive_part([wider], desk.derived.list_judgements([incident]))
    home = {claim for one in made.incidents if set(one.claims) & set(incident.claims) for claim in one.claims}
    return [claim for claim in rejected if claim in home]


def find_releases(desk: Desk, incident: Incident) -> list[Entry]:
    """Find the releases that changed which claims are the incident's."""
    entries: list[Entry] = []
    last: tuple[str, ...] | None = None
    for version, at, named in desk.store.list_versions((incident.id, *incident.previous_ids)):
        if last is None or set(last) != set(named.claims):
            came = tuple(c for c in named.claims if c not in (last or ()))
            went = tuple(c for c in last or () if c not in named.claims)
            entries.append(Entry(at or "", version=version, came=came, went=went, count=len(named.claims)))
        last = named.claims
    return entries


def find_step(desk: Desk, incident: Incident, decided: list[Judgement], id: str) -> Step | None:
    """Find what one decision changed, by deriving the claims concerned without and with it; other incidents take no part."""
    steps = join_batches(decided)
    at = next((n for n, together in enumerate(steps) if any(judgement.id == id for judgement in together)), None)
    if at is None:
        return None
    about = {claim for judgement in decided for claim in judgement.about if desk.see(claim)}
    wider = Incident(id=incident.id, claims=tuple(sorted({*incident.claims, *about})), previous_ids=incident.previous_ids)
    before, after = (desk.derived.derive_part([wider], [j for step in steps[:n] for j in step]).incidents for n in (at, at + 1))
    return Step(steps[at], before, after, tuple(find_lines(before, after)), tuple(find_moves(before, after)))
