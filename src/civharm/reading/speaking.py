"""Make speakers of phrases, and tell whether a phrase can speak at all: "a car bomb" and "Fifteen deaths" cannot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from civharm.model import Speaker, SpeechAct
from civharm.reading.antecedents import is_role, points_back
from civharm.reading.deeds import load_deeds
from civharm.reading.means import find_means
from civharm.reading.people import find_person_nouns
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words
from civharm.reading.speaker_phrases import TIMES, Phrase, before_bracket, phrase_text

PERSONAL = frozenset("he she they it".split())
_NOBODY = frozenset("nobody none nothing one everyone someone anyone".split())


def make_speakers(sentence: Sentence, phrase: Phrase, act: SpeechAct, kind_of: str = "") -> tuple[Speaker, ...]:
    """Make the speakers of a phrase: two where "and" joins two that the lists know."""
    return tuple(
        Speaker(
            text=phrase_text(sentence, part),
            start=sentence.words[part[0]].start,
            end=sentence.words[part[1]].end,
            kind=find_speaker_kind(kind_of or phrase_text(sentence, part)),
            speech_act=act,
        )
        for part in _parts(sentence, phrase)
    )


def _parts(sentence: Sentence, phrase: Phrase) -> Iterator[Phrase]:
    first, last = phrase
    text, begin = phrase_text(sentence, phrase), sentence.words[first].start
    spans = find_speaker_words(text)
    for at in range(first + 1, last):
        word = sentence.words[at]
        if word.lower != "and" or any(a < word.start - begin < b for a, b in spans):
            continue
        if all(find_speaker_words(phrase_text(sentence, p)) for p in ((first, at - 1), (at + 1, last))):
            yield first, at - 1
            yield from _parts(sentence, (at + 1, last))
            return
    yield phrase


def may_speak(sentence: Sentence, phrase: Phrase, *, saying: bool) -> bool:
    """Whether a phrase can speak: listed words, a name that is no weapon, deed or day, and, of a verb of saying, any person."""
    head = _head(sentence, phrase)
    if head.tag == "PRP":
        return head.lower in PERSONAL
    if head.lower in TIMES or head.lower in _NOBODY or head.tag == "CD" or _is_thing(head.lower):
        return False
    text = phrase_text(sentence, phrase)
    if find_speaker_words(text) or points_back(text) or head.lower in load_frame("documents"):
        return True
    if saying and any(noun.end == head.end - sentence.words[phrase[0]].start for noun in find_person_nouns(text)):
        return True
    if is_role(head.text):
        return True
    named = head.text[:1].isupper() and (head.tag.startswith("NNP") or (saying and (head.i > 0 or head.tag == "NN")))
    return named or find_speaker_kind(text) != "other"


def _head(sentence: Sentence, phrase: Phrase) -> Word:
    """The head: the last word before the first preposition of a phrase."""
    words = sentence.words[phrase[0] : phrase[1] + 1]
    cut = next((n for n, w in enumerate(words) if n and w.tag == "IN"), len(words))
    return words[cut - 1]


@lru_cache(maxsize=4096)
def _is_thing(head: str) -> bool:
    """Whether a noun is a deed or a weapon ("strike", "car bomb", "aircraft"), which tells nothing to anyone."""
    return head in load_deeds() or any(m.end - m.start == len(head) for m in find_means(head))


def name_in_apposition(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """The name that a phrase explains, without the comma: "Hadi Qassem | the manager of the clinic | told"."""
    words, first = sentence.words, phrase[0]
    role = first > 1 and words[first - 1].text == "," and is_role(_head(sentence, phrase).text)  # "Hadi Qassem, head of the clinic"
    if words[first].tag != "DT" and not role:
        return None
    last = before_bracket(sentence, first - (2 if first > 1 and words[first - 1].text == "," else 1))
    at = last
    while (
        at >= 0
        and words[at].tag in ("NNP", "NNPS", "HYPH", "IN", "DT")
        and (words[at].tag != "IN" or words[at].lower in ("of", "for"))
    ):
        at -= 1
    begin = at + 1
    while begin < last and words[begin].tag not in ("NNP", "NNPS", "DT"):
        begin += 1
    proper = sum(w.tag.startswith("NNP") and w.tag != "HYPH" for w in words[begin : last + 1])
    while at > 0 and words[at].tag == "JJ" and words[at].text.islower():  # "in | upstate New York, a sheriff said"
        at -= 1
    governed = (at >= 0 and words[at].tag in ("IN", "TO", "VBD", "VBG")) or (begin > 0 and words[begin - 1].lower == "of")
    issued = at > 0 and words[at].lower in ("from", "by") and words[at - 1].lower in load_frame("documents")
    governed = governed and not issued  # "a letter from the Hill Centre, an aid group, said"
    if governed:  # "near Qasr | Hadi Qassem | the manager told": the place is not his name
        begin, proper = begin + 1, proper - 1
    if proper < 2 or (governed and not is_role(_head(sentence, phrase).text)) or (at >= 0 and words[at].lower in TIMES):
        return None
    return begin, last
