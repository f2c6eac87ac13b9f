"""What the command line prints: a bar a step, tables in a terminal and plain lines elsewhere, what came of the inputs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from civharm.collecting import Outcome
    from civharm.model import Release
    from civharm.running import Progress, RunReport


@contextmanager
def show_progress(*, shown: bool) -> Iterator[Progress]:
    """Show a bar a step in a terminal; nothing where nobody looks."""
    if not shown or not sys.stderr.isatty():
        yield lambda step, total: lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def begin(step: str, total: int | None) -> Callable[[], None]:
            task = bars.add_task(step, total=total)
            return lambda: bars.advance(task)

        yield begin


def make_run_json(report: RunReport) -> dict[str, Any]:
    """Make what a run came to, for machines."""
    from civharm.model import to_json

    return {
        "version": report.release.version,
        "out": str(report.folder),
        "inputs": report.counts(),
        "new": report.new,
        "read": report.read,
        "outcomes": [to_json(o) for o in report.outcomes],
        "incidents": [row._asdict() for row in _rows(report.release)],
    }


def _rows(release: Release) -> list[Any]:
    from civharm.publishing.rows import list_incidents

    return list_incidents(release)


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Print a line for each input that was not simply collected, or of which something is to be told."""
    for outcome in outcomes:
        if outcome.status != "collected" or outcome.reason:
            typer.echo(f"{outcome.status}: {outcome.where}: {outcome.reason}", err=True)


def print_incidents(release: Release) -> None:
    """Print the incidents of a release, one a row."""
    print_table(("incident", "date", "place", "harm", "range", "voices"), _rows(release))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]], *, headed: bool = False) -> None:
    """Print a table in a terminal; plain lines parted by tabs elsewhere, with the headings first where ``headed``."""
    if not sys.stdout.isatty():
        for row in [headings, *rows] if headed else rows:
            typer.echo("\t".join(str(value) for value in row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=None)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in ("range", "voices") else "left")
    for row in rows:
        table.add_row(*(str(value) for value in row))
    Console().print(table)


def print_summary(report: RunReport) -> None:
    """Print what a run took in, what it made, and where the record lies; as many claims are unlinked as the site says."""
    from civharm.publishing.rows import list_unlinked

    counts = report.counts()
    release = report.release
    typer.echo(
        f"{counts['collected']} reports ({report.new} new, {report.read} read now), {counts['copy']} copies, "
        f"{counts['skipped']} skipped, {counts['failed']} failed; {len(release.claims)} claims, "
        f"{len(release.incidents)} incidents, {len(release.series)} series, {len(list_unlinked(release))} unlinked claims"
    )
    typer.echo(f"The record: {report.folder / 'index.html'}  (version {release.version})")
