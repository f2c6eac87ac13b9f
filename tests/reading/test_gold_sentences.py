"""The gold sentences of tests/sentences/claims.yml: what the codebook says of each is what the reader must find, no more, no less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from civharm.model import GROUPS, HARMS, STATUSES, Claim, make_report
from civharm.reading import read

GOLD = Path(__file__).parents[1] / "sentences" / "claims.yml"
REQUIRED = {"harm", "words", "low", "high", "bound"}
OPTIONAL = {"status", "groups", "unit", "measure", "modality", "certainty", "actor", "speaker", "means", "part_of"}
ROWS: list[dict[str, Any]] = yaml.safe_load(GOLD.read_text(encoding="utf-8"))


def plain(words: str) -> str:
    """Words as they are compared: without case and leading article."""
    return words.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def overlaps(text: str, words: str, claim: Claim) -> bool:
    at = text.index(words)
    return claim.victims.start < at + len(words) and at < claim.victims.end


def is_named(wanted: str | None, names: Sequence[str | None]) -> bool:
    return plain(wanted) in {plain(n) for n in names if n} if wanted is not None else not any(names)


def matches(gold: Mapping[str, Any], claim: Claim, claims: Sequence[Claim], text: str) -> list[str]:
    """The listed slots that the claim does not fill as the gold says; empty where all match."""
    total = next((c for c in claims if c.id == claim.part_of), None)
    actor, speaker = claim.actor, claim.speakers[0] if claim.speakers else None
    said = {
        "low": claim.count.low, "high": claim.count.high, "bound": claim.count.bound, "unit": claim.count.unit,
        "status": claim.victims.status, "groups": sorted(claim.victims.groups), "measure": claim.measure.kind,
        "modality": claim.modality, "certainty": claim.certainty, "means": claim.means.category if claim.means else None,
    }  # fmt: skip
    wanted = {key: sorted(value) if key == "groups" else value for key, value in gold.items() if key in said}
    wrong = [f"{key} {said[key]!r}, not {value!r}" for key, value in wanted.items() if said[key] != value]
    if "actor" in gold and not is_named(gold["actor"], [actor.text, actor.name] if actor else []):
        wrong.append(f"actor {actor.text if actor else None!r}, not {gold['actor']!r}")
    if "speaker" in gold and not is_named(gold["speaker"], [speaker.text, speaker.name] if speaker else []):
        wrong.append(f"speaker {speaker.text if speaker else None!r}, not {gold['speaker']!r}")
    if "part_of" in gold and not (
        overlaps(text, gold["part_of"], total) if gold["part_of"] and total else gold["part_of"] is total
    ):
        wrong.append(f"part of {total.victims.text if total else None!r}, not {gold['part_of']!r}")
    return wrong


def find_faults(text: str, gold: Sequence[Mapping[str, Any]], claims: Sequence[Claim]) -> list[str]:
    """One line for each claim that is missing, wrong in a slot, or not in the gold."""
    faults, left = [], list(claims)
    for one in gold:
        able = [c for c in left if c.harm == one["harm"] and overlaps(text, one["words"], c)]
        able.sort(key=lambda c: len(matches(one, c, claims, text)))
        if not able:
            faults.append(f"{one['harm']} {one['words']!r}: not found")
            continue
        left.remove(able[0])
        faults += [f"{one['harm']} {one['words']!r}: {wrong}" for wrong in matches(one, able[0], claims, text)]
    return faults + [f"{c.harm} {c.victims.text!r} ({c.confidence}): not in the gold" for c in left]


def _params() -> list[Any]:
    strict = [
        [pytest.mark.xfail(reason=row["fails"], strict=True, raises=AssertionError)] if row.get("fails") else [] for row in ROWS
    ]
    return [pytest.param(row, id=row["why"], marks=marks) for row, marks in zip(ROWS, strict, strict=True)]


@pytest.mark.parametrize("row", _params())
def test_a_gold_sentence_reads_as_the_codebook_says(row: dict[str, Any]) -> None:
    claims = read(make_report("gold", row["text"]))
    assert find_faults(row["text"], row["claims"], claims) == []


def test_every_gold_sentence_is_well_formed() -> None:
    """Unknown keys are errors, words stand once in the text, and no sentence is there twice."""
    for row in ROWS:
        assert {"text", "why", "claims"} <= set(row) <= {"text", "why", "claims", "fails"}, row
        for claim in row["claims"]:
            assert REQUIRED <= set(claim) <= REQUIRED | OPTIONAL, claim
            assert all(row["text"].count(words) == 1 for words in (claim["words"], claim.get("part_of") or claim["words"])), claim
            assert claim["low"] is None or claim["high"] is None or claim["low"] <= claim["high"]
            assert set(claim.get("groups", ())) <= set(GROUPS) and claim.get("status", "unknown") in STATUSES
    assert len({row["text"] for row in ROWS}) == len({row["why"] for row in ROWS}) == len(ROWS)


def test_every_harm_and_every_bound_has_a_gold_sentence() -> None:
    claims = [claim for row in ROWS for claim in row["claims"]]
    bounds = "exact at_least more_than at_most less_than almost approximately range unknown_plural".split()
    assert {c["harm"] for c in claims} == set(HARMS)
    assert {c["bound"] for c in claims} == set(bounds)


def test_every_measure_and_every_modality_has_a_gold_sentence() -> None:
    claims = [claim for row in ROWS for claim in row["claims"]]
    modalities = "occurred habitual attempted hypothetical feared future threatened denied".split()
    assert {c["measure"] for c in claims if "measure" in c} == {"incident", "period_total", "rate", "stock", "flow"}
    assert {c["modality"] for c in claims if "modality" in c} == set(modalities)
