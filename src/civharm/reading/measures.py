"""Tell what a number is a number of: one happening, a total over a period, a rate, people in a state, or people who moved."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from civharm.lexicon import load_deed_nouns
from civharm.model import Harm, Measure
from civharm.reading.cues import find_cues
from civharm.reading.learned import Reading

_PER: tuple[tuple[Literal["day", "week", "month", "year"], str], ...] = (
    ("day", "day|daily"),
    ("week", "week"),
    ("month", "month"),
    ("year", "year|annual"),
)
_SINCE_YEAR = re.compile(r"\b(?:since|between|from)\s+(?:\w+\s+)?(?:19|20)\d\d\b", re.I)
# Deeds happen; only these harms are states that people can be in, or ways in which they move.
_STATES: tuple[Harm, ...] = ("trapped", "detained", "missing", "abducted", "displaced")
# The learned reader must be this sure to see a total or a state where no word says one (held-back lines of training).
SURE_WITHOUT_WORDS, SURE_WITH_WORDS = 0.9, 0.6


def find_measure(text: str, harm: Harm, start: int, end: int, reading: Reading | None = None, *, bare: bool = False) -> Measure:
    """Read from a sentence what the number at a span (offsets in the sentence) measures.

    ``bare`` is true where the harm word only describes the people ("3 million displaced by the war"): then it is their state.

    >>> find_measure("10,000 civilians were fleeing the city every day last week", "displaced", 0, 16).kind
    'rate'
    >>> find_measure("More than 230,000 people have been killed since the war began in 2011", "killed", 0, 24).kind
    'period_total'
    >>> find_measure("A bomb killed 12 people on Monday", "killed", 14, 23).kind
    'incident'
    """
    per = _rate(text, start, end)
    if per:
        return Measure(kind="rate", per=per)
    if harm == "trapped":
        return Measure(kind="stock")
    if harm == "displaced":
        return _of_displaced(text, start, end, reading, bare=bare)
    if _is_total(text, reading):
        return Measure(kind="period_total")
    held = harm in _STATES and (find_cues(text[max(0, start - 60) : end + 60], "stock") or _learned(reading, "stock"))
    return Measure(kind="stock") if held else Measure()


def _learned(reading: Reading | None, kind: str) -> bool:
    return reading is not None and reading.measure == kind and reading.measure_sure >= SURE_WITHOUT_WORDS


def _of_displaced(text: str, start: int, end: int, reading: Reading | None, *, bare: bool) -> Measure:
    """People who fled or fled to camps are a flow; people who are displaced now, or whom the word only describes, a stock."""
    near = text[max(0, start - 60) : end + 60]
    if _MOVES.search(near) or (_IN_PERIOD.search(near) and not bare):
        return Measure(kind="flow")
    if bare or find_cues(near, "stock") or _learned(reading, "stock"):
        return Measure(kind="stock")
    return Measure(kind="flow")


# "700 displaced people arrived in the port", "9,000 people were displaced in 2011": they moved.
_MOVES = re.compile(r"\b(?:arriv(?:ed|ing)|newly|(?:had|have|has|were) fled|were forced to flee)\b", re.I)
_IN_PERIOD = re.compile(
    r"\b(?:(?:in|during|since) (?:\w+ )?(?:19|20)\d\d|this (?:year|month|week)|(?:past|last) week|so far)\b", re.I
)
# "The worst loss since 2012", "one of the deadliest attacks this year" compare and add nothing up.
_COMPARISON = re.compile(
    r"\b(?:the|its|their|our) (?:\w+ ){0,2}?(?:worst|first|most|best|last|only|\w{3,12}est)\b[^,.;:]{0,40}?"
    r"\b(?:since|this (?:year|month))\b",
    re.I,
)


def _is_total(text: str, reading: Reading | None) -> bool:
    compared = _COMPARISON.search(text) is not None
    text = _COMPARISON.sub("", text)
    if find_cues(text, "period_sure") or _SINCE_YEAR.search(text):
        return True
    if reading is None:
        return bool(find_cues(text, "period"))
    told = bool(find_cues(text, "period"))
    sure = reading.measure == "period_total" and reading.measure_sure >= (SURE_WITH_WORDS if told else SURE_WITHOUT_WORDS)
    return sure and (told or not (compared or _one_deed().search(text)))


@cache
def _one_deed() -> re.Pattern[str]:
    """One deed as the source of the harm: "the attack", "a nerve gas attack", "that bombing"."""
    nouns = map(re.escape, load_deed_nouns(course="deed"))  # what a campaign of weeks killed is a total over a period
    return re.compile(r"\b(?:an?|the|this|that) (?:[\w-]+ ){0,3}(?:" + "|".join(nouns) + r")\b", re.I)


def _is_a_stretch(text: str, start: int, end: int) -> bool:
    """Whether "a day" says when or how long and not how often: "a day after the truce", "found a week later", "for a month"."""
    return _AWAY.match(text, end) is not None or _FOR.search(text[max(0, start - 12) : start]) is not None


_AWAY = re.compile(r"(?: or (?:two|so)| and a half)?,? (?:later|after|before|earlier|ago|since|from|into|when|long|old)\b|-", re.I)
_FOR = re.compile(r"\b(?:for|in|within|over|than|about|nearly|almost|only|just|once|half|to|of|after|before|every) $", re.I)


def _rate(text: str, start: int, end: int) -> Literal["day", "week", "month", "year"] | None:
    for a, b in find_cues(text, "rate"):
        before = b <= start and start - b <= (
            20 if re.search(r"[,.;:]", text[b:start]) else 45
        )  # "each day the murder of at least 10"
        if before or (a >= end and a - end <= 45):
            cue = text[a:b].lower()
            if cue.startswith("a ") and _is_a_stretch(text, a, b):
                continue
            return next((unit for unit, words in _PER if re.search(words, cue)), None)
    return None
