"""One body under several names: "the Redland health ministry", "Redland's Ministry of Health", "the Health Ministry" are one voice.

Names are compared by their words, without articles and possessives, a nationality read as its country. Where an incident's country
is all that one name adds to another, both are one body of that country; of another country's bodies the shorter name is nobody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from civharm.lexicon import load_demonyms
from civharm.linking.judging import Unions
from civharm.linking.spots import fold_name
from civharm.model import Claim

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"the", "of", "a", "an", "for", "in"})
_ENOUGH = 2
"""Words that a body's name must hold: "police" alone may be anybody's."""


@lru_cache(maxsize=50_000)
def fold_body(name: str) -> frozenset[str]:
    """Fold the name of a body to its words.

    >>> fold_body("the Redland health ministry") == fold_body("Redland's Ministry of Health")
    True
    >>> sorted(fold_body("the Yemeni health ministry"))
    ['health', 'ministry', 'yemen']
    """
    words = _WORD.findall(name.casefold().replace("'s", "").replace("’s", ""))
    return frozenset(_load_nations().get(word, word) for word in words if word not in _SMALL)


@cache
def _load_nations() -> dict[str, str]:
    rows = load_demonyms()
    return {word.casefold(): fold_name(row["name"]) for row in rows if row.get("name") for word in row["adjective"]}


def join_spellings(names: Iterable[str], claims: Sequence[Claim], joined: Unions) -> None:
    """Join the voices of one incident that are spellings of one body; ``names`` are theirs, without the word "voice" before."""
    bodies = {name: body for name in sorted(set(names)) if len(body := fold_body(name)) >= _ENOUGH}
    first, country = dict[frozenset[str], str](), find_country(claims)
    for name, body in bodies.items():
        kept = first.setdefault(body, name)
        joined.join(f"voice {kept}", f"voice {name}")
    for body, name in first.items():
        longer = first.get(body | country)
        if longer is not None and country:
            joined.join(f"voice {name}", f"voice {longer}")


def find_country(claims: Iterable[Claim]) -> frozenset[str]:
    """Find the words of the country in which most claims of an incident are placed; none where no claim is."""
    told = Counter((claim.place.path or (claim.place.name,))[0] for claim in claims if claim.place is not None)
    best = min(told, key=lambda name: (-told[name], name), default="")
    return frozenset(_WORD.findall(fold_name(best)))
