"""The people of a project: who they are, which role each has and since when, and the hashes of their passwords.

Who gave whom which role is appended and never changed; the last line about a name holds. A person without a role is closed: the
name stays on the decisions, and nobody else can take it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from civharm.reviewing.roles import Role, check_password, parse_name, parse_role
from civharm.store.ledger import Store
from civharm.store.tables import PASSWORDS, PEOPLE


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an account. ``role`` is ``None`` where the account is closed; ``stamp`` changes with the password."""

    name: str
    role: Role | None
    by: str
    at: str
    stamp: str | None = None


def load_people(store: Store) -> dict[str, Person]:
    """Load the people by name, closed accounts too, in the order in which they first came."""
    with store._reading() as connection:
        stamps = {row.name: row.hash for row in connection.execute(select(PASSWORDS))}
        rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.number)).all()
    found: dict[str, Person] = {}
    for row in rows:
        role = parse_role(row.role) if row.role else None
        found[row.name] = Person(row.name, role, row.by, row.at, stamps.get(row.name) if role else None)
    return found


def load_roles(store: Store) -> tuple[dict[str, Any], ...]:
    """Load who gave whom which role when, oldest first: ``name``, ``role``, ``by``, ``at``."""
    with store._reading() as connection:
        rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.number)).all()
    return tuple({"name": row.name, "role": row.role, "by": row.by, "at": row.at} for row in rows)


def add_person(store: Store, name: str, role: str, *, by: str, at: str) -> Person:
    """Add a person. Raises ValueError where the name is none, is taken (in whatever case), or the role is none."""
    name, role = parse_name(name), parse_role(role)
    with store._writing() as connection:
        taken = next((other for other in load_people(store) if other.casefold() == name.casefold()), None)
        if taken is not None:
            raise ValueError(f"{taken} is there already: set the role with 'civharm people role', or choose another name")
        if role != "admin" and not any(one.role for one in load_people(store).values()):
            raise ValueError("the first account has to be an admin's, since nobody else could add the others")
        connection.execute(PEOPLE.insert(), {"name": name, "role": role, "by": by, "at": at})
    return Person(name, role, by, at)


def set_role(store: Store, name: str, role: str | None, *, by: str, at: str) -> None:
    """Give a person another role, or none, which closes the account and forgets its password.

    Raises ValueError where there is no such person, or where nobody who can log in would be left as admin.
    """
    checked = parse_role(role) if role else None
    with store._writing() as connection:
        people = load_people(store)
        if name not in people:
            raise ValueError(f"{name}: there is no such person; 'civharm people list' names all")
        others = [one for one in people.values() if one.name != name and one.role == "admin" and one.stamp]
        if people[name].role == "admin" and checked != "admin" and not others:
            raise ValueError(f"{name} is the last admin with a password: give somebody else the role before")
        connection.execute(PEOPLE.insert(), {"name": name, "role": checked, "by": by, "at": at})
        if checked is None:
            connection.execute(delete(PASSWORDS).where(PASSWORDS.c.name == name))


def set_password(store: Store, name: str, password: str, *, at: str) -> None:
    """Set a person's password; only its hash (argon2id) is kept, and the old hash is not. Sessions of the old one end.

    Raises ValueError where there is no such person, or where the password is too short or easy to guess.
    """
    from argon2 import PasswordHasher

    check_password(name, password)
    row = {"hash": PasswordHasher().hash(password), "at": at}
    with store._writing() as connection:
        person = load_people(store).get(name)
        if person is None or person.role is None:
            raise ValueError(f"{name}: there is no such person; 'civharm people list' names all")
        connection.execute(delete(PASSWORDS).where(PASSWORDS.c.name == name))
        connection.execute(PASSWORDS.insert(), {"name": name, **row})
