"""Find the words that tell by what means people were harmed (``words/en/means.yml``), by the categories of SDG indicator 16.1.2.

An explosion or a bombing of which nothing more is told is no means (codebook): only what came from the air, from artillery or a
rocket is ``explosive``, only a planted or carried device ``planted_explosive``.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from civharm.lexicon import load_rows
from civharm.model import Means, MeansCategory
from civharm.reading.further_deeds import is_of_another_deed, stands_right_behind
from civharm.reading.harms import Trigger
from civharm.reading.phrases import PhraseIndex, PhraseMatch, Token, is_capitals
from civharm.reading.sentences import Sentence


@dataclass(frozen=True, slots=True)
class MeansMention:
    """Words that tell a means, by offsets in the text that was searched."""

    start: int
    end: int
    text: str
    category: MeansCategory


@dataclass(frozen=True, slots=True)
class _Cue:
    words: str
    category: MeansCategory | None


def find_means(text: str) -> list[MeansMention]:
    """Find all words that tell a means, in order, the longest first.

    >>> [(m.text, m.category) for m in find_means("A car bomb and then mortar fire; later a sniper shot dead a medic")]
    [('car bomb', 'planted_explosive'), ('mortar fire', 'explosive'), ('sniper', 'small_arms'), ('shot dead', 'small_arms')]
    >>> find_means("A bombing at the market; the plane was shot down.")
    []
    """
    capitals = is_capitals(text)

    def accept(match: PhraseMatch[_Cue], _: Sequence[Token]) -> PhraseMatch[_Cue] | None:
        written = text[match.start : match.end]
        kept = tuple(cue for cue in match.rows if capitals or _cased(cue.words, written))
        return replace(match, rows=kept) if kept else None

    return [
        MeansMention(match.start, match.end, text[match.start : match.end], _by_what(text, match.start, match.rows[0].category))
        for match in _index().find(text, accept)
        if match.rows[0].category is not None and not _only_describes(text, match.end, match.rows[0].category)
    ]


# What is "fired at" or "fired into" a place, and is no bullet.
_HEAVY = re.compile(
    r"\b(?:shells?|rockets?|missiles?|mortars?|grenades?|munitions?|projectiles?|tanks?|artillery|drones?|helicopters?|gunships?|warplanes?|"
    r"jets?)\s(?:\w+\s){0,2}$",
    re.I,
)


def _by_what(text: str, start: int, category: MeansCategory) -> MeansCategory:
    """The category of a cue: shells are "fired into" a village, too."""
    fired = category == "small_arms" and text[start : start + 4].lower() in ("fire", "firi")
    return "explosive" if fired and _HEAVY.search(text, max(0, start - 40), start) else category


def _only_describes(text: str, end: int, category: MeansCategory) -> bool:
    """Whether want is only what a place suffers from: "shelled a famine-stricken camp"."""
    return category == "deprivation" and text[end : end + 1] in ("-", "‑", "–") and text[end + 1 : end + 2].isalpha()


def _cased(words: str, written: str) -> bool:
    """Names of weapons need their capitals ("Grad", "IED"); all other words do not."""
    return written == words if words.isupper() else written[0].isupper() or not words[0].isupper()


@cache
def _index() -> PhraseIndex[_Cue]:
    rows = load_rows("means", required=("category", "words"))
    for row in rows:
        if row["category"] is not None and row["category"] not in get_args(MeansCategory):
            raise ValueError(f"words/en/means.yml: {row['category']!r} is no category of means")
    return PhraseIndex((words, _Cue(words, row["category"])) for row in rows for words in dict.fromkeys(row["words"]))


def find_means_of(sentence: Sentence, trigger: Trigger, victims: tuple[int, int]) -> Means | None:
    """Find by what means a harm was done: what the harm word itself says, else the nearest cue in the sentence.

    ``victims`` is the span of the victims' phrase: what is told of other people, or of a further deed, is not theirs.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Artillery fire on the market killed nine."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> find_means_of(s, find_triggers(s)[0], (36, 40)).category
    'explosive'
    """
    mentions = find_means_in(sentence)
    if trigger.row.means is not None:
        own = Means(text=trigger.text, start=trigger.start, end=trigger.end, category=trigger.row.means)
        specific = [m for m in mentions if m.category == trigger.row.means]
        return _make_means(specific[0]) if specific else own
    behind = next((m for m in mentions if stands_right_behind(sentence, m.start, victims)), None)
    if behind is not None:
        return _make_means(behind)
    able = [m for m in mentions if not is_of_another_deed(sentence, (m.start, m.category), trigger, victims)]
    return choose_means(_keep_own_clause(sentence, able, trigger), trigger.start)


def _keep_own_clause(sentence: Sentence, mentions: Sequence[MeansMention], trigger: Trigger) -> Sequence[MeansMention]:
    """The means between the same semicolons as a harm word, where there are any."""
    if ";" not in sentence.text:
        return mentions
    stops = [sentence.start + at for at, letter in enumerate(sentence.text) if letter == ";"]
    part = bisect(stops, trigger.start)
    return [m for m in mentions if bisect(stops, m.start) == part] or mentions


def find_siege(sentence: Sentence, trigger: Trigger) -> Means | None:
    """The words of siege or want in a sentence, nearest to a harm word: what those who are trapped suffer by (codebook, means)."""
    mentions = [m for m in find_means_in(sentence) if m.category == "deprivation"]
    near = min(mentions, key=lambda m: (abs(m.start - trigger.start), m.start), default=None)
    return _make_means(near) if near else None


def choose_means(mentions: Sequence[MeansMention], at: int, *, inferred: bool = False) -> Means | None:
    """Choose among the means of a sentence: a chemical one before what carried it, else the nearest.

    A siege alone kills no one, and tear gas fired beside bullets is not what killed.
    """
    able = [m for m in mentions if not (m.category == "deprivation" and m.text.lower().startswith(("besieg", "siege")))]
    chemical = [m for m in able if m.category == "chemical" and not (len(able) > 1 and m.text.lower().startswith("tear"))]
    near = sorted(chemical or able, key=lambda m: (abs(m.start - at), m.start))
    return _make_means(near[0], inferred=inferred) if near else None


def find_means_in(sentence: Sentence) -> list[MeansMention]:
    """The means that a sentence names, by offsets in the report."""
    return [replace(m, start=m.start + sentence.start, end=m.end + sentence.start) for m in find_means(sentence.text)]


def _make_means(mention: MeansMention, *, inferred: bool = False) -> Means:
    return Means(text=mention.text, start=mention.start, end=mention.end, category=mention.category, inferred=inferred)
