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


_DAYS_AFTER = re.compile(r"(?<!\bthe )\b(?:day|days|weeks?|months?|years?) after\b", re.I)


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
    if _DAYS_AFTER.search(text, end, harm):  # "raided the town on Tuesday, two days after gunmen | killed nine"
        return True
    word = re.compile(r"[^\W\d_]+").match(text, harm)
    match = _spoken_of().search(text, end, word.end() if word else harm)
    return match is not None and match.end() > harm


# What opens a clause about a person between commas; a list or the sentence itself goes on otherwise.
_OPENS_ASIDE = re.compile(
    r",\s(who|whom|whose|which|where|when|in|on|at|from|during|after|before|himself|herself|\w+ly|\w+ing|\w+ed)\b", re.I
)


# "a report - which only became available this weekend - tells of"
_DASHED = re.compile(r"\s[-–—]{1,2}\s?(?:which|who|whose|where)\s[^.;:–—]{0,80}$")
_DASH = re.compile(r"[^.;:,–—]{0,30}\s?(?:\s-{1,2}\s|[–—])")


def is_parenthetical(text: str, start: int, end: int) -> bool:
    """Whether words stand in a clause set between commas before a verb of saying: "the minister, who came this month, said".

    >>> text = "The minister, who arrived in Addis Ababa this month, said that raiders had killed 12 herders."
    >>> is_parenthetical(text, text.index("this month"), text.index("this month") + 10)
    True
    >>> text = "Raids, clashes and mines killed 12 in May, the monitor said."
    >>> is_parenthetical(text, text.index("May"), text.index("May") + 3)
    False
    """
    if _DASHED.search(text, max(0, start - _REACH), start) and _DASH.match(text, end):
        return True
    opened = max(text.rfind(mark, max(0, start - _REACH), start) for mark in ",.;:\n")
    if opened < 0 or text[opened] != ",":
        return False
    opening = _OPENS_ASIDE.match(text, opened)
    if opening is None or opening.group(1).lower() in load_values("happening"):
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
_COMES_FROM = re.compile(
    r"\w,\s(?:\d{1,3},\s)?(?:originally\s|who\s(?:is|was|comes|came)\s)?from\s(?:the\s)?(?:[\w-]+\s){0,2}$", re.I
)
_HAILS = re.compile(r"\b(?:hail(?:s|ed|ing)?|originally|hometown|native)\s(?:from|of|in|was)\s[^,;.:]{0,30}$", re.I)


# "a resident of Tadilo was shot near his house": then where he is from is the place.
_NEAR_HOME = re.compile(
    r"[^.;]{0,120}?\b(?:in|at|near|outside|inside|from)\s(?:his|her|their)\s(?:own\s)?(?:family\s)?(?:house|home|flat|apartment|yard|farm)\b",
    re.I,
)


# "told a Tadilo court that", "testified before the Tadilo tribunal"
_IN_COURT = re.compile(r"\b(?:told|telling|tells|testif\w+\s(?:in|at|before|to))\s(?:an?|the|this)\s(?:[\w-]+\s)?$", re.I)
_COURT = re.compile(r"['’]?s?\s(?:[\w-]+\s){0,2}(?:court|courtroom|tribunal|judges?|hearing|trial)\b", re.I)


def is_a_court(text: str, start: int, end: int) -> bool:
    """Whether a place only says which court was told of the harm.

    >>> text = "A farmer told a Kabul court that soldiers burned down a Herat court."
    >>> [is_a_court(text, text.index(name), text.index(name) + 5) for name in ("Kabul", "Herat")]
    [True, False]
    """
    return _COURT.match(text, end) is not None and _IN_COURT.search(text, max(0, start - 40), start) is not None


def is_a_home(text: str, start: int, end: int) -> bool:
    """Whether a place is only where somebody is from, told beside his name.

    >>> text = "Omar Zaki, 34, a resident of Kandahar, was shot dead in Kabul; a resident of Herat was hurt."
    >>> [is_a_home(text, text.index(name), text.index(name) + len(name)) for name in ("Kandahar", "Kabul", "Herat")]
    [True, False, False]
    """
    if _NEAR_HOME.search(text, end, end + 160):
        return False
    lead = text[max(0, start - 90) : start]
    closes = re.match(r"[^,;.:]{0,20}(?:,|\)| and )", text[end : end + 25]) is not None
    return (closes and (_HOME.search(lead) or _COMES_FROM.search(lead)) is not None) or _HAILS.search(lead) is not None


_TREATED = re.compile(
    r"\b(?:succumb(?:ed|s|ing)?|died|treated|treatment|taken|shifted|rushed|admitted|evacuated|airlifted|moved|referred|transferred"
    r"|transported|brought|driven|carried|flown)\b(?P<between>[^.;]{0,60}?)"
    r"\b(?:hospitals?|clinics?|infirmary|medical (?:cent(?:er|re)|facility)|morgue)\b"
    r"[^.;,]{0,25}$",
    re.I,
)


# "passed away on the way to Tadilo"
_ON_THE_WAY = re.compile(r"\b(?:died|passed away|succumbed)\b[^.;]{0,30}\bon (?:the|his|her|their) way to\b[^.;,]{0,25}$", re.I)


# "taken to Tadilo regional hospital", "died in a Tadilo hospital"; "in the Tadilo hospital raid" tells a deed
_TREATED_AT = re.compile(
    r"\b(?:succumb(?:ed|s|ing)?|died|dies|passed away|treated|treatment|taken|shifted|rushed|admitted|evacuated|airlifted|moved"
    r"|referred|transferred|transported|brought|driven|carried|flown|hospitali[sz]ed)\b(?P<between>[^.;,]{0,40}?)\b(?:in|at|to)\s(?:the\s|an?\s)?$",
    re.I,
)
_HOSPITAL_BEHIND = re.compile(
    r"(?:['’]s?)?\s(?:[\w-]+\s){0,3}?(?:hospitals?|clinics?|infirmary|medical (?:cent(?:er|re)|facility)|morgue)\b"
    r"(?:\s(?P<next>\w+))?",
    re.I,
)


# "were flown to Tadilo for treatment"
_CARRIED = re.compile(
    r"\b(?:taken|shifted|rushed|evacuated|airlifted|flown|moved|referred|transferred|transported|brought|sent)\b[\w\s]{0,25}\sto\s(?:the\s)?"
    r"(?:[\w-]+\s)?$",
    re.I,
)
_FLOWN = re.compile(r"\b(?:airlifted|medevaced|medically evacuated)\b[\w\s]{0,25}\sto\s(?:the\s)?(?:[\w-]+\s)?$", re.I)
_FOR_TREATMENT = re.compile(r"[\w\s,]{0,20}?\sfor\s(?:\w+\s){0,3}?(?:treatment|surgery|care|attention)\b", re.I)
# What a number leaves out, and where a group is only banned: "excluding Tadilo", "a group outlawed in Redland".
_LEFT_OUT = re.compile(
    r"\b(?:excluding|exclud(?:es|ed)|not (?:including|counting)|(?:does|do|did) not (?:include|cover|count)|except(?: for| in)?"
    r"|leav(?:es|ing) out|left out|apart from|other than)\b[^.;:()]{0,50}$"
    r"|\b(?:banned|outlawed|prohibited|proscribed|forbidden|designated)\b[^.;:()]{0,40}\b(?:in|by)\s(?:the\s)?$",
    re.I,
)


def is_left_out(text: str, start: int) -> bool:
    """Whether the place at an offset is one that a number leaves out, or only where a group is banned.

    >>> texts = "It leaves out deaths in Anbar.", "The Front (banned in Russia) killed two.", "Two were killed in Anbar."
    >>> [is_left_out(text, text.index(name)) for text, name in zip(texts, ("Anbar", "Russia", "Anbar"))]
    [True, True, False]
    """
    return _LEFT_OUT.search(text, max(0, start - 90), start) is not None


def is_of_treatment(text: str, start: int, end: int) -> bool:
    """Whether the place at a span is where the wounded were treated or died of their wounds, not where they were hurt.

    >>> texts = "One died at a hospital in Herat.", "Ten died in a raid on a hospital in Herat.", "One died in Herat hospital."
    >>> [is_of_treatment(text, text.index("Herat"), text.index("Herat") + 5) for text in texts]
    [True, False, True]
    """
    behind, before = _HOSPITAL_BEHIND.match(text, end), _TREATED_AT.search(text, max(0, start - 80), start)
    if behind and before and not _tells_happening(f"{before.group('between')} {behind.group('next')}"):
        return True
    if _ON_THE_WAY.search(text, max(0, start - 80), start):
        return True
    if _FLOWN.search(text, max(0, start - 60), start):
        return True
    if _CARRIED.search(text, max(0, start - 60), start) and _FOR_TREATMENT.match(text, end):
        return True
    match = _TREATED.search(text, max(0, start - 120), start)
    return match is not None and not _tells_happening(match.group("between"))


def _tells_happening(words: str) -> bool:
    return any(word.lower() in load_values("happening") for word in re.findall(r"[^\W\d_]+", words))


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


_RANKED = re.compile(
    r"\b(?:worst|deadliest|bloodiest|largest|biggest|highest|heaviest|fiercest|gravest|(?:most|least) \w+)\b[^.;:!?,]{0,60}$", re.I
)


def is_ranked(text: str, start: int) -> bool:
    """Whether words of time at an offset are those over which a superlative ranks a deed: "the worst raid this year".

    >>> text = "Nine died in the deadliest attack on the army this year."
    >>> is_ranked(text, text.index("this year")), is_ranked("Nine died this year.", 10)
    (True, False)
    """
    return _RANKED.search(text, max(0, start - 90), start) is not None


_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|in comparison (?:to|with)|as against|versus"
    r"|(?:up|down|decrease|increase|rise|drop) (?:from|on|over)"
    r"|(?:more|less|fewer|higher|lower) than"
    r"|(?:from|to|with|than|on|as) the (?:same|previous|preceding) (?:period|quarter|month|week|year))"
    r"(?: (?:in|on|of|during|that of|the|those (?:of|in)))*\s$",
    re.I,
)


def is_compared(text: str, start: int) -> bool:
    """Whether the words of time at an offset are what a number is set against: "compared to 29 January, nine more were hurt".

    >>> text = "Compared to 29 January, nine more were hurt; in 2019 it was a drop from the same period in 2018."
    >>> [is_compared(text, text.index(words)) for words in ("29 January", "2019", "2018")]
    [True, False, True]
    """
    return _COMPARED.search(text, max(0, start - 60), start) is not None
