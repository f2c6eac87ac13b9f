"""Find figures of displacement that are no claims of harm: homes that were lost, people who moved or came back.

Damage to things is no claim (codebook), and a return is no harm. Coders of displacement, though, take the homes that are destroyed
for the households that lost them, and follow people home (IDMC's methodology, https://www.internal-displacement.org/monitoring-tools/).
So these figures stand beside the claims; only `civharm.reconciling.count_text` reads them, where a text tells of no displaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from civharm.model import Count
from civharm.reading.quantities import Quantity, find_quantities

_HOMES = r"(?:houses?|homes?|huts?|dwellings?|shelters?|tents?|apartments?|flats?|housing units?|residences?|homesteads?|shacks?)"
_LOST = (
    r"(?:destroy\w*|collaps\w*|demolish\w*|razed|raze|flattened|burn(?:ed|t|ing)(?: down)?|torched|gutted|levell?ed|washed away"
    r"|swept away|wiped out|reduced to rubble|uninhabitable|lost|buried|submerged|engulfed)"
)
_HURT = r"(?:damage[ds]?|damaging|inundat\w*|flooded|hit|affected)"
_MOVED = re.compile(
    r"\b(?:return(?:ed|ees?|ing|s)?|repatriat\w*|came back|go(?:ne)? home|displac\w*|evacuat\w*|fled|flee(?:ing)?|relocat\w*"
    r"|uprooted|mov(?:ed?|ing)|sheltering|shelters?|refuge|homeless|evict\w*|deported|expelled|arrived|crossed|camps?)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\d)[^.;!?\n]+)*")
_REACH = 60  # characters between a number of homes and what became of them


def find_moved(text: str) -> tuple[Count, ...]:
    """Find the figures of homes lost, else of homes damaged, else of people who moved; in order of the text.

    >>> [(c.low, c.unit) for c in find_moved("The storm destroyed about 14,000 homes and damaged 30,000 more.")]
    [(14000, 'household')]
    >>> [(c.low, c.unit) for c in find_moved("Some 9,000 people returned from camps across the border.")]
    [(9000, 'person')]
    """
    for found in (_find_homes(text, _LOST), _find_homes(text, _HURT), _find_people(text)):
        counts = tuple(found)
        if counts:
            return counts
    return ()


def _find_homes(text: str, fate: str) -> Iterator[Count]:
    before = re.compile(rf"\b{fate}\b[^.;,]{{0,{_REACH}}}$", re.I)
    after = re.compile(rf"^[\s\w-]{{0,30}}\b{_HOMES}\b(?:[^.;,]{{0,{_REACH}}}?\b{fate}\b)?", re.I)
    for quantity in find_quantities(text):
        if quantity.kind != "things":
            continue
        tail = after.match(text[quantity.end : quantity.end + 2 * _REACH])
        if tail is None:
            continue
        told_after = re.search(rf"\b{fate}\b", tail.group(), re.I) is not None
        if told_after or before.search(text[max(0, quantity.start - 2 * _REACH) : quantity.start]):
            yield _count(quantity, "household")


def _find_people(text: str) -> Iterator[Count]:
    for sentence in _SENTENCE.finditer(text):
        if not _MOVED.search(sentence.group()):
            continue
        for quantity in find_quantities(sentence.group()):
            if quantity.kind == "people" and quantity.bound != "unknown_plural" and (quantity.high or quantity.low or 0) > 1:
                yield _count(quantity, quantity.unit_hint, sentence.start())


def _count(quantity: Quantity, unit: str, offset: int = 0) -> Count:
    return Count(
        text=quantity.text,
        start=quantity.start + offset,
        end=quantity.end + offset,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        unit="household" if unit == "household" else "person",
    )
