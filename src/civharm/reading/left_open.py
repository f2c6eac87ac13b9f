"""Tell where a sentence only says that nobody knows whether or how many were harmed: it tells no harm then."""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import make_alternation
from civharm.reading.mentions import Mention
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence


def is_left_open(sentence: Sentence, mention: Mention) -> bool:
    """Whether nobody is said to know if or how many of an uncounted phrase were harmed.

    What "may never be known" happened all the same, and a number that somebody does tell stands.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> def open_ones(text):
    ...     s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    ...     return [text[m.start:m.end] for m in find_mentions(s) if is_left_open(s, m)]
    >>> open_ones("It was not clear how many villagers were hurt.")
    ['many villagers']
    >>> open_ones("How many villagers died may never be known.")
    []
    """
    if mention.quantity is not None:
        return False
    before = sentence.text[: mention.start - sentence.start]
    behind = sentence.text[mention.end - sentence.start :]
    if _no_word().search(before) or _EVERY_REPORT.search(before):
        return True
    phrase = sentence.text[mention.start - sentence.start :].lower()
    how_many = _asked().search(before) is not None or (phrase.startswith("many ") and before.lower().endswith("how "))
    if how_many or (phrase.startswith("any") and not phrase.startswith("any of ")):
        return _untold().search(before) is not None
    return _amount().search(before) is not None and _stays_untold().match(behind) is not None


# "Takes every allegation of | civilian casualties seriously" tells of no happening.
_EVERY_REPORT = re.compile(
    r"\b(?:every|any|all|each|such) (?:[\w-]+ )?(?:allegations?|reports?|claims?|cases?|instances?|risk) of $", re.I
)


@cache
def _not_told() -> str:
    untold, told = make_alternation(load_frame("untold")), make_alternation(load_frame("told_if_not_denied"))
    return rf"(?:{untold}|(?:not|n't|n’t|cannot|nor)(?: (?:be|been|immediately|yet|independently|fully))* {told})"


@cache
def _untold() -> re.Pattern[str]:
    """What leads to a question: "it was not immediately clear | how many"."""
    return re.compile(rf"\b(?:{_not_told()}|{_no()})\b[^.;:]{{0,30}}$", re.I)


def _no() -> str:
    return rf"no (?:[\w-]+ )?{make_alternation(load_frame('tidings'))}"


@cache
def _no_word() -> re.Pattern[str]:
    """ "No immediate word on | casualties", "no word on the number of | dead"."""
    amount = make_alternation(load_frame("amounts"))
    return re.compile(rf"\b{_no()} (?:on|of|about|as to|regarding) (?:the )?(?:(?:[\w-]+ )?{amount} of (?:the )?)?$", re.I)


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(r"\bhow many (?:of (?:the |our |their |his )?)?$", re.I)


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"\b{make_alternation(load_frame('amounts'))} of (?:the |any |those )?(?:[\w-]+ )?$", re.I)


@cache
def _stays_untold() -> re.Pattern[str]:
    """What follows a number's noun: "... killed in the raid | was not immediately known"."""
    return re.compile(rf"[^,.;:]{{0,60}} (?:is|was|are|were|remains?|remained|could|has|have) (?:[\w-]+ )?{_not_told()}\b", re.I)
