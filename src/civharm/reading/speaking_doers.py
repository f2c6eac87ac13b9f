"""Find who tells of his own deed: "we killed nine", said by the spokesman of a group; "the Taliban said its fighters ..."."""

from __future__ import annotations

from collections.abc import Sequence

from civharm.model import Speaker
from civharm.reading.actor_names import ActorMention
from civharm.reading.deeds import find_deed_verbs
from civharm.reading.doing_verbs import bears_losses, find_verb
from civharm.reading.harms import Trigger
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word
from civharm.reading.unlisted_doers import make_phrase

PRONOUNS = frozenset("they it we he she i".split())
_OWN = frozenset("its our their my".split())
_OF_OTHERS = frozenset("they it he she its their".split())  # in a quotation these are never the speaker
_QUOTES = ('"', "“", "”", "``")
_STEPS = 5
# From the name of a side up to whoever speaks for it: "Al-Shabaab's spokesman", "Ali, | spokesman for | the Taliban".
_PART_OF_NAME = frozenset("compound poss amod nmod appos pobj prep conj npadvmod".split())
_BELONGING = frozenset("of for from with at".split())


def find_speaking_doer(
    sentence: Sentence, trigger: Trigger, speakers: Sequence[Speaker], actors: Sequence[ActorMention]
) -> ActorMention | None:
    """Find the side for which a speaker tells that "we", "they" or "its fighters" did it.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> told = read(make_report("r", '"We killed nine guards," Omar Zaki, spokesman for the Taliban, told reporters.'))
    >>> [claim.actor.text for claim in told]
    ['Taliban']
    """
    done = trigger.row.victim == "object" or sentence.words[trigger.word].dep == "dobj"
    subject = find_subject(sentence, trigger) if done else None
    if subject is None or not speakers or speakers[0].start is None or speakers[0].end is None:
        return None
    start, end = speakers[0].start, speakers[0].end
    said = _pronoun_of(sentence, subject)
    if said is None or (said in _OF_OTHERS and not _is_reported(sentence, end, subject)):
        return None
    covered = sentence.words_between(start, end)
    if not covered:
        return next((a for a in actors if start <= a.start and a.end <= end), None)
    top = next((w for w in reversed(covered) if not start <= sentence.words[w.head].start < end), covered[-1])
    below = set(sentence.subtree(top.i))
    named = next((a for a in actors if _belongs(sentence, a, top, below)), None)
    return named or (_find_group(sentence, top) if speakers[0].kind in ("party", "other") else None)


def _find_group(sentence: Sentence, top: Word) -> ActorMention | None:
    """A group in no list that speaks itself: "the Red Path group said it had killed two"."""
    return make_phrase(sentence, top) if top.lower in load_frame("group_words") else None


def find_subject(sentence: Sentence, trigger: Trigger) -> Word | None:
    """The subject of the verb that tells of a harm, or of the verb that it is joined to; none of a passive."""
    verb = sentence.words[find_verb(sentence, trigger.word)]
    if verb.dep == "dobj" and sentence.words[verb.head].lower in load_frame("brings_about"):  # "inflicted 34 | casualties"
        verb = sentence.words[verb.head]
    for _ in range(_STEPS):
        below = [sentence.words[c] for c in sentence.children[verb.i]]
        if (
            not verb.tag.startswith("VB")
            or bears_losses(sentence, verb.i)
            or any(w.dep in ("auxpass", "nsubjpass", "agent") for w in below)
        ):
            return None
        subject = next((w for w in below if w.dep == "nsubj"), None)
        if subject is not None and verb.dep == "relcl" and subject.lower in ("which", "that"):
            return _find_doer_of(sentence, sentence.words[verb.head]) or subject
        if subject is not None or verb.dep not in ("conj", "advcl", "xcomp"):
            return subject
        verb = sentence.words[verb.head]
    return None


def _find_doer_of(sentence: Sentence, deed: Word) -> Word | None:
    """Who is told to be behind a deed, or to have done it: the "it" of "it was behind the blast, which killed six"."""
    above = sentence.words[deed.head]
    if deed.dep == "pobj" and above.lower == "behind":
        above = sentence.words[above.head]
    elif deed.dep != "dobj" or above.lower not in find_deed_verbs() | load_frame("brings_about"):
        return None
    return next((sentence.words[c] for c in sentence.children[above.i] if sentence.words[c].dep == "nsubj"), None)


def _pronoun_of(sentence: Sentence, word: Word) -> str | None:
    """The pronoun that a subject is, or whose fighters it names: "they", the "its" of "its fighters", the "our" of "our men"."""
    if word.lower in PRONOUNS:
        return word.lower
    people = any(word.lower in load_frame(frame) for frame in ("of_whom", "fighters_of_a_name", "own_forces"))
    owners = (sentence.words[c].lower for c in sentence.children[word.i])
    return next((owner for owner in owners if owner in _OWN), None) if people else None


def _is_reported(sentence: Sentence, end: int, subject: Word) -> bool:
    """Whether "they" stand behind whoever says so, in no quotation: "the rebels said they had killed two"."""
    between = sentence.text[max(0, end - sentence.start) : max(0, subject.start - sentence.start)]
    return end <= subject.start and not any(mark in between for mark in _QUOTES)


def _belongs(sentence: Sentence, mention: ActorMention, top: Word, below: set[int]) -> bool:
    """Whether an actor is the speaker, or the side that the words name him as speaking for."""
    last = sentence.words_between(mention.start, mention.end)[-1:]
    if not last or last[0].i not in below:
        return False
    word = last[0]
    while word.i != top.i:
        if word.dep not in _PART_OF_NAME or (word.dep == "prep" and word.lower not in _BELONGING):
            return False
        word = sentence.words[word.head]
    return True
