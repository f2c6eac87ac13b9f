"""Make a project to review, with everything in it invented; log in to it, and send its forms as a browser does.

All people, places, parties and crimes here are fictional.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from civharm.model import Actor, Claim, Count, DateRange, Place, Report, Span, Speaker, Victims, make_id
from civharm.store import Store, open_store
from civharm.store.people import add_person, set_password
from civharm.web.accounts import Accounts
from civharm.web.desk import Desk
from civharm.web.guard import Hosts
from civharm.web.serving import make_desk_app
from civharm.web.sessions import Sessions
from factory import report

HOST = "127.0.0.1:8756"
ORIGIN = f"http://{HOST}"
ARABIC = "قُتل 12 شخصا في سوق ألفافيل يوم الجمعة، قالت الشرطة. وأصيب آخرون."


def make_text(number: int) -> str:
    """A report of one incident; its number is that of the report."""
    return (
        f"Shelling hits Alphaville, day {number}\n\nThe sky was clear in the morning. "
        f"Shells of the Party of P killed {number + 2} people in Alphaville on 3 May 2016, the Northland Health Office said. "
        "Rescuers came late. At least 30 others were wounded, it added.\n\nThe market was closed on the day after."
    )


def make_span(text: str, words: str) -> tuple[str, int, int]:
    """Words with where they stand first in a text."""
    start = text.index(words)
    return words, start, start + len(words)


def make_claim(of: Report, number: int) -> Claim:
    """The claim of a report of `make_text`."""
    text = of.text
    quote = text[text.index("Shells") : text.index(" Rescuers")]
    victims = make_span(text, f"{number + 2} people")
    count = make_span(text, f"{number + 2} ")
    actor, place, day = (make_span(text, words) for words in ("Party of P", "Alphaville on", "3 May 2016"))
    speaker = make_span(text, "the Northland Health Office")
    return Claim(
        id=make_id(of.id, of.sha256, "killed", victims[1], victims[2]),
        report=of.id,
        quote=Span(*make_span(text, quote)),
        trigger=Span(*make_span(text, "killed")),
        harm="killed",
        victims=Victims(text=victims[0], start=victims[1], end=victims[2]),
        count=Count(text=count[0].strip(), start=count[1], end=count[2] - 1, low=number + 2, high=number + 2, bound="exact"),
        actor=Actor(text=actor[0], start=actor[1], end=actor[2], name="Party of P", id="test:p"),
        place=Place(
            text="Alphaville", start=place[1], end=place[1] + 10, name="Alphaville", id="test:a", lat=1.0, lon=2.0, precision=1,
            path=("Freedonia",),
        ),
        date=DateRange(text=day[0], start=day[1], end=day[2], from_on="2016-05-03", to_on="2016-05-03", precision=1),
        speakers=(Speaker(text=speaker[0], start=speaker[1], end=speaker[2], kind="official"),),
        confidence=0.9,
        made_by="civharm 0 learned+rules",
    )  # fmt: skip


def make_arabic() -> tuple[Report, Claim]:
    """A report in Arabic, with its claim."""
    of = report("arabic", ARABIC, source="صحيفة", language="ar", title="سوق ألفافيل")
    count, harm = make_span(ARABIC, "12"), make_span(ARABIC, "قُتل")
    quote = make_span(ARABIC, ARABIC[: ARABIC.index(" وأصيب")])
    victims = make_span(ARABIC, "12 شخصا")
    claim = Claim(
        id=make_id("arabic"), report=of.id, quote=Span(*quote), trigger=Span(*harm), harm="killed",
        victims=Victims(text=victims[0], start=victims[1], end=victims[2]),
        count=Count(text="12", start=count[1], end=count[2], low=12, high=12, bound="exact"), confidence=0.9,
        made_by="civharm 0 learned+rules",
    )  # fmt: skip
    return of, claim


def make_nouns(number: int) -> tuple[list[Report], list[Claim]]:
    """Reports with one claim each, and one in Arabic."""
    reports = [report(f"r{n}", make_text(n), source=f"Paper {n % 3}", published_on="2016-05-04") for n in range(number)]
    claims = [make_claim(of, n) for n, of in enumerate(reports)]
    arabic, told = make_arabic()
    return [*reports, arabic], [*claims, told]


def open_desk(folder: Path, reports: Sequence[Report], claims: Sequence[Claim]) -> tuple[Store, Desk]:
    """Open a desk over a store in a folder."""
    store = open_store(folder / "project")
    store.add_reports(reports)
    return store, Desk(store, reports, claims)


PASSWORD = "four words in a row"


def add_people(store: Store, *roles: str) -> dict[str, str]:
    """Add a person for each role, an admin first: the name of each by its role."""
    for role in dict.fromkeys(("admin", *roles)):
        add_person(store, f"The {role}", role, by="a test", at="2024-05-01T10:00:00Z")
        set_password(store, f"The {role}", PASSWORD, at="2024-05-01T10:00:00Z")
    return {role: f"The {role}" for role in ("admin", *roles)}


class Browser:
    """A client that is logged in and sends the hidden fields of our forms along."""

    def __init__(self, app: Any, sessions: Sessions, person: str = "A. Recorder") -> None:
        self.client = TestClient(app, base_url=ORIGIN, follow_redirects=False)
        form = {"name": person, "token": sessions.token, "password": PASSWORD if sessions.asks_password else ""}
        answer = self.client.post("/enter", data=form, headers={"origin": ORIGIN})
        assert answer.status_code == 303, answer.text
        self.person = person

    def get(self, path: str) -> Any:
        """Get a page."""
        return self.client.get(path)

    def fields(self, path: str, action: str) -> dict[str, str]:
        """The filled-in fields of the form of a page that is sent to an address."""
        return find_fields(self.get(path).text, action)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Any:
        """Send a form."""
        return self.client.post(path, data=fields, headers={"origin": ORIGIN} | headers)

    def decide(self, claim: str, kind: str, **fields: str) -> Any:
        """Open a claim and decide on it."""
        action = f"/claims/{claim}/{'correct' if kind == 'correct' else 'decide'}"
        return self.post(action, self.fields(f"/claims/{claim}", action) | {"kind": kind} | fields)

    def undo(self, *, redo: bool = False) -> Any:
        """Press undo, or redo."""
        fields = self.fields("/queue", "/undo")
        return self.post("/undo", fields | ({"redo": "yes"} if redo else {}))


def fill_path(path: str, desk: Desk) -> str:
    """Fill in the key of an address with something that there is."""
    of_claims = path.startswith(("/claims", "/second"))
    key = min(desk.read) if of_claims else "r0" if path.startswith("/reports") else desk.derived.release()[0].incidents[0].id
    return path.replace("{key}", key).replace("{name}", "review.js")


def find_fields(page: str, action: str) -> dict[str, str]:
    """Find the values of the inputs, choices and texts of a form."""
    body = next(part for part in re.findall(r"<form\b.*?</form>", page, re.DOTALL) if f'action="{action}' in part)
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", body):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]*)">(.*?)</select>', body, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    found |= {name: unescape(text) for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', body, re.DOTALL)}
    return found


def make_office(desk: Desk) -> tuple[Any, Sessions]:
    """Make the app of a desk, with its sessions."""
    sessions = Sessions(Accounts(desk.store))
    return make_desk_app(desk, sessions, Hosts(frozenset({HOST}), "civharm_8756")), sessions


def renumber(claim: Claim, low: int) -> Claim:
    """The same claim with another number, as another reader might read it."""
    return replace(claim, count=replace(claim.count, low=low, high=low))
