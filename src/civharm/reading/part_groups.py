"""Read which groups a sentence says that the people of a number are, or some of them: "four were children", "mostly women"."""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import make_alternation
from civharm.model import Group, Status
from civharm.reading.mentions import Mention
from civharm.reading.part_words import load_part_words, refers_back
from civharm.reading.sentences import Sentence
from civharm.reading.victim_status import describe_victims

# Behind a total, the words that tell what groups are in it reach at most so far.
_TAIL = 90


def find_groups_said(sentence: Sentence, mention: Mention) -> tuple[Group, ...]:
    """The groups that a sentence says of the people of a phrase: "seventeen of the dead were children".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Seventeen of the victims were children."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> find_groups_said(s, find_mentions(s)[0])
    ('children',)
    """
    word = sentence.words[mention.head]
    verb = sentence.words[word.head]
    behind = _ARE.match(sentence.text, mention.end - sentence.start)  # "Ten of those killed | were | children"
    if behind is not None and refers_back(sentence.text[mention.start - sentence.start : mention.end - sentence.start]):
        return _read_groups(sentence.text[behind.end() :])
    if word.dep != "nsubj" or verb.lower not in _BE:
        return ()
    told = any(c > verb.i and sentence.words[c].dep in ("attr", "acomp") for c in sentence.children[verb.i])
    return _read_groups(sentence.text[verb.end - sentence.start :]) if told else ()


_ARE = re.compile(r" (?:was|were|is|are) (?:all |also |just )?(?=\w)")
_BE = frozenset("was were are is been".split())


def find_groups_behind(sentence: Sentence, mention: Mention) -> tuple[Group, ...]:
    """The groups that the words behind a number tell of its people without a number: "23 people, most of them women".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The raid killed 23 people, most of them women, in Taiz."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> find_groups_behind(s, find_mentions(s)[0])
    ('women',)
    """
    tail = sentence.text[mention.end - sentence.start :][:_TAIL]
    if _AGED.match(tail):  # "three people, one under the age of 18"
        return describe_victims(tail.split(",", 2)[-1] if tail.startswith(",") else tail)[1]
    match = _share().match(tail) or _share_of_them().search(sentence.text, mention.end - sentence.start)
    return _read_groups(match.string[match.end() :]) if match else ()


def find_status_of_all(sentence: Sentence, mention: Mention) -> Status:
    """What the words right behind people say that all of them are: "five people, all of them civilians"; else ``unknown``.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The blast killed two men, both teachers, and hurt a third."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> find_status_of_all(s, find_mentions(s)[0])
    'civilian'
    """
    tail = sentence.text[mention.end - sentence.start :][:_TAIL]
    match = _ALL.match(tail)
    return describe_victims(_rest_end().split(tail[match.end() :])[0])[0] if match else "unknown"


_ALL = re.compile(r"\s*[,(–—-]\s*(?:and )?(?:all|both|each)(?: of (?:them|whom))?(?: (?:were|being|are))?\s", re.I)


def find_groups_of_most(text: str) -> tuple[Group, ...]:
    """The groups that a sentence tells of most, or some, of the people whom the sentence before it counts.

    >>> find_groups_of_most("Most of the victims were women."), find_groups_of_most("Most shops were shut.")
    (('women',), ())
    """
    match = _most_were().match(text)
    return _read_groups(text[match.end() :]) if match else ()


@cache
def _most_were() -> re.Pattern[str]:
    shares, wholes = make_alternation(load_part_words("share")), make_alternation(load_part_words("whole"))
    return re.compile(rf"[\W_]*{shares}(?: of (?:them|those|these|(?:the|those) {wholes}))? (?:was|were|are)\s", re.I)


def _read_groups(text: str) -> tuple[Group, ...]:
    """The groups named at the beginning of a text, up to where another phrase begins."""
    return describe_victims(_rest_end().split(text)[0])[1]


_AGED = re.compile(
    r",? (?:at least )?(?:\w+ )?(?:of them |of whom )?(?:was |were )?(?:aged )?(?:under|below) (?:the age of )?\d{1,2}\b", re.I
)


@cache
def _share() -> re.Pattern[str]:
    return re.compile(
        rf"\s*[,(–—-]?\s*{make_alternation(load_part_words('share'))}\b(?: of (?:them|whom|those|the (?:dead|victims)))?"
        rf"(?: (?:were|are|being|was))?\s",
        re.I,
    )


@cache
def _share_of_them() -> re.Pattern[str]:
    """Further behind only what points at the people: "120 people were driven out, half of them children"."""
    return re.compile(rf"(?<=[,(–—] ){make_alternation(load_part_words('share'))} of (?:them|whom)(?: (?:were|are))?\s", re.I)


@cache
def _rest_end() -> re.Pattern[str]:
    ends = "in|at|on|near|from|when|after|by|as|who|was|were|have|has|had|said|died|killed|wounded"
    return re.compile(rf"[.;:)(,–—]|\b(?:{ends})\b", re.I)
