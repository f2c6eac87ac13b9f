"""Twenty people decide on the same claims at once: one wins each version, the others are told, and nothing is lost."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

from civharm.model import Judgement
from civharm.reviewing.deciding import make_decision
from civharm.reviewing.versions import Seen
from civharm.web.desk import Desk, StaleError, say_now
from web.making import Browser, make_nouns, make_office, open_desk

PEOPLE, EDITS = 20, 200


def test_of_conflicting_edits_one_wins_a_version_and_all_that_was_accepted_is_in_the_log(tmp_path: Path) -> None:
    reports, claims = make_nouns(2)
    store, desk = open_desk(tmp_path, reports, claims)
    accepted: list[Judgement] = []
    refused: Counter[str] = Counter()
    gate = threading.Barrier(PEOPLE)

    def work(person: str) -> None:
        for number in range(EDITS):
            claim = claims[number % len(claims)].id
            gate.wait()  # all look at the same version
            seen = desk.see(claim)
            gate.wait()
            try:
                accepted.append(decide(desk, seen, person, number))
            except StaleError:
                refused[person] += 1

    threads = [threading.Thread(target=work, args=(f"person {n}",)) for n in range(PEOPLE)]
    with store:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log = store.judgements()
    assert len(accepted) == EDITS and sum(refused.values()) == EDITS * (PEOPLE - 1)
    assert [j.id for j in log] == [j.id for j in desk.log.judgements]
    assert {j.id for j in log} == {j.id for j in accepted}
    assert max(Counter((j.about, j.version) for j in log).values()) == 1
    for claim in claims:
        chain = [j for j in log if j.about == (claim.id,)]
        assert [j.supersedes for j in chain] == [None, *(j.id for j in chain[:-1])]


def decide(desk: Desk, seen: Seen | None, person: str, number: int) -> Judgement:
    assert seen is not None
    return desk.decide(
        seen.id, seen.version, lambda s: make_decision(s, "dispute", None, by=person, at=say_now(), why=f"edit {number}")
    )


def test_over_http_one_of_many_saves_wins_and_the_others_get_both_versions(tmp_path: Path) -> None:
    reports, claims = make_nouns(1)
    store, desk = open_desk(tmp_path, reports, claims)
    app, sessions = make_office(desk)
    people = [Browser(app, sessions, f"person {n}") for n in range(8)]
    action = f"/claims/{claims[0].id}/correct"
    statuses: Counter[int] = Counter()

    def save(browser: Browser, number: int, fields: dict[str, str]) -> None:
        answer = browser.post(action, fields | {"number": str(number)})
        statuses[answer.status_code] += 1
        assert answer.status_code == 303 or (f'value="{number}"' in answer.text and "What stands now" in answer.text)

    with store:
        for turn in range(5):
            forms = [browser.fields(f"/claims/{claims[0].id}", action) for browser in people]
            threads = [
                threading.Thread(target=save, args=(b, 100 + 10 * turn + n, f))
                for n, (b, f) in enumerate(zip(people, forms, strict=True))
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert statuses == {303: 5, 409: 35}
        assert len(store.judgements()) == 5
