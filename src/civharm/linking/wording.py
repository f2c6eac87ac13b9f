"""The words of the sentences that make a claim, and the names that a text holds: what two tellings of one happening share.

Words that stand in any report of harm say nothing (``words/en/linking.yml``). Names are written with a capital wherever they stand;
how rare a name is among all reports is for `civharm.linking.rarity` to say.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache, lru_cache

from civharm.lexicon import load_rows

READ_AT_MOST = 20_000
"""How many characters of a report are searched for names: the happening is named early, and a book must not cost an hour."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MOST_NAMES = 60


@cache
def load_words(kind: str) -> frozenset[str]:
    """Load the words of one kind (``common`` or ``another``)."""
    return frozenset(row["word"] for row in load_rows("linking", required=("word", "kind")) if row["kind"] == kind)


@lru_cache(maxsize=4096)
def find_words(text: str) -> frozenset[str]:
    """Find the telling words of a sentence; numbers are left to the comparison of counts.

    >>> sorted(find_words("At least 12 people were killed when a shell hit a bakery in Tadil."))
    ['bakery', 'shell', 'tadil']
    """
    common = load_words("common")
    found = {_clip(word) for word in _WORD.findall(text.casefold()) if len(word) > 2 and not word.isdigit()}
    return frozenset(sys.intern(word) for word in found - common)


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Find words that are written with a capital and nowhere without one, and long numbers (of houses, roads, units).

    >>> sorted(find_names(["Layan Saleh, 9, died in Maysaloon Street. Officials named Layan first."]))
    ['layan', 'maysaloon', 'saleh']
    """
    common, raised, lower = load_words("common"), dict[str, None](), set[str]()
    for text in texts:
        for word in _WORD.findall(text[:READ_AT_MOST]):
            if word[0].isupper() and len(word) > 2:
                raised[_clip(word.casefold())] = None
            elif word.isdigit() and len(word) in (3, 4, 5) and not word.startswith(("19", "20")):
                raised[word] = None
            else:
                lower.add(word)
    kept = [word for word in raised if word not in lower and word not in common]
    return frozenset(sys.intern(word) for word in kept[:_MOST_NAMES])


def tells_another(text: str) -> bool:
    """Whether words say that what follows is another happening than what was told before.

    >>> tells_another("Two were killed in a separate attack"), tells_another("Two were killed in the attack")
    (True, False)
    """
    lowered = f" {' '.join(_WORD.findall(text.casefold()))} "
    return any(f" {cue} " in lowered for cue in load_words("another"))


def measure_overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that stands in the larger: 0 where either is too small (under 4) to say anything."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 4 else 0.0


def _clip(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
