"""Numbers that are ages, days, years or times of day."""

from __future__ import annotations

from functools import cache

from civharm.lexicon import load_number_words
from civharm.reading.number_nouns import Found, find_noun
from civharm.reading.number_tokens import Tokens, find_phrase
from civharm.reading.numerals import Numeral
from civharm.reading.people import find_person_nouns

_OLDEST = 120
_UNITS_OF_AGE = frozenset(("year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"))
_AGED = (["aged"], ["age"], ["ages"])
_LISTED = 8  # ages in one list
_DYING = frozenset(("died", "killed", "dead", "murdered", "slain", "dies"))
_BOUNDS = frozenset(("under", "over", "below", "above"))
_BETWEEN = frozenset(("between", "over", "under", "about", "and", "to", "or", "from"))
_WITH_AGES = frozenset(
    ("children", "child", "boys", "girls", "kids", "men", "women", "people", "minors", "infants", "males", "females", "persons")
) | {"age", "ages", "aged"}  # fmt: skip
_BEFORE_YEAR = frozenset(
    ("in", "since", "during", "until", "till", "early", "mid", "late", "year", "spring", "summer", "autumn", "winter")
)


def find_age(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "aged 34", "34-year-old", "under 18", ", 34," and "(12)" after a name."""
    if number.low > _OLDEST or number.bound == "unknown_plural":
        return None
    after, suffix = number.next, tokens.words[number.next] if tokens.glued(number.next) else ""
    if end := _years_old(tokens, after):
        return "age", end
    if suffix == "yo" or suffix == "yrs" or (suffix == "s" and number.low % 10 == 0 and number.low < 100):
        return "age", after + 1
    aged = _aged_before(tokens, first) or _stands_by_name(tokens, first, after, number.low)
    aged = aged or _goes_on(tokens, first, after) or _ages_of_both(tokens, first, after) or _aged_at(tokens, first)
    aged = aged or _are_ages(tokens, first, after) or _is_of_age(tokens, first, after)
    return ("age", after) if aged else None


def _years_old(tokens: Tokens, after: int) -> int | None:
    """The index after "-year-old", "years old", "years of age"."""
    places = [place for place in range(after, after + 5) if tokens.words[place] != "-"][:3]
    words = [tokens.words[place] for place in places]
    if words[:1] and words[0] in _UNITS_OF_AGE:
        if words[1:2] in (["old"], ["olds"]):
            return places[1] + 1
        if words[1:3] == ["of", "age"]:
            return places[2] + 1
    return None


_AS_YOUNG = (["as", "young", "as"], ["as", "old", "as"])


def _aged_before(tokens: Tokens, first: int) -> bool:
    """ "aged 12", "aged between 3 and 12", "under the age of 18", "children under 5"."""
    before = tokens.words[max(0, first - 4) : first]
    if before[-1:] in _AGED or before[-2:] in (["age", "of"], ["ages", "of"]) or before[-3:] in _AS_YOUNG:
        return True
    if len(before) < 2:
        return False
    return ("aged" in before[-3:] and before[-1] in _BETWEEN) or (before[-1] in _BOUNDS and before[-2] in _WITH_AGES)


_BE = ("was", "were", "is", "are")


def _are_ages(tokens: Tokens, first: int, after: int) -> bool:
    """Whether two numbers say how old people are: "the dead boys were 15 and 17" tells no 32 dead."""
    if tokens.words[first - 1] == "and" and tokens.kinds[first - 2] == "number":
        first, joined = first - 2, True
    else:
        joined = tokens.words[after] == "and" and tokens.kinds[after + 1] == "number"
        after += 2 * joined
    nouns = find_person_nouns(tokens.raw(first - 2)) if tokens.words[first - 1] in _BE and first > 1 else ()
    return joined and any(noun.plural for noun in nouns) and (tokens.kinds[after] == "" or tokens.words[after] in (".", ",", ";"))


def _is_of_age(tokens: Tokens, first: int, after: int) -> bool:
    """ "A girl of six", "a man of 70 with a stick": after one person, and where no noun follows that the number counts."""
    of_one = tokens.words[first - 1] == "of" and first > 1 and tokens.words[first - 2] in load_number_words("aged")
    return of_one and tokens.words[after] != "of" and not find_noun(tokens, after)[1]


_ABOUT = ("about", "around", "approximately", "roughly", "perhaps")


@cache
def _is_one_person(word: str) -> bool:
    """Whether a word names one person: "the mayor, 45,"."""
    nouns = find_person_nouns(word)
    return bool(nouns) and not nouns[0].plural and not nouns[0].mass and not nouns[0].household


def _stands_by_name(tokens: Tokens, first: int, after: int, low: int) -> bool:
    """A capitalised word or a noun for one person, then the number alone between commas or in brackets ("a boy, about 4,")."""
    hedged = tokens.words[first - 1] in _ABOUT
    first -= hedged
    at = first - 2 - (tokens.words[first - 1] == "," and tokens.words[first - 2] == ")")  # "Eve Doe (Roe), 66,"
    if low < 1 or at < 0 or tokens.kinds[at] != "word":
        return False
    name, mark, closing = tokens.raw(at), tokens.words[first - 1], tokens.words[after]
    if not ((name[:1].isupper() and not hedged) or _is_one_person(name)) or name.lower() in load_number_words("month"):
        return False
    if mark == "," and closing == "and":  # "Eve Doe, 31 and a mother of four, was hurt"
        return _is_one_person(tokens.raw(after + 1 + (tokens.words[after + 1] in ("a", "an", "the"))))
    return (mark == "," and closing in (",", ";", ".", ")", "(", "") and not tokens.glued(first)) or (
        (mark == "(" and closing in (")", ",")) or (mark == ")" and closing in (",", ";", "."))
    )


def _goes_on(tokens: Tokens, first: int, after: int) -> bool:
    """The further ages of a list: "aged 5, 7 and 9"; a noun of people after the number would make it a count again."""
    at, steps = first, 0
    while steps < _LISTED and tokens.words[at - 1] in (",", "and", "or", "&"):
        at -= 2 + (tokens.words[at - 2] in (",", "and"))
        if tokens.kinds[at] not in ("number", "word"):
            return False
        if _aged_before(tokens, at) or _years_old(tokens, at + 1):
            return not find_noun(tokens, after)[1]
        steps += 1
    return False


def _ages_of_both(tokens: Tokens, first: int, after: int) -> bool:
    """ "two of his sons, 12 and 14,": two bare numbers between commas after a plural; "both 18," or ", also 18,"."""
    closing, before = tokens.words[after], tokens.words[first - 1]
    also = before == "also" and tokens.words[first - 2] == ","
    if (before == "both" or also) and closing in (",", ")", ".", ";", ""):
        return True
    if before == "and" and tokens.kinds[first - 2] == "number" and tokens.words[first - 3] in (",", "("):
        return closing in (",", ")", ".", ";") and tokens.words[first - 4] in load_number_words("person")
    joined = closing == "and" and tokens.kinds[after + 1] == "number" and tokens.words[after + 2] in (",", ")", ".", ";")
    return joined and before in (",", "(") and tokens.words[first - 2] in load_number_words("person")


def _aged_at(tokens: Tokens, first: int) -> bool:
    """ "who died at 23."; "the number of dead at 23" is none."""
    closing = tokens.words[first + 1] in (",", ".", ";", ")", "")
    told = not {"number", "toll", "count", "tally"}.isdisjoint(tokens.words[max(0, first - 16) : first])
    return closing and not told and tokens.words[first - 1] == "at" and tokens.words[first - 2] in _DYING


def find_date(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """Years, days beside a month, "1990s"."""
    after, low = number.next, number.low
    if tokens.kinds[first] == "number":
        if _is_year(tokens, first, number):
            return "date", after + (tokens.words[after] == "s" and tokens.glued(after))
        if _is_run_on(tokens, first, after):
            return "date", after
    if low <= 31 and number.bound in ("exact", "range"):
        if is_month(tokens, first - 1) or is_month(tokens, after):
            return "date", after + is_month(tokens, after)
        if tokens.words[after] == "of" and is_month(tokens, after + 1):
            return "date", after + 2
        if number.bound == "exact" and _closes_days(tokens, first):
            return "date", after
    return _years_between(tokens, first, number)


def _closes_days(tokens: Tokens, first: int) -> bool:
    """The second day of "between August 7 and | 12", "from 7 August to | 12"."""
    if tokens.words[first - 1] not in ("and", "to", "through", "until", "till") or tokens.kinds[first - 2] == "":
        return False
    day_month = is_month(tokens, first - 2) and tokens.kinds[first - 3] == "number"
    month_day = tokens.kinds[first - 2] == "number" and is_month(tokens, first - 3)
    return (day_month or month_day) and tokens.words[first - 4] in ("between", "from")


def _years_between(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "Between 2018 and 2023" tells years, where no people follow."""
    low, high = number.low, number.high
    if number.bound != "range" or high is None or not 1900 <= low < high <= 2099 or tokens.kinds[first] != "number":
        return None
    written = len(tokens.raw(first)) == 4 and not find_noun(tokens, number.next)[1]
    return ("date", number.next) if written else None


def find_hour(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "around 1 p.m.", "0630 hours"; a hedge before an hour makes it no count of people."""
    after, low = number.next, number.low
    if low <= 2400 and (end := find_phrase(tokens, after, "hour")) and not (tokens.words[after] == "hours" and low < 100):
        return "date", end[0]
    return None


def _is_run_on(tokens: Tokens, first: int, after: int) -> bool:
    """ "13 FEB 90", "Apr 092017", "at 0630.", "UTC+3"."""
    raw = tokens.raw(first)
    if is_month(tokens, first - 1) and raw.isdigit():
        if 5 <= len(raw) <= 6 and "1900" <= raw[-4:] <= "2099":
            return True
        return len(raw) == 2 and tokens.kinds[first - 2] == "number" and not find_noun(tokens, after)[1]
    if tokens.words[first - 1] in ("+", "-") and tokens.words[first - 2] in ("utc", "gmt"):
        return True
    clock = len(raw) == 4 and raw.isdigit() and int(raw) <= 2400 and int(raw) % 100 < 60
    return clock and tokens.words[first - 1] == "at" and tokens.kinds[after] == "mark"


def is_month(tokens: Tokens, index: int) -> bool:
    """A month, which is capitalised; "may" before a verb in a text in capitals is none."""
    if (
        tokens.words[index] == "."
        and tokens.glued(index)
        and len(tokens.words[index - 1]) <= 4
        and tokens.words[index - 1] != "may"
    ):
        return is_month(tokens, index - 1)
    word, raw = tokens.words[index], tokens.raw(index)
    if word not in load_number_words("month") or not raw[:1].isupper():
        return False
    return not (word in ("may", "march", "mar") and tokens.words[index + 1] in ("have", "be", "not", "yet", "on", "to", "also"))


def _is_year(tokens: Tokens, first: int, number: Numeral) -> bool:
    raw, after = tokens.raw(first), number.next
    if not (len(raw) == 4 and raw.isdigit() and 1800 <= number.low <= 2099 and after == first + 1):
        return False
    before = tokens.words[first - 1]
    month_day = _ends_in_a_day(tokens, first)
    if month_day or before in _BEFORE_YEAR or is_month(tokens, first - 1) or (tokens.words[after] == "s" and tokens.glued(after)):
        return True
    kind, noun = find_noun(tokens, after)
    if noun and kind == "people":
        return False
    dated = before in load_number_words("before_year") or before == "," or tokens.kinds[after] in ("mark", "")
    return number.low >= 1900 and dated


def _ends_in_a_day(tokens: Tokens, first: int) -> bool:
    """Whether a month and its day stand right before: "October 20 2023", "October 20th, 2023", "20 October, 2023"."""
    at = first - 1 - (tokens.words[first - 1] == ",")
    if is_month(tokens, at):  # "26th October, 2023"
        return at < first - 1 and (tokens.kinds[at - 1] == "number" or tokens.words[at - 1] in ("st", "nd", "rd", "th"))
    at -= tokens.words[at] in ("st", "nd", "rd", "th")
    return tokens.kinds[at] == "number" and is_month(tokens, at - 1)
