"""What to look at and why, what a version is, and what a chain of decisions leaves in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from civharm.model import Judgement
from civharm.reviewing.deciding import make_addition, make_decision, make_pair, make_undo
from civharm.reviewing.log import Log
from civharm.reviewing.queue import find_reasons, find_state, is_large, weigh
from civharm.reviewing.versions import Seen, make_version, see
from factory import claim, judgement, report

C = claim("c1", low=3, made_by="civharm 0 learned+rules", confidence=0.9)


def decide(seen: Seen, kind: str, at: str = "2024-05-01T10:00:00Z", **details: object) -> Judgement:
    return make_decision(seen, kind, None, by="a recorder", at=at, **details)  # type: ignore[arg-type]


def test_a_plain_claim_waits_because_nobody_has_looked_at_it() -> None:
    assert find_reasons(see("c1", C, ())) == ("unseen",)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"confidence": 0.4}, "unsure"),
        ({"made_by": "civharm 0 learned"}, "disagreement"),
        ({"made_by": "civharm 0 rules"}, "disagreement"),
    ],
)
def test_a_reader_s_doubt_is_a_reason(changed: dict[str, object], reason: str) -> None:
    assert reason in find_reasons(see("c1", replace(C, **changed), ()))  # type: ignore[arg-type]


def test_one_origin_alone_a_contradiction_and_a_large_number_are_reasons() -> None:
    assert "one_origin" in find_reasons(see("c1", C, ()), one_origin=True)
    assert "contradictory" in find_reasons(see("c1", C, ()), contradictory=True)
    assert [is_large(claim(low=n, harm=harm)) for n, harm in ((49, "killed"), (50, "killed"), (9999, "displaced"))] == [
        False,
        True,
        False,
    ]
    assert is_large(claim(low=None, high=None)) is False


def test_a_decided_claim_waits_no_more_until_its_reading_changes() -> None:
    decided = decide(see("c1", C, ()), "accept")
    assert find_reasons(see("c1", C, [decided]), contradictory=True) == ()
    for read in (replace(C, count=replace(C.count, low=4, high=4)), None):
        assert find_reasons(see("c1", read, [decided])) == ("changed",)


def test_how_sure_the_reader_is_and_its_name_change_no_version() -> None:
    assert make_version(C, None) == make_version(replace(C, confidence=0.2, made_by="civharm 9"), None)
    assert make_version(C, None) != make_version(replace(C, count=replace(C.count, low=4)), None)
    assert make_version(C, None) != make_version(C, decide(see("c1", C, ()), "accept"))


def test_what_a_person_saw_is_found_again_by_its_version() -> None:
    first = decide(
        see("c1", C, ()), "correct", after={"count": {"text": "3", "start": 0, "end": 1, "low": 9, "high": 9, "bound": "exact"}}
    )
    second = decide(see("c1", C, [first]), "reject", at="2024-05-01T11:00:00Z")
    now = see("c1", C, [first, second])
    then = now.find_version(see("c1", C, [first]).version)
    assert then is not None and then.claim is not None and then.claim.count.low == 9 and now.claim is None
    assert now.find_version("nonsense") is None


def test_to_accept_a_correction_keeps_it() -> None:
    first = decide(see("c1", C, ()), "correct", after={"background": True})
    second = decide(see("c1", C, [first]), "accept", at="2024-05-01T11:00:00Z")
    standing = see("c1", C, [first, second]).claim
    assert standing is not None and standing.background


def test_an_added_claim_waits_for_a_second_person() -> None:
    added = make_addition(C, see("c1", None, ()), report(), by="a", at="2024-05-01T10:00:00Z")
    seen = see("c1", None, [added])
    assert seen.claim is not None and find_state(seen) == "added" and find_reasons(seen) == ("added",)
    accepted = decide(seen, "accept", at="2024-05-01T11:00:00Z")
    assert find_reasons(see("c1", None, [added, accepted])) == ()
    assert see("c1", None, [added, accepted]).claim is not None


def test_heavier_reasons_come_first() -> None:
    assert weigh(("changed",)) > weigh(("contradictory", "large", "disagreement", "unsure", "one_origin", "unseen"))


def test_two_steps_back_and_two_forward_lead_to_where_one_was() -> None:
    log = Log()
    first = judgement("accept", "c1", id="1")
    second = judgement("reject", "c1", id="2", supersedes="1")
    for one in (first, second):
        log.add(one)
    log.add(make_undo(second, log.find_former(second), second, by="a recorder", at="t"))
    assert log.find_in_force("claim", "c1") == first and log.find_undoable("a recorder") == first
    log.add(make_undo(first, log.find_former(first), log.judgements[-1], by="a recorder", at="t"))
    assert log.find_in_force("claim", "c1") is None and log.find_undoable("a recorder") is None
    for wanted in (first, second):
        back = log.find_redoable("a recorder")
        assert back == wanted and back is not None
        log.add(make_undo(back, back, log.judgements[-1], by="a recorder", at="t", redo=True))
    assert log.find_in_force("claim", "c1") == second and log.find_redoable("a recorder") is None


def test_a_pair_is_one_thing_whichever_comes_first() -> None:
    one, other = (make_pair("same", *ids, None, by="a", at="t") for ids in (("c2", "c1"), ("c1", "c2")))
    assert one == other
    assert Log([one]).head("pair", "c1", "c2") == one


def test_a_plain_note_decides_nothing() -> None:
    log = Log([judgement("note", "c1", why="look again")])
    assert log.list_claims() == [] and log.find_undoable("a recorder") is None
