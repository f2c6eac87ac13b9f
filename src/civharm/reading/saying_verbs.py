"""Find the verbs of saying themselves: what each of them does, and whether it is said of its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from civharm.model import SpeechAct
from civharm.reading.cues import load_cues
from civharm.reading.harms import is_parted
from civharm.reading.phrases import load_frame
from civharm.reading.sentences import Sentence, Word
from civharm.reading.speaker_kinds import find_speaker_words
from civharm.reading.speaker_phrases import TIMES, phrase_before, phrase_text

_ACTS: tuple[tuple[str, SpeechAct], ...] = (("admit", "admit"), ("accuse", "accuse"), ("deny", "deny"), ("reporting", "assert"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_BE = frozenset("is are was were be been being".split())
_HAVE = frozenset("has have had did does do".split())


def find_act(sentence: Sentence, word: Word) -> SpeechAct | None:
    """What a verb does, if it is one of saying: single words and phrases ("claimed responsibility for")."""
    if not _is_verb(sentence, word) or sentence.text[: word.start - sentence.start].endswith(("-", "‑")):  # "agency-reported"
        return None
    ahead = sentence.text[word.start - sentence.start :][:48].lower()
    long = next((act for cue, act in _long_cues().get(word.lower, ()) if ahead.startswith(cue)), None)
    if long is not None:
        return long
    if word.lower in ("found", "finds") and word.i and sentence.words[word.i - 1].lower in load_frame("documents"):
        return "assert"  # "the report found that ten died"; whoever else finds the dead tells nothing
    if gives_tally(sentence, word):
        return "assert"
    below = {sentence.words[c].lower for c in sentence.children[word.i]}
    if word.lower == "described" and word.dep == "relcl" and "as" in below and below & {"whom", "who"}:
        return None  # "killed a man whom the army described as a rebel" tells of him, and not of the killing
    act = next((act for kind, act in _ACTS if word.lower in load_cues(kind)), None)
    return None if act and is_parted(sentence, word) else act


def _is_verb(sentence: Sentence, word: Word) -> bool:
    """Whether a word is a verb, also one that was taken for a noun: "the front, for its part, | claims to have ..."."""
    noun = word.tag == "NNS" and word.dep == "ROOT" and word.i > 0 and sentence.words[word.i - 1].text == ","
    return word.tag.startswith("VB") or (noun and any(sentence.words[c].dep == "nsubj" for c in sentence.children[word.i]))


def gives_tally(sentence: Sentence, word: Word) -> bool:
    """Whether a verb gives its subject's own figures or the names of the dead: "revises its toll", "named 13 of the dead".

    A toll that is not the subject's own ("the blast raised the toll to nine") is told by nobody.
    """
    words = sentence.words
    if word.lower in load_frame("tells_of_dead"):
        return _counts_harmed(sentence, word.i + 1)
    noun = next((words[c] for c in sentence.children[word.i] if words[c].dep == "dobj" and c > word.i), None)
    if noun is None:
        return False
    if word.lower in load_frame("revises_figures"):
        own = any(words[c].tag == "PRP$" for c in sentence.children[noun.i])
        return own and noun.lower in load_frame("figures_of_dead")
    if word.lower not in load_frame("names_the_dead"):
        return False
    of = [words[c].i for c in sentence.children[noun.i] if words[c].lower == "of"] if noun.tag == "CD" else []
    named = [noun.lower] + [words[c].lower for at in of for c in sentence.children[at]]
    return any(n in load_frame("those_harmed") for n in named)


def _counts_harmed(sentence: Sentence, at: int) -> bool:
    """Whether a number and a word for those harmed stand at a word: "two dead", "several deaths"."""
    number, harmed = sentence.words[at : at + 1], sentence.words[at + 1 : at + 2]
    counted = bool(number) and (number[0].tag == "CD" or number[0].lower in load_frame("numbers_alone"))
    return counted and bool(harmed) and harmed[0].lower in load_frame("those_harmed") | {"deaths"}


@cache
def _long_cues() -> dict[str, list[tuple[str, SpeechAct]]]:
    rows: dict[str, list[tuple[str, SpeechAct]]] = {}
    for kind, act in _ACTS:
        for cue in sorted(load_cues(kind)):
            if " " in cue:
                rows.setdefault(cue.split()[0], []).append((cue, act))
    return rows


def is_active(sentence: Sentence, i: int) -> bool:
    """Whether a verb is said of its subject: no passive but "was quoted as saying", no negation, no infinitive, no "saying"."""
    words, word = sentence.words, sentence.words[i]
    before = [w.lower for w in words[max(0, i - 4) : i]]
    if word.lower == "quoted":
        return bool(_BE & set(before[-2:])) and [w.lower for w in words[i + 1 : i + 3]] == ["as", "saying"]
    if word.lower == "saying" and before[-2:] == ["quoted", "as"]:
        return False
    group = list(group_back(sentence, i))
    lowers = {words[k].lower for k in group}
    if word.tag == "VBG":
        issued = find_issuer(sentence, i) is not None or find_going_on(sentence, i) is not None
        return bool(lowers & _BE) or _is_absolute(sentence, i) or issued
    if lowers & {"not", "n't", "never", "to"} or (word.tag == "VBN" and lowers & _BE and not lowers & {"has", "have", "had"}):
        return False
    return not (word.tag == "VBN" and lowers & {"been", "being"})


def find_issuer(sentence: Sentence, i: int) -> int | None:
    """Who issued the words whose participle this is: the "army" of "the army released a statement claiming that ..."."""
    noun = sentence.words[sentence.words[i].head]
    verb = sentence.words[noun.head]
    issued = sentence.words[i].dep in ("acl", "advcl") and noun.lower in load_frame("documents") and noun.dep == "dobj"
    if not issued or verb.lower not in load_frame("issues"):
        return None
    return next((c for c in sentence.children[verb.i] if sentence.words[c].dep == "nsubj"), None)


def find_going_on(sentence: Sentence, i: int) -> int | None:
    """Who goes on to speak in a participle behind a clause: the "mayor" of "the mayor asked for help, saying ten had died"."""
    words = sentence.words
    if (
        words[i].lower not in load_frame("going_on_to_say") | load_frame("going_on_to_tell")
        or i < 2
        or words[i - 1].text not in (",", "”", '"', "''")
    ):
        return None
    if words[i].lower == "adding" and words[min(i + 1, len(words) - 1)].lower == "to":  # "killed six, adding to the toll"
        return None
    for at in sentence.climb(i, ("advcl", "conj", "acl", "xcomp", "ccomp", "pcomp", "dep"))[1:]:
        subject = next((c for c in sentence.children[at] if words[c].dep == "nsubj" and c < at), None)
        if subject is not None:
            return subject if at < i else None
    return None


def _is_absolute(sentence: Sentence, i: int) -> bool:
    """Whether a participle has a subject of its own ("..., with the monitor reporting ten dead")."""
    phrase = phrase_before(sentence, i - 1) if i else None
    if phrase is None or phrase[0] == 0 or sentence.words[phrase[0] - 1].lower != "with":
        return False
    return bool(find_speaker_words(phrase_text(sentence, phrase)))


def group_back(sentence: Sentence, i: int) -> Iterator[int]:
    """The helping verbs, adverbs and words of time between a verb and what stands before it."""
    at = i - 1
    while at >= 0:
        word = sentence.words[at]
        if _YEAR.fullmatch(word.text) and at and sentence.words[at - 1].lower == "in":  # "the office in 2020 | said"
            yield from (at, at - 1)
            at -= 2
            continue
        helping = word.lower in _BE | _HAVE or word.tag in ("RB", "RBR", "MD", "TO") or word.lower in TIMES
        number = word.tag == "CD" and at + 1 < i and is_time(sentence, at)
        if not (helping or number or (word.lower in ("on", "in", "this", "last") and at + 1 < i and is_time(sentence, at + 1))):
            return
        yield at
        at -= 1


def is_time(sentence: Sentence, at: int) -> bool:
    """Whether a word is one of time, or a number beside one."""
    near = sentence.words[max(0, at - 1) : at + 2]
    return sentence.words[at].lower in TIMES or (sentence.words[at].tag == "CD" and any(w.lower in TIMES for w in near))
