"""Find the nouns by which reports name people (``words/en/victims.yml``, ``demonyms.yml``) and what they tell of them.

The functions look at words alone and know no grammar beyond the neighbouring words; whether a noun names a victim is asked
elsewhere. What a whole phrase tells is read by `describe_victims` (`civharm.reading.victim_status`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from civharm.lexicon import load_demonyms, load_victim_words
from civharm.model import GROUPS, STATUSES, Group, Status
from civharm.reading.phrases import PhraseIndex, PhraseMatch, Token, find_tokens, is_capitals, load_frame

_ONE = frozenset(("a", "an", "one", "another", "1"))
_ONE_REACH = 4  # words from "a" to its noun: "a UN national aid staff"


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun that names people, by offsets in the text that was searched; ``word`` is the entry of the word list (the singular).

    ``household`` marks families, ``mass`` a body of people that sets no number ("the population"), ``container`` a word whose
    "of" tells who ("the bodies of"), ``affiliate`` a member of whatever group is named with it, ``police`` and ``staff``
    people whose status their work or employer decides.
    """

    start: int
    end: int
    text: str
    word: str
    status: Status
    groups: tuple[Group, ...] = ()
    plural: bool = False
    household: bool = False
    mass: bool = False
    kin: bool = False
    role: bool = False
    sex: str | None = None
    container: bool = False
    affiliate: bool = False
    police: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """One written form of a row; ``cased`` forms need their capital, ``elliptic`` ones a word before and none after."""

    row: dict[str, Any]
    plural: bool
    cased: bool
    elliptic: bool = False
    demonym: bool = False


@lru_cache(maxsize=512)
def find_person_nouns(text: str) -> tuple[PersonNoun, ...]:
    """Find all nouns of persons, in order, the longest first; a noun that only describes the next noun is left out.

    >>> [(n.text, n.status, n.groups) for n in find_person_nouns("Two aid workers and a 9-year-old girl died")]
    [('aid workers', 'protected', ('aid_workers',)), ('girl', 'civilian', ('children',))]
    >>> [n.text for n in find_person_nouns("At least 12 dead and dozens of wounded, said a rebel commander")]
    ['dead', 'wounded', 'commander']
    """
    capitals = is_capitals(text)

    def accept(match: PhraseMatch[_Form], tokens: Sequence[Token]) -> PhraseMatch[_Form] | None:
        rows = tuple(form for form in match.rows if _fits(form, match, tokens, text, capitals))
        return PhraseMatch(match.start, match.end, match.first, match.last, rows) if rows else None

    matches = list(_index().find(text, accept))
    heads = [
        match
        for match, following in zip(matches, [*matches[1:], None], strict=False)
        if following is None or text[match.end : following.start] != " "
    ]
    tokens = find_tokens(text)
    nouns = [_make(text, match, _is_one(match, tokens, text)) for match in heads]
    return tuple(sorted([*nouns, *_find_ages(text, nouns)], key=lambda noun: noun.start))


_AGED = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)[- ](year|month|week|day)s?[- ]old(s)?\b(?=(\W*)(\w*))", re.I
)
# A child is whoever is under 18: Convention on the Rights of the Child, article 1.
_GROWN_UP = 18


def _find_ages(text: str, nouns: Sequence[PersonNoun]) -> Iterator[PersonNoun]:
    """People who are named by their age alone: "a 2-year-old was shot", "two 16-year-olds"."""
    for match in _AGED.finditer(text):
        number, unit, many, gap, following = match.groups()
        ends = bool(gap.strip()) or not following or following.lower() in load_frame("after_people") or following.endswith("ed")
        if not (many or ends) or gap.startswith("-") or any(n.start < match.end() and match.start() < n.end for n in nouns):
            continue
        child = unit.lower() != "year" or not number.isdigit() or int(number) < _GROWN_UP
        groups: tuple[Group, ...] = ("children",) if child else ()
        yield PersonNoun(
            match.start(), match.end(), match.group(), "year-old", "civilian" if child else "unknown", groups, plural=bool(many)
        )


@cache
def _index() -> PhraseIndex[_Form]:
    rows = load_victim_words()
    forms: list[tuple[str, _Form]] = []
    for row in rows:
        _check(row)
        number = row.get("number")
        cased = row["word"][0].isupper() and not row["word"].isupper()
        forms.append((row["word"], _Form(row, number == "plural", cased, bool(row.get("elliptic")))))
        if "plural" in row:
            forms.append((row["plural"], _Form(row, True, cased)))
    return PhraseIndex([*forms, *_demonym_forms()])


def _check(row: dict[str, Any]) -> None:
    """Refuse a row with a status or group that the model does not know."""
    wrong = [group for group in row.get("groups", ()) if group not in GROUPS]
    if row["status"] not in STATUSES or wrong:
        raise ValueError(f"words/en/victims.yml: {row['word']!r}: {row['status']!r} or {wrong!r} is no status or group")


def _demonym_forms() -> list[tuple[str, _Form]]:
    """Persons by nation or people ("a Syrian", "two Kurds"): their status is not told by that."""
    rows = load_demonyms()
    forms: list[tuple[str, _Form]] = []
    for row in rows:
        made = {"word": row["person"], "status": "unknown"}
        bare = row["person"] in row["adjective"] or row["person"] == row["plural"]
        forms.append((row["person"], _Form(made, row["person"] == row["plural"], True, bare, True)))
        if row["plural"] != row["person"]:
            forms.append((row["plural"], _Form(made, True, True, row["plural"] in row["adjective"], True)))
    return forms


def _fits(form: _Form, match: PhraseMatch[_Form], tokens: Sequence[Token], text: str, capitals: bool) -> bool:
    """Whether the words around a form let it name people."""
    if form.cased and not capitals and not text[match.start].isupper():
        return False
    before = tokens[match.first - 1] if match.first else None
    if "with" in form.row and (before is None or before.norm not in {w.lower() for w in form.row["with"]}):
        return False
    if form.row.get("adjective") and not form.plural and _describes(match, tokens, text):
        return False
    if not form.elliptic:
        return True
    return _led_in(form, tokens, match.first, text) and _ends_phrase(match, tokens, text)


def _describes(match: PhraseMatch[_Form], tokens: Sequence[Token], text: str) -> bool:
    """Whether a noun that is mostly an adjective stands before the noun that it describes: "1 national RC worker"."""
    if match.last >= len(tokens) or text[match.end : tokens[match.last].start] != " ":
        return False
    following = tokens[match.last].norm
    return following not in load_frame("after_people") and not following.endswith(("ly", "ed"))


_BE = frozenset("is are was were be been being".split())


def _led_in(form: _Form, tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a determiner or a number stands before an adjective that stands for people, or its like ("12 dead and wounded")."""
    if not at or text[tokens[at - 1].end : tokens[at].start].strip() not in ("", '"', "“"):
        return False
    before = tokens[at - 1]
    if before.norm in ("and", "or") and at > 1 and not form.demonym:
        return tokens[at - 2].norm in _elliptic_words() and _led_in(form, tokens, at - 2, text)
    if before.norm.endswith("ly") and at > 1 and tokens[at - 2].norm in _BE:
        return False  # "nine were seriously wounded" tells what was done, and names no further people
    if form.demonym and (before.norm in load_frame("before_person") or before.norm in load_frame("of_a_person")):
        return True
    return before.norm in load_frame("before_people") or before.text[-1].isdigit()


@cache
def _elliptic_words() -> frozenset[str]:
    rows = load_victim_words()
    return frozenset(row["word"] for row in rows if row.get("elliptic"))


def _ends_phrase(match: PhraseMatch[_Form], tokens: Sequence[Token], text: str) -> bool:
    """Whether no noun follows that the adjective would describe."""
    if match.last >= len(tokens):
        return True
    following = tokens[match.last]
    if text[match.end : following.start] != " ":
        return text[match.end] != "-"
    return following.norm in load_frame("after_people") or following.text[0].isupper() or following.norm.endswith(("ly", "ed"))


def _is_one(match: PhraseMatch[_Form], tokens: Sequence[Token], text: str) -> bool:
    """Whether "a", "one" or "another" makes one person of a word that is mostly many: "a UN national staff", "another wounded"."""
    row = match.rows[0].row
    if row.get("number") != "plural" or not (row.get("staff") or row.get("elliptic") or row["word"].endswith(" staff")):
        return False
    for token in reversed(tokens[max(0, match.first - _ONE_REACH) : match.first]):
        if token.norm in _ONE:
            return f"a{text[token.end : match.start]}".replace(" ", "").isalpha()
        if token.norm in load_frame("after_people") or not token.norm.isalpha():
            return False
    return False


def _make(text: str, match: PhraseMatch[_Form], one: bool) -> PersonNoun:
    form = match.rows[0]
    row = form.row
    flags = {key: bool(row.get(key)) for key in ("household", "kin", "role", "container", "affiliate", "police", "staff")}
    return PersonNoun(
        match.start, match.end, text[match.start : match.end], row["word"], row["status"], tuple(row.get("groups", ())),
        plural=form.plural and not one, mass=row.get("number") == "mass", sex=row.get("sex"), **flags,
    )  # fmt: skip
