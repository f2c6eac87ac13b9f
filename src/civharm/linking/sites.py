"""What kind of site was struck (``words/en/sites.yml``): of two deeds in one town on one day, one hits a market, one a bus."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from civharm.lexicon import load_rows


@lru_cache(maxsize=4096)
def find_sites(text: str) -> frozenset[str]:
    """Find the kinds of site that a sentence names.

    >>> sorted(find_sites("Two died when a shell hit the bread queue; a bazaar in Tadil was hit too."))
    ['food', 'market']
    """
    pattern, site_of = _load_sites()
    return frozenset(site_of[word] for word in pattern.findall(text.casefold()))


@cache
def _load_sites() -> tuple[re.Pattern[str], dict[str, str]]:
    site_of = {word: row["site"] for row in load_rows("sites", required=("site", "words")) for word in row["words"]}
    words = sorted(site_of, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"), site_of
