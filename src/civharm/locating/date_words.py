"""The smallest phrases of time and the one pattern that finds them: "last Friday", "22 May 2015", "the past fortnight".

The pattern is written with names for its parts (MONTH, YEAR ...), which the word list fills, and ``~`` for a gap between words.
Each part is bounded, so that finding is linear in the length of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from civharm.lexicon import load_date_rows

Relation = Literal["on", "since", "before", "after", "until"]
Order = Literal["dmy", "mdy"]
Days = tuple[date, date]

GAP = r"[\s\u00a0]{1,3}"
_SHORT_WEEKDAYS = ("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun")
_NO_MORE = r"(?!\d|[,.:]\d)"  # what follows is not the rest of another number

_PARTS = {
    "YEAR": r"(?:1[89]|20)\d\d",
    "NTH": r"(?i:st|nd|rd|th)",
    "DASH": r"(?:~)?(?:-|–|—|/|to|and|until|through)(?:~)?",
    "PART": r"(?i:early|mid|late|the~(?:very~)?(?:end|beginning|start|middle|first~half|second~half|"
    r"(?:first|second|third|fourth|last)~week"
    r"|(?:first|second|third|fourth|last)~quarter)"
    r"~of(?:~the)?|(?:the~)?(?:first|last)~(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)~(?:days|weeks|months)"
    r"~of(?:~the)?)",
    "CLOCK": r"(?i:morning|afternoon|evening|night|noon|midday|midnight|dawn|lunchtime)",
    "UNIT": r"(?i:hours?|days?|weeks?|fortnights?|months?|years?|decades?)",
    "WHICH": r"(?i:last|this|past|previous|next|coming|the~same)",
    "BY": r"~(?i:by|in|at|when|on|near|and|as|were|was|had|killed|wounded)\b",
    "THATYEAR": r"(?i:last~year|this~year)",
}
_FORMS = {
    "iso": r"(?<!\d)\d{4}(?P<isep>[-/.])\d{2}(?P=isep)\d{2}(?!\d)",
    "numeric": r"(?<![\d/.-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/-])",
    "day_month": r"(?<![\d.,:])(?:(?:PART|(?i:the))~)?(?P<dm_day>\d{1,2})NTH?(?:DASH(?P<dm_last>\d{1,2})NTH?)?(?:~(?i:of))?"
    r"[\s\u00a0-]{1,3}(?P<dm_month>MONTH)\b\.?(?:,?[\s\u00a0-]{1,3}(?P<dm_year>YEAR)NOMORE"
    r"|[\s\u00a0-](?P<dm_short>[5-9]\d(?![\d,])|\d\d(?=\s{0,2}(?:[\])(\[,;:–—-]|$))))?",
    "month_day": r"(?P<md_month>MONTH)\b\.?~(?:(?i:the)~)?(?P<md_day>[0-3]?\d)NTH?NOMORE(?:DASH(?P<md_last>[0-3]?\d)NTH?NOMORE)?"
    r"(?:,?~(?P<md_year>YEAR)NOMORE)?",
    "month": r"(?:(?P<m_part>PART)[\s\u00a0-]{1,2})?(?:(?P<m_which>WHICH)~)?(?:(?i:the~month~of)~)?(?P<m_month>MONTH)\b\.?"
    r"(?:,?~(?:(?i:of)~)?(?P<m_year>YEAR|THATYEAR)(?!\d))?",
    "season": r"(?:(?P<s_part>PART)~)?(?P<s_which>WHICH|(?i:in~the|in|the|since|of))~(?P<s_season>SEASON)\b"
    r"(?:~(?:(?i:of)~)?(?P<s_year>YEAR|THATYEAR)(?!\d))?|(?P<s_season2>SEASON)~(?:(?i:of)~)?(?P<s_year2>YEAR)(?!\d)",
    "feast": r"(?:(?:(?i:the)~)?(?P<f_nth>(?i:first|second|third|fourth|fifth|last))~(?i:day~of)~)?"
    r"(?:(?P<f_which>WHICH)~)?(?P<f_feast>FEAST)\b(?:,?~(?:(?i:in)~)?(?P<f_year>YEAR)(?!\d))?",
    "weekday": r"(?:(?P<w_part>(?i:early|late)(?:~(?i:on))?)~)?(?:(?P<w_which>WHICH)~)?(?P<w_day>WEEKDAY)s?\b"
    r"(?:~(?P<w_time>CLOCK))?(?:~(?:(?i:of)~)?(?P<w_week>(?i:last~week|this~week|the~week~before~last|the~previous~week))\b)?",
    "short": r"(?P<short_day>SHORTDAY)\b(?=[\s\u00a0,.]{1,3}(?:\d|MONTH))",
    "near": r"(?i:the~day~before~yesterday|(?:earlier~|later~|late~|early~)?(?:today|yesterday|tonight|tomorrow)(?:~CLOCK)?"
    r"|(?:early~|late~|earlier~)?(?:last~night|this~(?:morning|afternoon|evening))|overnight)\b",
    "offset": r"(?:(?P<x_number>NUMBER)~(?P<x_unit>(?i:minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?))"
    r"~(?P<x_way>(?i:earlier|later|afterwards|(?:before|after)(?=[\s\u00a0]{0,2}(?:[,.;)]|$))))\b"
    r"|(?i:the)~(?P<x_which>(?i:previous|preceding|following|next|same))~(?P<x_time>(?i:day|night|evening|morning|afternoon))\b"
    r"|(?i:the)~(?P<x_time2>(?i:day|night|evening|morning|afternoon))~(?P<x_way2>(?i:before|after))\b(?=[\s\u00a0]{0,2}(?:[,.;:)”\"]|$|BY))"
    r"|(?:(?i:later|early|earlier|late)~(?:(?i:on)~)?)?(?P<x_that>(?i:that(?:~same)?))~(?P<x_time3>(?i:day|night|evening|morning|afternoon))\b)",
    "ago": r"(?P<a_hedge>(?i:about|around|some|nearly|almost|more~than|less~than|over)~)?"
    r"(?P<a_number>NUMBER)~(?P<a_unit>UNIT)~(?i:ago)\b(?:~(?P<a_exact>(?i:today|yesterday|this~week|this~month))\b)?",
    "window": r"(?:(?i:over|during|in|within|for)~)?(?:(?i:the)~)?(?P<p_which>(?i:past|last|previous|preceding|recent))"
    r"(?:~(?P<p_number>NUMBER))?~(?P<p_unit>(?i:hours|days|weeks|fortnight|months|years|decades|decade|24-hour~period))\b",
    "course": r"(?:(?i:over|during|in|within|after)~)(?P<c_number>NUMBER)~(?P<c_unit>(?i:hours|days|weeks|months))"
    r"(?=~of~(?:\w{1,12}~)?(?i:fighting|clashes|violence|unrest|bombardment|shelling|attacks|protests|war)\b)",
    "past_one": r"(?:(?i:over|during|in|within|for)~)?(?i:the)~(?:(?i:past|last))~"
    r"(?P<o_unit>(?i:hour|day|week|fortnight|month|year))\b(?!~of)",
    "nth_of": r"(?i:the)~(?P<no_day>[0-3]?\d)NTH~(?i:of)~(?P<no_which>(?i:this|last))~(?i:month)\b",
    "span": r"(?:(?P<d_part>PART|(?i:earlier|later|so~far|the~start~of))~)?"
    r"(?P<d_which>(?i:last|this|the~previous|the~same|next|the~current|the~ongoing|the~running|the))~"
    r"(?P<d_unit>(?i:week|month|year|weekend|fortnight|quarter))\b"
    r"(?:~(?P<d_before>(?i:before~last)))?",
    "weekend": r"[Ww]eekend\b",
    "streak": r"(?i:for~(?:the|a)~\w{2,12}~(?:(?:straight|consecutive|successive)~(?:day|night|week|month)"
    r"|(?:day|night|week|month)~(?:running|in~a~row)))\b",
    "year": r"(?:(?P<y_part>PART)[\s\u00a0-]{1,2}(?:(?i:in)~)?"
    r"|(?i:in|since|during|of|from|until|till|by|before|after|year|throughout|through|and|between|the|a)~"
    r"(?:(?P<y_part2>PART)[\s\u00a0-]{1,2})?(?:(?i:the~year)~)?)"
    r"(?P<y_year>YEAR)(?:DASH(?P<y_last>YEAR|\d\d))?(?P<y_tens>s)?(?![\d%]|[,.:]\d|-\d)",
    "nth_day": r"(?i:on~the)~(?P<n_day>[0-3]?\d)NTH\b(?=\s{0,2}[,.;)])",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase of time says before anyone knows the day of publication.

    ``kind`` names the phrase's form (``day``, ``weekday``, ``month`` ...), ``which`` a deictic word (``last``, ``this``, ``past``),
    ``part`` a part of the span (``early``, ``mid``, ``late``), ``first`` the beginning where the phrase has two ends, ``inner`` the
    day or week that the phrase is seen from ("the week of 6 May", "Friday last week", "two days later").
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    number: int | None = None
    unit: str = ""
    which: str = ""
    part: str = ""
    figures: tuple[int, ...] = ()
    first: Meaning | None = None
    inner: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of time in a text, what they say, and how the sentence ties them to what happened."""

    text: str
    start: int
    end: int
    meaning: Meaning
    relation: Relation = "on"


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative words are seen from: the day of publication, and the order of day and month in the report's figures."""

    published: date | None = None
    order: Order | None = None


@cache
def load_values(role: str) -> dict[str, Any]:
    """Load one role of ``dates.yml``: each word in lower case with its row."""
    return {word.lower(): row for row in load_date_rows(role) for word in row["words"]}


@cache
def make_pattern() -> re.Pattern[str]:
    """Make the pattern of the smallest phrases of time, one named group a form; it begins only where a word or number does.

    >>> make_pattern().search("killed on 22 May 2015 near the dam").group()
    '22 May 2015'
    """
    parts = {**_PARTS, "NOMORE": _NO_MORE, "SHORTDAY": _either(list(_SHORT_WEEKDAYS))}
    parts["MONTH"], parts["FEAST"] = _names("month"), _names("feast")
    parts["WEEKDAY"] = _either([row["words"][0] for row in load_date_rows("weekday")])
    parts["SEASON"], parts["NUMBER"] = _names("season"), rf"(?:\d{{1,3}}|{_names('count')})"
    forms = "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items())
    for name in sorted(parts, key=len, reverse=True):
        forms = re.sub(rf"(?<![A-Za-z\\]){name}(?![A-Z])", lambda match, part=parts[name]: part, forms)  # type: ignore[misc]
    return re.compile(r"(?<![^\W_])(?=\w)(?:" + forms.replace("~", GAP) + ")")


def _names(role: str) -> str:
    names = [word for row in load_date_rows(role) for word in row["words"]]
    return _either([*names, *(name[:1].upper() + name[1:] for name in names)])


def _either(words: list[str]) -> str:
    """An alternative of words as written or all in capitals, the longest first."""
    forms = {form for word in words for form in (word, word.upper())}
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"
