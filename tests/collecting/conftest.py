"""What the tests of collecting share: a folder to fill and one call that gives its outcomes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from civharm.collecting import Collected, collect
from civharm.settings import Limits

Collect = Callable[..., list[Collected]]


@pytest.fixture
def collect_all(tmp_path: Path) -> Collect:
    def run(*names: str, limits: Limits | None = None) -> list[Collected]:
        return list(collect([tmp_path / name for name in names] or [tmp_path], limits=limits))

    return run
