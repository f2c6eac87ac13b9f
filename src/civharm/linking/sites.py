"""What kind of site was struck (``words/en/sites.yml``): of two deeds in one town on one day, one hits a market, one a bus."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from civharm.lexicon import load_rows

_WORD = re.compile(r"[^\W_]+")
_Phrases = dict[str, list[tuple[list[str], str]]]


@lru_cache(maxsize=4096)
def find_sites(text: str) -> frozenset[str]:
    """Find the kinds of site that a sentence names.

    >>> sorted(find_sites("Two died when a shell hit the bread queue; a bazaar in Tadil was hit too."))
    ['food', 'market']
    """
    words, phrases = _WORD.findall(text.casefold()), _load_sites()
    found, at = set[str](), 0
    while at < len(words):
        match = next((row for row in phrases.get(words[at], ()) if words[at : at + len(row[0])] == row[0]), None)
        if match is not None:
            found.add(match[1])
        at += 1 if match is None else len(match[0])
    return frozenset(found)


@cache
def _load_sites() -> _Phrases:
    """Load the words of each site by their first word, the longest first."""
    phrases: _Phrases = {}
    for row in load_rows("sites", required=("site", "words")):
        for words in map(_WORD.findall, row["words"]):
            phrases.setdefault(words[0], []).append((words, row["site"]))
    return {first: sorted(rows, key=lambda row: (-len(row[0]), row)) for first, rows in phrases.items()}
