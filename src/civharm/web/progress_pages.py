"""The progress: how much is decided, by whom, how fast, and how often the reader was right, by harm and slot."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import Response

from civharm.reviewing.log import Log
from civharm.reviewing.progress import Measured, measure_log
from civharm.web.rendering import office_of, render

_LAST_DAYS = 30
_lock = threading.Lock()
_measured: WeakKeyDictionary[Log, tuple[int, Measured]] = WeakKeyDictionary()


def measure(log: Log) -> Measured:
    """Measure a log, once for each step of it."""
    with _lock:
        steps = log.steps
        known = _measured.get(log)
        if known is None or known[0] != steps:
            known = _measured[log] = (steps, measure_log(log))
        return known[1]


def show_progress(request: Request) -> Response:
    """Show the progress."""
    desk = office_of(request).desk
    measured, total = measure(desk.log), desk.index.count_claims()
    decided = sum(measured.kinds.values())
    most = max((amount for _, amount in measured.days), default=1)
    return render(
        request, "progress.html", here="progress", measured=measured, total=total, decided=min(decided, total), most=most,
        days=measured.days[-_LAST_DAYS:],
    )  # fmt: skip
