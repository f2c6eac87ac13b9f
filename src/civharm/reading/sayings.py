"""Find the verbs of saying in a sentence, who is their subject, and which part of the sentence they cover.

A saying leads ("the group said that ten died"), closes what was said ("ten died, the group said"), or stands as an aside ("as the
group reported in May, ten died"). Which of them it is decides what it covers; the words after the verb tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from civharm.model import SpeechAct
from civharm.reading.cues import load_cues
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words
from civharm.reading.speaker_phrases import PERSONAL, RELATIVE, TIMES, Phrase, is_nominal, may_speak, phrase_after, phrase_before, phrase_text

Mode = Literal["lead", "tail", "aside"]

_ACTS: tuple[tuple[str, SpeechAct], ...] = (("admit", "admit"), ("accuse", "accuse"), ("deny", "deny"), ("reporting", "assert"))
# Verbs that need not be speech: they count only with a subject that the lists know, and never inside what another one says.
_RECORDING = frozenset(
    "showed shows show put puts putting listed suggested published counted recorded registered logged observed described "
    "documented indicated indicates maintained estimated posted tallied verified cited".split()
)
_SAYING = frozenset("said says say told tells tell saying recalled testified explained added adds recounted".split())
_BE = frozenset("is are was were be been being".split())
_HAVE = frozenset("has have had did does do".split())
_WITHIN = frozenset("although though while whilst after when since because if whereas before".split())
_GOING_ON = frozenset("who which after before as when amid following hours days".split())
_LOST_END = re.compile(r"[a-z]{4}[.!?][”\"]?\s+[a-z]")
_ADVERBIAL = frozenset("on in at to by from during via through late earlier early with under".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying: its subject and the outlet it was told to, by word indexes, and the half-open range that it covers."""

    verb: int
    act: SpeechAct
    subject: Phrase
    heard: Phrase | None
    mode: Mode
    start: int
    end: int


def find_sayings(sentence: Sentence) -> list[Saying]:
    """Find the verbs of saying of a sentence that have a subject, in order."""
    found: list[Saying] = []
    for word in sentence.words:
        act = find_act(sentence, word)
        if act is None or not _is_active(sentence, word.i):
            continue
        subject = _subject(sentence, word.i, found)
        if subject is None or not _speaks(sentence, subject, word):
            continue
        found.append(_cover(sentence, word.i, act, subject, found))
    recording = [s for s in found if sentence.words[s.verb].lower in _RECORDING]
    return [s for s in found if s not in recording or not any(o is not s and o.start <= s.start and s.end <= o.end and _differs(sentence, o, s) for o in found)]


def _differs(sentence: Sentence, outer: Saying, inner: Saying) -> bool:
    return outer.subject != inner.subject and sentence.words[outer.verb].lower not in _RECORDING


def find_act(sentence: Sentence, word: Word) -> SpeechAct | None:
    """What a verb does, if it is one of saying: single words and phrases ("claimed responsibility for")."""
    if not word.tag.startswith("VB"):
        return None
    ahead = sentence.text[word.start - sentence.start :][:48].lower()
    long = next((act for cue, act in _long_cues().get(word.lower, ()) if ahead.startswith(cue)), None)
    if long is not None:
        return long
    return next((act for kind, act in _ACTS if word.lower in load_cues(kind)), None)


@cache
def _long_cues() -> dict[str, list[tuple[str, SpeechAct]]]:
    rows: dict[str, list[tuple[str, SpeechAct]]] = {}
    for kind, act in _ACTS:
        for cue in sorted(load_cues(kind)):
            if " " in cue:
                rows.setdefault(cue.split()[0], []).append((cue, act))
    return rows


def _is_active(sentence: Sentence, i: int) -> bool:
    """Whether a verb is said of its subject: no passive but "was quoted as saying", no negation, no infinitive, no "saying"."""
    words, word = sentence.words, sentence.words[i]
    before = [w.lower for w in words[max(0, i - 4) : i]]
    if word.lower == "quoted":
        return bool(_BE & set(before[-2:])) and [w.lower for w in words[i + 1 : i + 3]] == ["as", "saying"]
    if word.lower == "saying" and before[-2:] == ["quoted", "as"]:
        return False
    group = list(_group_back(sentence, i))
    lowers = {words[k].lower for k in group}
    if word.tag == "VBG":
        return bool(lowers & _BE)
    if lowers & {"not", "n't", "never", "to"} or (word.tag == "VBN" and lowers & _BE and not lowers & {"has", "have", "had"}):
        return False
    return not (word.tag == "VBN" and lowers & {"been", "being"})


def _group_back(sentence: Sentence, i: int) -> Iterator[int]:
    """The helping verbs, adverbs and words of time between a verb and what stands before it."""
    at = i - 1
    while at >= 0:
        word = sentence.words[at]
        helping = word.lower in _BE | _HAVE or word.tag in ("RB", "RBR", "MD", "TO") or word.lower in TIMES
        number = word.tag == "CD" and at + 1 < i and _is_time(sentence, at)
        if not (helping or number or (word.lower in ("on", "in", "this", "last") and at + 1 < i and _is_time(sentence, at + 1))):
            return
        yield at
        at -= 1


def _is_time(sentence: Sentence, at: int) -> bool:
    near = sentence.words[max(0, at - 1) : at + 2]
    return sentence.words[at].lower in TIMES or (sentence.words[at].tag == "CD" and any(w.lower in TIMES for w in near))


def _subject(sentence: Sentence, verb: int, before: list[Saying]) -> Phrase | None:
    """The subject: the phrase that ends at the verb, the parser's where a clause stands between, or the one after the verb."""
    words = sentence.words
    end = min(_group_back(sentence, verb), default=verb) - 1
    if end >= 0 and words[end].text == "," and end + 1 < len(words):
        end -= 1
    parsed = next((c for c in sentence.children[verb] if words[c].dep == "nsubj"), None)
    if end >= 0 and words[end].tag in ("CC",) or (end >= 0 and words[end].lower in ("but", "and")):
        return before[-1].subject if before else _shared(sentence, verb)
    if end >= 0 and words[end].lower in RELATIVE and words[end].tag in ("WDT", "WP", "IN"):
        return _antecedent_phrase(sentence, end)
    if end >= 0 and words[end].tag == "PRP":
        return (end, end)
    near = phrase_before(sentence, end) if end >= 0 else None
    after = _inverted(sentence, verb, end)
    if after is not None:
        return after
    if parsed is not None and parsed < verb:
        far = _parsed_phrase(sentence, parsed)
        if far is not None and not (near and near[0] <= parsed <= near[1]):
            between = words[far[1] + 1].lower if far[1] + 1 < verb else ""
            cut_off = words[far[1] + 1].tag in ("VBN", "VBG") and not (near and find_speaker_words(phrase_text(sentence, near)))
            breaks = (between in RELATIVE or between in (",", "(") or cut_off) and may_speak(sentence, far, saying=True)
            if near is not None and between == "," and near[0] == far[1] + 2 and words[near[0]].tag.startswith("NNP"):
                return far[0], near[1]  # "The clinic's director, Omar Zaki, said"
            known = near is not None and find_speaker_words(phrase_text(sentence, near))
            joined = near is not None and not any(w.tag.startswith("VB") or w.text == "," for w in words[parsed : near[0]])
            listed = find_speaker_words(phrase_text(sentence, far))
            if joined and (listed or not known) and may_speak(sentence, far, saying=True):
                return far
            if near is None or breaks or not may_speak(sentence, near, saying=words[verb].lower in _SAYING):
                return far
    if near is not None and may_speak(sentence, near, saying=words[verb].lower in _SAYING):
        return near
    if (parsed is None or parsed > verb) and verb + 1 < len(words) and (parsed is not None or end < 0 or words[end].tag in ("''", ",")):
        return phrase_after(sentence, verb + 1)
    return near


def _inverted(sentence: Sentence, verb: int, end: int) -> Phrase | None:
    """The subject after the verb: a name or a listed speaker with which the sentence ends ("..., said Omar Zaki, a farmer")."""
    words = sentence.words
    if words[verb].lower not in ("said", "says", "added", "explained", "recalled") or not any(w.tag.startswith("VB") for w in words[: max(0, end)]):
        return None
    phrase = phrase_after(sentence, verb + 1) if verb + 1 < len(words) else None
    if phrase is None or not may_speak(sentence, phrase, saying=True):
        return None
    rest = words[phrase[1] + 1 :]
    finite = any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in rest[:3] if w.lower not in RELATIVE)
    closed = not rest or rest[0].text in (".", ",", "”", '"', "(") or rest[0].lower in _ADVERBIAL
    return phrase if closed and not finite else None


def _parsed_phrase(sentence: Sentence, head: int) -> Phrase | None:
    """The phrase of the parser's subject, with what "of" adds to it."""
    if sentence.words[head].lower in RELATIVE:
        return _antecedent_phrase(sentence, head)
    if sentence.words[head].tag == "PRP":
        return (head, head)
    phrase = phrase_before(sentence, head)
    if phrase is None:
        return None
    after = phrase_after(sentence, phrase[0])
    return (phrase[0], max(phrase[1], after[1])) if after else phrase


def _antecedent_phrase(sentence: Sentence, relative: int) -> Phrase | None:
    """What "which" or "who" stands for: the phrase right before it."""
    end = relative - 1
    if end >= 0 and sentence.words[end].text == ",":
        end -= 1
    return phrase_before(sentence, end) if end >= 0 else None


def _shared(sentence: Sentence, verb: int) -> Phrase | None:
    """The subject of the verb that this one is joined to ("X condemned the raid and said ...")."""
    head = sentence.words[verb].head
    child = next((c for c in sentence.children[head] if sentence.words[c].dep == "nsubj" and c < verb), None)
    return _parsed_phrase(sentence, child) if child is not None and sentence.words[verb].dep == "conj" else None


def _speaks(sentence: Sentence, subject: Phrase, verb: Word) -> bool:
    if verb.lower in _RECORDING and sentence.words[subject[1]].tag != "PRP":
        text = phrase_text(sentence, subject)
        if find_speaker_kind(text) == "other" and not sentence.words[subject[1]].tag.startswith("NNP"):
            return False
    return may_speak(sentence, subject, saying=verb.lower in _SAYING)


def _cover(sentence: Sentence, verb: int, act: SpeechAct, subject: Phrase, before: list[Saying]) -> Saying:
    """Tell how a verb of saying stands to what is said, and which part of the sentence that is."""
    rest, heard = _after_verb(sentence, verb)
    mode = _mode(sentence, verb, subject, rest)
    start, end = sentence.start, sentence.end
    words = sentence.words
    if mode == "lead":
        start, end = _lead_range(sentence, verb, subject)
    elif mode == "tail":
        start = max((b.end for b in before if b.mode == "tail" and b.end < words[verb].start), default=start)
        if rest < len(words) and words[rest].text == "," and rest + 1 < len(words) and words[rest + 1].lower in ("while", "but", "and"):
            end = words[rest].start
    return Saying(verb, act, subject, heard, mode, start, end)


def _after_verb(sentence: Sentence, verb: int) -> tuple[int, Phrase | None]:
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
        if word.tag == "RB" or word.lower in TIMES or (word.tag == "CD" and _is_time(sentence, at)):
            at += 1
        elif word.lower in _ADVERBIAL and at + 1 < len(words) and is_nominal(sentence, at + 1):
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
    return (kind == "media" and text.lower() not in ("reporters", "journalists", "the press", "the media")) or (named and kind == "other")


def _mode(sentence: Sentence, verb: int, subject: Phrase, rest: int) -> Mode:
    words = sentence.words
    first = min(subject[0], verb)
    before = words[first - 1] if first else None
    left = [w for w in words[:first] if w.tag.startswith("VB") or w.tag == "MD"]
    following = words[rest] if rest < len(words) else None
    if subject[0] < verb and before is not None and before.lower == "as" and (following is None or following.text in (",", "-", "–")):
        return "aside"
    ends = following is None or all(w.tag in (".", "''", "``", ",", "-RRB-", "-LRB-", ":", "NFP") for w in words[rest:])
    quoted = before is not None and (before.text in ("”", "''", '"') or before.tag == "''" or (before.text == "," and bool(left)))
    if following is not None and not ends and following.text == "," and rest + 1 < len(words):
        after = words[rest + 1]
        if quoted or after.tag == "VBG" or after.lower in ("who", "which"):
            return "tail" if left or quoted else "lead"
    goes_on = following is not None and (following.tag == "VBG" or following.lower in _GOING_ON)
    said = words[verb].lower in _SAYING and not any(w.tag in ("VBD", "VBZ", "VBP", "MD", "VBN") for w in words[rest:])
    if (ends or goes_on or said) and (left or quoted):
        return "tail"
    return "tail" if quoted and subject[0] > verb else "lead"


def _lead_range(sentence: Sentence, verb: int, subject: Phrase) -> tuple[int, int]:
    """From the subject (or the whole clause before it, if that says nothing) to the end of what it says."""
    words, first = sentence.words, subject[0]
    before = words[first - 1] if first and subject[1] < verb else None
    start = words[min(first, verb)].start
    end = _semicolon(sentence, verb)
    lost = _LOST_END.search(sentence.text, words[verb].end - sentence.start)
    end = min(end, sentence.start + lost.end() - 1) if lost else end
    if before is not None and before.lower in _WITHIN:
        end = min(end, _clause_end(sentence, verb))
    elif not any(w.tag.startswith("VB") for w in words[:first]):
        start = sentence.start
    elif before is not None and before.lower in RELATIVE:
        start = before.start
    return start, min(end, find_afterthought(sentence, verb), _rival(sentence, verb), _announced(sentence, verb))


def _semicolon(sentence: Sentence, verb: int) -> int:
    """The semicolon between two clauses; not those of a list."""
    words = sentence.words
    finite = ("VBD", "VBZ", "VBP", "MD")
    at = next((w.i for w in words[verb + 1 :] if w.text == ";"), None)
    if at is None or not any(w.tag in finite for w in words[verb + 1 : at]) or not any(w.tag in finite for w in words[at:]):
        return sentence.end
    return words[at].start


def _clause_end(sentence: Sentence, verb: int) -> int:
    comma = next((w for w in sentence.words[verb + 3 :] if w.text == ","), None)
    return comma.start if comma else sentence.end


def _rival(sentence: Sentence, verb: int) -> int:
    """Where a clause begins that another one says ("..., while the army said ...")."""
    words = sentence.words
    for word in words[verb + 2 :]:
        if word.lower in ("while", "but", "whereas", "although", "though") and words[word.i - 1].text == ",":
            if any(find_act(sentence, w) and _is_active(sentence, w.i) for w in words[word.i :]):
                return words[word.i - 1].start
    return sentence.end


def find_afterthought(sentence: Sentence, verb: int) -> int:
    """Where the report's own afterthought begins: "..., the army's latest denial after a raid that killed ten".

    ``verb`` is the word after which to look.
    """
    words = sentence.words
    commas = [w.i for w in words[verb + 1 : -1] if w.text == ","]
    for at in commas:
        opening = words[at + 1 : at + 7]
        rated = any(w.tag == "JJS" or w.lower in ("latest", "first", "second", "third") for w in opening)
        finite = any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words[at + 1 :])
        if opening and opening[0].tag in ("DT", "PRP$") and rated and not finite and words[at + 1].lower != "that":
            return words[at].start
    return sentence.end


def _announced(sentence: Sentence, verb: int) -> int:
    """What is announced as a deed is not told as a fact: "announced a truce after a raid that killed ten"."""
    words = sentence.words
    if words[verb].lower not in ("announced", "announces", "announcing", "declared"):
        return sentence.end
    for word in words[verb + 1 :]:
        if word.tag in ("VBD", "VBZ", "VBP", "MD") or word.lower == "that":
            return sentence.end
        if word.lower in ("following", "after", "amid", "amidst"):
            return word.start
    return sentence.end


def is_pronoun(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a subject is "he", "she", "it" or "they" (not the WHO)."""
    return phrase[0] == phrase[1] and sentence.words[phrase[0]].lower in PERSONAL and not sentence.words[phrase[0]].text.isupper()
