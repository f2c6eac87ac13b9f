"""Decide which phrase of a sentence names people to whom which harm was done: the learned reader and the grammar together.

The learned reader decides where it is sure; the grammar speaks where it is not. With the reader ``rules`` the grammar decides
alone: that is the explainable baseline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from civharm.model import Harm
from civharm.reading.cues import find_cues
from civharm.reading.harms import HarmWord, Trigger, find_triggers
from civharm.reading.learned import Reading, read_phrases
from civharm.reading.mentions import Mention, find_mentions, pronoun_number
from civharm.reading.plain_links import find_plain_harms
from civharm.reading.relations import link_rules
from civharm.reading.sentences import Sentence

ReaderName = Literal["hybrid", "rules"]

# The learned reader alone must be this sure of a harm; with the grammar on its side, this much. Chosen on the lines held back in
# training (training/sentences, one in ten), not on any gold.
SURE_ALONE = 0.5
SURE_WITH_GRAMMAR = 0.15
# A set phrase that the grammar links needs no more than that the learned reader does not rule it out.
SURE_OF_PHRASE = 0.02
# The learned reader is sure that some harm was done where the chances of all kinds add up to this.
SURE_OF_ANY = 0.6
# Harms that one number may tell jointly.
HURT: tuple[Harm, ...] = ("killed", "injured", "casualties")
# Names are of places and bodies, too, and of those who speak: alone, the learned reader must be surer of them.
SURE_OF_NAME = 0.7
# No word of the sentence says the harm: the learned reader must be surer then (people move and are held in words of no list).
SURE_WITHOUT_WORD = 0.8
# Where only the grammar speaks (the phrase lies beyond the encoder's reach, or the reader is `rules`).
RULE_CONFIDENCE, WEAK_CONFIDENCE = 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase, the harm done to it, the harm word, how sure, and what decided: ``learned``, ``rules`` or both."""

    mention: Mention
    harm: Harm
    trigger: Trigger
    confidence: float
    decided_by: str
    reading: Reading | None


def find_harmed(sentence: Sentence, reader: ReaderName = "hybrid", *, says_harm: bool = True) -> tuple[list[Mention], list[Found]]:
    """Find the phrases of a sentence that may name people, and the harmed among them, in order of the text.

    Of a sentence that ``says_harm`` rules out (it was parsed to learn who speaks) only the phrases are found.
    """
    triggers = find_triggers(sentence)
    mentions = find_mentions(sentence, triggers)
    if not mentions or not says_harm:
        return mentions, []
    links = link_rules(sentence, triggers, mentions)
    # the learned reader's word on a pronoun counts only where the grammar links it to harm, so it is asked for no other
    asked = [n for n, mention in enumerate(mentions) if mention.kind != "pronoun" or links.get(n)]
    if reader == "hybrid":
        spans = [(mentions[n].start - sentence.start, mentions[n].end - sentence.start) for n in asked]
        readings = read_phrases(sentence.text, spans)
    else:
        readings = [None] * len(asked)
    found = []
    for number, reading in zip(asked, readings, strict=True):
        found += _worst(list(_decide(sentence, mentions[number], links.get(number, []), reading, triggers)))
    return mentions, found


def _worst(found: list[Found]) -> list[Found]:
    """Who was wounded and then died is dead: the wound is no claim of its own; "killed and wounded" keeps both."""
    deaths = [item.trigger.start for item in found if item.harm == "killed" and item.mention.kind != "plural"]
    return [item for item in found if item.harm != "injured" or not any(item.trigger.start < at for at in deaths)]


def _decide(
    sentence: Sentence, mention: Mention, linked: Sequence[Trigger], reading: Reading | None, triggers: Sequence[Trigger]
) -> Iterator[Found]:
    if reading is None:
        yield from _by_rules(mention, linked)
        return
    joint = next((t for t in linked if _is_joint(sentence, mention, t)), None)
    hurt = [reading.harms[harm] for harm in HURT]
    if joint is not None and sum(hurt) >= SURE_ALONE:  # "killed and injured 20": one joint number is one claim of casualties
        yield Found(mention, "casualties", joint, max(hurt), "learned+rules", reading)
        return
    strong = [trigger for trigger in linked if not trigger.row.weak]
    # "to kill 12 hostages": where a verb says what is done to them, their own noun tells nothing new.
    outside = [t for t in strong if not (t.row.victim == "self" and mention.start <= t.start and t.end <= mention.end)]
    said = {trigger.harm for trigger in outside or strong}
    beyond_doubt = find_plain_harms(sentence, mention, triggers)
    named = {t.harm for t in beyond_doubt} if mention.kind != "pronoun" and not _is_listed(mention) else set()
    sure_of = {t.harm for t in beyond_doubt} if _may_suffer(sentence, mention) else set()
    told_plainly = 0.0 if not find_cues(sentence.text, "other_cause") else SURE_WITH_GRAMMAR
    linked = [*beyond_doubt, *(t for t in linked if t not in beyond_doubt)]
    # Set phrases ("as human shields", "burned alive") say their harm by themselves wherever the grammar links them.
    plain = {t.harm for t in linked if t.row.part == "phrase" and t.row.victim == "object" and not t.row.weak}
    torn = _torn_between(reading, linked)
    for harm, sure in reading.harms.items():
        alone = SURE_OF_NAME if mention.kind == "named" else SURE_ALONE
        needed = SURE_WITH_GRAMMAR if harm in said and _is_listed(mention) else alone
        needed = needed if harm not in HURT or any(_says(t.harm, harm) for t in triggers) else SURE_WITHOUT_WORD
        needed = SURE_OF_PHRASE if harm == torn or (harm in plain and _is_listed(mention)) else needed
        needed = told_plainly if harm in sure_of else SURE_WITH_GRAMMAR if harm in named else needed
        if sure < needed or (mention.kind == "pronoun" and not linked) or _is_anothers(harm, sure_of, said, triggers):
            continue
        if not linked and _names_a_place(sentence, mention):
            continue
        trigger = _trigger_for(sentence, mention, harm, linked, triggers)
        if _is_doer(sentence, mention, trigger) or _only_describes(mention, trigger) or _is_averted(sentence, mention):
            continue
        if harm == "displaced" and harm not in said and _is_only_affected(sentence, mention):
            continue
        if harm == "displaced" and _only_tries(sentence, mention) and (mention.quantity is None or said - {"displaced"}):
            continue
        if _is_sign_that_lacks(sentence, mention):
            continue
        if harm not in said | sure_of and _harms_others(sentence, mention, trigger):
            continue
        decided = "learned+rules" if harm in said | sure_of else "learned"
        confidence = max(sure, RULE_CONFIDENCE if harm in sure_of else SURE_WITH_GRAMMAR)
        yield Found(mention, harm, trigger, confidence, decided, reading)


def _says(said: Harm, harm: Harm) -> bool:
    """Whether a harm word can say a harm; "shot" and "casualties" leave open whether somebody lives."""
    return said == harm or (said == "casualties" and harm in ("killed", "injured"))


def _may_suffer(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase surely names people, or one person told before: then the grammar alone can say that they were harmed."""
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    return _is_listed(mention) or (mention.kind == "pronoun" and pronoun_number(words) == 1)


def _is_anothers(harm: Harm, sure_of: set[Harm], said: set[Harm], triggers: Sequence[Trigger]) -> bool:
    """Whether a bodily harm is that of other people of the sentence, because the grammar says plainly what was done to these.

    Who was "shot" may be dead or hurt, as the rest of the sentence tells; once that is said, "shot" tells no more of him.
    """
    if harm == "casualties":
        return bool(sure_of & {"killed", "injured"})
    if harm == "killed" and "casualties" in sure_of and harm not in said:
        return not any(t.harm == "killed" for t in triggers)  # "was shot" tells no death, and no other word does
    outcome = sure_of & {"killed", "injured"}
    return harm in ("killed", "injured", "tortured") and bool(outcome) and harm not in sure_of | said


def _is_joint(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a harm word tells the killed and the injured in one; not "nine were killed and wounded 20 others"."""
    if trigger.harm != "casualties" or trigger.row.part != "phrase" or trigger.row.victim != "object":
        return False
    first = sentence.words_between(trigger.start, trigger.end)[0]
    passive = any(sentence.words[child].dep == "auxpass" for child in sentence.children[first.i])
    return not (passive and mention.start >= trigger.end)


def _is_only_affected(sentence: Sentence, mention: Mention) -> bool:
    """Whether people are told to be affected or in need, while others moved: "of the 9,000 people affected, 400 were evacuated"."""
    return _AFFECTED.match(sentence.text[mention.end - sentence.start :]) is not None


_AFFECTED = re.compile(r"\s+(?:(?:who|that)\s+)?(?:(?:were|was|are|have been|had been)\s+)?(?:affected|in need|at risk)\b", re.I)


def _only_tries(sentence: Sentence, mention: Mention) -> bool:
    """Whether people only try to get away: "residents trying to flee". Uncounted, or told of another harm, they moved nowhere.

    An attempt in the codebook's sense is the doer's; that of victims to escape is at most the occasion of what is done to them.
    """
    at = mention.head
    for _ in range(3):
        word = sentence.words[at]
        verbs = [c for c in sentence.children[at] if sentence.words[c].dep in ("relcl", "acl", "pcomp")]
        verbs += [word.head] if word.dep in ("nsubj", "nsubjpass") else []
        if any(sentence.words[verb].lower in _TRYING for verb in verbs):
            return True
        if word.dep not in ("pobj", "prep", "conj", "appos", "pcomp"):
            return False
        at = word.head
    return False


_TRYING = frozenset("try tries tried trying attempt attempts attempted attempting seek seeks sought seeking".split())


def _is_averted(sentence: Sentence, mention: Mention) -> bool:
    """Whether words just before an uncounted phrase make it a harm to be prevented: "to avoid civilian casualties"."""
    lead = sentence.text[max(0, mention.start - sentence.start - 30) : mention.start - sentence.start]
    return mention.kind != "counted" and bool(find_cues(lead, "averted"))


def _is_sign_that_lacks(sentence: Sentence, mention: Mention) -> bool:
    """Whether no wound is seen on somebody: "the bodies had no external injuries" says of nobody that he was unhurt."""
    word = sentence.words[mention.head]
    none = mention.quantity is not None and mention.quantity.high == 0
    return none and word.dep == "dobj" and sentence.words[word.head].lower in _BEARING


_BEARING = frozenset("had has have having bore bear bears bearing showed show shows showing".split())


def _names_a_place(sentence: Sentence, mention: Mention) -> bool:
    """Whether a bare name stands behind a preposition, where places stand: "residents of Sirte", "the shelling of Aleppo"."""
    return mention.kind == "named" and mention.noun is None and sentence.words[mention.head].dep == "pobj"


def _is_listed(mention: Mention) -> bool:
    """Whether a phrase surely names people: a counted one or a listed noun, and not a name, a pronoun or any noun at all."""
    return mention.kind == "counted" or mention.noun is not None


def _torn_between(reading: Reading, linked: Sequence[Trigger]) -> Harm | None:
    """The harm that the grammar prefers where the learned reader is sure of harm but torn between two kinds of it."""
    if max(reading.harms.values()) >= SURE_ALONE or sum(reading.harms.values()) < SURE_OF_ANY:
        return None
    likely = [t.harm for t in linked if reading.harms[t.harm] >= SURE_WITH_GRAMMAR]
    return max(likely, key=lambda harm: reading.harms[harm], default=None)


def _is_doer(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a phrase is the subject of a harm verb that has an object of its own: "snipers killed 15 children"."""
    word = sentence.words[mention.head]
    verb = sentence.words[trigger.word]
    joined = verb.head if verb.dep == "conj" else verb.i  # "a man shot and killed two guards"
    if trigger.row.victim != "object" or word.dep != "nsubj" or word.head not in (verb.i, joined):
        return False
    below = [sentence.words[c] for c in sentence.children[trigger.word]]
    if any(w.dep == "conj" and w.tag.startswith("VB") for w in below):  # "militants shot and killed them": one object for both
        below += [sentence.words[c] for w in below if w.dep == "conj" for c in sentence.children[w.i]]
    aims = any(w.dep == "prep" and w.lower in ("into", "towards", "toward", "back") for w in below)  # "troops shot into the crowd"
    return aims or any(w.dep == "dobj" and w.lower.rstrip(".") not in _NO_OBJECT for w in below)


# "Two drivers abducted Monday north of Kismayo": what the parser may take for the object of a bare participle.
_NO_OBJECT = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun today "
    "yesterday tonight north south east west northeast northwest southeast southwest northern southern eastern western near "
    "outside".split()
)


def _harms_others(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a harm verb after a phrase has its object behind it: "targeted a commander, killing two of his guards"."""
    verb = sentence.words[trigger.word]
    if trigger.row.victim == "of" or verb.tag.startswith("NN"):
        return _is_others_death(sentence, mention, trigger)
    if trigger.row.victim != "object" or not verb.tag.startswith("VB") or mention.end > trigger.start:
        return False
    below = [sentence.words[c] for c in sentence.children[verb.i]]
    doers = [*below, *(sentence.words[c] for c in sentence.children[verb.head] if verb.dep == "conj")]
    does = verb.tag == "VBG" or any(w.dep == "nsubj" and not mention.start <= w.start < mention.end for w in doers)
    passive = any(w.dep in ("nsubjpass", "auxpass") for w in below)
    return does and not passive and any(w.dep == "dobj" and w.i > verb.i for w in below)


def _is_others_death(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether "the murder of" or "'s death" names its own victims, and the phrase is none of them: "charged with the murder of"."""
    named: set[int] = set()
    for child in (sentence.words[c] for c in sentence.children[trigger.word]):
        if child.dep == "poss" or (child.dep == "prep" and child.lower == "of"):
            named |= set(sentence.subtree(child.i))
    return bool(named) and mention.head not in named and not any(a in named for a in sentence.ancestors(mention.head))


def _only_describes(mention: Mention, trigger: Trigger) -> bool:
    """Whether the harm word is only an adjective in an uncounted phrase: "fired at displaced families" tells no displacement."""
    return mention.start <= trigger.start and trigger.end < mention.end and mention.kind != "counted" and trigger.row.part == "verb"


def _by_rules(mention: Mention, linked: Sequence[Trigger]) -> Iterator[Found]:
    """What the grammar alone says: the strongest harm word linked, and no names or pronouns without one."""
    strong = [t for t in linked if not t.row.weak]
    chosen = strong or ([] if mention.kind in ("pronoun", "named") else list(linked))
    if chosen:
        sure = WEAK_CONFIDENCE if chosen[0].row.weak else RULE_CONFIDENCE
        yield Found(mention, chosen[0].harm, chosen[0], sure, "rules", None)


def _trigger_for(
    sentence: Sentence, mention: Mention, harm: Harm, linked: Sequence[Trigger], triggers: Sequence[Trigger]
) -> Trigger:
    """The harm word: linked by grammar, else the nearest that says this harm, else the nearest, else the phrase's verb."""
    for choice in ([t for t in linked if t.harm == harm], [t for t in triggers if t.harm == harm], linked, triggers):
        if choice:
            return min(choice, key=lambda t: (max(0, t.start - mention.end, mention.start - t.end), t.start))
    head = sentence.words[mention.head]
    verb = next((sentence.words[i] for i in sentence.ancestors(head.i) if sentence.words[i].tag.startswith("VB")), head)
    return Trigger(verb.text, verb.start, verb.end, verb.i, HarmWord(harm, "verb", "object", True, None))
