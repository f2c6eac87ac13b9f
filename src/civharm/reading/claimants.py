"""Find who is told to have done a deed that was told before: "X claimed responsibility", "these killings were committed by X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civharm.reading.actor_names import find_inside
from civharm.reading.actors import ActorMention
from civharm.reading.deeds import find_definite_deeds, load_deeds
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word
from civharm.reading.unlisted_doers import find_phrase_of_people


def find_claiming(sentence: Sentence, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Find the actors that a sentence makes the doers of what was told before it.

    >>> from civharm.reading.actors import find_actors
    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> def claiming(text):
    ...     sentence, = parse_sentences(find_sentences(text))
    ...     return [m.text for m in find_claiming(sentence, find_actors(text))]
    >>> claiming("Al-Shabaab claimed responsibility for the blast."), claiming("These killings were committed by hooded men.")
    (['Al-Shabaab'], ['hooded men'])
    >>> claiming("No group has claimed responsibility."), claiming("The rebels were behind the attack.")
    ([], ['The rebels'])
    """
    inside = find_inside(actors, sentence.start, sentence.end)
    found = [mention for mention in inside if _claims_it(sentence, mention)]
    for word in _told_as_doers(sentence):
        named = next((m for m in inside if m.start <= word.start < m.end or _is_in_phrase(sentence, word, m)), None)
        phrase = named or find_phrase_of_people(sentence, word)
        found += [phrase] if phrase is not None and phrase not in found else []
    return found


def _claims_it(sentence: Sentence, mention: ActorMention) -> bool:
    """Whether an actor is the subject of "claimed responsibility" or "admitted the raid"."""
    word = sentence.words_between(mention.start, mention.end)[-1]
    if word.dep in ("poss", "compound") and sentence.words[word.head].lower in load_frame("of_whom"):
        word = sentence.words[word.head]  # "al-Qaeda's | affiliate claimed responsibility"
    verb = sentence.words[word.head]
    below = [sentence.words[c] for c in sentence.children[verb.i]]
    own = word.dep == "nsubj" and any(w.dep == "dobj" and w.lower in _CLAIMED for w in below)
    return own and verb.lower in _CLAIMING and not any(w.dep == "neg" for w in below)


_CLAIMING = frozenset("claimed claims claim took takes accepted accepts admitted admits".split())
_CLAIMED = frozenset("responsibility credit attack bombing strike raid killing blast".split())


def _told_as_doers(sentence: Sentence) -> Iterator[Word]:
    """The words for whoever "the attack was carried out by", "was blamed on", or who "was behind the attack"."""
    if not find_definite_deeds(sentence.text):
        return
    for verb in sentence.words:
        below = [sentence.words[c] for c in sentence.children[verb.i]]
        if any(w.dep == "neg" for w in below):
            continue
        if verb.lower in load_frame("done_by") and _is_about_a_deed(sentence, below, "nsubjpass"):
            by = [w for w in below if w.dep == "agent" or (w.dep == "prep" and w.lower in ("on", "to", "by"))]
            yield from (sentence.words[c] for w in by for c in sentence.children[w.i] if sentence.words[c].dep == "pobj")
        elif verb.lower in ("was", "were", "is", "are", "be", "been") and _is_behind(sentence, below):
            yield from (w for w in below if w.dep == "nsubj")


def _is_about_a_deed(sentence: Sentence, below: Sequence[Word], dep: str) -> bool:
    """Whether the subject is a deed that was told before: "the attack", "these killings", "both raids"."""
    subjects = [w for w in below if w.dep == dep and w.lower in load_deeds()]
    return any(sentence.words[c].lower in _DEFINITE for w in subjects for c in sentence.children[w.i])


_DEFINITE = frozenset("the this that these those both all".split())


def _is_behind(sentence: Sentence, below: Sequence[Word]) -> bool:
    """Whether somebody "was behind the attack" or "responsible for the killings"."""
    for word in below:
        inner = [sentence.words[c] for c in sentence.children[word.i]]
        if word.lower == "behind" and any(w.dep == "pobj" and w.lower in load_deeds() for w in inner):
            return True
        told = [sentence.words[c] for w in inner if w.lower == "for" for c in sentence.children[w.i]]
        if word.lower == "responsible" and any(w.lower in load_deeds() for w in told):
            return True
    return False


def _is_in_phrase(sentence: Sentence, word: Word, mention: ActorMention) -> bool:
    """Whether an actor stands inside the phrase of a word: "members of | the 5th brigade"."""
    last = sentence.words_between(mention.start, mention.end)[-1:]
    return bool(last) and word.lower in load_frame("of_whom") and last[0].i in sentence.subtree(word.i)
