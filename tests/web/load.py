"""The review app under load: reviewers who decide on the claims of a large project, each at their own pace.

    python tests/web/load.py FOLDER [--claims 1000000] [--reviewers 50] [--seconds 300] [--every 5] [--out FILE]

Makes the project where the folder holds none (`million.py`), serves it in a process of its own, and measures what a person waits
for, from the first byte sent to the last received: a decision (until the reply that it is saved), the next claim, the queue, a
filter, a search. Says at the end whether each limit was kept, whether anything went wrong, and whether what was acknowledged is
what the store holds. Ends with 1 where a limit was not kept.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import httpx

import civharm
from civharm.store import open_store
from web.making import find_fields
from web.million import make_names, make_project

# What must hold, in milliseconds (issue "Review"): at the 95th and the 99th of a hundred.
LIMITS = {"decision": (150, 500), "next claim": (150, 500), "queue": (200, None), "filter": (300, None), "search": (100, None)}
HERE = Path(__file__).parent


class Server:
    """The app in a process of its own."""

    def __init__(self, folder: Path, people: int) -> None:
        paths = os.pathsep.join([str(HERE.parent), str(Path(civharm.__file__).parent.parent)])
        command = [sys.executable, str(HERE / "serve_large.py"), str(folder), str(people)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}, text=True)
        assert self._process.stdout is not None
        self.told: dict[str, Any] = json.loads(self._process.stdout.readline())
        self.origin, self.pid = f"http://127.0.0.1:{self.told['port']}", self._process.pid

    def measure_memory(self) -> int:
        """The memory that the process has to itself at the moment, and at most, in MiB; the files that it reads are not counted."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("RssAnon"))) // 1024

    def measure_computing(self) -> float:
        """The seconds that the process has computed so far."""
        parts = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Kill it: what was acknowledged has to be there all the same."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait(20)


class Watch:
    """What was measured."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[str] = Counter()
        self.saved: list[str] = []
        self.wrong: list[str] = []

    def note(self, what: str, began: float, status: int) -> None:
        self.took[what].append((time.perf_counter() - began) * 1000)
        self.statuses[f"{what}: {status}"] += 1


class Reviewer:
    """A person at a browser: decides, looks at the next claim, now and then at the queue, a filter or a search."""

    def __init__(self, server: Server, watch: Watch, number: int) -> None:
        self.dice, self.watch, self.names = random.Random(number), watch, server.told["names"]
        headers = {"origin": server.origin, "cookie": f"civharm_{server.told['port']}={server.told['cookies'][number]}"}
        self.http = httpx.AsyncClient(base_url=server.origin, headers=headers, timeout=60)
        self.filter = self._choose_filter() if number % 3 else {}

    def _choose_filter(self) -> dict[str, str]:
        """A third of the reviewers take the queue as it comes, the others a part of it: one filter, or two together."""
        dice, found = self.dice, {}
        for name in dice.sample(["harm", "place", "actor", "source", "reason"], dice.choice([1, 1, 2])):
            reasons = ["large", "disagreement", "unsure", "one_origin", "contradictory"]
            found[name] = dice.choice(reasons if name == "reason" else self.names[name])
        return found

    async def get(self, what: str, path: str, **parameters: str) -> str:
        began = time.perf_counter()
        answer = await self.http.get(path, params=parameters)
        self.watch.note(what, began, answer.status_code)
        if answer.status_code != 200:
            self.watch.wrong.append(f"{path} {parameters}: {answer.status_code} {answer.text[:200]}")
        return answer.text

    async def work(self, seconds: float, every: float) -> None:
        """Decide on one claim each so many seconds."""
        start = time.monotonic()
        await asyncio.sleep(self.dice.uniform(0, every))
        place = (await self.http.get("/next", params=self.filter)).headers["location"]
        if not place.startswith("/claims/"):  # nothing is left in this part of the queue
            self.filter = {}
            place = (await self.http.get("/next")).headers["location"]
        page = await self.get("next claim", place)
        turn = start + every * self.dice.random()
        while time.monotonic() - start < seconds:
            await self.look_around()
            turn += every
            await asyncio.sleep(max(0.0, turn - time.monotonic()))
            if time.monotonic() - start >= seconds:
                break
            page = await self.decide(place, page)
            place = self.place
        await self.http.aclose()

    async def decide(self, place: str, page: str) -> str:
        """Decide on the claim of a page; gives the page of the next one."""
        key = place.split("/claims/")[1].split("?")[0]
        kind = self.dice.choices(["accept", "correct", "reject", "dispute"], [70, 15, 10, 5])[0]
        action = f"/claims/{key}/{'correct' if kind == 'correct' else 'decide'}"
        fields = find_fields(page, action) | {"kind": kind, "why": "as the list of the hospital says" if kind != "accept" else ""}
        if kind == "correct":
            fields["number"] = str(self.dice.randrange(1, 4000))
        began = time.perf_counter()
        answer = await self.http.post(action, data=fields)
        self.watch.note("decision", began, answer.status_code)
        self.place = answer.headers.get("location", place)
        if answer.status_code == 303:
            self.watch.saved.append(self.place.split("saved=")[1].split("&")[0])
        else:  # somebody else decided on it meanwhile: let that stand, and go on
            if answer.status_code not in (409, 422):
                self.watch.wrong.append(f"{action}: {answer.status_code} {answer.text[:200]}")
            self.place = (await self.http.get("/next", params={"after": key, **self.filter})).headers["location"]
        if not self.place.startswith("/claims/"):  # the end of this part of the queue
            self.filter = {}
            self.place = (await self.http.get("/next")).headers["location"]
        return await self.get("next claim", self.place)

    async def look_around(self) -> None:
        """Between two decisions: the queue, a part of it, or a search."""
        dice, what = self.dice, self.dice.random()
        if what < 0.12:
            await self.get("queue", "/queue", **({"page": str(dice.randrange(5))} if dice.random() < 0.3 else {}))
        elif what < 0.3:
            await self.get("filter", "/queue", **self._choose_filter())
        elif what < 0.5:
            await self.get("search", "/search", **self.choose_search())

    def choose_search(self) -> dict[str, str]:
        """Words that many claims hold, and few; the beginning of one; a name with a facet."""
        dice = self.dice
        place, word = dice.choice(make_names("place", 5_000)), dice.choice(make_names("word", 20_000))
        return dice.choice([
            {"q": place}, {"q": f"{place} killed"}, {"q": "wounded"}, {"q": "gunfire of the party"}, {"q": word},
            {"q": place[:4]}, {"q": f"truce {word[:5]}"}, {"q": "shop owner windows", "kind": "report"},
            {"q": f"children in {place}", "harm": "killed"}, {"q": "car bomb", "state": "open", "place": dice.choice(self.names["place"])},
            {"q": "civilians", "actor": dice.choice(self.names["actor"]), "kind": "claim"}, {"q": "rain", "source": dice.choice(self.names["source"])},
        ])  # fmt: skip


def find_quantile(took: list[float], share: float) -> float:
    """The value that so large a share of the measured ones do not exceed."""
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def say_results(watch: Watch, folder: Path, server: Server, held: tuple[int, float], arguments: argparse.Namespace) -> list[str]:
    """Say what was measured, and which limit was not kept."""
    lines = [
        f"{server.told['claims']:,} claims, {arguments.reviewers} reviewers, a decision each {arguments.every:g} s for "
        f"{arguments.seconds:g} s; {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        f"opened in {server.told['opened_s']} s; the server holds {held[0]:,} MiB at the end and computed for {held[1]:.0f} s; "
        f"load of the machine in the last 5 minutes {os.getloadavg()[1]:.1f}",
        f"{'':12}{'number':>8}{'median':>9}{'95 %':>9}{'99 %':>9}{'longest':>9}  milliseconds",
    ]
    failed = []
    for what, (at_95, at_99) in LIMITS.items():
        took = watch.took[what]
        found = [find_quantile(took, share) for share in (0.5, 0.95, 0.99, 1.0)]
        lines.append(f"{what:12}{len(took):>8}" + "".join(f"{value:>9.0f}" for value in found))
        failed += [f"{what}: 95 % took {found[1]:.0f} ms, not {at_95}"] if found[1] > at_95 else []
        failed += [f"{what}: 99 % took {found[2]:.0f} ms, not {at_99}"] if at_99 and found[2] > at_99 else []
    with open_store(folder) as store:
        there = {judgement.id for judgement in store.judgements()}
    lost = [id for id in watch.saved if id not in there]
    lines.append(f"{len(watch.saved)} decisions acknowledged, {len(lost)} of them not in the store; {len(watch.wrong)} errors")
    lines.append("; ".join(f"{name} {number}" for name, number in sorted(watch.statuses.items())))
    failed += [f"{len(lost)} decisions lost"] if lost else []
    failed += [f"error: {words}" for words in watch.wrong[:5]]
    return lines + [f"NOT KEPT: {words}" for words in failed]


async def review(server: Server, watch: Watch, arguments: argparse.Namespace) -> None:
    """Let all reviewers work at once."""
    people = [Reviewer(server, watch, number) for number in range(arguments.reviewers)]
    await asyncio.gather(*(person.work(arguments.seconds, arguments.every) for person in people))


def main() -> int:
    """Make, serve, measure and say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--reviewers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--every", type=float, default=5)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if not arguments.folder.exists():
        print(f"Making a project of {arguments.claims:,} claims in {arguments.folder}; this takes some minutes.", flush=True)
        make_project(arguments.folder, arguments.claims)
    server, watch = Server(arguments.folder, arguments.reviewers), Watch()
    try:
        asyncio.run(review(server, watch, arguments))
        held = (server.measure_memory(), server.measure_computing())
    finally:
        server.end()
    lines = say_results(watch, arguments.folder, server, held, arguments)
    print("\n".join(lines))
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(any(line.startswith("NOT KEPT") for line in lines))


if __name__ == "__main__":
    sys.exit(main())
