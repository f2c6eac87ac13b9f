"""Say where the grammar leaves no doubt about who was harmed: then a harm needs no vote of the learned reader.

"He was stabbed", "two guards wounded and six killed", "was kidnapped and later killed", "sustained burns": the passive subject of a
plain harm verb is its victim, whatever else the sentence tells. The learned reader weighs the whole sentence, and where it tells
several harms it now and then gives one person another one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from civharm.reading.cues import load_cues
from civharm.reading.harms import HarmWord, Trigger, load_harm_words
from civharm.reading.mentions import Mention
from civharm.reading.phrases import load_frame
from civharm.reading.relations import find_company
from civharm.reading.sentences import Sentence
from civharm.reading.subjects import is_victim_of_phrase

# Where a shot wounds: "was shot in the leg"; a shot in the head or the chest may kill, and tells no outcome by itself.
_LIMB = re.compile(
    r"\s+(?:\w+\s+){0,2}in (?:the|his|her|their|both|one|a)\s+(?:\w+\s+){0,2}"
    r"(?:legs?|arms?|hands?|foot|feet|ankles?|shoulders?|thighs?|knees?|buttocks?|fingers?|toes?|calf|calves|hips?|elbows?|wrists?|forearms?|shins?)\b",
    re.I,
)
_SUBJECTS = ("nsubj", "nsubjpass")
# A verb and those joined to it: no sentence needs more steps.
_STEPS = 6


def find_plain_harms(sentence: Sentence, mention: Mention, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Find the harm words whose victim a phrase is beyond doubt.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "One nurse was kidnapped near the river and later killed, and two guards were wounded."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> triggers = find_triggers(s)
    >>> [(text[m.start:m.end], [t.harm for t in find_plain_harms(s, m, triggers)]) for m in find_mentions(s, triggers)]
    [('One nurse', ['abducted', 'killed']), ('two guards', ['injured'])]
    """
    plain = [t for t in triggers if _is_plain(sentence, mention, t)]
    return [_wounds(sentence, t) for t in plain if not any(_stands_between(sentence, other, mention, t) for other in triggers)]


def _wounds(sentence: Sentence, trigger: Trigger) -> Trigger:
    """ "Shot in the leg" tells the outcome that "shot" leaves open."""
    if trigger.harm != "casualties" or not _LIMB.match(sentence.text[trigger.end - sentence.start :][:60]):
        return trigger
    return replace(trigger, row=replace(trigger.row, harm="injured"))


def _stands_between(sentence: Sentence, other: Trigger, mention: Mention, trigger: Trigger) -> bool:
    """Whether another deed is told between a phrase and a harm word: "a driver killed and six nurses were wounded"."""
    between = mention.end <= other.start < trigger.start and not other.row.weak and trigger.row.victim != "before"
    word = sentence.words[other.word]
    if (word.head == mention.head and word.dep in ("acl", "relcl")) or word.dep == "compound":
        return False  # "a man injured on Friday died": the first deed tells who died; "in a shooting incident" tells of no other
    return between and sentence.climb(other.word)[-1] != sentence.climb(trigger.word)[-1]


def _is_plain(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    if mention.start <= trigger.start < mention.end:
        return _is_number_of(mention, trigger) or _is_caused(sentence, mention, trigger)
    follows = mention.start > trigger.start and sentence.words[trigger.word].dep in ("acl", "relcl", "conj")
    heads = {mention.head} if follows else set(sentence.climb(mention.head))  # "one killed, and six nurses wounded"
    wound = trigger.row.harm == "injured" and trigger.row.part in ("noun", "phrase")
    if wound or (trigger.row.part == "noun" and " " in trigger.text):  # "suffered serious injuries", "suffered fatal wounds"
        return bool(heads & set(_bearers(sentence, trigger.word)))
    if trigger.row.victim == "before" and not trigger.row.weak:  # "embraced martyrdom", "before taking his own life"
        return is_victim_of_phrase(sentence, mention, trigger)
    if trigger.row.weak or trigger.row.part not in ("verb", "phrase") or trigger.row.victim not in ("object", "subject"):
        return False
    verb = _verb_of(sentence, trigger)
    if verb is None:
        return False
    company = find_company(sentence, sentence.climb(mention.head)[-1])
    heads |= (set() if company is None else {company}) | set(_counting(sentence, mention.head))
    suffer = sentence.once(("suffers", trigger.row.victim, verb), lambda: frozenset(_sufferers(sentence, trigger, verb)))
    return bool(heads & suffer) or (company == verb and bool(suffer))


def _counting(sentence: Sentence, i: int) -> Iterator[int]:
    """The noun of a number of people, on which what was done to them hangs: "the | number of people killed"."""
    of = sentence.words[sentence.words[i].head]
    counting = sentence.words[of.head]
    if sentence.words[i].dep == "pobj" and of.lower == "of" and counting.lower in ("number", "count", "tally", "total"):
        yield counting.i


def _is_number_of(mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase is a harm word alone that a number elsewhere counts: "the number of | wounded | is now 31"."""
    alone = (mention.start, mention.end) == (trigger.start, trigger.end)
    return alone and mention.quantity is not None and mention.quantity.start >= mention.end


def _is_caused(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase is a bare noun for harm that something caused: "caused injuries", "caused deaths and injuries"."""
    alone = (mention.start, mention.end) == (trigger.start, trigger.end) and trigger.row.part == "noun"
    word = sentence.words[mention.head]
    word = sentence.words[word.head] if word.dep == "conj" else word
    verb = sentence.words[word.head]
    caused = word.dep == "dobj" and verb.lower in load_frame("causes_wounds") | load_cues("reporting") and verb.tag != "VB"
    there = word.dep == "attr" and any(sentence.words[c].dep == "expl" for c in sentence.children[verb.i])
    nobody = any(sentence.words[c].lower in ("no", "any", "zero") for c in sentence.children[word.i])  # "no deaths or injuries"
    return alone and (caused or there) and not nobody and not _is_negated(sentence, verb.i)


def _is_negated(sentence: Sentence, verb: int) -> bool:
    return any(sentence.words[child].dep == "neg" for child in sentence.children[verb])


def _verb_of(sentence: Sentence, trigger: Trigger) -> int | None:
    """The verb of a harm word: itself, or the first verb of a phrase ("pronounced dead")."""
    if trigger.row.part == "verb":
        return trigger.word
    inside = sentence.words_between(trigger.start, trigger.end)
    return next((word.i for word in inside if word.tag.startswith("VB")), None)


def _sufferers(sentence: Sentence, trigger: Trigger, at: int) -> Iterator[int]:
    """The words that a harm verb makes its victims: its passive subject or object, the noun that its participle follows."""
    verb = sentence.words[at]
    dies = trigger.row.victim == "subject"
    if not verb.tag.startswith("VB"):
        return
    own = True
    for _ in range(_STEPS):
        below = [sentence.words[c] for c in sentence.children[at]]
        for word in below:
            if word.dep == "nsubjpass" or (word.dep == "nsubj" and (dies or _is_bare_passive(sentence, at))):
                yield word.i
            if own and word.dep == "dobj" and not dies:
                yield word.i
        if dies and own and any(w.lower == "where" for w in below) and any(w.lower in _THEY and w.dep == "nsubj" for w in below):
            yield from _subjects_above(sentence, at)
        subject = any(w.dep in _SUBJECTS and w.tag not in ("WP", "WDT") for w in below)
        objects = any(w.dep == "dobj" for w in below)
        word = sentence.words[at]
        if subject or (own and objects):
            return
        does = any(w.dep == "nsubj" for w in below) and not dies  # "gunmen who shot ..." did it
        if word.dep == "advcl" and word.tag == "VBN" and any(w.lower in load_frame("opens_clause") and w.i < at for w in below):
            yield from (c for c in sentence.children[word.head] if sentence.words[c].dep in _SUBJECTS)
            return
        if word.dep in ("acl", "relcl") and (word.tag == "VBN" or dies) and not objects and not does:
            yield word.head
            return
        if word.dep != "conj" or not sentence.words[word.head].tag.startswith("VB"):
            return
        if own and not dies and verb.tag not in ("VBN", "VBD"):
            return
        at, own = word.head, False


def _subjects_above(sentence: Sentence, verb: int) -> Iterator[int]:
    """Who was brought where "they died": the subjects of the verb above the clause."""
    for above in list(sentence.ancestors(verb))[:_STEPS]:
        subjects = [c for c in sentence.children[above] if sentence.words[c].dep in _SUBJECTS]
        if subjects:
            yield from subjects
            return


_THEY = frozenset("they he she both".split())


def _is_bare_passive(sentence: Sentence, verb: int) -> bool:
    """Whether a verb that looks active is the passive of a headline: "two drivers abducted near the bridge"."""
    bare = not any(sentence.words[c].dep in ("dobj", "aux", "auxpass", "ccomp", "xcomp") for c in sentence.children[verb])
    return bare and sentence.words[verb].tag in ("VBD", "VBN") and sentence.words[verb].lower in _harmed_forms()


@cache
def _harmed_forms() -> frozenset[str]:
    """The forms of plain harm verbs that take their victims as objects: whoever is told with them bare is a victim."""
    return frozenset(form for form, rows in load_harm_words().items() if any(_takes_victims(row) for row in rows))


def _takes_victims(row: HarmWord) -> bool:
    return row.part == "verb" and row.victim == "object" and not row.weak


def _bearers(sentence: Sentence, wound: int) -> Iterator[int]:
    """Whose wound it is: the subjects of "suffered", "sustained", "received" above it."""
    above = list(sentence.ancestors(wound))[:2]
    for verb in (sentence.words[i] for i in above if sentence.words[i].lower in load_frame("bears_a_wound")):
        at = verb.i
        for _ in range(_STEPS):
            subjects = [c for c in sentence.children[at] if sentence.words[c].dep in _SUBJECTS]
            yield from subjects
            if subjects or sentence.words[at].dep not in ("conj", "advcl", "xcomp"):
                break
            at = sentence.words[at].head
