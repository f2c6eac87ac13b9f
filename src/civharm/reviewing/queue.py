"""What to look at next and why: the reasons that speak for looking at a claim, and how much they weigh together.

The weights order the queue and claim nothing else. What a person decided and a newer reader reads otherwise comes first, since a
published number may rest on it; what nothing speaks against comes last, but comes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from civharm.model import Claim, Harm, Incident
from civharm.reviewing.versions import Seen

Reason = Literal["changed", "contradictory", "large", "disagreement", "unsure", "added", "one_origin", "unseen"]
State = Literal["open", "accepted", "corrected", "rejected", "disputed", "added"]
REASONS: tuple[Reason, ...] = get_args(Reason)
STATES: tuple[State, ...] = get_args(State)

REASON_WORDS: Mapping[Reason, str] = {
    "changed": "the reading changed under an old decision",
    "contradictory": "another report contradicts it",
    "large": "a large number",
    "disagreement": "its two ways of reading disagree",
    "unsure": "the program is not sure",
    "added": "added by one person, seen by no other",
    "one_origin": "one origin alone tells it",
    "unseen": "nobody has looked at it",
}
WEIGHTS: Mapping[Reason, int] = {
    "changed": 64, "contradictory": 16, "large": 12, "disagreement": 8, "unsure": 6, "added": 5, "one_origin": 2, "unseen": 1,
}  # fmt: skip
UNSURE_BELOW = 0.7  # what the grammar alone says of a plain harm word stands at 0.7 (`reading.selection.RULE_CONFIDENCE`)
# From how many people on a wrong number changes the picture of a conflict. By our own choice; displacement is told in thousands.
LARGE = 50
LARGE_OF: Mapping[Harm, int] = {"displaced": 10_000, "trapped": 10_000, "detained": 500, "human_shield": 500}
_STATE_OF: Mapping[str, State] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "dispute": "disputed", "add": "added",
}  # fmt: skip


def find_state(seen: Seen) -> State:
    """Find how a claim stands: open, or what was decided last."""
    return _STATE_OF[seen.decided.kind] if seen.decided else "open"


def find_reasons(seen: Seen, *, one_origin: bool = False, contradictory: bool = False) -> tuple[Reason, ...]:
    """Find why a claim should be looked at; none where it was decided on, and nothing has changed since.

    ``one_origin`` and ``contradictory`` are what linking says of the claim: that its incident goes back to one origin, and that it
    stands on a side of a contradiction. A claim that was rejected or disputed and that no reader makes any more is at rest.
    """
    if seen.decided is not None:
        return _of_decided(seen)
    claim = seen.read
    if claim is None:
        return ()
    found: dict[Reason, bool] = {
        "contradictory": contradictory,
        "large": is_large(claim),
        "disagreement": claim.made_by.endswith((" learned", " rules")),
        "unsure": claim.confidence < UNSURE_BELOW,
        "one_origin": one_origin,
    }
    return (*(reason for reason, holds in found.items() if holds), "unseen")


def _of_decided(seen: Seen) -> tuple[Reason, ...]:
    at_rest = seen.read is None and seen.claim is None
    if seen.changed and not at_rest:
        return ("changed",)
    return ("added",) if seen.decided is not None and seen.decided.kind == "add" else ()


def is_large(claim: Claim) -> bool:
    """Whether a claim's number is so large that an error would change the picture.

    >>> is_large.__name__, LARGE_OF["displaced"]
    ('is_large', 10000)
    """
    return max(claim.count.low or 0, claim.count.high or 0) >= LARGE_OF.get(claim.harm, LARGE)


def weigh(reasons: Collection[Reason]) -> int:
    """Weigh the reasons together.

    >>> weigh(("large", "unseen")) > weigh(("one_origin", "unseen")), weigh(())
    (True, 0)
    """
    return sum(WEIGHTS[reason] for reason in reasons)


def find_contradictory(incidents: Collection[Incident]) -> set[str]:
    """Find the claims that stand on a side of a contradiction."""
    return {claim for i in incidents for one in i.contradictions for side in one.sides for claim in side.claims}
