"""Decide which phrase of a sentence names people to whom which harm was done: the learned reader and the grammar together.

The learned reader decides where it is sure; the grammar speaks where it is not. With the reader ``rules`` the grammar decides
alone: that is the explainable baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from civharm.model import Harm
from civharm.reading.harms import HarmWord, Trigger, find_triggers
from civharm.reading.learned import Reading, read_phrases
from civharm.reading.mentions import Mention, find_mentions
from civharm.reading.relations import link_rules
from civharm.reading.sentences import Sentence

ReaderName = Literal["hybrid", "rules"]

# The learned reader alone must be this sure of a harm; with the grammar on its side, this much. Chosen on the lines held back in
# training (training/sentences, one in ten), not on any gold.
SURE_ALONE = 0.5
SURE_WITH_GRAMMAR = 0.15
# Where only the grammar speaks (the phrase lies beyond the encoder's reach, or the reader is `rules`).
RULE_CONFIDENCE, WEAK_CONFIDENCE = 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase, the harm done to it, the harm word, how sure, and what decided: ``learned``, ``rules`` or both."""

    mention: Mention
    harm: Harm
    trigger: Trigger
    confidence: float
    decided_by: str
    reading: Reading | None


def find_harmed(sentence: Sentence, reader: ReaderName = "hybrid") -> list[Found]:
    """Find the harmed of a sentence, in order of the text."""
    triggers = find_triggers(sentence)
    mentions = find_mentions(sentence, triggers)
    if not mentions:
        return []
    links = link_rules(sentence, triggers, mentions)
    readings: list[Reading | None] = [None] * len(mentions)
    if reader == "hybrid":
        readings = read_phrases(sentence.text, [(m.start - sentence.start, m.end - sentence.start) for m in mentions])
    found = []
    for number, mention in enumerate(mentions):
        found += list(_decide(sentence, mention, links.get(number, []), readings[number], triggers))
    return found


def _decide(
    sentence: Sentence, mention: Mention, linked: Sequence[Trigger], reading: Reading | None, triggers: Sequence[Trigger]
) -> Iterator[Found]:
    if reading is None:
        yield from _by_rules(mention, linked)
        return
    said = {harm for trigger in linked if not trigger.row.weak for harm in [trigger.harm]}
    for harm, sure in reading.harms.items():
        needed = SURE_WITH_GRAMMAR if harm in said and mention.kind not in ("pronoun", "named") else SURE_ALONE
        if sure < needed or mention.kind == "pronoun" and not linked:
            continue
        trigger = _trigger_for(sentence, mention, harm, linked, triggers)
        decided = "learned+rules" if harm in said else "learned"
        yield Found(mention, harm, trigger, max(sure, SURE_WITH_GRAMMAR), decided, reading)


def _by_rules(mention: Mention, linked: Sequence[Trigger]) -> Iterator[Found]:
    """What the grammar alone says: the strongest harm word linked, and no names or pronouns without one."""
    strong = [t for t in linked if not t.row.weak]
    chosen = strong or ([] if mention.kind in ("pronoun", "named") else list(linked))
    if chosen:
        sure = WEAK_CONFIDENCE if chosen[0].row.weak else RULE_CONFIDENCE
        yield Found(mention, chosen[0].harm, chosen[0], sure, "rules", None)


def _trigger_for(
    sentence: Sentence, mention: Mention, harm: Harm, linked: Sequence[Trigger], triggers: Sequence[Trigger]
) -> Trigger:
    """The harm word of a harm: linked by grammar, else the nearest that says this harm, else the nearest, else the phrase's verb."""
    for choice in ([t for t in linked if t.harm == harm], [t for t in triggers if t.harm == harm], linked, triggers):
        if choice:
            return min(choice, key=lambda t: (max(0, t.start - mention.end, mention.start - t.end), t.start))
    head = sentence.words[mention.head]
    verb = next((sentence.words[i] for i in sentence.ancestors(head.i) if sentence.words[i].tag.startswith("VB")), head)
    return Trigger(verb.text, verb.start, verb.end, verb.i, HarmWord(harm, "verb", "object", True, None))
