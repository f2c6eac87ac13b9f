"""Find the actors that a sentence makes doers of an attack, whatever its harm: "air strikes by Russian forces", "rebels shelled".

A claim without an actor of its own may take one of these (`lending`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civharm.model import Speaker
from civharm.reading.actor_names import find_inside
from civharm.reading.actors import ActorMention
from civharm.reading.attribution import Attribution, speakers_of
from civharm.reading.claimants import find_claiming
from civharm.reading.cues import load_cues
from civharm.reading.deeds import find_deed_verbs, load_deeds
from civharm.reading.doers_above import brings_about
from civharm.reading.doing_verbs import harms_object, is_answered, is_target
from civharm.reading.holders import holds_a_place
from civharm.reading.opponents import find_opponents
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word


@dataclass(frozen=True, slots=True)
class Doer:
    """An actor that does a deed in a sentence, or one whom somebody fights there, with whom the report credits for saying so.

    ``deed`` is the word for the deed, in lower case, where the actor does one there.
    """

    mention: ActorMention
    speakers: tuple[Speaker, ...]
    deed: str = ""
    opponent: bool = False


def find_doers(sentence: Sentence, actors: Sequence[ActorMention], attributions: Sequence[Attribution] = ()) -> list[Doer]:
    """Find the doers of a sentence, in order.

    >>> from civharm.reading.actors import find_actors
    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Air strikes by Russian forces hit the town held by the rebels."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [d.mention.text for d in find_doers(sentence, find_actors(text))]
    ['Russian forces']
    """
    inside = [a for a in find_inside(actors, sentence.start, sentence.end) if not holds_a_place(sentence, a)]
    deeds = {m: _find_deed(sentence, m) for m in inside if not is_only_means(m) and not _is_aside(sentence, m)}
    facing = [m for m in find_opponents(sentence, inside) if not deeds.get(m)]
    found = [m for m in inside if deeds.get(m)]
    return [Doer(m, speakers_of(attributions, m.start, m.end), deeds.get(m) or "", m in facing) for m in (*found, *facing)]


def is_only_means(mention: ActorMention) -> bool:
    """Whether a nameless "actor" is a weapon or a vehicle: "warplanes" say by what means, not who."""
    return mention.generic and mention.text.lower().split()[-1] in load_deeds() and len(mention.text.split()) == 1


def _is_aside(sentence: Sentence, mention: ActorMention) -> bool:
    """Whether a deed only says since when, or until when, something else is so: "since the army opened its offensive"."""
    chain = [w.i for w in sentence.words_between(mention.start, mention.end)[-1:]]
    chain += sentence.ancestors(chain[0]) if chain else []
    for word in (sentence.words[i] for i in chain):
        marks = [word] if word.dep == "prep" else [sentence.words[c] for c in sentence.children[word.i] if word.dep == "advcl"]
        if any(w.dep in ("prep", "mark") and w.lower in load_frame("since_when") for w in marks):
            return True
    return False


def _find_deed(sentence: Sentence, mention: ActorMention) -> str | None:
    """The word for what an actor does in a sentence, or none."""
    words = sentence.words_between(mention.start, mention.end)
    own = next((word.lower for word in words if word.lower in load_deeds()), None)
    return own or (_deed_of(sentence, words[-1]) if words else None)


def _deed_of(sentence: Sentence, word: Word) -> str | None:
    head = sentence.words[word.head]
    if word.dep == "pobj" and head.lower == "of" and sentence.words[head.head].lower in load_frame("of_whom"):
        return _deed_of(sentence, sentence.words[head.head])  # "a group of rebels ambushed"
    if word.dep in ("compound", "poss", "amod", "nmod"):
        does = head.lower in load_deeds() and not is_target(sentence, head.i) and not is_answered(sentence, head.i)
        return head.lower if does else None
    if word.dep == "pobj" and head.lower == "by":
        above = sentence.words[head.head]
        does = above.lower in load_deeds() | find_deed_verbs() and not is_answered(sentence, above.i)
        return above.lower if does else None
    if word.dep == "dobj" or (word.dep == "pobj" and head.lower == "on"):  # "accused Damascus of", "blamed the attack on rebels"
        verb = head if word.dep == "dobj" else sentence.words[head.head]
        return verb.lower if verb.lower in load_cues("accuse") else None
    return _deed_of_subject(sentence, head) if word.dep == "nsubj" else None


def _deed_of_subject(sentence: Sentence, verb: Word) -> str | None:
    objects = [sentence.words[c] for c in sentence.children[verb.i] if sentence.words[c].dep == "dobj"]
    deed = next((o.lower for o in objects if o.lower in load_deeds()), None)
    if verb.lower in load_frame("light_deeds") and objects:
        return deed
    told = sentence.kind == "title" and harms_object(verb) and objects  # "Gunmen kill nine": what the report is about
    does = told or verb.lower in find_deed_verbs() or (deed and brings_about(verb))
    return (deed or verb.lower) if does else None


@dataclass(frozen=True, slots=True)
class DoersTold:
    """Who does what in each sentence, by its start: deeds that it tells, deeds claimed for oneself, and the subject of its verb."""

    doers: Mapping[int, Sequence[Doer]]
    claimants: Mapping[int, Sequence[Doer]]
    subjects: Mapping[int, Sequence[Doer]]


def find_all_doers(
    sentences: Sequence[Sentence], actors: Sequence[ActorMention], attributions: Sequence[Attribution] = ()
) -> DoersTold:
    """Find the doers of all sentences."""
    return DoersTold(
        {s.start: find_doers(s, actors, attributions) for s in sentences},
        {s.start: find_claimants(s, actors, attributions) for s in sentences},
        {s.start: find_subjects(s, actors, attributions) for s in sentences},
    )


def find_subjects(sentence: Sentence, actors: Sequence[ActorMention], attributions: Sequence[Attribution] = ()) -> list[Doer]:
    """Find the actors that are subjects in a sentence, whatever they do, the main verb's first: "they" of the next are these.

    Who only says what others do is not meant: "police said gunmen came to the house".
    """
    inside = [a for a in find_inside(actors, sentence.start, sentence.end) if not holds_a_place(sentence, a)]
    found = []
    for mention in inside:
        words = sentence.words_between(mention.start, mention.end)
        verb = sentence.words[words[-1].head]
        if words[-1].dep == "nsubj" and verb.dep in _CLAUSES and not _only_says(sentence, verb):
            found.append((verb.dep != "ROOT", Doer(mention, _others_who_say(mention, attributions))))
    return [doer for _, doer in sorted(found, key=lambda pair: pair[0])]


_CLAUSES = ("ROOT", "conj", "advcl", "ccomp")


def _only_says(sentence: Sentence, verb: Word) -> bool:
    below = [c for c in sentence.children[verb.i] if sentence.words[c].dep == "ccomp"]
    told = any(all(sentence.words[c].lower != "to" for c in sentence.children[at]) for at in below)  # not "told them to leave"
    return told and verb.lower in load_cues("reporting")


def find_claimants(sentence: Sentence, actors: Sequence[ActorMention], attributions: Sequence[Attribution] = ()) -> list[Doer]:
    """Find whom a sentence makes the doers of what was told before it; who claims the deed for himself says it in his own name."""
    return [Doer(mention, _others_who_say(mention, attributions)) for mention in find_claiming(sentence, actors)]


def _others_who_say(mention: ActorMention, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Who else says what an actor does; nobody where the actor tells it of himself."""
    said = speakers_of(attributions, mention.start, mention.end)
    own = any(s.start is not None and s.start < mention.end and mention.start < (s.end or 0) for s in said)
    return () if own else said
