"""What `civharm people` does: list the people of a project, add one, set a role or a password, close an account."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from pathlib import Path

from civharm.store import StoreError, open_store
from civharm.store.ledger import Store
from civharm.store.opening import FILE_NAME
from civharm.store.people import Person, add_person, load_people, set_password, set_role
from civharm.web.desk import say_now

ACTIONS = ("list", "add", "role", "password", "close")
AskPassword = Callable[[str], str]


def change_people(project: Path, action: str, name: str, role: str | None, ask: AskPassword) -> Iterator[tuple[str, str, str]]:
    """Do one action and list the people that it concerns, each with name, role and whether a password is set.

    Raises ValueError or StoreError, each one line that says what to do.
    """
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is no action: choose one of {', '.join(ACTIONS)}")
    if not (project / FILE_NAME).is_file():
        raise StoreError(f"{project}: holds no project: make one with 'civharm run INPUT... --project {project} --out DIR'")
    if action != "list" and not name:
        raise ValueError(f"say whom: civharm people {action} NAME --project {project}")
    with open_store(project) as store:
        if action != "list":
            _change(store, action, name, role, ask)
        people = load_people(store)
        yield from (_say(one) for one in people.values() if action == "list" or one.name == " ".join(name.split()))


def _change(store: Store, action: str, name: str, role: str | None, ask: AskPassword) -> None:
    by, at = f"{getpass.getuser()} (command line)", say_now()
    if action in ("add", "role") and role is None:
        raise ValueError("say which role: --role viewer, coder, reviewer, editor or admin")
    if action == "add":
        password = ask(name)
        with store.together():  # both or nothing
            added = add_person(store, name, role or "", by=by, at=at)
            set_password(store, added.name, password, at=at)
    elif action == "password":
        set_password(store, name, ask(name), at=at)
    else:
        set_role(store, name, role if action == "role" else None, by=by, at=at)


def _say(person: Person) -> tuple[str, str, str]:
    return person.name, person.role or "closed", "password set" if person.stamp else "no password"
