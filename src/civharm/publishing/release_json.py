"""Write ``release.json``: the whole release in the nouns' JSON, one noun a line, so that two releases can be compared by lines."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from civharm.model import Release, from_json, to_json
from civharm.publishing.view import View

_LISTS = ("reports", "claims", "incidents", "series", "judgements")


def write_release(view: View, folder: Path) -> None:
    """Write ``release.json``; ``policy`` and ``withheld`` stand beside the fields of the release."""
    with (folder / "release.json").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_make_lines(view))


def load_release(path: Path) -> Release:
    """Load a published release, as published: masked, and without the texts of the reports.

    Raises ValueError where the file is no release of ours.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{path}: no release")
    collecting = gc.isenabled()
    gc.disable()  # all that is made here stays: the collector would only walk it again and again
    try:
        return from_json(Release, {key: value for key, value in data.items() if key not in ("policy", "withheld")})
    finally:
        if collecting:
            gc.enable()


def _make_lines(view: View) -> Iterator[str]:
    release, withheld = view.release, view.withheld
    yield f'{{\n"version": {_json(release.version)},\n"policy": {_json(view.policy.words())},\n'
    yield f'"withheld": {_json(to_json(withheld))},\n'
    for name in _LISTS:
        yield f'"{name}": [' + "".join(_rows(getattr(release, name))) + "],\n"
    yield f'"unlinked": {_json(release.unlinked)},\n"moved": {_json(dict(release.moved))}\n}}\n'


def _rows(nouns: Iterable[Any]) -> Iterator[str]:
    for number, noun in enumerate(nouns):
        yield (",\n" if number else "\n") + _json(to_json(noun))


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)
