"""Write a folder whole or not at all: everything is written beside it, then swapped in by renaming."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from civharm.publishing.manifest import is_release


class PublishError(Exception):
    """A release cannot be written where it was asked for; the message says why and what to do."""


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write into, which takes the place of ``folder`` when all went well and vanishes when not.

    Raises PublishError where ``folder`` exists and is neither empty nor a former release of ours: its files are somebody's.
    """
    folder = Path(folder).absolute()
    check_replaceable(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise PublishError(f"{folder}: cannot be written ({error.strerror}); name a folder that you may write beside") from error
    fresh = beside / "new"
    fresh.mkdir()
    try:
        yield fresh
        _swap(folder, fresh, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def check_replaceable(folder: Path) -> None:
    """Refuse a folder that holds anything but a former release."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise PublishError(f"{folder}: is no folder; name a folder that does not exist or holds a former release")
    if folder.exists() and any(folder.iterdir()) and not is_release(folder):
        raise PublishError(f"{folder}: holds files that are no civharm release; name another folder, or empty this one")


def _swap(folder: Path, fresh: Path, old: Path) -> None:
    """Rename the old away and the new in; where the second fails, the old comes back."""
    if not folder.exists():
        fresh.rename(folder)
        return
    folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        old.rename(folder)
        raise
