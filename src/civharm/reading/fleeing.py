"""Tell who moves and is not displaced: who stays, only tries to get away, leaves a fight, or flees the scene of his deed."""

from __future__ import annotations

import re
from collections.abc import Collection

from civharm.model import Harm
from civharm.reading.doing_verbs import harms_object
from civharm.reading.harms import Trigger
from civharm.reading.mentions import Mention
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence
from civharm.reading.victim_status import describe_victims


def stays(sentence: Sentence, mention: Mention, said: Collection[Harm]) -> bool:
    """Whether people who may have moved fled nothing: they are only affected, try to get away, or are carried to a hospital."""
    if _TREATED.fullmatch(sentence.text[mention.start - sentence.start : mention.end - sentence.start]):
        return True
    if "displaced" not in said and _is_only_affected(sentence, mention):
        return True
    return _only_tries(sentence, mention) and (mention.quantity is None or bool(set(said) - {"displaced"}))


def _is_only_affected(sentence: Sentence, mention: Mention) -> bool:
    """Whether people are told to be affected or in need, while others moved: "of the 9,000 people affected, 400 were evacuated"."""
    return _AFFECTED.match(sentence.text[mention.end - sentence.start :]) is not None


_TREATED = re.compile(
    r"(?:all |some of |many of )?(?:the |their )?(?:dead|wounded|injured|casualties|bodies|victims)(?: (?:and|or) (?:the )?\w+)?",
    re.I,
)
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


def leaves_the_field(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether who flees are fighters or those who did a deed: "the gunmen fled", "the suspect shot two and fled"."""
    if trigger.harm != "displaced" or sentence.words[trigger.word].lower not in load_frame("gets_away"):
        return False
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    head = sentence.words[mention.head]
    below = [sentence.words[n].lower for n in sentence.subtree(head.i)][:6] if head.dep == "nsubj" else []
    fighters = describe_victims(" ".join([words, *below]))[0] == "combatant"
    suspect = mention.noun is not None and mention.noun.word in load_frame("suspects")
    if suspect and _FROM_THE_SCENE.match(sentence.text, trigger.end - sentence.start):
        return True
    return fighters or (head.dep == "nsubj" and head.head != trigger.word and harms_object(sentence.words[head.head]))


_FROM_THE_SCENE = re.compile(
    r"\s(?:from )?(?:the (?:scene|area)\b|on (?:foot|a motor\w+|a bicycle)\b"
    r"|in an? (?:[\w-]+ ){0,2}(?:car|vehicle|van|truck|suv)\b)",
    re.I,
)
