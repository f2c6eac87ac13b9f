"""The table of armed actors (``words/en/actors.yml``) and how each may be written: what a name in a text can stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, takewhile
from typing import Any, Literal, get_args

from civharm.lexicon import load_demonyms, load_rows
from civharm.reading.phrases import PhraseIndex, Token, find_tokens, load_frame

ActorKind = Literal["state", "armed_group", "militia", "gang", "pmc", "coalition", "peacekeepers"]
Refers = Literal["state", "coalition", "armed_group"]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor of the table. A row without a source has neither kind nor country nor id."""

    name: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    kind: ActorKind | None = None
    countries: tuple[str, ...] = ()
    id: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an actor; ``exact`` ones are English words too and need exactly this case."""

    text: str
    row: ActorRow
    exact: bool
    tokens: tuple[Token, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class StateName:
    """One way to name a state: its adjective ("Syrian") or its own name ("Syria")."""

    countries: tuple[str, ...]
    adjective: bool
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in a text, by offsets; ``text`` is the words, ``name`` the canonical name or the words without one.

    ``generic`` marks an actor that is named by what it is; ``refers`` and ``candidates`` tell what it may stand for; ``resolved``
    is true where the name was taken from the rest of the report.
    """

    start: int
    end: int
    text: str
    name: str
    id: str | None = None
    kind: ActorKind | None = None
    generic: bool = False
    refers: Refers | None = None
    resolved: bool = False
    candidates: tuple[ActorRow, ...] = field(default=(), compare=False)


def find_inside(mentions: Sequence[ActorMention], start: int, end: int) -> list[ActorMention]:
    """Find the actors that stand in a span of the text, among all of the text in order; the others are not looked at.

    >>> guards, police = ActorMention(4, 10, "guards", "guards"), ActorMention(20, 26, "police", "police")
    >>> [mention.text for mention in find_inside([guards, police], 12, 40)]
    ['police']
    """
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    return [m for m in takewhile(lambda mention: mention.start < end, islice(mentions, first, None)) if m.end <= end]


@cache
def load_actors() -> tuple[ActorRow, ...]:
    """Load the table of actors, checked.

    >>> next(row.id for row in load_actors() if row.name == "Islamic State")
    'ucdp:234'
    """
    rows = load_rows(
        "actors", required=("name", "aliases", "kind", "country", "id", "source"), optional=("ambiguous", "words", "given")
    )
    return tuple(_make_row(row) for row in rows)


def _make_row(row: dict[str, Any]) -> ActorRow:
    kind = row["kind"]
    if kind is not None and kind not in get_args(ActorKind):
        raise ValueError(f"words/en/actors.yml: {row['name']!r}: {kind!r} is no kind of actor")
    if row["source"] is None and (kind or row["country"] or row["id"]):
        raise ValueError(f"words/en/actors.yml: {row['name']!r}: a row without a source knows no kind, country or id")
    return ActorRow(
        row["name"], tuple(row["aliases"]), tuple(row.get("ambiguous", ())), frozenset(row.get("words", ())),
        frozenset(row.get("given", ())), kind, tuple(row["country"] or ()), row["id"], row["source"],
    )  # fmt: skip


@cache
def alias_index() -> PhraseIndex[Alias]:
    """Every alias of every actor, with and without an inner apostrophe ("Jama'at", "Jamaat")."""
    return PhraseIndex((form, alias) for row in load_actors() for form, alias in _aliases(row))


def _aliases(row: ActorRow) -> Iterator[tuple[str, Alias]]:
    for text in (*row.aliases, *row.ambiguous):
        for form in dict.fromkeys((text, _without_inner_apostrophes(text))):
            yield form, Alias(form, row, form in row.words, tuple(find_tokens(form)))


def _without_inner_apostrophes(text: str) -> str:
    """Drop the apostrophes of a transcription, but not those of an English genitive: Jama'at, Lord's."""
    parts = text.split("'")
    joined = parts[0]
    for part in parts[1:]:
        genitive = part == "" or part[0] == " " or part == "s" or part.startswith("s ")
        joined += ("'" if genitive else "") + part
    return joined


@cache
def state_index() -> PhraseIndex[StateName]:
    """The adjectives and names of all nations, and the adjectives of peoples (these without a country)."""
    rows = load_demonyms()
    forms: list[tuple[str, StateName]] = []
    for row in rows:
        countries = tuple(row["country"] or ())
        forms += [(adjective, StateName(countries, True, row["name"])) for adjective in row["adjective"]]
        if row["name"] and row["name"] not in row["adjective"]:
            forms.append((row["name"], StateName(countries, False, row["name"])))
        forms += [(name, StateName((code,), False, name)) for code, names in row.get("names", {}).items() for name in names]
    return PhraseIndex(forms)


@cache
def state_rows() -> dict[str, ActorRow]:
    """The rows of the states, by country.

    >>> state_rows()["SY"].name
    'Government of Syria'
    """
    return {row.countries[0]: row for row in load_actors() if row.kind == "state"}


@cache
def force_index() -> PhraseIndex[str]:
    """What a state's name may lead in ("army", "air strikes"), each with its part: force, deed, thing or lead."""
    rows = load_rows("state_forces", required=("part", "words"))
    return PhraseIndex((word, row["part"]) for row in rows for word in dict.fromkeys(row["words"]))


@cache
def generic_index() -> PhraseIndex[Refers | None]:
    """Actors without a name ("gunmen", "the coalition"), each with what it may refer to."""
    rows = load_rows("generic_actors", required=("refers", "words"))
    for row in rows:
        if row["refers"] is not None and row["refers"] not in get_args(Refers):
            raise ValueError(f"words/en/generic_actors.yml: {row['refers']!r} is nothing that words refer to")
    return PhraseIndex((word, row["refers"]) for row in rows for word in row["words"])


def is_cased_alike(name: str, written: str) -> bool:
    """Whether a word is written as the name has it: ``UNITA`` also as ``Unita``, but ``ETA`` never as ``Eta``."""
    if written.lower() in load_frame("articles_in_names"):
        return True
    if name.isupper() and len(name) > 1:
        return written == name or (len(name) > 3 and written == name.capitalize())
    return written[0].isupper() or not name[0].isupper()


def normal_name(words: str) -> str:
    """The words as a name: in lower case, but for proper adjectives ("pro-Russian separatists").

    >>> normal_name("Pro-Russian separatists"), normal_name("THE REBELS")
    ('pro-Russian separatists', 'the rebels')
    """
    if words.isupper():
        return words.lower()
    return " ".join((words[0].lower() + words[1:]).split())
