"""Tell what a verb makes of its subject: who did it, who only bore it, and who did it where "they say" stands between."""

from __future__ import annotations

from civharm.reading.cues import load_cues
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence


def bears_losses(sentence: Sentence, verb: int) -> bool:
    """Whether a verb makes its subject the side that was hurt: "the troops sustained three wounded"."""
    word = sentence.words[verb]
    return word.tag.startswith("VB") and word.tag != "VBN" and word.lower in load_frame("bears_losses")


def find_verb(sentence: Sentence, i: int) -> int:
    """The verb of a harm word that is its last part: the "gunned" of "gunned down", the "shot" of "shot dead"."""
    word = sentence.words[i]
    verbal = word.dep in ("prt", "acomp", "oprd", "advmod") and sentence.words[word.head].tag.startswith("VB")
    return word.head if verbal else i


def find_subject_before_aside(sentence: Sentence, i: int) -> int | None:
    """Who does what a verb tells where "they say" stands between: "police arrested a man they say shot two people"."""
    verb, telling = sentence.words[i], sentence.words[max(0, i - 1)]
    if telling.dep != "relcl" or not verb.tag.startswith("VB") or verb.tag == "VBG" or sentence.has_subject(i):
        return None
    told = telling.lower in load_cues("reporting") and sentence.has_subject(telling.i)
    return telling.head if told else None
