"""Tell who only loses somebody: orphans, widows and those whom the dead leave behind are no victims of the killing."""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import make_alternation
from civharm.reading.harms import Trigger
from civharm.reading.mentions import Mention
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence


def is_bereaved(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether people are those whom somebody's death leaves behind.

    >>> from civharm.reading.blocks import RawSentence
    >>> from civharm.reading.harms import find_triggers
    >>> from civharm.reading.mentions import find_mentions
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "The blast killed a couple, orphaning three children."
    >>> s = next(parse_sentences([RawSentence(text, 0, len(text), 0, "body")]))
    >>> [(text[m.start:m.end], is_bereaved(s, m, find_triggers(s)[0])) for m in find_mentions(s)]
    [('a couple', False), ('three children', True)]
    """
    if trigger.harm not in ("killed", "casualties"):
        return False
    if mention.noun is not None and mention.noun.kin and mention.noun.end <= trigger.start < mention.end:
        return True  # "relatives of the 12 victims"
    first = sentence.climb(mention.head)[-1]
    verb = sentence.words[sentence.words[first].head]
    if verb.lower in load_frame("bereaves") and verb.i != first:
        return True
    governor = sentence.words[sentence.words[mention.head].head]
    if governor.lower == "with" and sentence.words[governor.head].lower == "pregnant":  # "a woman pregnant with | twins"
        return True
    behind = sentence.text[mention.end - sentence.start :]
    if _without_kin().match(behind) is not None:
        return True
    return _is_had(sentence, first, trigger) and mention.start > trigger.end


def _is_had(sentence: Sentence, first: int, trigger: Trigger) -> bool:
    """Whether people are those whom the dead "had" or "leaves behind": "killed a porter who had | two daughters"."""
    word = sentence.words[first]
    verb = sentence.words[word.head]
    if word.dep not in ("dobj", "nsubj") or verb.lower not in load_frame("has_kin"):
        return False
    told = verb.dep in ("relcl", "conj", "ROOT") and verb.i > trigger.word
    below = any(
        sentence.words[c].dep in ("acl", "ccomp", "xcomp", "oprd") for c in (*sentence.children[verb.i], *sentence.children[first])
    )
    return told and not below  # "he had two sons killed"


@cache
def _without_kin() -> re.Pattern[str]:
    kin, bereft = make_alternation(load_frame("lost_kin")), make_alternation(load_frame("bereft"))
    return re.compile(rf" (?:without (?:a |their |his |her |any )?{kin}|{bereft})\b", re.I)
