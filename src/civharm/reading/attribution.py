"""Find who says so: the reporting verbs, "according to", open quotations and headlines' colons, and what each of them covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from civharm.model import Speaker, SpeechAct
from civharm.reading.agents import load_deeds
from civharm.reading.cues import load_cues
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaker_kinds import find_speaker_kind

_ACTS: tuple[tuple[str, SpeechAct], ...] = (("admit", "admit"), ("accuse", "accuse"), ("deny", "deny"), ("reporting", "assert"))
_IMPERSONAL = frozenset("it there this that which what who".split())
_PERSONAL = frozenset("he she they it".split())
_DROPPED = ("relcl", "acl", "advcl", "punct", "cc", "conj", "parataxis", "ccomp", "mark")
_ACCORDING = re.compile(r"\baccording to\b|\bas per\b|\bcited by\b|\bquoted by\b|\bquoting\b|\bciting\b|\bin the words of\b", re.I)
_TAIL = re.compile(
    r"[,”\"]?\s+((?:the|a|an|one)?\s?[^,.;:“”\"]{2,80}?)\s+(?:has |have )?(said|says|reported|told \S+(?: \S+)?|added)(?:\s+(?:on\s+)?\w+day)?\W*$"
)
_INNER_DETERMINER = re.compile(r"^(.*\w)\s+(?=(?:a|an|the|one)\s)(?<!of )(?<!for )(?<!in )(?<!at )(?<!by )(?<!and )", re.I)
_OPEN, _CLOSE = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speakers, nearest to the fact first, and the span of the report that they are credited with."""

    speakers: tuple[Speaker, ...]
    start: int
    end: int


def find_attributions(sentences: Sequence[Sentence]) -> list[Attribution]:
    """Find all attributions of a report, in order.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> text = "Ten people were killed, a security source told Alsumaria News."
    >>> [[s.text for s in a.speakers] for a in find_attributions(list(parse_sentences(find_sentences(text))))]
    [['a security source', 'Alsumaria News']]
    """
    found: list[Attribution] = []
    quoting: Attribution | None = None
    for number, sentence in enumerate(sentences):
        here = _resolve(list(_in_sentence(sentence)), found)
        if not here:
            following = sentences[number + 1] if number + 1 < len(sentences) else None
            quoting = _carried(sentence, following, found, quoting)
            here = [quoting] if quoting else []
        else:
            quoting = None
        found += here
    return found


def speakers_of(attributions: Sequence[Attribution], start: int, end: int) -> tuple[Speaker, ...]:
    """Whom the report credits with the words at a span: the narrowest attribution that covers it."""
    covering = [a for a in attributions if a.start <= start and end <= a.end]
    return min(covering, key=lambda a: a.end - a.start).speakers if covering else ()


def _in_sentence(sentence: Sentence) -> Iterator[Attribution]:
    seen = False
    for word in sentence.words:
        act = _act_of(word)
        if act and word.tag.startswith("VB"):
            for attribution in _from_verb(sentence, word, act):
                seen = True
                yield attribution
    for match in _ACCORDING.finditer(sentence.text):
        speaker = _after_according(sentence, sentence.start + match.end())
        if speaker:
            seen = True
            yield Attribution((speaker,), *_clause(sentence, sentence.start + match.start()))
    if not seen:
        yield from _headline_colon(sentence)
        yield from _bare_tail(sentence)


def _act_of(word: Word) -> SpeechAct | None:
    return next((act for kind, act in _ACTS if word.lower in load_cues(kind)), None)


def _from_verb(sentence: Sentence, verb: Word, act: SpeechAct) -> Iterator[Attribution]:
    """ "S said that ..."; "..., S told O"; "S put the toll at ..."."""
    subject = next((c for c in sentence.children[verb.i] if sentence.words[c].dep == "nsubj"), None)
    if subject is None:
        subject = _shared_subject(sentence, verb)
    if subject is None:
        return
    head = sentence.words[subject]
    if head.lower in _IMPERSONAL and not (head.lower == "it" and head.i < verb.i and act):
        return
    if verb.lower in (
        "showed",
        "shows",
        "reports",
        "report",
        "put",
        "puts",
        "putting",
        "listed",
        "suggested",
        "published",
    ) and not _can_speak(sentence, subject):
        return
    speaker = _make_speaker(sentence, subject, act)
    if not _may_speak(sentence, subject, speaker):
        return
    speakers = [speaker]
    heard = _told_whom(sentence, verb)
    if heard is not None:
        speakers.append(heard)
    yield Attribution(tuple(speakers), *_covered(sentence, verb, subject))


def _may_speak(sentence: Sentence, subject: int, speaker: Speaker) -> bool:
    """Whether a subject can speak: a known kind of speaker, a pronoun, a proper name that is no deed; not "a car bomb"."""
    head = sentence.words[subject]
    if speaker.kind != "other" or head.lower in _PERSONAL:
        return True
    return head.tag.startswith("NNP") and head.lower not in load_deeds()


def _shared_subject(sentence: Sentence, verb: Word) -> int | None:
    """The subject of the verb that this one is joined to ("X condemned the raid and said ...")."""
    if verb.dep != "conj":
        return None
    return next((c for c in sentence.children[verb.head] if sentence.words[c].dep == "nsubj"), None)


def _can_speak(sentence: Sentence, subject: int) -> bool:
    text = _phrase(sentence, subject)[0]
    return find_speaker_kind(text) != "other" or sentence.words[subject].tag.startswith("NNP")


def _phrase(sentence: Sentence, i: int) -> tuple[str, int, int]:
    """The noun phrase of a word without clauses and afterthoughts that hang on it; an apposed name is kept."""
    keep, queue = [i], list(sentence.children[i])
    while queue:
        at = queue.pop()
        word = sentence.words[at]
        if word.dep in _DROPPED and not (word.dep == "conj" and at < i) and word.dep != "punct":
            continue
        if word.dep == "punct" and word.text not in ("-", "’", "'"):
            continue
        if word.dep == "appos" and not word.tag.startswith("NNP"):
            continue
        keep.append(at)
        queue.extend(sentence.children[at])
    keep.sort()
    run = _run_around(keep, i, sentence)
    start, end = sentence.words[run[0]].start, sentence.words[run[-1]].end
    return sentence.text[start - sentence.start : end - sentence.start], start, end


def _run_around(keep: list[int], i: int, sentence: Sentence) -> list[int]:
    """The kept words from the first to the last, cut where more than a comma lies between."""
    run = [i]
    for at in reversed([k for k in keep if k < i]):
        if run[0] - at > 2:
            break
        run.insert(0, at)
    for at in [k for k in keep if k > i]:
        between = [sentence.words[n].text for n in range(run[-1] + 1, at)]
        if any(t not in (",", "-", "'s") for t in between):
            break
        run.append(at)
    return run


def _make_speaker(sentence: Sentence, i: int, act: SpeechAct) -> Speaker:
    text, start, end = _phrase(sentence, i)
    cut = _INNER_DETERMINER.search(text)  # "(near) Syrian bastion Raqqa a monitor": a comma that the text has lost
    if cut and find_speaker_kind(text[cut.end(1) :].strip()) != "other":
        text, start = text[cut.end(1) :].lstrip(), end - len(text[cut.end(1) :].lstrip())
    return Speaker(text=text, start=start, end=end, kind=find_speaker_kind(text), speech_act=act)


def _told_whom(sentence: Sentence, verb: Word) -> Speaker | None:
    """The outlet that was told ("told Reuters", "in an interview with AP"), which is a link of the chain."""
    if not verb.lower.startswith(("tell", "told")):
        return None
    for child in sentence.children[verb.i]:
        word = sentence.words[child]
        if word.dep in ("dobj", "dative", "iobj") and word.tag.startswith(("NNP", "NN")):
            text, start, end = _phrase(sentence, child)
            kind = find_speaker_kind(text)
            if kind == "media" or (word.tag.startswith("NNP") and kind == "other"):
                return Speaker(text=text, start=start, end=end, kind="media", speech_act="assert")
    return None


def _covered(sentence: Sentence, verb: Word, subject: int) -> tuple[int, int]:
    """What a reporting verb covers: the whole sentence where it is the main verb, else its clause of content or its own clause."""
    content = [
        c
        for c in sentence.children[verb.i]
        if sentence.words[c].dep in ("ccomp", "xcomp", "parataxis", "dobj", "pcomp", "prep", "advcl", "conj")
    ]
    if verb.dep == "ROOT" and not any(_is_rival(sentence, at) for at in range(len(sentence.words)) if at != verb.i):
        return sentence.start, sentence.end
    inside = sorted(n for c in content for n in sentence.subtree(c)) or sentence.subtree(verb.i)
    first = min(inside[0], verb.i)
    return sentence.words[first].start, max(sentence.words[inside[-1]].end, sentence.words[subject].end)


def _is_rival(sentence: Sentence, i: int) -> bool:
    """Another reporting verb with a subject of its own in the same sentence."""
    word = sentence.words[i]
    return (
        word.tag.startswith("VB")
        and _act_of(word) is not None
        and any(sentence.words[c].dep == "nsubj" and sentence.words[c].lower not in _IMPERSONAL for c in sentence.children[i])
    )


def _after_according(sentence: Sentence, offset: int) -> Speaker | None:
    word = next((w for w in sentence.words if w.start >= offset), None)
    if word is None:
        return None
    head = word.i
    while (
        sentence.words[head].dep in ("det", "compound", "amod", "poss", "nummod", "nmod", "punct")
        and sentence.words[head].head > head
    ):
        head = sentence.words[head].head
    if not sentence.words[head].tag.startswith(("NN", "PRP", "JJ")):
        return None
    text, start, end = _phrase(sentence, head)
    return Speaker(text=text, start=start, end=end, kind=find_speaker_kind(text), speech_act="assert")


def _clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of the sentence between semicolons around an offset."""
    before = sentence.text.rfind(";", 0, at - sentence.start)
    after = sentence.text.find(";", at - sentence.start)
    return sentence.start + before + 1, sentence.end if after < 0 else sentence.start + after


def _headline_colon(sentence: Sentence) -> Iterator[Attribution]:
    """ "Medics: 3 killed in blast"; "... provoking strikes on civilians: U.S. military"."""
    if sentence.kind != "title" or sentence.text.count(":") != 1:
        return
    at = sentence.text.index(":")
    for start, end in ((0, at), (at + 1, len(sentence.text))):
        raw = sentence.text[start:end]
        text = raw.strip()
        kind = find_speaker_kind(text)
        if 0 < len(text.split()) <= 4 and kind != "other":
            begin = sentence.start + start + len(raw) - len(raw.lstrip())
            yield Attribution((Speaker(text=text, start=begin, end=begin + len(text), kind=kind),), sentence.start, sentence.end)
            return


def _bare_tail(sentence: Sentence) -> Iterator[Attribution]:
    """ "... on Saturday and Sunday a monitor said": a tail without a comma, which the parser often misses."""
    match = _TAIL.search(sentence.text)
    if not match:
        return
    text = match.group(1).strip()
    words = text.split()
    for first in range(max(0, len(words) - 7), len(words)):
        phrase = " ".join(words[first:])
        kind = find_speaker_kind(phrase)
        at = sentence.text.rfind(phrase, 0, match.end(1))
        if (
            kind != "other"
            and at >= 0
            and (first == 0 or words[first].lower() in ("the", "a", "an", "one") or words[first][0].isupper())
        ):
            start = sentence.start + at
            yield Attribution(
                (Speaker(text=phrase, start=start, end=start + len(phrase), kind=kind),), sentence.start, sentence.end
            )
            return


def _resolve(here: list[Attribution], before: list[Attribution]) -> list[Attribution]:
    """Put the person meant in the place of "he", "the source" or "it", from the speakers before."""
    resolved = []
    for attribution in here:
        first = attribution.speakers[0]
        known = _antecedent(first, [s for a in before for s in a.speakers[:1]])
        if known is None and first.text.lower() in _PERSONAL:
            continue
        speakers = attribution.speakers
        if known is not None:
            speakers = (replace(known, speech_act=first.speech_act), *speakers[1:])
        resolved.append(replace(attribution, speakers=speakers))
        before = [*before, resolved[-1]]
    return resolved


def _antecedent(speaker: Speaker, before: list[Speaker]) -> Speaker | None:
    words = speaker.text.lower().split()
    if len(words) == 1 and words[0] in _PERSONAL:
        return before[-1] if before else None
    if (
        len(words) == 2
        and words[0] in ("the", "this")
        and words[1] in ("source", "official", "group", "agency", "statement", "report", "spokesman", "spokeswoman")
    ):
        return next((s for s in reversed(before) if words[1] in s.text.lower() or words[1] in ("group", "agency")), None)
    return None


def _carried(
    sentence: Sentence, following: Sentence | None, before: list[Attribution], quoting: Attribution | None
) -> Attribution | None:
    """The speaker of a quoted sentence that names none: of the sentence before, or of the one that goes on with it."""
    text = sentence.text
    starts = text[:1] in _OPEN + '"'
    if not starts and not (quoting and not _closed_before(quoting, sentence)):
        return None
    if before:
        last = before[-1]
        return Attribution(last.speakers, sentence.start, sentence.end)
    if following is not None:
        ahead = _resolve(list(_in_sentence(following)), before)
        if ahead and ahead[0].speakers:
            return Attribution(ahead[0].speakers, sentence.start, sentence.end)
    return None


def _closed_before(quoting: Attribution, sentence: Sentence) -> bool:
    """Whether the quotation that a speaker opened is over before a sentence begins."""
    return sentence.start - quoting.end > 3 or (sentence.text.count('"') == 0 and not any(c in sentence.text for c in _CLOSE))
