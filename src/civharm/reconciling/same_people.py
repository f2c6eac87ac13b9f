"""Whether two phrases of one report speak of one person: "a boy, 12, was found wounded ... the child died in hospital"."""

from __future__ import annotations

import re
from typing import Literal

from civharm.model import Claim

# A pronoun that no reader resolved means somebody told within about two sentences of it.
REACH_OF_PRONOUN = 300

_OTHER = re.compile(r"\b(?:another|others?|second|third|fourth|survivor|surviving)\b", re.I)
_PRONOUN = re.compile(r"(?:he|him|himself|she|her|herself|they|them|it)$", re.I)
_DEFINITE = re.compile(r"(?:the|this|that|these|those)\b", re.I)
_KIN_OF = re.compile(r"(?:his|her|their|my|our)\b|[\w'’-]+['’]s?\s", re.I)
_OF_DEATH = re.compile(r"['’]s? (?:death|body|corpse|remains|murder|killing|slaying)$", re.I)
_AGE = re.compile(r"\b([\w-]+?)[- ](year|month)s?[- ]olds?\b", re.I)
_MALE = frozenset("man boy son father husband brother nephew grandfather uncle gentleman boyfriend stepson he him himself".split())
_FEMALE = frozenset("woman girl daughter mother wife sister niece grandmother aunt girlfriend stepdaughter she her herself".split())
# Nouns that name one person by no more than age, and by nothing at all.
_YOUNG = frozenset("child boy girl son daughter teen teenager toddler infant baby kid youth minor youngster juvenile".split())
_ANYONE = frozenset("victim person individual deceased old".split())
_GROWN = frozenset("man woman adult father mother husband wife".split())


def are_one_person(one: Claim, other: Claim) -> bool:
    """Whether two claims about a single person each can be about the same one, and nothing in their words sets them apart.

    Ages, sexes and names set apart, and so do "another" and two phrases of one sentence that are no pronouns.
    """
    if _OTHER.search(one.victims.text) or _OTHER.search(other.victims.text) or _differ(one, other):
        return False
    if is_pronoun(one) or is_pronoun(other):
        return abs(one.victims.start - other.victims.start) <= REACH_OF_PRONOUN
    if one.quote.start == other.quote.start:
        return False
    names = find_names(one), find_names(other)
    if names[0] and names[1]:
        return names[0] <= names[1] or names[1] <= names[0]
    if names[0] or names[1]:
        return _may_be_named(other if names[0] else one)
    return _nouns_meet(one, other) and (_points(one) or _points(other) or _age(one) is not None)


def _differ(one: Claim, other: Claim) -> bool:
    ages, sexes = {_age(one), _age(other)} - {None}, {_sex(one), _sex(other)} - {None}
    return len(ages) == 2 or len(sexes) == 2


def _may_be_named(described: Claim) -> bool:
    """Whether a phrase without a name may be somebody who is named elsewhere: "the boy", "the victim"; not "his wife"."""
    return _points(described) and not _KIN_OF.match(described.victims.text)


def _points(claim: Claim) -> bool:
    return _DEFINITE.match(claim.victims.text) is not None or _KIN_OF.match(claim.victims.text) is not None


def _nouns_meet(one: Claim, other: Claim) -> bool:
    """Whether two nouns fit one person: alike, or one of them says no more than that it was a person, or both a young one."""
    first, second = _noun(one), _noun(other)
    if first == second or {first, second} <= _YOUNG:
        return True
    if first in _ANYONE or second in _ANYONE:
        return True
    return {first, second} <= _GROWN


def is_pronoun(claim: Claim) -> bool:
    """Whether a claim's victims are only a pronoun, which no reader resolved."""
    return _PRONOUN.match(claim.victims.text) is not None


def _noun(claim: Claim) -> str:
    words = re.findall(r"[^\W\d_]+", _OF_DEATH.sub("", claim.victims.text).split(",")[0].lower())
    return words[-1] if words else ""


def find_names(claim: Claim) -> set[str]:
    """The words of a name, in lower case; none where a claim gives no name."""
    names = (person.name for person in claim.victims.people if person.name)
    return {word for name in names for word in re.findall(r"[^\W\d_]{2,}", name.lower())}


def _age(claim: Claim) -> str | None:
    found = _AGE.search(claim.victims.text)
    if found is not None:
        return found[1].lower().split("-")[-1] + found[2].lower()
    ages = [person.age for person in claim.victims.people if person.age is not None]
    return f"{ages[0]}year" if ages else None


def _sex(claim: Claim) -> Literal["female", "male"] | None:
    told = [person.sex for person in claim.victims.people if person.sex is not None]
    if told:
        return told[0]
    noun = _noun(claim)
    return "male" if noun in _MALE else "female" if noun in _FEMALE else None
