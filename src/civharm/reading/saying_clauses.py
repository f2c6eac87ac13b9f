"""Part what several verbs of saying of one sentence cover, at semicolons and at "and"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from civharm.model import SpeechAct
from civharm.reading.sentences import Sentence
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
