"""Who speaks, under one name: an agency's aliases folded, and whether a speaker is named at all.

"A security source" of two reports need not be one source; "AFP" and "Agence France-Presse" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_ISSUE_DAY = r"(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+\d{4}"
_ISSUE = re.compile(rf"(?:,?\s+as (?:carried|published) by\s.*|,?\s+{_ISSUE_DAY}|\s*\((?:\d{{1,2}}|restated)\))$")
"""What a catalogue adds to an outlet's name: who carried it, the day of the issue, a number, that others put it in their words."""
_OF_ONE_TOLD = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)


@cache
def _load_aliases() -> dict[str, str]:
    rows = load_rows("agencies", required=("name", "aliases", "source"))
    return {fold_name(alias): row["name"] for row in rows for alias in (row["name"], *row["aliases"])}


@lru_cache(maxsize=50_000)
def find_outlet(name: str) -> str:
    """Find the one name of an outlet or agency; a name that the list does not know stays as it is written.

    >>> find_outlet("AFP"), find_outlet("Agence France Presse"), find_outlet("Mosul Eye")
    ('Agence France-Presse', 'Agence France-Presse', 'Mosul Eye')
    >>> find_outlet("the Iraqi television channel Alsumaria"), find_outlet("Reuters as carried by Example Post, 2 June 2017")
    ('Alsumaria', 'Reuters')
    >>> find_outlet("Reuters as carried by Example Post (restated)")
    'Reuters'
    >>> find_outlet("the WHO"), find_outlet("The World Health Organisation")
    ('World Health Organization', 'World Health Organization')
    """
    plain = _ISSUE.sub("", _ISSUE.sub("", _RESTATED.sub("", name))).strip() or name
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


def find_principal(name: str, before: Sequence[str], others: Iterable[str]) -> str | None:
    """Find for whom a speaker speaks that a report names: "his spokesman" for the one named before, "the rights chief" for the
    one whom the report calls chief and by name; ``None`` where that cannot be told.

    >>> find_principal("His spokesman, Ali Placeholder", ["the governor, Omar Placeholder"], ())
    'the governor, Omar Placeholder'
    >>> find_principal("His brother, Ali Placeholder", ["the governor, Omar Placeholder"], ())
    >>> find_principal("the rights chief", (), ["chief, Omar Placeholder", "Example Wire"])
    'chief, Omar Placeholder'
    """
    if _OF_ONE_TOLD.match(name):
        speaks_for = before and not load_word_set("mouthpiece").isdisjoint(re.findall(r"\w+", name.casefold()))
        return before[-1] if speaks_for else None
    role = name.split()[-1]
    named = {other for other in others if other != name and role.islower() and _is_called(role, other)}
    return named.pop() if len(named) == 1 else None


def _is_called(role: str, name: str) -> bool:
    """Whether somebody is told by a role and then by name: "chief, Zeid X"."""
    words = name.replace(",", " ").split()
    return role in words and any(word[0].isupper() for word in words[words.index(role) + 1 :])


def is_member(speaker: Speaker, body: str) -> bool:
    """Whether an unnamed speaker is one of a named body: "a police officer" where "Example Town police" speak.

    >>> is_member(Speaker(text="a police officer", start=0, end=16, kind="official"), "Example Town police")
    True
    """
    return speaker.kind not in _UNNAMED and body.split()[-1].casefold() in speaker.text.casefold().split()[:-1]


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
