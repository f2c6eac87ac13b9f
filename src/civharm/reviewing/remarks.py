"""What people say to each other about a record: notes, who is to look at it, until when it can wait, that somebody needs help.

A remark decides nothing and changes no number; it is never published. Like a judgement it is appended and never changed: what is
taken back is taken back by another remark, and who said what when stays on record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from civharm.model import make_id

RemarkKind = Literal["note", "assign", "snooze", "help", "second"]
About = Literal["claim", "incident", "report"]
ABOUTS: tuple[About, ...] = get_args(About)
MOST_WORDS = 2000  # characters of a remark

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that one person said about a claim, an incident or a report.

    ``note`` has words; ``assign`` names a person in ``to``, or nobody, which takes the last one back; ``snooze`` says ``until``
    which day it can wait, or nothing, which wakes it; ``help`` and ``second`` (two people are to code the claim apart from each
    other) are asked for, or with ``on`` false not any more.
    """

    id: str
    kind: RemarkKind
    of: About
    about: str
    by: str
    at: str
    words: str = ""
    to: str | None = None
    until: str | None = None
    on: bool = True


def make_remark(
    kind: RemarkKind, of: About, about: str, *, by: str, at: str, words: str = "", to: str | None = None, until: str | None = None,
    on: bool = True,
) -> Remark:  # fmt: skip
    """Make a remark. Raises ValueError that says what is missing.

    >>> make_remark("note", "claim", "c1", by="Anna Example", at="2024-05-01T10:00:00Z", words=" ")
    Traceback (most recent call last):
    ...
    ValueError: write what you want to say
    """
    words = words.strip()[:MOST_WORDS]
    if kind == "note" and not words:
        raise ValueError("write what you want to say")
    if kind == "help" and on and not words:
        raise ValueError("say what you need help with")
    if until is not None and not _DAY.fullmatch(until):
        raise ValueError("type the day until which it can wait as 2017-03-17")
    id = make_id("remark", kind, of, about, by, at, words, to, until, on)
    return Remark(id=id, kind=kind, of=of, about=about, by=by, at=at, words=words, to=to, until=until, on=on)


class Remarks:
    """All remarks in the order in which they were added; grows by `add`."""

    def __init__(self, remarks: Iterable[Remark] = ()) -> None:
        self.all: list[Remark] = []
        self._of: dict[tuple[About, str], list[Remark]] = defaultdict(list)
        self._last: dict[tuple[RemarkKind, About, str], Remark] = {}
        for remark in remarks:
            self.add(remark)

    def add(self, remark: Remark) -> None:
        """Add the next remark."""
        self.all.append(remark)
        self._of[(remark.of, remark.about)].append(remark)
        self._last[(remark.kind, remark.of, remark.about)] = remark

    def list_of(self, of: About, about: str) -> tuple[Remark, ...]:
        """All remarks about a thing, oldest first."""
        return tuple(self._of.get((of, about), ()))

    def find_last(self, kind: RemarkKind, of: About, about: str) -> Remark | None:
        """Find the last remark of a kind about a thing."""
        return self._last.get((kind, of, about))

    def find_assigned(self, of: About, about: str) -> str | None:
        """Find who is to look at a thing."""
        last = self.find_last("assign", of, about)
        return last.to if last else None

    def find_snoozed(self, of: About, about: str, today: str) -> str | None:
        """Find the day until which a thing can wait; ``None`` where that day has come."""
        last = self.find_last("snooze", of, about)
        return last.until if last and last.until and last.until > today else None

    def find_asked(self, kind: Literal["help", "second"], of: About, about: str) -> Remark | None:
        """Find who asks for help with a thing, or for a second coding."""
        last = self.find_last(kind, of, about)
        return last if last and last.on else None

    def list_marks(self, claim: str, today: str) -> tuple[str, ...]:
        """List by what a claim is found in the queue: ``help``, ``snoozed``, ``assigned:NAME``."""
        assigned = self.find_assigned("claim", claim)
        marks = ("help",) if self.find_asked("help", "claim", claim) else ()
        snoozed = ("snoozed",) if self.find_snoozed("claim", claim, today) else ()
        return (*marks, *snoozed, *((f"assigned:{assigned}",) if assigned else ()))

    def list_claims(self) -> list[str]:
        """List the claims about which anybody said anything."""
        return [about for of, about in self._of if of == "claim"]

    def list_mentions(self, name: str) -> list[Remark]:
        """List the remarks in which a person is mentioned, the last first."""
        return [remark for remark in reversed(self.all) if name in find_mentions(remark.words, [name])]


def find_mentions(words: str, names: Iterable[str]) -> list[str]:
    """Find whom the words of a remark mention by @ and a name, in whatever case; of two names that fit, the longer.

    >>> find_mentions("@anna example, is this @Ben's?", ["Anna", "Anna Example", "Ben"])
    ['Anna Example', 'Ben']
    """
    found, folded = [], words.casefold()
    longest = sorted(names, key=len, reverse=True)
    at = folded.find("@")
    while at >= 0:
        rest = folded[at + 1 :]
        found += [n for n in longest if rest.startswith(n.casefold()) and not rest[len(n.casefold()) :][:1].isalnum()][:1]
        at = folded.find("@", at + 1)
    return found
