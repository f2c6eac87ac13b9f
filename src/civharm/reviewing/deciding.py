"""Make the judgements of a person: a decision on a claim, a claim that the reader missed, "same" and "different", a grade, an undo.

Each supersedes the last one about the same thing, so that what people decided about a thing is one chain, and its last link stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from civharm.model import Claim, Grade, Judgement, JudgementKind, Report, make_id, to_json
from civharm.reviewing.versions import Seen, make_version

Decision = Literal["accept", "correct", "reject", "dispute"]
TAKES_BACK = "takes back: "  # how the reason of such a note begins; the kind of what it takes back follows
UNDO, REDO = "undo-", "redo-"  # how the id of a judgement begins that takes another back, or that puts it in force again
BATCH = "bulk-"  # how the id of a judgement begins that was taken down together with others; the batch's name follows


def make_decision(
    seen: Seen,
    kind: Decision,
    report: Report | None,
    *,
    by: str,
    at: str,
    why: str = "",
    after: Mapping[str, Any] | None = None,
    batch: str = "",
) -> Judgement:
    """Make a decision on a claim as seen; ``after`` holds the slots that are to stand instead, in the JSON shape of a claim.

    A correction keeps what earlier corrections changed and this one does not mention. Decisions that are taken down together share
    the name of their ``batch`` (`make_batch`), and are undone together. Raises ValueError where there is no claim.
    """
    shown = seen.shown
    if shown is None:
        raise ValueError("there is no such claim any more")
    kept: dict[str, Any] = dict(seen.decided.after or {}) if seen.decided and seen.decided.kind == "correct" else {}
    slots = {**kept, **(after or {})} if kind == "correct" else after
    if kind == "accept" and kept:  # to accept what was corrected is to accept the correction
        kind, slots = "correct", kept
    return Judgement(
        id=(f"{BATCH}{batch}-" if batch else "") + make_id("decision", kind, seen.id, by, at, seen.version),
        kind=kind,
        about=(seen.id,),
        by=by,
        at=at,
        why=why,
        version=seen.version,
        before=to_json(shown),
        after=slots,
        supersedes=seen.head.id if seen.head else None,
        **_words_of(shown, report),
    )


def make_batch(ids: Iterable[str], *, by: str, at: str) -> str:
    """Make the name that decisions share which a person takes down together.

    >>> find_batch(f"{BATCH}{make_batch(['c1', 'c2'], by='a', at='2024-05-01T10:00:00Z')}-0123456789abcdef")
    '96594199d8637dac'
    """
    return make_id("batch", *ids, by, at)


def find_batch(id: str) -> str:
    """Find the name of the batch that a judgement was taken down in; empty where it was taken down alone."""
    return id.removeprefix(BATCH).partition("-")[0] if id.startswith(BATCH) else ""


def make_addition(claim: Claim, seen: Seen, report: Report, *, by: str, at: str, why: str = "") -> Judgement:
    """Make the judgement that a person adds a claim which the reader missed; ``seen`` is what there was of it before."""
    return Judgement(
        id=make_id("add", claim.id, by, at, seen.version),
        kind="add",
        about=(claim.id,),
        by=by,
        at=at,
        why=why,
        version=seen.version,
        after=to_json(replace(claim, confidence=1.0, made_by=by)),
        supersedes=seen.head.id if seen.head else None,
        **_words_of(claim, report),
    )


def make_pair(
    kind: Literal["same", "different"],
    one: str,
    other: str,
    head: Judgement | None,
    *,
    by: str,
    at: str,
    why: str = "",
    batch: str = "",
) -> Judgement:
    """Make the judgement that two claims or incidents are about one happening, or that they are not."""
    low, high = sorted((one, other))
    id = (f"{BATCH}{batch}-" if batch else "") + make_id("pair", kind, low, high, by, at, head.id if head else "")
    version = make_version(None, head)
    return Judgement(
        id=id, kind=kind, about=(low, high), by=by, at=at, why=why, version=version, supersedes=head.id if head else None
    )


def make_grading(incident: str, value: Grade, head: Judgement | None, *, by: str, at: str, why: str) -> Judgement:
    """Make the judgement that grades an incident before any rule; it needs a reason.

    >>> make_grading("i1", "Fair", None, by="a recorder", at="2024-05-01T10:00:00Z", why=" ")
    Traceback (most recent call last):
    ...
    ValueError: say why: a grade without its reason helps nobody
    """
    if not why.strip():
        raise ValueError("say why: a grade without its reason helps nobody")
    id = make_id("grade", incident, value, by, at, head.id if head else "")
    version = make_version(None, head)
    return Judgement(
        id=id, kind="grade", about=(incident,), by=by, at=at, why=why, version=version, after={"value": value},
        supersedes=head.id if head else None,
    )  # fmt: skip


def make_undo(
    judgement: Judgement, former: Judgement | None, head: Judgement, *, by: str, at: str, redo: bool = False
) -> Judgement:
    """Make the judgement that puts in force again what stood before another one.

    ``former`` is the decision that is to be in force; where there is none, a note takes the other back. ``head`` is the last about
    the thing.
    """
    id = (REDO if redo else UNDO) + make_id(judgement.id, head.id, by, at)
    if former is None:
        kind: JudgementKind = "note"
        return Judgement(id=id, kind=kind, about=judgement.about, by=by, at=at, why=TAKES_BACK + judgement.kind, supersedes=head.id)
    return replace(former, id=id, by=by, at=at, supersedes=head.id)


def _words_of(claim: Claim, report: Report | None) -> dict[str, Any]:
    quote = claim.quote
    return {"report_sha256": report.sha256 if report else None, "start": quote.start, "end": quote.end, "text": quote.text}
