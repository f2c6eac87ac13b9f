"""The parser's network is computed anew, and says what the library itself says."""

from __future__ import annotations

import pytest

from civharm.reading import parser_network
from civharm.reading.parser_network import ParserNetwork

TEXTS = [
    "Two guards died.",
    "Shelling of the market in Placeholder killed at least 12 people, including three children, medics said on Monday.",
    "The army said that militants had attacked a convoy near the Northern Front, wounding a driver who didn't stop.",
    "Those who fled the village — some on foot — were taken in by families across the river; 40 are missing.",
    "  ",
    "Fire!",
    "“They came at night,” the teacher told reporters, “and took my brothers away.”",
]


def tell(docs) -> list[list[tuple[str, str, str, int]]]:
    return [[(word.text, word.tag_, word.dep_, word.head.i) for word in doc] for doc in docs]


@pytest.fixture(scope="module")
def network() -> ParserNetwork:
    import spacy

    from civharm.reading.sentences import MODEL

    return ParserNetwork(spacy.load(MODEL, exclude=["ner", "senter", "lemmatizer", "attribute_ruler"]))


def test_tags_and_heads_are_those_of_the_library(network: ParserNetwork) -> None:
    import spacy

    from civharm.reading.sentences import MODEL

    library = spacy.load(MODEL, exclude=["ner", "senter", "lemmatizer", "attribute_ruler"])
    assert tell(network.parse(iter(TEXTS), 3)) == tell(library.pipe(TEXTS))


def test_a_sentence_parses_the_same_whatever_is_parsed_beside_it(network: ParserNetwork) -> None:
    alone = [tell(network.parse(iter([text]), 16))[0] for text in TEXTS]
    assert tell(network.parse(iter(TEXTS[::-1]), 16))[::-1] == alone
    assert tell(network.parse(iter(TEXTS), 2)) == alone


def test_no_text_no_parse(network: ParserNetwork) -> None:
    assert list(network.parse(iter([]), 16)) == []
    assert [len(doc) for doc in network.parse(iter([""]), 16)] == [0]


def test_words_that_are_forgotten_parse_the_same(network: ParserNetwork, monkeypatch) -> None:
    before = tell(network.parse(iter(TEXTS), 1))
    monkeypatch.setattr(parser_network, "MOST_WORDS", 12)
    few = ParserNetwork.__new__(ParserNetwork)
    few.__dict__ |= network.__dict__ | {"_known": {}, "_table": network._table[:0].copy()}
    assert tell(few.parse(iter(TEXTS), 1)) == before
    assert len(few._known) <= 40
