"""Tell which places of a sentence are of something else than the harm: of who speaks, of a court, of a home, of a hospital."""

from __future__ import annotations

import re
from functools import cache

from civharm.lexicon import load_victim_words
from civharm.locating.later_acts import is_of_a_later_act
from civharm.locating.mentioned import Mention
from civharm.locating.other_acts import is_a_court, is_a_home, is_of_another_act, is_of_treatment, is_parenthetical, owns_a_deed
from civharm.locating.place_words import load_place_words
from civharm.model import Span

_WORD = re.compile(r"[^\W\d_]+")
_SPEECH_BREAK = re.compile(r"[,;:.!?\"“”]")
# "the mission in Tadilo and the Ministry of Defence have said"
_JOINED_SPEAKER = re.compile(
    r"\sand (?:the |its |his |her )?(?:[A-Z][\w’'-]*|of|the|for|and|\s)+(?:(?:has|have|had|also)\s)*(?=[a-z]+\b)"
)


def is_told_of_others(mention: Mention, trigger: Span, text: str) -> bool:
    """Tell whether a place is where somebody speaks, is arrested or tried, and not where the harm was done."""
    if is_speakers(mention, trigger, text) or is_of_another_act(text, mention.start, mention.end, trigger.start):
        return True
    if is_of_a_later_act(text, mention.start, mention.end, trigger.start):
        return True
    if is_a_court(text, mention.start, mention.end) or is_a_home(text, mention.start, mention.end):
        return True
    if is_of_treatment(text, mention.start, mention.start + len(mention.name)):
        return True
    if mention.entry is not None and mention.entry.kind == "country" and owns_a_deed(text, mention.end):
        return True
    return mention.end <= trigger.start and is_parenthetical(text, mention.start, mention.end)


def is_homeland(mention: Mention, harm: str, text: str) -> bool:
    """Tell whether a country only says where the people come from: "peacekeepers from Burundi"; who is on the move leaves it."""
    if mention.entry is None or mention.entry.kind != "country" or harm in _MOVED:
        return False
    led = _FROM.search(text, max(0, mention.start - 40), mention.start)
    return led is not None and led.group(1).lower() in _person_nouns()


_MOVED = ("displaced", "trapped")
_FROM = re.compile(r"([^\W\d_]+)\sfrom\s(?:the\s)?$")


@cache
def _person_nouns() -> frozenset[str]:
    return frozenset(row[key].lower() for row in load_victim_words() for key in ("word", "plural") if key in row)


def is_speakers(mention: Mention, trigger: Span, text: str) -> bool:
    """Tell whether a place is where the speaker is: "a doctor in Aleppo said", "told Reuters in Geneva"."""
    speech = load_place_words().sets["speech"]
    if trigger.start > mention.end:
        after = re.sub(r"^\s\([^)]*\)", "", text[mention.end : min(trigger.start, mention.end + 90)])
        words = _WORD.findall(re.split(r"[.;!?]", after)[0][:60])
        heard = next((at for at, word in enumerate(words) if word.lower() in speech), None)
        if heard is None or (heard > 3 and not _JOINED_SPEAKER.match(after)):
            return False
        return heard <= 1 or "," in after[:2] or _JOINED_SPEAKER.match(after) is not None
    words = _WORD.findall(text[trigger.end : mention.start])
    said = max((at for at, word in enumerate(words) if word.lower() in speech), default=None)
    if said is None or len(words) - said > 9:
        return False
    between = text[trigger.end : mention.start].rpartition(words[said])[2]
    return not _SPEECH_BREAK.search(between)
