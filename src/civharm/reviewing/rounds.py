"""Two people code a claim apart from each other: nobody sees the first coding before the second is in.

While a round on a claim is open, a decision on it is a coding: a judgement that is kept apart from the log, so that it changes no
number and stands on no page. When two people have coded, both codings come out: where they agree they go into the log; where they
differ, a third person settles it.

Where somebody has decided on the claim before, the decision that stands is the first coding: it is set aside in the log until
somebody else has coded, who has not decided on the claim before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any, Literal

from civharm.model import Judgement, make_id
from civharm.reviewing.remarks import Remark

RoundState = Literal["none", "open", "agreed", "differ"]
WITHDRAWN = "withdrawn"  # how the id of a coding begins that takes one's own back


@dataclass(frozen=True, slots=True)
class Pair:
    """The two codings of a claim, the first one first."""

    claim: str
    first: Judgement
    second: Judgement

    @property
    def agree(self) -> bool:
        """Whether both say the same; why they say so is no part."""
        return say_coding(self.first) == say_coding(self.second)


def say_coding(coding: Judgement) -> tuple[str, str]:
    """Say what a coding comes to: the decision, and for a correction what is to stand."""
    slots = coding.after if coding.kind == "correct" else None
    return coding.kind, json.dumps(dict(slots), sort_keys=True, ensure_ascii=False) if slots else ""


class Rounds:
    """The rounds of a project: who coded what, as far as it may be known. Grows by `add` and `open`."""

    def __init__(self) -> None:
        self._asked: dict[str, Remark] = {}
        self._codings: dict[str, dict[str, Judgement]] = defaultdict(dict)
        self._own: dict[str, list[str]] = defaultdict(list)
        self._by_id: dict[str, Judgement] = {}
        self._first: dict[str, Judgement] = {}
        self._barred: dict[str, frozenset[str]] = {}

    def open(self, remark: Remark, first: Judgement | None = None, barred: frozenset[str] = frozenset()) -> None:
        """Open a round on a claim, or end it; codings from before count no more.

        ``first`` is the decision that stands already, and ``barred`` are those who have decided on the claim before.
        """
        if remark.kind != "second" or remark.of != "claim" or self.find_pair(remark.about) is not None:
            return
        self._asked[remark.about], self._barred[remark.about] = remark, barred
        self._codings.pop(remark.about, None)
        self._first.pop(remark.about, None)
        if first is not None and remark.on:
            self._first[remark.about] = self._by_id[first.id] = first
            self._codings[remark.about][first.by] = first

    def add(self, coding: Judgement) -> None:
        """Add the next coding: a person's last one counts, and after the second person's no more come in."""
        claim, asked = coding.about[0], self._asked.get(coding.about[0])
        if asked is None or not asked.on or coding.at < asked.at or self.find_pair(claim) is not None:
            return
        if coding.by in self._barred.get(claim, ()):
            return
        held = self._codings[claim]
        held.pop(coding.by, None)
        if coding.id.startswith(WITHDRAWN):
            self._own[coding.by] = [id for id in self._own[coding.by] if id != coding.supersedes]
            return
        held[coding.by] = coding
        self._by_id[coding.id] = coding
        self._own[coding.by].append(coding.id)

    def find_state(self, claim: str) -> RoundState:
        """Find how the round of a claim stands; one that was ended before two had coded is none."""
        pair = self.find_pair(claim)
        if pair is not None:
            return "agreed" if pair.agree else "differ"
        asked = self._asked.get(claim)
        return "open" if asked and asked.on else "none"

    def find_first(self, claim: str) -> Judgement | None:
        """Find the decision that stood when the round of a claim was opened: its first coding, which the log holds already."""
        return self._first.get(claim)

    def is_barred(self, claim: str, person: str) -> bool:
        """Whether a person has decided on a claim before its round was opened, and so is not the one to code it."""
        return person in self._barred.get(claim, ())

    def find_asked(self, claim: str) -> Remark | None:
        """Find who opened the round of a claim."""
        return self._asked.get(claim)

    def find_pair(self, claim: str) -> Pair | None:
        """Find the two codings of a claim; ``None`` as long as one is missing."""
        codings = sorted(self._codings.get(claim, {}).values(), key=lambda coding: (coding.at, coding.id))
        return Pair(claim, *codings[:2]) if len(codings) >= 2 else None

    def list_pairs(self) -> list[Pair]:
        """List all complete pairs of codings, in the order of the claims' rounds."""
        return [pair for claim in self._asked if (pair := self.find_pair(claim))]

    def list_open(self) -> list[str]:
        """List the claims whose round is open."""
        return [claim for claim in self._asked if self.find_state(claim) == "open"]

    def list_recoded(self) -> list[str]:
        """List the claims whose round was opened on a decision that stood."""
        return list(self._first)

    def find_own(self, claim: str, person: str) -> Judgement | None:
        """Find a person's own coding of a claim: all that may be known of an open round, and by that person alone."""
        return self._codings.get(claim, {}).get(person)

    def list_codings(self, claim: str) -> list[Judgement]:
        """List the codings of a claim that count; for those who take decisions down, and for no page."""
        return list(self._codings.get(claim, {}).values())

    def list_codings_of(self, person: str) -> list[str]:
        """List the claims that a person has coded, or has decided on before their round, ever."""
        barred = [claim for claim, people in self._barred.items() if person in people]
        return list(dict.fromkeys([*(self._by_id[id].about[0] for id in self._own.get(person, ())), *barred]))

    def find_coding(self, id: str, person: str) -> Judgement | None:
        """Find a coding by its id, if it is the person's own or its round is complete."""
        coding = self._by_id.get(id)
        return coding if coding and (coding.by == person or self.find_pair(coding.about[0])) else None

    def find_undoable(self, person: str) -> Judgement | None:
        """Find the last coding of a person that can still be taken back: its round is open."""
        ids = self._own.get(person, [])
        return next((self._by_id[id] for id in reversed(ids) if self._still_held(self._by_id[id])), None)

    def _still_held(self, coding: Judgement) -> bool:
        claim = coding.about[0]
        return self.find_state(claim) == "open" and self._codings.get(claim, {}).get(coding.by) == coding


def make_withdrawal(coding: Judgement, *, at: str) -> Judgement:
    """Make the coding by which a person takes back the own one."""
    id = f"{WITHDRAWN}-{make_id(coding.id, at)}"
    why = f"takes back: {coding.kind}"
    return Judgement(id=id, kind="note", about=coding.about, by=coding.by, at=at, why=why, supersedes=coding.id)


def make_agreed(pair: Pair, version_after: Any, head: Judgement | None = None) -> list[Judgement]:
    """Make the judgements of coders who agree, the second on top of the first, whose version ``version_after`` gives.

    Where the log holds the first one already, the second alone, on top of the last decision there (``head``).
    """
    if head is not None:
        return [replace(pair.second, supersedes=head.id, version=version_after(head))]
    return [pair.first, replace(pair.second, supersedes=pair.first.id, version=version_after(pair.first))]
