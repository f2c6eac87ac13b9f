"""Find what follows a verb of saying: whom it was told to, when and where, and where what is said may begin."""

from __future__ import annotations

from civharm.reading.saying_verbs import is_time
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_kinds import find_speaker_kind
from civharm.reading.speaker_phrases import TIMES, Phrase, is_nominal, phrase_after, phrase_text

# Prepositions that lead in when, where and to whom it was said.
ADVERBIAL = frozenset("on in at to by from during via through late earlier early with under".split())


def find_what_follows(sentence: Sentence, verb: int) -> tuple[int, Phrase | None]:
    """The first word after a verb, the one it was told to and adverbials of time and place; and the outlet among them."""
    words = sentence.words
    at, heard = verb + 1, None
    if words[verb].lower == "quoted":
        at += 2
    if words[verb].lower.startswith(("tell", "told")) and at < len(words):
        told = phrase_after(sentence, at) or ((at, at) if words[at].tag == "PRP" else None)
        if told is not None:
            at, heard = told[1] + 1, told
    while at < len(words):
        word = words[at]
        if word.tag == "RB" or word.lower in TIMES or (word.tag == "CD" and is_time(sentence, at)):
            at += 1
        elif word.lower in ADVERBIAL and at + 1 < len(words) and is_nominal(sentence, at + 1):
            phrase = phrase_after(sentence, at + 1)
            if phrase is None:
                break
            if word.lower in ("to", "by", "with"):
                heard = heard or phrase
            at = phrase[1] + 1
        else:
            break
    return at, heard if heard and _is_outlet(sentence, heard) else None


def _is_outlet(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether it is an outlet that was told: "told SANA", not "told reporters" or "told parliament"."""
    text = phrase_text(sentence, phrase)
    if not any(c.isupper() for c in text) and find_speaker_kind(text) != "media":
        return False
    named = any(w.tag.startswith("NNP") or w.text[:1].isupper() for w in sentence.words[phrase[0] : phrase[1] + 1])
    kind = find_speaker_kind(text)
    return (kind == "media" and text.lower() not in ("reporters", "journalists", "the press", "the media")) or (
        named and kind == "other"
    )
