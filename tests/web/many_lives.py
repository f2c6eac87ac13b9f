"""A server of a fictional project that is killed and started again many times, each life a process of its own.

Each life opens the project from the disk as `civharm serve` does. It is forked from a process that has the package loaded, so that
two hundred lives take two minutes and not twenty.

    python tests/web/many_lives.py FOLDER     then a line for each life on the standard input
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import uvicorn

import civharm
from civharm.pipeline import Reading
from civharm.store import open_store
from civharm.web.serving import make_desk_app, make_hosts, open_desk
from civharm.web.sessions import Sessions
from web.million import READER

HERE = Path(__file__).parent


class Lives:
    """The process from which the lives are forked."""

    def __init__(self, folder: Path) -> None:
        paths = os.pathsep.join([str(HERE.parent), str(Path(civharm.__file__).parent.parent)])
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "many_lives.py"), str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": paths}, text=True,
        )  # fmt: skip
        self._pid = 0

    def begin(self) -> tuple[str, str]:
        """Begin a life; gives the address and the login token, once the server listens."""
        pid, port, token = self._ask("begin").split()
        self._pid = int(pid)
        return f"http://127.0.0.1:{port}", token

    def kill(self) -> None:
        """End the life as a power cut would: it gets no time for anything."""
        os.kill(self._pid, signal.SIGKILL)
        assert self._ask("bury") == "buried"

    def end(self) -> None:
        """End them all."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


def live(folder: Path, listening: socket.socket) -> None:
    """One life: open the project, say how to come in, and serve until killed."""
    port = listening.getsockname()[1]
    store, sessions = open_store(folder), Sessions()
    app = make_desk_app(open_desk(store, Reading(), reader=READER), sessions, make_hosts("127.0.0.1", port))
    print(os.getpid(), port, sessions.token, flush=True)
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="off", ws="none")
    uvicorn.Server(config).run(sockets=[listening])


def main(folder: Path) -> None:
    """Fork a life for each "begin", and wait for its end at each "bury"."""
    pid = 0
    for line in sys.stdin:
        if line.strip() == "bury":
            os.waitpid(pid, 0)
            print("buried", flush=True)
            continue
        with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
            pid = os.fork()
            if pid == 0:
                live(folder, listening)
                os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
