"""Two coders: ask for a second coding, settle what two people see differently, and how well they agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from civharm.model import Judgement, make_id
from civharm.reviewing.coders import compare_coders
from civharm.reviewing.deciding import make_decision
from civharm.reviewing.remarks import make_remark
from civharm.reviewing.rounds import Pair
from civharm.reviewing.versions import Seen
from civharm.web.claim_pages import MOST_WORDS, find_changes, say_slot
from civharm.web.desk import Desk, StaleError, say_now
from civharm.web.filters import Filters
from civharm.web.queue_pages import name_claim
from civharm.web.rendering import form_of, missing, office_of, redirect, refused, render, session_of

SHARES = {"1": "every claim", "2": "every second", "5": "every fifth", "10": "every tenth", "20": "every twentieth"}
MOST_AT_ONCE = 500  # claims for which a second coding is asked in one go
WHICH = {"open": "not decided yet", "decided": "decided already"}
_DECIDED = ("accepted", "corrected", "rejected", "disputed")
WAYS = ("first", "second", "reject", "dispute")


def show_second(request: Request) -> Response:
    """Show which claims wait for a second coding, where two coders differ, and how well coders agree."""
    return _render_second(request)


def _render_second(request: Request, *, status: int = 200, wrong: str = "") -> Response:
    desk, person = office_of(request).desk, session_of(request).person
    pairs, waiting = desk.team.rounds.list_pairs(), desk.team.rounds.list_open()
    own = [id for id in waiting if desk.team.has_coded(id, person)]
    differ = [(pair, desk.see(pair.claim), name_claim(pair.claim)) for pair in desk.team.list_unsettled()]
    said = request.query_params.get("asked", "")
    return render(
        request, "second.html", status=status, here="second", pairs=pairs, waiting=len(waiting), own=len(own), differ=differ,
        wrong=wrong, asked=int(said) if said.isdecimal() and len(said) < 5 else None, shares=SHARES,
        which=WHICH,
        choices={name: desk.index.list_values(name) for name in ("harm", "place", "source")}, agreement=compare_coders(pairs),
    )  # fmt: skip


def ask(request: Request) -> Response:
    """Ask for two codings of one claim, or of a share of a part of the queue or of what is decided.

    Of a decided claim the decision is the first coding: it is set aside until somebody else has coded who has not decided on it.
    """
    desk, form, person = office_of(request).desk, form_of(request), session_of(request).person
    if form.get("about"):
        seen = desk.find_claim(form["about"])
        if seen is None:
            return missing(request, "claim")
        chosen = [seen.id]
    else:
        share = form.get("share", "")
        if share not in SHARES:
            return _render_second(request, status=422, wrong="choose one of the shares")
        part = Filters(**{n: form.get(n, "")[:300] for n in ("harm", "place", "source")})
        chosen = choose(desk, part, int(share), decided=form.get("which") == "decided")
    if not chosen:
        return _render_second(request, status=422, wrong="no such claim is left that two people could code apart from each other")
    try:
        desk.ask_second([make_remark("second", "claim", id, by=person, at=say_now()) for id in chosen])
    except ValueError as error:
        return _render_second(request, status=422, wrong=str(error))
    return redirect("/second", asked=len(chosen))


def choose(desk: Desk, filters: Filters, share: int, *, decided: bool = False) -> list[str]:
    """Choose a share of a part of the queue by a hash of the claims' ids: by chance, and the same for everybody who asks.

    ``decided`` chooses of the claims on which somebody has decided, and which no person added.
    """
    parts = [replace(filters, state=state) for state in _DECIDED] if decided else [filters]
    found: list[str] = []
    for row in (row for part in parts for rows in desk.index.iterate_rows(part) for row in rows):
        chain = desk.log.chain("claim", row.id)
        free = desk.team.rounds.find_state(row.id) == "none" and bool(chain) == decided and all(j.kind != "add" for j in chain)
        if free and int(make_id("second", row.id), 16) % share == 0:
            found.append(row.id)
        if len(found) == MOST_AT_ONCE:
            break
    return found


def end(request: Request) -> Response:
    """End a round before two people have coded; codings of it that are in stay apart."""
    desk, person = office_of(request).desk, session_of(request).person
    seen = desk.find_claim(form_of(request).get("about", ""))
    if seen is None or desk.team.rounds.find_state(seen.id) != "open":
        return missing(request, "open round")
    desk.ask_second([make_remark("second", "claim", seen.id, by=person, at=say_now(), on=False)])
    return redirect(f"/claims/{name_claim(seen.id)}")


def show_pair(request: Request) -> Response:
    """Show two codings of a claim side by side, with what differs; nothing as long as one is missing."""
    return _render_pair(request)


def _render_pair(request: Request, *, status: int = 200, wrong: str = "") -> Response:
    desk = office_of(request).desk
    seen = desk.find_claim(request.path_params["key"])
    pair = desk.team.rounds.find_pair(seen.id) if seen else None
    if seen is None or seen.shown is None or pair is None:
        return missing(request, "pair of codings")
    return render(
        request, "second_pair.html", status=status, here="second", seen=seen, pair=pair, rows=make_rows(pair), wrong=wrong,
        key=name_claim(seen.id), unsettled=desk.team.is_unsettled(seen.id), report=desk.reports.get(seen.shown.report),
    )  # fmt: skip


def make_rows(pair: Pair) -> list[tuple[str, str, str, bool]]:
    """Make the rows of the comparison: what, in the first coding, in the second, whether they differ."""
    changes = [{name: after for name, _, after in find_changes(one)} for one in (pair.first, pair.second)]
    names = list(dict.fromkeys([*changes[0], *changes[1]]))
    as_read = pair.first.before or {}
    rows = []
    for name in names:
        said = [one.get(name) or say_slot(as_read.get(name)) for one in changes]
        rows.append((name, said[0], said[1], said[0] != said[1]))
    return rows


def settle(request: Request) -> Response:
    """Take down what a third person makes of two codings that differ."""
    desk, form, session = office_of(request).desk, form_of(request), session_of(request)
    seen, way = desk.find_claim(request.path_params["key"]), form.get("way", "")
    pair = desk.team.rounds.find_pair(seen.id) if seen else None
    if seen is None or pair is None or way not in WAYS:
        return missing(request, "pair of codings")
    if session.person in (pair.first.by, pair.second.by) and session.role != "admin":
        return refused(request, "settle")
    why = form.get("why", "").strip()[:MOST_WORDS]
    if not why:
        return _render_pair(request, status=422, wrong="Say why: what is settled without a reason helps neither coder.")
    try:
        saved = desk.settle(seen.id, lambda latest: _make_settlement(desk, latest, pair, way, session.person, why))
    except StaleError as error:
        return _render_pair(request, status=409, wrong=f"Nothing was saved: {error}.")
    except ValueError as error:
        return _render_pair(request, status=422, wrong=str(error))
    return redirect(f"/second/{name_claim(seen.id)}", saved=saved.id)


def _make_settlement(desk: Desk, seen: Seen, pair: Pair, way: str, person: str, why: str) -> Judgement:
    chosen = {"first": pair.first, "second": pair.second}.get(way)
    kind: Any = chosen.kind if chosen else way
    report = desk.reports.get(seen.shown.report) if seen.shown else None
    after = chosen.after if chosen and kind == "correct" else None
    return make_decision(seen, kind, report, by=person, at=say_now(), why=why, after=after)
