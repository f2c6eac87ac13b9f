"""Sift a report's sentences before any is parsed: which may say harm, and which beside them may tell who speaks or who did it.

Parsing is the slow part of reading, so a page without harm costs little more than the search for a few words.
"""

from __future__ import annotations

from collections.abc import Sequence

from civharm.reading.blocks import RawSentence
from civharm.reading.cues import find_cues
from civharm.reading.deeds import tells_armed_deed, tells_deed
from civharm.reading.harms import find_plain_words, says_harm, says_harm_plainly
from civharm.reading.later_parts import tells_parts
from civharm.reading.lending import SENTENCES_BACK
from civharm.reading.people import find_person_nouns

# Sentences this far from one that may say harm are parsed too where they may name its speaker.
NEIGHBOURS = 2
# A snippet this short is read whole in any case; of a longer note first what hints at harm.
SNIPPET = 300
# Sentences within which violence must be told for words that say harm only beside it; wider, more pages of no harm are parsed.
NEAR_VIOLENCE = 5


def hint_at_harm(raw: Sequence[RawSentence]) -> set[int]:
    """Indexes of the sentences of a note that are asked for harm first: the others only where these tell some.

    A snippet (`SNIPPET`), and a note that tells what armed actors do, is asked whole: "Gunmen came. Three did not survive."

    >>> from civharm.reading.blocks import find_sentences
    >>> note = "The crowd sang. Two people were injured in the crush. " + "The team thanked the town. " * 12
    >>> hint_at_harm(find_sentences(note, None))
    {1}
    """
    if sum(len(s.text) for s in raw) < SNIPPET or any(tells_deed(s.text) for s in raw):
        return set(range(len(raw)))
    return {n for n, s in enumerate(raw) if says_harm_plainly(s.text) or (says_harm(s.text) and bool(find_person_nouns(s.text)))}


def may_say_harm(raw: Sequence[RawSentence]) -> set[int]:
    """Indexes of the sentences that may say harm.

    Words that say harm only beside people and violence ("left", "held", "reached") count in a sentence that names people by a noun,
    with a plain word of harm, or of what armed actors do, within `NEAR_VIOLENCE` sentences.
    """
    plain = {n for n, sentence in enumerate(raw) if says_harm_plainly(sentence.text)}
    violent = plain | {n for n, sentence in enumerate(raw) if tells_deed(sentence.text)}
    near = {n + step for n in violent for step in range(-NEAR_VIOLENCE, NEAR_VIOLENCE + 1)}
    weak = [n for n, sentence in enumerate(raw) if n in near and n not in plain and says_harm(sentence.text)]
    return plain | {n for n in weak if find_person_nouns(raw[n].text)}


def tell_accidents(raw: Sequence[RawSentence]) -> set[int]:
    """Indexes of the sentences that tell of death or injury by accident, illness, age or sport, with nothing of a conflict near.

    The codebook takes them for no harm unless a conflict caused it, so a word for what armed actors do near them (`NEAR_VIOLENCE`)
    keeps them; "struck" and "fire" are no such words there, as landslides strike and tents catch fire. Where a report opens with
    an accident and nothing in it tells of arms, all of it is of the accident. A sentence that tells who had to move is kept: who
    counts the displaced counts them after floods, too.

    >>> from civharm.reading.blocks import find_sentences
    >>> sorted(tell_accidents(find_sentences("The rain went on. Two people were injured when a lorry overturned.", None)))
    [0, 1]
    >>> sorted(tell_accidents(find_sentences("Shells hit the road. Two people were injured when a lorry overturned.", None)))
    []
    """
    told = {n for n, sentence in enumerate(raw) if find_cues(sentence.text, "other_cause")}
    if not told:
        return told
    armed = {n for n, sentence in enumerate(raw) if _tells_arms(sentence.text, beside_accident=n in told)}
    near = {n + step for n in armed for step in range(-NEAR_VIOLENCE, NEAR_VIOLENCE + 1)}
    whole = set(range(len(raw))) if not armed and _opens_with(raw, told) else set()
    return {n for n in (told | whole) - near if "displaced" not in find_plain_words(raw[n].text)}


def _tells_arms(text: str, *, beside_accident: bool) -> bool:
    deed = tells_armed_deed(text) if beside_accident else tells_deed(text)
    return deed or bool(find_cues(text, "conflict"))


def _opens_with(raw: Sequence[RawSentence], told: set[int]) -> bool:
    """Whether the first sentence that says harm plainly is one of those ``told`` of accidents."""
    return next((n for n, sentence in enumerate(raw) if says_harm_plainly(sentence.text)), None) in told


def find_worth_parsing(raw: Sequence[RawSentence], harmed: set[int]) -> list[int]:
    """Indexes of the sentences that may say harm, and of their neighbours that may say who speaks or go on with a number."""
    near = {n + step for n in harmed for step in range(-NEIGHBOURS, NEIGHBOURS + 1) if 0 <= n + step < len(raw)} - harmed
    before = {n - step for n in harmed for step in range(1, SENTENCES_BACK + 1) if n >= step} - harmed
    doing = [n for n in before if tells_deed(raw[n].text)]
    speaking = [n for n in near if find_cues(raw[n].text, "reporting") or "number" in raw[n].text or "figure" in raw[n].text]
    parted = [n for n in near if tells_parts(raw[n].text)]
    return sorted({*harmed, *speaking, *doing, *parted})
