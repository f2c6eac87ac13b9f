"""Tell of what kind a speaker is from the words of the phrase that names it (``words/en/speakers.yml``).

The head of the phrase decides ("a Reuters witness" is a witness), and where it tells nothing ("the head of", "a spokesman for")
what it belongs to. A speaker that only the table of actors knows is a party to the war.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import get_args

from civharm.lexicon import load_rows
from civharm.model import SpeakerKind
from civharm.reading.actor_names import state_index
from civharm.reading.actors import find_named_actors
from civharm.reading.phrases import PhraseIndex, PhraseMatch, Token, is_capitals

# The head of a phrase ends where its first addition begins: "the director | of the hospital", "Karim, | a doctor | in Homs".
_ADDITION = re.compile(r"\s(?:of|at|in|from|for|with|near|who|which|whose|to|on|by)\s|[,(:;–—]|\s-\s")


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    kind: SpeakerKind
    weak: bool


@lru_cache(maxsize=4096)
def find_speaker_kind(phrase: str) -> SpeakerKind:
    """Find the kind of a speaker; ``other`` where the words do not tell.

    >>> [find_speaker_kind(p) for p in ("a security source", "the director of the main hospital", "UN officials")]
    ['anonymous', 'medical', 'un']
    >>> [find_speaker_kind(p) for p in ("Boko Haram", "a Reuters witness", "Karim Sabri", "his brother")]
    ['party', 'witness', 'other', 'relative']
    """
    told = _told(phrase)
    strong = [words.kind for words in told if not words.weak]
    if strong:
        return strong[0]
    if find_named_actors(phrase):
        return "party"
    if told:
        return told[0].kind
    return "official" if _is_country(phrase) else "other"


@lru_cache(maxsize=4096)
def find_speaker_words(phrase: str) -> tuple[tuple[int, int], ...]:
    """Find the listed words of speakers in a phrase, by offsets: what makes it a phrase that can speak.

    >>> find_speaker_words("the head of the Britain-based monitoring group")
    ((30, 46),)
    """
    capitals = is_capitals(phrase)

    def accept(match: PhraseMatch[_Words], _: Sequence[Token]) -> PhraseMatch[_Words] | None:
        kept = any(capitals or _cased(w.text, phrase[match.start : match.end]) for w in match.rows)
        return match if kept else None

    return tuple((match.start, match.end) for match in _index().find(phrase, accept))


def is_speaker_word(word: str) -> bool:
    """Whether a word in lower case stands before another one in the listed words of speakers ("hospital", "state").

    >>> is_speaker_word("hospital"), is_speaker_word("injury")
    (True, False)
    """
    return word in _first_words()


@cache
def _first_words() -> frozenset[str]:
    rows = load_rows("speakers", required=("kind", "words"), optional=("weak",))
    split = (re.split(r"[\s-]+", words.lower()) for row in rows for words in row["words"])
    return frozenset(part for parts in split if len(parts) < 4 for part in parts[:-1])


def _told(phrase: str) -> list[_Words]:
    """What the head of a phrase and then each addition tells: of each its last words, weak ones only where it has no others."""
    capitals = is_capitals(phrase)
    ends = [m.start() for m in _ADDITION.finditer(phrase)]

    def accept(match: PhraseMatch[_Words], _: Sequence[Token]) -> PhraseMatch[_Words] | None:
        kept = tuple(w for w in match.rows if capitals or _cased(w.text, phrase[match.start : match.end]))
        return replace(match, rows=kept) if kept else None

    parts: dict[int, _Words] = {}
    for match in _index().find(phrase, accept):
        words, part = match.rows[0], bisect_right(ends, match.start)
        if part not in parts or parts[part].weak or not words.weak:
            parts[part] = words
    return [parts[part] for part in sorted(parts)]


def _is_country(phrase: str) -> bool:
    """Whether a phrase is the bare name of a country, which then stands for its government."""
    bare = phrase.strip().removeprefix("The ").removeprefix("the ")
    found = next(state_index().find(bare), None)
    return found is not None and found.end - found.start == len(bare) and (not found.rows[0].adjective or bare.isupper())


def _cased(words: str, written: str) -> bool:
    """Names need their capitals ("Times", "WHO"); all other words do not."""
    if words.isupper():
        return written == words
    return words[0].islower() or written[0].isupper()


@cache
def _index() -> PhraseIndex[_Words]:
    rows = load_rows("speakers", required=("kind", "words"), optional=("weak",))
    for row in rows:
        if row["kind"] not in get_args(SpeakerKind):
            raise ValueError(f"words/en/speakers.yml: {row['kind']!r} is no kind of speaker")
    return PhraseIndex((w, _Words(w, row["kind"], bool(row.get("weak")))) for row in rows for w in dict.fromkeys(row["words"]))
