"""What a person sees of a claim: what the reader made of it, what people decided since, what stands; and the version of that.

A decision names the version that it was made on. A save on an older version is seen for what it is, and so is a decision that was
made on words or numbers that a newer reader reads otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from civharm.model import Claim, Judgement, from_json, make_id, to_json
from civharm.reviewing import find_standing, review

_MOST_NAMED = 5_000  # claims whose version is kept
NOT_READ = "none"  # the reading half of a version, where no reader makes the claim


@dataclass(frozen=True)
class Seen:
    """A claim as a person sees it. ``read`` is the reader's (``None``: it makes none), ``chain`` all decisions on it, in order."""

    id: str
    read: Claim | None
    chain: tuple[Judgement, ...] = ()

    @property
    def head(self) -> Judgement | None:
        """The last decision, which the next one supersedes; an undo is one too."""
        return self.chain[-1] if self.chain else None

    @cached_property
    def decided(self) -> Judgement | None:
        """The decision that stands; ``None`` where nobody decided, or all was taken back."""
        return find_standing(self.chain).get(self.id)

    @cached_property
    def claim(self) -> Claim | None:
        """The claim that stands; ``None`` where it was rejected or taken back."""
        if not self.chain:
            return self.read
        return next(iter(review((self.read,) if self.read else (), self.chain)), None)

    @cached_property
    def shown(self) -> Claim | None:
        """The claim that there is to show: the one that stands, else the one that was read, or decided on, before."""
        return self.claim or self.read or next((c for j in reversed(self.chain) if (c := _remember(j))), None)

    @cached_property
    def version(self) -> str:
        """The version of what is seen now."""
        return make_version(self.read, self.head)

    @property
    def changed(self) -> bool:
        """Whether the decision that stands was made on another reading than today's."""
        made_on = self.decided.version if self.decided else None
        return made_on is not None and made_on.partition("-")[0] != make_version(self.read, None).partition("-")[0]

    def find_version(self, version: str) -> Seen | None:
        """Find what a person saw who saw that version; ``None`` where no decision since the start led there."""
        before = (replace(self, chain=self.chain[:length]) for length in range(len(self.chain), -1, -1))
        return next((seen for seen in before if seen.version == version), None)


def make_version(read: Claim | None, head: Judgement | None) -> str:
    """Make the version of a claim as seen: a hash of its words and numbers as read, and one of the last decision on it.

    How sure the reader is and what it is called is no part: nobody decides on these.

    >>> make_version(None, None)
    'none-0000000000000000'
    """
    after = make_id(head.id) if head else "0" * 16
    if read is None:
        return f"{NOT_READ}-{after}"
    return f"{_name_reading(read)}-{after}"


_named: dict[int, tuple[Claim, str]] = {}  # by identity: a page asks again for the same claims, and to compare two takes long


def _name_reading(read: Claim) -> str:
    """The reading half of a version; made once for a claim that is held in memory."""
    held = _named.get(id(read))
    if held is None or held[0] is not read:
        if len(_named) >= _MOST_NAMED:
            _named.clear()
        said = to_json(replace(read, confidence=1.0, made_by=""))
        held = _named[id(read)] = (read, make_id(json.dumps(said, ensure_ascii=False, sort_keys=True)))
    return held[1]


def _remember(judgement: Judgement) -> Claim | None:
    """The claim that a decision keeps as it was seen."""
    whole = {**(judgement.before or {}), **(judgement.after or {})}
    try:
        return from_json(Claim, whole) if "quote" in whole else None
    except ValueError:
        return None


def see(id: str, read: Claim | None, chain: Sequence[Judgement]) -> Seen:
    """See a claim: what was read of it and what people decided on it, oldest decision first."""
    return Seen(id, read, tuple(chain))
