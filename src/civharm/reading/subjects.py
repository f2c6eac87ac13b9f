"""Find what the grammar makes the subject of a phrase: of whom "are" tells something, whose verb a set phrase is."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.reading.harms import Trigger
from civharm.reading.mentions import Mention
from civharm.reading.sentences import Sentence


def find_subject_of(sentence: Sentence, mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """Find the people of whom an uncounted plural is told by "are" or "appear to be".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The hostages were farmers."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> mentions = find_mentions(sentence)
    >>> [(text[m.start : m.end], find_subject_of(sentence, m, mentions) is mentions[0]) for m in mentions]
    [('The hostages', False), ('farmers', True)]
    """
    word = sentence.words[mention.head]
    if word.dep != "attr" or mention.kind != "plural":
        return None
    at = word.head
    while sentence.words[at].dep == "xcomp" and not any(sentence.words[c].dep == "nsubj" for c in sentence.children[at]):
        at = sentence.words[at].head
    subject = next((c for c in sentence.children[at] if sentence.words[c].dep == "nsubj"), None)
    return next((m for m in mentions if m.head == subject and m is not mention), None)


def is_victim_of_phrase(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a set phrase has its victims where a phrase stands: as its object, or as the subject of its verb ("fell victim").

    The verb may be a participle below that of its subject: "the man shot two clerks before taking his own life".
    """
    word = sentence.words[mention.head]
    if trigger.row.victim != "before" or word.dep not in _SUBJECTS:
        return trigger.row.victim == "object"
    return find_subject_above(sentence, trigger) == word.i


def find_subject_above(sentence: Sentence, trigger: Trigger) -> int | None:
    """The subject of a phrase's verb, or of the verb that it is told with ("before taking his own life")."""
    verb = next((w for w in sentence.words_between(trigger.start, trigger.end) if w.tag.startswith("VB")), None)
    if verb is None:
        return None
    for _ in range(_STEPS):
        subject = next((c for c in sentence.children[verb.i] if sentence.words[c].dep in _SUBJECTS), None)
        if subject is not None or verb.dep not in ("pcomp", "prep", "advcl", "conj", "xcomp"):
            return subject
        verb = sentence.words[verb.head]
    return None


_SUBJECTS = ("nsubj", "nsubjpass")
# From a participle over its preposition to the verb of the sentence, and over one joined to that.
_STEPS = 4
