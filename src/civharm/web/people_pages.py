"""The people: who has which role, for admins; and everybody's own password."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from civharm.reviewing.roles import ROLE_WORDS, ROLES, parse_name
from civharm.store.people import add_person, load_people, load_roles, set_password, set_role
from civharm.web.desk import say_now
from civharm.web.rendering import form_of, office_of, redirect, render, session_of


def show_people(request: Request) -> Response:
    """Show the people with their roles, the forms to change them, and who changed what when."""
    return _render_people(request)


def _render_people(request: Request, *, status: int = 200, wrong: str = "", done: str = "") -> Response:
    store = office_of(request).desk.store
    roles = load_roles(store)[::-1][:200]
    return render(
        request, "people.html", status=status, here="people", people=list(load_people(store).values()), roles=roles,
        all_roles=ROLES, role_words=ROLE_WORDS, wrong=wrong, done=done, typed=form_of(request),
    )  # fmt: skip


def _change(request: Request, change: Callable[[], None]) -> Response:
    """Make a change; what is wrong with it is told on the page."""
    accounts = office_of(request).sessions.accounts
    try:
        change()
    except ValueError as error:
        return _render_people(request, status=422, wrong=str(error))
    finally:
        if accounts is not None:
            accounts.forget()
    return redirect("/people")


def add(request: Request) -> Response:
    """Add a person with a role and a first password, which the person changes on the page of the own account."""
    store, form, by = office_of(request).desk.store, form_of(request), session_of(request).person

    def change() -> None:
        name = parse_name(form.get("name", ""))
        with store.together():  # both or nothing: no account without a password is left behind by a password that is too short
            add_person(store, name, form.get("role", ""), by=by, at=say_now())
            set_password(store, name, form.get("password", ""), at=say_now())

    return _change(request, change)


def change_role(request: Request) -> Response:
    """Give a person another role, or close the account."""
    store, form, by = office_of(request).desk.store, form_of(request), session_of(request).person
    return _change(request, lambda: set_role(store, form.get("name", ""), form.get("role", "") or None, by=by, at=say_now()))


def change_password(request: Request) -> Response:
    """Set a person's password anew; the person is logged out everywhere."""
    store, form = office_of(request).desk.store, form_of(request)
    return _change(request, lambda: set_password(store, form.get("name", ""), form.get("password", ""), at=say_now()))


def show_account(request: Request) -> Response:
    """Show the own account: name, role, and the form for a new password."""
    return _render_account(request)


def _render_account(request: Request, *, status: int = 200, wrong: str = "") -> Response:
    alone = not office_of(request).sessions.asks_password
    return render(request, "account.html", status=status, here="account", wrong=wrong, alone=alone, role_words=ROLE_WORDS)


def change_own(request: Request) -> Response:
    """Change the own password, for which the old one is asked; the person logs in again with the new one."""
    office, form, person = office_of(request), form_of(request), session_of(request).person
    accounts, address = office.sessions.accounts, request.client.host if request.client else ""
    if accounts is None or not office.sessions.asks_password:
        return _render_account(request, status=422, wrong="This server has no accounts, and so no passwords.")
    if office.sessions.must_wait(address, person):
        return _render_account(request, status=429, wrong="Too many wrong passwords: wait a while, then try again.")
    if accounts.check(person, form.get("old", "")[:500]) is None:
        office.sessions.note_wrong(address, person)
        return _render_account(request, status=422, wrong="The old password is wrong.")
    try:
        set_password(office.desk.store, person, form.get("password", ""), at=say_now())
    except ValueError as error:
        return _render_account(request, status=422, wrong=str(error))
    accounts.forget()
    return redirect("/enter")
