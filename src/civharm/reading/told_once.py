"""Drop phrases of the harmed that add nobody: who is described twice, and victims who speak themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from civharm.reading.cues import load_cues
from civharm.reading.mentions import Mention
from civharm.reading.sentences import Sentence

if TYPE_CHECKING:
    from civharm.reading.selection import Found


def keep_told_once(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """The harmed without a second description of one person, and without victims who tell of it.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.selection import find_harmed
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Gunmen killed a trader, a father of three, in Northton."
    >>> [s] = parse_sentences(find_sentences(text))
    >>> [text[item.mention.start : item.mention.end] for item in find_harmed(s)[1]]
    ['a trader']
    """
    kept = [item for item in found if not _is_described_again(sentence, item, found) and not _tells(sentence, item)]
    return [item for item in kept if not _says_what_all_are(sentence, item, kept)]


def _says_what_all_are(sentence: Sentence, item: Found, found: Sequence[Found]) -> bool:
    """Whether words behind a number say what all of those are: "four men, all | brothers,"."""
    word = sentence.words[item.mention.head]
    if item.mention.quantity is not None or word.dep not in ("appos", "conj", "npadvmod", "dobj") or word.i < 2:
        return False
    led = sentence.words[sentence.words_between(item.mention.start, item.mention.end)[0].i - 1]
    all_of = led.lower in ("all", "both") and sentence.words[led.i - 1].text in (",", "-", "–", "—", "(")
    counted = [o for o in found if o.harm == item.harm and o.mention.kind == "counted" and o.mention.end <= led.start]
    return all_of and bool(counted)


def _is_described_again(sentence: Sentence, item: Found, found: Sequence[Found]) -> bool:
    """Whether one person stands in apposition to one person who is harmed in the same way."""
    word = sentence.words[item.mention.head]
    if word.dep != "appos" or item.mention.kind == "named" or not _is_one(item.mention):
        return False  # names in a row are those of several people
    beside = [
        at for at in sentence.children[word.i] if sentence.words[at].dep in ("conj", "appos", "poss")
    ]  # "his wife" is another
    named = (o for o in found if o.harm == item.harm and o.mention is not item.mention and _is_one(o.mention))
    return not beside and any(o.mention.head == word.head or o.mention.head in _joined(sentence, word.head) for o in named)


def _joined(sentence: Sentence, i: int) -> list[int]:
    return [c for c in sentence.children[i] if sentence.words[c].dep == "nummod"]


def _is_one(mention: Mention) -> bool:
    if mention.kind == "counted":
        return mention.quantity is not None and mention.quantity.low == mention.quantity.high == 1
    return mention.kind in ("single", "named")


def _tells(sentence: Sentence, item: Found) -> bool:
    """Whether victims are who says what the sentence tells: "residents, including some of the victims, told reporters"."""
    bodies = item.mention.noun is not None and item.mention.noun.container
    if item.trigger.row.victim != "self" or item.harm not in ("killed", "casualties") or bodies:
        return False
    word = sentence.words[item.mention.head]
    if word.dep == "pobj" and sentence.words[word.head].lower == "including":
        word = sentence.words[sentence.words[word.head].head]
    said = sentence.words[word.head]
    return word.dep == "nsubj" and said.lower in load_cues("reporting") and said.tag.startswith("VB")
