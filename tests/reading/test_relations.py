from __future__ import annotations

import pytest

from civharm.reading.harms import find_triggers
from civharm.reading.mentions import find_mentions
from civharm.reading.part_words import is_part
from civharm.reading.relations import link_rules

LINKS = [
    ("The blast killed 12 people and wounded 30 others.", {"12 people": "killed", "30 others": "injured"}),
    ("Twelve people were killed by gunmen.", {"Twelve people": "killed"}),
    ("Gunmen shot and killed two farmers.", {"two farmers": "killed"}),
    ("Five soldiers killed two farmers.", {"two farmers": "killed"}),
    ("Two farmers died.", {"Two farmers": "killed"}),
    ("The death of four nurses was confirmed.", {"four nurses": "killed"}),
    ("The people trapped in the city are 300 farmers.", {"The people": "trapped"}),
    ("The blast left 12 people dead.", {"12 people": "killed"}),
    ("Police who killed two farmers fled.", {"two farmers": "killed"}),
]
PARTS = [
    ("They killed 58 people, including seven women and two boys.", ["seven women", "two boys"]),
    ("They killed 58 people, among them seven women.", ["seven women"]),
    ("They killed 58 people, 11 of whom were women.", ["11"]),
    ("Six nurses were among at least 22 people killed.", ["Six nurses"]),
    ("They killed 58 people and wounded seven women.", []),
    ("They killed 58 people, including women, while 12 boys fled.", []),
]


@pytest.mark.parametrize(("text", "harmed"), LINKS)
def test_the_grammar_says_whom_a_harm_word_is_about(parse, text: str, harmed: dict[str, str]) -> None:
    sentence = parse(text)
    triggers = find_triggers(sentence)
    mentions = find_mentions(sentence, triggers)
    links = link_rules(sentence, triggers, mentions)
    said = {text[mentions[n].start : mentions[n].end]: found[0].harm for n, found in links.items()}
    assert {words: said.get(words) for words in harmed} == harmed
    assert not {"Five soldiers", "gunmen", "Gunmen"} & set(said)


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_including_among_them_and_of_whom_make_a_part(parse, text: str, parts: list[str]) -> None:
    sentence = parse(text)
    counted = [m for m in find_mentions(sentence, find_triggers(sentence)) if m.kind == "counted"]
    assert [
        m.quantity.text if (words := text[m.start : m.end]).startswith("11") else words for m in counted if is_part(sentence, m)
    ] == parts


def test_a_part_shares_the_harm_of_its_total(parse) -> None:
    sentence = parse("Shells killed 58 people, including seven women.")
    triggers = find_triggers(sentence)
    mentions = find_mentions(sentence, triggers)
    assert [[t.harm for t in found] for found in link_rules(sentence, triggers, mentions).values()] == [["killed"], ["killed"]]
