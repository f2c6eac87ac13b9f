"""Send the app what nobody would type: thousands of cases made by schemathesis from the OpenAPI description, to a real server.

    python tests/web/fuzz.py PYTHON [CASES]

PYTHON is the one that has civharm, and runs the server; schemathesis has an environment of its own (`make fuzz`). Every address is called as an admin with the session's own token, so that the cases reach the pages and not the guard alone; every
tenth case goes without the token, and most name things that there are. A server error is a failure, with the request that made it. Figures: docs/reliability.md.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

HERE = Path(__file__).resolve().parent
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Server:
    """The review app of a fictional project, in a process of its own."""

    def __init__(self, python: str, folder: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        paths = os.pathsep.join([str(HERE.parent), str(HERE.parent.parent / "src")])
        command = [python, str(HERE / "serve_fictional.py"), folder, str(port), "12"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}, text=True)
        assert self.process.stdout is not None
        self.token = self.process.stdout.readline().strip()
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit("the server does not listen")


class Walker:
    """A session at the server, and what was answered so far."""

    def __init__(self, server: Server) -> None:
        self.server, self.session = server, requests.Session()
        self.answers: Counter[int] = Counter()
        self.errors: list[str] = []
        form = {"name": "A. Recorder", "token": server.token}
        answer = self.session.post(f"{server.origin}/enter", form, headers={"Origin": server.origin}, allow_redirects=False)
        assert answer.status_code == 303, answer.text
        self.cookies = self.session.cookies.get_dict()
        self.csrf = self.find(r'name="csrf" value="([^"]+)"', "/queue")
        pages = {"claims": "/queue", "reports": "/reports", "incidents": "/incidents"}
        self.keys = {kind: re.findall(rf'href="/{kind}/([^"?#/]+)', self.get(page)) for kind, page in pages.items()}

    def get(self, path: str) -> str:
        return self.session.get(self.server.origin + path, cookies=self.cookies).text

    def find(self, pattern: str, path: str) -> str:
        found = re.search(pattern, self.get(path))
        assert found
        return found[1]

    def send(self, case: Any, *, real_key: int | None, own: bool) -> None:
        """Send one case, with the key of a thing that there is where one is to be had."""
        kind = case.path.split("/")[1]
        keys = self.keys.get({"second": "claims"}.get(kind, kind))
        if real_key is not None and keys and "key" in (case.path_parameters or {}):
            case.path_parameters["key"] = keys[real_key % len(keys)]
        if isinstance(case.body, dict) and own:
            case.body["csrf"] = self.csrf
        if case.path == "/leave" or (case.path == "/people/add" and own):
            return  # these would end the one session that all cases share
        headers = {"Origin": self.server.origin} | (FORM if case.method == "POST" else {})
        answer = case.call(base_url=self.server.origin, headers=headers, cookies=self.cookies, allow_redirects=False)
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            self.errors.append(f"{answer.status_code} {case.method} {case.as_curl_command()}")


def main(python: str, cases: int) -> int:
    """Send the cases; 1 where a server error came back."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(python, folder)
        began = time.monotonic()
        try:
            walker = Walker(server)
            described = json.loads(walker.get("/openapi.json"))
            schema = schemathesis.openapi.from_dict(described)
            operations = [one.ok() for one in schema.get_all_operations()]
            each = -(-cases // (len(operations) - 2)) + 2  # two operations are left out, and some cases
            for number, operation in enumerate(operations):
                _send_some(walker, operation, each, number)
        finally:
            server.process.kill()
            server.process.wait(10)
    answered = ", ".join(f"{status}: {count}" for status, count in sorted(walker.answers.items()))
    print(f"{walker.answers.total()} cases at {len(operations)} operations in {time.monotonic() - began:.0f} s ({answered})")
    print(f"server errors: {len(walker.errors)}")
    print("\n".join(walker.errors[:20]))
    return 1 if walker.errors or walker.answers.total() < cases * 0.9 else 0


def _send_some(walker: Walker, operation: Any, each: int, number: int) -> None:
    @seed(number)
    @settings(max_examples=each, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(
        case=operation.as_strategy(), real_key=st.one_of(st.none(), st.integers(0, 20), st.integers(0, 20)), own=st.integers(0, 9)
    )
    def run(case: Any, real_key: int | None, own: int) -> None:
        walker.send(case, real_key=real_key, own=own > 0)

    run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5000))
