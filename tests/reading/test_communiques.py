"""A side that tells of its enemy's losses and names nobody is taken for who inflicted them, as inferred."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Fifty militants were killed near Menaka, the Malian army said.", "Government of Mali"),
        ("Nine terrorists were killed in the hills, the Turkish Defence Ministry said.", "Government of Turkey"),
        ("Al-Shabaab said that 20 soldiers had been killed in the raid.", "al-Shabaab"),
    ],
)
def test_a_communique_counts_what_its_side_did(claims_of, text: str, actor: str) -> None:
    (claim,) = claims_of(text)
    assert claim.actor is not None
    assert (claim.actor.name.casefold(), claim.actor.inferred) == (actor.casefold(), True)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve of its soldiers were killed near Menaka, the Malian army said.",
        "Fifty militants were killed in infighting near Menaka, the Malian army said.",
        "Fifty villagers were killed near Menaka, the Malian army said.",
        "Fifty militants were killed near Menaka, residents said.",
    ],
)
def test_own_dead_and_what_others_did_tell_of_no_doer(claims_of, text: str) -> None:
    assert [claim.actor for claim in claims_of(text)] == [None]
