"""Mend which noun the parser makes the subject of a verb of harm; part of `parse_repairs`, whose rules it keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from civharm.lexicon import load_number_words
from civharm.reading.cues import load_cues
from civharm.reading.phrases import load_frame
from civharm.reading.word import Word

SUBJECTS = ("nsubj", "nsubjpass")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "DT")


def _give_passives_their_subject(words: list[Word]) -> None:
    """ "Killed 20 and another 29 were injured": what stands joined to an object, right before "were", is the subject of "were"."""
    for verb in words:
        if verb.tag != "VBN" or verb.dep == "ROOT" or any(w.head == verb.i and w.dep in SUBJECTS for w in words):
            continue
        first = next((w for w in words[: verb.i] if w.head == verb.i and w.dep in ("aux", "auxpass")), None)
        if first is None or first.i == 0:
            continue
        before = words[first.i - 1]
        if before.dep == "conj" and before.tag in _NOMINAL and _is_joined_by_and(words, before):
            words[before.i] = replace(before, head=verb.i, dep="nsubjpass")
            if verb.dep in ("acl", "relcl"):  # with its own "were" it describes no noun
                words[verb.i] = replace(verb, head=words[before.head].head, dep="conj")


def _take_subjects_from_behind_and(words: list[Word]) -> None:
    """ "Killed a mayor, his driver and a guard and injured three": no subject is cut off from its verb by "and"."""
    for verb in words[1:]:
        if words[verb.i - 1].dep != "cc" or not verb.tag.startswith("VB") or verb.dep != "conj":
            continue
        subject = next((w for w in words[: verb.i - 1] if w.head == verb.i and w.dep in SUBJECTS), None)
        objects = [w for w in words if w.head == verb.head and w.dep in ("dobj", "nsubjpass")]
        if subject is None or not verb.head < subject.i or not objects or objects[-1].i > subject.i:
            continue
        words[subject.i] = replace(subject, head=objects[-1].i, dep="conj")


def _is_joined_by_and(words: Sequence[Word], noun: Word) -> bool:
    """Whether "and" or "while" stands between a noun and what it is joined to, and only its own small words behind that."""
    between = words[noun.head + 1 : noun.i]
    at = next((w.i for w in reversed(between) if w.dep == "cc" or w.lower in ("and", "while")), None)
    return noun.head < noun.i and at is not None and all_hang_on(words, words[at + 1 : noun.i], noun.i)


def all_hang_on(words: Sequence[Word], some: Sequence[Word], top: int) -> bool:
    """Whether words are part of the phrase of another word."""
    for word in some:
        at = word
        while at.i != top and at.head != at.i and at.dep != "conj":
            at = words[at.head]
        if at.i != top:
            return False
    return True


def _make_shot_a_verb(words: list[Word]) -> None:
    """ "A trooper shot and killed a driver": "shot" joined to a verb that harms is one too, what stands before it its subject."""
    for verb in words[1:]:
        before = words[verb.i - 1]
        if verb.lower != "shot" or verb.tag != "NN" or before.head != verb.i or before.dep not in ("compound", "nmod", "amod"):
            continue
        joined = {w.i for w in words if w.head == verb.i and w.dep == "conj" and w.lower in load_frame("takes_no_clause")}
        if not any(w.head in joined and w.dep == "dobj" for w in words):
            continue
        words[verb.i], words[before.i] = replace(verb, tag="VBD"), replace(before, dep="nsubj")
        for word in words[: before.i]:
            if word.head == verb.i and word.dep in ("det", "amod", "compound", "poss", "nummod"):
                words[word.i] = replace(word, head=before.i)


def _give_verbs_the_noun_before(words: list[Word]) -> None:
    """ "Jets hit the camp and rebels killed two": a noun joined to an object, right before a verb with its own, is its subject."""
    for verb in words[1:]:
        noun = words[verb.i - 1]
        if verb.tag not in ("VBD", "VBP", "VBZ") or verb.lower not in load_frame("takes_no_clause"):
            continue
        joined = noun.dep == "conj" and noun.tag in _NOMINAL and _is_joined_by_and(words, noun)
        own = any(w.head == verb.i and w.dep == "dobj" for w in words[verb.i + 1 :])
        if joined and own and not any(w.head == verb.i and w.dep in SUBJECTS for w in words[: verb.i]):
            words[noun.i] = replace(noun, head=verb.i, dep="nsubj")


def _cut_dates_off(words: list[Word]) -> None:
    """ "On 2 June soldiers executed 14 people": the day ends before the noun, which is the subject of the verb behind it."""
    months = load_number_words("month")
    for month in words[2:-2]:
        on, day, noun = words[month.i - 2], words[month.i - 1], words[month.head]
        if (
            month.lower not in months
            or day.tag != "CD"
            or on.lower not in ("on", "since")
            or noun.i <= month.i
            or noun.head != on.i
        ):
            continue
        verb = next(
            (w for w in words[noun.i :] if w.head == noun.i and w.dep in ("acl", "relcl") and w.tag in ("VBN", "VBD")), None
        )
        if verb is None or not any(w.head == verb.i and w.dep == "dobj" for w in words):
            continue
        words[month.i], words[day.i] = replace(month, head=on.i, dep="pobj"), replace(day, head=month.i)
        words[noun.i] = replace(noun, head=verb.i, dep="nsubj")
        words[verb.i] = replace(verb, tag="VBD", head=on.head, dep="ccomp")
        words[on.i] = replace(on, head=verb.i)


def _give_back_subjects_before_beliefs(words: list[Word]) -> None:
    """ "Men believed to be herders stormed the camp": "believed" describes the men, who are the subject of the verb behind it."""
    for believed in words[:-3]:
        if believed.lower not in load_frame("believed") or [w.lower for w in words[believed.i + 1 : believed.i + 3]] != [
            "to",
            "be",
        ]:
            continue
        noun = next((w for w in words[: believed.i] if w.head == believed.i and w.dep == "nsubj"), None)
        verb = next((w for w in words[believed.i :] if w.head == believed.i and w.dep in ("ccomp", "xcomp")), None)
        if noun is None or verb is None or verb.tag not in ("VBD", "VBZ", "VBP"):
            continue
        for child in [w for w in words if w.head == verb.i and w.i < verb.i]:
            words[child.i] = replace(child, head=believed.i, dep="attr" if child.dep in SUBJECTS else child.dep)
        for child in [w for w in words if w.head == believed.i and w.i > verb.i]:
            words[child.i] = replace(child, head=verb.i)
        words[verb.i] = replace(verb, head=verb.i if believed.head == believed.i else believed.head, dep=believed.dep)
        words[noun.i] = replace(noun, head=verb.i)
        words[believed.i] = replace(believed, tag="VBN", head=noun.i, dep="acl")


def _give_back_subjects_before_asides(words: list[Word]) -> None:
    """ "The rebels, says the army, killed nine": of two subjects of a verb of saying, the one behind it speaks."""
    for saying in words:
        main = words[saying.head]
        if saying.dep != "parataxis" or saying.lower not in load_cues("reporting") or main.i < saying.i:
            continue
        subjects = [w for w in words if w.head == saying.i and w.dep in SUBJECTS]
        if len(subjects) == 2 and subjects[0].i < saying.i < subjects[1].i:
            words[subjects[0].i] = replace(subjects[0], head=main.i)


def _make_shot_dead_passive(words: list[Word]) -> None:
    """ "Four shot dead by gunmen": a number before "shot dead" is who was shot, and no count of shots."""
    for verb in words[1:-1]:
        number, dead = words[verb.i - 1], words[verb.i + 1]
        if (verb.lower, dead.lower) != ("shot", "dead") or verb.tag != "NN" or number.tag != "CD":
            continue
        words[verb.i] = replace(verb, tag="VBN")
        words[number.i] = replace(number, head=verb.i, dep="nsubjpass")
        words[dead.i] = replace(dead, head=verb.i, dep="oprd")


def _make_shot_and_hurt_passive(words: list[Word]) -> None:
    """ "A settler shot and lightly wounded near the post": two passives of a headline, joined; before them who suffered both."""
    for verb in words[1:]:
        who = words[verb.i - 1]
        if verb.lower != "shot" or verb.tag != "NN" or who.head != verb.i or who.dep not in ("compound", "nmod", "amod"):
            continue
        joined = [w for w in words if w.head == verb.i and w.dep == "conj" and w.lower in load_frame("takes_no_clause")]
        if not joined or joined[0].tag != "VBN" or any(w.head == joined[0].i and w.dep == "dobj" for w in words):
            continue
        words[verb.i], words[who.i] = replace(verb, tag="VBN"), replace(who, dep="nsubjpass")
        for word in words[: who.i]:
            if word.head == verb.i and word.dep in ("det", "amod", "compound", "poss", "nummod"):
                words[word.i] = replace(word, head=who.i)


# In this order: a verb that got its object back may leave a passive without a subject.
SUBJECT_REPAIRS: tuple[Callable[[list[Word]], None], ...] = (
    _give_passives_their_subject,
    _take_subjects_from_behind_and,
    _give_verbs_the_noun_before,
    _cut_dates_off,
    _give_back_subjects_before_beliefs,
    _give_back_subjects_before_asides,
    _make_shot_a_verb,
    _make_shot_and_hurt_passive,
    _make_shot_dead_passive,
)
