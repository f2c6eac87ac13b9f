"""Tell which actors a sentence names only as who holds, backs or lists somebody or some place: they did not do the harm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from civharm.lexicon import make_alternation
from civharm.reading.actor_names import ActorMention
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence

_HOLDING = tuple(
    "-held|-controlled|-run|-ruled|-besieged| control| territory| stronghold| held| rule|-backed| backed|-affiliated".split("|")
)


def find_holder(sentence: Sentence, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """Who holds or besieges where people are trapped: "under ISIS control", "the army-besieged town"."""
    for mention in mentions:
        before = sentence.text[: mention.start - sentence.start].lower().removesuffix("the ").rstrip()
        after = sentence.text[mention.end - sentence.start :].lower()
        if before.endswith(" under") and after.startswith((" control", " rule", " siege", " occupation", "'s control")):
            return mention
        if after.startswith("-besieged") or before.endswith(("besieged by", "encircled by", "surrounded by", "controlled by")):
            return mention
    return None


def holds_a_place(sentence: Sentence, mention: ActorMention) -> bool:
    """Whether an actor only holds or backs what follows it: "ISIS-held area", "government districts"."""
    return sentence.once(("holds", mention.start, mention.end), lambda: _holds_a_place(sentence, mention))


def _holds_a_place(sentence: Sentence, mention: ActorMention) -> bool:
    tail = sentence.text[mention.end - sentence.start :][:24].lower()
    following = tail[1:].split(None, 1)[0].rstrip(".,;:") if tail.startswith(" ") and tail.strip() else ""
    return tail.startswith(_HOLDING) or following in load_frame("held_by_side") or _holds_by(sentence, mention)


def _holds_by(sentence: Sentence, mention: ActorMention) -> bool:
    """Whether an actor is only who holds a place that is told of: "the village, held by rebels since May, was shelled"."""
    for word in sentence.words_between(mention.start, mention.end):
        by = sentence.words[word.head]
        held = sentence.words[by.head]
        if word.dep == "pobj" and by.lower == "by" and held.lower in load_frame("held_by") and held.dep in ("acl", "amod", "relcl"):
            return sentence.words[held.head].lower in load_frame("held_by_side")
    return False


def only_calls(sentence: Sentence, mention: ActorMention) -> bool:
    """Whether an actor only calls or backs somebody: "the group, listed as terrorist by | Redland", "militias armed by"."""
    return _listed_by().search(sentence.text, 0, mention.start - sentence.start) is not None


@cache
def _listed_by() -> re.Pattern[str]:
    verbs = make_alternation(load_frame("regarded_by"))
    return re.compile(rf"\b{verbs}\b[^,;–—]{{0,60}}\b(?:by|as) (?:the |both |an? )?$", re.I)
