"""Say of whom the words right beside a harm say that he lives, finds the wounded, or is no one harmed by himself."""

from __future__ import annotations

import re

from civharm.reading.harms import Trigger
from civharm.reading.mentions import Mention
from civharm.reading.sentences import Sentence


def is_unharmed(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase near a harm word names nobody to whom that harm was done.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Two guards died in the ambush and one survived."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [(text[m.start:m.end], is_unharmed(s, m, find_triggers(s)[0])) for m in find_mentions(s)]
    [('Two guards', False), ('one', True)]
    """
    return (
        _lives_on(sentence, mention, trigger)
        or _finds_the_wounded(sentence, mention, trigger)
        or _is_split_behind(sentence, mention, trigger)
        or _says_only_the_sex(sentence, mention)
        or _falls_on(sentence, mention, trigger)
    )


def _is_split_behind(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether brackets right behind a number tell how many of them were dead and wounded: "5 guards (3 killed and 2 wounded)"."""
    behind = sentence.text[mention.end - sentence.start :]
    return mention.kind == "counted" and trigger.start > mention.end and _SPLIT.match(behind) is not None


_SPLIT = re.compile(r"\s*\((?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:killed|dead|wounded|injured|hurt)\b", re.I)


def _says_only_the_sex(sentence: Sentence, mention: Mention) -> bool:
    """Whether a word only says of what sex somebody told before was: "another person, female, was killed"."""
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start].lower()
    return words in ("female", "male") and sentence.text[: mention.start - sentence.start].endswith((", ", "("))


def _falls_on(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether what fell is no person: "one of them fell on the house"."""
    falls = trigger.row.weak and sentence.words[trigger.word].lower in ("fell", "falls", "fall", "fallen", "falling")
    return falls and mention.noun is None and _ONTO.match(sentence.text[trigger.end - sentence.start :]) is not None


_ONTO = re.compile(r"\s+(?:on|onto|upon|into|in|inside|near|at|outside|between)\b", re.I)


def _lives_on(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether the words by which somebody would be dead say that he lives: "one survived", "two died and one survived"."""
    if trigger.harm != "killed" or trigger.row.part == "phrase":
        return False
    if _FOUND_ALIVE.search(sentence.text, trigger.end - sentence.start):  # "had been reported dead and was found alive"
        return True
    word = sentence.words[mention.head]
    verb = sentence.words[word.head]
    lives = (
        word.dep == "nsubj" and verb.lower in _LIVES and not any(sentence.words[c].dep == "neg" for c in sentence.children[verb.i])
    )
    return sentence.words[trigger.word].lower in _LIVES or (lives and trigger.start < mention.start)


_FOUND_ALIVE = re.compile(r"\b(?:found|turned out|discovered|proved|turned up|confirmed)(?: later)?(?: to be)? alive\b", re.I)
_LIVES = frozenset("survive survives survived surviving survivor survivors recovered recovering".split())


def _finds_the_wounded(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether people are those who find or treat somebody with a wound: "officers found a boy with a gunshot wound"."""
    word = sentence.words[mention.head]
    verb = sentence.words[word.head]
    if trigger.harm != "injured" or word.dep != "nsubj" or verb.lower not in _FINDS or trigger.start < verb.end:
        return False
    return any(sentence.words[c].dep in ("dobj", "ccomp") for c in sentence.children[verb.i])


_FINDS = frozenset(
    "find finds found locate located discover discovered observe observed saw see treat treated treating rescue rescued".split()
)
