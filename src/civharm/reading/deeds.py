"""The words for what armed actors do (``deeds.yml``), in all forms, and the deeds that a text tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from civharm.lexicon import load_deed_nouns, load_deed_verbs, load_sure_deeds, load_taking_deeds, make_alternation
from civharm.reading.idioms import find_beside_idioms, load_idioms
from civharm.reading.inflection import inflect_noun, inflect_verb


@cache
def load_deeds() -> frozenset[str]:
    """Nouns for what armed actors do, singular and plural."""
    return frozenset(form for noun in load_deed_nouns() for form in inflect_noun(noun))


@cache
def find_deed_verbs() -> frozenset[str]:
    """Verbs for what armed actors do, in all forms."""
    return frozenset(form for row in load_deed_verbs() for form in row.get("forms") or inflect_verb(row["verb"]))


@cache
def find_taking_deeds() -> frozenset[str]:
    """Nouns and verbs for deeds whose doer may take people along, in all forms.

    >>> [word for word in ("raided", "shelled", "raid", "offensive") if word in find_taking_deeds()]
    ['raided', 'raid']
    """
    return frozenset(form for row in load_taking_deeds() for form in _inflect(row))


@cache
def find_campaigns() -> frozenset[str]:
    """Nouns for deeds that go on for weeks: who opened an offensive need not have done all that is told beside it."""
    single = load_deed_nouns(course="deed")
    return frozenset(form for noun in load_deed_nouns() if noun not in single for form in inflect_noun(noun))


@cache
def _deed_pattern() -> re.Pattern[str]:
    return re.compile(r"\b" + make_alternation(load_deeds() | find_deed_verbs() | load_idioms()) + r"\b", re.I)


def tells_deed(text: str) -> bool:
    """Whether a text holds a word for what armed actors do, so that its actor may have done the harm told after it."""
    return any(find_beside_idioms(_deed_pattern(), text))


@cache
def _sure_pattern() -> re.Pattern[str]:
    forms = {form for row in load_sure_deeds() for form in _inflect(row)}
    return re.compile(r"\b" + make_alternation(forms | load_idioms()) + r"\b", re.I)


def _inflect(row: Mapping[str, Any]) -> Iterable[str]:
    return row.get("forms") or (inflect_noun(row["noun"]) if "noun" in row else inflect_verb(row["verb"]))


def tells_armed_deed(text: str) -> bool:
    """Whether a text holds a word for what armed actors do and accidents do not.

    >>> tells_armed_deed("The quake that struck the valley killed nine"), tells_armed_deed("Shelling killed nine")
    (False, True)
    """
    return any(find_beside_idioms(_sure_pattern(), text))


@cache
def _definite_pattern() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, load_deed_nouns()))
    return re.compile(rf"\b(?:the|that|this|these|those)\s+(?:\w+\s+)?({nouns})s?\b", re.I)


def find_definite_deeds(text: str) -> frozenset[str]:
    """The deeds that a text takes as told before, in the singular: "the attack", "that second strike".

    >>> sorted(find_definite_deeds("The attack killed nine; a raid followed the later strikes"))
    ['attack', 'strike']
    """
    return frozenset(match.group(1).lower() for match in _definite_pattern().finditer(text))


def find_deeds_told(text: str) -> frozenset[str]:
    """The nouns for deeds in a text, in the singular."""
    nouns = _nouns_by_form()
    return frozenset(nouns[word] for word in re.findall(r"[\w-]+", text.lower()) if word in nouns)


@cache
def _nouns_by_form() -> Mapping[str, str]:
    return {form: noun for noun in load_deed_nouns() for form in inflect_noun(noun)}
