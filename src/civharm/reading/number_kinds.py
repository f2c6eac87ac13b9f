"""What a number counts: people, or something that is no count of people (a date, an age, a share, a rank, a distance).

Each rule is a small function that looks at the few tokens around the number and names a kind, or passes. The first that names one
wins; where none does, the noun that the number begins decides, and where there is no noun it may count people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from civharm.reading.numerals import Numeral, Tokens, find_phrase, load_words

Kind = Literal[
    "people", "things", "age", "date", "percent", "size", "money", "phone", "ordinal", "score", "ratio", "weapon", "identifier",
]  # fmt: skip
Found = tuple[Kind, int]  # the kind and the index of the token after the words that show it

_NOUN_REACH = 7  # tokens from the number to its noun: "12 badly burned young Iraqi army officers"
_CURRENCY = frozenset("$€£¥₪₹")
_QUOTES = frozenset("\"“”‘’'«»„")
_DETERMINERS = frozenset(("the", "these", "those", "its", "his", "her", "their", "our", "them", "whom", "such"))
_DIALLED = ("call", "called", "calling", "dial", "dialed", "dialled", "calls")
_BEFORE_YEAR = frozenset(("in", "since", "during", "until", "till", "early", "mid", "late", "year", "spring", "summer", "autumn", "winter"))
_NO_COUNT = ("people", "strong", "odd", "plus")  # "a 12-strong unit" counts people, "a 12-day siege" and "many-sided" count none
_SINGULAR_S = ("ss", "us", "is")


def find_kind(tokens: Tokens, first: int, number: Numeral, hedged: bool) -> Found:
    """Name what a number counts; ``first`` is its first token, ``hedged`` whether a bound stands before it."""
    for rule in _RULES:
        if (kind := rule(tokens, first, number)) and not (hedged and rule in _NEVER_HEDGED and kind[0] != "age"):
            return kind
    return find_noun(tokens, number.next)[0], number.next


def find_noun(tokens: Tokens, index: int) -> tuple[Kind, str]:
    """Find the noun that a number begins, and whether it is one of people; the last noun of a chain decides.

    >>> from civharm.reading.numerals import make_tokens
    >>> find_noun(make_tokens("12 Iraqi army vehicles were hit"), 1)
    ('things', 'vehicles')
    >>> find_noun(make_tokens("125 newly displaced families"), 1)
    ('people', 'families')
    """
    people, parts, things, stops = (load_words(role) for role in ("person", "person_part", "thing", "stop"))
    found: tuple[Kind, str] = ("people", "")
    if tokens.word(index) == "-" and tokens.glued(index) and tokens.glued(index + 1) and tokens.kind(index + 1) == "word":
        joined = tokens.word(index + 1)
        if joined not in people and joined not in parts and joined not in _NO_COUNT:
            return "things", joined
    at = index + (tokens.word(index) == "-")
    at += tokens.word(at) in ("more", "other", "others", "odd")
    if tokens.word(at) == "of":
        at += 1 + (tokens.word(at + 1) in _DETERMINERS)
    for place in range(at, at + _NOUN_REACH):
        word, kind = tokens.word(place), tokens.kind(place)
        if kind == "mark" and (word in _QUOTES or word == "-"):
            continue
        if kind != "word" or (word in stops and word not in parts):
            break
        if word in load_words("household"):
            return "people", word
        if word in people or word in parts:
            found = ("people", word)
            if word not in parts:
                break
        elif word in things or word in load_words("measure"):
            found = ("things", word)
            if word.endswith("s") and not word.endswith(_SINGULAR_S):
                break
    return found


def _glued_to_letters(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"AK-47", "T-72", "M16", "Covid-19"."""
    if tokens.kind(first) != "number":
        return None
    if tokens.glued(first) and tokens.kind(first - 1) == "word":
        letters = tokens.raw(first - 1)
        return ("weapon" if letters.isupper() and len(letters) <= 3 else "identifier"), number.next
    if not (tokens.glued(first) and tokens.word(first - 1) == "-" and tokens.glued(first - 1) and tokens.kind(first - 2) == "word"):
        return None
    letters = tokens.raw(first - 2)
    if letters.lower() in ("mid", "early", "late", "pre", "post"):
        return "date", number.next
    if tokens.text.isupper() and len(letters) > 4:
        return None
    return ("weapon" if letters.isupper() and len(letters) <= 4 else "identifier"), number.next


def _money(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    before, after = tokens.word(first - 1), number.next
    if before in _CURRENCY or before in ("usd", "rs", "eur", "gbp"):
        suffix = tokens.glued(after) and tokens.word(after) in ("m", "bn", "b", "k")
        return "money", after + suffix
    if tokens.word(after) in load_words("money") and not (tokens.word(after) == "pounds" and tokens.word(after + 1) == "of"):
        return "money", after + 1
    if tokens.word(after) in _CURRENCY and tokens.glued(after):
        return "money", after + 1
    nation = tokens.word(after + 1) in load_words("money") and tokens.word(after) in ("us", "syrian", "iraqi", "turkish", "egyptian")
    return ("money", after + 2) if nation else None


def _percent(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"45 percent", "5%", "two-thirds", "one fifth"."""
    after = number.next
    if tokens.word(after) in ("%", "٪", "percent", "pct", "percentage"):
        return "percent", after + 1
    if tokens.word(after) == "per" and tokens.word(after + 1) == "cent":
        return "percent", after + 2
    after += tokens.word(after) == "-"
    if number.low <= 9 and tokens.word(after) in load_words("fraction") and tokens.kind(first) == "word" and tokens.word(after) != "second":
        singular = not tokens.word(after).endswith("s")
        return ("percent", after + 1) if singular == (number.low == 1) else None
    return None


def _ordinal(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    after = number.next
    line = first == 0 or "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]
    if line and tokens.glued(after) and tokens.word(after) in (".", ")") and tokens.kind(after + 1) == "word" and not tokens.glued(after + 1):
        return "ordinal", after + 1  # "1." of a list
    if tokens.word(after) not in ("st", "nd", "rd", "th") or not tokens.glued(after):
        return None
    of = after + 1 + (tokens.word(after + 1) == "of")
    return ("date" if number.low <= 31 and (_is_month(tokens, first - 1) or _is_month(tokens, of)) else "ordinal"), after + 1


def _age(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"aged 34", "34-year-old", "under 18", ", 34," and "(12)" after a name."""
    if number.low > 120 or number.bound == "unknown_plural":
        return None
    after = number.next
    words = [word for word in tokens.words[after : after + 5] if word != "-"][:2]
    if words and words[0] in ("year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days") and words[1:] and words[1] in ("old", "olds", "of"):
        if words[1] != "of" or tokens.words[after : after + 3] == ["years", "of", "age"]:
            return "age", after + 2 + tokens.words[after : after + 4].count("-") + (words[1] == "of")
    if words and words[0] in ("yo", "yrs") and tokens.glued(after):
        return "age", after + 1
    if tokens.word(after) == "s" and tokens.glued(after) and number.low % 10 == 0 and number.low < 100:
        return "age", after + 1
    return ("age", after) if _aged_before(tokens, first) or _age_of_name(tokens, first, after, number.low) else None


def _aged_before(tokens: Tokens, first: int) -> bool:
    """"aged 12", "aged between 3 and 12", "under the age of 18", "children under 5"."""
    before = [tokens.word(at) for at in range(max(0, first - 4), first)]
    if before[-1:] in (["aged"], ["age"], ["ages"]) or before[-2:] in (["age", "of"], ["ages", "of"]):
        return True
    if "aged" in before[-3:] and before[-1:] in (["between"], ["over"], ["under"], ["about"], ["and"], ["to"], ["or"], ["from"]):
        return True
    child = load_words("person")
    return len(before) > 1 and before[-1] in ("under", "over", "below", "above") and before[-2] in child and before[-2] != "killed" and (
        before[-2] in ("children", "child", "boys", "girls", "kids", "men", "women", "people", "minors", "infants", "males", "females", "persons", "age", "ages", "aged")
    )  # fmt: skip


def _age_of_name(tokens: Tokens, first: int, after: int, low: int) -> bool:
    """A capitalised word, then the number alone between commas or in brackets."""
    name, mark, closing = tokens.raw(first - 2), tokens.word(first - 1), tokens.word(after)
    if low < 1 or not (name[:1].isupper() and tokens.kind(first - 2) == "word") or name.lower() in load_words("month"):
        return False
    return (mark == "," and closing in (",", ";", ".", ")", "(") and not tokens.glued(first)) or (mark == "(" and closing in (")", ","))


def _date(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """Years, days beside a month, times of day, "1990s"."""
    after, low = number.next, number.low
    if tokens.kind(first) == "number" and _is_year(tokens, first, number):
        decade = tokens.word(after) == "s" and tokens.glued(after)
        return "date", after + decade
    run_on = tokens.raw(first)[-4:]
    if _is_month(tokens, first - 1) and tokens.raw(first).isdigit() and 5 <= len(tokens.raw(first)) <= 6 and "1900" <= run_on <= "2099":
        return "date", after
    if tokens.word(first - 1) in ("+", "-") and tokens.word(first - 2) in ("utc", "gmt"):
        return "date", after
    if _is_month(tokens, first - 1) and tokens.kind(first - 2) == "number" and len(tokens.raw(first)) == 2 and not find_noun(tokens, after)[1]:
        return "date", after
    if tokens.word(first - 1) == "at" and len(tokens.raw(first)) == 4 and low <= 2400 and low % 100 < 60 and tokens.kind(after) == "mark":
        return "date", after
    if low <= 31 and (_is_month(tokens, first - 1) or _is_month(tokens, after)) and number.bound in ("exact", "range"):
        return "date", after + _is_month(tokens, after)
    if low <= 31 and tokens.word(after) == "of" and _is_month(tokens, after + 1):
        return "date", after + 2
    if low <= 2400 and (end := find_phrase(tokens, after, "hour")) and (end[1] or True):
        return ("things", after) if tokens.word(after) == "hours" and low < 100 else ("date", end[0])
    return None


def _is_month(tokens: Tokens, index: int) -> bool:
    """A month, which is capitalised; "may" before a verb in a text in capitals is none."""
    if tokens.word(index) == "." and tokens.glued(index) and len(tokens.word(index - 1)) <= 4 and tokens.word(index - 1) != "may":
        return _is_month(tokens, index - 1)
    word, raw = tokens.word(index), tokens.raw(index)
    if word not in load_words("month") or not raw[:1].isupper():
        return False
    return not (word in ("may", "march", "mar") and (tokens.word(index + 1) in ("have", "be", "not", "yet", "on", "to", "also")))


def _is_year(tokens: Tokens, first: int, number: Numeral) -> bool:
    raw = tokens.raw(first)
    if not (len(raw) == 4 and raw.isdigit() and 1800 <= number.low <= 2099 and number.next == first + 1):
        return False
    before = tokens.word(first - 1)
    day = tokens.kind(first - 1) == "number" and _is_month(tokens, first - 2)
    if day or before in _BEFORE_YEAR or _is_month(tokens, first - 1):
        return True
    if tokens.word(number.next) == "s" and tokens.glued(number.next):
        return True
    kind, noun = find_noun(tokens, number.next)
    if noun and kind == "people":
        return False
    dated = before in load_words("before_year") or (tokens.kind(first - 2) == "number" and _is_month(tokens, first - 3))
    return 1900 <= number.low and (dated or tokens.kind(number.next) in ("mark", "") or before == ",")


def _size(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"20 km", "250m-wide", "500-pound", "122mm"."""
    after = number.next + (tokens.word(number.next) == "-")
    word = tokens.word(after)
    if word in load_words("measure") and (len(word) > 1 or tokens.glued(after)):
        return "size", after + 1
    if tokens.kind(number.next) == "word" and tokens.glued(number.next) and tokens.kind(first) == "number":
        return "identifier", number.next + 1
    return None if number.whole else ("size", number.next)


def _ratio(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"three times as many", "one in five", "three out of five", "tenfold"."""
    after = number.next
    if tokens.word(after) in ("times", "fold") or (tokens.word(after) == "-" and tokens.word(after + 1) == "fold"):
        return "ratio", after + 1
    at = after + (1 if tokens.word(after) == "in" else 2 if tokens.words[after : after + 2] == ["out", "of"] else 0)
    if at == after or number.low > 9:
        return None
    every = tokens.words[at : at + 1]
    whole = load_words("teen").get(every[0]) or load_words("unit").get(every[0]) if every else None
    if every and tokens.kind(at) == "number" and every[0].isdigit() and len(every[0]) <= 4 and not tokens.glued(at + 1):
        whole = int(every[0])
    if not whole or number.low >= whole or whole > 1000 or find_noun(tokens, at + 1)[0] == "things":
        return None
    return ("ratio", at + 1) if number.low == 1 or whole in (10, 100, 1000) or tokens.word(after) == "out" and whole <= 10 else None


def _phone(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """Groups of digits that no thousands make, seven digits and more: "0207 782 4368"."""
    if tokens.kind(first) != "number":
        return None
    end, digits = first, 0
    while tokens.kind(end) == "number" and tokens.raw(end).isdigit() and end < first + 8:
        digits += len(tokens.raw(end))
        end += 1 + (tokens.word(end + 1) in ("-", ")", "(") and tokens.glued(end + 1) and tokens.kind(end + 2) == "number")
    if tokens.word(first - 1) in _DIALLED and len(tokens.raw(first)) == 3 and not find_noun(tokens, number.next)[1]:
        return "phone", number.next
    called = tokens.word(first - 1) in load_words("phone") or tokens.word(first - 2) in load_words("phone")
    leading = tokens.raw(first)[0] == "0" and len(tokens.raw(first)) > 1
    if digits >= 7 and (leading or called or (end - first > 1 and number.next < end)):
        return "phone", end
    return ("date" if len(tokens.raw(first)) == 4 else "identifier", number.next) if leading else None


def _title(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"Battalion 12", "No. 4", "Highway 12", "Article 3"."""
    at = first - 1 - (tokens.word(first - 1) == ".")
    at -= tokens.word(at) == "#"
    word, raw = tokens.word(at), tokens.raw(at)
    if word in load_words("code") and (raw[:1].isupper() or word in ("article", "resolution", "section", "page", "paragraph")):
        return "identifier", number.next
    if word not in load_words("title") or not (raw[:1].isupper() or word in ("no", "nos", "number", "phase", "sector")):
        return None
    if word in ("no", "nos") and at == first - 1 and not raw[:1].isupper():
        return None
    noun = find_noun(tokens, number.next)[1]
    return None if noun and not tokens.text.isupper() and word not in ("no", "nos") else ("ordinal", number.next)


def _score(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """"3-1" where a word of sport or votes stands near."""
    at = number.next
    if tokens.kind(first) != "number" or tokens.word(at) not in ("-", "–") or tokens.kind(at + 1) != "number" or not tokens.glued(at + 1):
        return None
    other = tokens.raw(at + 1)
    near = tokens.words[max(0, first - 6) : first] + tokens.words[at + 2 : at + 6]
    sport = len(other) <= 2 and number.low < 100 and not load_words("sport").keys().isdisjoint(near)
    if sport and find_noun(tokens, at + 2)[1] in ("", *load_words("sport")):
        return "score", at + 2
    falls = other.isdigit() and len(other) <= 6 and int(other) < number.low
    return ("date" if len(tokens.raw(first)) == 4 and 1800 < number.low < 2100 else "identifier", at + 2) if falls else None


_RULES: tuple[Callable[[Tokens, int, Numeral], Found | None], ...] = (
    _glued_to_letters, _money, _percent, _ordinal, _age, _date, _size, _ratio, _phone, _title, _score,
)  # fmt: skip
_NEVER_HEDGED = (_age, _date, _title)
