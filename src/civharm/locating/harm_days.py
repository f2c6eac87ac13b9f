"""Which of a report's days is the day of the harm, and what its sentences are.

A day belongs to the nearest verb: of harm ("killed ... on Friday"), or of telling ("told reporters on Monday"). A day of
telling, of what is to come, or before which something was done, is no day of harm.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from civharm.locating.clause_days import find_day_of_clause, is_of_a_part, is_of_a_rise
from civharm.locating.date_words import Clock, Days, Mention, load_values
from civharm.locating.day_ranges import find_precision, make_days
from civharm.locating.later_acts import is_measured_from_another, is_of_a_later_act, is_over_a_deed
from civharm.locating.other_acts import compares, is_of_another_act, is_parenthetical, is_ranked
from civharm.model import DateRange, MeasureKind

Head = Literal["happening", "announcing", "other"]

_REACH = 25  # words from a day to the verb that it belongs to
_LOOK = 1500  # characters from a quote to the ends of its sentence
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]{0,2}\s{1,9}(?=[\"“‘'(\[]{0,2}[A-Z0-9])|\n\s{0,9}\n|\n(?=[A-Z\"“])")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Sgt|Capt|St|No|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[,;:]")
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|as)\b|\b(?:while|when|after|who|which|compared)\b")
_SUBORDINATE = frozenset(("that", "when", "after", "as", "where", "which", "who", "whose", "while", "before", ";", ":"))
_AUXILIARY = frozenset(("was", "were", "been", "being", "had", "has", "have"))
_PASSIVE = (["was"], ["were"], ["been"], ["are"], ["is"], ["being"])  # "12 were reported missing" tells of the missing
_OPENS_CLAUSE = re.compile(r",?\s(?:when|in which|on which|during which)\b")  # "came back four days later, when they killed two"
_HOUR = re.compile(
    r",? (?:at |from )?(?:about |around |approximately |exactly )?\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?| hours| o.clock)?"
    r"(?: local time| GMT)?(?=[, ])",
    re.I,
)
_OWNED = re.compile(r"['’]s?\s((?:[\w-]+\s){0,3}[\w-]+)")
_FUTURE = re.compile(r"\b(?:will|would|scheduled|due|planned|plans|expected|set|next)\b[^,;.]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """A report's text with its words of time, and what they are seen from."""

    text: str
    mentions: tuple[Mention, ...]
    clock: Clock
    anchored: bool = False  # the day of publication is read from the text's own head
    diary: tuple[Mention, ...] = ()  # days that head what is told below them

    def between(self, start: int, end: int) -> list[Mention]:
        """The words of time that stand within a stretch of text."""
        first = bisect_left(self.mentions, start, key=lambda one: one.start)
        last = bisect_right(self.mentions, end, key=lambda one: one.end)
        return list(self.mentions[first:last])


def make_range(mention: Mention, clock: Clock, inferred: bool = False) -> DateRange:
    """Make the date of a claim from words of time; what "since" and "by" leave open stays open."""
    days = _days_of(mention, clock)
    begin, finish = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    if days is None and (ends := make_days(mention.meaning, clock)):
        begin = ends[0].isoformat() if mention.relation == "since" else None
        finish = ends[1].isoformat() if mention.relation == "until" else None
    precision = find_precision(days) if days else None
    return DateRange(
        text=mention.text, start=mention.start, end=mention.end, from_on=begin, to_on=finish, precision=precision, inferred=inferred
    )


def _days_of(mention: Mention, clock: Clock) -> Days | None:
    """ "since May 22" runs to the day of publication; "by May 22" has no beginning."""
    days = make_days(mention.meaning, clock)
    if days is None or mention.relation == "until":
        return None
    if mention.relation != "since":
        return days
    return (days[0], clock.published) if clock.published and clock.published >= days[0] else None


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentences that a stretch of text stands in.

    >>> find_sentence("One died. Gen. Placeholder was there. Two fled.", 15, 20)
    (10, 38)
    """
    begin, finish = max(0, start - _LOOK), min(len(text), end + _LOOK)
    for match in _SENTENCE_END.finditer(text, begin, min(start + 2, len(text))):
        if match.end() <= start and not _is_abbreviation(text, match):
            begin = match.end()
    ends = _SENTENCE_END.finditer(text, max(end - 2, 0), finish)
    return begin, next((match.end() for match in ends if not _is_abbreviation(text, match)), finish)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    return bool(_ABBREVIATION.search(text, max(0, match.start() - 6), match.start() + 1))


def find_date_in(
    scene: Scene, start: int, end: int, trigger: int | None, measure: MeasureKind | None = None, *, part: bool = False
) -> DateRange | None:
    """Find the best date of harm in a sentence: nearest to the trigger, clause by clause; ``part``: of a part of a number."""
    at = trigger if trigger is not None else _first_harm(scene.text, start, end)
    if trigger is not None and (opened := find_day_of_clause(scene.text, scene.between(start, end), at)):
        return make_range(opened, scene.clock)
    beside = [one for one in scene.between(start, end) if not is_of_other_acts(scene.text, one, at)]
    beside = [one for one in beside if not is_parenthetical(scene.text, one.start, one.end)]
    beside = [one for one in beside if not is_of_a_rise(scene.text, one.start)]
    beside = [one for one in beside if part or not is_of_a_part(scene.text, at, one.start)]
    beside = [one for one in beside if one.relation != "since" or not compares(scene.text, one.start)]
    beside = [one for one in beside if one.meaning.which != "this" or not is_ranked(scene.text, one.start)]
    inside = [one for one in beside if _fits(one, measure)]
    told = [mention for mention in inside if _tells_of_harm(scene.text, mention, start, end)]
    told = [mention for mention in told if part and is_of_a_part(scene.text, at, mention.start)] or told
    if told:
        return make_range(min(told, key=lambda one: _distance(scene.text, one, at, measure)), scene.clock)
    since = [one for one in beside if measure == "incident" and one.relation == "since"]
    others = [one for one in inside if find_head(scene.text, one, start, end) != "announcing"]
    if since and not others:  # "two have been killed since the truce began this week": between then and now
        return make_range(since[0], scene.clock)
    wide = [one for one in inside if one.meaning.kind in ("span", "month") and one.meaning.which != "next" and one.relation == "on"]
    if measure is not None and len(wide) == len(inside) == 1:  # "reported last week that": likely the week of the harm too
        return make_range(wide[0], scene.clock, inferred=True)
    return None


def is_of_other_acts(text: str, mention: Mention, harm: int) -> bool:
    """Tell whether a day is that of an arrest, a trial or a funeral over a harm, or of the deed that the harm is over."""
    start, end = mention.start, mention.end
    if is_of_another_act(text, start, end, harm) or is_of_a_later_act(text, start, end, harm):
        return True
    if mention.meaning.kind == "offset" and (mention.meaning.number or 0) > 0 and harm < start and mention.relation == "on":
        words = _WORD.findall(text, harm, min(start, harm + 300))[1:]
        told = load_values("happening").keys() | load_values("result").keys()
        if "and" in words and any(word.lower() in told for word in words):
            return True  # "was abducted and her body was found two days later"
    if (owned := _OWNED.match(text, end)) and load_values("happening").keys().isdisjoint(owned.group(1).lower().split()):
        return True  # "last week's floods aside"
    return is_over_a_deed(text, harm, start) or is_measured_from_another(text, start)


def _fits(mention: Mention, measure: MeasureKind | None) -> bool:
    """A happening is on a day and not since one; people in a state now are so since or by a day, not on the day of other news."""
    if measure == "incident":
        return mention.relation != "since"
    return measure != "stock" or mention.relation in ("since", "until")


def _first_harm(text: str, start: int, end: int) -> int:
    happening = load_values("happening")
    return next((match.start() for match in _WORD.finditer(text, start, end) if match.group().lower() in happening), start)


def _distance(text: str, mention: Mention, at: int, measure: MeasureKind | None) -> tuple[int, int]:
    """Characters between the words of time and the trigger; a clause between them counts 60, words that fit less 40 to 80."""
    low, high = (mention.end, at) if mention.end <= at else (at, mention.start)
    away = max(high - low, 0) + 60 * len(_CLAUSE.findall(text, low, min(high, low + 2000)))
    away += 80 * (mention.relation in ("after", "until"))
    away += (60 if measure is None else -40) * (mention.relation == "since")
    away += 60 * closes_a_result(text, mention)
    away -= 40 * (
        mention.meaning.kind == "offset"
    )  # seen from a day that is another's: "buried on Friday ... killed the night before"
    away += 40 * (mention.meaning.kind in ("year", "decade") and mention.relation == "on")
    return away, mention.start


def closes_a_result(text: str, mention: Mention) -> bool:
    """Whether a day stands behind what a deed left: "digging for the dead on Thursday after the strike of 17 March"."""
    words = _WORD.findall(text, max(0, mention.start - 40), mention.start)
    return bool(words) and any(word.lower() in load_values("result") for word in words[-2:])


def _tells_of_harm(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a day is one of harm: not of the telling, not of what is to come, not the end of something else."""
    tomorrow = mention.meaning.kind == "days_ago" and mention.meaning.number == -1
    if mention.relation == "before" or mention.meaning.which in ("next", "coming") or tomorrow:
        return False
    if _FUTURE.search(text, max(start, mention.start - 60), mention.start):
        return False
    if _OPENS_CLAUSE.match(text, mention.end):
        return True
    return find_head(text, mention, start, end) not in ("announcing", "other")


def find_head(text: str, mention: Mention, start: int, end: int) -> Head | None:
    """Find what a day belongs to in its sentence: the harm, the telling, or neither that is known."""
    behind = [match.group().lower() for match in _WORD.finditer(text, max(start, mention.start - 250), mention.start)][-_REACH:]
    hour = _HOUR.match(text, mention.end)  # "On 5 May, at about 16:30, | the army fired"
    after = hour.end() if hour else mention.end
    ahead = [match.group().lower() for match in _WORD.finditer(text, after, min(end, after + 160))][:_REACH]
    return _head_before(behind) or _head_after(ahead)


def _head_before(words: list[str]) -> Head | None:
    """What the day closes: the nearest word of harm, or the nearest word of telling or of another act in the same clause."""
    announcing, happening, other = load_values("announcing"), load_values("happening"), load_values("other_act")
    comma = False
    for place in range(len(words) - 1, -1, -1):
        word = words[place].split("'")[0].split("’")[0]
        if word in happening:
            return "happening"
        passive = words[place - 1 : place] in _PASSIVE and word not in load_values("announced")
        if word in announcing and not comma and not passive:
            if words[place + 1 : place + 2] == ["period"]:  # "during the reporting period"
                continue
            return "announcing"
        if word in _AUXILIARY and words[place - 1 : place] and words[place - 1] in load_values("told_before"):
            return "happening"  # "the raid was carried out on Friday"
        if word in other or f"{word} {' '.join(words[place + 1 : place + 2])}" in other:
            return "other"
        if word in _SUBORDINATE or word in _AUXILIARY:
            return None
        comma = comma or word == ","
    return None


def _head_after(words: list[str]) -> Head | None:
    """What the day opens: "On Monday officials said" tells of the telling; "On Monday, officials said, a bomb ..." does not."""
    announcing, happening = load_values("announcing"), load_values("happening")
    for place, word in enumerate(words[:14]):
        if word in happening:
            return "happening"
        if word in announcing and words[place + 1 : place + 2] != [","] and words[place - 1 : place] not in _PASSIVE:
            return "announcing"
        if word in (";", "that", "with") or (word == "," and place > 1):
            return None
    return None
