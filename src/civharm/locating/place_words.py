"""Load the words around place names (``words/en/place_words.yml``): prepositions, kinds of place, what is no place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from civharm.lexicon import load_rows, make_alternation

# what the words around a name do: the harm may be there, or not
THERE = frozenset(["at", "near", "coast", "border", "road", "between", "hit"])
NOT_THERE = frozenset(["person", "organisation", "speech", "backing", "dateline", "people"])


@cache
def match_place_words(*roles: str) -> str:
    """The regular expression of any word of some roles of ``place_words.yml``."""
    return make_alternation(word for role in roles for word in load_place_words().sets[role])


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The word lists of ``place_words.yml``."""

    governors: dict[str, str]
    nouns: dict[str, str]
    sets: dict[str, frozenset[str]]
    relative: frozenset[str]
    known: frozenset[str]
    endings: frozenset[str]
    beginnings: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """Load the words around place names."""
    governors: dict[str, str] = {}
    nouns: dict[str, str] = {}
    sets: dict[str, set[str]] = {}
    for row in load_rows("place_words", required=["role", "words"], optional=["kind"]):
        if row["role"] == "noun":
            for word in row["words"]:
                nouns.setdefault(word, row["kind"])
        elif row["role"] in (*THERE, "from", "to", "by", "backing"):
            for word in row["words"]:
                governors.setdefault(word, row["role"])
        sets.setdefault(row["role"], set()).update(row["words"])
    relative = frozenset(phrase.split()[0] for phrase in sets["relative"])
    known = sets["notplace"] | sets["organisation"] | sets["title"] | sets["filler"] | sets["speech"] | set(nouns) | set(governors)
    return PlaceWords(
        governors,
        nouns,
        {role: frozenset(words) for role, words in sets.items()},
        relative,
        frozenset(known),
        frozenset(g.split()[-1] for g in governors),
        frozenset(n.split()[0] for n in nouns),
    )


@cache
def load_actor_names() -> frozenset[str]:
    """Load the names of listed armed actors, without case: "Fano" is no place where they are told."""
    rows = load_rows(
        "actors", required=("name",), optional=("aliases", "ambiguous", "country", "id", "kind", "source", "words", "given")
    )
    return frozenset(name.casefold() for row in rows for name in (row["name"], *(row.get("aliases") or ())))


@cache
def load_agency_acronyms() -> frozenset[str]:
    """Load the acronyms of news agencies: "SANA" is no town where it is written in capitals."""
    rows = load_rows("agencies", required=("name", "aliases", "source"))
    return frozenset(name for row in rows for name in (row["name"], *row["aliases"]) if name.isupper())
