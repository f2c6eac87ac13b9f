"""Make the people whom a roll names the harmed of its sentence, in the place of what the readers take its marks and ages for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from civharm.model import Harm
from civharm.reading.harms import HarmWord, Trigger
from civharm.reading.mentions import Mention
from civharm.reading.rolls import Named, Roll
from civharm.reading.selection import Found
from civharm.reading.sentences import Sentence

# What decides a claim of a roll (`made_by`), and how sure it is: as sure as a plain construction that only the grammar tells.
LISTED = "list"
SURE_OF_LISTED = 0.7


def take_listed(sentence: Sentence, found: Sequence[Found], roll: Roll, told: Collection[Harm]) -> list[Found]:
    """The harmed of a sentence with those whom its roll names; ``told`` are the harms of people told before it.

    The numbers inside the roll count nobody, and what it names is named once.
    """
    others = [item for item in found if not _is_inside(item.mention, roll) or _stands_for_itself(item.mention, roll)]
    names = list(_make_found(sentence, roll, "killed" if set(told) - {"casualties"} == {"killed"} else "casualties"))
    heads = [item for item in others if item.mention.start >= roll.start or not _only_heads(item, roll)]
    return sorted([*heads, *names], key=lambda item: item.mention.start)


def _is_inside(mention: Mention, roll: Roll) -> bool:
    return roll.start <= mention.start < roll.end


def _stands_for_itself(mention: Mention, roll: Roll) -> bool:
    """Whether a phrase in a roll tells of further people: "an unidentified man", but no number without a noun and no name."""
    counted = mention.kind == "counted" and mention.noun is None
    return not counted and mention.kind != "named" and not any(n.start < mention.end and mention.start < n.end for n in roll.names)


def _only_heads(item: Found, roll: Roll) -> bool:
    """Whether a phrase without a number only heads the roll ("The victims: ..."), which tells who they are."""
    return item.mention.quantity is None and item.mention.kind in ("plural", "group") and item.trigger.end <= roll.start


def _make_found(sentence: Sentence, roll: Roll, told: Harm) -> Iterator[Found]:
    for named in roll.names:
        word = sentence.word_at(named.end - 1)
        if word is None:
            continue
        harm = named.harm or told
        trigger = Trigger(
            sentence.text[word.start - sentence.start : word.end - sentence.start], word.start, word.end, word.i, _row(harm)
        )
        yield Found(_make_mention(named, word.i), harm, trigger, SURE_OF_LISTED, LISTED, None)


def _make_mention(named: Named, head: int) -> Mention:
    noun = replace(named.noun, start=named.start, end=named.start) if named.noun is not None else None
    return Mention(named.start, named.end, head, "named", None, noun)


def _row(harm: Harm) -> HarmWord:
    return HarmWord(harm, "noun", "self", False, None)
