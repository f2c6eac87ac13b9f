"""Load the word lists of ``words/<language>/*.yml``: vocabulary is data, code is grammar.

A list is a YAML list of rows. The caller names the keys that a row must and may have; any other key is an error that names the
file and the row, so that a typing mistake in a word list never passes in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's loader reads ten times as fast where it is built in


@cache
def _load(name: str, language: str) -> tuple[dict[str, Any], ...]:
    path = files("civharm") / "words" / language / f"{name}.yml"
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return tuple(rows)


def load_rows(
    name: str, *, required: Iterable[str], optional: Iterable[str] = (), language: str = "en"
) -> tuple[dict[str, Any], ...]:
    """Load the rows of one word list and check their keys.

    Raises ValueError that names the file, the row and the key where a key is missing or unknown.
    """
    must, may = set(required), set(required) | set(optional)
    rows = _load(name, language)
    for number, row in enumerate(rows, 1):
        wrong = sorted((must - set(row)) | (set(row) - may))
        if wrong:
            raise ValueError(f"words/{language}/{name}.yml: row {number}: key {wrong[0]!r} is missing or unknown")
    return rows


DeedCourse = Literal["deed", "campaign", "war"]
DEED_COURSES: tuple[DeedCourse, ...] = get_args(DeedCourse)  # the shorter first

_VICTIM_KEYS = (
    "plural", "number", "groups", "household", "kin", "role", "sex", "elliptic", "with", "container", "affiliate", "police",
    "staff", "adjective",
)  # fmt: skip


def load_victim_words() -> tuple[dict[str, Any], ...]:
    """Load the nouns by which reports name people (``victims.yml``): reading looks for them, and counts ask what they tell.

    >>> next(row["status"] for row in load_victim_words() if row["word"] == "villager")
    'civilian'
    """
    return load_rows("victims", required=("word", "status"), optional=_VICTIM_KEYS)


@cache
def load_number_words(role: str) -> Mapping[str, Any]:
    """Load one role of ``numbers.yml``: each word with the value or bound of its row (or ``True``).

    >>> load_number_words("teen")["thirteen"]
    13
    """
    rows = load_rows("numbers", required=("role", "words"), optional=("value", "bound"))
    return {word: row.get("value", row.get("bound", True)) for row in rows if row["role"] == role for word in row["words"]}


@cache
def load_month_names() -> frozenset[str]:
    """Load the names of months as texts write them, in full and short (``dates.yml``).

    >>> sorted(name for name in load_month_names() if name.startswith("Ju"))
    ['Jul', 'July', 'Jun', 'June']
    """
    return frozenset(word for row in load_date_rows("month") for word in row["words"])


def load_date_rows(role: str) -> list[dict[str, Any]]:
    """Load the rows of one role of ``dates.yml``."""
    rows = load_rows("dates", required=("role", "words"), optional=("value", "calendar", "month", "day", "days"))
    return [row for row in rows if row["role"] == role]


def load_demonyms() -> tuple[dict[str, Any], ...]:
    """Load the rows of peoples and nations (``demonyms.yml``).

    >>> next(row["names"] for row in load_demonyms() if row["name"] == "Myanmar")
    {'MM': ['Burma']}
    """
    return load_rows("demonyms", required=("adjective", "person", "plural", "country", "name", "source"), optional=("names",))


@cache
def load_deed_nouns(*, course: DeedCourse = "campaign") -> tuple[str, ...]:
    """Load the nouns for what armed actors do (``deeds.yml``), sorted: single deeds; up to ``course`` campaigns and whole wars too.

    >>> [course for course in DEED_COURSES if "offensive" in load_deed_nouns(course=course)]
    ['campaign', 'war']
    """
    taken = DEED_COURSES[: DEED_COURSES.index(course) + 1]
    return tuple(sorted(row["noun"] for row in _load_deeds() if "noun" in row and row.get("course", "deed") in taken))


def load_deed_verbs() -> tuple[dict[str, Any], ...]:
    """Load the rows of the verbs for what armed actors do."""
    return tuple(row for row in _load_deeds() if "verb" in row)


def load_sure_deeds() -> tuple[dict[str, Any], ...]:
    """Load the rows of nouns and verbs that only armed actors do, and no accident ("raid", "shell"; not "fire", "hit")."""
    return tuple(row for row in _load_deeds() if row.get("also") != "accident")


def load_taking_deeds() -> tuple[dict[str, Any], ...]:
    """Load the rows of nouns and verbs whose doer comes to the people and may take them along ("raid"; not "shelling")."""
    return tuple(row for row in _load_deeds() if row.get("takes"))


def _load_deeds() -> tuple[dict[str, Any], ...]:
    return load_rows("deeds", required=(), optional=("noun", "verb", "forms", "course", "also", "takes"))


def make_alternation(phrases: Iterable[str], blank: str = " ") -> str:
    """Make the regular expression of any of some phrases, the longest that fits; ``blank`` is what stands for a blank in them.

    Phrases that begin alike share their beginning, so that a text is searched many times as fast as by one branch a phrase.

    >>> make_alternation(["kill", "killed", "shot dead", "shot"])
    '(?:kill(?:ed)?|shot(?: dead)?)'
    """
    tree: _Tree = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _write_branches(tree, blank)


_Tree = dict[str, "_Tree"]


def _write_branches(tree: _Tree, blank: str) -> str:
    branches = [_write_branch(letter, below, blank) for letter, below in sorted(tree.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"


def _write_branch(letter: str, below: _Tree, blank: str) -> str:
    written = ""
    while True:  # letters that nothing branches off are written without going deeper, so that a long phrase is no deep recursion
        written += blank if letter == " " else re.escape(letter)
        if len(below) != 1 or "" in below:
            return written + _write_branches(below, blank)
        letter, below = next(iter(below.items()))
