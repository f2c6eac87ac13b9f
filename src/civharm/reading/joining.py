"""Join phrases that name the same people: "her son Sami", "Rana, 29, a nurse,", "bodies of four men", "men, women and children"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from civharm.reading.cues import load_cues
from civharm.reading.part_words import make_number
from civharm.reading.sentences import Sentence

if TYPE_CHECKING:
    from civharm.reading.mentions import Mention

_LISTED = frozenset(("and", "or", ",", ", and", "&"))
# Between a name and what it is set beside: ", ", ", 29, ", " (29), ".
_BESIDE = re.compile(r"(?:,| \(\d{1,3}\),?|, \d{1,3},) ")
# "The head of Northton, Omar Zaki": what a role is of stands before the name.
_HEADED = re.compile(r" (?:of|in|for|at) [^,.;:]{1,60}, ")
_VICTIMS = frozenset("victim deceased fatality casualty".split())
_OUTCOMES = frozenset("death fatality injury".split())
_BODIES = frozenset("body corpse".split())
_AGE = r"(?:aged? )?\d{1,3}(?:[- ]years?[- ]old)?"
_NAMED = re.compile(rf"(?:,? {_AGE},? (?:named )?|,? (?:named|called|identified as) (?:{_AGE} )?)", re.I)
_BRACKET = re.compile(r""" \(["“‘']?""")
_BRACKET_END = re.compile(r"""["”’']?\)""")
_EMPLOYED = frozenset("contracted hired employed recruited trained based".split())
# "15 children of refugees": the second noun says whose children they are.
_OF = re.compile(r" of (?:the |these |those |their |his |her )?", re.I)
_ONE_OF = re.compile(r"\b(?:one of (?:the|these|those|his|her|their|its|our)|members? of) $", re.I)


def join_mentions(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """Make one phrase of those that stand side by side for the same people; ``mentions`` in order of the text.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Rana Aziz, 29, a nurse, and her son Sami were killed; bodies of four men were found."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [text[m.start:m.end] for m in find_mentions(sentence)]
    ['Rana Aziz', 'her son Sami', 'four men']
    """
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        one = _join(sentence, before, mention) if before else None
        if one is None:
            joined.append(mention)
        else:
            joined[-1] = one
    return joined


def _join(sentence: Sentence, before: Mention, mention: Mention) -> Mention | None:
    """The one phrase that two neighbours make, or none."""
    between = sentence.text[before.end - sentence.start : mention.start - sentence.start]
    if before.kind == mention.kind == "plural" and before.noun and mention.noun and between.strip().lower() in _LISTED:
        return replace(before, end=mention.end) if _are_one_list(sentence, before, mention) else None
    if before.kind == "counted" and mention.kind == "plural" and _share_number(sentence, before, mention, between):
        return replace(before, end=mention.end)
    if before.noun is not None and _OF.fullmatch(between) and _only_says_whose(sentence, mention):
        return replace(before, end=mention.end) if before.kind in ("counted", "plural", "single") else None
    if before.kind == "single" and mention.kind == "named" and before.noun is not None:
        return _join_name(sentence, before, mention, between)
    if _is_one(before) and mention.kind == "named" and between == ", " and sentence.words[mention.head].dep == "appos":
        return replace(mention, start=before.start, head=before.head, noun=before.noun)  # "one of its teachers, Omar Zaki"
    if before.kind == "named" and mention.kind == "named":
        return before if _is_other_name(sentence, mention, between) else None
    if before.kind == "named" and mention.kind == "single":
        described = _describes(sentence, before, mention, between)
        return replace(before, noun=before.noun or mention.noun) if described else None
    if before.kind == mention.kind == "single" and _is_victim(before) and between == ", ":
        apposed = sentence.words[mention.head].dep == "appos"
        return replace(mention, start=before.start, head=before.head) if apposed else None
    if before.kind == "plural" and before.quantity is None and mention.kind == "counted" and between in (" of ", " of the "):
        kin = before.noun is not None and before.noun.kin  # "the wives of two rebels" are no rebels
        return replace(before, end=mention.end) if kin else mention
    if before.kind == "counted" and before.noun is None and mention.kind == "plural" and between == ", ":
        return None if _speaks(sentence, mention) else replace(before, noun=mention.noun)
    if before.kind == "counted" and mention.kind in ("plural", "single") and _goes_on(sentence, before, mention):
        return replace(before, end=mention.end, head=mention.head, noun=mention.noun)
    return None


def _are_one_list(sentence: Sentence, before: Mention, mention: Mention) -> bool:
    """Whether two plurals name people to whom the same was done: not "deaths and injuries", not "casualties, residents said"."""
    return not _tell_outcomes(before, mention) and not _speaks(sentence, mention)


def _tell_outcomes(*mentions: Mention) -> bool:
    """Whether all phrases are nouns for what became of people, and not for the people: "several deaths", "injuries"."""
    return all(m.noun is not None and m.noun.word in _OUTCOMES for m in mentions)


def _speaks(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase is who tells it: "wounding 25, residents said" tells of no wounded residents."""
    word = sentence.words[mention.head]
    return word.dep == "nsubj" and sentence.words[word.head].lower in load_cues("reporting")


def _join_name(sentence: Sentence, noun: Mention, name: Mention, between: str) -> Mention | None:
    """A noun with the name of whom it tells: "A commander, Yusuf Ali,", "her son, 12-year-old Sami", "a doctor named Rana Aziz"."""
    if noun.noun is not None and noun.noun.word in _BODIES and between == " of ":  # "the body of Yusuf Ali"
        return replace(name, start=noun.start, head=noun.head, noun=noun.noun)
    apposed = sentence.words[name.head].dep == "appos" and (between == ", " or _HEADED.fullmatch(between) is not None)
    if between == " " or apposed or _NAMED.fullmatch(between):
        return replace(name, start=noun.start, noun=noun.noun)
    return None


def _is_other_name(sentence: Sentence, name: Mention, between: str) -> bool:
    """Whether brackets behind a name hold how else somebody is called: "Yusuf Ali (Abu Sami)"; `find_names` drops an "alias"."""
    return _BRACKET.fullmatch(between) is not None and _BRACKET_END.match(sentence.text, name.end - sentence.start) is not None


def _describes(sentence: Sentence, name: Mention, noun: Mention, between: str) -> bool:
    """Whether a noun says what somebody named is: "Rana Aziz, 29, a nurse", "Rana Aziz, a teacher and wife of a reporter"."""
    word = sentence.words[noun.head]
    if _BESIDE.fullmatch(between):
        return word.dep == "appos"
    bare = sentence.word_at(noun.start)
    alone = bare is not None and bare.i == word.i and word.tag == "NN"
    same = word.dep == "conj" and (alone or _takes_singular(sentence, name))
    first = sentence.words[word.head]
    return same and first.dep == "appos" and sentence.words[first.head].start < name.end <= first.start


def _takes_singular(sentence: Sentence, name: Mention) -> bool:
    """Whether the verb says that its subject is one person: "Rana Aziz, a nurse at the clinic and a mother of two, was killed"."""
    word = sentence.words[name.head]
    verb = [sentence.words[c].lower for c in sentence.children[word.head] if sentence.words[c].dep in ("aux", "auxpass")]
    return word.dep in ("nsubj", "nsubjpass") and not {"was", "is", "has"}.isdisjoint(verb)


def _is_one(mention: Mention) -> bool:
    return mention.kind == "counted" and mention.quantity is not None and mention.quantity.low == mention.quantity.high == 1


def _is_victim(mention: Mention) -> bool:
    """Whether a phrase says nothing of somebody but that harm was done: "the victim | , a girl of 12", "another victim"."""
    return mention.noun is not None and mention.noun.word in _VICTIMS


def _only_says_whose(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase behind "of" only says whose people are told, and nothing was done to itself ("of men who were killed")."""
    if mention.kind not in ("plural", "group", "single") or sentence.words[mention.head].dep != "pobj":
        return False
    clauses = [sentence.words[c] for c in sentence.children[mention.head] if sentence.words[c].dep in ("relcl", "acl")]
    return all(word.tag == "VBG" for word in clauses)


def _share_number(sentence: Sentence, counted: Mention, plural: Mention, between: str) -> bool:
    """Whether one number counts both nouns: "284 men and boys"; but "12 soldiers", "their wives"."""
    last, first = sentence.word_at(counted.end - 1), sentence.word_at(plural.start)
    if counted.noun is None or counted.noun.household or last is None or first is None or between.strip().lower() not in _LISTED:
        return False
    if plural.noun is None or plural.noun.household or _tell_outcomes(counted, plural) or not first.tag.startswith(("NN", "JJ")):
        return False
    word = sentence.words[plural.head]
    return word.dep == "conj" and last.i in sentence.climb(word.i)[1:] and not _opens_a_clause(sentence, counted, plural)


def _opens_a_clause(sentence: Sentence, counted: Mention, plural: Mention) -> bool:
    """Whether the second noun has a verb of its own: "killed two soldiers and civilians were wounded"."""
    before, after = sentence.word_at(counted.start), sentence.word_at(plural.end - 1)
    if before is None or after is None or before.i == 0 or after.i + 1 == len(sentence.words):
        return False
    return sentence.words[before.i - 1].tag.startswith("VB") and sentence.words[after.i + 1].tag in ("VBD", "VBP", "VBZ", "MD")


def _goes_on(sentence: Sentence, number: Mention, noun: Mention) -> bool:
    """Whether a participle alone parts a number from its noun: "three UN agency | contracted truck drivers"."""
    between = [w.lower for w in sentence.words if number.end <= w.start < noun.end and w.tag not in ("HYPH", "_SP")]
    one = number.quantity is not None and number.quantity.high == 1
    return noun.noun is not None and (noun.kind == "single") == one and bool(between) and between[0] in _EMPLOYED


def is_out_of(sentence: Sentence, start: int) -> bool:
    """Whether a number at an offset tells out of how many one was taken: "one of the three", "five members of one family".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "One of the three was killed."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> is_out_of(sentence, text.index("three"))
    True
    """
    before = sentence.text[max(0, start - sentence.start - _OWNER_REACH) : start - sentence.start]
    of_one = _OF_ONE.match(sentence.text, start - sentence.start) is not None and _counted_of().search(before) is not None
    return _ONE_OF.search(before) is not None or _some_of_owners().search(before) is not None or of_one


# "Two children of | one family"
_OF_ONE = re.compile(r"(?:one|a single) (?:family|household)\b", re.I)


@cache
def _counted_of() -> re.Pattern[str]:
    return re.compile(rf"\b{make_number()} (?:[\w-]+ ){{1,3}}of $", re.I)


@cache
def _some_of_owners() -> re.Pattern[str]:
    """Some of what is somebody's: "two of the family's | five children", "over 1,000 of the regiment's | 1,200 men"."""
    return re.compile(rf"\b{make_number()} of (?:the |its |their )?(?:[\w-]+ ){{0,2}}[\w-]+(?:['’]s|s['’]) $", re.I)


_OWNER_REACH = 60  # characters


def is_short_form(sentence: Sentence, mention: Mention) -> bool:
    """Whether brackets behind a phrase only tell its short form: "internally displaced persons (IDPs)".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Internally displaced persons (IDPs) fled again."
    >>> sentence = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [text[m.start : m.end] for m in find_mentions(sentence)]
    ['Internally displaced persons']
    """
    start, end = mention.start - sentence.start, mention.end - sentence.start
    short = sentence.text[start:end].rstrip("s")
    return len(short) > 1 and short.isupper() and sentence.text[start - 1 : start] == "(" and sentence.text[end : end + 1] == ")"


def is_employer(sentence: Sentence, named: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a name only says whose people another phrase names: "a driver of Oxfam", "members of the Amal movement"."""
    word = sentence.words[named.head]
    if named.kind != "named" or word.dep != "pobj":
        return False
    above = sentence.words[sentence.words[word.head].head]
    holder = next((m for m in mentions if m.start <= above.start < m.end and m.kind != "named"), None)
    return holder is not None and holder.noun is not None and not holder.noun.container
