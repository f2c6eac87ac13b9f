"""Tell whom "he", "it", "the source", "the Britain-based group" or a bare family name stands for among the speakers before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from civharm.model import Speaker
from civharm.reading.actors import find_named_actors
from civharm.reading.phrases import load_frame
from civharm.reading.speaker_kinds import find_speaker_words

_MAX_POINTING = 5
# Personal pronouns, each with its form as a subject ("according to him").
PERSONAL = {"he": "he", "she": "she", "they": "they", "it": "it", "him": "he", "her": "she", "them": "they"}
# Nouns that point back with "the": to a speaker with the same noun, or of one of these kinds.
POINTING: dict[str, frozenset[str]] = {
    "source": frozenset(("anonymous", "official", "party", "medical")),
    "sources": frozenset(("anonymous", "official", "party", "medical")),
    "official": frozenset(("official", "party", "un", "anonymous")),
    "spokesman": frozenset(("official", "party", "un", "ngo")),
    "spokeswoman": frozenset(("official", "party", "un", "ngo")),
    "spokesperson": frozenset(("official", "party", "un", "ngo")),
    "group": frozenset(("monitor", "ngo", "medical", "party", "media")),
    "bulletin": frozenset(("party", "official", "media")),
    "center": frozenset(("party", "monitor", "media")),
    "centre": frozenset(("party", "monitor", "media")),
    "organisation": frozenset(("monitor", "ngo", "un")),
    "organization": frozenset(("monitor", "ngo", "un")),
    "monitor": frozenset(("monitor",)),
    "watchdog": frozenset(("monitor", "ngo")),
    "charity": frozenset(("ngo",)),
    "agency": frozenset(("media", "un", "ngo")),
    "outlet": frozenset(("media",)),
    "newspaper": frozenset(("media",)),
    "channel": frozenset(("media",)),
    "broadcaster": frozenset(("media",)),
    "statement": frozenset(("party", "official", "un", "ngo", "monitor", "other")),
    "report": frozenset(("un", "ngo", "monitor", "media", "official", "other")),
    "doctor": frozenset(("medical",)),
    "ministry": frozenset(("party", "official")),
    "army": frozenset(("party",)),
    "military": frozenset(("party",)),
    "coalition": frozenset(("party",)),
    "activist": frozenset(("monitor",)),
    "witness": frozenset(("witness",)),
}

# Nouns that point at a person: another noun for the same person would be another person.
_PERSONS = frozenset("source sources official spokesman spokeswoman spokesperson doctor activist witness".split())
# Words beside a pointing noun that add nothing that could tell two speakers apart.
_SAYING_NOTHING = frozenset(
    "same based uk britain u.k london anonymous unnamed monitoring monitor news rights aid terrorist terror militant rebel".split()
)
_ROLES = tuple(
    "man woman person worker commander officer leader lawyer manager minister director governor mayor official chief source "
    "lieutenant doctor surgeon nurse witness resident activist ambassador envoy coordinator medic villager survivor farmer "
    "teacher expert analyst head deputy".split()
)


def find_antecedent(speaker: Speaker, before: Sequence[Speaker]) -> Speaker | None:
    """Find the earlier speaker that these words stand for; the words of that one then name both.

    >>> monitor = Speaker(text="the Syrian Observatory", start=0, end=22, kind="monitor")
    >>> found = find_antecedent(Speaker(text="the Britain-based group", start=60, end=83), [monitor])
    >>> found is monitor
    True
    """
    words = speaker.text.lower().replace("-", " ").split()
    if len(words) == 1 and words[0] in PERSONAL:
        return _meant_by(PERSONAL[words[0]], before)
    if not words or speaker.text.isupper():
        return None
    if points_back(speaker.text):
        return _pointed_at(words, speaker, before)
    return None


def _meant_by(pronoun: str, before: Sequence[Speaker]) -> Speaker | None:
    persons = [s for s in before if _is_person(s)]
    if pronoun in ("he", "she"):
        return persons[-1] if persons else (before[-1] if before and before[-1].kind not in ("media", "ngo", "monitor") else None)
    bodies = [s for s in before if not _is_person(s) and not (pronoun == "it" and _are_texts(s))]
    return bodies[-1] if bodies else None


def _are_texts(speaker: Speaker) -> bool:
    """Whether a speaker is several texts ("the reports"), which "it" does not stand for."""
    last = speaker.text.split()[-1].lower()
    return last.endswith("s") and last in load_frame("documents")


def _is_person(speaker: Speaker) -> bool:
    """Whether a speaker is one person: a name that no list knows, or a role ("an army officer")."""
    words = speaker.text.split()
    last = words[-1]
    if last.lower() in load_frame("documents"):  # "HIS STATEMENTS"
        return False
    if is_role(last):
        return True
    known = any(end == len(speaker.text) for _, end in find_speaker_words(speaker.text))
    if last[0].isupper() and not known:
        return words[0].lower() not in ("the", "a", "an") or len(words) > 3
    return False


def points_back(phrase: str) -> bool:
    """Whether a phrase stands for a speaker named before: "the agency", "the Britain-based group".

    >>> points_back("the Britain-based group"), points_back("a group")
    (True, False)
    """
    words = phrase.lower().replace("-", " ").split()
    return bool(words) and words[0] in ("the", "this", "that") and words[-1] in POINTING and len(words) <= _MAX_POINTING


def is_role(noun: str) -> bool:
    """Whether a noun names one person by what he or she does."""
    return noun.lower().endswith(_ROLES)


def _pointed_at(words: list[str], speaker: Speaker, before: Sequence[Speaker]) -> Speaker | None:
    """The last speaker with the same noun; for a body also the last one of its kind, if the words say nothing else of it."""
    noun, details = words[-1], set(words[1:-1]) - _SAYING_NOTHING
    for other in reversed([s for s in before if s.text.lower() != speaker.text.lower()]):
        theirs = set(other.text.lower().replace("-", " ").split())
        if noun in theirs and details <= theirs:
            return other
        if noun not in _PERSONS and not details and _is_body(other, noun):
            return other
    if not details:
        return next((s for s in reversed(before) if _is_body(s, noun)), None)
    return None


def _is_body(speaker: Speaker, noun: str) -> bool:
    """Whether a speaker is a body that a pointing noun may stand for; one in no list by its capitals alone."""
    known = speaker.kind != "other" or speaker.text.split()[-1][:1].isupper()
    of_state = noun in _OF_A_STATE
    may_be = of_state == _is_of_a_state(speaker) if of_state or noun == "group" else True
    return speaker.kind in POINTING[noun] and known and may_be and not _is_person(speaker)


# Bodies of a state: "the army" after "the rebels said" is another side's, and "the group" after "the army said" is no army.
_OF_A_STATE = frozenset("ministry army military coalition".split())


def _is_of_a_state(speaker: Speaker) -> bool:
    words = frozenset(speaker.text.lower().replace("-", " ").split())
    if words & (_OF_A_STATE | load_frame("state_bodies")):
        return True
    return any(actor.kind == "state" for actor in find_named_actors(speaker.text))


def name_in_full(speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
    """Give a bare family name or short form the kind and the full name under which the report brought it in.

    >>> chief = Speaker(text="police chief Omar Zaki", start=0, end=22, kind="official")
    >>> name_in_full(Speaker(text="Zaki", start=50, end=54), [chief]).name
    'police chief Omar Zaki'
    """
    bare = speaker.text.removeprefix("The ").removeprefix("the ")
    if " " in bare or not bare[:1].isupper() or speaker.name is not None:
        return speaker
    for other in reversed(before):
        if other.text != speaker.text and bare in other.text.split() and len(other.text.split()) > 1:
            kind = other.kind if speaker.kind == "other" else speaker.kind
            return replace(speaker, kind=kind, name=other.name or other.text)
    return speaker
