"""What a number counts: people, or something that is no count of people (a date, an age, a share, a rank, a distance).

Each rule is a small function that looks at the few tokens around the number and names a kind, or passes. The first that names one
wins; where none does, the noun that the number begins decides, and where there is no noun it may count people.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from civharm.lexicon import load_number_words
from civharm.reading.number_nouns import Found, find_noun
from civharm.reading.number_times import find_age, find_date, find_hour, is_month
from civharm.reading.number_tokens import Tokens
from civharm.reading.numerals import Numeral

_CURRENCY = frozenset("$€£¥₪₹")
_DIALLED = ("call", "called", "calling", "dial", "dialed", "dialled", "calls")
_PERCENT = ("%", "٪", "percent", "pct", "percentage")
_CODED = ("article", "resolution", "section", "page", "paragraph")  # references that are written without a capital too


def find_kind(tokens: Tokens, first: int, number: Numeral, hedged: bool) -> Found:
    """Name what a number counts; ``first`` is its first token, ``hedged`` whether a bound stands before it."""
    for rule in _RULES:
        found = rule(tokens, first, number)
        if found and (found[0] == "age" or not hedged or rule not in _NEVER_HEDGED):
            return found
    return find_noun(tokens, number.next)[0], number.next


def _glued_to_letters(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "AK-47", "T-72", "M16", "Covid-19"."""
    if tokens.kinds[first] != "number" or not tokens.glued(first):
        return None
    at = first - 1
    if tokens.words[at] == "-" and tokens.glued(at):
        at -= 1
    letters = tokens.raw(at)
    if tokens.kinds[at] != "word" or (at == first - 1 and _lost_its_space(tokens, first, number)):
        return None
    if letters.lower() in ("mid", "early", "late", "pre", "post"):
        return "date", number.next
    if at < first - 1 and len(letters) > 4 and letters.isupper():
        return None  # a dash in a text in capitals
    return ("weapon" if letters.isupper() and len(letters) <= 4 else "identifier"), number.next


def _lost_its_space(tokens: Tokens, first: int, number: Numeral) -> bool:
    """ "at least140,000", "Around1.6 million": the space before a number is lost where no name of a thing would end so."""
    return "," in tokens.raw(first) or number.next > first + 1 or tokens.words[first - 1] in _before_a_number()


@cache
def _before_a_number() -> frozenset[str]:
    """The last words of hedges: "nearly", "about", "least"."""
    return frozenset(phrase.split()[-1] for phrase in load_number_words("hedge")) - {"c", "."}


def _money(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    before, after = tokens.words[first - 1], number.next
    word, coins = tokens.words[after], load_number_words("money")
    if before in _CURRENCY or before in ("usd", "rs", "eur", "gbp"):
        return "money", after + (tokens.glued(after) and word in ("m", "bn", "b", "k"))
    if (word in coins and (word != "pounds" or tokens.words[after + 1] != "of")) or (word in _CURRENCY and tokens.glued(after)):
        return "money", after + 1
    return ("money", after + 2) if tokens.words[after + 1] in coins and tokens.kinds[after] == "word" else None


def _percent(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "45 percent", "5%", "two-thirds", "one fifth"."""
    after = number.next
    if tokens.words[after] in _PERCENT:
        return "percent", after + 1
    if tokens.words[after : after + 2] == ["per", "cent"]:
        return "percent", after + 2
    after += tokens.words[after] == "-"
    if number.low <= 9 and tokens.words[after] in load_number_words("fraction") and tokens.kinds[first] == "word":
        singular = not tokens.words[after].endswith("s")
        return ("percent", after + 1) if singular == (number.low == 1) else None
    return None


def _ordinal(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "1st Brigade", "24th of March", and the "1." of a list."""
    after = number.next
    new_line = first == 0 or "\n" in tokens.text[tokens.ends[first - 1] : tokens.starts[first]]
    listed = tokens.words[after] in (".", ")") and tokens.glued(after) and not tokens.glued(after + 1)
    if new_line and listed and tokens.kinds[after + 1] in ("word", ""):
        return "ordinal", after + 1
    if tokens.words[after] not in ("st", "nd", "rd", "th") or not tokens.glued(after):
        return None
    of = after + 1 + (tokens.words[after + 1] == "of")
    dated = number.low <= 31 and (is_month(tokens, first - 1) or is_month(tokens, of))
    return ("date" if dated else "ordinal"), after + 1


def _size(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "20 km", "250m-wide", "500-pound", "122mm"."""
    after = number.next + (tokens.words[number.next] == "-")
    word = tokens.words[after]
    if word in load_number_words("measure") and (len(word) > 1 or tokens.glued(after)):
        return "size", after + 1
    if tokens.kinds[number.next] == "word" and tokens.glued(number.next) and tokens.kinds[first] == "number":
        return None if tokens.words[number.next] in load_number_words("person") else ("identifier", number.next + 1)
    if tokens.words[first - 1] == "." and tokens.glued(first) and not tokens.glued(first - 1):
        return "size", number.next  # "a .45": a fraction without its nought, as calibres are written
    return None if number.whole else ("size", number.next)


def _ratio(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "three times as many", "one in five", "three out of five", "tenfold"."""
    after = number.next
    if tokens.words[after] in ("times", "fold") or tokens.words[after : after + 2] == ["-", "fold"]:
        return "ratio", after + 1
    out_of = tokens.words[after : after + 2] == ["out", "of"]
    at = after + (2 if out_of else 1)
    if number.low > 9 or not (out_of or tokens.words[after] == "in"):
        return None
    whole = _small_number(tokens, at)
    if not whole or not number.low < whole <= 1000 or find_noun(tokens, at + 1)[0] == "things":
        return None
    shared = number.low == 1 or whole in (10, 100, 1000) or (out_of and whole <= 10)
    return ("ratio", at + 1) if shared else None


def _small_number(tokens: Tokens, at: int) -> int | None:
    word = tokens.words[at]
    if tokens.kinds[at] == "number" and word.isdecimal() and len(word) <= 4 and not tokens.glued(at + 1):
        return int(word)
    return load_number_words("unit").get(word) or load_number_words("teen").get(word)


def _phone(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """Groups of digits that no thousands make, seven digits and more: "0207 782 4368"; "911" after "call"."""
    if tokens.kinds[first] != "number":
        return None
    raw, before = tokens.raw(first), tokens.words[first - 1]
    if before in _DIALLED and len(raw) == 3 and not find_noun(tokens, number.next)[1]:
        return "phone", number.next
    end, digits = _digit_groups(tokens, first)
    called = before in load_number_words("phone") or tokens.words[first - 2] in load_number_words("phone")
    leading = raw[0] == "0" and len(raw) > 1
    if digits >= 7 and (leading or called or (end > first + 1 and number.next < end)):
        return "phone", end
    return ("date" if len(raw) == 4 else "identifier", number.next) if leading else None


def _digit_groups(tokens: Tokens, first: int) -> tuple[int, int]:
    """Where a run of groups of digits ends, and how many digits it has."""
    end, digits = first, 0
    while tokens.kinds[end] == "number" and tokens.raw(end).isdecimal() and end < first + 8:
        digits += len(tokens.raw(end))
        joined = tokens.words[end + 1] in ("-", ")", "(") and tokens.glued(end + 1) and tokens.kinds[end + 2] == "number"
        end += 1 + joined
    return end, digits


def _title(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "Battalion 12", "No. 4", "Highway 12", "Article 3"."""
    at = first - 1 - (tokens.words[first - 1] == ".")
    at -= tokens.words[at] == "#"
    word, capital = tokens.words[at], tokens.raw(at)[:1].isupper()
    if word in load_number_words("code") and (capital or word in _CODED):
        of = tokens.words[number.next] == "of" and tokens.kinds[number.next + 1] == "number"  # "Image 2 of 9"
        return "identifier", number.next + (2 if of else 0)
    dotted = at < first - 1
    if word in ("no", "nos"):
        return ("ordinal", number.next) if capital or dotted else None
    if word not in load_number_words("title") or not (capital or word in ("number", "phase", "sector")):
        return None
    noun = find_noun(tokens, number.next)[1]
    return None if noun and not tokens.text.isupper() else ("ordinal", number.next)


def _score(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """ "3-1" where a word of sport or votes stands near; a second number that is smaller is no end of a range."""
    at = number.next
    dashed = tokens.words[at] in ("-", "–") and tokens.kinds[at + 1] == "number" and tokens.glued(at + 1)
    if tokens.kinds[first] != "number" or not dashed:
        return None
    other = tokens.raw(at + 1)
    near = tokens.words[max(0, first - 6) : first] + tokens.words[at + 2 : at + 6]
    sport = len(other) <= 2 and number.low < 100 and not load_number_words("sport").keys().isdisjoint(near)
    if sport and find_noun(tokens, at + 2)[1] in ("", *load_number_words("sport")):
        return "score", at + 2
    falls = other.isdecimal() and len(other) <= 6 and int(other) < number.low
    years = len(tokens.raw(first)) == 4 and 1800 < number.low < 2100
    return ("date" if years else "identifier", at + 2) if falls else None


def _children_of_a_parent(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """How many children somebody has: "a father of three", "the mother-of-two"; not "the father of two of the dead"."""
    at = first - 1 - (tokens.words[first - 1] == "-")
    if tokens.words[at] != "of" or number.low > _MOST_CHILDREN or tokens.words[number.next] == "of":
        return None
    at -= 1 + (tokens.words[at - 1] == "-")
    family = tokens.words[at] in load_number_words("parent")
    if family and tokens.words[number.next] in _CHILDREN and tokens.words[number.next + 1] in _GOES_ON:
        return "family", number.next + 1
    kind, noun = find_noun(tokens, number.next) if family else ("people", "")
    told = kind == "people" and noun and noun not in load_number_words("harmed")
    return ("family", number.next) if family and not told else None


# More than so many are no children of one person, but people of a place ("the father of 200 fighters").
_MOST_CHILDREN = 20
# "The mother of two children, shot dead": nothing more is said of the children.
_CHILDREN = ("children", "kids")
_GOES_ON = (",", ".", ";", ":", "-", "–", "—", ")", '"', "", "was", "is", "has", "had", "and")


def _before_a_number_begins(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """A number of the page itself, left before the first words of its report: "Get short URL 4016 At least 12 were killed"."""
    opening = tokens.raw(number.next)
    if len(tokens.raw(first)) < 3 or not tokens.raw(first).isdecimal() or tokens.raw(first - 1)[:1].islower():
        return None  # "killed 140 At least ..." lacks a full stop
    if not opening[:1].isupper() or (opening.isupper() and len(opening) > 1):
        return None
    return ("identifier", number.next) if opening.lower() in _openings_of_hedges() else None


def _again_in_brackets(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """The figure that repeats the word before it: "two (2) injured"."""
    closed = tokens.words[first - 1] == "(" and tokens.word(number.next) == ")"
    said = load_number_words("unit").get(tokens.words[first - 2]) if closed and first > 1 else None
    return ("identifier", number.next) if said is not None and said == number.low else None


def _mark_of_list(tokens: Tokens, first: int, number: Numeral) -> Found | None:
    """The marks of a list run on in one line: "1. Ahmed Saleh 2. Rami Saleh"."""
    if not _marks(tokens, first) or number.low > _LONGEST_LIST:
        return None
    beside = (str(number.low + step) for step in (1, -1))
    near = range(max(1, first - _ITEM), min(len(tokens.words) - 2, first + _ITEM))
    wanted = set(beside)
    return ("identifier", number.next) if any(tokens.words[at] in wanted and _marks(tokens, at) for at in near) else None


_LONGEST_LIST, _ITEM = 60, 12  # tokens in an item of a list


def _marks(tokens: Tokens, at: int) -> bool:
    name = tokens.raw(at + 2)[:1].isupper() if at + 2 < len(tokens.words) else False
    return tokens.kinds[at] == "number" and tokens.word(at + 1) in (".", ")") and tokens.glued(at + 1) and name


@cache
def _openings_of_hedges() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in load_number_words("hedge"))


_RULES: tuple[Callable[[Tokens, int, Numeral], Found | None], ...] = (
    _glued_to_letters, _money, _percent, _ordinal, _mark_of_list, find_age, find_hour, find_date, _size, _ratio, _phone, _title,
    _score,    _children_of_a_parent, _before_a_number_begins, _again_in_brackets,
)  # fmt: skip
_NEVER_HEDGED = (find_age, find_date, _title)
