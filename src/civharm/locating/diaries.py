"""Find the days that head what is told below or behind them: "16 November: Soldiers shot ...", "July 11" on a line of its own.

One such day alone is the report's own; two or more, each at the head of its line, make a diary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from civharm.locating.date_words import Mention

_DAYS = ("day", "numeric", "weekday")
_MARKS = re.compile(r"[\s•*–—-]*")
_BEHIND = re.compile(r"(?:, \w+day)?\s?[:–—-]\s+(?=[^\n]{20})|\s*:?\s*(?=\n|$)")


def find_diary(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The days of a diary in order; none where fewer than two head their lines.

    >>> from civharm.locating.date_phrases import find_meanings
    >>> text = "16 May: Soldiers shot a man in the camp.\\n\\n17 May: A boy was shot dead near the mill."
    >>> [m.text for m in find_diary(text, find_meanings(text))]
    ['16 May', '17 May']
    >>> find_diary("16 May: Soldiers shot a man in the camp.", find_meanings("16 May: Soldiers shot a man in the camp."))
    ()
    """
    heads = tuple(m for m in mentions if m.relation == "on" and m.meaning.kind in _DAYS and _heads_a_line(text, m))
    return heads if len({m.text for m in heads}) > 1 else ()


def find_day_above(diary: Sequence[Mention], at: int) -> Mention | None:
    """The day of a diary under which an offset stands."""
    return next((m for m in reversed(diary) if m.end <= at), None)


def _heads_a_line(text: str, mention: Mention) -> bool:
    start = text.rfind("\n", 0, mention.start) + 1
    return _MARKS.fullmatch(text, start, mention.start) is not None and _BEHIND.match(text, mention.end) is not None
