"""Decide what an incoming report is to a store that forgets nothing: known, known with something new said of it, or new.

Reports of one name form a family. A file that is collected again with other bytes is a new report that replaces the former one,
so that a correction by its publisher, and what it corrected, both stay on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from civharm.model import Report

Change = Literal["new", "revised", "unchanged"]
CHANGES: tuple[Change, ...] = get_args(Change)
_SAID = ("source", "title", "language", "published_on", "retrieved_at", "url", "translation_of")


@dataclass(frozen=True, slots=True)
class Placed:
    """An incoming report as the store will hold it."""

    report: Report
    change: Change
    family: str


def find_family(report: Report) -> str:
    """Find the name that versions of a report share: its id without the hash that tells versions apart.

    >>> from civharm.model import make_report
    >>> report = make_report("blast.txt", "Three people died.")
    >>> find_family(report), find_family(make_report("blast.txt#7", "Three people died."))
    ('blast.txt', 'blast.txt#7')
    """
    for length in (64, 16, 8):
        ending = f"#{report.sha256[:length]}"
        if report.id.endswith(ending) and len(report.id) > len(ending):
            return report.id.removesuffix(ending)
    return report.id


def place_report(report: Report, held: Sequence[Report], beside: Collection[str], *, unrestricted: bool = False) -> Placed:
    """Place a report among the held ones of its family; ``beside`` are the hashes that come in the same run.

    A held report with the same bytes that nothing has replaced is the same report. Else the report is new, and replaces the one
    held report of its name that is not among the inputs any more; where several could be meant, the one with its own line of ids.
    """
    family = find_family(report)
    replaced = {one.replaces for one in held}
    current = [one for one in held if one.id not in replaced]
    for one in current:
        if one.sha256 == report.sha256:
            merged = merge_said(one, report, unrestricted=unrestricted)
            return Placed(merged, "unchanged" if merged == one else "revised", family)
    gone = [one for one in current if one.sha256 not in beside]
    former = gone[0].id if len(gone) == 1 else next((one.id for one in gone if _find_root(one, held) == report.id), None)
    taken = {one.id for one in held}
    return Placed(replace(report, id=_make_id(report, family, taken), replaces=former or report.replaces), "new", family)


def merge_said(held: Report, said: Report, *, unrestricted: bool = False) -> Report:
    """Put what is said now over what is held. Silence takes nothing back; a restriction is lifted outright or not at all.

    >>> from civharm.model import make_report
    >>> held = make_report("r1", "Three people died.", source="Example Wire", restricted=True)
    >>> merged = merge_said(held, make_report("r1", "Three people died.", published_on="2017-03-12"))
    >>> merged.source, merged.published_on, merged.restricted
    ('Example Wire', '2017-03-12', True)
    """
    values = {name: value for name in _SAID if (value := getattr(said, name)) is not None}
    restricted = said.restricted or (held.restricted and not unrestricted)
    return replace(held, restricted=restricted, **values)


def find_current(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Find the reports that no other report replaces.

    >>> from civharm.model import make_report
    >>> old, new = make_report("r1", "Three died."), make_report("r1#2", "Four died.", replaces="r1")
    >>> [report.id for report in find_current((old, new))]
    ['r1#2']
    """
    reports = tuple(reports)
    replaced = {report.replaces for report in reports}
    return tuple(report for report in reports if report.id not in replaced)


def _make_id(report: Report, family: str, taken: Collection[str]) -> str:
    if report.id not in taken:
        return report.id
    name = f"{family}#{report.sha256[:8]}"
    number = 1
    while name in taken:  # bytes that came, went and came back
        number += 1
        name = f"{family}#{report.sha256[:8]}.{number}"
    return name


def _find_root(report: Report, held: Sequence[Report]) -> str:
    by_id = {one.id: one for one in held}
    seen = {report.id}
    while report.replaces in by_id and report.replaces not in seen:
        report = by_id[report.replaces]
        seen.add(report.id)
    return report.id
