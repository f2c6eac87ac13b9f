from __future__ import annotations

import pytest

from civharm.reading.blocks import find_sentences
from civharm.reading.sifting import tell_accidents


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a landslide strikes and a tent burns: no armed actor did it
        ("A bus was struck by a landslide, killing seven people. A fire in a quake-hit town killed three.", {0, 1}),
        # all of a report that opens with an accident is of the accident, unless it tells of arms
        ("Nine people died in a road accident. Most of the deceased were women.", {0, 1}),
        ("Nine people died in a road accident. Most of the deceased were women. A raid killed two.", set()),
        ("Gunmen raided the village. Nine people died in a road accident.", set()),
        ("Nine people were killed at the well. One of them had survived a road accident.", {1}),
    ],
)
def test_accidents_are_told_from_deeds(text: str, told: set[int]) -> None:
    assert tell_accidents(find_sentences(text, None)) == told
