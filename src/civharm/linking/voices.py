"""Who speaks, under one name: an agency's aliases folded, and whether a speaker is named at all.

"A security source" of two reports need not be one source; "AFP" and "Agence France-Presse" are one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from civharm.lexicon import load_rows
from civharm.linking.spots import fold_name
from civharm.linking.words import load_word_set
from civharm.model import Claim, Speaker

_ONE_NAME = re.compile(r"(?<![\w.])[^\W\d_a-zß-ÿ][\w'’.-]+")
_LONG = 6
"""Letters of an alias that names an outlet at the end of a longer phrase: "the news agency Reuters"."""
_UNNAMED = frozenset({"anonymous"})
_PEOPLE = frozenset({"witness", "relative", "medical", "other"})
_RESTATED = re.compile(r"^\s*(?:restated after|via|from|@)\s*", re.IGNORECASE)


@cache
def _load_aliases() -> dict[str, str]:
    rows = load_rows("agencies", required=("name", "aliases", "source"))
    return {fold_name(alias): row["name"] for row in rows for alias in (row["name"], *row["aliases"])}


@lru_cache(maxsize=50_000)
def find_outlet(name: str) -> str:
    """Find the one name of an outlet or agency; a name that the list does not know stays as it is written.

    >>> find_outlet("AFP"), find_outlet("Agence France Presse"), find_outlet("Mosul Eye")
    ('Agence France-Presse', 'Agence France-Presse', 'Mosul Eye')
    >>> find_outlet("the Iraqi television channel Alsumaria")
    'Alsumaria'
    """
    plain = re.sub(r"\s*\(\d{1,2}\)$", "", _RESTATED.sub("", name)).strip() or name
    words, aliases = fold_name(plain).split(), _load_aliases()
    endings = (" ".join(words[at:]) for at in range(len(words)) if at == 0 or len(words[at]) >= _LONG)
    return next((aliases[ending] for ending in endings if ending in aliases), plain)


def is_named(speaker: Speaker) -> bool:
    """Whether the report says which speaker this is, and not only of what kind.

    >>> is_named(Speaker(text="a security source", start=0, end=17, kind="anonymous"))
    False
    >>> is_named(Speaker(text="Alsumaria News", start=0, end=14, kind="media")), is_named(Speaker(text="police", start=0, end=6))
    (True, False)
    >>> is_named(Speaker(text="Their commanders", start=0, end=16, kind="party"))
    False
    """
    if speaker.kind in _UNNAMED:
        return False
    names = [name for name in _ONE_NAME.findall(speaker.name or speaker.text) if name.casefold() not in load_word_set("common")]
    return len(names) >= (2 if speaker.kind in _PEOPLE and speaker.name is None else 1)


def find_voice(claim: Claim) -> str | None:
    """Find the named speaker nearest to the fact; ``None`` where the report names nobody.

    Behind "a security source > Alsumaria News" stands an unnamed person whom only Alsumaria heard: the voice is Alsumaria's.
    """
    for speaker in claim.speakers:
        if is_named(speaker):
            return find_outlet(speaker.name or speaker.text)
    return None


def list_retellers(claim: Claim) -> list[str]:
    """List the named speakers who have a claim from another: the outlets behind the first named one of its chain."""
    named = [find_outlet(speaker.name or speaker.text) for speaker in claim.speakers if is_named(speaker)]
    return [name for name in dict.fromkeys(named) if name != named[0]]


def say_chain(claim: Claim) -> str | None:
    """Say the chain from the fact to its first named speaker: "a security source > Alsumaria".

    ``None`` where the report names nobody.
    """
    said = list[str]()
    for speaker in claim.speakers:
        if is_named(speaker):
            return " > ".join([*said, find_outlet(speaker.name or speaker.text)])
        said.append(speaker.name or speaker.text)
    return None
