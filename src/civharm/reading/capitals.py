"""Find the capitals that stand for their governments: "accused Moscow of", "Damascus shelled the town"; not a city that is hit.

A capital acts where a verb of attack with an object follows it, and is accused where a verb of accusing stands before it. Anywhere
else it is a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from civharm.lexicon import load_rows
from civharm.reading.actor_names import ActorMention, ActorRow, state_rows
from civharm.reading.cues import load_cues
from civharm.reading.phrases import PhraseIndex, Token, load_frame

# Words between a verb of accusing and the "on" or "for" that names whom: "blamed the raid on Moscow".
_REACH = 8


@cache
def capital_index() -> PhraseIndex[ActorRow]:
    """The capitals of states, each with the row of its government."""
    rows = load_rows("capitals", required=("capital", "country", "source"))
    return PhraseIndex((name, state_rows()[row["country"]]) for row in rows for name in row["capital"])


def capital_at(text: str, tokens: Sequence[Token], at: int) -> tuple[ActorMention, int] | None:
    """The government that a capital at a word stands for, and the index after the name; none where it is a place.

    >>> from civharm.reading.phrases import find_tokens
    >>> tokens = find_tokens("Kyiv accused Moscow of it")
    >>> [capital_at("Kyiv accused Moscow of it", tokens, at) is not None for at in (0, 2)]
    [False, True]
    """
    match = capital_index().longest_at(text, tokens, at)
    if match is None or not text[match.start].isupper():
        return None
    if not (_is_accused(text, tokens, match.first, match.last) or _acts(text, tokens, match.first, match.last)):
        return None
    row = match.rows[0]
    return ActorMention(match.start, match.end, text[match.start : match.end], row.name, row.id, row.kind), match.last


def _is_accused(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether somebody accuses it: "accused Moscow", "blamed the strike on Moscow", "carried out by Moscow"."""
    if not first or not _stays(text, tokens, first):
        return False
    before, accuse = tokens[first - 1].norm, load_cues("accuse")
    if before in accuse:
        return not text[tokens[last - 1].end :].startswith(("-", "'", "’"))
    if before == "by":
        return last == len(tokens) or not _stays(text, tokens, last) or tokens[last].text.islower()
    clause = [t.norm for n, t in enumerate(tokens[max(0, first - _REACH) : first])]
    return before == "on" and bool({"blamed", "blames", "blame", "blaming"} & set(clause))


def _acts(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether it attacks something: "Moscow fired two missiles"; not "Damascus struck by rockets" and not "strikes on Kyiv"."""
    if last + 1 >= len(tokens) or not _stays(text, tokens, last):
        return False
    before = tokens[first - 1].norm if first and _stays(text, tokens, first) else ""
    verb = last + (tokens[last].norm in ("has", "had", "have", "also", "again"))
    if before in load_frame("not_by_state") or verb + 1 >= len(tokens) or tokens[verb].norm not in load_frame("capital_acts"):
        return False
    return _stays(text, tokens, verb + 1) and tokens[verb + 1].norm not in load_frame("no_object")


def _stays(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing but a space stands before a word."""
    return text[tokens[at - 1].end : tokens[at].start].isspace()
