"""Homes lost and people who came back: figures that are no claims."""

from __future__ import annotations

import pytest

from civharm.reading.moved import find_moved

CASES = {
    "homes lost are households": ("A mudflow buried 60 houses near the quarry.", [(60, "household")]),
    "what became of them may stand behind": ("Some 2,300 huts were torched in the raid.", [(2300, "household")]),
    "lost homes come before damaged ones": ("The quake damaged 90 homes, and six houses collapsed.", [(6, "household")]),
    "damaged homes count where none is lost": ("Shelling damaged 45 apartments.", [(45, "household")]),
    "people who came back moved": ("About 700 people returned to their valley in May.", [(700, "person")]),
    "a number of people who did not move is none": ("About 700 people voted in May.", []),
    "no number, no figure": ("Houses were destroyed and people returned.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_figures_of_homes_and_returns(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(count.low, count.unit) for count in find_moved(text)] == expected


def test_a_figure_stands_at_its_offsets() -> None:
    text = "They came by night. Some 2,300 huts were torched."
    assert [text[c.start : c.end] == c.text for c in find_moved(text)] == [True]
