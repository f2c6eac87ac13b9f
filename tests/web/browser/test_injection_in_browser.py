"""In a real browser: texts that try to be code stay texts, on every page of the app and of the published site.

The policy of each page would stop a script; that it is asked at all is a defect, so that a violation counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from web.browser.browsing import BROWSER, LONG, WIDE, enter, watch
from web.hostile import CODES, PAYLOADS
from web.server import Server

pytestmark = BROWSER
NUMBER = len(PAYLOADS) if LONG else 10
# What no page of ours has: code of its own, or anything that loads, leads or sends elsewhere.
STRANGE = """[...document.querySelectorAll('*')].filter(one =>
  [...one.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|data:text)/i.test(a.value)
    && ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcdoc'].includes(a.name))
  || one.matches('iframe, object, embed, base, meta[http-equiv=refresh]')
  || (one.matches('script') && !/assets\\/[a-z]+\\.js(\\?v=[0-9a-f]{16})?$/.test(one.src))
  || (one.matches('form[action]') && !/^\\/[^\\/]/.test(one.getAttribute('action')))
  || (one.matches('main img'))
).map(one => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    folder = tmp_path_factory.mktemp("hostile")
    running = Server(folder, claims=NUMBER, script="serve_hostile.py")
    yield running, folder
    running.kill()


def look(page: Any, address: str, found: dict[str, Any]) -> None:
    page.goto(address)
    strange = page.evaluate(STRANGE)
    if strange or page.evaluate("'ran' in window"):
        found[address] = strange


def list_links(page: Any, address: str, selector: str) -> list[str]:
    """The links of a list, through all its pages."""
    page.goto(address)
    links: list[str] = []
    while True:
        links += page.eval_on_selector_all(selector, "all => all.map(one => one.href)")
        following = page.query_selector("a[rel=next]")
        if following is None:
            return list(dict.fromkeys(links))
        page.goto(following.evaluate("one => one.href"))


@pytest.mark.parametrize("code", CODES)
def test_what_is_looked_for_would_be_found(chromium: Any, code: str) -> None:
    page = chromium.new_context().new_page()
    page.goto("about:blank")
    page.set_content(f"<main>{code}</main>")
    assert page.evaluate(STRANGE)


def test_nothing_hostile_runs_on_any_page_of_the_app(chromium: Any, hostile: tuple[Server, Path]) -> None:
    server, _ = hostile
    page, wrong = enter(chromium, server, WIDE)
    found: dict[str, Any] = {}
    reports = list_links(page, f"{server.origin}/reports", "table a[href^='/reports/']")
    incidents = list_links(page, f"{server.origin}/incidents", "table a[href^='/incidents/']")
    assert len(reports) == len(incidents) == NUMBER
    for report in reports:
        look(page, f"{report}#mark", found)
        claim = page.eval_on_selector("ol.claims a", "one => one.href")
        look(page, claim, found)
    for incident in incidents:
        for part in (
            "",
            "/history",
            "/preview?deed=merge&elsewhere=" + quote(incidents[0] if incident != incidents[0] else incidents[1]),
        ):
            look(page, incident + part, found)
    for payload in PAYLOADS[:: len(PAYLOADS) // NUMBER]:
        typed = quote(payload)
        for path in (
            f"search?q={typed}&kind={typed}", f"queue?place={typed}&harm={typed}&reason={typed}&state={typed}", f"enter?token={typed}",
            f"claims/{typed}", f"{reports[0].partition('//')[2].partition('/')[2]}?victims={typed}&place={typed}&why={typed}",
        ):  # fmt: skip
            look(page, f"{server.origin}/{path}", found)
    for path in ("queue", "decisions", "decisions?page=1", "search?q=people", "wishes", "people", "account", "progress"):
        look(page, f"{server.origin}/{path}", found)
    assert found == {} and wrong == []


def test_nothing_hostile_runs_when_it_is_typed_and_sent(chromium: Any, hostile: tuple[Server, Path]) -> None:
    server, _ = hostile
    page, wrong = enter(chromium, server, WIDE)
    found: dict[str, Any] = {}
    for payload in PAYLOADS[:: len(PAYLOADS) // min(NUMBER, 25)]:
        page.goto(f"{server.origin}/queue?state=disputed")
        page.click("table.queue a >> nth=0")
        page.wait_for_selector(".actions")
        page.click("#correct summary")
        for field in ("place", "actor"):
            page.fill(f"#correct [name={field}]", payload)
        page.fill("#correct [name=why]", payload)
        page.focus("#correct [name=number]")
        page.keyboard.press("Enter")
        page.wait_for_url("**saved=**")
        look(page, page.url, found)
        look(page, f"{server.origin}/decisions", found)
    assert found == {} and wrong == []


def test_nothing_hostile_runs_on_any_page_of_the_published_site(chromium: Any, hostile: tuple[Server, Path]) -> None:
    _, folder = hostile
    page = chromium.new_context().new_page()
    wrong, found = watch(page, "file://"), dict[str, Any]()
    pages = sorted((folder / "site").rglob("*.html"))
    assert len(pages) > NUMBER
    for path in pages:
        look(page, f"file://{quote(str(path))}", found)
    assert found == {} and wrong == []
