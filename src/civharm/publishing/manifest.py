"""Write ``manifest.json``: what a release holds, what was held back, what each format loses, and the SHA-256 of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from civharm.model import to_json
from civharm.publishing.view import View
from civharm.publishing.withholding import Withheld

NAME = "manifest.json"
FORMAT = "civharm release"  # how a folder is recognised as a former release


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release; ``path`` is relative to the release's folder, with ``/``."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release holds. ``loses`` says for each format what of the release it does not carry."""

    format: str
    version: str
    made_by: tuple[str, ...]
    policy: tuple[str, ...]
    banner: str | None
    counts: dict[str, int]
    withheld: Withheld
    loses: dict[str, str]
    files: tuple[File, ...]


def make_manifest(view: View, folder: Path, loses: dict[str, str]) -> Manifest:
    """Make the manifest of a folder that the exporters have written."""
    return Manifest(
        format=FORMAT,
        version=view.release.version,
        made_by=tuple(sorted({claim.made_by for claim in view.release.claims if claim.made_by})),
        policy=view.policy.words(),
        banner=view.policy.banner,
        counts=_counts(view),
        withheld=view.withheld,
        loses=loses,
        files=tuple(_files(folder)),
    )


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest; it names every other file, and not itself."""
    data: dict[str, Any] = to_json(manifest)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def is_release(folder: Path) -> bool:
    """Say whether a folder holds a release of ours: its manifest says so."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(data, dict) and data.get("format") == FORMAT


def _counts(view: View) -> dict[str, int]:
    release = view.release
    lists: dict[str, Iterable[object]] = {
        "reports": release.reports, "claims": release.claims, "incidents": release.incidents, "series": release.series,
        "unlinked_claims": release.unlinked, "judgements": release.judgements, "moved_ids": release.moved,
    }  # fmt: skip
    return {name: len(list(nouns)) for name, nouns in lists.items()}


def _files(folder: Path) -> Iterator[File]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(found):
        data = found[name].read_bytes()
        yield File(name, len(data), hashlib.sha256(data).hexdigest())
