"""Read web pages in a process of its own, with limits of time and memory.

A page is a program for the parser that reads it: one tag with 100,000 attributes holds libxml2 for minutes in one megabyte, where
no Python can interrupt it. So pages go through a pipe to a child that is ended when one takes too long; the next page gets a new
one. A page that took too long is refused and never read in another way: what a report says must not hang on how busy a machine is.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from types import TracebackType
from typing import IO, Self

from civharm.collecting.outcomes import RefusedError
from civharm.settings import Limits

_LENGTH = struct.Struct(">Q")
_ADVICE = "save its text as a UTF-8 .txt file"


class PageReader:
    """Reads pages in a child process, which starts with the first page and ends with the ``with`` block."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def find_article(self, page: str) -> dict[str, str]:
        """Find what a page says, as `civharm.collecting.article.find_article` does. Raises RefusedError where it takes too long."""
        child = self._start()
        overdue = threading.Event()
        timer = threading.Timer(self._limits.page_seconds, _kill, (child, overdue))
        timer.start()
        try:
            answer = _ask(child, page)
        except (OSError, EOFError):
            self._end()
            raise RefusedError(self._why(overdue.is_set())) from None
        finally:
            timer.cancel()
        if overdue.is_set():  # it answered in the moment of its end
            self._end()
        if "error" in answer:
            raise RefusedError(f"is a page that cannot be read ({answer['error']}): {_ADVICE}")
        return answer

    def _why(self, overdue: bool) -> str:
        if overdue:
            return f"took longer than {self._limits.page_seconds:g} seconds to read: {_ADVICE}"
        return f"broke off the process that reads pages (it needs too much memory): {_ADVICE}"

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            paths = os.pathsep.join(path for path in sys.path if path)  # -P: no module is taken from the current folder
            limits = [str(self._limits.page_elements), str(self._limits.page_memory)]
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "civharm.collecting.page_process", *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was left to write has no reader any more
        child.wait()


def write_message(pipe: IO[bytes], message: bytes) -> None:
    """Write one message: its length in eight bytes, then itself."""
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def load_message(pipe: IO[bytes]) -> bytes:
    """Load one message. Raises EOFError where the other side has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _ask(child: subprocess.Popen[bytes], page: str) -> dict[str, str]:
    assert child.stdin is not None and child.stdout is not None
    write_message(child.stdin, page.encode("utf-8", "replace"))
    answer: dict[str, str] = json.loads(load_message(child.stdout))
    return answer


def _kill(child: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    child.kill()
