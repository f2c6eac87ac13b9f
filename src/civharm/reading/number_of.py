"""Read "the number of civilians killed in March was 685" as one phrase: the number counts the noun before the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from civharm.reading.sentences import Sentence

if TYPE_CHECKING:
    from civharm.reading.mentions import Mention

_NUMBER_OF = re.compile(r"\b(?:number|count|tally|total) of (?:the |those )?(?:[\w-]+ ){0,2}$", re.I)
# "bringing to eight the number of villagers killed": the number stands before its noun.
_BROUGHT = re.compile(r"\b(?:br(?:ing|ings|inging|ought)|rais(?:e|es|ed|ing)|tak(?:e|es|ing)|took|push(?:es|ed|ing)) to $", re.I)
_ROSE = "rose|risen|rises|grew|grown|climbed|increased|jumped|went up|gone up|fell|fallen|dropped|decreased|came|arrived"
_THE_NUMBER = re.compile(r" the (?:total )?(?:number|count|tally) of (?:the |those )?(?:[\w-]+ ){0,2}", re.I)
# Between the noun and its number: what was done to whom and where, and a verb that equates or tells how the number moved.
_EQUALS = re.compile(
    r"[^.;:()]{0,140}?\b(?:is|was|are|were|stands? at|stood at|reached|reaches|exceeds|exceeded|hit|passed"
    rf"|(?:{_ROSE}) (?:from [\d,]+ )?to)(?: now| already| currently| as high as)? $",
    re.I,
)
# "The raid brought the number of dead | to 12".
_IS_BROUGHT = re.compile(
    r"\b(?:br(?:ing|ings|inging|ought)|rais(?:e|es|ed|ing)|tak(?:e|es|ing)|took|push(?:es|ed|ing)|put(?:s|ting)?)"
    r" (?:the |its |their )?(?:[\w-]+ )?(?:number|count|tally|total) of ",
    re.I,
)
_TO = re.compile(r"[^.;:()]{0,140}? (?:to|at) $")
# What is put in between and changes nothing: "(police not counted)", ", the mayor said,".
_ASIDE = re.compile(r" ?\([^()]{1,60}\)|, [^,;:.()]{1,50} (?:said|says|added|reported|told reporters),")
# A clause of its own between them has its own number: "the number of dead was not known, but two were hurt".
_PARTS = re.compile(r",| and | but | while ", re.I)


def join_numbers(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the noun after "the number of" the number that the sentence equates with it; ``mentions`` in order of the text.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The number of farmers killed in the raids rose to 12."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [(text[m.start:m.end], m.quantity.low) for m in find_mentions(s)]
    [('farmers', 12)]
    >>> text = "His death brings to 12 the number of farmers killed in the raids."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [(text[m.start:m.end], m.quantity.low) for m in find_mentions(s) if m.quantity]
    [('farmers', 12)]
    """
    joined = list(mentions)
    for mention in mentions:
        if mention.kind != "plural" or mention.noun is None or not _NUMBER_OF.search(_before(sentence, mention)):
            continue
        number = next((m for m in joined if _is_its_number(sentence, mention, m)), None)
        if number is not None and number.quantity is not None:
            unit = "household" if mention.noun.household else number.quantity.unit_hint
            counted = replace(mention, kind="counted", quantity=replace(number.quantity, unit_hint=unit))
            joined = [counted if m is mention else m for m in joined if m is not number]
    return joined


def _before(sentence: Sentence, mention: Mention) -> str:
    return sentence.text[max(0, mention.start - sentence.start - 60) : mention.start - sentence.start]


def _is_its_number(sentence: Sentence, mention: Mention, number: Mention) -> bool:
    """Whether a bare number behind a noun is the one that the sentence equates with it."""
    bare = number.noun is None or number.noun.start >= number.end
    if number.kind == "counted" and bare and number.end <= mention.start and _BROUGHT.search(_before(sentence, number)):
        return _THE_NUMBER.fullmatch(sentence.text[number.end - sentence.start : mention.start - sentence.start]) is not None
    if number.kind != "counted" or not bare or number.start < mention.end:
        return False
    between = _ASIDE.sub("", sentence.text[mention.end - sentence.start : number.start - sentence.start])
    if _PARTS.search(between):
        return False
    brought = _IS_BROUGHT.search(_before(sentence, mention)) is not None and _TO.fullmatch(between) is not None
    return brought or _EQUALS.fullmatch(between) is not None
