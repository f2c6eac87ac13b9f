"""Tell whether a harm happened, or is feared, planned, denied, habitual; and whether the report doubts it."""

from __future__ import annotations

from civharm.model import Certainty, Modality
from civharm.reading.cues import find_cues, load_cues
from civharm.reading.harms import Trigger
from civharm.reading.sentences import Sentence

_NO = frozenset("no not none nobody nothing never neither nor without false untrue fabricated baseless".split())
_FUTURE_AUX = frozenset("will shall 'll wo".split())
_MAYBE_AUX = frozenset("may might could would can should".split())
_PHRASES: tuple[tuple[str, Modality], ...] = (
    ("threatened", "threatened"),
    ("attempted", "attempted"),
    ("feared", "feared"),
    ("future", "future"),
    ("unlike", "denied"),
)
# From the cue to the harm word: "different from using the people of the quarter as human shields".
_REACH, _FAR = 12, 60
_FAR_REACHING = ("feared", "unlike")


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
    >>> modality("This was different from using the villagers as human shields.")
    'denied'
    >>> modality("Hundreds could be killed if the dam breaks."), modality("Two guards were killed.")
    ('hypothetical', 'occurred')
    """
    verb = sentence.words[trigger.word]
    above = [verb.i, *sentence.ancestors(verb.i)]
    aux = _auxiliaries(sentence, verb.i)
    if _is_denied(sentence, verb.i, above):
        return "denied"
    if aux & _FUTURE_AUX:
        return "future"
    if aux & _MAYBE_AUX and "have" not in aux:
        return "hypothetical"
    if _is_conditional(sentence, above[:3]):
        return "hypothetical"
    return _by_phrase(sentence, trigger)


def says_no(sentence: Sentence) -> bool:
    """Whether a sentence holds any word that denies: "not", "no", "denied", "without", "different from".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> [says_no(next(parse_sentences([RawSentence(t, 0, len(t), 0, "body")])))
    ...  for t in ("He was concerned about reports that they hold families as a buffer.", "No one was hurt.")]
    [False, True]
    """
    negated = any(word.dep == "neg" or word.lower in _NO for word in sentence.words)
    return negated or any(find_cues(sentence.text, kind) for kind in ("deny", "unlike", "averted"))


def _auxiliaries(sentence: Sentence, i: int) -> set[str]:
    """Auxiliaries of a verb and of the verb it is joined to."""
    heads = [i]
    if sentence.words[i].dep in ("conj", "xcomp", "acomp"):
        heads.append(sentence.words[i].head)
    return {sentence.words[c].lower for h in heads for c in sentence.children[h] if sentence.words[c].dep in ("aux", "auxpass")}


def _is_denied(sentence: Sentence, verb: int, above: list[int]) -> bool:
    if any(sentence.words[c].dep == "neg" for c in sentence.children[verb]):
        return True
    deny = load_cues("deny")
    return any(sentence.words[i].lower in deny and sentence.words[i].tag.startswith("VB") for i in above[1:4])


def _is_conditional(sentence: Sentence, above: list[int]) -> bool:
    return any(
        sentence.words[c].lower in ("if", "unless", "lest") and sentence.words[c].dep == "mark"
        for i in above
        for c in sentence.children[i]
    )


def _by_phrase(sentence: Sentence, trigger: Trigger) -> Modality:
    """A cue that stands before the harm word within its clause ("tried to", "at risk of", "vowed to")."""
    at = trigger.start - sentence.start
    for kind, modality in _PHRASES:
        for _, end in find_cues(sentence.text, kind):
            between = sentence.text[end:at].removesuffix(" as ")  # "as human shields" begins no clause
            if end <= at and at - end <= (_FAR if kind in _FAR_REACHING else _REACH) and not _leaves_clause(between):
                return modality
    lead = sentence.text[:at].lower()
    if any(
        lead.rfind(sentence.text[a:b].lower()) >= 0 and at - b <= 40 for a, b in find_cues(sentence.text, "habitual") if b <= at
    ):
        return "habitual"
    return "occurred"


def _leaves_clause(between: str) -> bool:
    return any(mark in between for mark in (",", ";", " after ", " when ", " where ", " as ", " while "))


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
        if len(between) <= 45 and not _leaves_clause(between) and _hedges_fact(sentence, start, end, low):
            return "hedged"
    return "stated"


def _hedges_fact(sentence: Sentence, start: int, end: int, harm_at: int) -> bool:
    """Not "suspected militants" or "alleged fighters": an adjective of doubt on a noun other than the deed doubts who, not what."""
    cue = sentence.text[start:end].lower()
    if cue in ("alleged", "unconfirmed", "likely", "feared"):
        word = sentence.word_at(sentence.start + start)
        if word is not None and word.dep == "amod":
            return sentence.words[word.head].lower.startswith(
                ("kill", "death", "report", "toll", "massacre", "casualt", "number", "execution")
            )
    return True
