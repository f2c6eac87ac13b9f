"""The lines that the learned reader is taught: their marks are read, their placeholders are filled and none stands there twice."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

TRAINING = Path(__file__).parents[2] / "training"
_LEFT_OVER = re.compile(r"[{}]|\|[a-z_+,]+\]")  # a placeholder, the end of a mark
FILES = sorted((TRAINING / "sentences").glob("*.txt"))


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_examples", TRAINING / "examples.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_is_read_and_filled(path: Path, examples: ModuleType) -> None:
    for line in examples.load_lines(path):
        example = examples.parse_example(examples.fill_line(line, random.Random(7)))
        assert not _LEFT_OVER.search(example.text), line
        assert all(example.text[mark.start : mark.end].strip() for mark in example.marks), line


def test_a_label_that_is_none_is_refused(examples: ModuleType) -> None:
    with pytest.raises(ValueError, match="wounded"):
        examples.parse_example("[Two men|wounded] were taken to {PLACE}.")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_is_there_twice_in_a_file(path: Path, examples: ModuleType) -> None:
    twice = [line for line, times in Counter(examples.load_lines(path)).items() if times > 1]
    assert twice == []
