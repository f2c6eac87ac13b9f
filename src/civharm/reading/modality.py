"""Tell whether a harm happened, or is feared, planned, denied, habitual. Whether the report doubts it: ``certainty``.

What a clause says of its own verb stands before what stands around it: a denial, a fear, an auxiliary ("may", "will"), a condition,
and only then words in front of the harm ("tried to"). "May have died" is hypothetical like "may die" (codebook): nobody says that
it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from civharm.model import Harm, Modality
from civharm.reading.cues import find_cues, load_cues
from civharm.reading.denials import FEAR_REACH, is_denied, leaves_clause
from civharm.reading.harms import Trigger
from civharm.reading.sentences import Sentence, Word

_FUTURE_AUX = frozenset("will shall 'll ’ll wo".split())
_MAYBE_AUX = frozenset("may might could would can should".split())
# Cues right before the harm word, in this order.
_PHRASES: tuple[Modality, ...] = ("threatened", "attempted", "future")
_PERSONS = frozenset("they it he she we i them".split())
# What is threatened in the words of whoever would do it; whom people say that they will move is the future.
_BODILY: tuple[Harm, ...] = ("killed", "injured", "casualties", "tortured", "sexual_violence", "abducted", "human_shield")
# Characters between a frequency and the harm word.
_HABIT_REACH = 45


def find_modality(sentence: Sentence, trigger: Trigger) -> Modality:
    """Read from the words around a harm word whether the harm happened.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.sentences import parse_sentences
    >>> def modality(text):
    ...     s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    ...     return find_modality(s, find_triggers(s)[0])
    >>> modality("It is feared that up to 40 people were killed."), modality("The army denied that civilians were killed.")
    ('feared', 'denied')
    >>> modality("Hundreds could be killed if the dam breaks."), modality("Two guards were killed.")
    ('hypothetical', 'occurred')
    >>> modality("This was different from using the villagers as human shields.")
    'denied'
    >>> modality("The captors said they would kill a hostage."), modality("Snipers kill farmers every week.")
    ('threatened', 'habitual')
    """
    verb = _verb_of(sentence, trigger)
    aux = set(_auxiliaries(sentence, verb.i))
    if is_denied(sentence, trigger, verb.i, may=bool(aux & _MAYBE_AUX)):
        return "denied"
    if _is_feared(sentence, trigger):
        return "feared"
    if aux & (_FUTURE_AUX | _MAYBE_AUX):
        return _by_auxiliary(sentence, trigger, aux)
    asked = not _only_describes(sentence, verb) and _is_conditional(sentence, [verb.i, *sentence.ancestors(verb.i)][:3])
    if asked or _is_ruled_out(sentence, verb.i):
        return "hypothetical"
    return _by_phrase(sentence, trigger)


def find_modality_of_people(sentence: Sentence, trigger: Trigger, head: int) -> Modality:
    """Read what the verb says that the people of a phrase hang on, where the harm word stands elsewhere in the sentence.

    "The evacuations, which could see 30,000 people moved": nobody says that the 30,000 were moved.
    """
    above = [head, *sentence.ancestors(head)]
    verb = next((i for i in above if sentence.words[i].tag.startswith("VB")), None)
    harm = _verb_of(sentence, trigger).i
    if verb is None or harm in above[: above.index(verb) + 1]:
        return "occurred"
    if verb in sentence.ancestors(harm) and not _is_number_of(sentence, verb, harm):
        return "occurred"
    aux = set(_auxiliaries(sentence, verb))
    return "future" if aux & _FUTURE_AUX else "hypothetical" if aux & _MAYBE_AUX else "occurred"


def _is_number_of(sentence: Sentence, verb: int, harm: int) -> bool:
    """Whether the subject of a verb is a number of the harmed: "the number of the dead | could be over 30"."""
    subject = next((c for c in sentence.children[verb] if sentence.words[c].dep == "nsubj"), None)
    return subject is not None and sentence.words[subject].lower in _TOLLS and harm in sentence.subtree(subject)


_TOLLS = frozenset("number numbers figure figures toll tally count total".split())


def _verb_of(sentence: Sentence, trigger: Trigger) -> Word:
    """The verb of a harm word ("forced" of "forced from"), or the word itself."""
    covered = sentence.words_between(trigger.start, trigger.end)
    return next((word for word in covered if word.tag.startswith("VB")), sentence.words[trigger.word])


def _auxiliaries(sentence: Sentence, i: int) -> Iterator[str]:
    """Auxiliaries of a verb, of the verb it is joined to, and of the one that brings it about or says that it is.

    "It could leave hundreds dead", "there may be casualties".
    """
    heads = [i, *_causing(sentence, i)]
    if sentence.words[i].dep in ("conj", "xcomp", "acomp", "oprd") and not _has_own_subject(sentence, i):
        heads.append(sentence.words[i].head)
    above = sentence.words[sentence.words[i].head]
    if sentence.words[i].dep in ("attr", "nsubj") and above.lower == "be":
        heads += [above.i] if any(sentence.words[c].dep == "expl" for c in sentence.children[above.i]) else []
    for head in heads:
        for child in sentence.children[head]:
            word = sentence.words[child]
            if word.dep in ("aux", "auxpass"):
                yield word.lower


_CAUSING = frozenset("cause lead result see leave bring mean trigger claim cost kill end produce prompt provoke force mark".split())
_THROUGH = frozenset("dobj pobj prep oprd acomp ccomp xcomp attr conj amod".split())


def _causing(sentence: Sentence, i: int) -> Iterator[int]:
    """The verb that brings a harm about: "could leave 300 dead", "will lead to the deaths of"."""
    for _ in range(4):
        word = sentence.words[i]
        if word.dep not in _THROUGH or word.head == i:
            return
        i = word.head
        if sentence.words[i].tag.startswith("VB"):
            if sentence.words[i].lower in _CAUSING:
                yield i
            return


def _has_own_subject(sentence: Sentence, i: int) -> bool:
    return any(sentence.words[c].dep in ("nsubj", "nsubjpass") for c in sentence.children[i])


def _by_auxiliary(sentence: Sentence, trigger: Trigger, aux: set[str]) -> Modality:
    """What "will", "may" and "would" say, which is more where somebody says it of himself or of a habit."""
    if _is_vowed(sentence, trigger):
        return "threatened"
    if "would" in aux and "have" not in aux:
        if _is_frequent(sentence, trigger):
            return "habitual"
        if any(sentence.words[c].lower in load_cues("later") for c in sentence.children[_verb_of(sentence, trigger).i]):
            return "occurred"  # "two would later die of their wounds"
    return "future" if aux & _FUTURE_AUX and not _depends(sentence, _verb_of(sentence, trigger).i) else "hypothetical"


def _depends(sentence: Sentence, verb: int) -> bool:
    """Whether a condition stands beside a verb: "5,000 people will drown if the dam breaks"."""
    opening = _IF.match(sentence.text)
    if opening is not None and sentence.start + opening.end() <= sentence.words[verb].start:
        return True
    clauses = [c for c in sentence.children[verb] if sentence.words[c].dep == "advcl"]
    return any(sentence.words[c].lower in ("if", "unless") for clause in clauses for c in sentence.children[clause])


_IF = re.compile(r"\W*(?:if|unless)\b[^,]*,", re.I)


def _is_vowed(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody says that he will do it, or warns whom it would hit: "said they would kill"."""
    verb = _verb_of(sentence, trigger)
    telling = sentence.words[verb.head]
    if verb.dep != "ccomp" or trigger.harm not in _BODILY or telling.lower not in load_cues("reporting"):
        return False
    subject = next((sentence.words[c] for c in sentence.children[verb.i] if sentence.words[c].dep in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lower not in _PERSONS:
        return False
    told = any(sentence.words[c].dep == "dobj" for c in sentence.children[telling.i])
    return subject.dep == "nsubj" and verb.tag == "VB" and trigger.row.victim == "object" if not told else telling.lower == "warned"


def _only_describes(sentence: Sentence, verb: Word) -> bool:
    """Whether a harm word only says which people another verb is about: "unclear if the 15 children killed were hit at once"."""
    return verb.dep in ("acl", "relcl", "amod") and sentence.words[verb.head].dep in ("nsubj", "nsubjpass")


def _is_conditional(sentence: Sentence, above: list[int]) -> bool:
    return any(
        sentence.words[c].lower in ("if", "unless", "lest", "whether") and sentence.words[c].dep == "mark"
        for i in above
        for c in sentence.children[i]
    )


def _is_ruled_out(sentence: Sentence, verb: int) -> bool:
    """Whether it is only forbidden or expected: "the law prohibits attacks that kill civilians", "casualties are expected"."""
    word, *above = (sentence.words[i] for i in [verb, *sentence.ancestors(verb)][:6])
    forbidden = any(other.lower in load_cues("forbidding") and other.tag.startswith("VB") for other in above)
    return forbidden or (word.dep in ("nsubjpass", "xcomp") and (above[0].lower, above[0].tag) == ("expected", "VBN"))


def _is_feared(sentence: Sentence, trigger: Trigger) -> bool:
    """A fear or a danger before the harm word in its clause; not "the feared militia", nor what describes whom one fears for."""
    at = trigger.start - sentence.start
    verb = _verb_of(sentence, trigger)
    if _only_describes(sentence, verb):
        return False
    for start, end in find_cues(sentence.text, "feared"):
        if end > at or at - end > FEAR_REACH or leaves_clause(sentence.text[end:at]):
            continue
        word = sentence.word_at(sentence.start + start)
        described = word is not None and word.dep == "amod" and not trigger.start <= sentence.words[word.head].start < trigger.end
        if not described and not any(mark in sentence.text[end + 6 : at] for mark in (" that ", " which ", " who ")):
            return True
    return False


def is_feared_outright(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a harm word is itself what a fear is of: "for fear of execution".

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.sentences import parse_sentences
    >>> sentence, = parse_sentences(find_sentences("They hid for fear of execution."))
    >>> is_feared_outright(sentence, find_triggers(sentence)[0])
    True
    """
    at = trigger.start - sentence.start
    ends = (b for a, b in find_cues(sentence.text, "feared") if sentence.text[a:b].lower().endswith(" of"))
    return any(sentence.text[b:at].isspace() for b in ends)


def _by_phrase(sentence: Sentence, trigger: Trigger) -> Modality:
    """A cue that stands right before the harm word ("tried to", "vowed to"), an attempt that it describes, or a habit."""
    at = trigger.start - sentence.start
    for kind in _PHRASES:
        for _, end in find_cues(sentence.text, kind):
            if end <= at and at - end <= 12 and not leaves_clause(sentence.text[end:at]):
                return kind
    if _is_attempt(sentence, _verb_of(sentence, trigger)):
        return "attempted"
    return "habitual" if _is_frequent(sentence, trigger) and _tells_habit(sentence, trigger) else "occurred"


def _is_attempt(sentence: Sentence, word: Word) -> bool:
    """Whether a deed is only one that was tried: "an assassination attempt", "a plot to murder him", "an attempt on his life"."""
    head = sentence.words[word.head]
    tried = head.lower in load_cues("attempting")
    return tried and (word.dep == "compound" or (word.dep in ("acl", "relcl") and word.tag == "VB"))


def _is_frequent(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether words of habit stand near the harm word, in its clause."""
    low, high = trigger.start - sentence.start, trigger.end - sentence.start
    for start, end in find_cues(sentence.text, "habitual"):
        between = sentence.text[end:low] if end <= low else sentence.text[high:start] if start >= high else ""
        opens = start == 0 and end <= low and between.count(",") <= 1  # "Every week, boys are taken from the camp"
        if len(between) <= _HABIT_REACH and (opens or not leaves_clause(between)):
            return True
    return False


def _tells_habit(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the clause can tell a habit: its verb is of the present or of no time, or a word before it says so outright."""
    verb = _verb_of(sentence, trigger)
    at = trigger.start - sentence.start
    if any(end <= at for _, end in find_cues(sentence.text[:at], "habitual")):
        return verb.tag != "VBG" or not any(w in ("was", "were", "are", "is") for w in _auxiliaries(sentence, verb.i))
    aux = set(_auxiliaries(sentence, verb.i))
    return verb.tag in ("VBP", "VBZ", "VB", "NN", "NNS") or (
        verb.tag == "VBN" and bool(aux & {"are", "is", "be"}) and not aux & {"been"}
    )
