"""Read the victims whom a report names or describes one by one: name, age, sex."""

from __future__ import annotations

import re
from typing import Literal

from civharm.model import Person
from civharm.reading.mentions import Mention
from civharm.reading.sentences import Sentence

Sex = Literal["female", "male"]
_AGE = re.compile(r"(\d{1,3})[- ]years?[- ]old|\baged (\d{1,3})\b|^\s*,?\s*\(?(\d{1,3})\)?\s*(?:,|\)|$|and\b)", re.I)
_FEMALE = frozenset(
    "woman girl mother daughter wife sister grandmother aunt niece widow her she herself schoolgirl bride nun".split()
)
_MALE = frozenset("man boy father son husband brother grandfather uncle nephew widower him he himself schoolboy monk".split())
# An age is an age of a person: 0 to 120.
_OLDEST = 120


def find_people(sentence: Sentence, mention: Mention) -> tuple[Person, ...]:
    """Read the one person whom a phrase names or describes, with the age that stands in it or right after it; else none."""
    if mention.kind not in ("single", "named") or not sentence.start <= mention.start < sentence.end:
        return ()
    text = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    name = _name(sentence, mention)
    age, sex = _age(text, sentence.text[mention.end - sentence.start :][:12]), _sex(text)
    if name is None and age is None and sex is None:
        return ()
    return (Person(text=text, start=mention.start, end=mention.end, name=name, age=age, sex=sex, role=_role(mention)),)


def _name(sentence: Sentence, mention: Mention) -> str | None:
    words = [w for w in sentence.words_between(mention.start, mention.end) if w.tag in ("NNP", "NNPS", "HYPH")]
    if mention.kind == "named" and words:
        return sentence.text[words[0].start - sentence.start : words[-1].end - sentence.start]
    return None


def _age(text: str, after: str) -> int | None:
    """The age in a phrase ("a 2-year-old girl") or right after a name (", 34,").

    >>> _age("a 2-year-old girl", ""), _age("Ahmad X", ", 34, was"), _age("a man", " of 300")
    (2, 34, None)
    """
    for where in (text, after):
        match = _AGE.search(where) if where is text else re.match(r"\s*,?\s*\(?(?:aged )?(\d{1,3})\)?\s*(?:,|\))", where)
        if match:
            age = int(next(group for group in match.groups() if group))
            return age if age <= _OLDEST else None
    return None


def _sex(text: str) -> Sex | None:
    words = set(re.findall(r"[a-z]+", text.lower()))
    if words & _FEMALE and not words & _MALE:
        return "female"
    return "male" if words & _MALE and not words & _FEMALE else None


def _role(mention: Mention) -> str | None:
    return mention.noun.word if mention.noun is not None and mention.noun.role else None
