"""Run the commands of docs/tutorial.md and write their outputs into it, so that the tutorial shows what really comes out.

    python docs/tutorial_output.py            write
    python docs/tutorial_output.py --check    write nothing; exit 1 where an output is stale

A block is fenced as ``console`` and begins with ``$ command``. ``lines=12`` keeps the first twelve lines, ``lines=-2`` the last;
``id-of="words"`` puts the id of the first incident whose line holds the words where the command has an id.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE / "tutorial.md"
BLOCK = re.compile(r"```console(?P<said>[^\n]*)\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
ID = re.compile(r"(?<=explain )\S+")


class Shell:
    """A folder with the examples in it, in which the commands run one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = ""
        (folder / "examples").symlink_to(HERE.parent / "examples")
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        self.environment = {**os.environ, "PATH": path}

    def run(self, command: str) -> str:
        """Run a command and give what it prints; raises SystemExit where it fails."""
        ran = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if ran.returncode:
            raise SystemExit(f"docs/tutorial.md: {command}: exit code {ran.returncode}: {ran.stderr.strip()}")
        self.printed += ran.stdout
        return ran.stdout

    def find_incident(self, words: str) -> str:
        """Find the id of the first incident whose line holds the words."""
        line = next((line for line in self.printed.splitlines() if words in line and "\t" in line), None)
        if line is None:
            raise SystemExit(f"docs/tutorial.md: no incident's line holds {words!r}")
        return line.split("\t")[0]


def cut(output: str, said: str) -> str:
    """Keep as many lines as the block asks for."""
    lines = output.rstrip("\n").splitlines()
    asked = re.search(r"lines=(-?\d+)", said)
    if asked:
        number = int(asked[1])
        lines = lines[:number] if number > 0 else lines[number:]
    return "\n".join(lines) + "\n"


def refresh(page: str, shell: Shell) -> str:
    """Put the outputs of its commands into the page."""

    def run_block(block: re.Match[str]) -> str:
        said, command = block["said"], block["command"]
        wanted = re.search(r'id-of="([^"]+)"', said)
        if wanted:
            command = ID.sub(shell.find_incident(wanted[1]), command)
        return f"```console{said}\n$ {command}\n{cut(shell.run(command), said)}```"

    return BLOCK.sub(run_block, page)


def main() -> None:
    """Write the outputs, or check that they are fresh."""
    parser = argparse.ArgumentParser(description="Write the outputs of the tutorial's commands into docs/tutorial.md.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where an output is stale")
    check = parser.parse_args().check
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        fresh = refresh(page, Shell(Path(folder)))
    if check and fresh != page:
        sys.exit("docs/tutorial.md: stale; run: python docs/tutorial_output.py")
    if fresh != page:
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
        print("docs/tutorial.md written")


if __name__ == "__main__":
    main()
