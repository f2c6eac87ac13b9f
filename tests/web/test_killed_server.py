"""What the server said was saved is there after a kill -9. `KILLS=200` kills after each of 200 decisions, which takes some minutes."""

from __future__ import annotations

import os
from pathlib import Path

import httpx

from civharm.store import open_store
from web.making import find_fields
from web.many_lives import Lives
from web.million import make_project

KILLS = int(os.environ.get("KILLS", "4"))


def enter(client: httpx.Client, token: str) -> None:
    form = {"name": "A. Recorder", "token": token}
    assert client.post("/enter", data=form).status_code == 303


def decide(client: httpx.Client, number: int) -> tuple[str, str]:
    """Decide on whatever comes next; gives the claim, and the id that the reply says was saved."""
    key = client.get("/next").headers["location"].split("/claims/")[1].split("?")[0]
    action = f"/claims/{key}/correct"
    fields = find_fields(client.get(f"/claims/{key}").text, action)
    answer = client.post(action, data=fields | {"number": str(10_000 + number)})
    assert answer.status_code == 303, answer.text
    return key, answer.headers["location"].split("saved=")[1]


def test_each_acknowledged_decision_is_there_after_the_server_was_killed(tmp_path: Path) -> None:
    make_project(tmp_path / "project", KILLS + 20)
    lives, saved, last = Lives(tmp_path / "project"), [], ""
    try:
        for life in range(KILLS):
            origin, token = lives.begin()
            with httpx.Client(base_url=origin, headers={"origin": origin}) as client:
                enter(client, token)
                assert not last or f"{10_000 + life - 1:,} " in client.get(f"/claims/{last}").text
                last, id = decide(client, life)
                lives.kill()
            saved.append(id)
            with open_store(tmp_path / "project") as store:
                judgements = store.judgements()
            assert [j.id for j in judgements] == saved
    finally:
        lives.end()
    assert [(j.after or {})["count"]["low"] for j in judgements] == [10_000 + n for n in range(KILLS)]
    assert len({j.about for j in judgements}) == KILLS, "a decided claim came up again"
