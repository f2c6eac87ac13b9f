"""Render pages: templates with autoescape, the record's own words for ranges, days and places, and what every page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from civharm.model import HARMS, STATUSES, Judgement
from civharm.publishing import date_words, site_words
from civharm.publishing.geojson import RADIUS_KM
from civharm.publishing.site_incident import find_refs
from civharm.reviewing.deciding import TAKES_BACK
from civharm.reviewing.log import find_thing
from civharm.reviewing.queue import REASON_WORDS, REASONS
from civharm.reviewing.remarks import About
from civharm.reviewing.roles import may
from civharm.web.care import Rests, is_folded
from civharm.web.desk import Desk
from civharm.web.filters import Filters
from civharm.web.forms import MEASURES, MODALITIES, Known
from civharm.web.marking import SLOT_WORDS
from civharm.web.page_files import name_asset
from civharm.web.sessions import Session
from civharm.web.team import say_today
from civharm.web.telling import say_lag
from civharm.web.veil import Veil, VeiledDesk
from civharm.web.wishes import ACTIONS, Wishes, load_wishes, name_cookie

STATE_WORDS = {
    "open": "not decided", "accepted": "accepted", "corrected": "corrected", "rejected": "rejected", "disputed": "disputed",
    "added": "added by a person",
}  # fmt: skip
KIND_WORDS = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "dispute": "disputed", "add": "added",
    "same": "same happening", "different": "different happenings", "grade": "graded", "note": "noted",
}  # fmt: skip

PART_WORDS = {
    "count": "number", "measure": "kind of number", "modality": "happened, feared or denied", "certainty": "doubt",
    "actor": "actor named", "speakers": "who says so", "background": "old event retold",
    "claims right in every slot": "claims right in all parts",
}  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What the pages work on: the desk, the known places and actors, how added claims are located, who can look at what."""

    desk: Desk
    known: Known
    locate: Any
    sessions: Any
    secure: bool = False
    rests: Rests = field(default_factory=Rests)

    @cached_property
    def veil(self) -> Veil:
        """What hides names from those who need not see them."""
        return Veil(self.desk)


@cache
def _templates() -> Environment:
    loader = ChoiceLoader([PackageLoader("civharm.web", "templates"), PackageLoader("civharm.publishing", "templates")])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    words: dict[str, Any] = vars(site_words) | vars(date_words)
    made.globals.update({name: value for name, value in words.items() if name.split("_")[0] in ("say", "make", "count", "join")})
    made.globals.update({name: value for name, value in words.items() if name.isupper()})
    made.globals.update(say_amount=say_amount, make_options=make_options, make_hints=make_hints)
    made.globals.update(link=link, REASON_WORDS=REASON_WORDS, REASONS=REASONS, STATE_WORDS=STATE_WORDS, JUDGEMENT_WORDS=KIND_WORDS)
    made.globals.update(ACTIONS=ACTIONS, is_folded=is_folded, say_lag=say_lag, RADIUS_KM=RADIUS_KM)
    made.globals.update(SLOT_WORDS=SLOT_WORDS, PART_WORDS=PART_WORDS)
    made.globals.update(asset=name_asset, find_refs=find_refs)
    made.globals.update(HARMS=HARMS, STATUSES=STATUSES, MODALITIES=MODALITIES, MEASURES=MEASURES)
    return made


def link(path: str, *parameters: dict[str, str], **more: object) -> str:
    """Make an address of a path and its parameters; empty ones are left out.

    >>> link("/queue", {"harm": "killed"}, page=2, place="")
    '/queue?harm=killed&page=2'
    """
    given: tuple[Mapping[str, object], ...] = (*parameters, more)
    merged = {key: value for one in given for key, value in one.items() if value not in (None, "")}
    return path + ("?" + urlencode(merged) if merged else "")


def make_options(choices: Iterable[str], value: str) -> Markup:
    """Make the options of a choice; a value that is none of them, as a rare place to filter by, is one too.

    >>> print(make_options(["killed", "injured"], "injured"))
    <option value="killed">killed</option><option value="injured" selected>injured</option>
    """
    return _make_options(tuple(choices), value)


@lru_cache(maxsize=200)
def _make_options(choices: tuple[str, ...], value: str) -> Markup:
    option, said = Markup('<option value="{}"{}>{}</option>'), site_words.HARM_WORDS
    offered = choices if not value or value in choices else (value, *choices)
    chosen = {value: Markup(" selected")}
    words = ((one, str(said.get(one, one)).replace("_", " ")) for one in offered)
    return Markup("").join(option.format(one, chosen.get(one, ""), told) for one, told in words)


def make_hints(names: Iterable[str]) -> Markup:
    """Make the names that a field offers while one types.

    >>> print(make_hints(["Homs", "<b>"]))
    <option value="Homs"><option value="&lt;b&gt;">
    """
    return _make_hints(tuple(iter(names)))  # a mapping asked for its length would count its rows


@lru_cache(maxsize=20)
def _make_hints(names: tuple[str, ...]) -> Markup:
    return Markup("").join(Markup('<option value="{}">').format(name) for name in names)


def say_amount(amount: int, most: int) -> str:
    """Say how many there are, of what was counted no further than to ``most`` (0: to the end).

    >>> say_amount(1234, 0), say_amount(2001, 2000)
    ('1,234', 'more than 2,000')
    """
    return f"more than {most:,}" if 0 < most < amount else f"{amount:,}"


def office_of(request: Request) -> Office:
    """The office that a request is made to."""
    office: Office = request.app.state.office
    session = request.state.session
    if session is None or may(session.role, "names"):
        return office
    return replace(office, desk=VeiledDesk(office.desk, office.veil))  # type: ignore[arg-type]  # all of a desk, but its search


def veil_of(request: Request) -> Veil:
    """What hides names from the person of a request."""
    office: Office = request.app.state.office
    return office.veil


def session_of(request: Request) -> Session:
    """The session of a request that the guard let through."""
    session: Session = request.state.session
    return session


def form_of(request: Request) -> dict[str, str]:
    """The form that came with a request."""
    form: dict[str, str] = request.state.form
    return form


def wishes_of(request: Request) -> Wishes:
    """What the person of a request wishes of the screen."""
    session = request.state.session
    if session is None:
        return Wishes()
    return load_wishes(request.cookies.get(name_cookie(request.state.cookie_name, session.person), ""))


def filters_of(values: Any) -> Filters:
    """The filters that an address or a form names; whatever else it names is not one."""
    return Filters(**{name: str(values.get(name, ""))[:300] for name in Filters.__dataclass_fields__})


def filters_in(form: Mapping[str, str]) -> Filters:
    """The filters that a form carries along, under names of their own, since forms have fields for harm and place too."""
    return Filters(**{name: form.get(f"in_{name}", "")[:300] for name in Filters.__dataclass_fields__})


def number_of(values: Any, name: str, default: int = 0) -> int:
    """A small number that an address names."""
    typed = str(values.get(name, ""))
    return int(typed) if typed.isdecimal() and len(typed) < 8 else default


def render(request: Request, template: str, *, status: int = 200, here: str = "", **context: Any) -> Response:
    """Render a page; ``here`` is its entry of the menu."""
    office, session = office_of(request), request.state.session
    undoable = None
    if session:
        undoable = office.desk.find_own_coding(session.person) or office.desk.log.find_undoable(session.person)
    wishes, worked = wishes_of(request), office.rests.note(session.person) if session else 0
    shared: dict[str, Any] = {
        "session": session, "here": here, "saved": _find_saved(request) if session else None, "undoable": undoable,
        "redoable": office.desk.log.find_redoable(session.person) if session else None,
        "say_judgement": say_judgement_of(office.desk), "wishes": wishes, "keys": wishes.keys,
        "worked": worked if 0 < wishes.rest <= worked else 0, "address": link(request.url.path, dict(request.query_params)),
        "may": _may_of(session), "team_of": lambda of, about: find_team(office, session, of, about),
    }  # fmt: skip
    return HTMLResponse(_templates().get_template(template).render(shared | context), status)


def _may_of(session: Session | None) -> Callable[[str], bool]:
    """Make the function by which a page asks what the person may do, to show no button that would be refused."""
    return lambda need: session is not None and may(session.role, need)


def _find_saved(request: Request) -> Judgement | None:
    """The decision that was just saved: the page says so only where the log holds it."""
    id, desk = request.query_params.get("saved", ""), office_of(request).desk
    return desk.log.find(id) or desk.team.rounds.find_coding(id, session_of(request).person)


def _say_done(judgement: Judgement) -> str:
    """Say what was done; an undo names in plain words what it took back ("taken back: accepted")."""
    if judgement.kind != "note":
        return KIND_WORDS[judgement.kind]
    undone, kind = judgement.why.startswith(TAKES_BACK), judgement.why.removeprefix(TAKES_BACK)
    return f"taken back: {KIND_WORDS[kind]}" if undone and kind in KIND_WORDS else judgement.why


def say_judgement_of(desk: Desk) -> Any:
    """Make the function that says a judgement with what it is about: "accepted: 12 killed"."""

    def say(judgement: Judgement) -> str:
        thing = desk.log.find_thing(judgement) or find_thing(judgement) or judgement.about
        seen = desk.see(thing[1]) if thing[0] == "claim" else None
        about = site_words.say_claim(seen.shown) if seen and seen.shown else ""
        did = _say_done(judgement)
        if judgement.kind == "grade":
            about = str((judgement.after or {}).get("value", ""))
        if desk.log.find(judgement.id) is None:
            about += ", kept apart until a second person has coded it" if thing[0] == "claim" else ""
        return f"{did}: {about}" if about else did

    return say


def find_team(office: Office, session: Session, of: About, about: str) -> dict[str, Any]:
    """Find what people said about a thing, as far as the person may see it; for the panel on its page."""
    team, people = office.desk.team, office.sessions.list_names() if may(session.role, "code") else []
    remarks = team.remarks
    return {
        "shown": team.list_shown(of, about, session.person), "assigned": remarks.find_assigned(of, about),
        "snoozed": remarks.find_snoozed(of, about, say_today()), "help": remarks.find_asked("help", of, about),
        "round": team.rounds.find_state(about) if of == "claim" else "none", "unsettled": team.is_unsettled(about),
        "own": team.rounds.find_own(about, session.person), "barred": team.rounds.is_barred(about, session.person),
        "people": people, "today": say_today(),
    }  # fmt: skip


def redirect(path: str, *parameters: dict[str, str], **more: object) -> Response:
    """Send the browser on to another page of ours, which it asks for by GET."""
    return RedirectResponse(link(path, *parameters, **more), 303)


NEED_WORDS: Mapping[str, str] = {
    "look": "look at the project", "code": "decide on claims", "link": "say what is one happening, or grade it",
    "settle": "settle what two coders see differently", "plan": "say who works on what", "people": "see and change who is who",
}  # fmt: skip


def refused(request: Request, needs: str) -> Response:
    """Say that the person's role does not allow this; nothing was done."""
    what = NEED_WORDS.get(needs, "do this")
    words = f"Your role does not allow you to {what}. Nothing was changed. An admin can change your role."
    return render(request, "message.html", status=403, title="Not allowed", words=words)


def missing(request: Request, what: str) -> Response:
    """Say that there is no such thing."""
    return render(request, "message.html", status=404, title="Not found", words=f"There is no such {what} in this project.")
