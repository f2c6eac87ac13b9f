"""Every door is shut to those whom it is not for: taken from the app's own table, with each role, for pages and for acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from civharm.reviewing.roles import NEEDS, ROLES, may
from civharm.store import Store
from civharm.store.tables import METADATA
from civharm.web.app import ROUTES
from civharm.web.desk import Desk
from civharm.web.doors import Door
from civharm.web.rendering import redirect
from web.making import ORIGIN, Browser, add_people, fill_path, make_nouns, make_office, open_desk

ACTS = sorted(door.path for door in ROUTES if "POST" in (door.methods or ()) and door.needs != "open")
PAGES = sorted(door.path for door in ROUTES if "GET" in (door.methods or ()) and door.needs != "open")
# The least role that may do each act, said here once more: whoever adds an act says here whom it is for.
LEAST = {
    "/account/password": "viewer", "/leave": "viewer",
    "/claims/{key}/correct": "coder", "/claims/{key}/decide": "coder", "/queue/decide": "coder",
    "/reports/{key}/add": "coder", "/undo": "coder",
    "/incidents/{key}/grade": "reviewer", "/incidents/{key}/arrange": "reviewer",
    "/say": "coder", "/second/ask": "editor", "/second/end": "editor", "/second/{key}/settle": "reviewer",
    "/rest": "viewer", "/wishes": "viewer",
    "/people/add": "admin", "/people/password": "admin", "/people/role": "admin",
}  # fmt: skip
ONLY_ADMINS = {"/people"}


@dataclass
class Team:
    store: Store
    desk: Desk
    app: object
    browsers: dict[str, Browser]
    csrf: dict[str, str]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    reports, claims = make_nouns(4)
    store, desk = open_desk(tmp_path_factory.mktemp("team"), reports, claims)
    with store:
        names = add_people(store, *ROLES)
        app, sessions = make_office(desk)
        browsers = {role: Browser(app, sessions, name) for role, name in names.items()}
        csrf = {role: browser.fields("/account", "/leave")["csrf"] for role, browser in browsers.items()}
        yield Team(store, desk, app, browsers, csrf)


def count_rows(store: Store) -> dict[str, int]:
    with store._reading() as connection:
        return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in METADATA.sorted_tables}


def test_every_act_is_said_to_be_for_somebody() -> None:
    assert sorted(LEAST) == ACTS


def pair_up(*, allowed: bool) -> list[tuple[str, str]]:
    """The acts with the roles that may do them, or that may not."""
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    return [(act, role) for act in ACTS for role in ROLES if (ranks[role] >= ranks[LEAST[act]]) == allowed]  # type: ignore[index]


@pytest.mark.parametrize(("path", "role"), pair_up(allowed=False))
def test_an_act_is_refused_to_lesser_roles_and_changes_nothing(team: Team, path: str, role: str) -> None:
    before = count_rows(team.store)
    answer = team.browsers[role].post(fill_path(path, team.desk), {"csrf": team.csrf[role]})
    assert answer.status_code == 403 and "Not allowed" in answer.text
    assert count_rows(team.store) == before


@pytest.mark.parametrize(("path", "role"), [pair for pair in pair_up(allowed=True) if pair[0] != "/leave"])
def test_an_act_that_a_role_may_do_is_not_refused_for_the_role(team: Team, path: str, role: str) -> None:
    assert team.browsers[role].post(fill_path(path, team.desk), {"csrf": team.csrf[role]}).status_code in (303, 404, 409, 422)


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:8757", ""])
def test_no_role_helps_a_page_of_another_site(team: Team, path: str, role: str, origin: str) -> None:
    before = count_rows(team.store)
    headers = {"origin": origin} if origin else {}
    answer = team.browsers[role].client.post(fill_path(path, team.desk), data={"csrf": team.csrf[role]}, headers=headers)
    assert answer.status_code == 403 and count_rows(team.store) == before


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_no_role_helps_a_form_of_another_session(team: Team, path: str, role: str) -> None:
    before, other = count_rows(team.store), next(r for r in ROLES if r != role)
    answer = team.browsers[role].post(fill_path(path, team.desk), {"csrf": team.csrf[other]})
    assert answer.status_code == 403 and count_rows(team.store) == before


@pytest.mark.parametrize("path", ACTS)
def test_nobody_acts_without_a_session(team: Team, path: str) -> None:
    before = count_rows(team.store)
    stranger = TestClient(team.app, base_url=ORIGIN, follow_redirects=False)  # type: ignore[arg-type]
    answer = stranger.post(fill_path(path, team.desk), data={"csrf": team.csrf["admin"]}, headers={"origin": ORIGIN})
    assert answer.status_code == 403 and count_rows(team.store) == before


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_page_is_shown_to_those_whom_it_is_for(team: Team, path: str, role: str) -> None:
    answer = team.browsers[role].get(fill_path(path, team.desk))
    refused = path in ONLY_ADMINS and role != "admin"
    there = (404,) if path == "/second/{key}" else (200, 303)  # nobody has coded that claim
    assert answer.status_code in ((403,) if refused else there)


def test_what_no_role_may_do_and_a_role_that_there_is_not_are_denied() -> None:
    assert [may(role, "fly") for role in ROLES] == [False] * len(ROLES)
    assert [may(role, need) for role in (None, "", "owner", "Admin") for need in NEEDS] == [False] * 4 * len(NEEDS)


def test_a_door_without_anything_that_it_needs_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="nothing that a role may do"):
        Door("/x", lambda request: redirect("/"), needs="anything")  # type: ignore[arg-type]


def test_a_role_that_is_taken_away_holds_no_longer(tmp_path: Path) -> None:
    reports, claims = make_nouns(2)
    store, desk = open_desk(tmp_path, reports, claims)
    with store:
        names = add_people(store, "coder")
        app, sessions = make_office(desk)
        coder, admin = Browser(app, sessions, names["coder"]), Browser(app, sessions, names["admin"])
        assert coder.decide(claims[0].id, "accept").status_code == 303
        csrf = admin.fields("/people", "/people/add")["csrf"]
        assert admin.post("/people/role", {"csrf": csrf, "name": names["coder"], "role": "viewer"}).status_code == 303
        old = {"csrf": coder.fields("/account", "/leave")["csrf"], "kind": "accept", "version": desk.see(claims[1].id).version}  # type: ignore[union-attr]
        assert coder.post(f"/claims/{claims[1].id}/decide", old).status_code == 403
        assert admin.post("/people/role", {"csrf": csrf, "name": names["coder"], "role": ""}).status_code == 303
        assert coder.get("/queue").headers["location"] == "/enter"
        assert len(store.judgements()) == 1
