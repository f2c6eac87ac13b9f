"""The grammar of days and spans of days: from words to a `Meaning`, which `dates.py` turns into days.

One pattern finds the smallest phrases ("last Friday", "22 May 2015", "the past fortnight"); `find_meanings` joins neighbours
("Friday, May 22", "between Monday and Wednesday", "since the offensive began on May 22"). Every part of a pattern is bounded, so
that finding is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from civharm.lexicon import load_rows

Relation = Literal["on", "since", "before", "after", "until"]
_SHORT_WEEKDAYS = ("Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase of time says before anyone knows the day of publication.

    ``kind`` names the phrase's form (``day``, ``weekday``, ``month`` ...), ``which`` a deictic word (``last``, ``this``, ``past``),
    ``part`` a part of the span (``early``, ``mid``, ``late``), ``first`` the beginning where the phrase has two ends.
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
    numbers: tuple[int, ...] = ()
    first: Meaning | None = None
    week: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of time in a text, what they say, and how the sentence ties them to what happened."""

    text: str
    start: int
    end: int
    meaning: Meaning
    relation: Relation = "on"


@cache
def load_values(role: str) -> dict[str, Any]:
    """Load one role of ``dates.yml``: each word in lower case with its row."""
    rows = load_rows("dates", required=("role", "words"), optional=("value", "calendar", "month", "day", "days"))
    return {word.lower(): row for row in rows if row["role"] == role for word in row["words"]}


def _either(words: list[str]) -> str:
    """An alternative of words as written, with a capital or all in capitals, the longest first."""
    forms = {form for word in words for form in (word, word.upper())}
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"


def _names(role: str, lower: bool = False) -> str:
    rows = load_rows("dates", required=("role", "words"), optional=("value", "calendar", "month", "day", "days"))
    names = [word for row in rows if row["role"] == role for word in row["words"]]
    return _either([*names, *(name.capitalize() for name in names if lower)])


_GAP = r"[\s ]{1,3}"
_YEAR = r"(?:1[89]|20)\d\d"
_PART = r"(?i:early|mid|late|the{g}(?:very{g})?(?:end|beginning|start|middle|first{g}half|second{g}half|first{g}week|last{g}week|eve){g}of(?:{g}the)?)"
_TIME = r"(?i:morning|afternoon|evening|night|noon|midday|midnight|dawn|lunchtime)"


@cache
def make_pattern() -> re.Pattern[str]:
    """Make the pattern of the smallest phrases of time, one named group a form."""
    month, weekday = _names("month"), _names("weekday")
    long_day = _either([name for name in _long_weekdays()])
    count, season, feast = _names("count", lower=True), _names("season", lower=True), _names("feast")
    part = _PART.replace("{g}", _GAP)
    number = rf"(?:\d{{1,3}}|{count})"
    unit = r"(?i:hours?|days?|weeks?|fortnights?|months?|years?|decades?)"
    which = r"(?i:last|this|past|previous|next|coming|the{g}same)".replace("{g}", _GAP)
    nth = r"(?i:st|nd|rd|th)"
    dash = rf"(?:{_GAP})?(?:-|–|—|/|to|and|until|through)(?:{_GAP})?"
    forms = {
        "iso": r"\d{4}-\d{2}-\d{2}(?!\d)",
        "numeric": r"(?<![\d/.-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/-])",
        "day_month": rf"(?<![\d.,:])(?:(?:{part}|(?i:the)){_GAP})?(?P<dm_day>\d{{1,2}}){nth}?(?:{dash}(?P<dm_last>\d{{1,2}}){nth}?)?(?:{_GAP}(?i:of))?[\s -]{{1,3}}(?P<dm_month>{month})\b\.?"
        rf"(?:,?[\s -]{{1,3}}(?P<dm_year>{_YEAR}|'?\d\d)(?![\d,.]\d|\d|:))?",
        "month_day": rf"\b(?P<md_month>{month})\b\.?{_GAP}(?:(?i:the){_GAP})?(?P<md_day>[0-3]?\d){nth}?(?![\d:]|[.,]\d)(?:{dash}(?P<md_last>[0-3]?\d){nth}?(?![\d:]|[.,]\d))?"
        rf"(?:,?{_GAP}(?P<md_year>{_YEAR})(?![\d,.]\d|\d|:))?",
        "month": rf"\b(?:(?P<m_part>{part})[\s -]{{1,2}})?(?:(?P<m_which>{which}){_GAP})?(?:(?i:the{_GAP}month{_GAP}of){_GAP})?(?P<m_month>{month})\b\.?(?:,?{_GAP}(?:(?i:of){_GAP})?(?P<m_year>{_YEAR}|(?i:last{_GAP}year|this{_GAP}year))(?![\d]))?",
        "season": rf"\b(?:(?P<s_part>{part}){_GAP})?(?:(?P<s_which>{which}|(?i:in{_GAP}the|in|the|since|of)){_GAP})(?P<s_season>{season})\b(?:{_GAP}(?:(?i:of){_GAP})?(?P<s_year>{_YEAR}|(?i:last{_GAP}year|this{_GAP}year))(?!\d))?|\b(?P<s_season2>{season}){_GAP}(?:(?i:of){_GAP})?(?P<s_year2>{_YEAR})(?!\d)",
        "feast": rf"\b(?P<f_feast>{feast})\b(?:,?{_GAP}(?:(?i:in){_GAP})?(?P<f_year>{_YEAR})(?!\d))?",
        "weekday": rf"\b(?:(?P<w_part>(?i:early|late)(?:{_GAP}(?i:on))?){_GAP})?(?:(?P<w_which>{which}){_GAP})?(?P<w_day>{long_day})s?\b(?:{_GAP}(?P<w_time>{_TIME}))?(?:{_GAP}(?:(?i:of){_GAP})?(?P<w_week>(?i:last{_GAP}week|this{_GAP}week|the{_GAP}week{_GAP}before{_GAP}last|the{_GAP}previous{_GAP}week))\b)?",
        "short": rf"\b(?P<short_day>{_either(list(_SHORT_WEEKDAYS))})\b(?=[\s ,.]{{1,3}}(?:\d|{month}))",
        "near": rf"\b(?i:the{_GAP}day{_GAP}before{_GAP}yesterday|(?:earlier{_GAP}|later{_GAP}|late{_GAP}|early{_GAP})?(?:today|yesterday|tonight|tomorrow)(?:{_GAP}{_TIME})?|(?:early{_GAP}|late{_GAP}|earlier{_GAP})?(?:last{_GAP}night|this{_GAP}(?:morning|afternoon|evening))|overnight)\b",
        "ago": rf"\b(?P<a_hedge>(?i:about|around|some|nearly|almost|more{_GAP}than|less{_GAP}than|over){_GAP})?(?P<a_number>{number}){_GAP}(?P<a_unit>{unit}){_GAP}(?i:ago|earlier(?=[\s ]+(?:today|this)))\b",
        "window": rf"\b(?:(?i:over|during|in|within|for){_GAP})?(?:(?i:the){_GAP})?(?P<p_which>(?i:past|last|previous|preceding|recent))(?:{_GAP}(?P<p_number>{number}))?{_GAP}(?P<p_unit>(?i:hours|days|weeks|fortnight|months|years|decades|decade|24-hour{_GAP}period))\b",
        "past_one": rf"\b(?:(?i:over|during|in|within|for){_GAP})?(?i:the){_GAP}(?P<o_which>(?i:past|last)){_GAP}(?P<o_unit>(?i:hour|day|week|fortnight|month|year))\b(?!{_GAP}of)",
        "span": rf"\b(?:(?P<d_part>{part}|(?i:earlier|later|so{_GAP}far|the{_GAP}start{_GAP}of)){_GAP})?(?P<d_which>(?i:last|this|the{_GAP}previous|the{_GAP}same|next|the{_GAP}current|the)){_GAP}(?P<d_unit>(?i:week|month|year|weekend|fortnight))\b(?:{_GAP}(?P<d_before>(?i:before{_GAP}last)))?",
        "year": rf"\b(?:(?P<y_part>{part})[\s -]{{1,2}}(?:(?i:in){_GAP})?|(?i:in|since|during|of|from|until|till|by|before|after|year|throughout|through|and|between|the|a){_GAP}(?:(?P<y_part2>{part})[\s -]{{1,2}})?(?:(?i:the{_GAP}year){_GAP})?)(?P<y_year>{_YEAR})(?:{dash}(?P<y_last>{_YEAR}|\d\d))?(?P<y_tens>s)?(?![\d%]|[,.:]\d|-\d)",
        "nth_day": rf"\b(?i:on{_GAP}the){_GAP}(?P<n_day>[0-3]?\d){nth}\b(?=[\s ]*[,.;)])",
    }
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms.items()))


def _long_weekdays() -> list[str]:
    rows = load_rows("dates", required=("role", "words"), optional=("value", "calendar", "month", "day", "days"))
    return [row["words"][0] for row in rows if row["role"] == "weekday"]


def find_meanings(text: str) -> list[Mention]:
    """Find every phrase of time, neighbours joined.

    >>> [(m.text, m.meaning.kind, m.relation) for m in find_meanings("killed since the offensive began on May 22, and on Sunday night")]
    [('since the offensive began on May 22', 'day', 'since'), ('Sunday night', 'weekday', 'on')]
    """
    found = [mention for match in make_pattern().finditer(text) if (mention := _make_mention(text, match))]
    return [_tie(text, mention) for mention in _join(text, found)]


def _make_mention(text: str, match: re.Match[str]) -> Mention | None:
    form = match.lastgroup or ""
    form = next(name for name in _MAKERS if match.group(name)) if form not in _MAKERS else form
    meaning = _MAKERS[form](match)
    if meaning is None or (form == "month" and not _is_month(text, match)):
        return None
    start, end = match.span()
    words = match.group()
    lead = re.match(rf"(?i:in|since|during|of|from|until|till|by|before|after|year|throughout|through|and|between|a|on{_GAP}the|in{_GAP}the|the(?={_GAP}\d)){_GAP}", words)
    if lead and form in ("year", "season", "day_month"):
        start += lead.end()
    elif lead and form == "window":
        start = start + lead.end() if lead.group().strip().lower() in ("in", "during") else start
    if text[end - 1] == "." and form in ("month", "day_month"):
        end -= 1
    return Mention(text[start:end], start, end, meaning)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """"May" and "March" alone are months only beside a word that makes them one."""
    month = match.group("m_month").lower()
    if match.group("m_year") or match.group("m_part") or match.group("m_which"):
        return True
    before = text[max(0, match.start() - 12) : match.start()].lower().rstrip().rsplit(None, 1)
    word = before[-1].lstrip("(\"“'") if before else ""
    if month in ("jan", "mar", "dec", "sep", "sun", "may", "march", "april", "june", "august"):
        after = re.match(r"[\s ]*(?:,|\.|;|and\b|when\b|in\b|by\b|at\b|last\b|\)|$|the\b|a\b|that\b|against\b|'s)", text[match.end() : match.end() + 12])
        return word in ("in", "since", "during", "of", "until", "by", "and", "to", "from", "through", "or", "between", "the", "before", "after", "every") and (
            month not in ("may", "march") or bool(after)
        )
    return True


def _number(words: str | None) -> int | None:
    if not words:
        return None
    if words.isdigit():
        return int(words)
    row = load_values("count").get(re.sub(r"\s+", " ", words.lower()))
    return row.get("value") if row else None


def _value(role: str, word: str) -> int:
    return int(load_values(role)[re.sub(r"\s+", " ", word.lower())]["value"])


def _year_of(words: str | None) -> tuple[int | None, str]:
    """The year, or which year: "2014", "'14", "last year"."""
    if not words:
        return None, ""
    digits = words.strip("'’ ")
    if digits.isdigit():
        year = int(digits)
        return (year if year > 99 else year + (2000 if year < 70 else 1900)), ""
    return None, digits.split()[0].lower()


def _part_of(words: str | None) -> str:
    """Which part of a span: early, mid, late, first half, second half."""
    words = re.sub(r"\s+", " ", (words or "").lower())
    if not words:
        return ""
    for part, cues in _PARTS:
        if any(cue in words for cue in cues):
            return part
    return ""


_PARTS = (
    ("first_half", ("first half",)),
    ("second_half", ("second half",)),
    ("first_week", ("first week",)),
    ("last_week", ("last week",)),
    ("so_far", ("earlier", "so far", "later")),
    ("start", ("beginning", "start")),
    ("end", ("end of", "the end")),
    ("mid", ("mid",)),
    ("early", ("early",)),
    ("late", ("late",)),
)


def _iso(match: re.Match[str]) -> Meaning | None:
    year, month, day = map(int, match.group("iso").split("-"))
    return Meaning("day", year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _numeric(match: re.Match[str]) -> Meaning | None:
    one, two, year = match.group("numeric").split(match.group("sep"))
    whole = _year_of(year)[0]
    return Meaning("numeric", whole, numbers=(int(one), int(two)))


def _day_month(match: re.Match[str]) -> Meaning | None:
    day, last = int(match.group("dm_day")), match.group("dm_last")
    year = match.group("dm_year")
    if year and len(year) == 2 and not match.group("dm_month").isupper():
        year = None
    return _make_day(day, last, match.group("dm_month"), year)


def _month_day(match: re.Match[str]) -> Meaning | None:
    return _make_day(int(match.group("md_day")), match.group("md_last"), match.group("md_month"), match.group("md_year"))


def _make_day(day: int, last: str | None, month: str, year: str | None) -> Meaning | None:
    final = int(last) if last else None
    if not 1 <= day <= 31 or (final is not None and not day < final <= 31):
        return None
    return Meaning("day", _year_of(year)[0], _value("month", month), day, final)


def _month(match: re.Match[str]) -> Meaning:
    year, which_year = _year_of(match.group("m_year"))
    which = re.sub(r"\s+", " ", (match.group("m_which") or "").lower())
    return Meaning("month", year, _value("month", match.group("m_month")), which=which or which_year and f"{which_year} year", part=_part_of(match.group("m_part")))


def _season(match: re.Match[str]) -> Meaning:
    name = match.group("s_season") or match.group("s_season2")
    year, which_year = _year_of(match.group("s_year") or match.group("s_year2"))
    which = (match.group("s_which") or "").lower()
    which = which if which in ("last", "this", "past", "previous", "next") else ""
    return Meaning("season", year, _value("season", name), which=which or (which_year and f"{which_year} year"), part=_part_of(match.group("s_part")))


def _feast(match: re.Match[str]) -> Meaning:
    return Meaning("feast", _year_of(match.group("f_year"))[0], unit=re.sub(r"\s+", " ", match.group("f_feast").lower()))


def _weekday(match: re.Match[str]) -> Meaning:
    which = re.sub(r"\s+", " ", (match.group("w_which") or "").lower())
    week = re.sub(r"\s+", " ", (match.group("w_week") or "").lower())
    number = _value("weekday", match.group("w_day"))
    return Meaning("weekday", number=number, which=which, week=_WEEKS.get(week), part=(match.group("w_time") or "").lower())


def _short(match: re.Match[str]) -> Meaning:
    return Meaning("weekday", number=_value("weekday", match.group("short_day")))


def _near(match: re.Match[str]) -> Meaning:
    words = re.sub(r"\s+", " ", match.group("near").lower())
    if "before yesterday" in words:
        return Meaning("days_ago", number=2)
    if "yesterday" in words:
        return Meaning("days_ago", number=1)
    if "tomorrow" in words:
        return Meaning("days_ago", number=-1)
    if "overnight" in words or "last night" in words:
        return Meaning("overnight")
    return Meaning("days_ago", number=0)


def _ago(match: re.Match[str]) -> Meaning:
    unit = match.group("a_unit").lower().rstrip("s")
    hedge = (match.group("a_hedge") or "").lower().split()
    number = None if hedge and hedge[0] in ("more", "less", "over") else _number(match.group("a_number"))
    return Meaning("ago", number=number, unit=unit)


def _window(match: re.Match[str]) -> Meaning:
    unit = match.group("p_unit").lower()
    number = _number(match.group("p_number"))
    if unit.startswith("24"):
        return Meaning("window", number=24, unit="hour")
    if unit in ("fortnight", "decade"):
        number = 1
    return Meaning("window", number=number, unit=unit.rstrip("s"))


def _past_one(match: re.Match[str]) -> Meaning:
    return Meaning("window", number=1, unit=match.group("o_unit").lower())


def _span(match: re.Match[str]) -> Meaning | None:
    which, unit = re.sub(r"\s+", " ", match.group("d_which").lower()), match.group("d_unit").lower()
    part = _part_of(match.group("d_part"))
    if which == "the" and unit != "weekend" and not part:
        return None
    which = {"the previous": "last", "the current": "this", "the": "this", "the same": "same"}.get(which, which)
    which = "last" if match.group("d_which").lower() == "the" and unit == "weekend" else which
    return Meaning("span", unit=unit, which=f"{which} before" if match.group("d_before") else which, part=part)


def _year(match: re.Match[str]) -> Meaning | None:
    year, last = int(match.group("y_year")), match.group("y_last")
    final = int(last) if last and len(last) == 4 else year // 100 * 100 + int(last) if last else None
    if final is not None and not year < final <= year + 60:
        return None
    kind = "decade" if match.group("y_tens") else "year"
    return Meaning(kind, year, number=final, part=_part_of(match.group("y_part") or match.group("y_part2")))


def _nth_day(match: re.Match[str]) -> Meaning | None:
    day = int(match.group("n_day"))
    return Meaning("nth_day", day=day) if 1 <= day <= 31 else None


_WEEKS = {
    "last week": Meaning("span", unit="week", which="last"),
    "the previous week": Meaning("span", unit="week", which="last"),
    "the week before last": Meaning("span", unit="week", which="last before"),
    "this week": Meaning("span", unit="week", which="this"),
}
_MAKERS: dict[str, Any] = {
    "iso": _iso, "numeric": _numeric, "day_month": _day_month, "month_day": _month_day, "month": _month, "season": _season, "feast": _feast,
    "weekday": _weekday, "short": _short, "near": _near, "ago": _ago, "window": _window, "past_one": _past_one, "span": _span, "year": _year,
    "nth_day": _nth_day,
}  # fmt: skip

_SAME_DAY = re.compile(r"[\s ]{0,2}[,(]{0,2}[\s ]{0,2}(?:the[\s ])?(?:(?:on|of)[\s ])?", re.IGNORECASE)
_TO = re.compile(r"[\s ]{0,3}(?:and|to|or|until|till|through|-|–|—)(?:[\s ](?:again[\s ])?(?:on|early|late|the))?[\s ]{0,3}", re.IGNORECASE)
_LIST = re.compile(r"[\s ]{0,3}(?:,|and|to|until|till|through|-|–|—)[\s ]{0,3}", re.IGNORECASE)


def _join(text: str, found: list[Mention]) -> list[Mention]:
    """Join a weekday to its date and the two ends of a span."""
    joined: list[Mention] = []
    for mention in found:
        if joined and (one := _join_pair(text, joined[-1], mention)):
            joined[-1] = one
        else:
            joined.append(mention)
    return joined


def _join_pair(text: str, one: Mention, two: Mention) -> Mention | None:
    gap = text[one.end : two.start]
    if len(gap) > 14:
        return None
    kinds = (one.meaning.kind, two.meaning.kind)
    if kinds[0] == "weekday" and kinds[1] in ("day", "numeric", "nth_day", "feast") and _SAME_DAY.fullmatch(gap):
        return Mention(text[one.start : two.end], one.start, two.end, two.meaning)
    if kinds[1] == "weekday" and kinds[0] in ("day", "numeric") and _SAME_DAY.fullmatch(gap):
        return Mention(text[one.start : two.end], one.start, two.end, one.meaning)
    if kinds[0] in ("near", "days_ago", "overnight") and kinds[1] in ("day", "weekday") and re.fullmatch(r"[\s ,(]{1,3}", gap):
        return Mention(text[one.start : two.end], one.start, two.end, two.meaning)
    if kinds == ("weekday", "span") and two.meaning.unit == "week" and re.fullmatch(r"[\s ](?:of[\s ])?", gap):
        return Mention(text[one.start : two.end], one.start, two.end, replace(one.meaning, week=two.meaning))
    if _TO.fullmatch(gap) and _same_form(one.meaning, two.meaning):
        start = one.start
        return Mention(text[start : two.end], start, two.end, replace(two.meaning, first=one.meaning.first or one.meaning))
    return None


def _same_form(one: Meaning, two: Meaning) -> bool:
    if one.kind == two.kind and one.kind in ("weekday", "day", "month", "year", "numeric", "season") and one.number != two.number:
        return True
    if one.kind == two.kind and one.kind in ("day", "month", "numeric", "season"):
        return True
    return {one.kind, two.kind} <= {"weekday", "days_ago", "overnight", "day"} and one.kind != two.kind


_SINCE = re.compile(
    r"(?i:\bsince(?:[\s ]{1,3}[\w'’-]{1,25}){0,9}?[\s ]{1,3}(?:(?:on|in|at|of)[\s ]{1,3})?(?:the[\s ]{1,3})?(?:early|late|mid)?[\s -]{0,3})$"
)
_RELATION = re.compile(
    r"(?i:\b(?P<before>before|by|ahead[\s ]of|prior[\s ]to|until|till|up[\s ]to)|\b(?P<after>after|following))[\s ]{1,3}(?:(?:early|late|the|last)[\s ]{1,3})?$"
)
_HEAD = re.compile(r"(?i:\b(?:as[\s ]of|the[\s ](?:morning|night|evening|afternoon|day)[\s ]of|between|from)[\s ]{1,3})$")


def _tie(text: str, mention: Mention) -> Mention:
    """See what stands before a phrase: "since ... on", "until", "between"."""
    begin = max(0, mention.start - 120)
    before = text[begin : mention.start]
    cut = max((before.rfind(mark) + 1 for mark in ".;:!?\n,)"), default=0)
    since = before.lower().rfind("since", cut)
    if since >= 0 and (match := _SINCE.search(before, since)) and len(match.group()) < 90:
        start = begin + match.start()
        return Mention(text[start : mention.end], start, mention.end, mention.meaning, "since")
    tail = before[-25:]
    if match := _RELATION.search(tail):
        return replace(mention, relation="after" if match.group("after") else "before")
    if (match := _HEAD.search(tail)) and match.group().lower().strip() in ("between", "from") and mention.meaning.first:
        start = mention.start - len(match.group())
        return Mention(text[start : mention.end], start, mention.end, mention.meaning)
    return mention
