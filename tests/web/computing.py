"""What the review app computes for each request on a large project: processor time, which other work on the machine hardly changes.

    python tests/web/computing.py FOLDER [--claims 1000000] [--requests 150] [--out FILE]

The same requests as those of `load.py`, one after the other, by one reviewer. What is measured is the time that all threads of the
server's process computed between a request and its reply; the client's own time is no part. Decisions are taken down: use a copy
of a project that is to stay as it is.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

from web.load import Reviewer, Server, Watch, find_quantile
from web.million import make_project


def measure_ms(server: Server) -> float:
    """The milliseconds that the server's process has computed so far, to the nanosecond (Linux)."""
    tasks = Path(f"/proc/{server.pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6


async def measure(server: Server, requests: int) -> dict[str, list[float]]:
    """Send so many requests of each kind; gives what each cost."""
    person, took = Reviewer(server, Watch(), 1), defaultdict[str, list[float]](list)
    person.dice, person.filter = random.Random(5), {}
    place = (await person.http.get("/next")).headers["location"]
    page = await person.get("next claim", place)

    async def cost(what: str, ask: Callable[[], Awaitable[object]]) -> None:
        before = measure_ms(server)
        await ask()
        await asyncio.sleep(0.02)  # what the server does after its reply counts too
        took[what].append(measure_ms(server) - before)

    async def decide() -> None:
        nonlocal page
        page = await person.decide(person.place, page)

    person.place = place
    for number in range(requests):
        await cost("decision and next claim", decide)
        await cost("next claim", lambda: person.get("next claim", person.place))
        await cost("queue", lambda number=number: person.get("queue", "/queue", page=str(number % 5)))
        await cost("filter", lambda: person.get("filter", "/queue", **person._choose_filter()))
        words = person.choose_search()
        await cost("search", lambda words=words: person.get("search", "/search", **words))  # type: ignore[misc]
        took["search: " + " ".join(sorted(words))].append(took["search"][-1])
    if person.watch.wrong:
        sys.exit("\n".join(person.watch.wrong[:5]))
    return took


def main() -> None:
    """Serve, measure and say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=150)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    if not arguments.folder.exists():
        make_project(arguments.folder, arguments.claims)
    server = Server(arguments.folder, 2)
    try:
        took = asyncio.run(measure(server, arguments.requests))
    finally:
        server.end()
    lines = [f"{'':32}{'number':>8}{'mean':>8}{'median':>9}{'95 %':>8}{'longest':>9}  milliseconds of processor time"]
    for what, each in took.items():
        found = [sum(each) / len(each), *(find_quantile(each, share) for share in (0.5, 0.95, 1.0))]
        lines.append(f"{what:32}{len(each):>8}{found[0]:>8.1f}{found[1]:>9.1f}{found[2]:>8.1f}{found[3]:>9.1f}")
    print("\n".join(lines))
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
