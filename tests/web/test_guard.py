"""Nothing changes without a session, our own Origin and the form's CSRF token; every answer carries the strict headers."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from anyio.to_thread import current_default_thread_limiter
from starlette.testclient import TestClient

from civharm.web.app import ROUTES
from civharm.web.guard import AT_ONCE, Guard, Hosts
from civharm.web.serving import ServeError, serve
from civharm.web.sessions import IDLE_S, LONGEST_S, NAME_TRIES, NAME_TRIES_S, TRIES, TRIES_S, Sessions
from web.conftest import Room
from web.making import ORIGIN, fill_path, make_office

UNSAFE = sorted(door.path for door in ROUTES if "POST" in (door.methods or ()) and door.needs != "open")
PAGES = sorted(door.path for door in ROUTES if "GET" in (door.methods or ()) and door.needs != "open")
STRANGE = ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1.evil.example:8756", ""]


def fill(path: str, room: Room) -> str:
    return fill_path(path, room.desk)


def count_written(room: Room) -> int:
    return len(room.store.judgements())


@pytest.mark.parametrize("path", UNSAFE)
def test_an_unsafe_address_refuses_who_has_no_session(room: Room, path: str) -> None:
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    fields = {"csrf": "guess", "kind": "accept", "version": room.desk.see(room.claims[0].id).version}  # type: ignore[union-attr]
    assert stranger.post(fill(path, room), data=fields, headers={"origin": ORIGIN}).status_code == 403
    assert count_written(room) == 0


@pytest.mark.parametrize("path", UNSAFE)
@pytest.mark.parametrize("origin", STRANGE)
def test_an_unsafe_address_refuses_another_origin(room: Room, path: str, origin: str) -> None:
    fields = {"csrf": room.browser.fields("/queue", "/undo")["csrf"], "kind": "accept"}
    headers = {"origin": origin} if origin else {}
    assert room.browser.client.post(fill(path, room), data=fields, headers=headers).status_code == 403
    assert count_written(room) == 0


@pytest.mark.parametrize("path", UNSAFE)
@pytest.mark.parametrize("csrf", ["", "guess", "ü"])
def test_an_unsafe_address_refuses_a_form_of_another_session(room: Room, path: str, csrf: str) -> None:
    assert room.browser.post(fill(path, room), {"csrf": csrf, "kind": "accept"}).status_code == 403
    assert count_written(room) == 0


def test_a_form_from_a_page_within_another_site_is_refused(room: Room) -> None:
    fields = room.browser.fields("/queue", "/undo")
    assert room.browser.post("/undo", fields, **{"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_nothing_without_a_session(room: Room, path: str) -> None:
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    answer = stranger.get(fill(path, room))
    assert (answer.status_code, answer.headers["location"]) == (303, "/enter")


@pytest.mark.parametrize("path", [*PAGES, "/enter", "/assets/review.js", "/nowhere"])
def test_every_answer_carries_the_strict_headers(room: Room, path: str) -> None:
    answer = room.browser.get(fill(path, room))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_browser_keeps_style_sheets_and_scripts_as_long_as_they_are_the_same_and_nothing_else(room: Room) -> None:
    page = room.browser.get("/queue").text
    address = re.search(r'href="(/assets/review\.css\?v=[0-9a-f]+)"', page)
    assert address and "immutable" in room.browser.get(address[1]).headers["cache-control"]
    assert room.browser.get("/assets/review.css?v=0").headers["cache-control"] == "no-store"
    assert room.browser.get("/queue?v=1").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*PAGES, "/enter"])
def test_no_page_has_inline_scripts_or_styles_or_outside_addresses(room: Room, path: str) -> None:
    page = room.browser.get(fill(path, room)).text
    assert "style=" not in page and "<style" not in page and "onclick" not in page and "<script>" not in page
    assert "http://" not in page.replace(ORIGIN, "") and "//cdn" not in page


def test_another_host_name_is_refused(room: Room) -> None:
    answer = room.browser.client.get("/queue", headers={"host": "evil.example:8756"})
    assert answer.status_code == 421


def test_a_form_that_is_too_large_is_refused(room: Room) -> None:
    fields = room.browser.fields("/queue", "/undo")
    assert room.browser.post("/undo", fields | {"why": "x" * 300_000}).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(room: Room, method: str) -> None:
    assert room.browser.client.request(method, "/queue").status_code == 405


def test_a_login_address_works_once_and_looking_at_it_uses_it_up_for_nobody(room: Room) -> None:
    token = room.sessions.token
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    form = {"name": "B. Recorder", "token": token}
    assert stranger.get(f"/enter?token={token}").status_code == 200
    assert stranger.post("/enter", data=form, headers={"origin": ORIGIN}).status_code == 303
    assert stranger.post("/enter", data=form, headers={"origin": ORIGIN}).status_code == 403
    assert room.sessions.token != token


def test_a_login_from_another_site_is_refused(room: Room) -> None:
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    form = {"name": "B. Recorder", "token": room.sessions.token}
    assert stranger.post("/enter", data=form, headers={"origin": "http://evil.example"}).status_code == 403


def test_the_cookie_is_strict_and_hidden_from_scripts(room: Room) -> None:
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    answer = stranger.post("/enter", data={"name": "B", "token": room.sessions.token}, headers={"origin": ORIGIN})
    cookie = answer.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie and "httponly" in cookie


def test_logging_out_ends_the_session(room: Room) -> None:
    cookie = dict(room.browser.client.cookies)
    assert room.browser.post("/leave", room.browser.fields("/queue", "/leave")).status_code == 303
    room.browser.client.cookies.update(cookie)
    assert room.browser.get("/queue").status_code == 303


def test_a_session_ends_however_busy_it_is() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    cookie = sessions.enter("B", "a", token=sessions.token)
    assert cookie is not None
    while now[0] < LONGEST_S:
        assert sessions.find(cookie) is not None
        now[0] += IDLE_S / 2
    now[0] += 1
    assert sessions.find(cookie) is None


def test_guessing_one_name_is_slowed_down_from_wherever_it_comes() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    for n in range(NAME_TRIES):
        assert sessions.enter("B", f"address {n}", token="guess") is None
    assert sessions.must_wait("a new address", "b") and not sessions.must_wait("a new address", "C")
    now[0] = NAME_TRIES_S + 1
    assert not sessions.must_wait("a new address", "B")


def test_without_a_password_no_password_opens(room: Room) -> None:
    assert [room.sessions.enter("B", "1.2.3.4", password=word) for word in ("", "admin", "civharm")] == [None, None, None]


def test_guessing_is_slowed_down() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    assert [sessions.enter("B", "a", token=f"guess {n}") for n in range(TRIES)] == [None] * TRIES
    assert sessions.enter("B", "a", token=sessions.token) is None
    assert sessions.enter("B", "another address", token=sessions.token) is not None
    now[0] = TRIES_S + 1
    assert sessions.enter("B", "a", token=sessions.token) is not None


def test_an_idle_session_is_over() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    cookie = sessions.enter("B", "a", token=sessions.token)
    assert cookie is not None and sessions.find(cookie) is not None
    now[0] = IDLE_S + 1
    assert sessions.find(cookie) is None


def test_another_address_than_this_machine_s_needs_an_account(room: Room) -> None:
    for host, name in (("0.0.0.0", None), ("127.0.0.1", "review.example.org")):
        with pytest.raises(ServeError, match="add an account with a password first"):
            serve(room.folder / "project", host=host, name=name, port=0)


def test_the_office_is_the_only_way_in(room: Room) -> None:
    app, _ = make_office(room.desk)
    assert TestClient(app, base_url=ORIGIN, follow_redirects=False).get("/openapi.json").status_code == 303


def test_how_many_requests_are_worked_on_at_once_is_set_by_the_first_alone() -> None:
    async def app(*_: object) -> None: ...

    async def call_twice() -> tuple[float, float]:
        guard, limiter = Guard(app, Sessions(), Hosts(names=())), current_default_thread_limiter()
        scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
        await guard(scope, app, app)  # type: ignore[arg-type]
        first, limiter.total_tokens = limiter.total_tokens, 3
        await guard(scope, app, app)  # type: ignore[arg-type]
        return first, limiter.total_tokens

    with ThreadPoolExecutor(1) as aside:  # the driver of a browser test leaves a loop in the main thread
        assert aside.submit(anyio.run, call_twice).result() == (AT_ONCE, 3)
