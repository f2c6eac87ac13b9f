"""Tell whether a harm is said not to have happened: negated, denied, called untrue, or only what something else was unlike."""

from __future__ import annotations

import re

from civharm.reading.cues import find_cues, load_cues
from civharm.reading.harms import Trigger
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence

# A denial reaches what it takes as its complement; what a relative clause tells of its object is taken as known.
_COMPLEMENTS = frozenset("ccomp xcomp pcomp acl dobj pobj prep conj oprd acomp attr nsubj nsubjpass csubj amod".split())
# Characters between a fear, or what says that it was not so, and the harm word.
FEAR_REACH = 60


def is_denied(sentence: Sentence, trigger: Trigger, verb: int, *, may: bool) -> bool:
    """Whether it is said not to have happened: negated, denied, or called untrue; what only ``may`` not happen is not denied."""
    below_verb = (sentence.words[c] for c in sentence.children[verb])
    if any(w.dep == "neg" and not trigger.start <= w.start < trigger.end for w in below_verb):  # not "not been heard from"
        return not may and not _is_not_only(sentence, verb)
    if any(_before(sentence, kind, trigger) for kind in ("no_evidence", "unlike")):
        return True
    if _YET_TO.search(sentence.text[: sentence.words[verb].start - sentence.start]):
        return True
    deny, blame, below = load_cues("deny"), load_cues("blame"), verb
    for at in [*sentence.ancestors(verb)][:6]:
        if sentence.words[below].dep not in _COMPLEMENTS:
            return False
        word = sentence.words[at]
        accuses = word.tag.startswith("VB") and word.lower in load_cues("accuse")  # "denied it and accused the army of killing six"
        if word.lower in blame or accuses:  # "denied any part in the killings"
            return False
        if below == verb and word.lower in load_frame("condemns") and sentence.words[below].dep == "dobj":
            return False  # "all parties rejected the murder"
        if word.lower in deny and word.tag.startswith("VB"):  # not "denied wounded people care"
            return sentence.words[verb].dep != "amod" and not any(sentence.words[c].dep == "neg" for c in sentence.children[at])
        if word.lower in load_cues("alleging") and _is_untrue(sentence, at):
            return True
        if word.tag.startswith("VB") and word.lower in load_cues("reporting") and sentence.words[below].dep == "ccomp":
            return False  # what another one says inside is not what is denied
        below = at
    return False


_YET_TO = re.compile(r"\b(?:is|are|was|were|has|have|had) yet to (?:\w+ )?$", re.I)  # "police are yet to arrest anybody"


def says_denial(text: str) -> bool:
    """Whether a sentence holds any word that can deny: without one the learned reader's word for it is not taken.

    >>> says_denial("He called reports of deaths untrue."), says_denial("He was concerned by reports of deaths.")
    (True, False)
    """
    return (
        any(find_cues(text, kind) for kind in ("deny", "untrue", "no_evidence", "unlike", "averted"))
        or _NEGATION.search(text) is not None
    )


_NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nor|neither|without|alive|unharmed|unhurt)\b|n['’]t\b", re.I)


def _is_not_only(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[c].lower in ("only", "just", "merely") for c in sentence.children[verb])


def _before(sentence: Sentence, kind: str, trigger: Trigger) -> list[tuple[int, int]]:
    """The cues of a kind before a harm word, with no end of a clause between."""
    at = trigger.start - sentence.start
    found = [(a, b) for a, b in find_cues(sentence.text, kind) if b <= at and at - b <= FEAR_REACH]
    return [
        (a, b) for a, b in found if not leaves_clause(sentence.text[b:at].removesuffix(" as "))
    ]  # "as shields" begins no clause


def _is_untrue(sentence: Sentence, noun: int) -> bool:
    """Whether what is alleged is called false: "reports that ... are false", "dismissed as lies"."""
    untrue = load_cues("untrue")
    head = sentence.words[sentence.words[noun].head]
    beside = [sentence.words[c] for c in (*sentence.children[noun], *sentence.children[head.i])]
    called = [w for w in beside if w.dep in ("acomp", "attr", "oprd", "amod") and w.i != noun]
    return any(w.lower in untrue and not any(sentence.words[c].dep == "neg" for c in sentence.children[head.i]) for w in called)


def leaves_clause(between: str) -> bool:
    """Whether words between a cue and a harm word end the clause of one of them.

    >>> leaves_clause(" more raids, and two nurses were "), leaves_clause(" that up to 40 people were ")
    (True, False)
    """
    return any(mark in between for mark in (",", ";", " after ", " when ", " where ", " as ", " while "))
