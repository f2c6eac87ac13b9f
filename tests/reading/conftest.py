"""What the tests of reading share: one sentence parsed, one report read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from civharm.model import Claim, make_report
from civharm.reading import read
from civharm.reading.blocks import RawSentence
from civharm.reading.sentences import Sentence, parse_sentences


@pytest.fixture(scope="session")
def parse() -> Callable[..., Sentence]:
    """Parse one sentence, which may start at an offset of its report."""

    def parse_one(text: str, start: int = 0) -> Sentence:
        return next(parse_sentences([RawSentence(text, start, start + len(text), 0, "body")]))

    return parse_one


@pytest.fixture(scope="session")
def claims_of() -> Callable[..., tuple[Claim, ...]]:
    """Read the claims of a text."""

    def read_text(text: str, **how: str) -> tuple[Claim, ...]:
        return read(make_report("r", text), **how)  # type: ignore[arg-type]

    return read_text
