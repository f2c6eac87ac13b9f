"""Name the doers that no list of actors knows, where the grammar makes them doers: "tortured by agents of the state security"."""

from __future__ import annotations

from collections.abc import Iterator

from civharm.model import Actor
from civharm.reading.actors import ActorMention
from civharm.reading.deeds import find_deed_verbs, load_deeds
from civharm.reading.doing_verbs import find_subject_before_aside, find_verb
from civharm.reading.harms import Trigger, load_harm_words
from civharm.reading.people import find_person_nouns
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word

# What people do to people with their own hands; who displaces or besieges is a force, and forces are listed.
_BY_HAND = ("killed", "injured", "casualties", "tortured", "sexual_violence", "abducted", "detained")


def find_unlisted_agent(sentence: Sentence, trigger: Trigger, victims: tuple[int, int]) -> Actor | None:
    """The people in no list of actors whom a passive or an active verb names as its doers.

    "Tortured by agents of the state security", "shot by elements of the 5th battalion", "the suspect shot a woman".
    """
    for doer in (*_passive_doers(sentence, trigger), *_active_doers(sentence, trigger)):
        if doer.lower in load_deeds() or victims[0] <= doer.start < victims[1]:
            continue
        if _names_people(sentence, doer):
            return _make_unlisted(sentence, doer)
    return None


def _passive_doers(sentence: Sentence, trigger: Trigger) -> Iterator[Word]:
    """Who stands behind the "by" of a passive."""
    for by in (c for c in sentence.children[find_verb(sentence, trigger.word)] if sentence.words[c].dep == "agent"):
        yield from (sentence.words[c] for c in sentence.children[by] if sentence.words[c].dep == "pobj")


def _active_doers(sentence: Sentence, trigger: Trigger) -> Iterator[Word]:
    """Who is the subject of a verb that harms its object, or of the deed by which it was done ("opened fire, killing two")."""
    verb = sentence.words[find_verb(sentence, trigger.word)]
    if trigger.harm not in _BY_HAND or trigger.row.victim != "object" or not _is_active(sentence, verb) or verb.lower in _BEING:
        return
    for _ in range(_STEPS):
        inserted = find_subject_before_aside(sentence, verb.i)
        subjects = [sentence.words[c] for c in sentence.children[verb.i] if sentence.words[c].dep == "nsubj"]
        if inserted is not None or subjects:
            found = [sentence.words[inserted]] if inserted is not None else subjects
            yield from (_antecedent(sentence, word) for word in found)
            return
        above = sentence.words[verb.head]
        if verb.dep not in _SHARING or (verb.dep == "advcl" and not _tells_a_deed(sentence, above)):
            return
        verb = above
        if not _is_active(sentence, verb) or verb.lower in load_frame("observes"):
            return


def _antecedent(sentence: Sentence, word: Word) -> Word:
    """Whom "who" stands for: "herders | , who killed nine farmers"."""
    verb = sentence.words[word.head]
    return sentence.words[verb.head] if word.tag in ("WP", "WDT") and verb.dep == "relcl" else word


_STEPS = 5
_BEING = frozenset("is are was were be been being".split())
_SHARING = ("conj", "advcl", "xcomp", "pcomp", "prep")


def _is_active(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb is one that its subject does to its object: no passive, and no participle that describes a noun."""
    passive = any(sentence.words[c].dep in ("auxpass", "nsubjpass", "agent") for c in sentence.children[verb.i])
    described = verb.tag == "VBN" and verb.dep in ("acl", "amod", "relcl")
    return verb.tag.startswith("VB") and not passive and not described and verb.lower not in load_frame("bears_losses")


def _tells_a_deed(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb alone or with its object tells of an attack: "opened fire", "returned fire", "shot two, killing one"."""
    objects = [sentence.words[c].lower for c in sentence.children[verb.i] if sentence.words[c].dep in ("dobj", "xcomp")]
    told = find_deed_verbs() | load_deeds() | load_harm_words().keys()
    return any(word in told for word in (verb.lower, *objects))


def _names_people(sentence: Sentence, doer: Word) -> bool:
    """Whether a noun is of persons, or of a body of them that "of" goes on to name; "others" are further victims."""
    if doer.lower in ("others", "another"):
        return False
    following = sentence.words[doer.i + 1].lower if doer.i + 1 < len(sentence.words) else ""
    if doer.lower in load_frame("of_whom") and following == "of":
        return True
    if doer.lower in _SOME and following == "of":
        held = [
            sentence.words[c] for of in sentence.children[doer.i] for c in sentence.children[of] if sentence.words[of].lower == "of"
        ]
        return any(_names_people(sentence, word) for word in held)
    if doer.tag.startswith("NNP") and doer.lower in load_frame("group_name_ends") and doer.dep != "compound":
        return True  # "the Redland Front"
    named = any(sentence.words[c].tag.startswith("NNP") and sentence.words[c].dep == "compound" for c in sentence.children[doer.i])
    if named and doer.lower in load_frame("group_words"):
        return True  # "the Red Path group"
    # "claimed the lives of three" tells no doer, "by opposition members" does
    nouns = (noun for noun in find_person_nouns(sentence.text) if not noun.container or noun.affiliate)
    return any(noun.start <= doer.start - sentence.start < noun.end for noun in nouns)


_SOME = frozenset("one two three some several many another most".split())  # "one of the men"
_IN_PHRASE = ("det", "amod", "compound", "nmod", "poss", "nummod", "prep", "case", "punct")


def find_phrase_of_people(sentence: Sentence, doer: Word) -> ActorMention | None:
    """The phrase of a noun for people, as an actor that no list knows; none where the noun is for something else."""
    return make_phrase(sentence, doer) if _names_people(sentence, doer) else None


def make_phrase(sentence: Sentence, doer: Word) -> ActorMention:
    """The phrase of a noun as an actor that no list knows."""
    actor = _make_unlisted(sentence, doer)
    start = actor.start if actor.start is not None else doer.start
    return ActorMention(start, start + len(actor.text), actor.text, actor.text, generic=True)


def _make_unlisted(sentence: Sentence, doer: Word) -> Actor:
    """The phrase around a noun, with what "of" adds to it."""
    below = [sentence.words[c] for c in sentence.children[doer.i]]
    first = min([w.start for w in below if w.i < doer.i and w.dep in _IN_PHRASE], default=doer.start)
    owners = [n for w in below if w.dep == "prep" and w.lower == "of" for n in sentence.subtree(w.i)]
    last = max([sentence.words[n].end for n in owners if owners[-1] - doer.i < 10], default=doer.end)
    text = sentence.text[first - sentence.start : last - sentence.start]
    return Actor(text=text, start=first, end=last, name=text)
