"""Tell the place and the day of something else than the harm: of an arrest over a killing, of who speaks, of a comparison.

"Two were arrested in Paris this week over the killing of six aid workers": neither Paris nor this week is the killing's.
"""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import load_deed_nouns, make_alternation
from civharm.locating.date_words import load_values

# Between a place or a day and the harm: what begins the words in which an act only speaks of it.
_REACH = 120


@cache
def _spoken_of() -> re.Pattern[str]:
    acts, ties = make_alternation(load_values("act_over")), make_alternation(load_values("tie_over"))
    noun = make_alternation(load_values("deed_over"))
    return re.compile(rf"\b(?:{acts}|{ties})\b[^.;]{{0,40}}?\b(?:the|a|an|his|her|their|its|alleged|mass|\d+)?\s?{noun}\b", re.I)


def is_of_another_act(text: str, start: int, end: int, harm: int) -> bool:
    """Whether the words at a span tell where or when somebody was arrested, tried or spoke over a harm that is told at an offset.

    >>> text = "Two were arrested in Paris over the killing of six men in Homs."
    >>> is_of_another_act(text, text.index("Paris"), text.index("Paris") + 5, text.index("killing"))
    True
    >>> is_of_another_act(text, text.index("Homs"), text.index("Homs") + 4, text.index("killing"))
    False
    """
    if not end <= harm <= end + _REACH:
        return False
    word = re.compile(r"[^\W\d_]+").match(text, harm)
    match = _spoken_of().search(text, end, word.end() if word else harm)
    return match is not None and match.end() > harm


def is_parenthetical(text: str, start: int, end: int) -> bool:
    """Whether words stand in a clause set between commas before a verb of saying: "the minister, who came this month, said".

    >>> text = "The minister, who arrived in Addis Ababa this month, said that raiders had killed 12 herders."
    >>> is_parenthetical(text, text.index("this month"), text.index("this month") + 10)
    True
    """
    opened = max(text.rfind(mark, max(0, start - _REACH), start) for mark in ",.;:\n")
    if opened < 0 or text[opened] != ",":
        return False
    return re.compile(rf"[^,.;:\n]{{0,40}},\s{make_alternation(load_values('announcing'))}\b", re.I).match(text, end) is not None


def heads_paragraph(text: str, start: int, end: int) -> bool:
    """Whether a name and a colon head a paragraph: where the report was written, or what a list goes on to tell of.

    >>> heads_paragraph("Kabul: Five people died in Herat.", 0, 5), heads_paragraph("He named Kabul: it is big.", 9, 14)
    (True, False)
    """
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return (not before or before.endswith("\n")) and re.match(r"[ \t]?:\s", text[end : end + 3]) is not None


_HOME = re.compile(
    r",\s(?:\d{1,3},\s)?(?:an?\s|the\s)?(?:\w+\s)?(?:resident|native|inhabitant|citizen|national)s?\s(?:of|from)\s[^,;.:]{0,40}$",
    re.I,
)
_HAILS = re.compile(r"\b(?:hail(?:s|ed|ing)?|originally|hometown|native)\s(?:from|of|in|was)\s[^,;.:]{0,30}$", re.I)


def is_a_home(text: str, start: int, end: int) -> bool:
    """Whether a place is only where somebody is from, told beside his name.

    >>> text = "Omar Zaki, 34, a resident of Kandahar, was shot dead in Kabul; a resident of Herat was hurt."
    >>> [is_a_home(text, text.index(name), text.index(name) + len(name)) for name in ("Kandahar", "Kabul", "Herat")]
    [True, False, False]
    """
    lead = text[max(0, start - 90) : start]
    closes = re.match(r"[^,;.:]{0,20}(?:,|\)| and )", text[end : end + 25]) is not None
    return (closes and _HOME.search(lead) is not None) or _HAILS.search(lead) is not None


def owns_a_deed(text: str, end: int) -> bool:
    """Whether a name before an offset is whose deed is told, and no place: "because of Redland's attack".

    >>> owns_a_deed("because of Redland's recent attack", 18), owns_a_deed("in Redland's north", 10)
    (True, False)
    """
    return _own_deed().match(text, end) is not None


@cache
def _own_deed() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, load_deed_nouns(course="war")))
    return re.compile(rf"['’]s?\s(?:[\w-]+\s){{0,2}}?(?:{nouns})s?\b", re.I)


def compares(text: str, start: int) -> bool:
    """Whether a superlative ties the words at an offset to a comparison: "the worst loss since 2012".

    >>> text = "It was the worst loss since 2012 for the regiment."
    >>> compares(text, text.index("since"))
    True
    """
    lead = re.split(r"[.;:!?]", text[max(0, start - 60) : start])[-1]
    return (
        re.search(r"\b(?:the|its|their|our|this)\s(?:\w+ ){0,2}?(?:worst|first|most|best|last|only|\w{3,12}est)\b", lead, re.I)
        is not None
    )
