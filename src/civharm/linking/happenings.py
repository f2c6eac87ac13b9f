"""Group the claims of one report into happenings: what a report tells of one place, one time and one deed.

The killed and the injured of one blast are one happening, whatever the report tells of it again further down. A claim that gives
neither place nor date belongs to the happening whose sentences surround it. What a report tells apart (another place, another day,
"in a separate attack") stays apart, and an old happening that it retells never joins the new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from civharm.linking.days import Window, count_days_between, find_written_days, make_window
from civharm.linking.spots import Spot, compare_spots, fold_name, make_spot
from civharm.linking.voices import find_voice
from civharm.linking.wording import find_names, find_words, tells_another
from civharm.model import Claim, Report

_LOOK_BACK = 40
"""How many happenings of one report a claim is compared with, so that a list of ten thousand deaths takes linear time."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What a report says of one harm: the numbers it gives (also summed over a sentence), and the bounds around them all.

    ``lead`` is the number that it gives first: reports begin with the toll, and go on to parts, other days and totals.
    """

    numbers: frozenset[int]
    low: int
    high: int | None
    lead: int | None = None


@dataclass(slots=True, eq=False)
class Happening:
    """What one report tells of one happening, folded for comparison.

    ``told`` numbers the happenings of a report; ``apart`` holds the numbers of those that the report tells apart from this one;
    ``around`` holds the names of the whole report, ``written`` the days that it writes out.
    """

    key: str
    report: str
    told: int
    claims: tuple[Claim, ...]
    background: bool
    denied: bool
    spot: Spot | None
    window: Window
    tolls: Mapping[str, Toll]
    actors: frozenset[str]
    means: frozenset[str]
    victims: frozenset[str]
    people: frozenset[str]
    ages: frozenset[int]
    voices: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    around: frozenset[str] = frozenset()
    written: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()

    @property
    def is_placed(self) -> bool:
        """Whether it tells a place or a date; what tells neither belongs to no incident."""
        return any(claim.place is not None or claim.date is not None for claim in self.claims)


def is_linkable(claim: Claim) -> bool:
    """Whether a claim is about one happening that took place, or is denied: totals, rates, stocks, flows, patterns and fears are
    not.
    """
    return claim.measure.kind == "incident" and claim.modality in ("occurred", "denied")


def find_happenings(claims: Iterable[Claim], report: Report | None) -> list[Happening]:
    """Find the happenings that one report tells, in the order of their first claim."""
    ordered = sorted(filter(is_linkable, claims), key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id))
    groups = _join_headline(_join_bare(_group(ordered)), _find_headline_end(report))
    main = find_main(groups)
    found = [make_happening(group, report, told, told == main) for told, group in enumerate(groups)]
    for happening in found if len(found) <= _LOOK_BACK else ():
        happening.apart = _pool_ages(
            frozenset(other.told for other in found if other is not happening and _are_apart(happening, other))
        )
    return found


def _are_apart(a: Happening, b: Happening) -> bool:
    """Whether a report tells two happenings apart, and does not merely name another place while it tells one again.

    Who was killed where, died where and lived where are told of one death; another day, other numbers, or "in a separate attack"
    are told of another.
    """
    if a.background != b.background or count_days_between(a.window, b.window) or a.people & b.people:
        return not a.people & b.people
    if any(tells_another(happening.claims[0].quote.text) for happening in (a, b)):
        return True
    shared = [(toll, b.tolls[harm]) for harm, toll in a.tolls.items() if harm in b.tolls]
    return bool(shared) and not any(one.numbers & other.numbers for one, other in shared)


def split_happenings(told: Sequence[Happening], alone: Collection[str], report: Report | None) -> list[Happening]:
    """Let some claims stand alone, since a person says that their happening is not one; what is left of it stays together."""
    parts = list[Happening]()
    for happening in told:
        rest = [claim for claim in happening.claims if claim.id not in alone]
        for group in ([rest] if rest else []) + [[claim] for claim in happening.claims if claim.id in alone]:
            parts.append(replace(make_happening(group, report, happening.told, False), apart=happening.apart))
    return parts


def find_main(groups: Sequence[Sequence[Claim]]) -> int | None:
    """Find the happening that a report is about: most claims of its own time; of equals the one told first."""
    weights = [(sum(not claim.background for claim in group), len(group), -at) for at, group in enumerate(groups)]
    return -max(weights)[2] if weights else None


def _group(ordered: Sequence[Claim]) -> list[list[Claim]]:
    groups, home = list[list[Claim]](), dict[str, list[Claim]]()
    for claim in ordered:
        group = home.get(claim.part_of or "")
        if group is None:
            group = _choose(claim, groups[-_LOOK_BACK:])
        if group is None:
            group = []
            groups.append(group)
        group.append(claim)
        home[claim.id] = group
    return groups


def _choose(claim: Claim, groups: Sequence[list[Claim]]) -> list[Claim] | None:
    """Choose the happening of a claim: of those that it does not contradict the one that agrees most, of equals the last."""
    another = tells_another(claim.quote.text)
    best: list[Claim] | None = None
    best_rank = (0, -1)
    for at, group in enumerate(groups):
        together = any(_same_sentence(claim, member) for member in group[-6:])
        if (another and not together) or any(_tells_apart(claim, member, together) for member in group[-12:]):
            continue
        rank = (1 + 8 * together + max(_count_agreements(claim, member) for member in group[-12:]), at)
        if rank > best_rank:
            best, best_rank = group, rank
    return best


def _same_sentence(a: Claim, b: Claim) -> bool:
    return a.quote.start < b.quote.end and b.quote.start < a.quote.end


def _tells_apart(a: Claim, b: Claim, together: bool) -> bool:
    if a.background != b.background:
        return True
    if a.place is not None and b.place is not None and not _share_person(a, b):
        where = compare_spots(make_spot(a.place), make_spot(b.place))
        if where in ("apart", "around", "other_name"):
            return True
    if a.date is not None and b.date is not None and a.date != b.date:
        gap = count_days_between(make_window((a.date,), None), make_window((b.date,), None))
        if gap is not None and gap > 0:
            return True
    return not together and _is_another_deed(a, b)


def _share_person(a: Claim, b: Claim) -> bool:
    names = {fold_name(person.name) for person in a.victims.people if person.name}
    return bool(names) and any(person.name and fold_name(person.name) in names for person in b.victims.people)


def _is_another_deed(a: Claim, b: Claim) -> bool:
    """Whether two sentences about one place and day tell two deeds: other means or actor, and another number of the same harm."""
    other_means = bool(a.means and b.means and a.means.category != b.means.category)
    other_actor = bool(a.actor and b.actor and _fold_actor(a) != _fold_actor(b))
    other_count = a.harm == b.harm and (a.count.low, a.count.high) != (b.count.low, b.count.high)
    return (other_means and (other_actor or other_count)) or (other_actor and other_count)


def _count_agreements(a: Claim, b: Claim) -> int:
    same_place = bool(a.place and b.place and fold_name(a.place.name) == fold_name(b.place.name))
    same_date = bool(a.date and b.date and (a.date.from_on, a.date.to_on) == (b.date.from_on, b.date.to_on))
    same_count = a.harm == b.harm and a.count.low == b.count.low
    return 2 * same_place + 2 * same_date + same_count


def _join_bare(groups: list[list[Claim]]) -> list[list[Claim]]:
    """Give groups without place and date to the next happening that they do not contradict, where a report tells any."""
    placed = [any(claim.place or claim.date for claim in group) for group in groups]
    joined = list(groups)
    for at, group in enumerate(groups):
        if placed[at]:
            continue
        near = sorted((i for i, told in enumerate(placed) if told), key=lambda i: (abs(i - at), i))[:2]
        home = next(
            (i for i in near if not _tells_apart(group[0], groups[i][0], False) and not tells_another(group[0].quote.text)), None
        )
        if home is not None:
            groups[home].extend(group)
            joined[at] = []
    return [sorted(group, key=lambda claim: (claim.quote.start, claim.trigger.start, claim.id)) for group in joined if group]


def _find_headline_end(report: Report | None) -> int:
    """Find where the headline ends; 0 where the text does not begin with one."""
    if report is None or not report.title:
        return 0
    start = report.text[:1000].find(report.title)
    return 0 if start < 0 else start + len(report.title)


def _join_headline(groups: list[list[Claim]], end: int) -> list[list[Claim]]:
    """Join what only the headline tells to the first happening below that gives its number: a headline sums up what follows."""
    for group in groups:
        if all(claim.quote.start < end for claim in group):
            told = {(claim.harm, claim.count.low) for claim in group}
            body = (g for g in groups if any((c.harm, c.count.low) in told and c.quote.start >= end for c in g))
            home = next((g for g in body if _may_be_of(g, group)), None)
            if home is not None:
                home[:0] = group
                group.clear()
    return [group for group in groups if group]


def _may_be_of(body: Sequence[Claim], headline: Sequence[Claim]) -> bool:
    """Whether a passage may be what a headline sums up: of its days and of its own time, and no "separate attack"."""
    one, two = (make_window(tuple(claim.date for claim in group if claim.date), None) for group in (body, headline))
    apart = bool(count_days_between(one, two)) or body[0].background != headline[0].background
    return not apart and not tells_another(body[0].quote.text)


def make_happening(claims: Sequence[Claim], report: Report | None, told: int, is_main: bool) -> Happening:
    """Fold the claims of one happening for comparison."""
    end = _find_headline_end(report)
    placed = [claim for claim in claims if claim.place is not None]
    told_below = [claim for claim in placed if claim.quote.start >= end] or placed
    places = [make_spot(claim.place) for claim in told_below if claim.place is not None]
    spot = min(
        places, key=lambda spot: (spot.precision, -places.count(spot), -len(spot.path), spot.name, spot.id or ""), default=None
    )
    around = _find_report_names(report) if report is not None else frozenset[str]()
    names = around if is_main and around else find_names(dict.fromkeys(claim.quote.text for claim in claims))
    own = frozenset[str]() if spot is None else spot.own
    return Happening(
        key=min(claim.id for claim in claims),
        report=claims[0].report,
        told=told,
        claims=tuple(claims),
        background=all(claim.background for claim in claims),
        denied=all(claim.modality == "denied" for claim in claims),
        spot=spot,
        window=make_window(tuple(c.date for c in claims if c.date is not None), report.published_on if report else None),
        tolls=make_tolls(claims),
        actors=_pool(frozenset(_fold_actor(claim) for claim in claims if claim.actor)),
        means=_pool(frozenset(claim.means.category for claim in claims if claim.means)),
        victims=_pool(_find_victims(claims)),
        people=_pool(frozenset(fold_name(p.name) for c in claims for p in c.victims.people if p.name)),
        ages=_pool_ages(frozenset(p.age for c in claims for p in c.victims.people if p.age is not None)),
        voices=_pool(frozenset(voice for voice in map(find_voice, claims) if voice)),
        words=_pool_words(frozenset(find_words(claim.quote.text) for claim in claims), own),
        names=names,
        around=around,
        written=_pool_ages(_find_days(report)) if report is not None else frozenset(),
    )


def make_tolls(claims: Sequence[Claim]) -> dict[str, Toll]:
    """Make the toll of each harm from what a report says of all victims; parts, households and denials are left out."""
    told = defaultdict[str, list[Claim]](list)
    for claim in claims:
        if claim.part_of is None and claim.modality == "occurred" and claim.count.unit == "person":
            told[claim.harm].append(claim)
    tolls = {harm: _make_toll(of_harm) for harm, of_harm in told.items()}
    return {harm: toll for harm, toll in tolls.items() if toll is not None}


def _make_toll(claims: Sequence[Claim]) -> Toll | None:
    sums, open_high, lows = defaultdict[int, int](int), False, list[int]()
    numbers, highs = set[int](), list[int]()
    for claim in claims:
        low, high = claim.count.low, claim.count.high
        if low is None and high is None:
            continue
        lows.append(low or 0)
        open_high = open_high or high is None
        highs.append(high if high is not None else low or 0)
        if claim.count.bound != "unknown_plural":
            numbers.update(n for n in (low, high) if n is not None)
            sums[claim.quote.start] += low or 0
    if not lows:
        return None
    high = None if open_high else max(highs + list(sums.values()))
    return _pool_toll(frozenset(numbers | set(sums.values())), min(lows), high, next(iter(sums.values()), None))


def _fold_actor(claim: Claim) -> str:
    return "" if claim.actor is None else claim.actor.id or fold_name(claim.actor.name)


def _find_victims(claims: Iterable[Claim]) -> frozenset[str]:
    heads = {word for claim in claims for word in find_words(claim.victims.text)}
    return frozenset(heads.union(*(claim.victims.groups for claim in claims)))


@lru_cache(maxsize=64)
def _find_days(report: Report) -> frozenset[int]:
    return find_written_days(report.text)


@lru_cache(maxsize=64)
def _find_report_names(report: Report) -> frozenset[str]:
    return find_names([report.title or "", report.text])


# One object for equal values: a million claims repeat few of them
@lru_cache(maxsize=200_000)
def _pool(values: frozenset[str]) -> frozenset[str]:
    return values


@lru_cache(maxsize=20_000)
def _pool_ages(values: frozenset[int]) -> frozenset[int]:
    return values


@lru_cache(maxsize=200_000)
def _pool_toll(numbers: frozenset[int], low: int, high: int | None, lead: int | None) -> Toll:
    return Toll(numbers, low, high, lead)


@lru_cache(maxsize=2_000)
def _pool_words(sentences: frozenset[frozenset[str]], own: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*sentences) - own
