"""Read "half of the 4,500 residents fled": the number is that of the whole, and how many of them fled no word says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from civharm.lexicon import load_number_words, make_alternation
from civharm.model import Unit
from civharm.reading.harms import Trigger
from civharm.reading.quantities import Quantity, find_quantities
from civharm.reading.sentences import Sentence, Word

if TYPE_CHECKING:
    from civharm.reading.mentions import Mention
    from civharm.reading.selection import Found

# What parts a share from its whole: "of the ...", "of the camp's ...".
_OF = re.compile(
    r" of (?:(?:all|the|its|their|his|her|our|these|those|some|about|an estimated) |(?:the )?(?:[\w-]+ ){0,3}?[\w-]+['’]s? ){0,3}$"
)
# Some out of a whole: "four of the nine", "at least 30 of the 51".
_OUT_OF = re.compile(r"(.+?) of (?:the|these|those|its|their|his|her|our) (\S.*)")
# Kinds of numbers that are a share.
_SHARES_APART = ("percent", "ratio")
# How many characters before a number its share may stand.
_REACH = 60


@cache
def _share_pattern() -> re.Pattern[str]:
    return re.compile(r"\b" + make_alternation(load_number_words("share")) + r"$", re.I)


def take_shares(
    sentence: Sentence, counted: Sequence[Mention], quantities: Sequence[Quantity], triggers: Sequence[Trigger]
) -> list[Mention]:
    """Make phrases without a number of those whose number is that of a whole of which a share was harmed.

    Where the whole itself is told by its harm ("half of the 120 dead were children"), its number stays; of "four of the nine dead"
    the nine are kept beside the four.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "About half of the 4,500 residents fled."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [(text[m.start : m.end], m.quantity) for m in find_mentions(sentence)]
    [('half of the 4,500 residents', None)]
    """
    return [_with_whole(_take_share(sentence, m, quantities, triggers)) for m in counted]


def _take_share(sentence: Sentence, mention: Mention, quantities: Sequence[Quantity], triggers: Sequence[Trigger]) -> Mention:
    start = _find_share(sentence, mention.start, quantities)
    if start is None or mention.noun is None or _tells_harm(mention, triggers):
        return mention
    return replace(mention, start=start, kind="plural", quantity=None)


def _find_share(sentence: Sentence, start: int, quantities: Sequence[Quantity]) -> int | None:
    """Where the share of a whole begins, of which the number stands at an offset; none where it is no whole."""
    of = _OF.search(sentence.text[max(0, start - sentence.start - _REACH) : start - sentence.start])
    if of is None:
        return None
    end = start - len(of.group())
    apart = next((q.start for q in quantities if q.kind in _SHARES_APART and q.end == end), None)
    if apart is not None:
        return apart
    before = sentence.text[max(0, end - sentence.start - _REACH) : end - sentence.start]
    share = _share_pattern().search(before)
    return end - len(share.group()) if share else None


def _tells_harm(mention: Mention, triggers: Sequence[Trigger]) -> bool:
    """Whether a phrase names its people by what was done to them ("the 120 dead", "the 200 detainees")."""
    return any(mention.start <= t.start < mention.end and not t.row.weak for t in triggers)


def _with_whole(mention: Mention) -> Mention:
    """Keep the number of the whole in a phrase that takes some out of it: "four of the nine dead"."""
    taken = _OUT_OF.fullmatch(mention.quantity.text) if mention.quantity is not None else None
    whole = next(iter(find_quantities(taken.group(2))), None) if taken is not None else None
    if mention.quantity is None or taken is None or whole is None or whole.kind != "people":
        return mention
    begin = mention.quantity.start + taken.start(2)
    return replace(mention, whole=replace(whole, start=begin + whole.start, end=begin + whole.end))


def count_both(sentence: Sentence, mention: Mention) -> Mention:
    """Two people, where the words say so: "both pilots", "both of the pilots", "the couple"; not "both men and women"."""
    first = sentence.word_at(mention.start)
    if mention.noun is None or first is None:
        return mention
    if mention.noun.text.lower() in load_number_words("pair") and mention.kind in ("group", "plural"):
        return _as_two(mention, first)
    led = [w.lower for w in sentence.words[max(0, first.i - 2) : first.i]]
    both = sentence.words[first.i - 2] if led == ["both", "of"] and first.dep in ("det", "poss") else first
    if mention.kind != "plural" or both.lower != "both" or both.dep == "preconj" or _joins_plurals(sentence, mention):
        return mention
    return _as_two(mention, both)


def count_pairs(sentence: Sentence, mention: Mention) -> Mention:
    """Two people for each of several couples: "three elderly couples" are six."""
    quantity, last = mention.quantity, sentence.words_between(mention.start, mention.end)[-1:]
    if quantity is None or not last or last[0].lower not in load_number_words("pairs"):
        return mention
    low, high = (None if n is None else 2 * n for n in (quantity.low, quantity.high))
    return replace(mention, quantity=replace(quantity, low=low, high=high))


def _as_two(mention: Mention, word: Word) -> Mention:
    """The phrase, counted as two by a word of it."""
    unit: Unit = "household" if mention.noun is not None and mention.noun.household and word.lower == "both" else "person"
    quantity = Quantity(word.text, word.start, word.end, 2, 2, "exact", "people", unit)
    return replace(mention, start=word.start, kind="counted", quantity=quantity)


def _joins_plurals(sentence: Sentence, mention: Mention) -> bool:
    """Whether "both" stands before two groups: "both men | and women"."""
    behind = [w for w in sentence.words if w.start >= mention.end][:2]
    return len(behind) == 2 and behind[0].lower == "and" and behind[1].tag == "NNS"


def part_wholes(sentence: Sentence, found: Iterable[Found]) -> Iterator[Found]:
    """Where a harm word inside a phrase tells what was done to the whole, the whole is told, and those out of it as its part.

    "Four of the nine dead were children" tells of nine dead; "three of the seven abducted nuns were freed" of seven abducted.
    """
    for item in found:
        mention, whole = item.mention, item.mention.whole
        share = _find_share_harmed(sentence, item) if whole is None else None
        if share is not None:
            yield replace(item, mention=replace(mention, start=share, kind="plural", quantity=None))
            continue
        if whole is None or not whole.end <= item.trigger.start < mention.end:
            yield item
            continue
        those = _only_those(sentence, mention)
        if _are_told_of(sentence, those):
            yield replace(item, mention=those)
        yield replace(item, mention=replace(mention, start=whole.start, quantity=whole, whole=None))


def _find_share_harmed(sentence: Sentence, item: Found) -> int | None:
    """Where the share begins of people told by one harm of whom some suffered another: "half of the 120 hostages were | killed"."""
    mention = item.mention
    if mention.kind != "counted" or mention.start <= item.trigger.start < mention.end:
        return None
    if _OF.search(sentence.text[max(0, mention.start - sentence.start - _REACH) : mention.start - sentence.start]) is None:
        return None
    quantities = [replace(q, start=q.start + sentence.start, end=q.end + sentence.start) for q in find_quantities(sentence.text)]
    return _find_share(sentence, mention.start, quantities)


def _only_those(sentence: Sentence, mention: Mention) -> Mention:
    """The number alone of those who are taken out of the whole: the "four" of "four of the nine dead"."""
    taken = _OUT_OF.fullmatch(mention.quantity.text) if mention.quantity is not None else None
    if mention.quantity is None or taken is None:
        return mention
    end = mention.quantity.start + taken.end(1)
    word = sentence.word_at(end - 1) or sentence.words[mention.head]
    return replace(mention, end=end, head=word.i, noun=None, quantity=replace(mention.quantity, text=taken.group(1), end=end))


def _are_told_of(sentence: Sentence, number: Mention) -> bool:
    """Whether the sentence goes on to say who those are: "four | of the nine dead were children"."""
    word = sentence.words[number.head]
    return word.dep == "nsubj" and sentence.words[word.head].lower in _BE


_BE = frozenset("is are was were".split())
