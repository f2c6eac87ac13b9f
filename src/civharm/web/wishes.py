"""What a person wishes of the screen: which key does what, what is folded, no pictures, greyscale, when to be told to rest.

Wishes are kept in a cookie of that person in that browser, so that the first page already comes as wished; they hold no secret and
decide nothing. What a cookie says that no form could have said is not heard.
"""

from __future__ import annotations

import base64
import binascii
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import parse_qsl, urlencode

from civharm.model import make_id

Fold = Literal["nothing", "graphic", "all"]
FOLDS: tuple[Fold, ...] = get_args(Fold)
# What a key can do: its name in forms and pages, the key that it has at first, and what it does in words.
ACTIONS: Mapping[str, tuple[str, str]] = {
    "accept": ("a", "accept the claim as it stands"), "correct": ("c", "correct it (a digit begins with the number)"),
    "reject": ("r", "reject it"), "dispute": ("d", "dispute it"), "why": ("w", "say why, before you decide"),
    "next": ("n", "next, without a decision"), "undo": ("u", "undo your last decision"), "redo": ("U", "redo it"),
    "add": ("+", "add a claim: mark its words in the report"), "words": ("x", "show or fold the words"),
    "report": ("o", "open or close the whole report"), "incident": ("i", "go to the incident"), "search": ("/", "search"),
    "help": ("?", "show these keys"),
}  # fmt: skip
RESTS = (0, 25, 50, 90)  # minutes of work after which a rest is proposed; 0: never
_MOST_BYTES = 3000  # of the cookie; browsers take 4,096


class WishError(ValueError):
    """A wish that cannot be granted; one line that says why and what to do."""


def _first_keys() -> dict[str, str]:
    return {action: key for action, (key, _) in ACTIONS.items()}


@dataclass(frozen=True, slots=True)
class Wishes:
    """The wishes of one person. ``keys`` maps every action to its key; an empty one has none."""

    keys: Mapping[str, str] = field(default_factory=_first_keys)
    fold: Fold = "nothing"
    pictures: bool = True
    grey: bool = False
    rest: int = 50


def parse_wishes(form: Mapping[str, str]) -> Wishes:
    """Parse a form of wishes, in which a box that is not ticked is not there. Raises WishError.

    >>> parse_wishes({"key_accept": "y", "fold": "graphic", "rest": "50"}).keys["accept"]
    'y'
    >>> parse_wishes({"key_accept": "r"})
    Traceback (most recent call last):
    ...
    civharm.web.wishes.WishError: “r” is chosen for two things (accept, reject): give one of them another key, or none
    """
    keys = {action: _parse_key(action, form.get(f"key_{action}", key)) for action, (key, _) in ACTIONS.items()}
    _check_clashes(keys)
    fold = next((one for one in FOLDS if one == form.get("fold")), None)
    rest = form.get("rest", "")
    if fold is None or rest not in map(str, RESTS):
        raise WishError("choose one of what the form offers")
    return Wishes(keys, fold, "pictures" in form, "grey" in form, int(rest))


def _parse_key(action: str, typed: str) -> str:
    key = unicodedata.normalize("NFC", typed.strip())
    if not key:
        return ""
    if len(key) > 1 or not key.isprintable():
        raise WishError(f"{action}: “{key[:20]}” is not one key: type one letter or sign, or nothing for no key")
    if key.isdigit():
        raise WishError(f"{action}: a digit begins a correction: take a letter or a sign for it")
    return key


def _check_clashes(keys: Mapping[str, str]) -> None:
    twice = next((key for key, times in Counter(filter(None, keys.values())).items() if times > 1), None)
    if twice:
        who = ", ".join(action for action, key in keys.items() if key == twice)
        raise WishError(f"“{twice}” is chosen for two things ({who}): give one of them another key, or none")


def write_wishes(wishes: Wishes) -> str:
    """Write wishes as the value of a cookie."""
    said = {f"key_{action}": key for action, key in wishes.keys.items()} | {"fold": wishes.fold, "rest": str(wishes.rest)}
    said |= {name: "yes" for name in ("pictures", "grey") if getattr(wishes, name)}
    return base64.urlsafe_b64encode(urlencode(said).encode()).decode().rstrip("=")


def load_wishes(cookie: str) -> Wishes:
    """Load the wishes of a cookie; what cannot be read is as if nothing had been wished.

    >>> load_wishes(write_wishes(Wishes(fold="all"))).fold, load_wishes("nonsense") == Wishes(), load_wishes("") == Wishes()
    ('all', True, True)
    """
    if not cookie or len(cookie) > _MOST_BYTES:
        return Wishes()
    try:
        said = base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True).decode()
        return parse_wishes(dict(parse_qsl(said, keep_blank_values=True, max_num_fields=60)))
    except (ValueError, binascii.Error):  # WishError is a ValueError too
        return Wishes()


def name_cookie(cookie: str, person: str) -> str:
    """Name the cookie of a person's wishes, beside that of the session."""
    return f"{cookie}_{make_id('wishes', person)[:8]}"


__all__ = [
    "ACTIONS", "FOLDS", "RESTS", "Fold", "WishError", "Wishes", "load_wishes", "name_cookie", "parse_wishes", "write_wishes",
]  # fmt: skip
