"""Read the victims whom a report names or describes one by one: name, age, sex."""

from __future__ import annotations

import re
from typing import Literal

from civharm.model import Person
from civharm.reading.ages import with_digits
from civharm.reading.mentions import Mention
from civharm.reading.people import find_person_nouns
from civharm.reading.sentences import Sentence, Word

Sex = Literal["female", "male"]
_AGE = re.compile(r"(\d{1,3})[- ]years?[- ]old|\baged (\d{1,3})\b|^\s*,?\s*\(?(\d{1,3})\)?\s*(?:,|\)|$|and\b)", re.I)
# "(34)", "(34, a baker)", ", 34,", ", 34)", " 34.", ", 34 years old"; not "2)", with which the next of a list begins
_YEARS = r"(?:[- ]?(?:years?(?:[- ]old)?|y\.?o\.?))?"
_AGE_AFTER = re.compile(
    rf"\s*(?:\((?:aged )?(\d{{1,3}}){_YEARS}\s*[,)]|[,–—-]\s*(?:aged )?(\d{{1,3}}){_YEARS}(?:\s*[,;)]|\.?$| and\b| \d{{1,2}}[.)])"
    r"|(?:aged )?(\d{1,3})\s*(?:,|\.$)"
    r"|,\s*an?\s(?:\w+\s)?(?:boy|girl|child|baby|man|woman|youth) of (\d{1,3})\b"
    r"|,\s*an?\s(\d{1,3})[- ]years?[- ]old(?:\s[a-z-]+){0,3}(?=[,.;)]|$))"
)
# What is told right behind a name: "Rami Saleh, a six-year-old boy,"; in "Rami Saleh, a six-year-old Sami Noor" the next begins.
_DESCRIBED = re.compile(r",\s*an?\s[^,.;A-Z]*(?=[,.;]|$)")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old,? $", re.I)
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
    around = sentence.text[: mention.start - sentence.start][-32:], sentence.text[mention.end - sentence.start :][:60]
    described = _DESCRIBED.match(around[1])
    age, sex = _age(text, *around), _sex(text) or (_sex(described[0]) if described is not None else None)
    if name is None and age is None and sex is None:
        return ()
    return (Person(text=text, start=mention.start, end=mention.end, name=name, age=age, sex=sex, role=_role(mention)),)


def _name(sentence: Sentence, mention: Mention) -> str | None:
    """The name in which a phrase ends: of "her son, 12-year-old Sami al-Aziz" the last two words."""
    if mention.kind != "named":
        return None
    words = sentence.words_between(mention.start, mention.end)
    while words and not words[-1].tag.startswith("NNP"):
        words = words[:-1]
    first = len(words)
    while first and _is_of_name(words[first - 1]):
        first -= 1
    while first < len(words) and (words[first].tag == "HYPH" or words[first].text == "as" or _is_role(words, first)):
        first += 1
    return sentence.text[words[first].start - sentence.start : words[-1].end - sentence.start] if first < len(words) else None


def _is_role(words: list[Word], first: int) -> bool:
    """Whether the first word of a phrase only says what somebody is: "Farmer | Omar Zaki"."""
    role = first == 0 and len(words) > 1 and find_person_nouns(words[0].lower)
    return bool(role) and words[1].tag.startswith("NNP")


def _is_of_name(word: Word) -> bool:
    named = word.tag in ("NNP", "NNPS", "HYPH") and word.lower != "year"
    return named or word.lower in _PARTICLES or word.text.endswith(("’s", "'s"))


# Lower-case words inside names of many languages.
_PARTICLES = frozenset("al el as ash an bin ibn bint abu abd ul ud de da dos della van von der den la le y".split())


def _age(text: str, before: str, after: str) -> int | None:
    """The age in a phrase ("a 2-year-old girl"), right after a name (", 34,") or right before it ("34-year-old").

    >>> _age("a 2-year-old girl", "", ""), _age("Ahmad X", "", ", 34, was"), _age("a man", "", " of 300")
    (2, 34, None)
    >>> _age("Rana", "killed 30-year-old ", "")
    30
    """
    match = _AGE.search(with_digits(text)) or _AGE_AFTER.match(with_digits(after)) or _AGE_BEFORE.search(with_digits(before))
    if match is None:
        return None
    age = int(next(group for group in match.groups() if group))
    return age if age <= _OLDEST else None


def _sex(text: str) -> Sex | None:
    words = set(re.findall(r"[a-z]+", text.lower()))
    if words & _FEMALE and not words & _MALE:
        return "female"
    return "male" if words & _MALE and not words & _FEMALE else None


def _role(mention: Mention) -> str | None:
    return mention.noun.word if mention.noun is not None and mention.noun.role else None
