"""What a person wishes of the screen: kept for that person in that browser, never in the way of a decision; keys never clash."""

from __future__ import annotations

import re

import pytest

from civharm.web.care import Rests, is_folded, is_graphic
from civharm.web.wishes import ACTIONS, WishError, Wishes, load_wishes, parse_wishes, write_wishes
from web.conftest import Room
from web.making import Browser


def wish(browser: Browser, **fields: str) -> int:
    return int(browser.post("/wishes", browser.fields("/wishes", "/wishes") | fields).status_code)


def test_no_two_actions_have_the_same_key_at_first() -> None:
    keys = [key for key, _ in ACTIONS.values()]
    assert len(keys) == len(set(keys)) and not any(key.isdigit() for key in keys)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("r", "two things"), ("ab", "not one key"), ("7", "digit"), ("٣", "digit"), ("\x07", "not one key"), ("🙂🙂", "not one key")],
)
def test_a_key_that_cannot_be_is_told_and_nothing_is_changed(room: Room, typed: str, told: str) -> None:
    with pytest.raises(WishError, match=told):
        parse_wishes({"key_accept": typed})
    assert wish(room.browser, key_accept=typed) == 422
    assert 'data-key="a"' in room.browser.get(f"/claims/{room.claims[0].id}").text


def test_a_key_of_any_script_is_taken_and_shown_on_its_button(room: Room) -> None:
    assert wish(room.browser, key_accept="ش", key_reject="") == 303
    page = room.browser.get(f"/claims/{room.claims[0].id}").text
    button = re.search(r"<button[^>]*value=\"accept\".*?</button>", page)
    assert button is not None and 'data-key="ش"' in button[0] and "<kbd" in button[0]
    reject = re.search(r"<button[^>]*value=\"reject\".*?</button>", page)
    assert reject is not None and "data-key" not in reject[0] and "<kbd" not in reject[0]


def test_the_wishes_of_one_person_are_not_another_s(room: Room) -> None:
    wish(room.browser, fold="all")
    other = Browser(room.app, room.sessions, "B. Recorder")
    other.client.cookies.update({name: value for name, value in room.browser.client.cookies.items() if name != "civharm_8756"})
    assert 'details class="fold"' in room.browser.get(f"/claims/{room.claims[0].id}").text
    assert 'details class="fold"' not in other.get(f"/claims/{room.claims[0].id}").text


@pytest.mark.parametrize("cookie", ["", "x", "A" * 5000, "ZmE=", "é", "a2V5X2FjY2VwdD1y", "\x00"])
def test_a_cookie_that_no_form_made_is_not_heard(cookie: str) -> None:
    assert load_wishes(cookie) == Wishes()


def test_wishes_come_back_as_they_were_written() -> None:
    wishes = parse_wishes({"key_accept": "=", "key_next": "&", "fold": "graphic", "grey": "yes", "rest": "25"})
    assert load_wishes(write_wishes(wishes)) == wishes
    assert not wishes.pictures and wishes.grey and wishes.rest == 25


def test_folded_words_stay_out_of_the_slots_too(room: Room) -> None:
    wish(room.browser, fold="all")
    page = room.browser.get(f"/claims/{room.claims[0].id}").text
    slots = page[page.index('<dl class="slots">') : page.index("</dl>")]
    assert "read as 2" in slots and "killed" in slots and "2 people" not in slots
    assert 'class="fold"' in room.browser.get("/queue").text


def test_what_is_graphic_is_folded_and_what_cannot_be_judged_too() -> None:
    assert is_folded("graphic", "Two bodies were found dismembered.", "en")
    assert not is_folded("graphic", "Shelling killed two people.", "en")
    assert is_folded("graphic", "قُتل 12 شخصا", None) and is_folded("graphic", "Doce personas murieron.", "es")
    assert not is_folded("nothing", "Two bodies were found dismembered.", "en")
    assert not is_graphic("") and not is_graphic("30 people")


def test_a_rest_is_proposed_once_and_counts_anew_after_a_pause(room: Room) -> None:
    now = [0.0]
    room.app._app.state.office.rests._clock = lambda: now[0]
    for minute in range(0, 50, 4):
        now[0] = minute * 60.0
        assert "without a pause" not in room.browser.get("/queue").text
    now[0] = 51 * 60.0
    page = room.browser.get("/queue?harm=killed").text
    assert "51 minutes without a pause" in page
    answer = room.browser.post("/rest", {"csrf": room.browser.fields("/queue", "/rest")["csrf"], "back": "/queue?harm=killed"})
    assert answer.status_code == 303 and answer.headers["location"] == "/queue?harm=killed"
    assert "without a pause" not in room.browser.get("/queue").text
    rests = Rests(lambda: now[0])
    rests.note("A")
    now[0] += 600
    assert rests.note("A") == 0


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"])
def test_a_rest_leads_back_to_our_own_pages_alone(room: Room, back: str) -> None:
    csrf = room.browser.fields("/queue", "/undo")["csrf"]
    assert room.browser.post("/rest", {"csrf": csrf, "back": back}).headers["location"] == "/queue"
