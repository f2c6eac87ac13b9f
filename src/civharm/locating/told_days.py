"""Days that are seen from the day told before: "the previous day", "two days later", "that night".

Each is tied to the last day of harm that the report tells before it, else to the last day that it tells at all ("officials said on
Monday ... a day earlier"). What points to nothing stays words ("two days later") or is no date ("that day").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from civharm.locating.date_words import Mention
from civharm.locating.harm_days import find_head, find_sentence

# Characters back to which a day is looked for, and mentions among which it is.
_REACH, _MENTIONS = 700, 6
_DAYS = frozenset(("day", "numeric", "weekday", "days_ago", "same_day", "overnight", "feast", "nth_day", "eve"))


def tie_to_days_told(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give each word of time that counts from a day told before that day.

    >>> from civharm.locating.date_phrases import find_meanings
    >>> text = "Two were shot on 4 May. The previous day, shells had killed a girl."
    >>> tied = tie_to_days_told(text, find_meanings(text))
    >>> tied[1].text, tied[1].meaning.inner == tied[0].meaning
    ('The previous day', True)
    """
    tied: list[Mention] = []
    for mention in mentions:
        if mention.meaning.kind != "offset" or mention.meaning.inner is not None:
            tied.append(mention)
            continue
        told = _told_before(text, mention, tied[-_MENTIONS:])
        if told is not None:
            tied.append(replace(mention, meaning=replace(mention.meaning, inner=told.meaning)))
        elif mention.meaning.number != 0:
            tied.append(mention)
    return tuple(tied)


def _told_before(text: str, mention: Mention, before: Sequence[Mention]) -> Mention | None:
    near = [one for one in reversed(before) if mention.start - one.end <= _REACH and _names_a_day(one)]
    done = (one for one in near if find_head(text, one, *find_sentence(text, one.start, one.end)) != "announcing")
    return next(done, near[0] if near else None)


def _names_a_day(mention: Mention) -> bool:
    told = mention.meaning.kind in _DAYS or (mention.meaning.kind == "offset" and mention.meaning.inner is not None)
    return told and mention.relation in ("on", "since", "after")
