"""Who is told after a deed to have done it."""

from __future__ import annotations

import pytest

TOLD = [
    ("Six men were shot in Northton. These killings were committed by members of the 5th Brigade.", "members of the 5th Brigade"),
    ("Six men were executed in Northton. These executions were allegedly committed by security personnel.", "security personnel"),
    ("Six men were killed by a bomb in Northton. The attack was claimed by the Redland Front.", "the Redland Front"),
    ("Six men were killed in Northton. Rebels were behind the attack.", "Rebels"),
    ("Six men were killed in Northton. Rebels were responsible for the attack.", "Rebels"),
    ("Six men were killed in Northton. Rebels were not behind the attack.", None),
    ("Six men were killed in Northton. Rebels were behind the attack, the army said.", None),
    ("Six men were killed in Northton. Elsewhere, a mine exploded. The attack was claimed by rebels.", None),
    ("Six men were killed in Northton. Attacks are often carried out by rebels.", None),
]


@pytest.mark.parametrize(("text", "actor"), TOLD)
def test_who_is_told_after_it_to_have_done_the_deed_did_it(claims_of, text: str, actor: str | None) -> None:
    claim = claims_of(text)[0]
    assert (claim.actor.text if claim.actor else None) == actor
    assert claim.actor is None or claim.actor.inferred
