"""Find who is said to have done it among the names in a sentence, by its grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from civharm.reading.actor_names import ActorMention
from civharm.reading.cues import load_cues
from civharm.reading.deeds import find_deed_verbs, load_deeds
from civharm.reading.doers_above import climb_to_doer, is_accused_of, is_believed_doer, is_relative_of_persons
from civharm.reading.doing_verbs import (
    bears_losses,
    dies,
    find_subject_before_aside,
    is_answered,
    is_done_to_subject,
    is_in_clause_of,
    is_target,
    may_do,
)
from civharm.reading.harms import Trigger, load_harm_words
from civharm.reading.holders import find_holder, holds_a_place, only_calls
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaking_doers import PRONOUNS

# Words before an actor that make it the goal or the holder of a place, not the doer.
_NOT_DOING = frozenset(
    "against from on at targeting fleeing fighting of to with for in near under held besieged including excluding".split()
)


def find_agent(
    sentence: Sentence, trigger: Trigger, victims: tuple[int, int], mentions: Sequence[ActorMention]
) -> ActorMention | None:
    """Find the actor that the grammar of a sentence makes the doer of a harm, or none.

    ``mentions`` are the actors of the sentence by offsets in the report, ``victims`` the span of the victims' phrase.
    """
    apart = [m for m in mentions if not (m.start < victims[1] and victims[0] < m.end)]
    apart = [m for m in apart if not (m.start < trigger.end and trigger.start < m.end)]  # the "gang" of "gang-raped"
    if trigger.harm == "trapped" and (holder := find_holder(sentence, apart)) is not None:
        return holder
    able = [m for m in apart if not holds_a_place(sentence, m) and not only_calls(sentence, m)]
    able = [m for m in able if may_do(sentence, m.start, m.end, victims)]
    if not able:
        return None
    governors, stopped = climb_to_doer(sentence, trigger.word)
    if any(sentence.words[n].lower in load_frame("shows") for n in governors):  # who films his own deeds is no police
        able = [m for m in able if not _is_of_a_state(m)]
    planter = next((m for m in able if _PLANTED_BY.search(sentence.text, 0, m.start - sentence.start)), None)
    for verb in governors:
        inserted = find_subject_before_aside(sentence, verb)
        if inserted is not None:
            return _in_part(sentence, inserted, able)
        if sentence.words[verb].lower in load_frame("comes_after") or bears_losses(sentence, verb):
            return planter
        parts = list(_doing_parts(sentence, verb, trigger.word, victims))
        parts += _shared_parts(sentence, verb) if verb == trigger.word else []
        for found in (in_part(sentence, part, able) for in_part in (_in_part, _owner) for part in parts):
            if found is not None:
                return found
    if stopped or planter is not None:  # what stands above tells what others did
        return planter
    return _doer_before(sentence, trigger, able)


def _is_of_a_state(mention: ActorMention) -> bool:
    words = mention.text.lower().split()
    return mention.kind == "state" or mention.refers in ("state", "coalition") or not load_frame("state_bodies").isdisjoint(words)


def has_pronoun_for_doer(sentence: Sentence, trigger_start: int) -> bool:
    """Whether a pronoun is the subject of the verb at an offset, so that the sentence before names who did it ("They shot her")."""
    verb = sentence.word_at(trigger_start)
    if verb is None:
        return False
    if not verb.tag.startswith("VB") and verb.dep in ("acomp", "oprd", "advmod", "ccomp"):  # "shot one of them | dead"
        verb = sentence.words[verb.head]
    if verb.dep in ("conj", "advcl", "xcomp") and not sentence.has_subject(verb.i):  # "they went to his house and killed him"
        verb = sentence.words[sentence.climb(verb.i, ("conj", "advcl", "xcomp"))[-1]]
    return any(sentence.words[c].dep == "nsubj" and sentence.words[c].lower in PRONOUNS for c in sentence.children[verb.i])


def _doer_before(sentence: Sentence, trigger: Trigger, able: Sequence[ActorMention]) -> ActorMention | None:
    """Where the grammar leads nowhere: the last actor before the harm that is the subject of a deed ("fired into ..., killing")."""
    for mention in reversed([m for m in able if m.end <= trigger.start]):
        for word in sentence.words_between(mention.start, mention.end):
            verb = sentence.words[word.head]
            if (
                word.dep == "nsubj"
                and verb.lower in find_deed_verbs()
                and ";" not in sentence.text[mention.end - sentence.start : trigger.start - sentence.start]
            ):
                return mention
    return None


# "stepping on a mine planted by | the rebels"
_PLANTED_BY = re.compile(r"\b(?:planted|laid|left|buried|placed|rigged|hidden)(?: there)? by (?:the |suspected )?$", re.I)


def _doing_parts(sentence: Sentence, i: int, harm: int, victims: tuple[int, int]) -> Iterator[int]:
    """The words under a governor that may hold the doer: by-phrase, subject, "in/after an X strike", what stands before a noun."""
    children = [sentence.words[c] for c in sentence.children[i]]
    if sentence.words[i].lower in load_cues("accuse") and sentence.words[i].tag.startswith("VB"):
        yield from _accused(sentence, i)
        return
    for child in children if not _is_apart(sentence, i, harm) else ():
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            yield from (c for c in sentence.children[child.i] if sentence.words[c].dep == "pobj")  # not "by firing"
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in children)
    if sentence.words[i].dep == "acl" and sentence.words[i].tag == "VBG":  # "images of militias torturing prisoners"
        yield sentence.words[i].head
    if is_relative_of_persons(sentence, sentence.words[i]):  # "the gunmen who killed"
        yield sentence.words[i].head
    if is_believed_doer(sentence, i, harm):
        yield from (c.i for c in children if c.dep == "nsubjpass")
    for child in children:
        covered = child.start < victims[1] and victims[0] < child.end
        dead = dies(sentence, i) and sentence.words[harm].dep == "conj"  # "two soldiers died and five were injured"
        if child.dep == "nsubj" and not passive and not covered and not dead and not _holds(sentence, child.i, victims):
            yield child.i
    for child in children:
        if child.dep in ("prep", "advcl", "npadvmod", "dobj", "pobj", "nsubjpass", "acl") and not _holds(
            sentence, child.i, victims
        ):
            named = load_deeds() | {"by"} | ({"hands"} if child.lower == "at" else set())
            inside = (n for n in sentence.subtree(child.i) if sentence.words[n].lower in named and not is_target(sentence, n))
            able = (n for n in inside if not is_answered(sentence, n, i) and not is_done_to_subject(sentence, n, i))
            yield from (n for n in able if not _does_another_thing(sentence, n, (i, harm)))
    for child in children:
        if child.dep in ("advcl", "relcl", "ccomp") and child.lower in find_deed_verbs():
            yield from (c for c in sentence.children[child.i] if sentence.words[c].dep == "nsubj")
    if sentence.words[i].lower in load_deeds() and not (sentence.words[i].tag == "VBG" and sentence.words[i].dep == "advcl"):
        yield i
    if i == harm or sentence.words[i].lower in load_deeds():
        yield from (c.i for c in children if c.dep in ("poss", "compound", "amod") and c.tag.startswith(("NN", "JJ")))


def _is_apart(sentence: Sentence, i: int, harm: int) -> bool:
    """Whether a verb that tells no deed is only joined to a harm with another subject: "is used by gangs, and two were shot"."""
    if i == harm or sentence.words[i].lower in find_deed_verbs() or sentence.words[i].lower in load_harm_words():
        return False
    joined = next((at for at in (harm, *sentence.ancestors(harm)) if sentence.words[at].head == i), harm)
    return sentence.words[joined].dep == "conj" and sentence.has_subject(joined)


def _does_another_thing(sentence: Sentence, by: int, verbs: Sequence[int]) -> bool:
    """Whether "by" names who did something else to the object: "freed hostages held by | rebels and killed two"."""
    word = sentence.words[by]
    held = sentence.words[word.head]
    done = held.lower in find_deed_verbs() | load_deeds()
    return word.dep == "agent" and word.head not in verbs and not done


def _shared_parts(sentence: Sentence, i: int) -> Iterator[int]:
    """What stands behind the last of several harms is that of all: "12 were killed and 30 wounded in a militant attack"."""
    joined = [c for c in sentence.children[i] if sentence.words[c].dep == "conj"]
    joined += [c for n in joined for c in sentence.children[n] if sentence.words[c].dep == "acl"]  # "and 30 | wounded by gunmen"
    for verb in (c for c in joined if sentence.words[c].tag == "VBN"):
        below = [sentence.words[c] for c in sentence.children[verb]]
        for child in below if not any(w.dep == "dobj" for w in below) else ():
            named = load_deeds() if child.dep == "prep" else ()
            by = child.dep == "agent" or child.lower == "by"
            able = () if is_done_to_subject(sentence, child.i, i) else sentence.children[child.i]
            yield from (c for c in able if by or sentence.words[c].lower in named)


def _accused(sentence: Sentence, i: int) -> Iterator[int]:
    """Whom a verb of accusing makes the doer: its object, whom it is blamed on, or its passive's subject; never who accuses."""
    if is_accused_of(sentence, i):  # "a commander accused of"
        yield sentence.words[i].head
    for child in (sentence.words[c] for c in sentence.children[i]):
        if child.dep in ("dobj", "nsubjpass"):
            yield child.i
        elif child.dep == "prep" and child.lower in ("on", "to"):  # "blamed on", "attributed to"
            yield from (c for c in sentence.children[child.i] if sentence.words[c].dep == "pobj")


def _holds(sentence: Sentence, i: int, victims: tuple[int, int]) -> bool:
    return any(victims[0] <= sentence.words[n].start < victims[1] for n in sentence.subtree(i))


def _in_part(sentence: Sentence, part: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The first actor among a word and what stands before it or is joined to it by "by", never the goal of the deed."""
    inside = set(sentence.subtree(part))
    passed = -1  # where the last actor that is no doer ends: a short form in brackets after it is none either
    for mention in mentions:
        at = [w.i for w in sentence.words_between(mention.start, mention.end)]
        if not at or not inside & set(at) or _acts_elsewhere(sentence, at[-1], part) or _is_one_of_two(sentence, at[-1]):
            continue
        before = sentence.words[at[0] - 1].lower if at[0] else ""
        if before in ("the", "a", "an") and at[0] > 1:
            before = sentence.words[at[0] - 2].lower
        does = part in at or before not in _NOT_DOING or _is_laid_to(sentence, at[-1])
        does = does or (before == "of" and sentence.words[part].lower in load_frame("of_whom"))
        if does and not _is_short_for(sentence, passed, mention):
            return _find_name_of(sentence, mention, mentions) or _with_other(sentence, mention, mentions)
        passed = mention.end
    return None


def _with_other(sentence: Sentence, mention: ActorMention, mentions: Sequence[ActorMention]) -> ActorMention:
    """An actor with the one that it may be instead: "alleged | Russian or Syrian | airstrikes" accuse neither of them alone."""
    for other in mentions:
        first, last = sorted((mention, other), key=lambda m: m.start)
        if sentence.text[first.end - sentence.start : last.start - sentence.start] == " or ":
            text = sentence.text[first.start - sentence.start : last.end - sentence.start]
            return ActorMention(first.start, last.end, text, text)
    return mention


def _is_laid_to(sentence: Sentence, i: int) -> bool:
    """Whether a deed is laid to whom a word names: "an attack that officials attributed to the | rebels"."""
    to = sentence.words[sentence.words[i].head]
    verb = sentence.words[to.head]
    return to.lower in ("to", "on") and verb.lower in load_cues("accuse") and verb.dep in ("relcl", "acl")


def _find_name_of(sentence: Sentence, mention: ActorMention, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The name by which a nameless actor is known: "a militia known as | Red Path"."""
    if not mention.generic:
        return None
    behind = sentence.text[mention.end - sentence.start :]
    called = _KNOWN_AS.match(behind)
    at = mention.end + called.end() if called else -1
    return next((other for other in mentions if other.start <= at < other.end), None)


_KNOWN_AS = re.compile(r",? (?:(?:which is )?(?:also )?known as|called|named|calling (?:itself|themselves)|dubbed) (?:the )?", re.I)


def _owner(sentence: Sentence, part: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """The actor that stands right before the noun of a deed, as whose deed it is: "killed in a militant attack"."""
    for mention in mentions:
        word = sentence.words_between(mention.start, mention.end)[-1:]
        if word and word[0].i == part - 1 and word[0].head == part and word[0].dep in ("compound", "amod", "nmod"):
            return mention
    return None


def _acts_elsewhere(sentence: Sentence, i: int, part: int) -> bool:
    """Whether a name is the subject of a clause of its own that tells no deed: "a town that the army holds received the bodies"."""
    word = sentence.words[i]
    while word.dep in ("compound", "amod", "nmod", "poss") and word.head != part:
        word = sentence.words[word.head]
    verb = sentence.words[word.head]
    if is_in_clause_of(sentence, i, part) or _is_caught(sentence, word, part):
        return True
    if verb.dep == "relcl" and verb.head == part and sentence.words[part].lower in load_deeds():
        return word.dep != "nsubj"  # "an attack in which | gunmen burned homes"
    return word.i != part and word.dep in ("nsubj", "nsubjpass") and verb.i != part and verb.lower not in find_deed_verbs()


def _is_caught(sentence: Sentence, word: Word, part: int) -> bool:
    """Whether a side is what somebody hits in a clause that tells of the deed: "the attack, in which gunmen caught | police"."""
    verb = sentence.words[word.head]
    return word.dep == "dobj" and verb.dep in ("relcl", "advcl") and word.i != part and verb.lower not in load_cues("accuse")


def _is_one_of_two(sentence: Sentence, i: int) -> bool:
    """Whether a side is one of two that fight: "clashes between the rebels and the army" tell of neither that it did it."""
    above = (sentence.words[at] for at in sentence.climb(i, ("conj", "compound", "amod", "nmod")))
    return any(word.dep == "pobj" and sentence.words[word.head].lower == "between" for word in above)


def _is_short_for(sentence: Sentence, end: int, mention: ActorMention) -> bool:
    """Whether a name in brackets stands right behind another: "Islamic State (IS)"."""
    return sentence.text[max(0, end - sentence.start) : mention.start - sentence.start].strip() == "(" and end >= 0
