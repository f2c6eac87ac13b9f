"""Every external text is hostile: what looks like a page's own code is shown as text, on every page."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from civharm.model import Actor, Place, Speaker
from civharm.publishing.site_words import make_page_name
from civharm.web.page_files import ASSETS, name_asset
from factory import report
from web.making import Browser, make_claim, make_office, make_text, open_desk

HOSTILE = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "'><svg/onload=window.hit=1>",
    "</textarea><script>hit()</script>",
    "</title><script>hit()</script>",
    "javascript:hit()",
    "<a href=javascript:hit()>",
    "{{ 7*7 }}{% raw %}",
    "<!--",
    "\x00<script>hit()</script>",
    "<iframe srcdoc='<script>hit()</script>'>",
    "\ue000<b>\ue001",
    "&lt;script&gt;hit()",
    "\u202e<script>hit()</script>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example>",
    "</select></form><script>hit()</script>",
]
OURS = {name_asset(name) for name in ASSETS if name.endswith(".js")}


OUR_SVG = {"viewbox", "preserveaspectratio", "aria-hidden", "focusable", "class"}


class Elements(HTMLParser):
    """Collects what a browser would run, load or send from a page."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and values.get("src") not in OURS:
            self.wrong.append(f"script {values}")
        if tag == "svg" and not OUR_SVG.issuperset(values):
            self.wrong.append(f"svg {values}")
        if tag in ("img", "iframe", "base", "object", "b") or (tag == "meta" and "http-equiv" in values):
            self.wrong.append(tag)
        self.wrong += [name for name in values if name.startswith("on")]
        self.wrong += [str(v) for k, v in attrs if k in ("href", "src", "action") and not str(v).startswith(("/", "#", "data:,"))]


def find_wrong(page: str) -> list[str]:
    parser = Elements()
    parser.feed(page)
    return parser.wrong


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_text_is_text_on_every_page(tmp_path: Path, words: str) -> None:
    clean = words.replace("\x00", "")
    text = make_text(1).replace("Rescuers came late.", f"Rescuers {words} came late.")
    of = report(f"r-{words}", text, source=clean, title=clean, url=clean, language=clean, published_on=clean)
    claim = make_claim(of, 1)
    quote_span = replace(claim.quote, text=text[claim.quote.start : claim.quote.end + 60], end=claim.quote.end + 60)
    claim = replace(
        claim,
        quote=quote_span,
        actor=Actor(text=clean, start=None, end=None, name=clean, id="x", inferred=True),
        place=Place(text=clean, start=None, end=None, name=clean, id="x", path=(clean,), inferred=True),
        speakers=(Speaker(text=clean, start=None, end=None, name=clean),),
        made_by=clean,
    )
    store, desk = open_desk(tmp_path, [of], [claim])
    with store:
        app, sessions = make_office(desk)
        browser = Browser(app, sessions, clean if clean.isprintable() else "B")
        for page in (*visit(browser, desk, claim.id, of.id, words), *decide_all(browser, desk, claim.id, of.id, clean)):
            assert page.status_code < 500
            assert find_wrong(page.text) == []


def visit(browser: Browser, desk: Any, claim: str, of: str, words: str) -> list[Any]:
    key, incident = make_page_name(of), desk.derived.release()[0].incidents[0].id
    paths = [
        "/queue",
        f"/claims/{claim}",
        "/reports",
        f"/reports/{key}",
        "/incidents",
        f"/incidents/{incident}",
        "/decisions",
        f"/incidents/{incident}/history",
        f"/incidents/{incident}/preview?deed=merge&elsewhere={quote(words)}",
        "/wishes",
    ]
    typed = quote(words)
    paths += [
        f"/search?q={typed}",
        "/search?q=Rescuers",
        f"/queue?place={typed}&harm={typed}&reason={typed}&page={typed}&state={typed}",
    ]
    paths += [f"/enter?token={typed}", f"/claims/{typed}", f"/reports/{key}?victims={typed}&why={typed}", f"/next?after={typed}"]
    return [browser.get(path) for path in paths]


def decide_all(browser: Browser, desk: Any, claim: str, of: str, words: str) -> list[Any]:
    key, incident = make_page_name(of), desk.derived.release()[0].incidents[0].id
    action, adding = f"/claims/{claim}/correct", f"/reports/{key}/add"
    old = browser.fields(f"/claims/{claim}", action)
    made = [
        browser.decide(claim, "correct", place=words, actor=words, why=words),
        browser.post(action, old | {"number": words, "place": words, "why": words}),
        browser.post(action, old | {"number": "44", "place": words, "why": words}),
        browser.post(
            adding,
            browser.fields(f"/reports/{key}", adding) | dict.fromkeys(("victims", "trigger", "number", "place", "why"), words),
        ),
        browser.post(
            f"/incidents/{incident}/grade",
            browser.fields(f"/incidents/{incident}", f"/incidents/{incident}/grade") | {"why": words},
        ),
        browser.post("/enter", {"name": words, "token": words}),
    ]
    return made + [
        browser.get(path) for path in ("/queue", f"/claims/{claim}", "/decisions", f"/incidents/{incident}", "/incidents")
    ]


@pytest.mark.parametrize("state", ['"', "\x00", '" OR "a', "x", "all", "open", ") AND ("])
@pytest.mark.parametrize("path", ["/search", "/search.csv", "/queue", "/queue.csv", "/next"])
def test_a_state_that_there_is_not_is_no_part_of_a_query(room: Any, path: str, state: str) -> None:
    assert room.browser.get(f"{path}?q=market&state={quote(state)}").status_code in (200, 303)
