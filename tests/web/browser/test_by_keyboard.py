"""In a real browser: claims reviewed, corrected and added by keyboard only, on a wide and a narrow screen, in two directions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civharm.store import open_store
from civharm.web.desk import Desk
from civharm.web.filters import Filters
from web.browser.browsing import BROWSER, LONG, SIZES, WIDE, enter, read_log, shoot
from web.making import make_nouns
from web.server import Server

pytestmark = BROWSER


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
    page.wait_for_url("**/claims/**")
    shoot(page, "arabic", size)
    assert page.evaluate("getComputedStyle(document.querySelector('.quoted p')).unicodeBidi") == "plaintext"
    assert wrong == []


def test_a_missed_claim_is_added_by_keyboard_alone(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, wrong = enter(chromium, server, WIDE)
    page.keyboard.press("n")
    page.wait_for_url("**/claims/**")
    page.keyboard.press("+")  # to the report, where marking begins at once
    page.wait_for_url("**/reports/*")
    page.wait_for_selector("[data-marking]:not([hidden])")
    page.keyboard.type("at l")  # finds the next word that begins so
    page.keyboard.press("Home")
    page.keyboard.type("30")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    shoot(page, "marking", WIDE)
    page.keyboard.press("Shift+Tab")  # leaves the text without taking anything
    assert page.input_value("[name=victims]") == ""
    page.keyboard.press("Escape")
    page.keyboard.press("+")
    page.keyboard.type("30")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("wounded")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # nobody is named as saying so
    assert (page.input_value("[name=victims]"), page.input_value("[name=trigger]")) == ("30 others", "wounded")
    shoot(page, "adding", WIDE)
    page.keyboard.press("Enter")  # the button that saves has the focus
    page.wait_for_url("**saved=**")
    added = read_log(tmp_path)[-1]
    assert (added.kind, added.after["count"]["low"], added.after["harm"]) == ("add", 30, "injured")
    assert wrong == []


def test_twenty_claims_added_by_keyboard_stand_when_a_new_reader_does_not_make_them(
    chromium: Any, server: Server, tmp_path: Path
) -> None:
    page, wrong = enter(chromium, server, WIDE)
    for number in range(20 if LONG else 3):
        page.goto(f"{server.origin}/reports/r{number}#mark")
        page.wait_for_selector("[data-marking]:not([hidden])")
        page.keyboard.type("30")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.keyboard.type("wounded")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**saved=**")
    assert wrong == []
    server.kill()
    reports, claims = make_nouns(24)
    with open_store(tmp_path / "project") as store:
        added = [j.about[0] for j in store.judgements()]
        desk = Desk(store, reports, claims[:2])  # the new reader makes two claims, and none of those that were added
        waiting = {row.id: row.reasons for row in desk.index.list_rows(Filters(), limit=100)}
        assert len(added) == (20 if LONG else 3) and all("added" in waiting[id] for id in added)
        standing = {claim.id: claim for claim in desk.derived.release()[0].claims}
        assert all(standing[id].made_by == "A. Recorder" and standing[id].count.low == 30 for id in added)


def test_words_that_stand_twice_are_taken_where_they_were_marked(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, wrong = enter(chromium, server, WIDE)
    page.goto(f"{server.origin}/reports/r3#mark")
    page.keyboard.press("End")  # of the title: "3"
    page.keyboard.press("Shift+ArrowLeft")  # "day 3"
    page.keyboard.press("Enter")
    assert page.input_value("[name=victims]") == "day 3"
    page.keyboard.type("day")  # the next "day" is that of the last line
    page.keyboard.press("Enter")
    at = int(page.input_value("[name=trigger_at]", strict=True)) if page.query_selector("[name=trigger_at]") else -1
    text = page.inner_text("[data-report]")
    assert page.input_value("[name=trigger]") == "day" and at > text.index("market")
    assert wrong == []


def test_arabic_words_are_marked_in_their_own_direction(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, wrong = enter(chromium, server, WIDE)
    page.goto(f"{server.origin}/reports/arabic#mark")
    page.keyboard.press("ArrowLeft")  # the next word stands to the left
    assert page.inner_text("[data-chosen]") == "12"
    page.keyboard.press("Shift+ArrowLeft")
    shoot(page, "marking-arabic", WIDE)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.input_value("[name=victims]") == "آخرون"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.select_option("[name=harm]", "injured")
    page.click("details.more summary")
    page.fill("[name=number]", "?")
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=**")
    added = read_log(tmp_path)[-1]
    assert added.after["victims"]["text"] == "آخرون" and added.after["count"]["low"] is None
    assert wrong == []


def test_the_mouse_marks_words_too(chromium: Any, server: Server) -> None:
    page, wrong = enter(chromium, server, WIDE)
    page.goto(f"{server.origin}/reports/r3")
    for words in ("At least 30 others ", "wounded"):
        page.evaluate(
            """words => { const box = document.querySelector('[data-report]');
            for (const p of box.querySelectorAll('p')) { for (const node of p.childNodes) {
              const at = node.nodeType === 3 ? node.data.indexOf(words) : -1;
              if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; } } } }""",
            words,
        )
        page.click("[data-mark]")
    assert (page.input_value("[name=victims]"), page.input_value("[name=trigger]")) == ("At least 30 others", "wounded")
    page.click("[data-save]")
    page.wait_for_url("**saved=**")
    assert wrong == []


def test_keys_are_changed_and_never_clash(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, wrong = enter(chromium, server, WIDE)
    page.goto(f"{server.origin}/wishes")
    page.fill("[name=key_accept]", "r")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert "chosen for two things" in page.inner_text("[role=alert]")
    page.fill("[name=key_accept]", "j")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=1")
    page.goto(f"{server.origin}/next")
    here = page.url
    page.keyboard.press("a")
    assert page.url == here and page.inner_text("[data-does=accept] kbd") == "j"
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != here)
    assert [j.kind for j in read_log(tmp_path)] == ["accept"]
    for path in ("queue", "next", "reports/r3", "incidents"):
        page.goto(f"{server.origin}/{path}")
        keys = page.eval_on_selector_all("[data-key]", "all => all.map(one => one.dataset.key)")
        assert len(keys) == len(set(keys)) and not any(key.isdigit() for key in keys)
    assert wrong == []


def test_what_is_folded_is_shown_by_one_key(chromium: Any, server: Server) -> None:
    page, wrong = enter(chromium, server, WIDE)
    page.goto(f"{server.origin}/wishes")
    page.check("[name=fold][value=all]")
    page.check("[name=grey]")
    page.click("text=Keep these")
    page.wait_for_url("**done=1")
    page.goto(f"{server.origin}/next")
    assert not page.is_visible(".quoted") and page.is_visible("dl.slots")
    assert page.evaluate("getComputedStyle(document.documentElement).filter") == "grayscale(1)"
    shoot(page, "folded", WIDE)
    page.keyboard.press("x")
    assert page.is_visible(".quoted")
    page.keyboard.press("x")
    assert not page.is_visible(".quoted")
    assert wrong == []


def test_without_javascript_the_plain_forms_do_the_same(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, _ = enter(chromium, server, WIDE, java_script_enabled=False)
    page.click("text=Begin with the first")
    page.click("button:has-text('Accept')")
    page.click("summary:has-text('Correct it')")
    page.fill("[name=number]", "12-15")
    page.click("button:has-text('Save the correction') >> nth=0")
    page.click("button:has-text('Undo')")
    assert [j.kind for j in read_log(tmp_path)] == ["accept", "correct", "note"]


def test_a_click_on_text_or_a_key_held_down_decides_nothing(chromium: Any, server: Server, tmp_path: Path) -> None:
    page, _ = enter(chromium, server, WIDE)
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
