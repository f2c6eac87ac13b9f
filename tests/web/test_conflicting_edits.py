"""Many people decide on the same claims at once: one wins each version, the others are told, and nothing is lost.

`EDITS=10000` is the long form (`make load`): fifty clients of a server in a process of its own.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from pathlib import Path

import httpx

from civharm.model import Judgement
from civharm.reviewing.deciding import make_decision
from civharm.reviewing.versions import Seen
from civharm.store import open_store
from civharm.web.desk import Desk, StaleError, say_now
from web.making import find_fields, make_nouns, open_desk
from web.server import Server

EDITS = int(os.environ.get("EDITS", "240"))
CLIENTS = 50 if EDITS >= 1000 else 12
PEOPLE, TURNS = 20, 60


def test_of_conflicting_edits_one_wins_a_version_and_all_that_was_accepted_is_in_the_log(tmp_path: Path) -> None:
    reports, claims = make_nouns(2)
    store, desk = open_desk(tmp_path, reports, claims)
    accepted: list[Judgement] = []
    refused: Counter[str] = Counter()
    gate = threading.Barrier(PEOPLE)

    def work(person: str) -> None:
        for number in range(TURNS):
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
    assert len(accepted) == TURNS and sum(refused.values()) == TURNS * (PEOPLE - 1)
    assert [j.id for j in log] == [j.id for j in desk.log.judgements]
    assert {j.id for j in log} == {j.id for j in accepted}
    check_chains(log, {claim.id for claim in claims})


def decide(desk: Desk, seen: Seen | None, person: str, number: int) -> Judgement:
    assert seen is not None
    return desk.decide(
        seen.id, seen.version, lambda s: make_decision(s, "dispute", None, by=person, at=say_now(), why=f"edit {number}")
    )


def check_chains(log: tuple[Judgement, ...], claims: set[str]) -> None:
    """One decision a version, and each supersedes the one before it."""
    assert max(Counter((j.about, j.version) for j in log).values()) == 1
    for claim in claims:
        chain = [j for j in log if j.about == (claim,)]
        assert [j.supersedes for j in chain] == [None, *(j.id for j in chain[:-1])]


class Client:
    """A person who saves a correction again and again, on the version seen last, and is told of the others' each time."""

    def __init__(self, server: Server, name: str) -> None:
        self.http = httpx.Client(base_url=server.origin, headers={"origin": server.origin}, timeout=60)
        self.name, self.accepted, self.refused, self.wrong = name, list[str](), 0, list[str]()
        answer = self.http.post("/enter", data={"name": name, "token": server.read_token()})
        assert answer.status_code == 303, answer.text

    def save(self, claim: str, numbers: range) -> None:
        """Save each number once; where another was faster, take the version that the reply shows for the next one."""
        action = f"/claims/{claim}/correct"
        page = self.http.get(f"/claims/{claim}").text
        for number in numbers:
            answer = self.http.post(
                action, data=find_fields(page, action) | {"number": str(number), "why": f"{self.name}: {number}"}
            )
            if answer.status_code == 303:
                self.accepted.append(answer.headers["location"].split("saved=")[1])
                page = self.http.get(f"/claims/{claim}").text
            else:
                page = answer.text
                self._check_conflict(answer.status_code, page, number)

    def _check_conflict(self, status: int, page: str, number: int) -> None:
        """Both versions are shown and the form is kept, with the reason."""
        self.refused += status == 409
        shown = all(words in page for words in ("What you saw", "What stands now", f'value="{number}"', f"{self.name}: {number}"))
        if status != 409 or not shown:
            self.wrong.append(f"{status}: {page[:300]}")


def test_over_http_one_of_many_saves_wins_a_version_and_the_others_get_both_versions(tmp_path: Path) -> None:
    claims = [claim.id for claim in make_nouns(2)[1][:2]]
    server = Server(tmp_path, claims=2)
    try:
        clients = [Client(server, f"Person {n}") for n in range(CLIENTS)]
        each = EDITS // CLIENTS
        threads = [
            threading.Thread(target=client.save, args=(claims[n % 2], range(1_000 + n * each, 1_000 + (n + 1) * each)))
            for n, client in enumerate(clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.kill()
    for client in clients:
        client.http.close()
    with open_store(tmp_path / "project") as store:
        log = store.judgements()
    accepted, refused = [id for client in clients for id in client.accepted], sum(client.refused for client in clients)
    assert [words for client in clients for words in client.wrong] == []
    assert len(accepted) + refused == each * CLIENTS and refused > len(accepted) // 4
    assert {j.id for j in log} == set(accepted) and len(log) == len(accepted)
    assert {j.why for j in log} == {f"{j.by}: {(j.after or {})['count']['low']}" for j in log}
    check_chains(log, set(claims))
    print(f"{len(accepted)} accepted and in the log, {refused} told of the other version, of {CLIENTS} clients")
