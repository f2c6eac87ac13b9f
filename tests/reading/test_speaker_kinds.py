from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.lexicon import load_rows
from civharm.reading.speaker_kinds import find_speaker_kind

TABLE = [
    ("a security source", "anonymous"),
    ("the Syrian Observatory for Human Rights", "monitor"),
    ("a monitor", "monitor"),
    ("a monitoring group", "monitor"),
    ("activists", "monitor"),
    ("the UN", "un"),
    ("UNHCR", "un"),
    ("BINUH", "un"),
    ("the military's media wing", "party"),
    ("UN human rights chief Volker", "un"),
    ("the World Health Organization", "un"),
    ("Amnesty", "ngo"),
    ("Médecins Sans Frontières", "ngo"),
    ("Refugee NGOs", "ngo"),
    ("a civil society leader", "ngo"),
    ("the Resistance Committees", "monitor"),
    ("a doctors' union", "medical"),
    ("the district head", "official"),
    ("doctors", "medical"),
    ("medical sources", "medical"),
    ("the director of the main hospital", "medical"),
    ("the health ministry", "official"),
    ("witnesses", "witness"),
    ("a Reuters witness", "witness"),
    ("residents of the old town", "witness"),
    ("AFP", "media"),
    ("state television", "media"),
    ("the Pentagon", "party"),
    ("a Defense Department official", "party"),
    ("an army spokesman", "party"),
    ("the Russian defence ministry", "party"),
    ("the Israeli army", "party"),
    ("al-Shabaab", "party"),
    ("police", "official"),
    ("the head of the provincial council", "official"),
    ("the Prime Minister", "official"),
    ("an MP", "official"),
    ("The United States", "official"),
    ("his brother", "relative"),
    ("Karim Sabri", "other"),
    ("who", "other"),
    ("", "other"),
]


@pytest.mark.parametrize(("phrase", "kind"), TABLE)
def test_the_words_tell_the_kind_of_speaker(phrase: str, kind: str) -> None:
    assert find_speaker_kind(phrase) == kind


@given(st.text(max_size=120))
def test_every_phrase_has_a_kind(phrase: str) -> None:
    assert find_speaker_kind(phrase) in KINDS


KINDS = ("party", "official", "un", "ngo", "monitor", "medical", "witness", "relative", "media", "anonymous", "other")


def test_no_words_stand_under_two_kinds() -> None:
    seen: dict[str, str] = {}
    for row in load_rows("speakers", required=("kind", "words"), optional=("weak",)):
        for words in row["words"]:
            assert seen.setdefault(words, row["kind"]) == row["kind"], words
