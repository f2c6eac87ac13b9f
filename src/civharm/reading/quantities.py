"""Every number of a text with the bounds that its words set, and whether it may count people.

A hedge ("at least", "almost", "up to") governs the number that it stands next to and no other. What a number sets is the
codebook's table (docs/method.md): ``low`` and ``high`` are what the words say and no more, ``None`` where they set no bound.
Numbers that count no people are kept, with their kind, so that a reader can see what was thrown out and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from civharm.lexicon import load_number_words
from civharm.model import Bound, Unit
from civharm.reading.number_bounds import OPENING, read_behind, read_hedges, read_range, read_upper, read_whole, set_bounds
from civharm.reading.number_kinds import find_kind
from civharm.reading.number_nouns import Kind, find_noun
from civharm.reading.number_tokens import Tokens, find_phrase, load_phrases, make_tokens
from civharm.reading.numerals import Numeral, read_numeral

_QUOTES = OPENING | frozenset("”’»")
_THE_NUMBER = frozenset(("the", "total", "overall", "this", "that", "its", "their"))  # "the number of the dead" names no number
_BEFORE_FAMILY = frozenset("a an the another one entire whole poor his her small displaced".split())
_NONE_KNOWN = frozenset(("reported", "confirmed", "known", "recorded"))  # "with no reported casualties"
_BOUNDED = ("people", "things", "age")  # of the others the kind alone matters


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text words it, from its hedge to its end: ``text[start:end] == text``."""

    text: str
    start: int
    end: int
    low: int | None
    high: int | None
    bound: Bound
    kind: Kind
    unit_hint: Unit


def find_quantities(text: str) -> list[Quantity]:
    """Find every quantity of a text, in order, none overlapping; linear in the length of the text.

    >>> [(q.text, q.low, q.high, q.bound) for q in find_quantities("At least 10 people were killed and 50 wounded.")]
    [('At least 10', 10, None, 'at_least'), ('50', 50, 50, 'exact')]
    >>> [(q.text, q.kind) for q in find_quantities("Some 125 families fled; the army holds 45 percent of it.")]
    [('Some 125', 'people'), ('45 percent', 'percent')]
    """
    tokens, found, at = make_tokens(text), [], 0
    starters = _starters()
    for index, word in enumerate(tokens.words):
        if index < at or (word not in starters and tokens.kinds[index] in ("word", "mark", "")):
            continue
        quantity, at = _read_quantity(tokens, index)
        if quantity:
            found.append(quantity)
    return found


def parse_quantity(phrase: str) -> Quantity | None:
    """Read one phrase as a quantity: the first it holds.

    >>> parse_quantity("no fewer than two dozen").low
    24
    """
    return next(iter(find_quantities(phrase)), None)


@cache
def _starters() -> frozenset[str]:
    """The words at which a quantity may begin."""
    first = {"a", "an", "half", "quarter", "three", "couple", "between", "no", "family", "household", "the", "not"}
    for role in ("unit", "teen", "ten", "scale", "plural", "ordinal", "fraction"):
        first |= load_number_words(role).keys()
    for role in ("vague", "zero", "hedge", "extra", "ratio"):
        first |= load_phrases(role).keys()
    return frozenset(first)


def _read_quantity(tokens: Tokens, index: int) -> tuple[Quantity | None, int]:
    """The quantity that begins at a token, and the index to go on from."""
    kind = tokens.kinds[index]
    if (found := find_phrase(tokens, index, "ratio")) and not _is_one_of_people(tokens, index):
        return _other(tokens, index, found[0], "ratio"), found[0]
    if kind in ("url", "code"):
        digits = any(char.isdigit() for char in tokens.words[index][:200])
        return (_other(tokens, index, index + 1, "identifier") if digits else None), index + 1
    if kind == "chain":
        return _read_chain(tokens, index)
    return _read_family(tokens, index) or _read_zero(tokens, index) or _read_hedged(tokens, index) or _read_other(tokens, index)


def _is_one_of_people(tokens: Tokens, index: int) -> bool:
    """ "One of the guards was killed" tells of one person; "he was one of the victims" and "one of the most wanted men" do not."""
    if tokens.words[index : index + 2] != ["one", "of"] or tokens.word(index - 1) in load_number_words("copula"):
        return False
    first = tokens.word(index + 3)
    ranked = first in ("most", "more", "best", "last") or first in load_number_words("ordinal") or first.endswith("est")
    return not ranked and find_noun(tokens, index + 3)[1] in load_number_words("person")


def _make(
    tokens: Tokens, first: int, after: int, bounds: tuple[int | None, int | None, Bound], kind: Kind, unit: Unit = "person"
) -> Quantity:
    start, end = tokens.starts[first], tokens.ends[after - 1]
    return Quantity(tokens.text[start:end], start, end, *bounds, kind, unit)


def _other(tokens: Tokens, first: int, after: int, kind: Kind) -> Quantity:
    """A quantity whose kind alone matters; its number is not kept."""
    return _make(tokens, first, after, (None, None, "exact"), kind)


def _read_chain(tokens: Tokens, index: int) -> tuple[Quantity, int]:
    """Figures that one separator chains: a day, a time, a fraction, an address, a reference."""
    kind, after = _kind_of_chain(tokens.raw(index)[:40]), index + 1
    while tokens.glued(after) and (tokens.kind(after) != "mark" or (tokens.word(after) == "-" and tokens.glued(after + 1))):
        after, kind = after + 1, "identifier"
    return _other(tokens, index, after, kind), after


def _kind_of_chain(raw: str) -> Kind:
    colons, slashes, dashes, dots = (raw.count(mark) for mark in ":/-.")
    if raw in ("9/11", "7/7") or colons in (1, 2) or slashes == 2 or (dashes == 2 and len(raw) <= 10):
        return "date"
    if slashes == 1:
        return "percent" if len(raw) <= 3 else "date"
    if 2 in (dashes, dots) and len(raw) > 10:
        return "phone"
    return "date" if dots == 2 and len(raw.split(".")[1]) <= 2 else "identifier"


def _read_family(tokens: Tokens, index: int) -> tuple[Quantity, int] | None:
    """ "a family of three": the family's members are counted, so they are persons."""
    at = index
    while at < index + 3 and tokens.word(at) not in ("family", "household"):
        if tokens.word(at) not in _BEFORE_FAMILY:
            return None
        at += 1
    if tokens.word(at + 1) != "of" or tokens.word(at) not in ("family", "household"):
        return None
    hedge, core = read_hedges(tokens, at + 2)
    number = read_numeral(tokens, core)
    if (
        number is None
        or number.low > 200
        or find_noun(tokens, number.next)[1] not in ("", "people", "persons", "members", "killed", "wounded", "dead")
    ):
        return None
    return _make(tokens, index, number.next, set_bounds(number.low, number.high, number.bound, hedge), "people"), number.next


def _read_zero(tokens: Tokens, index: int) -> tuple[Quantity, int] | None:
    """ "nobody", "none", "no casualties", "no civilian was": none at all, which is not "not said"."""
    zero: tuple[int, int, Bound] = (0, 0, "exact")
    found = find_phrase(tokens, index, "zero")
    if (
        found
        and tokens.word(found[0]) not in ("other", "less")
        and not (tokens.word(index) == "zero" and tokens.word(index + 1) in ("-", "tolerance"))
    ):
        return _make(tokens, index, found[0], zero, "people"), found[0]
    if tokens.word(index) != "no" or find_phrase(tokens, index, "hedge") or tokens.word(index + 1) in (".", "longer"):
        return None
    first = index + 2 if tokens.word(index + 1) in _NONE_KNOWN else index + 1
    for at in range(first, first + 4):
        word = tokens.word(at)
        if tokens.kind(at) != "word" or word in load_number_words("stop") or word == "of" or word in load_number_words("thing"):
            return None
        ends = tokens.kind(at + 1) != "word" or any(tokens.word(at + 1) in load_number_words(role) for role in ("stop", "harmed"))
        if word in load_number_words("person") and (ends or word not in load_number_words("person_part")):
            return _make(tokens, index, at + 1, zero, "people"), at + 1
    return None


def _read_hedged(tokens: Tokens, index: int) -> tuple[Quantity | None, int] | None:
    """Hedges, the number or range that they stand next to, what bounds it from behind, and its kind."""
    if tokens.word(index) == "above" and tokens.word(index - 1) == "the":  # "the above four": those named before
        return None, index + 1
    hedge, core = read_hedges(tokens, index)
    number = read_range(tokens, core)
    if number is None and tokens.word(core - 1) == "some" and core > index:
        hedge, core = (read_hedges(tokens, index)[0] if core - 1 > index else None), core - 1
        hedge = None if hedge == "approximately" else hedge
        number = read_numeral(tokens, core)
    if number is None:
        return (None, core) if core > index else None
    if hedge == "at_least" and (both := read_upper(tokens, number)):
        hedge, number = None, both
    hedged = hedge is not None and hedge != "exact"
    kind, end = find_kind(tokens, core + (tokens.word(core) == "between"), number, hedged or hedge == "exact")
    if kind == "people" and not _counts(tokens, core, number, core > index):
        return None, number.next
    bounds = set_bounds(number.low, number.high, number.bound, hedge)
    if kind != "people":
        return _make(tokens, index, end, bounds if kind in _BOUNDED else (None, None, "exact"), kind), end
    behind, end = read_behind(tokens, number.next)
    end = _close_quote(tokens, index, core, end)
    unit: Unit = "household" if find_noun(tokens, end)[1] in load_number_words("household") else "person"
    end = read_whole(tokens, number, end)
    return _make(tokens, index, end, set_bounds(number.low, number.high, number.bound, hedge or behind), kind, unit), end


def _close_quote(tokens: Tokens, index: int, core: int, end: int) -> int:
    opened = any(tokens.word(at) in OPENING for at in range(index, core))
    return end + (opened and tokens.word(end) in _QUOTES)


def _counts(tokens: Tokens, core: int, number: Numeral, hedged: bool) -> bool:
    """Whether words that are often no number are one here: "one", "some", "few", "number of"."""
    word, after = tokens.word(core), tokens.word(number.next)
    noun = find_noun(tokens, number.next)[1]
    if word == "one" and number.next == core + 1 and not hedged:
        return (
            bool(noun)
            or after in load_number_words("harmed")
            or (after == "of" and tokens.word(number.next + 1) in ("them", "whom", "those"))
        )
    if number.next == core + 1 and word in ("some", "few", "various"):
        return bool(noun) or (word == "some" and after in load_number_words("some_verb"))
    if word in ("number", "numbers", "handful"):
        return _THE_NUMBER.isdisjoint((tokens.word(core - 1), tokens.word(core - 2)))
    return not (word in ("many", "several", "multiple", "numerous") and after in ("times", "ways"))


def _read_other(tokens: Tokens, index: int) -> tuple[Quantity | None, int]:
    """Words of order, share and ratio: "third", "a fifth", "twice as many", "half of the city"."""
    at = index + (tokens.word(index) in ("a", "an"))
    word, after = tokens.word(at), tokens.word(at + 1)
    shared = word in load_number_words("fraction") and (at > index or word in ("half", "halves", "thirds", "quarters"))
    if shared and (after == "of" or (word == "half" and after in ("the", "its", "their", "a"))):
        return _other(tokens, index, at + 1, "percent"), at + 1
    if at == index and word in load_number_words("ordinal"):
        return _other(tokens, index, at + 1, "ordinal"), at + 1
    if tokens.kind(index) == "number":
        return _other(tokens, index, index + 1, "identifier"), index + 1
    return None, index + 1
