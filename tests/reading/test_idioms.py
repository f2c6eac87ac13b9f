"""Phrases in which a word of harm harms nobody."""

import pytest

from civharm.lexicon import load_rows
from civharm.model import make_report
from civharm.reading import read
from civharm.reading.deeds import tells_armed_deed, tells_deed
from civharm.reading.harms import says_harm, says_harm_plainly
from civharm.reading.idioms import load_idioms


@pytest.mark.parametrize(
    "text",
    [
        "The lenders killed the deal after two years.",
        "A winger shot at goal nine times.",
        "The crew shot a documentary about four shepherds.",
        "Her uncle had a heart attack in the bus.",
    ],
)
def test_an_idiom_says_no_harm(text: str) -> None:
    assert not says_harm_plainly(text)
    assert not [claim for claim in read(make_report("r", text)) if claim.harm == "killed"]


@pytest.mark.parametrize(
    "text",
    [
        "A heart attack took the mayor; shells killed two guards.",
        "The plan was killed off, and then its author was killed.",
        "He was shot in the arm near the goal.",
        "Two sailors were killed off the coast.",
    ],
)
def test_a_harm_beside_an_idiom_is_said(text: str) -> None:
    assert says_harm_plainly(text)


def test_an_idiom_tells_no_armed_deed() -> None:
    assert not tells_deed("A general strike shut the docks.")
    assert not tells_armed_deed("The two firms struck a deal.")
    assert tells_armed_deed("A general strike ended when warplanes raided the docks.")


@pytest.mark.parametrize(
    "text", ["An air strike hit the market.", "Rockets hit the road.", "Militants captured the post.", "Troops opened fire."]
)
def test_what_a_report_of_war_may_mean_as_it_says_is_no_idiom(text: str) -> None:
    assert tells_deed(text) or says_harm(text)


def test_every_idiom_is_words() -> None:
    """YAML takes a bare "off" for a truth value."""
    rows = load_rows("idioms", required=(), optional=("idiom", "verb", "forms", "with"))
    assert all(isinstance(rest, str) for row in rows for rest in row.get("with", ()))
    assert all(" " in idiom for idiom in load_idioms())
