"""Make texts to read, all fictional and seeded: conflict news, and a crawl of pages of which few tell any harm.

The harm is told by the project's own training sentences (``training/sentences``), their placeholders filled as in training; all
else by the phrases of ``phrases.yml``. A page of the crawl holds words that look like harm ("injured his knee", "killed the bill").
"""

from __future__ import annotations

import random
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1] / "training"))

from examples import fill_line, load_lines, parse_example  # noqa: E402 (a script's neighbour)

# Of 10,264 sentences in 339 reports of several wars 36 % hold a word of harm, of 30 reports on one war 54 %; of the made news 44 %.
HARM_SHARE = 0.5
NEWS_SENTENCES = (8, 26)
PAGE_SENTENCES = (6, 60)
HARMFUL_PAGES = 0.05  # of the crawl
LOOKS_LIKE_HARM = 0.03  # of the sentences of its other pages: every second page holds one
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _phrases() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "phrases.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def _lines() -> list[str]:
    """The training sentences, whole ones of usual length."""
    files = sorted((HERE.parents[1] / "training/sentences").glob("*.txt"))
    lines = [line for file in files for line in load_lines(file)]
    return [line for line in lines if 60 < len(parse_example(line).text) < 300]


def make_news(seed: int) -> str:
    """One report on fighting: a title, a lead, and sentences of harm among others, in paragraphs."""
    chance = random.Random(f"news {seed}")
    count = chance.randint(*NEWS_SENTENCES)
    sentences = [_harm(chance)]
    sentences += [_harm(chance) if chance.random() < HARM_SHARE else _fill(chance, "conflict") for _ in range(count - 1)]
    return _set(chance, _fill(chance, "titles"), sentences)


def make_page(seed: int) -> str:
    """One page of a crawl: sport, trade, weather, culture; one in twenty is a report on fighting."""
    chance = random.Random(f"page {seed}")
    if chance.random() < HARMFUL_PAGES:
        return make_news(seed)
    subject = chance.choice(sorted(_phrases()["subjects"]))
    count = chance.randint(*PAGE_SENTENCES)
    sentences = [_fill(chance, "traps" if chance.random() < LOOKS_LIKE_HARM else subject) for _ in range(count)]
    return _set(chance, _fill(chance, subject).rstrip("."), sentences)


def make_large(size: int, seed: int = 1) -> str:
    """Reports one after another, up to a size in characters."""
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(make_news(seed + len(parts)))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:size]


def _harm(chance: random.Random) -> str:
    return parse_example(fill_line(chance.choice(_lines()), chance)).text


def _fill(chance: random.Random, subject: str) -> str:
    phrases = _phrases()
    kept = phrases["subjects"].get(subject) or phrases[subject]
    text = chance.choice(kept)
    while match := _SLOT.search(text):
        text = text[: match.start()] + str(_pick(chance, match.group(1))) + text[match.end() :]
    return text[:1].upper() + text[1:]


def _pick(chance: random.Random, slot: str) -> str | int:
    return chance.randint(2, 900) if slot == "number" else chance.choice(_phrases()["words"][slot])


def _set(chance: random.Random, title: str, sentences: list[str]) -> str:
    paragraphs, at = [title], 0
    while at < len(sentences):
        size = chance.randint(1, 3)
        paragraphs.append(" ".join(sentences[at : at + size]))
        at += size
    return "\n\n".join(paragraphs)
