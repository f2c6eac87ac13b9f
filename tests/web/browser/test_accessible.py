"""Every page and state as axe sees it, on both screens; and at 200 % zoom nothing is cut off or out of reach."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fictional import make_release

from civharm.publishing import publish
from civharm.publishing.policy import Policy
from web.browser.browsing import BROWSER, LONG, NARROW, SIZES, WIDE, ask_axe, enter, read_log, shoot, watch
from web.server import Server

pytestmark = BROWSER


def go(path: str) -> Callable[[Any, str], None]:
    return lambda page, origin: page.goto(f"{origin}/{path}")


def then(path: str, *keys: str) -> Callable[[Any, str], None]:
    """Go to a page, then press keys."""

    def reach(page: Any, origin: str) -> None:
        page.goto(f"{origin}/{path}")
        for key in keys:
            page.keyboard.press(key)

    return reach


def click(path: str, *selectors: str, until: str = "main") -> Callable[[Any, str], None]:
    """Go to a page, then click."""

    def reach(page: Any, origin: str) -> None:
        page.goto(f"{origin}/{path}")
        for selector in selectors:
            page.click(f"{selector} >> nth=0")
        page.wait_for_selector(until)

    return reach


def send(path: str, **fields: str) -> Callable[[Any, str], None]:
    """Go to a page, fill a form in and send it by the Enter key; it is refused, and the page says why."""

    def reach(page: Any, origin: str) -> None:
        page.goto(f"{origin}/{path}")
        for name, value in fields.items():
            page.fill(f"[name={name}] >> nth=0", value)
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=alert]")

    return reach


def preview(deed: str, chosen: int) -> Callable[[Any, str], None]:
    """Tick claims of the first incident and look at what would change."""

    def reach(page: Any, origin: str) -> None:
        page.goto(f"{origin}/incidents")
        page.click("table a >> nth=0")
        for box in page.query_selector_all(".tick-box input")[:chosen]:
            box.check()
        page.click(f"button[value={deed}]")
        page.wait_for_url("**/preview**")

    return reach


STATES: dict[str, Callable[[Any, str], None]] = {
    "queue": go("queue"),
    "queue-filtered": go("queue?harm=killed&reason=contradictory"),
    "queue-empty": go("queue?place=nowhere"),
    "queue-end": go("queue?end=1"),
    "claim": go("next"),
    "claim-report-open": then("next", "o"),
    "claim-keys": then("next", "?"),
    "claim-correcting": then("next", "5"),
    "claim-wrong": lambda page, origin: (then("next", "5")(page, origin), page.fill("[name=number]", "lots"), page.keyboard.press("Enter"),
                                         page.wait_for_selector("[role=alert]")),
    "claim-arabic": click("search?q=%D8%B3%D9%88%D9%82&kind=claim", ".hits a", until=".quoted"),
    "saved": lambda page, origin: (then("next", "a")(page, origin), page.wait_for_url("**saved=**")),
    "undone": lambda page, origin: (then("queue", "u")(page, origin), page.wait_for_url("**saved=**")),
    "decisions": go("decisions"),
    "reports": go("reports"),
    "report": go("reports/r3"),
    "report-marking": go("reports/r4#mark"),
    "report-more": click("reports/r5", "details.more summary"),
    "report-wrong": click("reports/r5", "[data-save]", until="[role=alert]"),
    "report-arabic": go("reports/arabic"),
    "incidents": go("incidents"),
    "incident": click("incidents", "table a", until="#numbers"),
    "incident-folds-open": lambda page, origin: (
        STATES["incident"](page, origin),
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = !one.matches('.help')"),
    ),
    "incident-preview": preview("split", 2),
    "incident-same": preview("same", 3),
    "incident-wrong": preview("split", 0),
    "incident-history": click("incidents", "table a", "text=History of this one", until="h1:has-text('History')"),
    "search": go("search"),
    "search-hits": go("search?q=rescuers"),
    "search-none": go("search?q=zebra"),
    "wishes": go("wishes"),
    "yours": go("yours"),
    "second": go("second"),
    "people": go("people"),
    "account": go("account"),
    "claim-among-us": lambda page, origin: (
        page.goto(f"{origin}/next"), page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true"),
    ),
    "wishes-wrong": send("wishes", key_accept="r"),
    "not-found": go("claims/nothing"),
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES if LONG else [NARROW], ids=["wide", "narrow"] if LONG else ["narrow"])
def test_axe_finds_nothing_serious_on_any_page_or_state(chromium: Any, server: Server, size: tuple[int, int]) -> None:
    page, wrong = enter(chromium, server, size)
    found = {}
    for name, reach in STATES.items():
        reach(page, server.origin)
        shoot(page, f"state-{name}", size, whole=True)
        told = ask_axe(page)
        if told:
            found[name] = told
    page.goto(f"{server.origin}/next")
    page.click("button.plainly")
    shoot(page, "state-logged-out", size)
    found["logged-out"] = ask_axe(page)
    assert {name: told for name, told in found.items() if told} == {}
    assert wrong == []


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_two_versions_stand_side_by_side_and_axe_finds_nothing_serious(
    chromium: Any, server: Server, size: tuple[int, int]
) -> None:
    page, wrong = enter(chromium, server, size)
    other, _ = enter(chromium, server, WIDE)
    page.goto(f"{server.origin}/next")
    other.goto(page.url)
    other.keyboard.press("4")
    other.keyboard.press("Enter")
    other.wait_for_url("**saved=**")
    page.keyboard.press("7")
    page.fill("#correct [name=why]", "I counted")
    page.focus("[data-digits]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".versions")
    shoot(page, "state-conflict", size, whole=True)
    assert page.input_value("[name=number]") == "7" and page.input_value("form.mine [name=why], .mine [name=why]") == "I counted"
    assert ask_axe(page) == [] and wrong == []


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_an_undo_that_somebody_overtook_says_what_happened_and_what_can_be_done(
    chromium: Any, server: Server, tmp_path: Path, size: tuple[int, int]
) -> None:
    page, wrong = enter(chromium, server, size)
    other, _ = enter(chromium, server, WIDE, name="B. Recorder")
    page.goto(f"{server.origin}/next")
    claim = page.url
    page.keyboard.press("r")
    page.wait_for_url("**saved=**")
    other.goto(claim)
    other.keyboard.press("4")
    other.keyboard.press("Enter")
    other.wait_for_url("**saved=**")
    page.keyboard.press("u")
    page.wait_for_selector(".versions")
    shoot(page, "state-overtaken", size, whole=True)
    told = page.inner_text("main")
    assert "B. Recorder decided on the same claim after you" in told and "nothing was changed" in told
    assert "rejected by A. Recorder" in page.inner_text("[aria-labelledby=then]")
    assert "corrected by B. Recorder" in page.inner_text("[aria-labelledby=now]")
    assert ask_axe(page) == [] and [j.kind for j in read_log(tmp_path)] == ["reject", "correct"]
    page.click("#anew")  # the way out: decide anew, on top
    page.wait_for_url("**/claims/**")
    page.keyboard.press("r")
    page.wait_for_url("**saved=**")
    assert [j.kind for j in read_log(tmp_path)] == ["reject", "correct", "reject"]
    assert wrong == []


def test_the_map_draws_a_dot_or_an_area_and_its_table_says_the_same(chromium: Any, server: Server) -> None:
    page, wrong = enter(chromium, server, WIDE)
    STATES["incident"](page, server.origin)
    page.wait_for_selector("#map .leaflet-container, #map.leaflet-container")
    assert page.is_visible("#map canvas") and page.is_visible("table.places") and page.is_visible("table.telling")
    page.goto(f"{server.origin}/wishes")
    page.uncheck("[name=pictures]")
    page.click("text=Keep these")
    page.wait_for_url("**done=1")
    STATES["incident"](page, server.origin)
    assert page.query_selector("#map") is None and page.query_selector(".telling svg") is None and page.is_visible("table.places")
    assert wrong == []


@pytest.mark.parametrize("size", SIZES if LONG else [NARROW], ids=["wide", "narrow"] if LONG else ["narrow"])
def test_axe_finds_nothing_serious_when_folded_and_grey(chromium: Any, server: Server, size: tuple[int, int]) -> None:
    page, wrong = enter(chromium, server, size)
    page.goto(f"{server.origin}/wishes")
    page.check("[name=fold][value=all]")
    page.check("[name=grey]")
    page.click("text=Keep these")
    page.wait_for_url("**done=1")
    for name in ("queue", "claim", "incident", "search-hits", "report"):
        STATES[name](page, server.origin)
        shoot(page, f"folded-{name}", size)
        assert ask_axe(page) == [], name
    assert wrong == []


def test_at_200_percent_nothing_is_cut_off(chromium: Any, server: Server) -> None:
    """A screen of 1280 pixels at 200 % is one of 640 with twice the pixels; then the text alone is doubled (WCAG 1.4.4, 1.4.10)."""
    half = (WIDE[0] // 2, WIDE[1] // 2)
    page, wrong = enter(chromium, server, half, device_scale_factor=2)
    for name, reach in STATES.items():
        reach(page, server.origin)
        shoot(page, f"zoomed-{name}", half)
        bar = page.query_selector(".actions")
        assert bar is None or bar.bounding_box()["height"] <= half[1] / 2, f"{name}: the bar covers half of the screen"
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    for name in ("queue", "claim", "incident", "report", "wishes"):
        STATES[name](page, server.origin)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        shoot(page, f"large-text-{name}", WIDE)
        assert page.evaluate(CLIPPED) == [], name
    assert wrong == []


CLIPPED = """[...document.querySelectorAll('main *, .actions *')].filter(one => {
  const style = getComputedStyle(one);
  return style.overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1;
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("size", SIZES if LONG else [NARROW], ids=["wide", "narrow"] if LONG else ["narrow"])
def test_axe_finds_nothing_serious_on_the_published_site(chromium: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    publish(make_release(), tmp_path / "site", policy=Policy())
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    wrong = watch(page, "file://")
    pages = sorted(path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html"))
    found = {}
    for name in pages:
        if 'http-equiv="refresh"' in (tmp_path / "site" / name).read_text(encoding="utf-8"):
            continue  # the page of an id that moved leads on at once
        page.goto(f"file://{tmp_path}/site/{name}")
        shoot(page, f"site-{name.replace('/', '-').removesuffix('.html')[:40]}", size, whole=True)
        found[name] = ask_axe(page)
    assert len(pages) > 5 and {name: told for name, told in found.items() if told} == {}
    assert wrong == []
