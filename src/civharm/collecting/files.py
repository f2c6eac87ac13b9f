"""Find the files below the inputs and load their bytes, whatever a folder may hold."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from civharm.collecting.outcomes import Collected, RefusedError, Status, make_refusal

SIDECAR_ENDING = ".meta.yml"
_Seen = dict[tuple[int, int], Path]  # device and inode of each folder walked, so that links cannot lead in circles


def find_files(inputs: Sequence[Path], leave_out: Sequence[Path] = ()) -> Iterator[Path | Collected]:
    """Find the files of the inputs in a fixed order, or what is wrong with an input.

    Folders are walked to their ends, their entries sorted by name; hidden entries and sidecars are no inputs. ``leave_out`` are
    folders that are passed over: a project's own store and release may lie below its inputs. What is named as an input is one,
    be it hidden or left out.
    """
    seen: _Seen = {}
    left_out = {folder.resolve() for folder in leave_out}
    for path in inputs:
        waiting = [path]  # a stack and no recursion: folders may nest deeper than Python's calls
        while waiting:
            next_path = waiting.pop()
            if left_out and next_path is not path and next_path.is_dir() and next_path.resolve() in left_out:
                continue
            for found in _find(next_path, seen):
                if isinstance(found, list):
                    waiting.extend(reversed(found))
                else:
                    yield found


def load_bytes(path: Path, cap: int) -> bytes:
    """Load a file of at most ``cap`` bytes; never more than one byte above the cap is held."""
    with path.open("rb") as file:
        raw = file.read(cap + 1) if os.fstat(file.fileno()).st_size <= cap else None
    if raw is None or len(raw) > cap:
        raise RefusedError(f"is longer than {make_size(cap)}, which no report is: split it, or raise the limit")
    return raw


def make_size(size: int) -> str:
    """Say a number of bytes in words.

    >>> make_size(20_000_000), make_size(1500)
    ('20 MB', '1.5 kB')
    """
    for unit, name in ((1_000_000, "MB"), (1000, "kB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size} bytes"


def make_reason(error: OSError) -> str:
    """Say why a file or folder could not be opened, and what to do."""
    if isinstance(error, PermissionError):
        return "cannot be opened: you have no permission; ask its owner, or change its mode"
    if isinstance(error, FileNotFoundError):
        return "does not exist (any more): check the path"
    return f"cannot be opened: {error.strerror or error}"


def _find(path: Path, seen: _Seen) -> Iterator[Path | Collected | list[Path]]:
    """One path: a file, what is wrong with it, or a folder's entries."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        yield make_refusal(path, *_why_not(path, error))
        return
    if stat.S_ISREG(found.st_mode):
        yield path
    elif not stat.S_ISDIR(found.st_mode):
        yield make_refusal(path, "skipped", "is neither a file nor a folder (a pipe, a socket or a device)")
    elif _key(found) in seen:
        yield make_refusal(path, "skipped", f"is the folder {seen[_key(found)]}, which is taken already")
    else:
        seen[_key(found)] = path
        try:
            yield sorted(entry for entry in path.iterdir() if _is_input(entry.name))
        except OSError as error:
            yield make_refusal(path, "failed", make_reason(error))


def _is_input(name: str) -> bool:
    return not name.startswith(".") and not name.casefold().endswith(SIDECAR_ENDING)


def _why_not(path: Path, error: OSError | ValueError) -> tuple[Status, str]:
    if path.is_symlink():
        return "skipped", "is a link that leads nowhere or in a circle"
    if isinstance(error, OSError):
        return "failed", make_reason(error)
    return "failed", "is no path that this system can open"


def _key(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino
