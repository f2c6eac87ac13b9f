"""Tell an old deed retold by what the sentence calls it: "killed two in previous raids", "an earlier attack wounded six"."""

from __future__ import annotations

import re

from civharm.lexicon import load_deed_nouns
from civharm.reading.cues import load_cues
from civharm.reading.doing_verbs import find_verb
from civharm.reading.harms import Trigger
from civharm.reading.sentences import Sentence

# "A week after police shot a boy" tells an old deed; "two days after being shot" and "after they were taken" tell on of the same.
_WEEKS_AFTER = re.compile(
    r"(?<!\bthe )\b(?:days?|weeks?|months?|years?) after "
    r"(?!being\b|having\b|he\b|she\b|they\b|it\b|his\b|her\b|their\b|its\b)[^,;.]{0,160}$",
    re.I,
)
_LED = ("prep", "agent")
# "Died five days later", "later died", "succumbed on Friday": told as what came of a deed just told, it is none of before.
_LATER = re.compile(r"\s+(?:\w+\s+){0,4}?(?:later|afterwards)\b", re.I)
_LATER_BEFORE = re.compile(r"\b(?:later|subsequently|afterwards|eventually|then)\s+$", re.I)
_SUBJECTS = ("nsubj", "nsubjpass", "pobj")


def is_retold(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the deed that did the harm is called an earlier one, so that it is not what the report tells.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.sentences import parse_sentences
    >>> def retold(text):
    ...     s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    ...     return is_retold(s, find_triggers(s)[0])
    >>> retold("The family lost two sons in previous strikes."), retold("The family lost two sons in the strikes.")
    (True, False)
    """
    if _WEEKS_AFTER.search(sentence.text, 0, trigger.start - sentence.start) or _had_happened(sentence, trigger):
        return True
    below = [sentence.words[c] for c in sentence.children[trigger.word]]
    nouns = [w for w in below if w.dep in _SUBJECTS]
    for led in (w for w in below if w.dep in _LED):
        nouns += [sentence.words[c] for c in sentence.children[led.i] if sentence.words[c].dep == "pobj"]
    return any(_is_earlier(sentence, noun.i) for noun in nouns)


def _had_happened(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a sentence tells in its own voice what had happened weeks before: "ten people had died in the week before"."""
    verb = sentence.words[find_verb(sentence, trigger.word)]
    had = any(sentence.words[c].lower == "had" for c in sentence.children[verb.i])
    return had and verb.dep == "ROOT" and _BEFORE.search(sentence.text, trigger.end - sentence.start) is not None


_BEFORE = re.compile(
    r"\b(?:(?:in|during|over) the (?:\w+ )?(?:week|weeks|month|months|years?) before|the previous (?:week|month|year)|"
    r"(?:a|one|two|three|several|some) (?:weeks?|months?|years?) (?:earlier|before|previously))\b",
    re.I,
)


def comes_later(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a death is told as the end of what was told before: "he died five days later".

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.sentences import parse_sentences
    >>> def later(text):
    ...     s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    ...     return comes_later(s, find_triggers(s)[0])
    >>> later("The guard died two days later."), later("The guard died in an earlier raid.")
    (True, False)
    """
    if trigger.row.victim != "subject":
        return False
    before, after = sentence.text[: trigger.start - sentence.start], sentence.text[trigger.end - sentence.start :]
    return _LATER.match(after) is not None or _LATER_BEFORE.search(before) is not None


def _is_earlier(sentence: Sentence, noun: int) -> bool:
    word = sentence.words[noun]
    deed = word.lower in load_deed_nouns() or word.lower.removesuffix("s") in load_deed_nouns()
    return deed and any(sentence.words[c].lower in load_cues("background") for c in sentence.children[noun])
