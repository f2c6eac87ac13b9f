"""Read the marked sentences, and fill their placeholders and vary their numbers (FORMAT.md says how they are written)."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

HARMS = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "abducted",
    "detained",
    "tortured",
    "sexual_violence",
    "human_shield",
    "displaced",
    "trapped",
)
MEASURES = ("incident", "period_total", "rate", "stock", "flow")
MODALITIES = ("occurred", "habitual", "attempted", "hypothetical", "feared", "future", "threatened", "denied")
FLAGS = ("part", "hedged", "old")
_MARK = re.compile(r"\[([^\[\]|]+)\|([a-z_+]+)((?:,[a-z_]+)*)\]")
_PLACEHOLDER = re.compile(r"\{([A-Z]+)(\d?)\}")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,:/-])\d{1,4}(?![\w:,./%-]|st\b|nd\b|rd\b|th\b)")
HERE = Path(__file__).parent
NAMES = yaml.safe_load((HERE / "names.yml").read_text(encoding="utf-8"))
# Words with which a line may begin and which are written small inside a sentence.
_SMALL_FIRST = frozenset(
    """a about after all almost an another around as at because before between both by during dozens each eight eleven every
    few fighters five following for four from gunmen half hundreds in it its last local many militants more most nearly
    nine no nobody nobody's none on one only over people police rebels residents scores seven several shelling shells
    since six soldiers some survivors ten that the their there these they this those thousands three three-quarters
    troops twelve two under until up villagers we what when while with witnesses women""".split()
)
_LONGEST_FRAMED = 30


@dataclass(frozen=True)
class Marked:
    """A marked phrase: what was done to it (nothing: ``none``), by offsets in the text."""

    start: int
    end: int
    harms: tuple[str, ...]
    measure: str
    modality: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    text: str
    marks: tuple[Marked, ...]


def load_lines(path: Path) -> list[str]:
    """Lines of a file that hold an example."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("# ") and line != "#"]


def load_frames() -> list[str]:
    """The longer sentences in which lines are put (frames.txt)."""
    return load_lines(HERE / "frames.txt")


def frame_line(line: str, other: str, frames: list[str], chance: random.Random) -> str:
    """Put a line into a longer sentence, perhaps with another line; a line that no frame takes comes back as it is.

    Training lines have some 15 words, sentences of the news 25 to 40; what is said of the victims stays the same.
    """
    frame = chance.choice(frames)
    told = {key: line if key in "Ss" else other for key in "STst" if f"{{{key}}}" in frame}
    if not all(_can_be_framed(text, small=key.islower()) for key, text in told.items()):
        return line
    for key, text in told.items():
        frame = frame.replace(f"{{{key}}}", _write_small(text[:-1]) if key.islower() else text[:-1])
    return frame


def _can_be_framed(line: str, *, small: bool) -> bool:
    """Whether a line is one sentence, not long, that ends with a full stop (and, where asked, may begin with a small letter)."""
    if not line.endswith(".") or line.endswith("...") or len(line.split()) > _LONGEST_FRAMED or re.search(r"[.!?:]\"? ", line):
        return False
    first = line.lstrip("[").split(" ", 1)[0].split("|")[0]
    return not small or first[0] in "{0123456789" or first.lower() in _SMALL_FIRST


def _write_small(line: str) -> str:
    at = 1 if line.startswith("[") else 0
    return line if line[at] == "{" else line[:at] + line[at].lower() + line[at + 1 :]


def parse_example(line: str) -> Example:
    """Take the marks out of a line. Raises ValueError on a label or attribute that is not in the lists."""
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        words, label, attributes = match.group(1), match.group(2), match.group(3).split(",")[1:]
        marks.append(_make_mark(len(text), len(text) + len(words), label, attributes, line))
        text += words
        at = match.end()
    return Example(text + line[at:], tuple(marks))


def _make_mark(start: int, end: int, label: str, attributes: list[str], line: str) -> Marked:
    harms = () if label == "none" else tuple(label.split("+"))
    for word in (*harms, *attributes):
        if word not in (*HARMS, *MEASURES, *MODALITIES, *FLAGS, "disaster"):
            raise ValueError(f"{word!r} is no label: {line}")
    measure = next((a for a in attributes if a in MEASURES), "incident")
    modality = next((a for a in attributes if a in MODALITIES), "occurred")
    return Marked(start, end, harms, measure, modality, tuple(a for a in attributes if a in (*FLAGS, "disaster")))


def fill_line(line: str, chance: random.Random) -> str:
    """Fill the placeholders of a line, the same name for the same placeholder, and vary its numbers."""
    chosen: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        key = match.group(0)
        if key not in chosen:
            options = [n for n in NAMES[match.group(1)] if n not in chosen.values()]
            chosen[key] = chance.choice(options)
        return chosen[key]

    filled = _PLACEHOLDER.sub(name, line)
    if chance.random() < 0.7:
        filled = _NUMBER.sub(lambda m: _vary(m.group(), chance), filled)
    if line.isupper() or sum(c.isupper() for c in line) > sum(c.islower() for c in line):
        filled = re.sub(r"\|[^\]]*\]", lambda m: m.group().lower(), filled.upper())
    return filled


def _vary(number: str, chance: random.Random) -> str:
    value = int(number.replace(",", ""))
    if 1900 <= value <= 2100 or value < 2:
        return number
    varied = max(2, round(value * chance.uniform(0.5, 2.0)))
    if 1900 <= varied <= 2100:
        return number
    return f"{varied:,}" if "," in number else str(varied)
