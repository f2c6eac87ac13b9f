"""Name the doers that no list of actors knows, where the grammar makes them doers: "tortured by agents of the state security"."""

from __future__ import annotations

from civharm.model import Actor
from civharm.reading.agents import load_deeds
from civharm.reading.harms import Trigger
from civharm.reading.people import find_person_nouns
from civharm.reading.sentences import Sentence, Word


def find_unlisted_agent(sentence: Sentence, trigger: Trigger, victims: tuple[int, int]) -> Actor | None:
    """The people in no list of actors whom a passive names as its doers: "tortured by agents of the state security"."""
    for by in (c for c in sentence.children[trigger.word] if sentence.words[c].dep == "agent"):
        for doer in (sentence.words[c] for c in sentence.children[by] if sentence.words[c].dep == "pobj"):
            if doer.lower in load_deeds() or victims[0] <= doer.start < victims[1]:
                continue
            if any(noun.start <= doer.start - sentence.start < noun.end for noun in find_person_nouns(sentence.text)):
                return _make_unlisted(sentence, doer)
    return None


_IN_PHRASE = ("det", "amod", "compound", "nmod", "poss", "nummod", "prep", "case", "punct")


def _make_unlisted(sentence: Sentence, doer: Word) -> Actor:
    """The phrase around a noun, with what "of" adds to it."""
    below = [sentence.words[c] for c in sentence.children[doer.i]]
    first = min([w.start for w in below if w.i < doer.i and w.dep in _IN_PHRASE], default=doer.start)
    owners = [n for w in below if w.dep == "prep" and w.lower == "of" for n in sentence.subtree(w.i)]
    last = max([sentence.words[n].end for n in owners if owners[-1] - doer.i < 8], default=doer.end)
    text = sentence.text[first - sentence.start : last - sentence.start]
    return Actor(text=text, start=first, end=last, name=text)
