"""Read the words that make a phrase a part of another number: "including", "among them", "of whom", "the dead include"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from civharm.lexicon import load_number_words, load_rows, make_alternation
from civharm.model import Harm
from civharm.reading.sentences import Sentence

if TYPE_CHECKING:
    from civharm.reading.mentions import Mention


@cache
def load_part_words(role: str) -> tuple[str, ...]:
    """The words of one role of ``parts.yml``, the longest first."""
    rows = load_rows("parts", required=("role", "words"), optional=("harm",))
    return tuple(sorted((word for row in rows if row["role"] == role for word in row["words"]), key=len, reverse=True))


def find_whole_harm(noun: str) -> Harm | None:
    """Which harm a noun for all who were harmed tells: killed for "the dead", none for "the victims".

    >>> find_whole_harm("dead"), find_whole_harm("victims")
    ('killed', None)
    """
    rows = load_rows("parts", required=("role", "words"), optional=("harm",))
    return next((row.get("harm") for row in rows if row["role"] == "whole" and noun.lower() in row["words"]), None)


_DONE = "killed|wounded|injured|hurt|dead|arrested|detained|captured|abducted|kidnapped|displaced|missing|affected"


@cache
def _of_them() -> re.Pattern[str]:
    nouns = "|".join(re.escape(w) for w in load_part_words("whole") if w not in ("they", "them", "these"))
    return re.compile(rf"\bof (?:them|whom|these|(?:all )?those(?: (?:{_DONE}))?|the (?:{nouns}))$", re.I)


def refers_back(words: str) -> bool:
    """Whether a phrase is counted out of people told before.

    >>> refers_back("Fourteen of them"), refers_back("Ten of those killed"), refers_back("fourteen of the farmers")
    (True, True, False)
    """
    return _of_them().search(words) is not None


def points_only(words: str) -> bool:
    """Whether a phrase is counted out of people whom a pronoun stands for, who are told close by; "of the victims" may be far.

    >>> points_only("two of them"), points_only("two of the victims")
    (True, False)
    """
    return re.search(r"\bof (?:them|whom|those|these)$", words, re.I) is not None


def is_part(sentence: Sentence, mention: Mention) -> bool:
    """Whether the words around a phrase make it a part of another number: "including", "among them", "of whom", "mostly".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "They killed 58 people, including seven women and two boys."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [is_part(s, m) for m in find_mentions(s) if m.quantity]
    [False, True, True]
    """
    lead = sentence.text[: mention.start - sentence.start]
    tail = sentence.text[mention.end - sentence.start :]
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    if refers_back(words) or (mention.kind == "counted" and _is_the_rest(words, lead)):
        return True
    if mention.whole is not None and mention.whole.start > mention.end:  # "four | of the nine dead were children"
        return True
    if _following().match(tail) or _were_among().match(tail) or _fares(mention, lead, tail):
        return True
    return _is_led(sentence, mention, lead.lower()) or _is_out_of_opening(lead) or is_out_of_told(lead)


def _is_the_rest(words: str, lead: str) -> bool:
    """Whether a number is what is left of people told before: "the other nine", "the four remaining victims"."""
    return _THE_OTHER.search(lead) is not None or (_THE.search(lead) is not None and _REMAINING.match(words) is not None)


_THE = re.compile(r"\bthe $", re.I)
_THE_OTHER = re.compile(r"\bthe (?:other|remaining) $", re.I)
_REMAINING = re.compile(r"(?:the )?[\w-]+ (?:other|remaining)\b", re.I)


@cache
def _following() -> re.Pattern[str]:
    return re.compile(rf"\s*{make_alternation(load_part_words('following'))}\b", re.I)


@cache
def make_number() -> str:
    """Make the expression of a number as the beginning of a phrase writes it."""
    words = [w for role in ("unit", "teen", "ten", "plural") for w in load_number_words(role)]
    return rf"(?:\d[\d,]*|{make_alternation(words)}(?:-\w{{3,5}})?)"


@cache
def _were_among() -> re.Pattern[str]:
    """ "... (and a guide) were among (at least) 22 people": the total follows."""
    wholes = make_alternation(load_part_words("whole"))
    rest = rf"(?:the|those|these|at|least|more|than|some|about|up|to|nearly|almost|{make_number()})"
    return re.compile(
        rf"(?:,? including [^,.;]{{1,60}},?|,? and [^,.;]{{1,50}}| as \w+ as [^,.;]{{1,20}}|,[^,.;]{{1,40}},)?"
        r" (?:was|were|is|are|being) (?:\w+ly |also |both |all )?(?:among|amongst|one of|included in|counted among)"
        rf" (?:{rest}\b|{wholes}\b)"
        rf"| among(?:st)? (?:at least |up to |some |about )?{make_number()}(?=[\s–-])",  # a headline: "Toddler among four killed"
        re.I,
    )


def _fares(mention: Mention, lead: str, tail: str) -> bool:
    """Whether a bare number tells how badly some of the wounded fare: "20 were hurt, five critically"."""
    bare = mention.kind == "counted" and mention.noun is None
    return bare and lead.rstrip().endswith((",", "(", "-", "–", "—")) and _grave().match(tail) is not None


@cache
def _grave() -> re.Pattern[str]:
    return re.compile(rf" {make_alternation(load_part_words('grave'))}(?=\s*(?:$|[.,;:)]|injured|wounded|hurt))", re.I)


def _is_led(sentence: Sentence, mention: Mention, lead: str) -> bool:
    """Whether a leading word stands before the phrase, with only other parts between."""
    found = list(_leading().finditer(lead))
    between = lead[found[-1].end() :] if found else ""
    if not found or _stop().search(_counted_harm().sub(" ", between)):
        return False
    if ")" in between and lead[: found[-1].start()].endswith("("):  # "58 people (including five women) and three soldiers"
        return False
    if found[-1].group() in ("of them", "of whom") and between.strip():  # "some of them choking, and many bodies"
        return False
    if _CLOSED.fullmatch(between) and _VERB_BEHIND.match(sentence.text, mention.end - sentence.start):
        return False
    if between.rstrip().endswith(", and") and sentence.text.startswith("their ", mention.start - sentence.start):
        return False  # "three nurses, including a Swede, and their driver"
    return not _opens_clause(sentence, mention, between)


# "92 villagers, including 20 children, and | 17 soldiers were killed": the comma closes what the leading word opened.
_CLOSED = re.compile(r" (?:(?!\band\b)[^,;:()]){3,60}, and ")
_VERB_BEHIND = re.compile(r"[^,;.]{0,40}? (?:was|were|is|are|have|has|had|died)\b")


@lru_cache(maxsize=1024)
def find_lead(lead: str) -> int | None:
    """Where the last leading word begins in what stands before a part."""
    found = list(_leading().finditer(lead.lower()))
    return found[-1].start() if found else None


@cache
def _leading() -> re.Pattern[str]:
    words = make_alternation(load_part_words("leading"))
    wholes, verbs = make_alternation(load_part_words("whole")), make_alternation(load_part_words("including"))
    return re.compile(rf"(?:(?:^|(?<=[\s(])){words}|\b{wholes}(?: \w+)? {verbs})(?=[\s:])", re.I)


@cache
def _counted_harm() -> re.Pattern[str]:
    """A number whose harm stands behind it, as a list has them: "71 killed and | 437 injured"."""
    return re.compile(rf"\b{make_number()} (?:people )?(?:killed|wounded|injured|dead|missing)(?= (?:and|in|at|near)\b|,)", re.I)


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"[.;] | {make_alternation(load_part_words('stop'))}\b", re.I)


def _opens_clause(sentence: Sentence, mention: Mention, between: str) -> bool:
    """Whether the phrase is the subject of a verb of its own behind "and": "including two girls, and five men were shot"."""
    word = sentence.words[mention.head]
    verb = sentence.words[word.head]
    joined = between.rstrip().endswith((", and", ", but", ", with"))
    if between.count(",") > 1 and not any(
        w.tag.startswith("VB") and w.end <= mention.start and w.lower != "including" for w in sentence.words
    ):
        return False  # "Twelve people, including two women, three boys, and | four guards were killed"
    return joined and word.dep in ("nsubj", "nsubjpass") and verb.dep in ("conj", "ROOT", "ccomp") and verb.i > word.i


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"[\W_]*(?:[\w ]{{3,25}}, )?(?:out of|of|among|amongst) "
        rf"(?:(?:the|all|those|these|at least|some|more than|about|nearly) ){{0,2}}"
        rf"{make_number()}\b[^.;]{{0,200}}?(?:,| (?:was|were|is|are)(?: also| at least)?)\s",
        re.I,
    )


def _is_out_of_opening(lead: str) -> bool:
    """Whether the sentence opens with the total: "Of the 52 people killed, 30 were women", "Among the 19 dead were two nurses"."""
    return _opening().match(lead) is not None


# "Of those, 12 died"; "Out of this number, nine have been freed": what a sentence opens with points at people told before it.
_OUT_OF_TOLD = re.compile(
    r"[\W_]*(?:out )?(?:of|from|among) (?:them|those|these|(?:this|that|the total) (?:number|total|figure|group)|the total)"
    r"(?:,| (?=at least|some|about|\d)) ?",
    re.I,
)
_NEW_CLAUSE = re.compile(r"[;:]|\b(?:while|whereas|but|also|another)\b", re.I)


def is_out_of_told(lead: str) -> bool:
    """Whether the words before a phrase open its sentence with people told before it: "Of those, | 12 died".

    >>> is_out_of_told("Of those, "), is_out_of_told("Of those, 12 died while ")
    (True, False)
    """
    match = _OUT_OF_TOLD.match(lead)
    return match is not None and _NEW_CLAUSE.search(lead, match.end()) is None


def stands_before_total(sentence: Sentence, mention: Mention) -> bool:
    """Whether a phrase is said to be among a number that follows it: "a guide and two porters were among the 22 dead"."""
    return _were_among().match(sentence.text[mention.end - sentence.start :]) is not None


def opens_with_sum(text: str) -> bool:
    """Whether a sentence adds up the numbers told before it.

    >>> opens_with_sum("In all, 40 people were killed."), opens_with_sum("In all the towns people were killed.")
    (True, False)
    """
    return _sum().match(text) is not None


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(rf"[\W_]*{make_alternation(load_part_words('sum'))},? (?:at least |some |about )?{make_number()}\b", re.I)


def is_listed_behind(text: str, total_end: int, part_start: int) -> bool:
    """Whether a colon, a dash or a bracket announces the parts of a number in its own sentence.

    >>> text = "Nine people died: four women and five men."
    >>> is_listed_behind(text, 11, 18), is_listed_behind("Nine men and five women died.", 8, 13)
    (True, False)
    """
    return re.search(r":|\s[–—-]\s|\(", text[total_end:part_start]) is not None
