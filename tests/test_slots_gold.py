"""The slots of claims on passages of the project's own: the share that is right is pinned at what is reached, and never falls."""

from __future__ import annotations

import pytest

from civharm.model import GROUPS, HARMS
from slots import SUBJECTS, judge_all, load_passages

# Of the slots of the claims that are found, the share filled as the passages say; and the share of their claims that is found.
FLOORS = {"modality": 0.96, "parts": 0.96, "actor": 0.92, "empty": 0.95, "speakers": 0.95, "dates": 0.96, "places": 0.96}
FOUND = 0.98
KEYS = {
    "harm", "words", "modality", "certainty", "part_of", "groups", "actor", "inferred", "means", "place", "date", "from", "to",
    "speakers",
}  # fmt: skip


def test_slots_are_filled_as_a_careful_person_fills_them() -> None:
    counts, faults = judge_all(load_passages("slots.yml"))
    for subject in SUBJECTS:
        assert counts[subject]["right"] / counts[subject]["slots"] >= FLOORS[subject], "\n".join(faults)
    lost, told = (sum(counts[subject][key] for subject in SUBJECTS) for key in ("lost", "claims"))
    assert 1 - lost / told >= FOUND, "\n".join(faults)


@pytest.mark.parametrize("name", ["slots.yml", "slots_held_out.yml"])
def test_every_passage_is_well_formed(name: str) -> None:
    rows = load_passages(name)
    for row in rows:
        assert {"text", "about", "claims"} <= set(row) <= {"text", "about", "claims", "published"}, row
        assert row["about"] in SUBJECTS and row["claims"], row
        for claim in row["claims"]:
            assert {"harm", "words"} < set(claim) <= KEYS, claim
            assert claim["harm"] in HARMS and set(claim.get("groups", ())) <= set(GROUPS), claim
            assert all(row["text"].count(words) == 1 for words in (claim["words"], claim.get("part_of") or claim["words"])), claim
    assert len({row["text"] for row in rows}) == len(rows)
