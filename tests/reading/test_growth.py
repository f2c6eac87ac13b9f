"""A long text costs what its length says: reading grows with the text and no faster, and a hostile one does not stall it."""

from __future__ import annotations

import gc
import time
import tracemalloc

import pytest

from civharm.model import make_report
from civharm.reading import PART, read

SENTENCE = "Shells killed {n} shepherds near the village of Placeholder, the mayor said. The road stayed closed for the day.\n\n"
HOSTILE = [
    "soldiers killed and " * 20_000,
    "1234567890" * 40_000,
    "killed ((((((([[[[ " * 20_000,
    '"killed "' * 40_000,
    "two killed\n" * 30,
]


def make_text(sentences: int) -> str:
    return "".join(SENTENCE.format(n=2 + n) for n in range(sentences))


def count_seconds(text: str) -> float:
    begin = time.process_time()
    read(make_report("r", text), reader="rules")
    return time.process_time() - begin


def count_bytes(text: str) -> int:
    """The peak of memory while a text is read."""
    gc.collect()
    tracemalloc.start()
    read(make_report("r", text), reader="rules")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_time_grows_with_the_text_and_no_faster() -> None:
    count_seconds(make_text(20))
    assert count_seconds(make_text(400)) < 8 * count_seconds(make_text(100)) + 0.5


def test_time_grows_with_crowded_sentences_and_no_faster() -> None:
    count_seconds(HOSTILE[0][:2_000])
    assert count_seconds(HOSTILE[0][:24_000]) < 8 * count_seconds(HOSTILE[0][:6_000]) + 0.5


def test_memory_grows_with_the_text_and_no_faster() -> None:
    count_bytes(make_text(10))
    assert count_bytes(make_text(120)) < 6 * count_bytes(make_text(30))


def test_a_text_of_many_parts_is_read_to_its_end() -> None:
    count = PART // 2 + 60  # two sentences are parsed for each: the part of the second ends inside the text
    claims = read(make_report("r", make_text(count)), reader="rules")
    assert [claim.count.low for claim in claims] == [2 + n for n in range(count)]


@pytest.mark.parametrize("text", HOSTILE, ids=["no stop", "digits", "brackets", "quotes", "lines"])
def test_a_hostile_text_does_not_stall_reading(text: str) -> None:
    begin = time.process_time()
    read(make_report("r", text[:20_000]), reader="rules")
    assert time.process_time() - begin < 30
