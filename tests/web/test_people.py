"""People log in by name and password, set from the command line or by an admin; nobody is let in by default."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from starlette.testclient import TestClient
from typer.testing import CliRunner

from civharm.cli import app as cli
from civharm.store import open_store
from civharm.store.people import add_person, load_people, load_roles, set_password, set_role
from civharm.web.accounts import Accounts
from civharm.web.guard import Hosts
from civharm.web.serving import ServeError, Tls, make_desk_app, make_hosts, serve
from civharm.web.sessions import Sessions
from web.conftest import Room
from web.making import ORIGIN, PASSWORD, Browser, add_people, make_office

AT = "2024-05-01T10:00:00Z"


@pytest.fixture
def admin(room: Room) -> Iterator[Browser]:
    add_people(room.store, "coder")
    room.sessions.accounts.forget()  # type: ignore[union-attr]
    yield Browser(room.app, room.sessions, "The admin")


def call(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=typed)


def test_with_the_first_account_the_one_time_address_opens_no_more_and_its_sessions_end(room: Room) -> None:
    assert room.browser.get("/queue").status_code == 200
    csrf = room.browser.fields("/people", "/people/add")["csrf"]
    form = {"csrf": csrf, "name": "Anna Example", "role": "admin", "password": PASSWORD}
    assert room.browser.post("/people/add", form).status_code == 303
    assert room.browser.get("/queue").headers["location"] == "/enter"
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    entering = {"name": "Anna Example", "token": room.sessions.token}
    assert stranger.post("/enter", data=entering, headers={"origin": ORIGIN}).status_code == 403
    assert Browser(room.app, room.sessions, "Anna Example").get("/queue").status_code == 200


def test_the_first_account_is_an_admin_s(room: Room) -> None:
    csrf = room.browser.fields("/people", "/people/add")["csrf"]
    answer = room.browser.post("/people/add", {"csrf": csrf, "name": "B", "role": "coder", "password": PASSWORD})
    assert answer.status_code == 422 and "has to be an admin" in answer.text and load_people(room.store) == {}


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"name": ""}, "a name has"), ({"name": "x" * 81}, "a name has"), ({"name": "a@b"}, "holds no @"),
        ({"name": "THE ADMIN"}, "is there already"), ({"role": "king"}, "is no role"), ({"password": "short"}, "shorter than 12"),
        ({"password": "aaaaaaaaaaaaaaa"}, "easy to guess"), ({"password": "x" * 501 + "yzab"}, "longer than"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_new_person_is_told_and_nothing_is_added(
    room: Room, admin: Browser, form: dict[str, str], told: str
) -> None:
    fields = {"csrf": admin.fields("/people", "/people/add")["csrf"], "name": "New", "role": "coder", "password": PASSWORD} | form
    answer = admin.post("/people/add", fields)
    assert answer.status_code == 422 and told in answer.text
    assert sorted(load_people(room.store)) == ["The admin", "The coder"]


def test_a_wrong_name_and_a_wrong_password_are_told_alike(room: Room, admin: Browser) -> None:
    stranger = TestClient(room.app, base_url=ORIGIN, follow_redirects=False)
    answers = [
        stranger.post("/enter", data={"name": name, "password": password}, headers={"origin": ORIGIN})
        for name, password in (("The coder", "not the password"), ("Nobody", PASSWORD), ("The coder", ""))
    ]
    assert {answer.status_code for answer in answers} == {403}
    assert all("The name or the password is wrong." in answer.text and PASSWORD not in answer.text for answer in answers)


def test_only_the_hash_of_a_password_is_kept_and_an_old_one_is_not(room: Room, admin: Browser) -> None:
    kept = load_people(room.store)["The coder"].stamp
    assert kept is not None and kept.startswith("$argon2id$")
    set_password(room.store, "The coder", "another four words", at=AT)
    room.sessions.accounts.forget()  # type: ignore[union-attr]
    stamp = load_people(room.store)["The coder"].stamp
    assert stamp != kept and kept.encode() not in (room.folder / "project" / "civharm.sqlite").read_bytes()
    assert room.sessions.enter("The coder", "a", password=PASSWORD) is None
    assert room.sessions.enter("The coder", "a", password="another four words") is not None


def test_a_new_password_ends_the_sessions_of_the_old_one(room: Room, admin: Browser) -> None:
    coder = Browser(room.app, room.sessions, "The coder")
    csrf = admin.fields("/people", "/people/add")["csrf"]
    form = {"csrf": csrf, "name": "The coder", "password": "another four words"}
    assert admin.post("/people/password", form).status_code == 303
    assert coder.get("/queue").headers["location"] == "/enter"


def test_people_change_their_own_password_if_they_know_the_old_one(room: Room, admin: Browser) -> None:
    coder = Browser(room.app, room.sessions, "The coder")
    csrf = coder.fields("/account", "/account/password")["csrf"]
    wrong = coder.post("/account/password", {"csrf": csrf, "old": "a guess", "password": "another four words"})
    assert wrong.status_code == 422 and "old password is wrong" in wrong.text
    short = coder.post("/account/password", {"csrf": csrf, "old": PASSWORD, "password": "short"})
    assert short.status_code == 422 and "shorter than 12" in short.text
    assert coder.post("/account/password", {"csrf": csrf, "old": PASSWORD, "password": "another four words"}).status_code == 303
    assert coder.get("/queue").headers["location"] == "/enter"
    assert room.sessions.enter("The coder", "a", password="another four words") is not None


def test_the_last_admin_stays_one(room: Room, admin: Browser) -> None:
    with pytest.raises(ValueError, match="the last admin"):
        set_role(room.store, "The admin", None, by="a", at=AT)
    csrf = admin.fields("/people", "/people/add")["csrf"]
    answer = admin.post("/people/role", {"csrf": csrf, "name": "The admin", "role": "coder"})
    assert answer.status_code == 422 and "the last admin" in answer.text


def test_who_gave_whom_which_role_stays_on_record(room: Room, admin: Browser) -> None:
    csrf = admin.fields("/people", "/people/add")["csrf"]
    admin.post("/people/role", {"csrf": csrf, "name": "The coder", "role": "editor"})
    admin.post("/people/role", {"csrf": csrf, "name": "The coder", "role": ""})
    told = [(row["name"], row["role"], row["by"]) for row in load_roles(room.store)]
    assert told[-2:] == [("The coder", "editor", "The admin"), ("The coder", None, "The admin")]
    with pytest.raises(ValueError, match="is there already"):
        add_person(room.store, "the Coder", "viewer", by="a", at=AT)  # the name of a closed account stays taken


def test_a_closed_account_opens_nothing(room: Room, admin: Browser) -> None:
    set_role(room.store, "The coder", None, by="The admin", at=AT)
    room.sessions.accounts.forget()  # type: ignore[union-attr]
    assert room.sessions.enter("The coder", "a", password=PASSWORD) is None


def test_a_change_elsewhere_is_seen_within_a_second(room: Room) -> None:
    now = [0.0]
    accounts = Accounts(room.store, clock=lambda: now[0])
    assert not accounts.there
    with open_store(room.folder / "project") as other:
        add_people(other)
    now[0] = 1.1
    assert accounts.there


def test_where_others_can_come_in_the_cookie_is_for_https_alone(room: Room, admin: Browser) -> None:
    hosts = make_hosts("review.example.org", 8756, secure=True)
    app = make_desk_app(room.desk, Sessions(Accounts(room.store)), hosts)
    client = TestClient(app, base_url="https://review.example.org", follow_redirects=False)
    form = {"name": "The coder", "password": PASSWORD}
    answer = client.post("/enter", data=form, headers={"origin": "https://review.example.org"})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-civharm_8756=") and "Secure" in cookie and "Path=/" in cookie and "HttpOnly" in cookie
    plain = client.post("/enter", data=form, headers={"origin": "http://review.example.org"})
    assert plain.status_code == 403
    assert isinstance(hosts, Hosts) and hosts.secure


def test_an_address_of_every_machine_needs_a_name(room: Room, admin: Browser) -> None:
    with pytest.raises(ServeError, match="--name"):
        serve(room.folder / "project", host="0.0.0.0", port=0)


def test_a_certificate_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServeError, match="there is no such file"):
        Tls(tmp_path / "a.pem", tmp_path / "b.pem").check()
    (tmp_path / "a.pem").write_text("nothing")
    with pytest.raises(ServeError, match="is no certificate of the key"):
        Tls(tmp_path / "a.pem", tmp_path / "a.pem").check()
    assert ssl.PROTOCOL_TLS_SERVER


def test_people_are_added_and_listed_by_the_command(room: Room) -> None:
    project = room.folder / "project"
    added = call(
        "people", "add", "Anna Example", "--role", "admin", "--project", project, "--password-stdin", typed=PASSWORD + "\n"
    )
    assert (added.exit_code, added.output) == (0, "Anna Example\tadmin\tpassword set\n")
    asked = call("people", "add", "Ben Example", "--role", "coder", "--project", project, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0 and "Ben Example\tcoder\tpassword set" in asked.output and PASSWORD not in asked.output
    assert call("people", "role", "Ben Example", "--role", "editor", "--project", project).exit_code == 0
    assert call("people", "close", "Ben Example", "--project", project).exit_code == 0
    listed = call("people", "list", "--project", project)
    assert listed.output == "Anna Example\tadmin\tpassword set\nBen Example\tclosed\tno password\n"
    app, sessions = make_office(room.desk)
    assert Browser(app, sessions, "Anna Example").get("/people").status_code == 200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("fly",), "is no action"), (("add",), "say whom"), (("add", "Anna"), "say which role"),
        (("add", "Anna", "--role", "king"), "is no role"), (("role", "Nobody", "--role", "coder"), "no such person"),
        (("password", "Nobody"), "no such person"), (("close", "Nobody"), "no such person"),
    ],
)  # fmt: skip
def test_what_the_command_cannot_do_is_one_line(room: Room, words: tuple[str, ...], told: str) -> None:
    result = call("people", *words, "--project", room.folder / "project", "--password-stdin", typed=PASSWORD + "\n")
    assert result.exit_code == 1 and told in result.output and result.output.count("\n") == 1


def test_a_folder_without_a_project_gets_no_people(tmp_path: Path) -> None:
    result = call("people", "list", "--project", tmp_path / "nothing")
    assert result.exit_code == 1 and "holds no project" in result.output and not (tmp_path / "nothing").exists()
