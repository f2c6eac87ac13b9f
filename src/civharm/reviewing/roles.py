"""Who may do what: five roles, each of which may do all that the one before it may, and whatever is not named is denied.

A viewer reads, and is not shown the names of victims and other private persons. A coder decides on claims. A reviewer also links
and grades, and settles what two coders see differently. An editor also says who works on what. An admin also says who is who.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["viewer", "coder", "reviewer", "editor", "admin"]
Need = Literal["look", "names", "code", "link", "settle", "plan", "people"]
ROLES: tuple[Role, ...] = get_args(Role)
NEEDS: tuple[Need, ...] = get_args(Need)

ROLE_WORDS: Mapping[Role, str] = {
    "viewer": "reads everything but the names of private persons",
    "coder": "decides on claims, adds claims, notes, asks for help",
    "reviewer": "also says what is one happening, grades, settles what two coders see differently",
    "editor": "also assigns work and asks for a second coding",
    "admin": "also adds people, and sets their roles and passwords",
}
_LEAST: Mapping[Need, Role] = {
    "look": "viewer", "names": "coder", "code": "coder", "link": "reviewer", "settle": "reviewer", "plan": "editor",
    "people": "admin",
}  # fmt: skip
LONGEST_NAME = 80  # characters
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 500


def may(role: str | None, need: str) -> bool:
    """Whether a role may do a thing; no role, and a role or a thing that is not known, may nothing.

    >>> may("coder", "code"), may("viewer", "names"), may(None, "look"), may("admin", "fly")
    (True, False, False, False)
    """
    least = next((least for known, least in _LEAST.items() if known == need), None)
    if least is None or role not in ROLES:
        return False
    return [*ROLES].index(role) >= ROLES.index(least)


def parse_name(typed: str) -> str:
    """Parse the name of a person: one line, as it is to stand beside decisions. Raises ValueError that says what to type.

    >>> parse_name("  Anna   Example ")
    'Anna Example'
    """
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"a name has 1 to {LONGEST_NAME} letters on one line: type another")
    if "@" in name:
        raise ValueError("a name holds no @, since @ mentions a person in a note: type another")
    return name


def parse_role(typed: str) -> Role:
    """Parse a role. Raises ValueError that lists the roles."""
    for role in ROLES:
        if role == typed.strip().lower():
            return role
    raise ValueError(f"{typed.strip()[:40]!r} is no role: choose one of {', '.join(ROLES)}")


def check_password(name: str, password: str) -> None:
    """Check that a password can be used. Raises ValueError that says what to type instead.

    At least 12 characters (NIST SP 800-63B-4 asks for 8 beside another factor and for 15 where the password is alone; here guessing
    is slowed down as well), and not the name itself.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise ValueError(
            f"the password is shorter than {SHORTEST_PASSWORD} characters: several words in a row are easy to keep in mind"
        )
    if len(password) > LONGEST_PASSWORD:
        raise ValueError(f"the password is longer than {LONGEST_PASSWORD} characters: take a shorter one")
    if len(set(password)) < 5 or password.casefold().strip() == name.casefold():
        raise ValueError("the password is easy to guess: take several words in a row, and not your name")
