"""See a report's words of time as one scene: its own date, the days of a diary, and the order of day and month in its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from civharm.locating.date_phrases import find_meanings
from civharm.locating.date_words import Clock, Meaning, Mention, Order
from civharm.locating.day_ranges import make_days
from civharm.locating.diaries import find_diary
from civharm.locating.harm_days import Scene
from civharm.locating.other_acts import is_compared
from civharm.locating.told_days import tie_to_days_told
from civharm.model import Report

_NEAR_DAYS, _RECENT_DAYS = 60, 31  # from the day told before; back from publication
HEAD = 600  # characters in which a report's own date stands
_PUBLISHED = re.compile(r"(?:published|posted|updated?|publication|date|time)\b[\w\s]{0,12}[:\s]{0,3}$", re.IGNORECASE)
_TIED = re.compile(r"\b(?:on|in|of|since|the|from|until|by)\s{0,3}$", re.IGNORECASE)
_OPENING = r"On|In|By|Since|From|At|The|During|Between|Until|After|Before|Early|Late|About"
_OUTLET = re.compile(r",? ?[A-Z][\w.’' ]{2,40}\s?[:–—(-]")
_PLACE_HEAD = re.compile(rf"[\s(\[]{{0,4}}(?:(?!(?:{_OPENING})\b)[A-Z][\w.'’-]{{0,40}}[\s,./|(\[:–-]{{0,5}}){{0,8}}")


def make_scene(report: Report) -> Scene:
    """Read a report's words of time; where its day of publication is not known, a full date in its head stands in."""
    text, published = report.text, _parse_day(report.published_on)
    told = [one for one in find_meanings(text) if not is_compared(text, one.start)]
    order, diary = find_order(told, published), {one.start for one in find_diary(text, told)}
    heads = [one for one in told if one.start not in diary and _is_head(text, one, published)]
    anchor = _find_anchor(heads, order) if published is None else None
    below = [one for one in told if one not in heads]
    mentions = tie_to_days_told(text, lend_years(text, below, published or anchor))
    days_above = tuple(one for one in mentions if one.start in diary)
    return Scene(text, mentions, Clock(published or anchor, order), anchored=anchor is not None, diary=days_above)


def _find_anchor(heads: Sequence[Mention], order: Order | None) -> date | None:
    """The report's own day, from a full date in its head."""
    days = [found for one in heads if one.meaning.year and (found := make_days(one.meaning, Clock(None, order)))]
    return days[0][0] if days and days[0][0] == days[0][1] else None


def lend_years(text: str, mentions: Sequence[Mention], published: date | None) -> list[Mention]:
    """Give a day without a year the year of the day told before it in its paragraph: "on 3 February 2016 ... on 1 February".

    Not where it may be a day of the last weeks before publication, or lies far from the day told before.
    """
    lent: list[Mention] = []
    year, days, end = None, 0, 0
    for mention in mentions:
        meaning = mention.meaning
        if "\n\n" in text[end : mention.start]:
            year = None
        if meaning.kind == "day" and meaning.year is not None:
            year, days = meaning.year, _count_days(meaning)
        elif meaning.kind == "day" and year is not None and abs(_count_days(meaning) - days) <= _NEAR_DAYS:
            lends = published is None or (published.year != year and _since(meaning, published) > _RECENT_DAYS)
            mention = replace(mention, meaning=replace(meaning, year=year)) if lends else mention
            days = _count_days(meaning) if lends else days
        end = mention.end
        lent.append(mention)
    return lent


def _count_days(meaning: Meaning) -> int:
    return 30 * (meaning.month or 1) + (meaning.day or 1)


def _since(meaning: Meaning, published: date) -> int:
    return (30 * published.month + published.day - _count_days(meaning)) % 360


def _parse_day(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None


def find_order(mentions: Sequence[Mention], published: date | None) -> Order | None:
    """The order of day and month in a report's figures: settled by a figure above 12, or by the day of publication itself."""
    votes: set[Order] = set()
    for mention in mentions:
        if mention.meaning.kind != "numeric":
            continue
        one, two = mention.meaning.figures
        if (one > 12) != (two > 12):
            votes.add("dmy" if one > 12 else "mdy")
        elif published and mention.meaning.year == published.year and one != two and {one, two} == {published.day, published.month}:
            votes.add("dmy" if one == published.day else "mdy")
    return votes.pop() if len(votes) == 1 else None


def _is_head(text: str, mention: Mention, published: date | None) -> bool:
    """Whether a date is the report's own: in its head, after a place in capitals or "published", told by no sentence."""
    if mention.start > HEAD or mention.meaning.kind not in ("day", "numeric") or mention.relation != "on":
        return False
    line = text[text.rfind("\n", 0, mention.start) + 1 : mention.start][-120:]
    after = text[mention.end : mention.end + 3].lstrip(" \t")
    if _PUBLISHED.search(line[-40:]):
        return True
    placed = _PLACE_HEAD.fullmatch(line) is not None
    if mention.meaning.year and after[:1].isupper() and not _TIED.search(line[-12:]):
        return placed or mention.start < HEAD // 2
    days = make_days(mention.meaning, Clock(published))
    near = bool(published and days and abs((days[0] - published).days) <= 3)
    if placed and line.strip() and _OUTLET.match(text, mention.end):  # "NORTHTON, 5 October, Northern Times: Four ..."
        return True
    return placed and (near or not after or after[0] in "\n)-–—([:|/")
