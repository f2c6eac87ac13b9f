"""What bounds a number: the hedges before and behind it, and the range of which it is an end."""

from __future__ import annotations

from civharm.lexicon import load_number_words
from civharm.model import Bound
from civharm.reading.number_tokens import Tokens, find_phrase
from civharm.reading.numerals import Numeral, read_numeral

OPENING = frozenset("\"“‘'«„")
_DASHES = ("-", "–", "‑", "−")


def set_bounds(low: int, high: int | None, bound: Bound, hedge: Bound | None) -> tuple[int | None, int | None, Bound]:
    """Apply a hedge to a number: the codebook's table.

    >>> set_bounds(12, 12, "exact", "more_than"), set_bounds(24, None, "unknown_plural", "at_least")
    ((13, None, 'more_than'), (24, None, 'at_least'))
    """
    if hedge is None or hedge == "exact" or (hedge == "approximately" and bound in ("unknown_plural", "range")):
        return low, high, bound
    if hedge == "at_least":
        return low, None, hedge
    if hedge == "more_than":
        return (low if high is None else low + 1), None, hedge
    if hedge == "less_than":
        return None, (None if high is None else max(high - 1, 0)), hedge
    if hedge in ("at_most", "almost"):
        return None, high, hedge
    return low, high, hedge


def read_hedges(tokens: Tokens, index: int) -> tuple[Bound | None, int]:
    """The hedges that begin at a token, the strongest of them, and the index after them."""
    hedge: Bound | None = None
    at = index
    while True:
        if found := find_phrase(tokens, at, "extra"):
            at = found[0]
        elif (found := find_phrase(tokens, at, "hedge")) and not _goes_up(tokens, at):
            hedge = found[1] if hedge in (None, "exact", "approximately") else hedge
            at = found[0]
        elif at > index and (tokens.word(at) in ("only", "just") or (tokens.word(at) in OPENING and not tokens.glued(at))):
            at += 1
        else:
            return hedge, at


def _goes_up(tokens: Tokens, at: int) -> bool:
    """ "The toll went up to 12" is 12, and no bound."""
    return tokens.word(at) == "up" and tokens.word(at - 1) in load_number_words("goes")


def read_whole(tokens: Tokens, number: Numeral, after: int) -> int:
    """ "19 out of 23", "two of the 12": the number of which it is a part is no count of its own."""
    out = tokens.words[after : after + 2] == ["out", "of"]
    at = after + (2 if out else 1)
    if tokens.word(at - 1) != "of" or number.bound == "unknown_plural":
        return after
    at += tokens.word(at) in ("the", "those", "these", "his", "her", "their", "its")
    whole = read_numeral(tokens, at)
    return whole.next if whole and whole.bound == "exact" and whole.low > number.low else after


def read_range(tokens: Tokens, core: int) -> Numeral | None:
    """ "between 10 and 15", "10-15", "10 to 15", "two or three", or one number alone."""
    between = tokens.word(core) == "between"
    first = read_numeral(tokens, core + between)
    if first is None or first.bound == "unknown_plural":
        return None if between else first
    joint = tokens.word(first.next)
    joins = joint in ("and", "to", *_DASHES) if between else joint in ("to", "or", *_DASHES)
    second = read_numeral(tokens, first.next + 1) if joins else None
    if second is None or second.high is None or second.bound == "unknown_plural":
        return None if between else first
    if joint == "to" and not between and _rises(tokens, core):
        return first
    low = _same_scale(tokens, first, second)
    if low == second.high:
        return Numeral(low, low, "exact", second.next)
    if low > second.high:
        return None if between else first
    return Numeral(low, second.high, "range", second.next, first.whole and second.whole)


def read_upper(tokens: Tokens, number: Numeral) -> Numeral | None:
    """ "(At least) 11 and up to 15 people": the number behind is the other bound of the same people."""
    at = number.next + (tokens.word(number.next) == ",")
    if tokens.word(at) not in ("and", "but", "or", "to"):
        return None
    hedge, core = read_hedges(tokens, at + 1)
    upper = read_numeral(tokens, core) if hedge == "at_most" else None
    if upper is None or upper.high is None or upper.low <= number.low or upper.bound != "exact":
        return None
    return Numeral(number.low, upper.high, "range", upper.next, number.whole and upper.whole)


def _rises(tokens: Tokens, core: int) -> bool:
    """ "rose from 10 to 15" is two numbers, the old and the new."""
    return tokens.word(core - 1) == "from" and any(tokens.word(at) in load_number_words("rise") for at in range(core - 8, core - 1))


def _same_scale(tokens: Tokens, first: Numeral, second: Numeral) -> int:
    """ "2-3 million", "two to three hundred": the scale of the second number is the first's too."""
    scale = load_number_words("scale").get(tokens.word(second.next - 1), 1)
    scaled = first.low < 1000 and first.low * scale < (second.high or 0)
    return first.low * scale if scaled and tokens.word(first.next - 1) not in load_number_words("scale") else first.low


def read_behind(tokens: Tokens, after: int) -> tuple[Bound | None, int]:
    """ "12 or more", "12-plus", "12+", "40-odd", "12 or so"."""
    found = find_phrase(tokens, after, "hedge_after")
    if found is None or read_numeral(tokens, found[0]) or tokens.kind(found[0]) == "number":
        return None, after
    if tokens.word(after) == "plus" and tokens.word(after + 1) in _ARTICLES:  # "killed 12 | plus the bomber"
        return None, after
    if tokens.words[after : after + 2] == ["and", "more"] and tokens.word(after + 2) in ("than", "wounded", "injured"):
        return None, after
    return found[1], found[0]


_ARTICLES = ("a", "an", "the", "his", "her", "their", "its")
