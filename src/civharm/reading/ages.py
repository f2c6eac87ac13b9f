"""Read ages that are spelled out: "eight-year-old Amina", "their two-year-old"."""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import load_number_words, make_alternation


def with_digits(text: str) -> str:
    """A text with the ages in it written in digits; nothing else is changed.

    >>> with_digits("eight-year-old Amina and two guards"), with_digits("a thirty-four year old man")
    ('8-year-old Amina and two guards', 'a 34 year old man')
    """
    return _spelled().sub(lambda match: str(_value(match)), text) if "year" in text else text


def _value(match: re.Match[str]) -> int:
    ten = load_number_words("ten").get((match["ten"] or "").lower(), 0)
    one = (match["one"] or match["unit"] or "").lower()
    return int(ten) + sum(int(load_number_words(role).get(one, 0)) for role in ("unit", "teen"))


@cache
def _spelled() -> re.Pattern[str]:
    tens = make_alternation(load_number_words("ten"))
    ones = make_alternation([word for role in ("unit", "teen") for word in load_number_words(role) if word != "zero"])
    return re.compile(rf"\b(?:(?P<ten>{tens})(?:[ -](?P<one>{ones}))?|(?P<unit>{ones}))(?=[ -]years?[ -]old)", re.I)
