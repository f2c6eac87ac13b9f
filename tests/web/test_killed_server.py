"""What the server said was saved is there after a kill -9. `KILLS=200` kills after each of 200 decisions, which takes minutes."""

from __future__ import annotations

import os
from pathlib import Path

import httpx

from civharm.store import open_store
from web.making import find_fields
from web.server import Server

KILLS = int(os.environ.get("KILLS", "4"))


def decide(server: Server, client: httpx.Client, number: int) -> str:
    """Decide on whatever comes next and give the id that the reply says was saved."""
    headers = {"origin": server.origin}
    place = client.get("/next").headers["location"]
    key = place.split("/claims/")[1].split("?")[0]
    action = f"/claims/{key}/correct"
    fields = find_fields(client.get(f"/claims/{key}").text, action)
    answer = client.post(action, data=fields | {"number": str(1000 + number)}, headers=headers)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("saved=")[1]


def test_each_acknowledged_decision_is_there_after_the_server_was_killed(tmp_path: Path) -> None:
    a_life = 1 if KILLS > 4 else 5
    saved: list[str] = []
    for life in range(KILLS):
        server = Server(tmp_path, claims=KILLS * a_life + 1)
        try:
            with httpx.Client(base_url=server.origin) as client:
                form = {"name": "A. Recorder", "token": server.token}
                assert client.post("/enter", data=form, headers={"origin": server.origin}).status_code == 303
                saved += [decide(server, client, life * a_life + n) for n in range(a_life)]
        finally:
            server.kill()
        with open_store(tmp_path / "project") as store:
            judgements = store.judgements()
        assert [j.id for j in judgements] == saved
    assert [(j.after or {})["count"]["low"] for j in judgements] == [1000 + n for n in range(len(saved))]
