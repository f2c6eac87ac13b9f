"""Load the word lists of ``words/<language>/*.yml``: vocabulary is data, code is grammar.

A list is a YAML list of rows. The caller names the keys that a row must and may have; any other key is an error that names the
file and the row, so that a typing mistake in a word list never passes in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's loader reads ten times as fast where it is built in


@cache
def _load(name: str, language: str) -> tuple[dict[str, Any], ...]:
    path = files("civharm") / "words" / language / f"{name}.yml"
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return tuple(rows)


def load_rows(
    name: str, *, required: Iterable[str], optional: Iterable[str] = (), language: str = "en"
) -> tuple[dict[str, Any], ...]:
    """Load the rows of one word list and check their keys.

    Raises ValueError that names the file, the row and the key where a key is missing or unknown.
    """
    must, may = set(required), set(required) | set(optional)
    rows = _load(name, language)
    for number, row in enumerate(rows, 1):
        wrong = sorted((must - set(row)) | (set(row) - may))
        if wrong:
            raise ValueError(f"words/{language}/{name}.yml: row {number}: key {wrong[0]!r} is missing or unknown")
    return rows
