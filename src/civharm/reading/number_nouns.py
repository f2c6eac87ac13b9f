"""The noun that a number begins: whether it is one of people, and which."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Literal

from civharm.lexicon import load_number_words, load_victim_words
from civharm.reading.number_tokens import Tokens

Kind = Literal[
    "people", "things", "age", "date", "percent", "size", "money", "phone", "ordinal", "score", "ratio", "family", "weapon",
    "identifier",
]  # fmt: skip
Found = tuple[Kind, int]  # the kind and the index of the token after the words that show it

_REACH = 7  # tokens from the number to its noun: "12 badly burned young Iraqi army officers"
_QUOTES = frozenset("\"“”‘’'«»„")
_DETERMINERS = frozenset(("the", "these", "those", "its", "his", "her", "their", "our", "them", "whom", "such"))
_NO_COUNT = ("people", "strong", "odd", "plus")  # "a 12-strong unit" counts people, "a 12-day siege" and "many-sided" count none
_SINGULAR_S = ("ss", "us", "is")


def find_noun(tokens: Tokens, index: int) -> tuple[Kind, str]:
    """Find the noun that a number begins; the last noun of a chain decides, and where there is none it may count people.

    >>> from civharm.reading.number_tokens import make_tokens
    >>> find_noun(make_tokens("12 Iraqi army vehicles were hit"), 1)
    ('things', 'vehicles')
    >>> find_noun(make_tokens("125 newly displaced families"), 1)
    ('people', 'families')
    """
    if tokens.words[index] == "-" and tokens.glued(index) and tokens.glued(index + 1) and tokens.kinds[index + 1] == "word":
        joined = tokens.words[index + 1]
        if not _is_person(joined) and joined not in _NO_COUNT:
            return "things", joined
    return _last_noun(tokens, _skip_of(tokens, index))


@cache
def load_person_words() -> tuple[Set[str], Set[str]]:
    """Words that end a counted phrase as people, and those that may stand before another noun ("3 driver seats").

    To those of ``numbers.yml`` come the single words of ``victims.yml``, so that a new noun of persons is added in one place.
    """
    people, parts = set(load_number_words("person")), set(load_number_words("person_part"))
    things = load_number_words("thing").keys() | load_number_words("measure").keys() | load_number_words("stop").keys()
    rows = load_victim_words()
    for row in rows:
        if row.get("number") != "mass" and not row.get("elliptic"):
            people |= {row["plural"].lower()} if "plural" in row and " " not in row["plural"] else set()
            parts |= {row["word"].lower()} if " " not in row["word"] and row["word"].lower() not in people else set()
    return people - things, parts - things


def _is_person(word: str) -> bool:
    return any(word in words for words in load_person_words())


def _skip_of(tokens: Tokens, index: int) -> int:
    """Past "more", "of", "of the"."""
    at = index + (tokens.words[index] == "-")
    if tokens.words[index - 1] == "of":  # "a number of the houses"
        return index + (tokens.words[index] in _DETERMINERS)
    at += tokens.words[at] in ("more", "other", "others", "odd")
    return at + 1 + (tokens.words[at + 1] in _DETERMINERS) if tokens.words[at] == "of" else at


def _last_noun(tokens: Tokens, at: int) -> tuple[Kind, str]:
    (people, parts), things, stops = load_person_words(), load_number_words("thing"), load_number_words("stop")
    households, measures, harmed = load_number_words("household"), load_number_words("measure"), load_number_words("harmed")
    found: tuple[Kind, str] = ("people", "")
    for place in range(at, min(at + _REACH, len(tokens.words))):
        word, kind = tokens.words[place], tokens.kinds[place]
        if kind == "mark" and (word in _QUOTES or word == "-"):
            continue
        if kind != "word" or (word in stops and word not in parts):
            break
        if found[1] in parts and ((word in harmed and word not in parts) or word == "of"):
            break  # "1 UN national staff shot and wounded": what was done to them, and no shot; "4 staff of the water company"
        if word in households or (word in people and word not in parts):
            return "people", word
        if word in parts:
            found = ("people", word)
        elif word in things or word in measures:
            found = ("things", word)
            of_unit = tokens.raw(place)[:1].isupper() and tokens.words[place + 1] in people  # "nine Northern Rifles troopers"
            if word.endswith("s") and not word.endswith(_SINGULAR_S) and not of_unit:
                break
    return found
