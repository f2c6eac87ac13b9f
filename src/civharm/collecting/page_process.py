"""The process that reads web pages: pages come in on its input, what they say goes out on its output, until the input ends."""

from __future__ import annotations

import json
import os
import sys

from civharm.collecting.article import find_article
from civharm.collecting.pages import load_message, write_message


def read_pages(most_elements: int, memory: int) -> None:
    """Answer each page with what it says, or with the error that it made."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not break the messages
    _limit_memory(memory)
    while True:
        try:
            page = load_message(sys.stdin.buffer).decode()
        except EOFError:
            return
        try:
            answer = find_article(page, most_elements)
        except Exception as error:  # any parser's failure is that page's alone
            answer = {"error": type(error).__name__}
        write_message(answers, json.dumps(answer).encode())


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the one of time holds there too
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    memory = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    read_pages(int(sys.argv[1]), int(sys.argv[2]))
