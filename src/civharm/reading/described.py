"""Put together what a number counts and the words that say who they are: "75 ELN and FARC fighters", "members of the X and Y".

The noun that a number counts may stand behind the names of two groups, and "members of" or "the bodies of" behind it leads in more
words for the same people. Each is one phrase, and no further victims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from civharm.reading.mentions import Mention
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence

if TYPE_CHECKING:
    from civharm.reading.selection import Found

# Between a number and the noun that it counts: names, and what joins two of them ("75 | Red Path and | ADF fighters").
_NAMES = re.compile(r"\s(?:[A-Z][\w.'’-]*\s?){1,4}(?:/|\sand\s|\sor\s|(?<=\s)and\s|(?<=\s)or\s)")
_WHOSE = frozenset("members member bodies body corpses corpse remains fighters soldiers leaders supporters".split())


def join_names(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The phrases, those that a number counts behind the names of two groups joined to it.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Troops killed 15 ELN and FARC guerrillas."
    >>> [s] = parse_sentences(find_sentences(text))
    >>> [text[m.start : m.end] for m in join_names(s, find_mentions(s))][-1]
    '15 ELN and FARC guerrillas'
    """
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _is_counted_by(sentence, joined[-1], mention):
            joined[-1] = replace(joined[-1], end=mention.end, head=mention.head, noun=mention.noun)
        else:
            joined.append(mention)
    return joined


def join_members(sentence: Sentence, found: Sequence[Found]) -> Iterator[Found]:
    """The harmed, with whoever is told in a number and in what "of" adds to it told once.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.selection import find_harmed
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "They found 12 bodies of farmers killed by rebels."
    >>> [s] = parse_sentences(find_sentences(text))
    >>> [text[item.mention.start : item.mention.end] for item in join_members(s, find_harmed(s)[1])]
    ['12 bodies of farmers']
    """
    changed = _find_members(sentence, list(dict.fromkeys(item.mention for item in found)))
    for item in found:
        mention = changed.get(item.mention, item.mention)
        if mention is None:
            continue
        within = (o for o in found if o.harm == item.harm and item.mention.end <= o.mention.start < mention.end)
        told = item.trigger if item.mention.end <= item.trigger.start else next((o.trigger for o in within), item.trigger)
        yield replace(item, mention=mention, trigger=told)  # "the bodies of men killed by rebels": "killed", and no "bodies"


def _find_members(sentence: Sentence, mentions: Sequence[Mention]) -> dict[Mention, Mention | None]:
    """For each phrase that changes what it becomes: a longer one, or none where it only says whose those of another phrase are."""
    changed: dict[Mention, Mention | None] = {}
    for at, first in enumerate(mentions):
        for second in mentions[at + 1 :] if first.kind == "counted" else ():
            if (second.quantity is not None and not _is_one_household(second)) or second.kind == "pronoun":
                break
            if _is_whose(sentence, first, second):
                changed[first], changed[second] = replace(changed.get(first) or first, end=second.end), None
    return changed


def _is_one_household(mention: Mention) -> bool:
    """Whether a number is of one family, whose members are the people: "seven members of | one family"."""
    return mention.noun is not None and mention.noun.household and mention.quantity is not None and mention.quantity.high == 1


def _is_counted_by(sentence: Sentence, first: Mention, second: Mention) -> bool:
    """Whether only the names of groups stand between a number and a noun for people."""
    if first.quantity is None or first.noun is not None or second.noun is None or second.quantity is not None:
        return False
    if (first.quantity.low or 2) < 2:
        return False
    return _NAMES.fullmatch(sentence.text[first.quantity.end - sentence.start : second.start - sentence.start]) is not None


def _is_whose(sentence: Sentence, first: Mention, second: Mention) -> bool:
    """Whether a phrase without a number stands behind "members of" or "the bodies of"."""
    top = sentence.words[sentence.climb(second.head, ("conj", "compound", "amod"))[-1]]
    of = sentence.words[top.head]
    whose = sentence.words[of.head]
    near = 0 <= second.start - first.end < _NEAR and whose.lower in _WHOSE | load_frame("of_whom")
    return top.dep == "pobj" and of.lower == "of" and near and first.start <= whose.start < first.end


# Characters between a phrase and what "of" adds to it.
_NEAR = 40
