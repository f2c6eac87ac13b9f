"""Decide which phrase of a sentence names people to whom which harm was done: the learned reader and the grammar together.

The learned reader decides where it is sure; the grammar speaks where it is not. With the reader ``rules`` the grammar decides
alone: that is the explainable baseline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from civharm.model import Harm
from civharm.reading.described import join_members, join_names
from civharm.reading.doing_verbs import suffers_later
from civharm.reading.evidence import Evidence, weigh
from civharm.reading.fleeing import stays
from civharm.reading.harms import Trigger, find_triggers
from civharm.reading.learned import Reading, read_phrases
from civharm.reading.mentions import Mention, find_mentions
from civharm.reading.part_words import is_part
from civharm.reading.plain_links import find_plain_harms
from civharm.reading.relations import link_rules
from civharm.reading.sentences import Sentence
from civharm.reading.spared import (
    belongs_to,
    harms_others,
    is_only_aimed_at,
    is_spared,
    names_a_besieged_place,
    names_a_place,
)
from civharm.reading.subjects import find_subject_of
from civharm.reading.told_once import keep_told_once
from civharm.reading.wholes import part_wholes
from civharm.reading.worded import HURT, SURE_ALONE, SURE_WITH_GRAMMAR, give_as_worded, gives_way, is_fatal

ReaderName = Literal["hybrid", "rules"]

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
    mentions = join_names(sentence, find_mentions(sentence, triggers))
    if not mentions or not says_harm:
        return mentions, []
    counted = [mention for mention in mentions if mention.kind == "counted"]
    links = {
        n: [t for t in linked if not _counts_others(t, mentions[n], counted)]
        for n, linked in link_rules(sentence, triggers, mentions).items()
    }
    # the learned reader's word on a pronoun counts only where the grammar links it to harm, so it is asked for no other
    asked = [n for n, mention in enumerate(mentions) if mention.kind != "pronoun" or links.get(n)]
    spans = [(mentions[n].start - sentence.start, mentions[n].end - sentence.start) for n in asked]
    readings = read_phrases(sentence.text, spans) if reader == "hybrid" else [None] * len(asked)
    found = []
    for number, reading in zip(asked, readings, strict=True):
        found += _worst(list(_decide(sentence, mentions[number], links.get(number, []), reading, triggers, mentions)))
    told = _share_time(_without_predicates(sentence, list(part_wholes(sentence, found)), mentions))
    told = keep_told_once(sentence, _without_appositions(sentence, told))
    return mentions, list(_share_with_totals(sentence, list(join_members(sentence, told))))


def _without_predicates(sentence: Sentence, found: Sequence[Found], mentions: Sequence[Mention]) -> list[Found]:
    """What "are" says of the harmed is no one else: in "the victims were civilians" only the victims are told."""
    told = {(item.mention.start, item.harm) for item in found}
    kept = []
    for item in found:
        subject = find_subject_of(sentence, item.mention, mentions)
        if subject is None or not any((subject.start, harm) in told for harm in (item.harm, *HURT)):
            kept.append(item)
    return kept


def _without_appositions(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """What explains the names of the harmed is no one else: "Sami Rasho and Omar Said, members of the guard, were shot dead"."""
    named = {(n, item.harm) for item in found if item.mention.kind == "named" for n in _joined(sentence, item.mention.head)}
    kept = []
    for item in found:
        word = sentence.words[sentence.climb(item.mention.head, ("pobj", "prep"))[-1]] if item.mention.quantity is None else None
        explains = word is not None and word.dep == "appos" and item.mention.kind == "plural" and (word.head, item.harm) in named
        if not explains:
            kept.append(item)
    return kept


def _joined(sentence: Sentence, head: int) -> list[int]:
    """A word with those that it is joined to by "and", where more than one are joined."""
    first = sentence.climb(head)[-1]
    others = [w.i for w in sentence.words if w.dep == "conj" and sentence.climb(w.i)[-1] == first]
    return [first, *others] if others else []


def _share_time(found: Sequence[Found]) -> list[Found]:
    """What one word tells happened at one time: whether it is old news, the learned reader says of all its people together."""
    old: dict[int, list[float]] = {}
    for item in found:
        if item.reading is not None:
            old.setdefault(item.trigger.start, []).append(item.reading.old)
    means = {start: round(sum(told) / len(told), 3) for start, told in old.items()}
    return [
        item if item.reading is None else replace(item, reading=replace(item.reading, old=means[item.trigger.start]))
        for item in found
    ]


def _worst(found: list[Found]) -> list[Found]:
    """Who was shot dead, or wounded and then died, is dead: the shot or the wound is no claim of its own.

    Who "was shot" with no outcome told is a casualty, and not wounded besides.

    "Killed and wounded" keeps both, and of several people ("wounded and then died") nobody knows whether all of them did.
    """
    if any(item.harm in ("killed", "injured") for item in found):  # "caught in the crossfire and killed"
        found = [item for item in found if item.harm != "trapped" or "fire" not in item.trigger.text.lower()]
    deaths = [item.trigger.start for item in found if item.harm == "killed"]
    open_ones = [item.trigger.start for item in found if item.harm == "casualties"]
    kept = [item for item in found if not _is_outdone(item, deaths)]
    return [
        item for item in kept if not (item.harm == "injured" and item.trigger.harm != "injured" and item.trigger.start in open_ones)
    ]


def _is_outdone(item: Found, deaths: Sequence[int]) -> bool:
    if item.harm == "casualties":  # "victims" and "casualties" may say more than the dead; "shot" does not
        return bool(deaths) and item.trigger.row.part == "verb"
    return item.harm == "injured" and item.mention.kind != "plural" and any(item.trigger.start < at for at in deaths)


def _share_with_totals(sentence: Sentence, found: Sequence[Found]) -> Iterator[Found]:
    """Parts have the harm of their total: "killing 15 people and wounding another 25, including 18 policemen"."""
    total: list[Found] = []
    given: set[int] = set()
    for item in found:
        if not is_part(sentence, item.mention):
            total = [*(t for t in total if t.mention is item.mention), item]
            yield item
        elif not _has_harm_from_before(item, total):
            yield item
        elif item.mention.start not in given:
            given.add(item.mention.start)
            yield replace(item, harm=total[0].harm, trigger=total[0].trigger, decided_by="rules")


def _has_harm_from_before(part: Found, total: Sequence[Found]) -> bool:
    """Whether a part was given the harm of people told before its total."""
    if not total or part.harm not in _OUTCOMES or any(t.harm == part.harm or t.harm not in _OUTCOMES for t in total):
        return False
    return part.trigger.start < min(total[0].trigger.start, total[0].mention.start)


_OUTCOMES: tuple[Harm, ...] = ("killed", "injured")


def _decide(
    sentence: Sentence,
    mention: Mention,
    linked: Sequence[Trigger],
    reading: Reading | None,
    triggers: Sequence[Trigger],
    mentions: Sequence[Mention],
) -> Iterator[Found]:
    if reading is None:
        yield from _by_rules(mention, linked)
        return
    if not is_fatal(sentence.text[mention.end - sentence.start :]):
        reading = give_as_worded(reading, linked, [t for t in triggers if not _is_suffered_by_doer(sentence, t, linked)])
    joint = next((t for t in linked if _is_joint(sentence, mention, t)), None)
    hurt = [reading.harms[harm] for harm in HURT]
    if joint is not None and sum(hurt) >= SURE_ALONE:  # "killed and injured 20": one joint number is one claim of casualties
        yield Found(mention, "casualties", joint, max(hurt), "learned+rules", reading)
        return
    counted = [other for other in mentions if other.kind == "counted"]
    beyond_doubt = find_plain_harms(sentence, mention, [t for t in triggers if not _counts_others(t, mention, counted)])
    evidence = weigh(sentence, mention, reading, linked, beyond_doubt, triggers)
    for harm, sure in reading.harms.items():
        if sure >= evidence.needed(harm) and not _is_ruled_out(evidence, harm, mentions):
            told = harm in evidence.said | evidence.sure_of
            confidence = max(sure, RULE_CONFIDENCE if harm in evidence.sure_of else SURE_WITH_GRAMMAR)
            yield Found(mention, harm, evidence.trigger(harm), confidence, "learned+rules" if told else "learned", reading)


def _is_suffered_by_doer(sentence: Sentence, trigger: Trigger, linked: Sequence[Trigger]) -> bool:
    """Whether a harm word tells what came to the doer of the linked ones: "shot two guards and was | killed by a third"."""
    return any(suffers_later(sentence, trigger.word, other.word) for other in linked)


def _is_ruled_out(evidence: Evidence, harm: Harm, mentions: Sequence[Mention]) -> bool:
    """Whether the words say that a harm of which the learned reader is sure enough was not done to the people of the phrase."""
    sentence, mention, said, triggers = evidence.sentence, evidence.mention, evidence.said, evidence.triggers
    if mention.kind == "pronoun" and not evidence.linked:
        return True
    if _is_anothers(harm, evidence.sure_of, said, triggers) or gives_way(harm, evidence.worded, said, triggers):
        return True
    if _are_children_of_harmed(sentence, mention, mentions, triggers):
        return True
    if names_a_place(sentence, mention) and all(t.row.victim == "after" for t in evidence.linked):
        return True
    if names_a_besieged_place(sentence, mention, evidence.trigger(harm)):
        return True
    if is_spared(sentence, mention, evidence.trigger(harm)) or (harm == "displaced" and stays(sentence, mention, said)):
        return True
    return harm not in said | evidence.sure_of and _is_done_to_others(evidence, harm, mentions)


def _is_done_to_others(evidence: Evidence, harm: Harm, mentions: Sequence[Mention]) -> bool:
    """Whether a harm that the grammar does not link to the phrase was done to others, or was only aimed at these."""
    sentence, mention, triggers = evidence.sentence, evidence.mention, evidence.triggers
    if harms_others(sentence, mention, evidence.nearest(harm)) or (harm in HURT and is_only_aimed_at(sentence, mention)):
        return True
    if _is_told_of_kin(sentence, mention, harm, mentions, triggers):
        return True
    return bool(evidence.sure_of) and _is_plainly_others(sentence, mention, harm, mentions, triggers)


def _counts_others(trigger: Trigger, mention: Mention, counted: Sequence[Mention]) -> bool:
    """Whether a harm word belongs to another number right before it: "12 civilians were killed and up to 16 injured"."""
    return any(
        other.start >= mention.end and (other.start <= trigger.start < other.end or 0 <= trigger.start - other.end <= 1)
        for other in counted
    )


def _is_told_of_kin(
    sentence: Sentence, mention: Mention, harm: Harm, mentions: Sequence[Mention], triggers: Sequence[Trigger]
) -> bool:
    """Whether the harm came plainly to those by whom a phrase is named: "the mother of a girl who died"."""
    kin = [other for other in mentions if other is not mention and belongs_to(sentence, mention, other)]
    return any(harm == t.harm for other in kin for t in find_plain_harms(sentence, other, triggers))


def _are_children_of_harmed(sentence: Sentence, mention: Mention, mentions: Sequence[Mention], triggers: Sequence[Trigger]) -> bool:
    """Whether people only tell whose parent was harmed: "a mother of | three children was shot dead"."""
    of = sentence.words[sentence.words[mention.head].head]
    if sentence.words[mention.head].dep != "pobj" or of.lower != "of":
        return False
    parent = next((other for other in mentions if other.head == of.head and other.noun is not None and other.noun.kin), None)
    below = sentence.subtree(mention.head) if parent is not None else ()
    own = any(t.word in below for t in triggers)  # "the mother of three boys | killed in the blast"
    return parent is not None and not own and bool(find_plain_harms(sentence, parent, triggers))


def _is_plainly_others(
    sentence: Sentence, mention: Mention, harm: Harm, mentions: Sequence[Mention], triggers: Sequence[Trigger]
) -> bool:
    """Whether all words for a harm have plain victims, none of whom these are: "women are raped and children abducted"."""
    words = [t for t in triggers if t.harm == harm]
    others = [other for other in mentions if other is not mention]
    return bool(words) and all(any(find_plain_harms(sentence, other, [word]) for other in others) for word in words)


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


def _by_rules(mention: Mention, linked: Sequence[Trigger]) -> Iterator[Found]:
    """What the grammar alone says: the strongest harm word linked, and no names or pronouns without one."""
    strong = [t for t in linked if not t.row.weak]
    chosen = strong or ([] if mention.kind in ("pronoun", "named") else list(linked))
    if chosen:
        sure = WEAK_CONFIDENCE if chosen[0].row.weak else RULE_CONFIDENCE
        yield Found(mention, chosen[0].harm, chosen[0], sure, "rules", None)
