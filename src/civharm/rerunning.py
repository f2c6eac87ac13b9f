"""Know when a run has nothing to do: the same reports, judgements, reader, policy and code, and the release as it was written.

What was done last is kept in ``last_run.json`` in the project's folder. Losing it costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from civharm.model import Judgement, Release, Report, make_id
from civharm.publishing.policy import Policy
from civharm.publishing.release_json import load_release

NAME = "last_run.json"


def make_run_key(state: str, policy: Policy, out: Path) -> str:
    """Name all that a published release depends on: what it is made of, what may be published, and where it is written."""
    return make_id(state, policy, out.resolve())


def make_state_key(reports: Sequence[Report], judgements: Sequence[Judgement], reader: str) -> str:
    """Name all that a release is made of, this package's own code and word lists among it."""
    told = [(r.id, r.sha256, r.title, r.source, r.published_on, r.url, r.language, r.restricted, r.replaces) for r in reports]
    return make_id(_package_id(), reader, told, [j.id for j in judgements])


@cache
def _package_id() -> str:
    here = Path(__file__).parent
    kinds = (".py", ".yml", ".html", ".css", ".js", ".json")
    return make_id(*(hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(here.rglob("*")) if p.suffix in kinds))


def find_standing_release(project: Path, key: str, out: Path) -> Release | None:
    """Load the release of the last run where it had the same key and every file of it still has the bytes that were written."""
    try:
        last = json.loads((project / NAME).read_text(encoding="utf-8"))
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        if (last["key"], last["manifest"]) != (key, _hash(out / "manifest.json")):
            return None
        if any(_hash(out / file["path"]) != file["sha256"] for file in manifest["files"]):
            return None
        return load_release(out / "release.json")
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_last_made_of(project: Path, state: str, release: Release | None) -> bool:
    """Whether the last run made that release of this very state, so that its links need not be found again."""
    try:
        last = json.loads((project / NAME).read_text(encoding="utf-8"))
        return release is not None and (last["state"], last["version"]) == (state, release.version)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def keep_run(project: Path, key: str, out: Path, state: str, version: str) -> None:
    """Keep what this run did, for the next one and for looking things up."""
    kept = {"key": key, "manifest": _hash(out / "manifest.json"), "state": state, "version": version}
    (project / NAME).write_text(json.dumps(kept), encoding="utf-8")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
