"""Find who says so: for every sentence the chain of speakers that the report credits, and what each of them covers.

The parts: verbs of saying (``sayings``), sources cited without one (``citations``), quotations that go on over sentences
(``quotations``), and words that stand for an earlier speaker (``antecedents``). What nobody is credited with is the report's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from civharm.model import Speaker, SpeechAct
from civharm.reading.antecedents import PERSONAL, find_antecedent, name_in_full
from civharm.reading.citations import SHOWN, find_citations, find_headline_credit
from civharm.reading.phrases import load_frame
from civharm.reading.quotations import find_open, find_opening, has_mark, introduces, opens_quotation, stays_open
from civharm.reading.saying_clauses import Saying
from civharm.reading.sayings import find_sayings, find_subject
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words
from civharm.reading.speaker_phrases import Phrase, find_issuer_of, phrase_after, phrase_text
from civharm.reading.speaking import make_speakers, may_speak, name_in_apposition
from civharm.reading.told_of_this import find_teller, find_told

# How many sentences ahead the speaker of a quotation may be named.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speakers, nearest to the fact first, and the span of the report that they are credited with.

    ``near`` marks whom another speaker cites: of two that cover the same words it stands nearer to the fact.
    """

    speakers: tuple[Speaker, ...]
    start: int
    end: int
    near: bool = False


def find_attributions(sentences: Sequence[Sentence]) -> list[Attribution]:
    """Find all attributions of a report, in order.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Ten people were killed, a security source told Alsumaria News."
    >>> [[s.text for s in a.speakers] for a in find_attributions(list(parse_sentences(find_sentences(text))))]
    [['a security source', 'Alsumaria News']]
    """
    found: list[Attribution] = []
    heard: list[Speaker] = []
    own: list[list[Attribution]] = []
    for number, sentence in enumerate(sentences):
        near = _body_before(sentences, own, number)
        here = [r for a in _in_sentence(sentence) for r in _resolve(a, heard, near)]
        own.append(here)
        heard += () if here else _find_issuers(sentence)
        for at, speakers in _told_before(sentences, own, number):
            own[at] = list(_resolve(Attribution(speakers, sentences[at].start, sentences[at].end), heard))
    going_on = find_open(sentences)
    for number, sentence in enumerate(sentences):
        here = own[number]
        if not here:
            quoted = _of_quotation(sentences, number, own, going_on)
            here = [Attribution(quoted, sentence.start, sentence.end)] if quoted else []
            own[number] = here
        found += here
    return found


def speakers_of(attributions: Sequence[Attribution], start: int, end: int) -> tuple[Speaker, ...]:
    """Whom the report credits with the words at a span, nearest to the fact first: the narrower attribution is the nearer one,
    whom another cites is nearer than who cites, and an outlet is a link that passes on what others told it.
    """
    covering = [a for a in attributions if a.start <= start and end <= a.end]
    covering.sort(key=lambda a: (a.speakers[0].kind == "media", not a.near, a.end - a.start))
    chain: dict[tuple[int | None, str], Speaker] = {}
    for speaker in (s for a in covering for s in a.speakers):
        key = (speaker.start, speaker.text)
        known = chain.get(key)
        chain[key] = speaker if known is None or known.speech_act == "assert" else known
    persons = tuple(s for s in chain.values() if s.text.split()[-1].lower() not in SHOWN)
    return persons or tuple(chain.values())  # "activists posted a video that showed": the activists say so


def _in_sentence(sentence: Sentence) -> Iterator[Attribution]:
    seen = False
    for saying in find_sayings(sentence):
        seen = True
        yield _from_saying(sentence, saying)
    for speakers, start, end, near in find_citations(sentence):
        seen = True
        yield Attribution(speakers, start, end, near)
    if not seen:
        for speakers, start, end, near in find_headline_credit(sentence):
            yield Attribution(speakers, start, end, near)


def _told_before(
    sentences: Sequence[Sentence], own: Sequence[Sequence[Attribution]], number: int
) -> list[tuple[int, tuple[Speaker, ...]]]:
    """The sentences right before one that says who told them, each with who did."""
    phrase = find_teller(sentences[number]) if number else None
    if phrase is None:
        return []
    speakers = _named(sentences[number], phrase, "assert")
    return [(at, speakers) for at in find_told(sentences, number, [bool(o) for o in own])]


def _find_issuers(sentence: Sentence) -> Iterator[Speaker]:
    """Who issues a text of which the next sentences tell: "the office issued a statement calling for calm. It said ..."."""
    words = sentence.words
    for word in words:
        verb = words[word.head]
        if word.dep == "dobj" and word.lower in load_frame("documents") and verb.lower in load_frame("issues"):
            subject = find_subject(sentence, verb.i)
            if subject is not None and may_speak(sentence, subject, saying=True):
                yield from make_speakers(sentence, subject, "assert")


def _from_saying(sentence: Sentence, saying: Saying) -> Attribution:
    act = _act(sentence, saying)
    speakers = _named(sentence, _meant_here(sentence, saying), act)
    start = min(saying.start, speakers[0].start or saying.start) if speakers[0].name else saying.start
    if saying.heard is not None:
        told = make_speakers(sentence, saying.heard, "assert")
        speakers += tuple(replace(s, kind="media") if s.kind == "other" else s for s in told)
    return Attribution(speakers, start, saying.end)


def _meant_here(sentence: Sentence, saying: Saying) -> Phrase:
    """Who speaks: for "it" in a clause of time the name that is the subject above: "The front | lies when it says ..."."""
    words = sentence.words
    verb = words[saying.verb]
    above = words[verb.head]
    if words[saying.subject[1]].lower != "it" or verb.dep != "advcl" or above.i > verb.i:
        return saying.subject
    subject = find_subject(sentence, above.i)
    return subject if subject is not None and may_speak(sentence, subject, saying=False) else saying.subject


def _named(sentence: Sentence, subject: Phrase, act: SpeechAct) -> tuple[Speaker, ...]:
    """The speakers of a subject; where it explains a name, the name speaks, and ``name`` keeps the words that explain it."""
    words = sentence.words
    subject = find_issuer_of(sentence, subject) or subject
    comma = next((i for i in range(subject[1], subject[0], -1) if words[i].text == ","), None)
    name = name_in_apposition(sentence, subject)
    if comma is not None and subject[1] - comma > 1 and all(w.tag.startswith("NNP") for w in words[comma + 1 : subject[1] + 1]):
        name = (comma + 1, subject[1])
    if name is None:
        return make_speakers(sentence, subject, act, kind_of=_explained(sentence, subject[1]))
    whole = phrase_text(sentence, (min(name[0], subject[0]), subject[1]))
    return tuple(replace(s, name=whole) for s in make_speakers(sentence, name, act, kind_of=whole))


def _explained(sentence: Sentence, end: int) -> str:
    """What a name is explained with after a comma ("said Omar Zaki, | a doctor"); else nothing."""
    words = sentence.words
    if not words[end].tag.startswith("NNP") or end + 2 >= len(words) or words[end + 1].text != "," or words[end + 2].tag != "DT":
        return ""
    phrase = phrase_after(sentence, end + 2)
    return (
        phrase_text(sentence, phrase) if phrase is not None and find_speaker_kind(phrase_text(sentence, phrase)) != "other" else ""
    )


def _act(sentence: Sentence, saying: Saying) -> SpeechAct:
    """The act of a saying; what it goes on to blame on someone is an accusation ("..., it said, blaming the army")."""
    following = sentence.words[saying.verb + 1 : saying.verb + 4]
    if saying.mode == "tail" and any(w.lower in ("blaming", "accusing") for w in following):
        return "accuse"
    return saying.act


def _body_before(sentences: Sequence[Sentence], own: Sequence[Sequence[Attribution]], number: int) -> tuple[Speaker, ...]:
    """The body that the sentence before is about and that says nothing there: "The clinic has nine beds. | It said ten died"."""
    if number == 0 or own[number - 1] or sentences[number].paragraph - sentences[number - 1].paragraph > 1:
        return ()
    return _body_of(sentences[number - 1])


def _body_of(sentence: Sentence) -> tuple[Speaker, ...]:
    """The listed body that is the subject of a sentence."""
    root = next((w.i for w in sentence.words if w.dep == "ROOT" and w.tag.startswith("VB")), None)
    phrase = find_subject(sentence, root) if root is not None else None
    if phrase is None or phrase[1] > (root or 0) or not find_speaker_words(phrase_text(sentence, phrase)):
        return ()
    head = sentence.words[phrase[1]]
    several = head.tag == "NNS" or (head.lower.endswith("s") and sentence.text.isupper())  # "troops", which "it" does not stand for
    return _named(sentence, phrase, "assert") if may_speak(sentence, phrase, saying=False) and not several else ()


def _resolve(attribution: Attribution, heard: list[Speaker], near: Sequence[Speaker] = ()) -> Iterator[Attribution]:
    """Put who is meant in the place of "he" or "the source"; one of whom nothing is known is left out.

    ``near`` is the body that the sentence before is about, which "it" stands for before any that spoke earlier.
    """
    first = attribution.speakers[0]
    known = find_antecedent(first, [*heard, *near] if first.text.lower() == "it" else heard)
    if known is None and first.text.lower() in PERSONAL:
        return
    meant = replace(known, speech_act=first.speech_act) if known is not None else name_in_full(first, heard)
    if not attribution.near:
        heard.append(meant)
    yield replace(attribution, speakers=(meant, *attribution.speakers[1:]))


def _of_quotation(
    sentences: Sequence[Sentence], number: int, own: Sequence[Sequence[Attribution]], going_on: Sequence[bool]
) -> tuple[Speaker, ...]:
    """Whose words a sentence without a speaker of its own is, where it is inside a quotation; else nobody's."""
    sentence = sentences[number]
    opens = opens_quotation(sentence)
    if not opens and not going_on[number]:
        return ()
    opening = find_opening(sentences, number, going_on) if going_on[number] and number else number
    if opening < number and own[opening]:  # whom the quotation itself cites on its way speaks no further
        return own[opening][-1].speakers
    if going_on[number] and number and own[number - 1]:
        return own[number - 1][-1].speakers
    if stays_open(sentence, inside=going_on[number]):
        ahead = _named_ahead(sentences, number, own, going_on)
        if ahead:
            return ahead
    return _named_before(sentences, number, own)


def _named_ahead(
    sentences: Sequence[Sentence], number: int, own: Sequence[Sequence[Attribution]], going_on: Sequence[bool]
) -> tuple[Speaker, ...]:
    for at in range(number + 1, min(number + 1 + _AHEAD, len(sentences))):
        if not going_on[at]:
            break
        if own[at] and has_mark(sentences[at]):  # another is cited by whoever speaks
            return own[at][0].speakers
    return ()


def _named_before(sentences: Sequence[Sentence], number: int, own: Sequence[Sequence[Attribution]]) -> tuple[Speaker, ...]:
    """The speaker of the sentence right before, or the subject of one that announces the quotation."""
    if number == 0:
        return ()
    before = sentences[number - 1]
    if sentences[number].paragraph - before.paragraph > 1:
        return ()
    if own[number - 1]:
        return own[number - 1][-1].speakers
    return _announcer(before) if introduces(before, sentences[number]) else ()


def _announcer(sentence: Sentence) -> tuple[Speaker, ...]:
    """The subject of a sentence that announces a quotation."""
    root = next((w.i for w in sentence.words if w.dep == "ROOT" and w.tag.startswith("VB")), None)
    phrase = find_subject(sentence, root) if root is not None else None
    if phrase is None or sentence.words[phrase[1]].tag == "PRP" or not may_speak(sentence, phrase, saying=True):
        return ()
    return _named(sentence, phrase, "assert")
