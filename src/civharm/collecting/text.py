"""Plain text files: one file is one report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from civharm.collecting.decoding import decode
from civharm.collecting.details import Details, merge_details
from civharm.collecting.files import load_bytes
from civharm.collecting.frontmatter import load_sidecar, take_front_matter
from civharm.collecting.outcomes import Collected, RefusedError, Run, make_collected, make_printable
from civharm.model import make_report


def collect_text(path: Path, run: Run) -> Iterator[Collected]:
    """Collect a text file. Its text is the whole decoded file, its front matter blanked; its id is its name."""
    raw = load_bytes(path, run.limits.report_bytes)
    refuse_blank(raw)
    decoded = decode(raw)
    text, said = take_front_matter(decoded.text)
    details = merge_details(said, load_sidecar(path))
    yield make_file_report(path, raw, text, details, [decoded.note])


def make_file_report(path: Path, raw: bytes, text: str, details: Details, notes: list[str]) -> Collected:
    """Make the report of a file that holds one report; its hash is that of its bytes, so that anyone can check the file."""
    if not text.strip():
        raise RefusedError("holds no text", "skipped")
    values = {"sha256": hashlib.sha256(raw).hexdigest(), **details.values}
    report = make_report(make_printable(path.name), text, **values)
    return make_collected(path, report, [note for note in (*notes, *details.notes) if note], unrestricted=details.unrestricted)


def refuse_blank(raw: bytes) -> None:
    """Raise RefusedError where a file is empty or holds white space alone."""
    if not raw:
        raise RefusedError("is empty", "skipped")
    if not raw.strip():
        raise RefusedError("holds white space alone", "skipped")
