"""The numbers that the tokens of a text spell: "12", "230,000", "one hundred and five", "1.5 million", "dozens".

The reader's own grammar: spaCy's small model loses half of all hedges and no number library keeps the bounds that words set. All
passes are linear in the length of the text, for a report is hostile until it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from civharm.lexicon import load_number_words
from civharm.model import Bound
from civharm.reading.number_tokens import Tokens, find_phrase

LARGEST = 10**12  # a number above it counts nobody; 15 digits are read so that nothing longer is ever converted
_DIGITS = 15

_PAIRS = ("the", "this", "that", "young", "elderly", "married")  # "the couple" is two people who are a pair, and no number
_ROUND = frozenset(("a", "an", "half", "quarter", "three", "couple"))
_FACTORS = tuple(
    (tuple(words.split()), Decimal(factor))
    for words, factor in (
        ("three quarters of a", "0.75"), ("a quarter of a", "0.25"), ("quarter of a", "0.25"), ("a half", "0.5"), ("half a", "0.5"),
        ("half -", "0.5"), ("half", "0.5"), ("a couple of", "2"), ("a couple", "2"), ("couple of", "2"), ("couple", "2"),
        ("a", "1"), ("an", "1"), ("", "1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as spelled, before any hedge: its bounds and the index of the token after it."""

    low: int
    high: int | None
    bound: Bound
    next: int
    whole: bool = True


def read_digits(tokens: Tokens, index: int) -> Decimal | None:
    """The value of a number token; ``None`` where it is too long to count people.

    >>> from civharm.reading.number_tokens import make_tokens
    >>> read_digits(make_tokens("٢٣"), 0), read_digits(make_tokens("2,500"), 0)
    (Decimal('23'), Decimal('2500'))
    """
    raw = tokens.raw(index)
    if len(raw) > 2 * _DIGITS:
        return None
    plain = re.sub(r"[,٬،'’\u00a0\u202f\u2009]", "", raw).replace("٫", ".")
    return Decimal(plain) if len(plain) <= _DIGITS else None


def read_numeral(tokens: Tokens, index: int) -> Numeral | None:
    """Read the number that begins at a token, or ``None`` where there is none.

    >>> from civharm.reading.number_tokens import make_tokens
    >>> read_numeral(make_tokens("one hundred and five people"), 0)
    Numeral(low=105, high=105, bound='exact', next=4, whole=True)
    >>> read_numeral(make_tokens("hundreds of thousands of people"), 0)
    Numeral(low=200000, high=None, bound='unknown_plural', next=3, whole=True)
    """
    kind = tokens.kind(index)
    if kind == "number":
        return _read_figures(tokens, index)
    if kind != "word":
        return None
    return _read_round(tokens, index) or _read_plural(tokens, index) or _read_vague(tokens, index) or _read_cardinal(tokens, index)


def _scale(word: str) -> int | None:
    return load_number_words("scale").get(word)


def _exact(value: Decimal | int, after: int, bound: Bound = "exact") -> Numeral | None:
    if value > LARGEST:
        return None
    number = int(value)
    return Numeral(number, number, bound, after, whole=value == number)


def _read_figures(tokens: Tokens, index: int) -> Numeral | None:
    """Digits, with the scales after them: "1.5 million", "2 dozen", "100s"."""
    value, after = read_digits(tokens, index), index + 1
    if value is None:
        return None
    if tokens.word(after) == "s" and tokens.glued(after) and value in (10, 100, 1000):
        return Numeral(2 * int(value), None, "unknown_plural", after + 1)
    value, after = _read_spaced(tokens, value, after)
    value, after = _read_decimal_comma(tokens, value, after)
    bound: Bound = "exact"
    if tokens.word(after) == "-" and tokens.glued(after) and (scale := _scale(tokens.word(after + 1))):  # "2.5-million people"
        value, after = value * scale, after + 2
    while (scale := _scale(tokens.word(after))) and not tokens.glued(after):
        value, after = value * scale, after + 1
        bound = "approximately" if scale == 12 else bound
    suffix = tokens.word(after) if tokens.glued(after) else ""
    if suffix == "x" and tokens.kind(after + 1) == "word":  # "2X soldiers"
        return _exact(value, after + 1, bound)
    if suffix in ("k", "bn", "mn") or (suffix == "m" and tokens.word(after + 1) in load_number_words("person")):
        value, after = value * {"k": 1000, "bn": 10**9}.get(suffix, 10**6), after + 1
    return _exact(value, after + _is_times(tokens, after), bound)


def _is_times(tokens: Tokens, at: int) -> bool:
    """Whether an "x" only says how many of what follows: "3 x guards"; not "3 x 4 metres"."""
    return tokens.word(at) in ("x", "×") and tokens.kind(at + 1) == "word"


def _read_spaced(tokens: Tokens, value: Decimal, after: int) -> tuple[Decimal, int]:
    """Groups of three that a single space parts: "1 200". Nothing else may stand before or after that makes it another number."""
    before = tokens.kind(after - 2)
    if not tokens.raw(after - 1).isdecimal() or len(tokens.raw(after - 1)) > 3 or value == 0 or before in ("number", "chain"):
        return value, after
    end, total = after, value
    while end < after + 3 and _is_group(tokens, end):
        total, end = total * 1000 + int(tokens.raw(end)), end + 1
    joined = end > after and tokens.kind(end) not in ("number", "chain") and tokens.raw(after - 1)[0] != "0"
    return (total, end) if joined else (value, after)


def _read_decimal_comma(tokens: Tokens, value: Decimal, after: int) -> tuple[Decimal, int]:
    """A comma for a point, as many countries write it, which only a scale behind it tells: "1,6 million", "2,5-million"."""
    digits = tokens.raw(after + 1)
    parted = tokens.word(after) == "," and tokens.glued(after) and tokens.glued(after + 1) and tokens.kind(after + 1) == "number"
    if not parted or len(digits) > 2 or not _scale(tokens.word(after + 2 + (tokens.word(after + 2) == "-"))):
        return value, after
    return value + Decimal(digits) / 10 ** len(digits), after + 2


def _is_group(tokens: Tokens, index: int) -> bool:
    """Three digits, one space behind another number."""
    raw = tokens.raw(index)
    return len(raw) == 3 and raw.isdecimal() and tokens.text[tokens.ends[index - 1] : tokens.starts[index]] == " "


def _read_round(tokens: Tokens, index: int) -> Numeral | None:
    """ "a dozen", "a hundred", "half a million", "a couple of hundred", "a quarter of a million": round, so approximate."""
    word = tokens.words[index]
    if word not in _ROUND and not _scale(word):
        return None
    for words, factor in _FACTORS:
        at = index + len(words)
        if tokens.words[index:at] == list(words) and _scale(tokens.words[at]):
            return _read_scales(tokens, factor, at)
    at = index + (word in ("a", "an"))
    pair = at == index and tokens.words[index - 1] in _PAIRS
    return Numeral(2, 2, "approximately", at + 1) if tokens.words[at] == "couple" and not pair else None


def _read_scales(tokens: Tokens, value: Decimal, at: int) -> Numeral | None:
    while (scale := _scale(tokens.words[at])) and value * scale <= LARGEST:
        value, at = value * scale, at + 1
    return _with_rest(tokens, value, at)


def _with_rest(tokens: Tokens, value: Decimal, after: int) -> Numeral | None:
    """ "a hundred and five" is exact, "a hundred" is round."""
    if value >= 100 and tokens.word(after) == "and" and _is_small(tokens.word(after + 1)):
        rest = _read_cardinal(tokens, after + 1)
        if rest and rest.low < 100:
            return _exact(value + rest.low, rest.next)
    return _exact(value, after, "approximately")


def _read_plural(tokens: Tokens, index: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "thousands upon thousands"."""
    plurals = load_number_words("plural")
    low = plurals.get(tokens.words[index])
    if low is None:
        return None
    after = index + 1
    if tokens.word(after) in ("and", "upon", "on") and tokens.word(after + 1) == tokens.words[index]:
        after += 2
    if tokens.word(after) == "of" and (more := plurals.get(tokens.word(after + 1))) and more >= 200:
        low, after = low * more // 2, after + 2
    if low == 20 and tokens.word(after) != "of":
        return None
    return Numeral(low, None, "unknown_plural", after)


def _read_vague(tokens: Tokens, index: int) -> Numeral | None:
    """ "several", "many", "a few dozen", "several hundred thousand"; the least that the words can mean."""
    found = find_phrase(tokens, index, "vague")
    if found is None or tokens.word(index - 1) in ("how", "so", "too", "as", "that", "very", "all"):
        return None
    after, low = found
    plurals = load_number_words("plural")
    while more := _scale(tokens.word(after)) or plurals.get(tokens.word(after), 0) // 2:
        low, after = low * more, after + 1
        if low > LARGEST:
            return None
    return Numeral(low, None, "unknown_plural", after)


def _read_cardinal(tokens: Tokens, index: int) -> Numeral | None:
    """Spelled numbers: "two", "fifty-six", "two hundred thousand", "two and a half million"."""
    total, current, at, last = 0, 0, index, LARGEST
    units, teens, tens = load_number_words("unit"), load_number_words("teen"), load_number_words("ten")
    while True:
        word, skipped = tokens.word(at), 0
        if at > index and word in ("-", "and") and _may_join(tokens, at, word):
            skipped, word = 1, tokens.word(at + 1)
        if word in units and (current == 0 or current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20)):
            current += units[word]
        elif (word in teens or word in tens) and current % 100 == 0:
            current += teens.get(word) or tens[word]
        elif (scale := _scale(word)) and scale <= 100 and 0 < current < 100 and not skipped:
            current *= scale
        elif scale and scale > 100 and current and scale < last and not skipped:
            total, current, last = total + current * scale, 0, scale
        else:
            break
        at += 1 + skipped
    if at == index:
        return None
    return _with_half(tokens, total, current, at)


def _may_join(tokens: Tokens, at: int, word: str) -> bool:
    """A hyphen joins tens to units and hundreds to what precedes, "and" what follows a hundred or a thousand."""
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if word == "-":
        whole = tokens.glued(at) and tokens.glued(at + 1)
        return whole and before in load_number_words("ten") and after in load_number_words("unit")
    return before in ("hundred", "thousand", "million") and _is_small(after)


def _is_small(word: str) -> bool:
    return any(word in load_number_words(role) for role in ("unit", "teen", "ten"))


def _with_half(tokens: Tokens, total: int, current: int, at: int) -> Numeral | None:
    words = [word for word in tokens.words[at : at + 7] if word != "-"]
    if words[:3] == ["and", "a", "half"] and len(words) > 3 and (scale := _scale(words[3])):
        hyphens = tokens.words[at : at + 7].index(words[3], 3) - 3
        return _exact(Decimal(total + current) * scale + scale // 2, at + 4 + hyphens)
    dozen = tokens.word(at - 1) == "dozen"
    return _exact(total + current, at, "approximately" if dozen else "exact")
