"""Make the actor of a claim from the words that name it: who it is, without the deed or the weapon behind them."""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import load_rows, make_alternation
from civharm.model import Actor
from civharm.reading.actor_names import ActorMention, generic_index


def make_actor(mention: ActorMention, *, inferred: bool = False) -> Actor:
    """The actor of a claim from a mention: who it is, without what he did it with ("Israeli | air raids")."""
    words = _without_deed(mention.text)
    return Actor(
        text=words,
        start=mention.start,
        end=mention.start + len(words),
        name=mention.name,
        id=mention.id,
        inferred=inferred or mention.resolved,
    )


def _without_deed(words: str) -> str:
    """The words for an actor without the deed or the weapon behind them.

    >>> _without_deed("Syrian government air strikes"), _without_deed("Russia's attack"), _without_deed("suicide bomber")
    ('Syrian government', 'Russia', 'suicide bomber')
    """
    match = _deeds_behind().fullmatch(words)
    return match[1] if match and not _is_one_word_for(words, match[1]) else words


def _is_one_word_for(words: str, first: str) -> bool:
    """Whether listed words name an actor only as a whole: "suicide bomber", but not "government artillery"."""
    whole = any((m.start, m.end) == (0, len(words)) for m in generic_index().find(words))
    return whole and not any(True for _ in generic_index().find(first))


@cache
def _deeds_behind() -> re.Pattern[str]:
    rows = load_rows("state_forces", required=("part", "words"))
    deeds = make_alternation([word for row in rows if row["part"] in ("deed", "thing") for word in row["words"]])
    return re.compile(rf"(.+?)(?:['’]s?)?(?:\s{deeds})+", re.I)
