"""What one report tells of one happening, folded so that two reports can be compared (`grouping` says which claims that are)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from civharm.linking.days import Window, count_days_between, find_named_days, find_written_days, make_window, parse_day
from civharm.linking.grouping import BODILY, find_headline_end, find_main, fold_actor, group_claims
from civharm.linking.serials import Serial, find_serial
from civharm.linking.sites import find_sites
from civharm.linking.spots import Spot, compare_spots, fold_name, make_skeleton, make_spot
from civharm.linking.telling_apart import are_other_means, find_means, is_lasting
from civharm.linking.tolls import Toll, make_tolls
from civharm.linking.totals import find_totals
from civharm.linking.voices import find_outlet, find_voice
from civharm.linking.wording import find_bands, find_names, find_words, tells_a_rise, tells_another
from civharm.model import Claim, DateRange, Report

_MOST_APART = 300
"""Of more happenings than these in one report, a list of deaths, which are told apart is not weighed pair by pair."""


_SENTENCE_END = re.compile(r"[.!?][\s\"”]+|\n+")
_LEAD = 1_500
"""So many characters of a report are looked through for its numbers told again."""
_DISTRICT, _PROVINCE = 3, 4
"""UCDP's precision of a second-order and a first-order division."""


@dataclass(slots=True, eq=False)
class Happening:
    """What one report tells of one happening, folded for comparison.

    ``told`` numbers the happenings of a report; ``apart`` holds the numbers of those that the report tells apart from this one;
    ``bands`` are those of its ``words`` by which wording proposes pairs;
    ``around`` holds the names of the whole report and ``bones`` their skeletons, ``written`` the days that it writes out,
    ``named_days`` those of which it may leave out the year; ``serial`` is the number that its publisher gave it; ``is_main``
    marks what the report is about, ``is_counting`` what tells a toll as it rose, ``is_day_told`` and ``is_place_told`` are false
    where its day or place is only inferred, and ``told_actors`` and ``told_means`` leave out what is.
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
    bands: tuple[int, ...]
    names: frozenset[str]
    sites: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    bones: frozenset[str] = frozenset()
    written: frozenset[int] = frozenset()
    named_days: frozenset[int] = frozenset()
    is_counting: bool = False
    serial: Serial | None = None
    publisher: str = ""
    is_main: bool = False
    is_day_told: bool = True
    is_place_told: bool = True
    told_actors: frozenset[str] = frozenset()
    told_means: frozenset[str] = frozenset()
    apart: frozenset[int] = frozenset()

    @property
    def is_widely_placed(self) -> bool:
        """Whether it tells no place, or one as wide as a province: then its report may name the place all the same."""
        return self.spot is None or (self.spot.precision > _DISTRICT and not self.spot.is_ill_placed)

    @property
    def is_placed(self) -> bool:
        """Whether it tells a place or a date; what tells neither belongs to no incident."""
        told = (claim for claim in self.claims if not is_lasting(claim))
        return any(claim.place is not None or claim.date is not None for claim in told)


def is_linkable(claim: Claim) -> bool:
    """Whether a claim is about one happening that took place, or is denied: totals, rates, stocks, flows, patterns and fears are
    not.
    """
    return claim.measure.kind == "incident" and claim.modality in ("occurred", "denied")


def find_happenings(claims: Iterable[Claim], report: Report | None) -> list[Happening]:
    """Find the happenings that one report tells, in the order of their first claim."""
    groups = group_claims(filter(is_linkable, claims), report)
    main = find_main(groups, report)
    found = [make_happening(group, report, told, told == main) for told, group in enumerate(groups)]
    totals = find_totals(claim for group in groups for claim in group)
    summed = {happening.told for happening in found if happening.claims[0].id in totals}
    for happening in found if len(found) <= _MOST_APART else ():
        others = (other for other in found if other is not happening)
        happening.apart = _pool_ages(
            frozenset(o.told for o in others if _are_apart(happening, o) or not summed.isdisjoint((o.told, happening.told)))
        )
    return found


def _are_apart(a: Happening, b: Happening) -> bool:
    """Whether a report tells two happenings apart, and does not merely name another place while it tells one again.

    Who was killed where, died where and lived where are told of one death; another day, another place with other numbers, or "in a
    separate attack" are told of another.
    """
    if a.background != b.background:
        return True
    if a.people & b.people:
        return False
    if count_days_between(a.window, b.window) or any(tells_another(h.claims[0].quote.text) for h in (a, b)):
        return True
    shared = [(toll, b.tolls[harm]) for harm, toll in a.tolls.items() if harm in b.tolls]
    other_numbers = bool(shared) and not any(one.numbers & other.numbers for one, other in shared)
    return other_numbers and (_are_elsewhere(a, b) or are_other_means(a.told_means, b.told_means))


def _are_elsewhere(a: Happening, b: Happening) -> bool:
    return a.spot is not None and b.spot is not None and compare_spots(a.spot, b.spot) in ("apart", "around", "other_name")


def split_happenings(told: Sequence[Happening], alone: Collection[str], report: Report | None) -> list[Happening]:
    """Let some claims stand alone, since a person says that their happening is not one; what is left of it stays together."""
    parts = list[Happening]()
    for happening in told:
        rest = [claim for claim in happening.claims if claim.id not in alone]
        for group in ([rest] if rest else []) + [[claim] for claim in happening.claims if claim.id in alone]:
            parts.append(replace(make_happening(group, report, happening.told, False), apart=happening.apart))
    return parts


def make_happening(claims: Sequence[Claim], report: Report | None, told: int, is_main: bool) -> Happening:
    """Fold the claims of one happening for comparison."""
    end = find_headline_end(report)
    placed = [claim for claim in claims if claim.place is not None and claim.quote.start >= end]
    placed = placed or [claim for claim in claims if claim.place is not None]
    told_places = [claim.place for claim in placed if claim.place is not None]
    outright = [place for place in told_places if not place.inferred]
    spot = choose_spot([make_spot(place) for place in outright or told_places])
    around = _find_report_names(report) if report is not None else frozenset[str]()
    names = around if is_main and around else find_names(dict.fromkeys(claim.quote.text for claim in claims))
    own = frozenset[str]() if spot is None else spot.own
    words = _pool_words(frozenset(find_words(claim.quote.text) for claim in claims), own)
    is_counting = any(tells_a_rise(text) for text in _list_texts(claims, report if is_main else None))
    days = _list_days(claims, report, is_counting)
    return Happening(
        key=min(claim.id for claim in claims),
        report=claims[0].report,
        told=told,
        claims=tuple(claims),
        background=all(claim.background for claim in claims),
        denied=all(claim.modality == "denied" for claim in claims),
        spot=spot,
        window=make_window(days, report.published_on if report else None),
        is_day_told=any(day.from_on and not day.inferred for day in days),
        tolls=make_tolls(claims),
        actors=_pool(frozenset(fold_actor(claim) for claim in claims if claim.actor)),
        means=_pool(find_means(claims)),
        told_actors=_pool(frozenset(fold_actor(claim) for claim in claims if claim.actor and not claim.actor.inferred)),
        told_means=_pool(find_means(claims, told=True)),
        is_place_told=bool(outright),
        victims=_pool(_find_victims(claims)),
        people=_pool(frozenset(fold_name(p.name) for c in claims for p in c.victims.people if p.name)),
        ages=_pool_ages(frozenset(p.age for c in claims for p in c.victims.people if p.age is not None)),
        voices=_pool(frozenset(voice for voice in map(find_voice, claims) if voice)),
        words=words,
        bands=find_bands(words),
        names=names,
        sites=_pool(frozenset().union(*(find_sites(claim.quote.text) for claim in claims))),
        around=around,
        bones=_find_bones(around),
        written=_pool_ages(_find_written(report)) if report is not None else frozenset(),
        named_days=_pool_ages(_find_named_days(report)) if report is not None else frozenset(),
        serial=find_serial(report.url) if report is not None else None,
        publisher=find_outlet(report.source) if report is not None and report.source else "",
        is_main=is_main,
        is_counting=is_counting,
    )


def choose_spot(spots: Sequence[Spot]) -> Spot | None:
    """Choose where a happening was of the places that its claims tell, in their order: the narrowest that the first one holds.

    A report begins with the deed and goes on to where the wounded lie and officials speak. A first place that is wide says less
    than any narrower one.
    """
    if not spots:
        return None
    first = spots[0]
    inner = [spot for spot in spots if spot == first or _lies_in(spot, first)] if first.precision <= _PROVINCE else spots
    return min(inner, key=lambda spot: (spot.precision, -spots.count(spot), -len(spot.path), spot.name, spot.id or ""))


def _lies_in(inner: Spot, outer: Spot) -> bool:
    return len(inner.path) > len(outer.path) and compare_spots(inner, outer) == "contains"


def _list_texts(claims: Sequence[Claim], report: Report | None) -> list[str]:
    """List the sentences that make claims, and of what a report is about those that give its numbers again and the headline."""
    quotes = [*dict.fromkeys(claim.quote.text for claim in claims)]
    if report is None:
        return quotes
    numbers = {claim.count.text for claim in claims if claim.count.bound != "unknown_plural" and claim.count.text[-1:].isdigit()}
    again = (part for part in _SENTENCE_END.split(report.text[:_LEAD]) if not numbers.isdisjoint(part.split())) if numbers else ()
    return [*quotes, *again, *([report.title] if report.title else [])]


def _list_days(claims: Sequence[Claim], report: Report | None, is_counting: bool) -> tuple[DateRange, ...]:
    """List the dates of those who were killed or hurt, and of others where none was, since arrests come later.

    Where a toll rose on the day of the report, that is the day of the count and of nothing else.
    """
    deeds = [claim for claim in claims if claim.harm in BODILY] or claims
    days = tuple(claim.date for claim in deeds if claim.date is not None)
    told = parse_day(report.published_on) if is_counting and report is not None else None
    return days if told is None else tuple(day for day in days if parse_day(day.from_on) != told)


def _find_victims(claims: Iterable[Claim]) -> frozenset[str]:
    heads = {word for claim in claims for word in find_words(claim.victims.text)}
    return frozenset(heads.union(*(claim.victims.groups for claim in claims)))


@lru_cache(maxsize=64)
def _find_written(report: Report) -> frozenset[int]:
    return find_written_days(report.text)


@lru_cache(maxsize=64)
def _find_named_days(report: Report) -> frozenset[int]:
    return find_named_days(report.text)


@lru_cache(maxsize=64)
def _find_report_names(report: Report) -> frozenset[str]:
    return find_names([report.title or "", report.text])


@lru_cache(maxsize=64)
def _find_bones(names: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(None, (make_skeleton(fold_name(name)) for name in names if name[0].isupper())))


# One object for equal values: a million claims repeat few of them
@lru_cache(maxsize=200_000)
def _pool(values: frozenset[str]) -> frozenset[str]:
    return values


@lru_cache(maxsize=20_000)
def _pool_ages(values: frozenset[int]) -> frozenset[int]:
    return values


@lru_cache(maxsize=2_000)
def _pool_words(sentences: frozenset[frozenset[str]], own: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*sentences) - own
