"""Find which part of a sentence a verb of saying covers when it leads: its own clause, no rival's and no afterthought."""

from __future__ import annotations

import re

from civharm.reading.saying_verbs import find_act, is_active
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_phrases import Phrase

RELATIVE = frozenset("which who that".split())
FINITE = ("VBD", "VBZ", "VBP", "MD")
_WITHIN = frozenset("although though while whilst after when since because if whereas before".split())
_LOST_END = re.compile(r"[a-z]{4}[.!?][”\"]?\s+[a-z]")


def find_lead_range(sentence: Sentence, verb: int, subject: Phrase) -> tuple[int, int]:
    """From the subject (or the whole clause before it, if that says nothing) to the end of what it says."""
    words, first = sentence.words, subject[0]
    before = words[first - 1] if first and subject[1] < verb else None
    start = words[min(first, verb)].start
    end = _semicolon(sentence, verb)
    lost = _LOST_END.search(sentence.text, words[verb].end - sentence.start)
    end = min(end, sentence.start + lost.end() - 1) if lost else end
    if before is not None and before.lower in _WITHIN:
        end = min(end, _clause_end(sentence, verb))
    elif not any(w.tag.startswith("VB") for w in words[:first]):
        start = sentence.start
    elif before is not None and before.lower in RELATIVE:
        start = before.start
    return start, min(end, find_afterthought(sentence, verb), _rival(sentence, verb), _announced(sentence, verb))


def _semicolon(sentence: Sentence, verb: int) -> int:
    """The semicolon between two clauses; not those of a list."""
    words = sentence.words
    at = next((w.i for w in words[verb + 1 :] if w.text == ";"), None)
    if at is None or not any(w.tag in FINITE for w in words[verb + 1 : at]) or not any(w.tag in FINITE for w in words[at:]):
        return sentence.end
    return words[at].start


def _clause_end(sentence: Sentence, verb: int) -> int:
    comma = next((w for w in sentence.words[verb + 3 :] if w.text == ","), None)
    return comma.start if comma else sentence.end


def _rival(sentence: Sentence, verb: int) -> int:
    """Where a clause begins that another one says ("..., while the army said ...")."""
    words = sentence.words
    for word in words[verb + 2 :]:
        parted = word.lower in ("while", "but", "whereas", "although", "though") and words[word.i - 1].text == ","
        if parted and any(find_act(sentence, w) and is_active(sentence, w.i) for w in words[word.i :]):
            return words[word.i - 1].start
    return sentence.end


def find_afterthought(sentence: Sentence, verb: int) -> int:
    """Where the report's own afterthought begins: "..., the army's latest denial after a raid that killed ten".

    ``verb`` is the word after which to look.
    """
    words = sentence.words
    commas = [w.i for w in words[verb + 1 : -1] if w.text == ","]
    for at in commas:
        opening = words[at + 1 : at + 7]
        rated = any(w.tag == "JJS" or w.lower in ("latest", "first", "second", "third") for w in opening)
        relative = next((w.i for w in words[at + 1 :] if w.tag in ("WDT", "WP")), len(words))
        finite = any(w.tag in FINITE for w in words[at + 1 : relative])
        if opening and opening[0].tag in ("DT", "PRP$") and rated and not finite and words[at + 1].lower != "that":
            return words[at].start
    return sentence.end


def _announced(sentence: Sentence, verb: int) -> int:
    """What is announced as a deed is not told as a fact: "announced a truce after a raid that killed ten"."""
    words = sentence.words
    if words[verb].lower not in ("announced", "announces", "announcing", "declared"):
        return sentence.end
    for word in words[verb + 1 :]:
        if word.tag in FINITE or word.lower == "that":
            return sentence.end
        if word.lower in ("following", "after", "amid", "amidst"):
            return word.start
    return sentence.end
