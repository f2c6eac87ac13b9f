"""What became of each input: the nouns that pass between the kinds of source and `collect`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from civharm.collecting.addresses import date_by_address
from civharm.model import Report
from civharm.settings import Limits

if TYPE_CHECKING:
    from civharm.collecting.pages import PageReader

Status = Literal["collected", "copy", "skipped", "failed"]

_UNPRINTABLE = dict.fromkeys((*range(32), *range(127, 160), *range(0xD800, 0xE000), 0x2028, 0x2029, 0x202E), "\ufffd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file or row: ``where`` is ``file`` or ``file:row``, ``reason`` one line that says what to do.

    ``reason`` of a collected input holds the notes on how it was read, and is empty where there are none. ``report`` is the id of
    its report; for a copy, the id of the report that it is a copy of.
    """

    where: str
    status: Status
    reason: str = ""
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """One report with its outcome, or the outcome alone where there is no report.

    ``unrestricted`` is true where the input says ``restricted: false`` outright: only that lifts an earlier restriction, since a
    lost sidecar must not publish what it held back.
    """

    report: Report | None
    outcome: Outcome
    unrestricted: bool = False


class RefusedError(Exception):
    """This file or row is not taken; the reason is one line that says what to do."""

    def __init__(self, reason: str, status: Status = "failed") -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of `collect` shares among its files."""

    limits: Limits
    pages: PageReader


Kind = Callable[[Path, Run], Iterator[Collected]]


def make_printable(words: object) -> str:
    """Make one line that any terminal and any UTF-8 file can hold: file names and texts of strangers end up in our messages.

    >>> make_printable("a\\nb\\x1b[31m")
    'a\ufffdb\ufffd[31m'
    """
    return str(words).translate(_UNPRINTABLE)


def make_refusal(where: object, status: Status, reason: str) -> Collected:
    """Make the outcome of an input that gave no report."""
    return Collected(report=None, outcome=Outcome(where=make_printable(where), status=status, reason=make_printable(reason)))


def make_collected(where: object, report: Report, notes: list[str], *, unrestricted: bool = False) -> Collected:
    """Make the outcome of an input that gave a report, with the notes on how it was read."""
    dated = date_by_address(report)
    if dated is not report:
        notes = [*notes, f"published is not said, {dated.published_on} is taken from its address"]
    report, reason = dated, make_printable("; ".join(notes))
    outcome = Outcome(where=make_printable(where), status="collected", reason=reason, report=report.id)
    return Collected(report=report, outcome=outcome, unrestricted=unrestricted)
