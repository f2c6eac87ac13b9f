"""The code says what docs/concepts.md says: one word for one thing, and none of the words that are avoided."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import civharm

PACKAGE = Path(civharm.__file__).parent
ROOT = PACKAGE.parent.parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)

# avoided word: what to say instead (docs/concepts.md, "Words we use, and words we avoid")
AVOIDED = {
    "statement": "claim", "fact": "claim", "document": "report", "item": "report", "perpetrator": "actor", "culprit": "actor",
    "event": "incident", "estimate": "tally", "figure": "tally", "label": "judgement", "annotation": "judgement", "weapon": "means",
    "duplicate": "copy", "article": "report", "cluster": "incident",
}  # fmt: skip
# avoided word: where it may stand, since it means something else there
OTHER_MEANING = {
    "article": {
        "collecting/article.py",  # the part of a web page that is not its menus
        "collecting/pages.py",
        "locating/surroundings.py",  # "the", "a"
    },
    "figure": {"locating/date_words.py"},  # digits
    "label": {"linking/spots.py"},  # how a place is shown
    "cluster": {"linking/clusters.py"},  # the grouping of pairs, before it is known to be an incident
}
NO_ROOM_FOR_ANYTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "tools", "stuff"}


def find_public_names(tree: ast.Module) -> Iterator[str]:
    """Find the names by which other modules know a module's functions, classes, methods and fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (a.target.id for a in node.body if isinstance(a, ast.AnnAssign) and isinstance(a.target, ast.Name))


def split_name(name: str) -> list[str]:
    """Split a name into its words, in the singular."""
    return [word.lower().removesuffix("s") for word in re.findall(r"[A-Z]?[a-z]+", name)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_public_name_uses_no_avoided_word(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    names = {path.stem, *find_public_names(ast.parse(path.read_text(encoding="utf-8")))}
    wrong = {
        f"{name}: say {AVOIDED[word]}"
        for name in names
        for word in split_name(name)
        if word in AVOIDED and here not in OTHER_MEANING.get(word, ())
    }
    assert wrong == set()


def test_no_module_is_a_room_for_anything() -> None:
    assert [path for path in MODULES if {path.stem, path.parent.name} & NO_ROOM_FOR_ANYTHING] == []


def test_the_page_of_words_names_what_is_avoided_here() -> None:
    page = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
    assert [word for word in AVOIDED if word not in page] == []


def test_every_exception_is_still_needed() -> None:
    for word, places in OTHER_MEANING.items():
        for place in places:
            path = PACKAGE / place
            names = {path.stem, *find_public_names(ast.parse(path.read_text(encoding="utf-8")))}
            assert any(word in split_name(name) for name in names), f"{place} says {word} no more"
