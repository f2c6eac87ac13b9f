"""Tell whether the author or the speaker doubts the fact itself ("allegedly", "believed to"), not the number and not the doer."""

from __future__ import annotations

from civharm.model import Certainty
from civharm.reading.cues import find_cues
from civharm.reading.denials import leaves_clause
from civharm.reading.harms import Trigger
from civharm.reading.sentences import Sentence, Word


def find_certainty(sentence: Sentence, trigger: Trigger, mention_start: int) -> Certainty:
    """Read whether the author or the speaker marks doubt about the fact, in the clause of the harm word.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The strike reportedly killed four people."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> find_certainty(s, find_triggers(s)[0], 30)
    'hedged'
    """
    low = min(trigger.start, mention_start) - sentence.start
    high = max(trigger.end, mention_start) - sentence.start
    for start, end in find_cues(sentence.text, "hedge"):
        between = sentence.text[end:low] if end <= low else sentence.text[high:start] if start >= high else ""
        if not sentence.text[:start].strip("\"'“‘ "):
            between = between.removeprefix(",")  # "Reportedly, five men were hanged"
        if len(between) <= 45 and not leaves_clause(between) and _hedges_fact(sentence, start, end, trigger):
            return "hedged"
    return "stated"


def _hedges_fact(sentence: Sentence, start: int, end: int, trigger: Trigger) -> bool:
    """Whether doubt is about the deed.

    Not about who ("suspected militants"), by whom ("a raid believed to have been carried out by the army killed nine"), or how many
    ("possibly more", "perhaps 40").
    """
    word = sentence.word_at(sentence.start + start)
    if word is None:
        return True
    if word.dep == "amod" and sentence.text[start:end].lower() in _ADJECTIVES:
        return sentence.words[word.head].lower.startswith(_DEEDS)
    if word.tag.startswith("RB") and _counts(sentence, sentence.words[word.head], end):
        return False
    said = next((c for c in sentence.children[word.i] if sentence.words[c].dep in ("xcomp", "ccomp") and c > word.i), None)
    if said is None or not word.tag.startswith("VB"):
        return True
    return trigger.word in sentence.subtree(said) and not _is_aside(sentence, said, trigger.word)


_ADJECTIVES = frozenset(("alleged", "unconfirmed", "likely", "feared", "rumoured", "rumored", "unverified"))
_DEEDS = tuple(
    "kill death report toll massacre casualt number execution rape murder abduct kidnap tortur injur disappear beating".split()
)


def _counts(sentence: Sentence, head: Word, end: int) -> bool:
    """Whether an adverb of doubt belongs to a number: "possibly more", "perhaps 40"."""
    after = sentence.word_at(sentence.start + end + 1)
    near = head.tag in ("CD", "JJR") or (after is not None and after.tag in ("CD", "JJR") and after.i == head.i)
    return near or (after is not None and after.lower in ("more", "fewer", "dozens", "hundreds", "scores", "as", "up"))


def _is_aside(sentence: Sentence, said: int, harm: int) -> bool:
    """Whether a relative clause tells the harm, below what is believed: "believed to have ordered the raid that killed nine"."""
    at = harm
    while at != said and sentence.words[at].head != at:
        if sentence.words[at].dep == "relcl":
            return True
        at = sentence.words[at].head
    return False
