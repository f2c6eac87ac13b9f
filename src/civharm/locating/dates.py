"""When the harm was done: the words that say so, and the days that they can mean.

A report is full of days on which something was said, published or feared. The day that belongs to a claim is the one nearest to its
harm whose clause tells of the harm and not of the telling ("killed on Friday, police said on Monday": Friday). A claim whose
sentence says nothing goes on telling the happening before it: it may take that date, and is then marked ``inferred``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from civharm.lexicon import make_alternation
from civharm.locating.clause_days import is_of_a_part
from civharm.locating.date_phrases import find_meanings
from civharm.locating.date_words import Clock, Mention, Order, load_values
from civharm.locating.day_ranges import make_days
from civharm.locating.diaries import find_day_above
from civharm.locating.harm_days import (
    Scene,
    closes_a_result,
    find_date_in,
    find_head,
    find_sentence,
    is_of_other_acts,
    make_range,
)
from civharm.locating.later_acts import is_accused, is_of_an_arrest
from civharm.locating.scenes import HEAD, find_order, make_scene
from civharm.locating.told_days import tie_to_days_told
from civharm.model import Claim, DateRange, Report

_LEAD = 900  # characters after a title in which the lead tells its day
_RECENT = 40  # claims over which a report is seen to tell of one day
_BACK_TO_THEN = 300  # characters back to the day from which "since then" counts
_PARAGRAPH = 600  # characters over which a text without paragraphs goes on telling one happening


@cache
def _anaphor() -> re.Pattern[str]:
    deeds = make_alternation(load_values("told_before"))
    return re.compile(
        rf"\b(?:the|this|that|these|those|the same) (?:\w{{1,20}} )?(?:{deeds}|dead|victims|wounded|injured|death toll|toll)\b"
        r"|\bamong (?:the dead|them|those)\b",
        re.IGNORECASE,
    )


_LIVE = re.compile(r"\W{0,3}\d{1,2}[:.h]\d{2}\b")  # "14:20 - "
_SINCE_THEN = re.compile(r"[^.;]{0,60}?\b(?:since then|ever since)\b", re.I)
_ALLEGED = re.compile(r"\b(?:allegations|claims|accusations|rumou?rs) of [\w\s-]{0,30}$")  # "... of casualties in recent weeks"
# What follows such words are several happenings: none of their days is that of the sum above.
_DETAILS = re.compile(r"\bas follows\b|\bthe following\s?:", re.I)


@cache
def _that() -> re.Pattern[str]:
    return re.compile(rf"\bthat (?:\w{{1,20}} )?{make_alternation(load_values('told_before'))}", re.IGNORECASE)


_BEGINNING = re.compile(r"\b(?:began|started|erupted|broke out|since|start of|beginning of|outbreak)\b", re.IGNORECASE)


def find_dates(text: str) -> list[Mention]:
    """Find the words of time in a text, with offsets.

    >>> [m.text for m in find_dates("Four were killed on Friday morning; 12 since the war began in March 2011.")]
    ['Friday morning', 'since the war began in March 2011']
    """
    return find_meanings(text)


def parse_date(words: str, published_on: date | None = None, order: Order | None = None) -> DateRange | None:
    """Read one phrase as days, seen from the day of publication; unresolved where that is needed and not given.

    >>> found = parse_date("last week", date(2016, 11, 30))
    >>> found.from_on, found.to_on, found.precision
    ('2016-11-21', '2016-11-27', 3)
    >>> parse_date("last week").from_on is None
    True
    """
    found = find_meanings(words)
    return make_range(max(found, key=lambda one: one.end - one.start), Clock(published_on, order)) if found else None


def find_date_of_harm(
    text: str, start: int = 0, end: int | None = None, trigger: int | None = None, published_on: date | None = None
) -> DateRange | None:
    """Find when the harm told in ``text[start:end]`` was done; ``trigger`` is where the word of harm stands.

    >>> found = find_date_of_harm("Ten were killed on Friday, police said on Monday.", published_on=date(2017, 6, 5))
    >>> found.text, found.from_on
    ('Friday', '2017-06-02')
    """
    mentions = tie_to_days_told(text, find_meanings(text))
    scene = Scene(text, mentions, Clock(published_on, find_order(mentions, published_on)))
    return find_date_in(scene, start, len(text) if end is None else end, trigger)


def locate_dates(claims: Sequence[Claim], report: Report) -> tuple[Claim, ...]:
    """Give each claim of a report its date, and each total, rate or flow the days that it is over."""
    scene = make_scene(report)
    dated = _inherit(scene, claims, [_own_date(scene, claim) for claim in claims])
    return tuple(_with_date(claim, found) for claim, found in zip(claims, dated, strict=True))


def _own_date(scene: Scene, claim: Claim) -> DateRange | None:
    begin, finish = find_sentence(scene.text, claim.quote.start, claim.quote.end)
    if _SINCE_THEN.match(scene.text, claim.trigger.end) and (told := scene.between(begin, claim.trigger.start)):
        return make_range(replace(told[-1], relation="since"), scene.clock)  # "on 7 March, and 2,000 have fled since then"
    part = claim.part_of is not None or is_of_a_part(scene.text, claim.trigger.end, claim.victims.start)
    found = find_date_in(scene, begin, finish, claim.trigger.start, claim.measure.kind, part=part)
    points_back = claim.made_by.endswith("reference") and found is not None and (found.end or 0) <= claim.trigger.start
    alleged = (
        found is not None and (found.start or 0) > claim.trigger.end and _ALLEGED.search(scene.text, begin, claim.trigger.start)
    )
    if found and (points_back or alleged):  # "10,000 fled every day last week, this number has fallen to 4,000"
        return replace(found, inferred=True)
    return replace(found, inferred=True) if found and scene.anchored and _is_relative(scene, found) else found


def _is_relative(scene: Scene, found: DateRange) -> bool:
    """Whether a date needs the day of publication."""
    alone = Clock(None, scene.clock.order)
    mentions = scene.between(found.start or 0, found.end or 0)
    return any(make_days(mention.meaning, alone) is None for mention in mentions)


def _inherit(scene: Scene, claims: Sequence[Claim], own: Sequence[DateRange | None]) -> list[DateRange | None]:
    """Give undated claims of a happening the date of the one that they go on telling, in the order of the text."""
    dated, before = list(own), list[tuple[Claim, DateRange]]()
    for at in sorted(range(len(claims)), key=lambda at: (claims[at].quote.start, claims[at].trigger.start)):
        giver = None if dated[at] else _find_giver(scene, claims[at], before)
        if giver and not _is_of_another(scene, giver, claims[at]):
            dated[at] = replace(giver, inferred=True)
        if (found := dated[at]) and _gives(claims[at], found):
            before.append((claims[at], found))
    return dated


def _is_of_another(scene: Scene, giver: DateRange, claim: Claim) -> bool:
    """Whether the day to be handed on is that of the arrest, the trial or the funeral over the very harm."""
    told = next((one for one in scene.between(giver.start or 0, giver.end or 0)), None)
    return told is not None and is_of_other_acts(scene.text, told, claim.trigger.start)


def _gives(claim: Claim, found: DateRange) -> bool:
    """Only the day or days of one happening are handed on."""
    told = claim.measure.kind == "incident" and not claim.background and claim.modality == "occurred"
    return told and (found.precision in (1, 2, 3) or (found.from_on is None and found.text[:1].isupper()))


def _find_giver(scene: Scene, claim: Claim, before: Sequence[tuple[Claim, DateRange]]) -> DateRange | None:
    """Where an undated claim has its date from: the sentence before, the claim before, or the lead."""
    begin, finish = find_sentence(scene.text, claim.quote.start, claim.quote.end)
    sentence = scene.text[begin:finish]
    if claim.measure.kind == "period_total":
        return _since_before(scene, begin, sentence)
    if claim.measure.kind != "incident" or claim.modality not in ("occurred", "denied"):
        return None
    if (day := find_day_above(scene.diary, claim.trigger.start)) is not None:
        return make_range(day, scene.clock)
    points_back = _anaphor().search(sentence) is not None
    if points_back and (near := _day_before(scene, begin, 1, named=_that().search(sentence) is not None, weeks=True)):
        return near
    if claim.background or (_leads_elsewhere(sentence) and not points_back):
        return None
    if not before:
        return _day_before(scene, begin, 3) or _lead_date(scene, claim)
    last, found = before[-1]
    if _LIVE.match(scene.text, scene.text.rfind("\n", 0, begin) + 1) and "\n" in scene.text[last.quote.end : begin]:
        return None  # an entry of a live page is another happening
    if last.harm == "detained" != claim.harm and is_accused(scene.text, begin, claim.trigger.start):
        return None
    if "\n\n" not in scene.text[last.quote.end : begin] and begin - last.quote.end < _PARAGRAPH:
        return found
    one_day = len({(each.from_on, each.to_on, each.from_on or each.text) for _, each in before[-_RECENT:]}) == 1
    return before[0][1] if one_day else None


def _leads_elsewhere(sentence: str) -> bool:
    low = sentence.lower()
    return any(re.search(rf"\b{re.escape(cue)}\b", low) for cue in load_values("elsewhere"))


def _start_before(scene: Scene, begin: int, count: int) -> int:
    """Where the sentences before one begin, within its paragraph."""
    for _ in range(count):
        if begin <= 0 or "\n\n" in scene.text[max(0, begin - 3) : begin]:
            break
        begin = find_sentence(scene.text, max(begin - 3, 0), max(begin - 2, 0))[0]
    return begin


def _day_before(scene: Scene, begin: int, sentences: int, *, named: bool = False, weeks: bool = False) -> DateRange | None:
    """The last day of harm in the sentences before, in the same paragraph, or the week: "two raids last week. The raids killed 9".

    ``named``: the claim points at it ("that attack").
    """
    start = _start_before(scene, begin, sentences)
    told = [one for one in scene.between(start, begin) if _is_one_happening(one) or (weeks and _is_a_week(one))]
    for mention in reversed(told):
        head = find_head(scene.text, mention, *find_sentence(scene.text, mention.start, mention.end))
        if head == "happening" or (named and head is None):
            return make_range(mention, scene.clock)
    return None


def _is_one_happening(mention: Mention) -> bool:
    short = mention.meaning.kind in ("weekday", "day", "days_ago", "same_day", "overnight", "numeric", "year", "ago", "offset")
    few = (mention.meaning.kind, mention.meaning.unit) in (("window", "hour"), ("span", "weekend"))
    return mention.relation == "on" and (short or few)


def _is_a_week(mention: Mention) -> bool:
    meaning = mention.meaning
    return mention.relation == "on" and (meaning.kind, meaning.unit) == ("span", "week") and meaning.which in ("last", "this")


def _since_before(scene: Scene, begin: int, sentence: str) -> DateRange | None:
    """A total "since then", or of a war whose beginning the sentence before dates."""
    since_then = re.search(r"\bsince then\b", sentence, re.IGNORECASE)
    start = max(0, begin - _BACK_TO_THEN) if since_then else _start_before(scene, begin, 1)
    told = [one for one in scene.between(start, begin) if one.relation in ("on", "since")]
    if not told or not (since_then or _BEGINNING.search(scene.text, start, begin)):
        return None
    return make_range(replace(told[-1], relation="since"), scene.clock)


def _lead_date(scene: Scene, claim: Claim) -> DateRange | None:
    """The first day of harm that a report tells soon after a claim of its title; on a year before its own it looks back."""
    begin = claim.quote.end
    if claim.quote.start >= HEAD // 2:
        return None
    told = [one for one in scene.between(begin, begin + _LEAD) if _is_one_happening(one) and _is_of_harm(scene, one)]
    told = [one for one in told if not (one.meaning.kind == "year" or one.meaning.year) or not _is_past_year(scene, one)]
    told = [one for one in told if claim.harm == "detained" or not is_of_an_arrest(scene.text, one.start)]
    if not told:
        return None
    if _DETAILS.search(scene.text, begin, told[0].start):
        return None
    finish = find_sentence(scene.text, told[0].start, told[0].end)[1]
    beside = [one for one in told if one.end <= finish]
    return make_range(min(beside, key=lambda one: (closes_a_result(scene.text, one), one.start)), scene.clock)


def _is_past_year(scene: Scene, mention: Mention) -> bool:
    found = make_range(mention, scene.clock)
    published = scene.clock.published
    return bool(published and found and found.to_on and found.to_on < f"{published.year}-01-01")


def _is_of_harm(scene: Scene, mention: Mention) -> bool:
    return find_head(scene.text, mention, *find_sentence(scene.text, mention.start, mention.end)) == "happening"


def _with_date(claim: Claim, found: DateRange | None) -> Claim:
    if found is None:
        return claim
    measure = claim.measure
    if measure.kind in ("period_total", "flow", "rate") and (found.from_on or found.to_on):
        measure = replace(measure, from_on=found.from_on, to_on=found.to_on)
    return replace(claim, date=found, measure=measure)
