"""Apply what people decided to what was read: claims and judgements in, the claims that stand out.

A judgement is never changed, only superseded; the last one that nothing supersedes stands. Claims that a person added or decided
on, and that the reader no longer makes, stand as that person's claims.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from civharm.model import Claim, Judgement, from_json, to_json

__all__ = ["find_standing", "review"]

_ABOUT_CLAIMS = ("accept", "correct", "reject", "dispute", "add")


def review(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> tuple[Claim, ...]:
    """Apply the judgements that stand to the claims: rejected ones go, corrected slots are replaced, added claims come in.

    An accepted or corrected claim is sure (confidence 1) and says by whom in ``made_by``. Raises ValueError that names the
    judgement where its correction is no claim.
    """
    standing = find_standing(judgements)
    kept: list[Claim] = []
    for claim in claims:
        decided = standing.pop(claim.id, None)
        reviewed = claim if decided is None else _apply(claim, decided)
        if reviewed is not None:
            kept.append(reviewed)
    kept += [claim for decided in standing.values() for claim in _of_a_person(decided)]
    return tuple(sorted(kept, key=lambda c: (c.report, c.quote.start, c.victims.start, c.harm, c.id)))


def find_standing(judgements: Sequence[Judgement]) -> dict[str, Judgement]:
    """The judgement on claims that stands for each claim: the last in order that none supersedes.

    >>> first = Judgement(id="1", kind="reject", about=("c",), by="a", at="2024-05-01T10:00:00Z")
    >>> second = Judgement(id="2", kind="accept", about=("c",), by="b", at="2024-05-02T10:00:00Z", supersedes="1")
    >>> find_standing([first, second])["c"].kind
    'accept'
    """
    gone = {j.supersedes for j in judgements if j.supersedes}
    return {j.about[0]: j for j in judgements if j.kind in _ABOUT_CLAIMS and j.about and j.id not in gone}


def _apply(claim: Claim, judgement: Judgement) -> Claim | None:
    if judgement.kind == "reject":
        return None
    if judgement.kind == "correct" and judgement.after:
        return _corrected(claim, judgement)
    if judgement.kind == "accept":
        return replace(claim, confidence=1.0, made_by=f"{claim.made_by}; accepted by {judgement.by}")
    return claim


def _corrected(claim: Claim, judgement: Judgement) -> Claim:
    slots: Mapping[str, Any] = judgement.after or {}
    data = {**to_json(claim), **slots, "id": claim.id, "report": claim.report}
    data |= {"confidence": 1.0, "made_by": f"{claim.made_by}; corrected by {judgement.by}"}
    try:
        return from_json(Claim, data)
    except ValueError as error:
        raise ValueError(f"judgement {judgement.id}: {error}") from None


def _of_a_person(judgement: Judgement) -> list[Claim]:
    """The claim of a person: an added one, or one that was accepted or corrected and that the reader no longer makes."""
    whole = judgement.after if judgement.kind == "add" else {**(judgement.before or {}), **(judgement.after or {})}
    if judgement.kind in ("reject", "dispute") or not whole or "quote" not in whole:
        return []
    try:
        claim = from_json(Claim, {**whole, "id": judgement.about[0]})
    except ValueError as error:
        raise ValueError(f"judgement {judgement.id}: {error}") from None
    return [replace(claim, confidence=1.0, made_by=f"{judgement.by}")]
