"""Tell a second mention from a new claim: a number told again with nothing new, a headline's number, words that only refer back."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from civharm.lexicon import load_month_names, make_alternation
from civharm.model import Claim
from civharm.reading.deeds import load_deeds
from civharm.reading.part_words import load_part_words
from civharm.reading.people import find_person_nouns
from civharm.reading.phrases import load_frame

# A claim is compared with so many before it and behind it: no text tells a number again after two hundred others.
REACH = 200
# A claim below this confidence does not take the place of a surer one.
SURE_OF_REPEAT = 0.5
# "Six militants dead, with their bodies recovered": the same six.
_BODIES = re.compile(r"(?:(?:their|his|her)|(?P<some>some|several|many|most)(?: of the)?) (?:bodies|body|corpses|remains)", re.I)
_DEFINITE = re.compile(r"^(?:the|these|those|them|they|both|all|some of|others?)\b", re.I)
# Phrases that say of people only that they are those told before.
_REFERRING = re.compile(
    r"(?:all )?(?:of )?(?:the|these|those|(?:the )?(?:exact |precise |total |full )?number of) (?:(?:bodies|remains) of the )?"
    r"(?:victims|dead(?: and (?:the )?(?:wounded|injured))?|killed|slain|wounded|injured|deceased|casualties|fatalities|bodies|"
    r"corpses|martyrs)",
    re.I,
)
_GENERIC = frozenset(
    "victims dead them they those people casualties bodies others all both wounded injured deaths civilians killings injuries "
    "wounds killed slain martyrs fatalities corpses deceased".split()
)


def find_first_mentions(claims: Sequence[Claim], headlines: frozenset[int] = frozenset()) -> list[int]:
    """Find the indexes of the claims that stay; ``headlines`` are the offsets at which headline sentences start.

    Of mentions with the same harm, figures and kind of victims the most telling stays, and each that credits another speaker.
    A headline's number goes where the body tells it in full. "The victims" and "them" go where the same deed was told before.
    """
    body = [claim for claim in claims if claim.quote.start not in headlines]
    heads = [claim for claim in claims if claim.quote.start in headlines]
    numbers = [n for n, claim in enumerate(claims) if claim.quote.start not in headlines or not _is_told_below(claim, heads, body)]
    alike, beside = _group_alike(numbers, claims), _group_beside(numbers, claims)
    numbers = [n for n in numbers if not _is_told_better(n, alike[_tell_figures(claims[n])], claims, beside)]
    return [
        n for at, n in enumerate(numbers) if not _is_told_before(claims[n], [claims[m] for m in numbers[max(0, at - REACH) : at]])
    ]


def _is_told_before(claim: Claim, before: Iterable[Claim]) -> bool:
    able = _points_to_one(claim) or _points_to_many(claim) or _BODIES.fullmatch(claim.victims.text)
    return bool(able) and any(_refers_back(claim, other) for other in before)


def _group_alike(numbers: Sequence[int], claims: Sequence[Claim]) -> dict[tuple[object, ...], list[int]]:
    """Group claims by what they tell, so that a report of ten thousand claims compares only those that can be one."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for n in numbers:
        alike.setdefault(_tell_figures(claims[n]), []).append(n)
    return alike


_Beside = dict[int, dict[str, set[int]]]


def _group_beside(numbers: Sequence[int], claims: Sequence[Claim]) -> _Beside:
    """The numbers of killed and of injured that each sentence tells, by its start."""
    beside: _Beside = {}
    for claim in (claims[n] for n in numbers):
        if claim.harm in ("killed", "injured") and claim.count.bound != "unknown_plural" and claim.count.low is not None:
            beside.setdefault(claim.quote.start, {}).setdefault(claim.harm, set()).add(claim.count.low)
    return beside


def _is_another_deed(claim: Claim, other: Claim, beside: _Beside) -> bool:
    """Whether the sentences of two like numbers tell of different deeds, by the number of the killed or the injured beside them.

    "Six were killed and ten others wounded in the east. In the west, at least five were killed and ten others wounded."
    """
    if _heads_differ(claim.quote.text, other.quote.text) or _tells_another(claim, other):
        return True
    mine, yours = beside.get(claim.quote.start, {}), beside.get(other.quote.start, {})
    return any(harm != claim.harm and mine[harm].isdisjoint(yours[harm]) for harm in mine.keys() & yours.keys())


def _tells_another(claim: Claim, other: Claim) -> bool:
    """Whether the later of two sentences says that it tells another deed: "in a separate attack", "six more in another raid"."""
    first, last = sorted((claim.quote, other.quote), key=lambda quote: quote.start)
    if first == last:
        return False
    words = [word.lower() for word in _WORDS.findall(last.text)]
    openers = (n for n, word in enumerate(words) if word in load_frame("another"))
    return any(load_deeds().intersection(words[n + 1 : n + 4]) for n in openers)


_WORDS = re.compile(r"[\w-]+")


# A list of places: "In Alphaville, one person was killed ... In the village of Betaville, one person was killed".
_HEAD = re.compile(r"[\W_]*(?:In|At|Near)\s(?:the\s(?:[a-z]+\s){1,3}of\s)?([A-Z][\w’'-]+)(?=[\s,])")


def _heads_differ(one: str, other: str) -> bool:
    """Whether two sentences open with two places, as those of a list do."""
    heads = [match.group(1) for text in (one, other) if (match := _HEAD.match(text) or _LED.match(text))]
    return len(set(heads)) == 2 and load_month_names().isdisjoint(heads)


# The place behind a word for a part of a country, or what was going on: "East: In Alphaville ...", "In a raid in Betaville ...".
_LED = re.compile(
    r"[\W_]*(?:[A-Z][a-z]+:\s)?(?:In|During|At)\s(?:an?\s|the\s)?"
    r"(?:[a-z]+\s){0,3}(?:[Ii]n|[Aa]t|[Nn]ear)?\s?([A-Z][\w’'-]+)(?=[\s,])"
)


def _tell_figures(claim: Claim) -> tuple[object, ...]:
    count = claim.count
    return claim.harm, count.low, count.high, count.bound, count.unit, claim.measure.kind, claim.modality, claim.background


def _is_told_below(claim: Claim, heads: Sequence[Claim], body: Sequence[Claim]) -> bool:
    """Whether the body tells a headline's number; of people told one by one, as many as the headline tells ("a man, his wife")."""
    told = {other.victims.text.lower() for other in body if _headline_of(claim, other)}
    if claim.count.low != 1 or claim.count.high != 1:
        return bool(told)
    return len(told) >= len({head.victims.text.lower() for head in heads if _headline_of(claim, head)})


def _headline_of(claim: Claim, other: Claim) -> bool:
    """Whether a headline's number is that of a claim in the body, where the words around it ("at least") are told in full."""
    said = {claim.count.low, claim.count.high} - {None}
    told = {other.count.low, other.count.high} - {None}
    plain = "unknown_plural" not in (claim.count.bound, other.count.bound) and claim.modality == other.modality
    doubtful = other.confidence < min(claim.confidence, SURE_OF_REPEAT)
    return claim.harm == other.harm and plain and bool(said & told) and not doubtful


def _is_told_better(number: int, numbers: Sequence[int], claims: Sequence[Claim], beside: _Beside) -> bool:
    """Whether another claim says the same with more: a speaker where this has none, or more slots, or first."""
    if _is_untold(claims[number]):
        return False
    mine, at = _telling(claims[number], number), bisect_left(numbers, number)
    near = numbers[max(0, at - REACH) : at + REACH]
    better = (n for n in near if n != number and _says_the_same(claims[number], claims[n]) and _telling(claims[n], n) > mine)
    return any(not _is_another_deed(claims[number], claims[n], beside) for n in better)


def _is_untold(claim: Claim) -> bool:
    """Whether a claim has no number that another could repeat ("soldiers")."""
    return claim.count.bound == "unknown_plural" and (claim.count.low or 0) <= 2


def _says_the_same(claim: Claim, other: Claim) -> bool:
    if claim.quote == other.quote and claim.victims.text.lower() != other.victims.text.lower():
        return False  # one sentence tells two groups of one size: "two foreign and two local staff"
    if claim.quote == other.quote and (_stand_side_by_side(claim, other) or (_brings_in(claim) and _brings_in(other))):
        return False
    alike = _tell_figures(claim) == _tell_figures(other) and _same_people(claim, other)
    return alike and (not claim.speakers or _credited(claim) == _credited(other))


def _brings_in(claim: Claim) -> bool:
    """Whether a phrase brings in one person: "a boy named Omar and a boy named Sami" are two."""
    return claim.count.low == claim.count.high == 1 and _INDEFINITE.match(claim.victims.text) is not None


_INDEFINITE = re.compile(r"(?:an?|another|one)\s", re.I)


def _stand_side_by_side(claim: Claim, other: Claim) -> bool:
    """Whether one sentence sets two equal numbers beside each other: "one clan lost four men while the other lost four men"."""
    first, second = sorted((claim.victims, other.victims), key=lambda victims: victims.start)
    start = claim.quote.start
    return _BESIDE.fullmatch(claim.quote.text[first.end - start : max(first.end, second.start) - start]) is not None


_BESIDE = re.compile(r",?\s(?:while|whereas|and)\s[^.;:]{1,40}", re.I)


def _same_people(claim: Claim, other: Claim) -> bool:
    """Whether two phrases can name the same people: the same groups, a status that does not contradict, the same names."""
    mine, yours = claim.victims, other.victims
    statuses = {mine.status, yours.status} - {"unknown"}
    if claim.count.low == 1:
        return mine.text.lower() == yours.text.lower()
    roles = [{noun.word for noun in find_person_nouns(victims.text) if noun.role} for victims in (mine, yours)]
    if all(roles) and not roles[0] & roles[1]:
        return False  # nine herders are no nine farmers
    return len(statuses) < 2 and set(mine.groups) == set(yours.groups)


def _credited(claim: Claim) -> tuple[str, ...]:
    return tuple(s.text.lower() for s in claim.speakers)


def _name_alike(claim: Claim, other: Claim) -> bool:
    """Whether two claims have one speaker, told in full and then in short: "Omar Zaki" and "Zaki"."""
    mine, yours = ({word for s in c.speakers[:1] for word in s.text.lower().split() if len(word) > 3} for c in (claim, other))
    return bool(mine) and bool(yours) and (mine <= yours or yours <= mine)


def _telling(claim: Claim, number: int) -> tuple[bool, int, int, int]:
    """How much a mention tells: its parts ("15 villagers, including ...") first, then speakers, its own slots, the earlier one."""
    slots = sum(slot is not None for slot in (claim.actor, claim.means)) + len(claim.quote.text) // 80
    parted = _parts_behind().match(claim.quote.text, claim.victims.end - claim.quote.start) is not None
    return (parted, len(claim.speakers), slots, -number)


@cache
def _parts_behind() -> re.Pattern[str]:
    return re.compile(rf"[^.;:]{{0,80}}?,\s{make_alternation(load_part_words('leading'))}\b", re.I)


def _refers_back(claim: Claim, other: Claim) -> bool:
    """Whether a phrase without a number of its own only points to people told before: "the victims", "them", "the dead nurse"."""
    last = (claim.victims.text.lower().split() or [""])[-1]
    alone = _REFERRING.fullmatch(claim.victims.text) is not None  # whoever speaks: who they are was told
    said_alike = not claim.speakers or alone or _credited(other) == _credited(claim) or _name_alike(other, claim)
    asked = alone and claim.modality == "hypothetical" and other.modality == "occurred"  # "it is not known if the dead were ..."
    same = _tells_no_more(claim, other) and (other.modality == claim.modality or asked) and said_alike
    if _points_to_one(claim):
        return same and other.count.low == other.count.high == 1
    if not _points_to_many(claim):
        bodies = _BODIES.fullmatch(claim.victims.text) if other.harm == claim.harm == "killed" else None
        return bodies is not None and (not bodies["some"] or claim.quote == other.quote)
    return same and (last in _GENERIC or last in other.victims.text.lower())


def _tells_no_more(claim: Claim, other: Claim) -> bool:
    """Whether a claim's harm is that of another, or leaves open which it was: who "the victims" of nine dead are is told."""
    return other.harm == claim.harm or (claim.harm == "casualties" and other.harm in ("killed", "injured"))


def _points_to_one(claim: Claim) -> bool:
    return claim.count.bound == "exact" and claim.count.low == 1 and _ONE_TOLD_BEFORE.fullmatch(claim.victims.text) is not None


def _points_to_many(claim: Claim) -> bool:
    return claim.count.bound == "unknown_plural" and (claim.count.low or 0) <= 2 and _DEFINITE.match(claim.victims.text) is not None


_ONE_TOLD_BEFORE = re.compile(
    r"(?:the|this|that) (?:victim|deceased|body|corpse|casualty|fatality|(?:dead|deceased|slain|murdered|injured|wounded) [\w-]+)",
    re.I,
)
