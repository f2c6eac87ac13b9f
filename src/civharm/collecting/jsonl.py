"""JSON Lines files: one row is one report, ``{"id", "text", "title"?, "published"?, "publisher"?, "url"?, "language"?}``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from civharm.collecting.decoding import refuse_binary
from civharm.collecting.details import check_details
from civharm.collecting.files import make_size
from civharm.collecting.outcomes import Collected, RefusedError, Run, make_collected, make_printable, make_refusal
from civharm.model import make_report

_KEYS = frozenset({"id", "text"})
_LONGEST_ID = 300  # characters: ids become names of pages and anchors
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # half characters and NUL: no UTF-8 file and no C string can hold them
_MARKS = (b"\xff\xfe", b"\xfe\xff")


def collect_rows(path: Path, run: Run) -> Iterator[Collected]:
    """Collect the rows one by one; a row that cannot be taken gets one line with its number, and the others go on.

    A report's hash is that of its text as UTF-8, and its text is the row's, character for character.
    """
    said: set[str] = set()  # notes that hold for every row are said once
    with path.open("rb") as file:
        _refuse_no_rows(file)
        empty = True
        for number, line in enumerate(load_lines(file, run.limits.report_bytes), 1):
            if line is not None and not line.strip():
                continue
            empty = False
            where = f"{path}:{number}"
            try:
                yield _collect_row(where, line, run, said)
            except RefusedError as error:
                yield make_refusal(where, error.status, error.reason)
    if empty:
        raise RefusedError("holds no rows", "skipped")


def load_lines(file: BinaryIO, cap: int) -> Iterator[bytes | None]:
    """Load the lines one by one; a line of more than ``cap`` bytes is passed over in pieces and given as None."""
    while line := file.readline(cap + 1):
        if len(line) <= cap or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(min(cap, 1_000_000))
        yield None


def parse_row(line: bytes) -> dict[str, object]:
    """Read one row. Raises RefusedError that says what is wrong with it.

    >>> parse_row(b'{"id": 7, "text": "Three people died."}')
    {'id': '7', 'text': 'Three people died.'}
    """
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise RefusedError("is no UTF-8: save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        found = (
            f"{error.msg} at character {error.pos + 1}"
            if isinstance(error, json.JSONDecodeError)
            else "nested too deep or too long"
        )
        raise RefusedError(f"is no JSON ({found}): mend the row or take it out") from None
    if not isinstance(row, dict):
        raise RefusedError('is no JSON object: write {"id": ..., "text": ...}')
    row["id"] = _check_id(row)
    if not isinstance(row.get("text"), str):
        raise RefusedError("has no text: give its text as a string" if row.get("text") is None else "has a text that is no string")
    return row


def _check_id(row: dict[str, object]) -> str:
    value = row.get("id")
    if value is None:
        raise RefusedError("has no id: give each row an id of its own")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RefusedError("has an id that is neither a string nor a whole number")
    words = str(value)
    if not words.strip() or len(words) > _LONGEST_ID or words != make_printable(words):
        raise RefusedError(f"has an id that is blank, longer than {_LONGEST_ID} characters or not printable: give it another")
    return words


def _collect_row(where: str, line: bytes | None, run: Run, said: set[str]) -> Collected:
    if line is None:
        raise RefusedError(f"is longer than {make_size(run.limits.report_bytes)}, which no report is: split it, or raise the limit")
    row = parse_row(line)
    text, broken = _UNSTORABLE.subn("\ufffd", str(row["text"]))
    if not text.strip():
        raise RefusedError("holds no text", "skipped")
    details = check_details({key: _storable(value) for key, value in row.items()}, _KEYS)
    notes = [f"has {broken} characters that no file can hold, which stand as \ufffd"] if broken else []
    for note in details.notes:
        if not note.startswith("unknown key") or note not in said:
            notes.append(note)
            said.add(note)
    return make_collected(where, make_report(str(row["id"]), text, **details.values), notes, unrestricted=details.unrestricted)


def _storable(value: object) -> object:
    return _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else value


def _refuse_no_rows(file: BinaryIO) -> None:
    """Refuse a whole file that is no JSON Lines, so that it does not fail once a row."""
    head = file.read(4000)
    file.seek(0)
    if head.startswith(_MARKS):
        raise RefusedError("is UTF-16: JSON Lines are UTF-8, save it so")
    if not head:
        raise RefusedError("is empty", "skipped")
    refuse_binary(head)
    if head.startswith(b"\xef\xbb\xbf"):
        file.seek(3)
