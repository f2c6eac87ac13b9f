"""Tell where a means belongs to another deed of its sentence, or only to some of those who were harmed.

"Gunmen killed 20 villagers, including four who were burned alive": the twenty were not burned. "They shelled the town, killing six,
and set fire to houses": nobody is told to have died by the fire.
"""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import make_alternation
from civharm.model import MeansCategory
from civharm.reading.doing_verbs import suffers_later
from civharm.reading.harms import Trigger, load_harm_words
from civharm.reading.part_words import load_part_words, make_number
from civharm.reading.people import find_person_nouns
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence


def is_of_another_deed(sentence: Sentence, means: tuple[int, MeansCategory], trigger: Trigger, victims: tuple[int, int]) -> bool:
    """Whether words for a means (their offset and category) tell of other people than ``victims``, or of a further deed."""
    start, category = means
    return (
        _is_anothers(sentence, start, category, trigger)
        or _is_of_a_part(sentence, start, trigger, victims)
        or _comes_after_outcome(sentence, start, trigger)
        or _is_listed_behind(sentence, start, trigger, victims)
        or _is_of_the_next_clause(sentence, start, trigger.word)
        or _is_of_the_clause_before(sentence, start, trigger.word)
        or _is_done_to_the_doer(sentence, start, trigger.word)
        or _is_seized(sentence, start)
        or (trigger.harm == "killed" and _only_hurts_others(sentence, start, trigger.word))
        or (category == "incendiary" and _burns_things(sentence, start, trigger.word))
    )


def stands_right_behind(sentence: Sentence, start: int, victims: tuple[int, int]) -> bool:
    """Whether a means stands right behind people as theirs: "two | by sniper fire and four by a mine"."""
    between = sentence.text[victims[1] - sentence.start : max(0, start - sentence.start)]
    return start > victims[1] and _BY.fullmatch(between) is not None


_BY = re.compile(r" (?:(?:by|in|from|when) (?:an? |the )?(?:[\w-]+ ){0,2})?", re.I)


def _is_anothers(sentence: Sentence, start: int, category: MeansCategory, trigger: Trigger) -> bool:
    """Whether a relative clause tells another killing: "wounded in a raid on the group that beheaded a hostage"."""
    word = sentence.word_at(start)
    apart = category in ("melee", "execution") and word is not None and word.dep == "relcl"
    return apart and word is not None and trigger.word not in sentence.subtree(word.i)


def _is_of_a_part(sentence: Sentence, start: int, trigger: Trigger, victims: tuple[int, int]) -> bool:
    """Whether a means is told of some of the victims only: "20 villagers, including four who were | burned alive"."""
    match = _part().search(sentence.text, 0, start - sentence.start)
    if match is None or match.start() + 1 < victims[1] - sentence.start:
        return False
    return not match.start() < trigger.start - sentence.start < start - sentence.start  # "including four, were killed by shells"


@cache
def _part() -> re.Pattern[str]:
    leading = make_alternation(load_part_words("leading"))
    about = r"(?:at least |about |some |nearly |more than |up to )?"
    led = rf"{leading}\s[^,.;:]{{0,20}}?{make_number()}\b"
    some = rf"{about}(?:{make_number()}|most|many|some|several)"
    of_them = rf"{some} (?:(?:of|among) (?:them|whom|those|these|the \w+)|by|in|when|after|who|whom)\b"
    return re.compile(rf"(?:[,;(–—-]\s?|\s)(?:{led}|(?<=[,;(–—-] ){of_them})[^,.;:]{{0,60}}$", re.I)


def _comes_after_outcome(sentence: Sentence, start: int, trigger: Trigger) -> bool:
    """Whether a deed follows the outcome of the one that harmed: "stormed it, | killing six, and set fire to the school"."""
    verb = sentence.words[trigger.word]
    if verb.tag != "VBG" or not verb.i or sentence.words[verb.i - 1].lower not in (",", "and") or start < trigger.end:
        return False
    return _THEN.search(sentence.text, trigger.end - sentence.start, start - sentence.start) is not None


_THEN = re.compile(r"[,;] (?:(?:and|but) (?:then |later )?|then |before )(?!\w+ing\b)", re.I)


def _is_listed_behind(sentence: Sentence, start: int, trigger: Trigger, victims: tuple[int, int]) -> bool:
    """Whether a list behind a colon tells by what means each of its numbers died: "killed 19: a bomb ten and a shooting nine"."""
    colon = sentence.text.find(":", victims[1] - sentence.start, start - sentence.start)
    return colon >= 0 and trigger.start < sentence.start + colon and len(_numbers().findall(sentence.text, colon)) > 1


def _is_of_the_next_clause(sentence: Sentence, start: int, harm: int) -> bool:
    """Whether what follows "and" has a doer of its own: "militants killed seven, and the army responded with | air strikes"."""
    word = sentence.word_at(start)
    above = () if word is None else (word.i, *sentence.ancestors(word.i))
    verb = next((sentence.words[i] for i in above if sentence.words[i].tag.startswith("VB")), None)
    if verb is None or verb.lower in load_harm_words():  # "killed one and three | wounded in crossfire"
        return False
    if verb.dep != "conj" or verb.i < harm or verb.head not in (harm, *sentence.ancestors(harm)):
        return False
    subjects = [sentence.words[c] for c in sentence.children[verb.i] if sentence.words[c].dep == "nsubj"]
    return harm not in sentence.subtree(verb.i) and any(not s.start <= start < s.end for s in subjects)


def _is_of_the_clause_before(sentence: Sentence, start: int, harm: int) -> bool:
    """Whether people do the harm of a clause joined to that of a means: "| jets hit the camp and rebels killed two guards"."""
    words, verb = sentence.words, sentence.words[harm]
    if verb.dep != "conj" or not verb.tag.startswith("VB") or not any(words[c].dep == "dobj" for c in sentence.children[harm]):
        return False
    doer = next((words[c] for c in sentence.children[harm] if words[c].dep == "nsubj" and c < harm), None)
    word = sentence.word_at(start)
    if doer is None or word is None or word.i > doer.i or word.i in sentence.subtree(harm):
        return False
    first = next((words[c] for c in sentence.children[verb.head] if words[c].dep == "nsubj"), None)
    told = first is not None and first.i < verb.head and bool(find_person_nouns(doer.text))
    return told and word.i in sentence.subtree(verb.head)


def _is_done_to_the_doer(sentence: Sentence, start: int, harm: int) -> bool:
    """Whether a means is what the doer then suffered himself: "killed three before he was | shot by police"."""
    word = sentence.word_at(start)
    above = () if word is None else (word.i, *sentence.ancestors(word.i))
    verb = next((i for i in above if sentence.words[i].tag.startswith("VB")), None)
    return verb is not None and suffers_later(sentence, verb, harm)


def _is_seized(sentence: Sentence, start: int) -> bool:
    """Whether a weapon is only what somebody took or found: "killed six men and seized four | rifles"."""
    word = sentence.word_at(start)
    noun = sentence.climb(word.i, ("compound",))[-1] if word is not None else None  # "a | rocket launcher"
    top = sentence.words[sentence.climb(noun)[-1]] if noun is not None else None
    return top is not None and top.dep in ("dobj", "nsubjpass") and sentence.words[top.head].lower in load_frame("seizes")


def _only_hurts_others(sentence: Sentence, start: int, harm: int) -> bool:
    """Whether what seldom kills is told in another clause: "one protester was killed, 12 were hit by | rubber bullets"."""
    word = sentence.word_at(start)
    if word is None or word.lower not in load_frame("less_lethal"):
        return False
    verb = next((i for i in (word.i, *sentence.ancestors(word.i)) if sentence.words[i].tag.startswith("VB")), harm)
    return verb != harm and sentence.has_subject(verb) and sentence.has_subject(harm)


def _burns_things(sentence: Sentence, start: int, harm: int) -> bool:
    """Whether a verb of burning has things for its object, and the people were killed besides: "| torched huts and killed two"."""
    verb, word = sentence.words[harm], sentence.word_at(start)
    if word is None or not word.tag.startswith("VB") or verb.dep != "conj" or verb.head != word.i or verb.tag == "VBG":
        return False
    burnt = next((sentence.words[c] for c in sentence.children[word.i] if sentence.words[c].dep == "dobj"), None)
    return burnt is not None and burnt.i < harm and not find_person_nouns(burnt.text)


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(rf"\b{make_number()}\b", re.I)
