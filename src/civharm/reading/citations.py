"""Find the sources that a sentence cites without a verb of saying: "according to", "citing", headlines, videos showing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from civharm.model import Speaker
from civharm.reading.antecedents import PERSONAL, points_back
from civharm.reading.harms import says_harm_plainly
from civharm.reading.phrases import load_frame
from civharm.reading.saying_ranges import FINITE, find_afterthought
from civharm.reading.saying_verbs import find_issuer
from civharm.reading.sentences import Sentence
from civharm.reading.speaker_kinds import find_speaker_kind, find_speaker_words
from civharm.reading.speaker_phrases import Phrase, find_issuer_of, phrase_after, phrase_before, phrase_text
from civharm.reading.speaking import make_speakers, may_speak

# Speakers and the half-open range that they are cited for; True where they stand nearer to the fact than who cites them.
Citation = tuple[tuple[Speaker, ...], int, int, bool]

_CITED = re.compile(
    r"\b(?:according to|as per|in the words of|by the (?:count|tally|estimate|account) of|(citing|cited by|quoting|quoted by)"
    r"|(from)(?= (?:an? |the )?[\w -]{0,30}\bsources?,)"
    r"|as (?:claimed|told|stated|described|related) by|(?:reported|announced|confirmed|verified|documented|recorded) by)\b",
    re.I,
)
# "could not be verified by the agency": nobody says so.
_COLON = re.compile(r"([^:;.?!\"“]{3,60}):\s*[\"“«]")
_UNSAID = re.compile(r"(?:\b(?:not|never|cannot|un\w+|yet to)\b|n't)[^,.;]{0,30}$", re.I)
_SENT = re.compile(r"\b(?:quoted|cited) in (?:an? |the )?[\w -]{1,20}? (?:(?:which|that) |(?:by|from) )", re.I)
_CLAIMED = re.compile(
    r"\b(?:claims?|reports?|statements?|allegations?|accounts?|estimates?|figures?|word|testimon(?:y|ies))\s+(?:by|from|of)\s+",
    re.I,
)
SHOWN = frozenset("video videos footage image images photo photos photograph photographs clip clips picture pictures".split())
_SHOWING = frozenset("showing purporting purportedly depicting appearing capturing".split())
_ALLEGING = frozenset("alleging claiming saying stating suggesting indicating listing detailing documenting".split())
_BEFORE_NOUN = frozenset("det amod compound poss".split())
_EMERGED = frozenset("emerged surfaced circulated".split())
# Kinds that a headline credits at its end without a colon, where a colon was lost ("Ten killed in Qasr Monitor").
_BARE_KINDS = frozenset(("monitor", "ngo", "un"))
_MAX_CREDIT = 5
_SEPARATOR = re.compile(r"\s*(?::|\s[-–—]\s)\s*")


def find_citations(sentence: Sentence) -> Iterator[Citation]:
    """Find all citations of a sentence, with their ranges.

    >>> from civharm.reading.blocks import find_sentences
    >>> from civharm.reading.sentences import parse_sentences
    >>> [s] = parse_sentences(find_sentences("According to the clinic, two girls died."))
    >>> [[p.text for p in speakers] for speakers, start, end, near in find_citations(s)]
    [['the clinic']]
    """
    yield from _according(sentence)
    yield from _claims_by(sentence)
    yield from _shown(sentence)
    yield from _passed_on(sentence)
    yield from _before_colon(sentence)
    yield from _own_figures(sentence)


def _according(sentence: Sentence) -> Iterator[Citation]:
    for match in _CITED.finditer(sentence.text):
        if _UNSAID.search(sentence.text, 0, match.start()):
            continue
        word = next((w for w in sentence.words if w.start >= sentence.start + match.end()), None)
        phrase = phrase_after(sentence, word.i) if word else None
        if word and word.tag == "PRP" and word.lower in PERSONAL:  # "according to him"
            yield make_speakers(sentence, (word.i, word.i), "assert"), *_clause(sentence, match.start()), False
        if phrase is not None:
            phrase = find_issuer_of(sentence, phrase) or (
                phrase if _is_source(sentence, phrase) else _made_by(sentence, phrase[1] + 1)
            )
        if phrase is not None and _is_source(sentence, phrase):
            phrase = _with_joined(sentence, phrase)
            start, end = _aside(sentence, match.start(), phrase) or _clause(sentence, match.start())
            yield make_speakers(sentence, phrase, "assert"), start, end, (match.group(1) or match.group(2)) is not None


def _with_joined(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The source with the one joined to it, where both are listed: "according to | the mayor and local residents"."""
    words, at = sentence.words, phrase[1] + 1
    if at + 1 >= len(words) or words[at].lower != "and" or not find_speaker_words(phrase_text(sentence, phrase)):
        return phrase
    joined = phrase_after(sentence, at + 1)
    speaks = joined is not None and joined[1] + 1 < len(words) and words[joined[1] + 1].text in (",", ".", ";", ")")
    return (phrase[0], joined[1]) if joined and speaks and find_speaker_words(phrase_text(sentence, joined)) else phrase


def _made_by(sentence: Sentence, at: int) -> Phrase | None:
    """Whose toll or figures they are: "a new toll | from the monitor", "figures | compiled by the clinic"."""
    for step in range(at, min(at + 3, len(sentence.words) - 1)):
        if sentence.words[step].lower in ("from", "by"):
            return phrase_after(sentence, step + 1)
    return None


def _is_source(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether it is someone who tells; "the latest toll" and "initial estimates" are not."""
    text = phrase_text(sentence, phrase)
    return bool(find_speaker_words(text)) or points_back(text) or may_speak(sentence, phrase, saying=True)


def _aside(sentence: Sentence, at: int, phrase: Phrase) -> tuple[int, int] | None:
    """The aside between commas that alone is told: "the man, | arrested in May according to his mother |, was found dead"."""
    words = sentence.words
    according = next((w for w in words if w.start == sentence.start + at), None)
    if according is None or phrase[1] + 2 >= len(words) or words[phrase[1] + 1].text != ",":
        return None
    deed = words[according.head]
    inside = deed.dep == "acl" and 0 < deed.i < according.i and words[deed.i - 1].text == ","
    goes_on = words[phrase[1] + 2].tag in FINITE
    return (deed.start, words[phrase[1]].end) if inside and goes_on else None


def _before_colon(sentence: Sentence) -> Iterator[Citation]:
    """Who stands with a colon before a quotation: 'Our reporter in Arda: "They shot two men."'."""
    match = _COLON.match(sentence.text)
    if match is None or sentence.kind == "title":
        return
    words = sentence.words_between(sentence.start, sentence.start + match.end(1))
    phrase = phrase_after(sentence, 0) if words and not any(w.tag.startswith(("VB", "MD")) for w in words) else None
    if phrase is None or phrase[1] > words[-1].i or not may_speak(sentence, phrase, saying=phrase[1] > 0):
        return
    if phrase[1] == words[-1].i or sentence.words[phrase[1] + 1].text in (",", "(") or sentence.words[phrase[1] + 1].tag == "IN":
        yield make_speakers(sentence, phrase, "assert"), sentence.start + match.end(1), sentence.end, False


def _own_figures(sentence: Sentence) -> Iterator[Citation]:
    """Whose figures stand: "the ministry's figures stand at 40 dead"."""
    words = sentence.words
    for verb in words:
        if verb.lower not in ("stand", "stands", "stood") or verb.i + 1 >= len(words) or words[verb.i + 1].lower != "at":
            continue
        noun = next((words[c] for c in sentence.children[verb.i] if words[c].dep == "nsubj"), None)
        if noun is None or noun.lower not in load_frame("figures_of_dead") or noun.lower == "toll":
            continue
        owner = next((c for c in sentence.children[noun.i] if words[c].dep == "poss"), None)
        phrase = phrase_before(sentence, owner) if owner is not None else None
        if phrase is not None and find_speaker_words(phrase_text(sentence, phrase)):
            yield make_speakers(sentence, phrase, "assert"), *_clause(sentence, verb.start - sentence.start), False


def _clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """The part of the sentence between semicolons around an offset in it."""
    before, after = sentence.text.rfind(";", 0, at), sentence.text.find(";", at)
    return sentence.start + before + 1, sentence.end if after < 0 else sentence.start + after


def _claims_by(sentence: Sentence) -> Iterator[Citation]:
    """ "the claim by activists that ten people were killed"; "reports alleging deaths of civilians"."""
    for telling in sentence.words[1:]:
        source = sentence.words[telling.i - 1]
        if (
            telling.lower in _ALLEGING
            and source.lower in load_frame("documents") | load_frame("records")
            and find_issuer(sentence, telling.i) is None
        ):
            first = min([c for c in sentence.children[source.i] if sentence.words[c].dep in _BEFORE_NOUN], default=source.i)
            yield make_speakers(sentence, (min(first, source.i), source.i), "assert"), telling.start, sentence.end, True
    for match in _CLAIMED.finditer(sentence.text):
        word = next((w for w in sentence.words if w.start >= sentence.start + match.end()), None)
        phrase = phrase_after(sentence, word.i) if word else None
        if phrase is None or phrase[1] + 1 >= len(sentence.words) or not find_speaker_words(phrase_text(sentence, phrase)):
            continue
        if sentence.words[phrase[1] + 1].lower in ("that", "of"):
            yield make_speakers(sentence, phrase, "assert"), sentence.words[phrase[1] + 1].start, sentence.end, True


def _passed_on(sentence: Sentence) -> Iterator[Citation]:
    """ "in a statement carried by the agency"; "relatives, quoted in a report which the group sent to the court"."""
    at = [w.i + 2 for w in sentence.words[:-2] if w.lower in load_frame("passed_on") and sentence.words[w.i + 1].lower == "by"]
    for match in _SENT.finditer(sentence.text):
        at += [w.i for w in sentence.words if w.start == sentence.start + match.end()]
    for word in at:
        phrase = phrase_after(sentence, word)
        if phrase is None or not _is_source(sentence, phrase):
            continue
        speakers = make_speakers(sentence, phrase, "assert")
        passing = tuple(replace(s, kind="media") if s.kind == "other" else s for s in speakers)
        yield passing, *_clause(sentence, sentence.words[word].start - sentence.start), False


def _shown(sentence: Sentence) -> Iterator[Citation]:
    """ "a video purporting to show two killings"; "images have emerged of militias torturing prisoners"."""
    for word in sentence.words:
        if word.lower not in SHOWN:
            continue
        following = sentence.words[word.i + 1 : word.i + 4]
        showing = bool(following) and following[0].lower in _SHOWING
        emerged = next((w for w in following if w.lower in _EMERGED), None)
        phrase = phrase_before(sentence, word.i) if showing or emerged else None
        if phrase is not None:
            speaker = make_speakers(sentence, phrase, "assert")
            yield speaker, sentence.words[word.i + 1].start, find_afterthought(sentence, word.i), True


def find_headline_credit(sentence: Sentence) -> Iterator[Citation]:
    """ "Medics: 3 killed in blast"; "... strikes on civilians: U.S. military"; "Ten killed in Qasr NGO"."""
    if sentence.kind != "title":
        return
    site = sentence.text.rfind(" | ")  # "... monitor | The Daily": the page's own site
    limit = site if site > 0 else len(sentence.text)
    parts = list(_SEPARATOR.finditer(sentence.text, 0, limit))
    spans = [(0, parts[0].start()), (parts[-1].end(), limit)] if parts else []
    for start, end in spans:
        text = sentence.text[start:end].strip()
        told = says_harm_plainly(text)  # "27 rebels killed: General Staff"
        if 0 < len(text.split()) <= _MAX_CREDIT and not told and find_speaker_kind(text) != "other" and _ends_known(text):
            yield _credit(sentence, start, start + len(text))
            return
    yield from _bare_credit(sentence, parts[-1].start() if parts else limit)


def _ends_known(text: str) -> bool:
    return any(end == len(text) for _, end in find_speaker_words(text)) or find_speaker_kind(text) in ("official", "party", "un")


def _bare_credit(sentence: Sentence, end: int) -> Iterator[Citation]:
    """A known name at the end of a headline that has lost its colon."""
    text = sentence.text[:end].rstrip(" .")
    if len(text.split()) > 25:
        return
    last = next(((a, b) for a, b in find_speaker_words(text) if b == len(text)), None)
    if last is None or last[0] == 0:
        return
    known, before = text[last[0] :], text[: last[0]].split()[-1]
    named = " " in known or known.isupper() or not known.endswith("s")
    if (
        named
        and find_speaker_kind(known) in _BARE_KINDS
        and before[0].isupper()
        and before.lower() not in ("the", "by", "of", "on", "at")
    ):
        yield _credit(sentence, last[0], last[1])


def _credit(sentence: Sentence, start: int, end: int) -> Citation:
    text = sentence.text[start:end]
    at = sentence.start + start
    return (Speaker(text=text, start=at, end=at + len(text), kind=find_speaker_kind(text)),), sentence.start, sentence.end, False
