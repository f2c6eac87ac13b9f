"""The phrases of time of a text: the smallest found, neighbours joined, and tied to the words before them.

"Friday, May 22" is one day, "between Monday and Wednesday" one span, "since the offensive began on May 22" one span to now.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from civharm.locating.date_meanings import make_meaning, make_offset
from civharm.locating.date_words import GAP, Meaning, Mention, Relation, load_values, make_pattern

_LEAD = re.compile(
    rf"(?i:in|since|during|over|within|for|of|from|until|till|by|before|after|year|throughout|through|and|between|a|on{GAP}the|in{GAP}the"
    rf"|the(?={GAP}\d)){GAP}"
)
_BESIDE_MONTH = re.compile(
    r"\b(?:in|since|during|of|until|by|and|to|from|through|or|between|the|before|after|every)\s{1,3}[(\"“‘']?$", re.IGNORECASE
)
_AFTER_MONTH = re.compile(r"[\s\u00a0]{0,2}(?:[,.;)]|$|(?:and|when|in|by|at|last|the|a|that|against)\b|['’]s)")
# "March was the bloodiest month", "April saw 12 deaths": a month that opens a sentence as its subject.
_MONTH_DOES = re.compile(
    r"\s(?:saw|has seen|remains?|remained|became|marked|brought|recorded|witnessed|(?:was|is) (?:the|one))\b", re.I
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?\n][\"”’)]?\s{0,3})$")
_SAME_DAY = re.compile(r"\s{0,2}[,(]{0,2}\s{0,2}(?:the\s)?(?:(?:on|of)\s)?", re.IGNORECASE)
_TO = re.compile(r"\s{0,3}(?:and|to|or|until|till|through|-|–|—)(?:\s(?:again\s)?(?:on|early|late|the))?\s{0,3}", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince(?:\s{1,3}[\w'’-]{1,25}){0,9}?\s{1,3}(?:(?:on|in|at|of)\s{1,3})?(?:the\s{1,3})?(?:early|late|mid)?[\s-]{0,3}$",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:(?P<before>before|ahead\sof|prior\sto|until|till)|(?P<until>by|up\sto|as\sof)|(?P<after>after|following))"
    r"\s{1,3}(?:(?:early|late|the|last)\s{1,3})?$",
    re.IGNORECASE,
)
# "in an operation that began on 9 March": from then on
_BEGAN = re.compile(
    r"\b(?:that|which)\s(?:has\s|had\s|was\s)?(?:began|begun|started|launched|broke\sout|erupted)\s(?:(?:early|late)\s)?(?:(?:on|in)\s)?$",
    re.I,
)
_HEAD = re.compile(
    r"\b(?:between|from|the\sweek\s(?:of|ending|beginning|starting|from)|(?:the\s|at\s)?(?:early\shours|(?:early\s)?morning|night|evening"
    r"|afternoon|day|eve|dawn|midday|midnight|noon|first\sday)\s(?:of|on))\s{1,3}(?:the\s|on\s)?$",
    re.IGNORECASE,
)


@cache
def _away() -> re.Pattern[str]:
    """ "three days before the vote of | 10 December", "the night after | 4 May": the clause between is short and holds no stop."""
    counts = "|".join(sorted(map(re.escape, load_values("count")), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<number>\d{{1,3}}|{counts}|the){GAP}(?P<unit>days?|nights?|weeks?|months?|years?){GAP}(?P<way>before|after){GAP}"
        rf"(?:[\w'’-]{{1,20}}{GAP}){{0,6}}?(?:(?:of|on|in){GAP})?$",
        re.IGNORECASE,
    )


def find_meanings(text: str) -> list[Mention]:
    """Find every phrase of time, neighbours joined.

    >>> found = find_meanings("killed since the offensive began on May 22, and on Sunday night")
    >>> [(mention.text, mention.meaning.kind, mention.relation) for mention in found]
    [('since the offensive began on May 22', 'day', 'since'), ('Sunday night', 'weekday', 'on')]
    """
    found = [mention for match in make_pattern().finditer(text) if (mention := _make_mention(text, match))]
    tied: list[Mention] = []
    for mention in _join(text, found):
        one = _tie(text, mention, tied[-1].end if tied else 0)
        tied.append(one)
    return tied


def _make_mention(text: str, match: re.Match[str]) -> Mention | None:
    form, meaning = make_meaning(match)
    if meaning is None or (form == "month" and not _is_month(text, match)) or _is_name(text, match, form):
        return None
    start, end = match.span()
    if form in ("year", "season", "day_month", "window", "course", "past_one") and (lead := _LEAD.match(match.group())):
        start += lead.end()
    if form == "day_month" and match.group("dm_short") and not meaning.year:
        end = match.end("dm_month")
    if text[end - 1] == "." and form in ("month", "day_month"):
        end -= 1
    return Mention(text[start:end], start, end, meaning)


def _is_name(text: str, match: re.Match[str], form: str) -> bool:
    """ "the 1949 Geneva Conventions", "14th of July bridge": a date that names a thing; "the 2013 attack" does not."""
    words = [word.lower() for word in re.findall(r"[\w'’-]+", text[match.end() : match.end() + 60])[:3]]
    if form in ("day_month", "month_day", "month"):
        return bool(words) and words[0] in load_values("named_after") and text[match.end() : match.end() + 1] in (" ", "-")
    if form == "year" and re.match(rf"(?i:the|a){GAP}\d", match.group()) and not match.group("y_tens"):
        return load_values("happening").keys().isdisjoint(words)
    return False


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Words that are names or verbs too ("May", "March") are months only beside a word that makes them one."""
    month = match.group("m_month").lower()
    if match.group("m_year") or match.group("m_part") or match.group("m_which") or match.group().lower().startswith("the month"):
        return True
    if month not in ("jan", "mar", "dec", "sep", "may", "march", "april", "june", "august"):
        return True
    if _MONTH_DOES.match(text, match.end()) and _OPENS_SENTENCE.search(text[max(0, match.start() - 5) : match.start()]):
        return True
    beside = _BESIDE_MONTH.search(text[max(0, match.start() - 12) : match.start()])
    end = match.end() - (text[match.end() - 1] == ".")  # "in March." ends a sentence
    return bool(beside) and (month not in ("may", "march") or bool(_AFTER_MONTH.match(text, end)))


def _join(text: str, found: list[Mention]) -> list[Mention]:
    """Join a weekday to its date and the two ends of a span."""
    joined: list[Mention] = []
    for mention in found:
        meaning = _join_pair(text[joined[-1].end : mention.start], joined[-1].meaning, mention.meaning) if joined else None
        if meaning:
            start = joined.pop().start
            joined.append(Mention(text[start : mention.end], start, mention.end, meaning))
        else:
            joined.append(mention)
    return joined


def _join_pair(gap: str, one: Meaning, two: Meaning) -> Meaning | None:
    """What two neighbours mean together, or ``None`` where they are two times."""
    if len(gap) > 14:
        return None
    if one.kind == "weekday" and two.kind in ("day", "numeric", "nth_day", "feast") and _SAME_DAY.fullmatch(gap):
        return two
    if two.kind == "weekday" and one.kind in ("day", "numeric") and not one.first and _SAME_DAY.fullmatch(gap):
        return one
    if one.kind in ("days_ago", "overnight") and two.kind in ("day", "weekday") and re.fullmatch(r"[\s,(]{1,3}", gap):
        return two
    if (one.kind, two.kind, two.unit) == ("weekday", "span", "week") and re.fullmatch(r"\s(?:of\s)?", gap):
        return replace(one, inner=two)
    if _TO.fullmatch(gap) and _are_ends(one, two):
        return replace(two, first=one.first or one)
    return None


def _are_ends(one: Meaning, two: Meaning) -> bool:
    """Whether two times may be the ends of one span: of the same form, or days by different words."""
    if one.kind == two.kind:
        return one != two and one.kind in ("weekday", "day", "month", "year", "numeric", "season")
    return {one.kind, two.kind} <= {"weekday", "days_ago", "overnight", "day"}


def _tie(text: str, mention: Mention, free: int) -> Mention:
    """See what stands before a phrase ("since ... on", "until", "two days after"); ``free``: where the phrase before it ended."""
    begin = max(free, mention.start - 120)
    before = text[begin : mention.start]
    cut = max((before.rfind(mark) + 1 for mark in ".;:!?\n,)"), default=0)
    since = before.lower().rfind("since", cut)
    if since >= 0 and (match := _SINCE.search(before, since)) and len(match.group()) < 90:
        start = begin + match.start()
        return Mention(text[start : mention.end], start, mention.end, mention.meaning, "since")
    if away := _away().search(before, max(cut, len(before) - 100)):
        start = begin + away.start()
        meaning = make_offset(away.group("number"), away.group("unit"), away.group("way"), mention.meaning)
        return Mention(text[start : mention.end], start, mention.end, meaning)
    if _BEGAN.search(before[-60:]):
        return replace(mention, relation="since")
    tail = before[-40:]
    if match := _RELATION.search(tail):
        relation: Relation = "after" if match.group("after") else "until" if match.group("until") else "before"
        start = mention.start - len(match.group()) if relation == "until" else mention.start
        return Mention(text[start : mention.end], start, mention.end, mention.meaning, relation)
    return _with_head(text, mention, match) if (match := _HEAD.search(tail)) else mention


def _with_head(text: str, mention: Mention, match: re.Match[str]) -> Mention:
    """ "between ... and ...", "the week of 6 May", "the early hours of Friday"."""
    head, meaning = match.group().lower(), mention.meaning
    if head.strip() in ("between", "from") and not (meaning.first or meaning.last_day or meaning.number):
        return mention
    if "week" in head:
        if meaning.kind not in ("day", "weekday", "numeric"):
            return mention
        which = "ending" if "ending" in head else "from" if "ing" in head or "from" in head else "of"
        meaning = Meaning("week_of", which=which, inner=meaning)
    elif re.search(r"\beve\b", head):
        meaning = Meaning("eve", inner=meaning)
    start = mention.start - len(match.group())
    return Mention(text[start : mention.end], start, mention.end, meaning)
