"""Say which phrases of a sentence that tells harm are not its victims: those who do it, escape it, or are only spoken of."""

from __future__ import annotations

import re

from civharm.reading.bereaved import is_bereaved
from civharm.reading.cues import find_cues
from civharm.reading.deeds import find_deed_verbs, load_deeds
from civharm.reading.fleeing import leaves_the_field
from civharm.reading.harms import Trigger
from civharm.reading.left_open import is_left_open
from civharm.reading.mentions import Mention
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence
from civharm.reading.unharmed import is_unharmed


def is_spared(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase names the doers, or people of whom the sentence says that no such harm came to them.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Snipers shot a farmer to death."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> triggers = find_triggers(s)
    >>> [(text[m.start:m.end], is_spared(s, m, triggers[0])) for m in find_mentions(s, triggers)]
    [('Snipers', True), ('a farmer', False)]
    """
    if _is_doer(sentence, mention, trigger) or _only_describes(mention, trigger) or is_unharmed(sentence, mention, trigger):
        return True
    if (
        _is_escaped(sentence, trigger)
        or _is_averted(sentence, mention)
        or _is_sign_that_lacks(sentence, mention)
        or _are_wounds(sentence, mention)
    ):
        return True
    if _gets_out(sentence, mention, trigger) or _is_unhurt(sentence, mention, trigger) or _is_only_spoken_of(sentence, mention):
        return True
    if _is_sentenced(sentence, mention, trigger) or _is_struck_from_afar(sentence, mention, trigger):
        return True
    if leaves_the_field(sentence, mention, trigger) or is_left_open(sentence, mention) or is_bereaved(sentence, mention, trigger):
        return True
    return _are_looked_for(sentence, mention, trigger) or _dies_of_disease(sentence, trigger)


def _is_averted(sentence: Sentence, mention: Mention) -> bool:
    """Whether words just before an uncounted phrase prevent its harm or leave it out: "to avoid deaths", "excluding police"."""
    lead = sentence.text[max(0, mention.start - sentence.start - 30) : mention.start - sentence.start]
    if _EXCEPTED.search(lead):  # "all but one suffered wounds"
        return True
    return mention.kind != "counted" and bool(find_cues(lead, "averted"))


def _is_escaped(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody was saved from the harm: "three boys were saved from execution", "he escaped arrest"."""
    lead = sentence.text[max(0, trigger.start - sentence.start - 40) : trigger.start - sentence.start]
    return trigger.row.part != "phrase" and _ESCAPES.search(lead) is not None


_ESCAPES = re.compile(
    r"\b(?:(?:saved|rescued|spared)(?: \w+){0,2}? from|(?:escaped?|escaping|evaded?|evading|dodged|survived)(?: from)?)"
    r" (?:being |(?:a |an |certain |almost certain |summary |imminent |likely |serious |further |any )+)?$",
    re.I,
)


def _is_struck_from_afar(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a bare name is where shells and bombs fell: "rockets hit Northton and Southton, wounding four"."""
    verb = sentence.words[trigger.word]
    if mention.kind != "named" or mention.noun is not None or not trigger.row.weak or not verb.tag.startswith("VB"):
        return False
    subject = next((sentence.words[c] for c in sentence.children[verb.i] if sentence.words[c].dep == "nsubj"), None)
    return subject is not None and subject.lower in load_frame("strikes_places")


def _is_sentenced(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a court only sentenced people: "four men were sentenced to death"."""
    said = sentence.words[trigger.word]
    above = sentence.words[sentence.words[said.head].head]
    if said.lower == "death" and sentence.words[said.head].lower == "to" and above.lower in ("sentenced", "condemned"):
        return True  # "sentenced to death the following men: ..."
    verb = sentence.words[sentence.words[mention.head].head]
    return verb.lower in ("sentenced", "sentencing", "condemned") and " to death" in sentence.text[verb.end - sentence.start :]


def _are_wounds(sentence: Sentence, mention: Mention) -> bool:
    """Whether uncounted wounds are those of somebody told beside them: "two farmers sustained injuries", "died of his wounds"."""
    word = sentence.words[mention.head]
    above = sentence.words[word.head]
    if word.lower in ("wound", "wounds") and mention.quantity is not None and mention.noun is None:
        return True  # "at least one gunshot wound", "two stab wounds": nobody counts people so
    vague = mention.quantity is not None and mention.quantity.bound == "unknown_plural"  # "sustained several injuries"
    if word.lower not in _WOUNDS or (mention.kind == "counted" and not vague):
        return False
    if vague:
        return word.dep == "dobj" and above.lower in load_frame("bears_a_wound")
    if word.dep == "dobj" and above.lower in _ESCAPED:
        return True
    behind = word.dep == "pobj" and not sentence.words[above.head].tag.startswith("NN")  # not "reports of injuries"
    owned = any(sentence.words[c].tag == "PRP$" for c in sentence.children[word.i])
    return owned or behind or (word.dep == "dobj" and above.lower in load_frame("bears_a_wound"))


_EXCEPTED = re.compile(r"\b(?:all|everyone|everybody|none) (?:but|except|bar) (?:for )?$", re.I)
_ESCAPED = frozenset("escape escaped escapes escaping avoid avoided survive survived".split())
_WOUNDS = frozenset("injury injuries wound wounds burn burns".split())


def _is_unhurt(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether it is a wound that somebody did not get: "a driver who did not sustain injuries"; "no one did" is none."""
    word = sentence.words[trigger.word]
    above = sentence.words[word.head]
    bears = word.dep == "dobj" and above.lower in load_frame("bears_a_wound") | {"bear", "have"}
    negated = any(sentence.words[c].dep == "neg" for c in sentence.children[above.i])
    return word.lower in _WOUNDS and bears and negated and mention.head not in sentence.subtree(word.i)


def _gets_out(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether "victims" are those of a deed that they got out of: "two victims managed to escape"."""
    verb = sentence.words[sentence.words[mention.head].head]
    inside = trigger.harm == "casualties" and mention.start <= trigger.start < mention.end
    if not inside or sentence.words[mention.head].dep != "nsubj":
        return False
    below = {sentence.words[c].lower for c in sentence.children[verb.i] if sentence.words[c].dep == "xcomp"}
    return verb.lower in _GOT_OUT or (verb.lower in ("managed", "able") and bool(below & _GOT_OUT))


_GOT_OUT = frozenset("escape escaped flee fled survive survived".split())


def _are_looked_for(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether an aim names people who may not be there: "operations were under way to eliminate any other militants"."""
    verb, first = sentence.words[trigger.word], sentence.word_at(mention.start)
    if trigger.harm == "missing" and verb.lower in load_frame("searches"):  # "police are looking for a man who fled"
        return any(sentence.words[c].lower in load_frame("seekers") for c in sentence.children[verb.i])
    aims = any(sentence.words[c].lower == "to" and sentence.words[c].tag == "TO" for c in sentence.children[verb.i])
    return trigger.row.weak and aims and verb.tag == "VB" and first is not None and first.lower == "any"


def _is_only_spoken_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether uncounted "victims" or "casualties" are searched for, or what is told is theirs: "names of victims"."""
    word = sentence.words[mention.head]
    if mention.kind == "counted" and mention.noun is None and word.dep == "pobj":
        parent = sentence.words[sentence.words[word.head].head].lower  # "a nurse and mother of two"
        return sentence.words[word.head].lower == "of" and parent in _PARENTS
    if mention.quantity is not None or word.dep not in ("pobj", "poss") or word.lower not in load_frame("victims_at_large"):
        return False
    above = sentence.words[sentence.words[word.head].head] if word.dep == "pobj" else sentence.words[word.head]
    lead = sentence.words[word.head].lower if word.dep == "pobj" else "of"
    if lead == "for":
        return above.lower in load_frame("searches")
    return lead in ("of", "about", "on") and above.lower in load_frame("told_of_victims")


_PARENTS = frozenset("mother father parent parents mum dad grandmother grandfather widow".split())


def is_only_aimed_at(sentence: Sentence, mention: Mention) -> bool:
    """Whether people are only who was attacked: "a strike targeting the militants", "raids against villagers"."""
    top = sentence.words[sentence.climb(mention.head)[-1]]
    above = sentence.words[top.head]
    if top.dep == "dobj":
        return above.lower in load_frame("aims_at")
    if top.dep == "pobj" and above.lower == "of" and sentence.words[above.head].lower == "targeting":
        return True
    return top.dep == "pobj" and above.lower == "against" and sentence.words[above.head].lower in load_deeds() | find_deed_verbs()


def _dies_of_disease(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether people "died of cholera" or "in a flood", and nothing in the sentence tells of a conflict."""
    verb = sentence.words[trigger.word]
    if trigger.row.victim != "subject" or not verb.tag.startswith("VB"):
        return False
    causes = [sentence.words[c] for c in sentence.children[verb.i] if sentence.words[c].lower in ("of", "from", "in")]
    told = " ".join(sentence.words[i].text for cause in causes for i in sentence.subtree(cause.i))
    return bool(find_cues(told, "other_cause")) and not find_cues(sentence.text, "conflict")


def _is_sign_that_lacks(sentence: Sentence, mention: Mention) -> bool:
    """Whether no wound is seen on somebody: "the bodies had no external injuries" says of nobody that he was unhurt."""
    word = sentence.words[mention.head]
    none = mention.quantity is not None and mention.quantity.high == 0
    return none and word.dep == "dobj" and sentence.words[word.head].lower in _BEARING


_BEARING = frozenset("had has have having bore bear bears bearing showed show shows showing".split())


def names_a_place(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare name stands behind a preposition, where places stand: "residents of Sirte", "the shelling of Aleppo"."""
    word = sentence.words[mention.head]
    bare = mention.kind == "named" and mention.noun is None and word.dep == "pobj"
    return bare and sentence.words[word.head].lower != "as"  # "named the dead as ..."


def names_a_besieged_place(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a bare name is that of the place around which a siege is laid: "has besieged | Northton"."""
    verb = sentence.words[sentence.words[mention.head].head]
    bare = mention.kind == "named" and mention.noun is None and sentence.words[mention.head].dep in ("dobj", "nsubjpass")
    return bare and trigger.harm == "trapped" and verb.i == trigger.word


def belongs_to(sentence: Sentence, mention: Mention, other: Mention) -> bool:
    """Whether a phrase names people by another's: "the mother and brother of a girl who died", "a man whose sister was shot"."""
    at = mention.head
    of_another = {at, *sentence.climb(at)}
    word = sentence.words[other.head]
    if any(sentence.words[c].tag == "WP$" for c in sentence.children[word.i]):
        return sentence.words[word.head].dep == "relcl" and sentence.words[word.head].head in of_another
    for _ in range(3):
        if word.dep == "pobj" and sentence.words[word.head].lower == "of":
            return sentence.words[word.head].head in of_another
        word = sentence.words[word.head]
    return False


def _is_doer(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase is, or is joined to, the subject of a harm verb that has an object: "snipers killed 15 children"."""
    word = sentence.words[sentence.climb(mention.head, ("conj",))[-1]]
    inside = sentence.words_between(trigger.start, trigger.end)
    verb = next((w for w in inside if w.tag.startswith("VB")), sentence.words[trigger.word])  # "stabbed to death"
    joined = verb.head if verb.dep == "conj" else verb.i  # "a man shot and killed two guards"
    if trigger.row.victim != "object" or word.dep != "nsubj" or word.head not in (verb.i, joined):
        return False
    below = [sentence.words[c] for c in sentence.children[trigger.word]]
    joint = [w for w in below if w.dep == "conj" and w.tag.startswith("VB") and not sentence.has_subject(w.i)]
    below += [sentence.words[c] for w in joint for c in sentence.children[w.i]]  # "militants shot and killed them": one object
    armed = mention.noun is not None and mention.noun.status == "combatant"  # "gunmen shot at a car"; "two men shot at a shop"
    into = ("into", "towards", "toward", "back", *(("at", "on") if armed else ()))
    aims = any(w.dep == "prep" and w.lower in into for w in below)  # "troops shot into the crowd"
    return aims or any(w.dep == "dobj" and w.lower.rstrip(".") not in _NO_OBJECT for w in below)


# "Two drivers abducted Monday north of Kismayo": what the parser may take for the object of a bare participle.
_NO_OBJECT = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun today "
    "yesterday tonight north south east west northeast northwest southeast southwest northern southern eastern western near "
    "outside".split()
)


def harms_others(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a harm verb after a phrase has its object behind it: "targeted a commander, killing two of his guards"."""
    verb = sentence.words[trigger.word]
    if trigger.row.victim == "of" or verb.tag.startswith("NN"):
        return _is_others_death(sentence, mention, trigger)
    if trigger.row.victim != "object" or not verb.tag.startswith("VB") or mention.end > trigger.start:
        return False
    below = [sentence.words[c] for c in sentence.children[verb.i]]
    doers = [*below, *(sentence.words[c] for c in sentence.children[verb.head] if verb.dep == "conj")]
    does = verb.tag in ("VBG", "VBD") or any(w.dep == "nsubj" and not mention.start <= w.start < mention.end for w in doers)
    passive = any(w.dep in ("nsubjpass", "auxpass") for w in below)
    behind = (w for w in below if w.dep == "dobj" and w.i > verb.i)
    return does and not passive and any(w.lower.rstrip(".") not in _NO_OBJECT for w in behind)


def _is_others_death(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether "the murder of" or "'s death" names its own victims, and the phrase is none of them: "charged with the murder of"."""
    named: set[int] = set()
    for child in (sentence.words[c] for c in sentence.children[trigger.word]):
        theirs = child.tag == "PRP$" and trigger.row.victim == "self"  # "were taken away and their bodies found"
        if (child.dep == "poss" and not theirs) or (child.dep == "prep" and child.lower == "of"):
            named |= set(sentence.subtree(child.i))
    return bool(named) and mention.head not in named and not any(a in named for a in sentence.ancestors(mention.head))


def _only_describes(mention: Mention, trigger: Trigger) -> bool:
    """Whether the harm word is only an adjective in an uncounted phrase: "fired at displaced families" tells no displacement."""
    return mention.start <= trigger.start and trigger.end < mention.end and mention.kind != "counted" and trigger.row.part == "verb"
