"""A real server in a process of its own, to be killed or looked at by a real browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import civharm

HERE = Path(__file__).parent


class Server:
    """Serves a fictional project from a folder on a free port."""

    def __init__(self, folder: Path, claims: int = 12, script: str = "serve_fictional.py") -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, str(HERE / script), str(folder), str(self.port), str(claims)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parent), str(Path(civharm.__file__).parent.parent)])}
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        self.token = self.read_token()
        self._wait()

    def read_token(self) -> str:
        """Read the next login token; each works once, and is then replaced by another."""
        token, self.token = getattr(self, "token", ""), ""
        if token:
            return token
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _wait(self) -> None:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not listen")

    def kill(self) -> None:
        """Kill it as a power cut would: it gets no time for anything."""
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
