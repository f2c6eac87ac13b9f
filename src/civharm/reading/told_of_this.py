"""Find who tells what the sentences right before tell: "Ten people died. This was reported by the governor." """

from __future__ import annotations

import re
from collections.abc import Sequence

from civharm.reading.sayings import find_sayings
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_phrases import Phrase, phrase_after
from civharm.reading.speaking import may_speak

# "This" stands for what at most so many sentences before it tell.
SENTENCES_BACK = 2
_TELLING = r"(?:reported|stated|announced|confirmed|said|told|provided|published|released|written|posted|shared|disclosed)"
_PASSIVE = re.compile(
    r"\W*(?:(?:as \w+, )?(?:this|that|it)|th(?:is|e|ese) (?:information|news|data|details?|figures?|numbers?|tolls?))"
    rf" (?:was|were|is|are|has been|have been|had been) (?:\w+ly |also )?"
    rf"(?:{_TELLING}\b(?: [\w.]+){{0,6}}? by|according to) ",
    re.I,
)
_ACTIVE = re.compile(r" (?:(?:about|of) )?(?:this|so)(?= (?:on|in|at|to|during|via|through|late|early)\b|[,.]|$)", re.I)


def find_teller(sentence: Sentence) -> Phrase | None:
    """The phrase for who told what stands before a sentence; none where the sentence says something of its own.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> from civharm.reading.speaker_phrases import phrase_text
    >>> text = "Ten people died. This was reported by the governor. The mayor said this on the radio. The mayor said ten died."
    >>> for sentence in parse_sentences(find_sentences(text)):
    ...     phrase = find_teller(sentence)
    ...     print(phrase and phrase_text(sentence, phrase))
    None
    the governor
    The mayor
    None
    """
    passive = _PASSIVE.match(sentence.text)
    if passive is not None:
        word = sentence.word_at(sentence.start + passive.end())
        phrase = phrase_after(sentence, word.i) if word is not None else None
        return _with_name(sentence, phrase) if phrase is not None and may_speak(sentence, phrase, saying=True) else None
    if _ACTIVE.search(sentence.text) is None:
        return None
    for saying in find_sayings(sentence):
        verb = sentence.words[saying.verb]
        if saying.subject[1] < saying.verb and _ACTIVE.match(sentence.text, verb.end - sentence.start) is not None:
            return saying.subject
    return None


def _with_name(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase with the name that it explains: "the governor, Oleh Marko"."""
    words, last = sentence.words, phrase[1]
    if last + 2 >= len(words) or words[last + 1].text != ",":
        return phrase
    end = last + 1
    while end + 1 < len(words) and words[end + 1].tag.startswith("NNP"):
        end += 1
    return (phrase[0], end) if end > last + 2 else phrase


def find_told(sentences: Sequence[Sentence], number: int, credited: Sequence[bool]) -> list[int]:
    """The sentences before one that "this" stands for: those of its paragraph or the one before that credit nobody themselves."""
    told: list[int] = []
    for at in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1):
        if credited[at] or sentences[at].kind != "body" or sentences[number].paragraph - sentences[at].paragraph > 1:
            break
        told.append(at)
    return told
