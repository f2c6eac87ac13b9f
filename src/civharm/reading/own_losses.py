"""Tell whose people were hurt where a side tells of its own losses: "the troops lost ten men", "we suffered three wounded"."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.model import Speaker, Status
from civharm.reading.actors import find_named_actors
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence
from civharm.reading.victim_status import describe_victims

_HOW_FAR = 4
_WE = frozenset("we they it".split())


def find_status_of_losers(sentence: Sentence, head: int, speakers: Sequence[Speaker] = ()) -> Status:
    """The status of the side that bears a loss; ``head`` is the word that carries the phrase for those who were hurt.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> def status(text, word):
    ...     s, = parse_sentences(find_sentences(text))
    ...     return find_status_of_losers(s, next(w.i for w in s.words if w.lower == word))
    >>> status("The army lost ten men in the ambush.", "men"), status("The village lost ten men.", "men")
    ('combatant', 'unknown')
    """
    for at in [head, *sentence.ancestors(head)][:_HOW_FAR]:
        word = sentence.words[at]
        if word.tag.startswith("VB") and word.lower in load_frame("bears_losses"):
            return _status_of_subject(sentence, at, speakers)
        hurt = word.dep == "advcl" and word.tag == "VBN"  # "sustained three | wounded"
        if not hurt and word.dep not in ("dobj", "conj", "pobj", "prep", "acl", "amod"):
            return "unknown"
    return "unknown"


def _status_of_subject(sentence: Sentence, verb: int, speakers: Sequence[Speaker]) -> Status:
    subject = next((c for c in sentence.children[verb] if sentence.words[c].dep == "nsubj"), None)
    if subject is None:
        return "unknown"
    if sentence.words[subject].lower in _WE:
        return "combatant" if speakers and speakers[0].kind == "party" else "unknown"
    below = sentence.subtree(subject)
    start, end = sentence.words[below[0]].start - sentence.start, sentence.words[below[-1]].end - sentence.start
    phrase = sentence.text[start:end]
    if any(mention.start == 0 or mention.end >= len(phrase) for mention in find_named_actors(f"{phrase} attacked")):
        return "combatant"
    status, _ = describe_victims(phrase)
    return status if status == "combatant" else "unknown"
