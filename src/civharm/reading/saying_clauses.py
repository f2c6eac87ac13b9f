"""Part what several verbs of saying of one sentence cover, at semicolons and at "and"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from civharm.model import SpeechAct
from civharm.reading.part_words import make_number
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_kinds import find_speaker_words
from civharm.reading.speaker_phrases import TIMES, Phrase

Mode = Literal["lead", "tail", "aside"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying: its subject and the outlet it was told to, by word indexes, and the half-open range that it covers."""

    verb: int
    act: SpeechAct
    subject: Phrase
    heard: Phrase | None
    mode: Mode
    start: int
    end: int


def part_at_semicolons(sentence: Sentence, found: Sequence[Saying]) -> list[Saying]:
    """Where another speaks behind a semicolon, what each says ends there: "monitors say 15 died; the ministry puts it at four"."""
    stops = [w.start for w in sentence.words if w.text == ";"]
    parted = list(found)
    for n, (before, after) in enumerate(pairwise(found)):
        first = min(sentence.words[after.subject[0]].start, sentence.words[after.verb].start)
        stop = next((at for at in reversed(stops) if sentence.words[before.verb].start < at < first), None)
        if stop is not None:
            parted[n] = replace(parted[n], end=min(parted[n].end, stop))
            parted[n + 1] = replace(parted[n + 1], start=max(parted[n + 1].start, stop))
    return [_keep_own_clause(sentence, saying, stops) for saying in parted]


def part_at_gaps(sentence: Sentence, found: Sequence[Saying]) -> list[Saying]:
    """Where the verb is left out for the next who speaks, his number is his: "the army spoke of two dead, | the rebels of 40"."""
    parted: list[Saying] = []
    for saying in found:
        gap = _find_gap(sentence, saying) if saying.mode == "lead" else None
        if gap is None:
            parted.append(saying)
            continue
        subject, start, end = gap
        parted += [replace(saying, end=start), replace(saying, subject=subject, heard=None, start=start, end=end)]
    return parted


def _find_gap(sentence: Sentence, saying: Saying) -> tuple[Phrase, int, int] | None:
    """Who speaks behind a comma or "and" with nothing but a number, and which part of the sentence is his."""
    match = _gap().search(sentence.text, sentence.words[saying.verb].end - sentence.start, saying.end - sentence.start)
    if match is None or not find_speaker_words(match["who"]):
        return None
    words = sentence.words_between(sentence.start + match.start("who"), sentence.start + match.end("who"))
    verbs = any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words)
    if not words or verbs:
        return None
    return (words[0].i, words[-1].i), words[0].start, sentence.start + match.end()


@cache
def _gap() -> re.Pattern[str]:
    hedge = r"(?:at least |about |around |some |nearly |almost |over |more than |up to )?"
    who = r"(?P<who>(?:[A-Za-z][\w’'-]* ){1,5}?)"
    return re.compile(rf"(?:,| and|, while| while) {who}(?:of |at |that )?{hedge}{make_number()}(?=\s*[.;]|\s*$)", re.I)


def _keep_own_clause(sentence: Sentence, saying: Saying, stops: Sequence[int]) -> Saying:
    """What somebody goes on to say behind a semicolon reaches back no further: "ten died; | his lawyer said he was hurt"."""
    words = sentence.words
    stop = next((at for at in reversed(stops) if saying.start <= at < words[saying.subject[0]].start), None)
    if stop is None or saying.subject[0] > saying.verb or saying.verb + 2 >= len(words):
        return saying
    behind = words[saying.verb + 1]
    goes_on = behind.tag in ("PRP", "PRP$", "DT", "EX", "CD", "NN", "NNS", "NNP") and behind.lower not in TIMES
    return replace(saying, start=stop) if goes_on or behind.lower == "that" else saying


def part_at_and(sentence: Sentence, found: Sequence[Saying]) -> list[Saying]:
    """Where one subject says two things, each verb has its own: "the rebels denied it | and accused the army of killing six"."""
    parted = list(found)
    for n, (before, after) in enumerate(pairwise(found)):
        verb = sentence.words[after.verb]
        joined = verb.i > 0 and sentence.words[verb.i - 1].tag == "CC" and before.subject == after.subject
        if joined and before.mode == after.mode == "lead" and before.start <= verb.start < before.end:
            parted[n] = replace(parted[n], end=verb.start)
            parted[n + 1] = replace(parted[n + 1], start=verb.start)
    return parted
