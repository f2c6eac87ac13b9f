"""Tell the day and place of what comes after a harm, a funeral, an arrest, a trial: they are not those of the harm.

"A teacher who was shot dead was buried on Friday", "the trial over the killing of five men opened on Monday".
"""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import make_alternation
from civharm.locating.date_words import load_values

_REACH = 200  # characters between such a day and the word of harm
_BE = r"(?:was|were|been|being|be|is|are|got)\s(?:[\w-]+\s){0,2}?"
_ALONE = r"(?:(?!\b(?:and|but|then)\b)[^.;:,]){0,80}$"  # nothing else is told up to the harm
_JOINS = re.compile(r"[,;:]|\b(?:and|but|while|then)\b", re.I)


@cache
def _laid_to_rest() -> re.Pattern[str]:
    """ "was buried in his village on |"; "buried under rubble" tells of the harm itself."""
    verbs = make_alternation(load_values("funeral"))
    return re.compile(rf"\b{_BE}{verbs}\b(?!\s(?:under|beneath|alive|in\s(?:the\s)?(?:rubble|debris|mud)))[^.;:]{{0,60}}$", re.I)


@cache
def _taken_in() -> re.Pattern[str]:
    return re.compile(rf"\b{_BE}{make_alternation(load_values('arrest'))}\b[^.;:,]{{0,60}}$", re.I)


@cache
def _held() -> re.Pattern[str]:
    """ "the trial of two officers over ... opened on |", "his funeral took place on |"."""
    nouns, verbs = make_alternation(load_values("ceremony")), make_alternation(load_values("ceremony_verb"))
    return re.compile(rf"\b{nouns}\b[^.;:]{{0,160}}?\b(?P<verb>{verbs})\b[^.;:,]{{0,40}}$", re.I)


@cache
def _ahead() -> re.Pattern[str]:
    """ "on Friday | police arrested two men who", "on Friday | a funeral was held for nine people"."""
    arrests, funerals = make_alternation(load_values("arrest")), make_alternation(load_values("funeral"))
    ties = rf"(?:{make_alternation(load_values('tie_over'))}|who|whom|for|suspected|accused|guilty|responsible|behind|involved)"
    nouns = make_alternation(load_values("ceremony"))
    return re.compile(
        rf"\b{arrests}\b[^.;:]{{0,100}}?\b{ties}\b{_ALONE}|\b{funerals}\b\s(?!under|beneath|alive){_ALONE}"
        rf"|^[^.;:]{{0,40}}?\b(?:the|a|an|his|her|their|for)\s{nouns}\b[^.;:,]{{0,60}}?\b(?:of|for|over|into)\b{_ALONE}",
        re.I,
    )


@cache
def _acted() -> re.Pattern[str]:
    """ "sentenced two men to death on | Sunday"."""
    return re.compile(rf"\b{make_alternation(load_values('arrest'))}\b[^.;:,]{{0,60}}$", re.I)


@cache
def _for_it() -> re.Pattern[str]:
    """ "Sunday | for killing", "Sunday | in the shooting death of"."""
    ties = rf"{make_alternation(load_values('tie_over'))}|for|suspected of|in (?:the|an?|[\w-]+['’]s)"
    return re.compile(rf"\s(?:{ties})\b{_ALONE}", re.I)


def is_of_a_later_act(text: str, start: int, end: int, harm: int) -> bool:
    """Whether a day or place at a span is that at which the dead were buried or somebody was arrested or tried.

    >>> text = "A teacher who was shot dead in Herat was buried on Friday."
    >>> is_of_a_later_act(text, text.index("Friday"), len(text) - 1, text.index("shot"))
    True
    >>> text = "Three people were killed and seven were arrested on Friday."
    >>> is_of_a_later_act(text, text.index("Friday"), len(text) - 1, text.index("killed"))
    False
    """
    if end <= harm <= end + _REACH:
        between = text[end:harm]
        ahead = _ahead().search(between) or (_acted().search(text[max(0, start - 90) : start]) and _for_it().match(between))
        return bool(ahead) and not _tells_harm(between[: ahead.start()] if ahead else "")
    if not harm < start <= harm + _REACH:
        return False
    lead = max(0, harm - _REACH)
    if (held := _held().search(text, lead, start)) and harm < held.start("verb"):
        return True
    if (buried := _laid_to_rest().search(text, harm, start)) and buried.start() > harm:
        return True
    taken = _taken_in().search(text, harm, start)
    return taken is not None and taken.start() > harm and not _JOINS.search(text, harm, taken.start())


def is_of_an_arrest(text: str, start: int) -> bool:
    """Whether the words of time at an offset close the clause of an arrest: "two suspects were arrested on Saturday".

    >>> is_of_an_arrest("Two suspects were arrested on Saturday.", 30), is_of_an_arrest("Two were killed on Saturday.", 19)
    (True, False)
    """
    return _acted().search(text[max(0, start - 90) : start]) is not None


def is_over_a_deed(text: str, act: int, start: int) -> bool:
    """Whether the place or day at an offset is of a deed that an act before it is about: "arrested over a killing in Homs".

    >>> text = "Two were arrested in Paris over the killing of six men in Homs."
    >>> [is_over_a_deed(text, text.index("arrested"), text.index(name)) for name in ("Paris", "Homs")]
    [False, True]
    """
    return act < start and _over_a_deed().search(text, act, start) is not None


@cache
def _over_a_deed() -> re.Pattern[str]:
    ties = rf"(?:{make_alternation(load_values('tie_over'))}|suspected\sof|for)"
    nouns = make_alternation({*load_values("deed_over"), *load_values("told_before")})
    whose = r"(?:(?:the|an?|this|that|these|his|her|their|its|[\w-]+['’]s)\s(?:[\w'’-]+\s){0,3}?|(?:alleged|mass)\s)?"
    return re.compile(rf"\b{ties}\s{whose}{nouns}\b(?:[^,;:.]|,\s(?=(?-i:[A-Z]|in\s(?:[A-Z]|$)))){{0,100}}$", re.I)


@cache
def _event() -> re.Pattern[str]:
    ties = r"(?:around|surrounding|leading up to|run-up to|ahead of|before|after|following)"
    return re.compile(
        rf"\b{ties}\s(?:the|a|an)\s(?:[\w-]+\s){{0,3}}?{make_alternation(load_values('event'))}\s(?:of|on|in)\s(?:the\s)?$", re.I
    )


def is_measured_from_another(text: str, start: int) -> bool:
    """Whether a day is that of an event before or after which the harm was done: "in the weeks around the vote of 30 August".

    >>> text = "Nine died in the weeks around the vote of 30 August."
    >>> is_measured_from_another(text, text.index("30")), is_measured_from_another("Nine died on 30 August.", 13)
    (True, False)
    """
    return _event().search(text[max(0, start - 90) : start]) is not None


def is_accused(text: str, start: int, harm: int) -> bool:
    """Whether a harm is what somebody is accused of: the day of the arrest before it is not that of the harm.

    >>> text = "They are suspected of killing a nurse."
    >>> is_accused(text, 0, text.index("killing")), is_accused("They killed a nurse.", 0, 5)
    (True, False)
    """
    return _accused().search(text[max(start, harm - _REACH) : harm]) is not None


@cache
def _accused() -> re.Pattern[str]:
    words = "suspected|accused|convicted|guilty|charged|wanted|responsible|involved|role in|links? to"
    return re.compile(rf"\b(?:{make_alternation(load_values('tie_over'))}|{words})\b[^.;]{{0,80}}$", re.I)


def _tells_harm(words: str) -> bool:
    return any(word.lower() in load_values("happening") for word in re.findall(r"[^\W\d_]+", words))
