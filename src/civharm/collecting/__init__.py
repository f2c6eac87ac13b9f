"""World -> Reports: collect texts from files and folders, and account for every one of them.

In go paths of files and folders (``.txt``, ``.html``, ``.htm``, ``.jsonl``); out come one by one the reports with their outcomes.
Nothing is fetched, no file is loaded beyond a limit, and whatever is wrong with one input is one line about it; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from civharm.collecting.files import find_files, make_reason
from civharm.collecting.kinds import KINDS
from civharm.collecting.names import Names
from civharm.collecting.outcomes import Collected, Outcome, RefusedError, Run, make_refusal
from civharm.collecting.pages import PageReader
from civharm.settings import Limits

__all__ = ["Collected", "Outcome", "collect"]


def collect(inputs: Sequence[Path], *, limits: Limits | None = None, leave_out: Sequence[Path] = ()) -> Iterator[Collected]:
    """Collect the reports of the inputs, in a fixed order, each with what became of it.

    ``leave_out`` names folders that are not walked though they lie below an input (the project's own, the release's).

    >>> [item.outcome.status for item in collect([Path("no/such/folder")])]
    ['failed']
    """
    names = Names()
    limits = limits or Limits()
    with PageReader(limits) as pages:
        run = Run(limits, pages)
        for found in find_files(inputs, leave_out):
            for item in _collect_file(found, run) if isinstance(found, Path) else (found,):
                yield names.settle(item)


def _collect_file(path: Path, run: Run) -> Iterator[Collected]:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(KINDS))
        yield make_refusal(path, "skipped", f"is of no kind that is collected ({known}): save its text as a UTF-8 .txt file")
        return
    try:
        yield from kind(path, run)
    except RefusedError as error:
        yield make_refusal(path, error.status, error.reason)
    except OSError as error:
        yield make_refusal(path, "failed", make_reason(error))
    except MemoryError:
        yield make_refusal(path, "failed", "needs more memory than there is: split it, or lower the limit")
