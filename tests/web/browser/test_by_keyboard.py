"""In a real browser: claims reviewed by keyboard only, on a wide and a narrow screen; nothing hostile runs, nothing leaves the machine.

Needs Debian's chromium (`apt-get install chromium`, or CHROMIUM=/path) and Python's playwright; skipped where either is missing.
``SCREENSHOTS=folder`` keeps pictures of every page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civharm.store import open_store
from web.server import Server

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright", exc_type=ImportError
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium, or set CHROMIUM"),
]
SIZES = [(1280, 800), (390, 844)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path, claims=24)
    yield running
    running.kill()


def enter(chromium: Any, server: Server, size: tuple[int, int], **options: Any) -> tuple[Any, list[str]]:
    """Log in; gives the page and what went wrong on it, which grows."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    context.set_default_timeout(30_000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "console", lambda message: wrong.append(message.text) if message.type == "error" and "409" not in message.text else None
    )
    page.on(
        "request", lambda sent: None if sent.url.startswith((server.origin, "data:,")) else wrong.append(f"off origin: {sent.url}")
    )
    page.goto(f"{server.origin}/enter?token={server.token}")
    page.fill("[name=name]", "A. Recorder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    return page, wrong


def shoot(page: Any, name: str, size: tuple[int, int]) -> None:
    """Keep a picture where asked for; no page is wider than its screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], f"{name} is wider than the screen"
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}-{size[0]}.png")


def read_log(tmp_path: Path) -> list[Any]:
    with open_store(tmp_path / "project") as store:
        return list(store.judgements())


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_twenty_claims_are_reviewed_by_keyboard_alone(chromium: Any, server: Server, tmp_path: Path, size: tuple[int, int]) -> None:
    page, wrong = enter(chromium, server, size)
    shoot(page, "queue", size)
    page.keyboard.press("n")
    page.wait_for_url("**/claims/**")
    shoot(page, "claim", size)
    for number in range(20):
        here = page.url
        if number % 5 == 4:
            page.keyboard.press("6")
            page.keyboard.type("5")
            if number == 4:
                shoot(page, "correcting", size)
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("aard"[number % 5])
        page.wait_for_url(lambda url, here=here: url != here)
        assert "Saved" in page.inner_text("[role=status]")
    shoot(page, "saved", size)
    log = read_log(tmp_path)
    assert len(log) == 20 and len({j.about for j in log}) == 20
    assert [j.kind for j in log[:5]] == ["accept", "accept", "reject", "dispute", "correct"]
    assert all(j.after["count"]["low"] == 65 for j in log if j.kind == "correct")
    page.keyboard.press("u")
    page.wait_for_url("**saved=undo-**")
    assert len(read_log(tmp_path)) == 21
    page.keyboard.press("?")
    shoot(page, "help", size)
    assert page.is_visible(".keys")
    assert wrong == []


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_every_page_fits_its_screen_and_asks_nothing_of_the_network(chromium: Any, server: Server, size: tuple[int, int]) -> None:
    page, wrong = enter(chromium, server, size)
    for name in ("incidents", "reports", "search", "decisions"):
        page.goto(f"{server.origin}/{name}" + ("?q=rescuers" if name == "search" else ""))
        shoot(page, name, size)
    for name in ("incidents", "reports"):
        page.goto(f"{server.origin}/{name}")
        page.click("table a >> nth=0")
        shoot(page, name.removesuffix("s"), size)
    page.goto(f"{server.origin}/search?q=%D8%B3%D9%88%D9%82&kind=claim")
    page.click(".hits a >> nth=0")
    shoot(page, "arabic", size)
    assert page.evaluate("getComputedStyle(document.querySelector('.quoted p')).unicodeBidi") == "plaintext"
    assert wrong == []


def test_a_missed_claim_is_added_by_selecting_its_words(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, wrong = enter(chromium, server, SIZES[0])
    page.goto(f"{server.origin}/reports/r3")
    for words in ("At least 30 others", "wounded"):
        page.evaluate(
            """words => { const box = document.querySelector('[data-report]');
            for (const p of box.querySelectorAll('p')) { for (const node of p.childNodes) {
              const at = node.nodeType === 3 ? node.data.indexOf(words) : -1;
              if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; } } } }""",
            words,
        )
        page.keyboard.press("+")
    assert page.input_value("[name=victims]") == "At least 30 others"
    assert page.input_value("[name=trigger]") == "wounded"
    page.select_option("[name=harm]", "injured")
    shoot(page, "adding", SIZES[0])
    page.focus("[name=number]")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=**")
    added = read_log(tmp_path)[-1]
    assert (added.kind, added.after["count"]["low"], added.after["harm"]) == ("add", 30, "injured")
    assert wrong == []


def test_without_javascript_the_plain_forms_do_the_same(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, _ = enter(chromium, server, SIZES[0], java_script_enabled=False)
    page.click("text=Begin with the first")
    page.click("button:has-text('Accept')")
    page.click("summary:has-text('Correct it')")
    page.fill("[name=number]", "12-15")
    page.click("button:has-text('Save the correction') >> nth=0")
    page.click("button:has-text('Undo')")
    assert [j.kind for j in read_log(tmp_path)] == ["accept", "correct", "note"]


def test_a_click_on_text_or_a_key_held_down_decides_nothing(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, _ = enter(chromium, server, SIZES[0])
    page.keyboard.press("n")
    page.wait_for_url("**/claims/**")
    here = page.url
    for selector in ("mark.count", ".m.harm", ".quoted p", "dl.slots dd", "h1"):
        page.click(f"{selector} >> nth=0")
    page.keyboard.down("a")  # a real stroke decides once; the repeats of a held key do not
    page.wait_for_url(lambda url: url != here)
    for _ in range(5):
        page.keyboard.down("a")
    page.wait_for_timeout(300)
    assert len(read_log(tmp_path)) == 1
