"""A real browser at a real server: log in, keep pictures, count what goes wrong, ask axe.

Needs Debian's chromium (`apt-get install chromium`, or CHROMIUM=/path) and Python's playwright; tests are skipped where either is
missing. ``SCREENSHOTS=folder`` keeps pictures of every page; ``LONG=1`` runs every state where a test else runs a part.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from civharm.store import open_store
from web.server import Server

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
LONG = bool(os.environ.get("LONG"))
BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium, or set CHROMIUM"),
]
WIDE, NARROW = (1280, 800), (390, 844)
SIZES = [WIDE, NARROW]
AXE = Path(__file__).parent / "axe" / "axe.min.js"  # axe-core 4.14.1 from npm, MPL-2.0; a tool of the tests alone


def watch(page: Any, origin: str) -> list[str]:
    """Watch a page; the list grows by every error, violated policy, dialog and request off origin."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" and not _is_answer(told.text) else None)
    page.on("request", lambda sent: None if sent.url.startswith((origin, "data:,")) else wrong.append(f"off origin: {sent.url}"))
    return wrong


def _is_answer(text: str) -> bool:
    """Whether the console tells no more than that the server refused something, as it should (404, 409, 422, 429)."""
    return text.startswith("Failed to load resource: the server responded with a status of 4")


def enter(
    chromium: Any, server: Server, size: tuple[int, int], *, name: str = "A. Recorder", **options: Any
) -> tuple[Any, list[str]]:
    """Log in; gives the page and what went wrong on it, which grows."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    context.set_default_timeout(15_000)
    page = context.new_page()
    wrong = watch(page, server.origin)
    page.goto(f"{server.origin}/enter?token={server.read_token()}")
    page.fill("[name=name]", name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    return page, wrong


def shoot(page: Any, name: str, size: tuple[int, int], *, whole: bool = False) -> None:
    """Keep a picture where asked for; no page is wider than its screen, once it has its styles."""
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], f"{name} is wider than the screen"
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}-{size[0]}.png", full_page=whole)


def ask_axe(page: Any) -> list[str]:
    """Ask axe for what is wrong with a page, seriously or critically: the rule, and the first elements that break it."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'], preload: false })")["violations"]
    return [
        f"{one['id']} ({one['impact']}): " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def read_log(folder: Path) -> list[Any]:
    """The judgements of the project that a server serves."""
    with open_store(folder / "project") as store:
        return list(store.judgements())
