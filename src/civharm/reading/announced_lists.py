"""Find the lists that a number announces: "37 people were killed: 20 in the market, 12 in the square and five on the road".

Each number of such a list is a part of the one that announces it, and none is a part of its neighbour, also where the list does not
tell of all ("and the rest elsewhere").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from civharm.model import Claim

# The colon, the dash or the bracket stands not far behind the number.
_OPENS = re.compile(r"[^.;:()]{0,80}?(?P<sign>:|\s[–—-]\s|\()")
_CLOSES = {":": re.compile(r";|\.\s"), "(": re.compile(r"\)"), "-": re.compile(r"\s[–—-]\s|;|\.\s")}


def find_announced(claims: Sequence[Claim], led: Sequence[bool]) -> dict[int, int]:
    """Find the number that announces each item of a list; ``led`` says which are parts by their own words ("of them three women").

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> claims = read(make_report("r", "Nine people were killed: five guards, three drivers and a cook."))
    >>> find_announced(claims, [False] * 4)
    {1: 0, 2: 0, 3: 0}
    """
    found: dict[int, int] = {}
    for number, total in enumerate(claims):
        span = _find_list(total) if number not in found else None
        if span is None:
            continue
        behind = (n for n in range(number + 1, len(claims)) if claims[n].quote == total.quote and not led[n])
        items = [n for n in behind if span[0] <= claims[n].victims.start < span[1] and _may_be_item(claims[n], total)]
        if len(items) > 1 and sum(claims[n].count.low or 0 for n in items) <= (total.count.low or 0):
            found |= dict.fromkeys(items, number)
    return found


def _find_list(total: Claim) -> tuple[int, int] | None:
    """Where the list that a number may announce begins and ends."""
    if total.count.bound == "unknown_plural" or not total.count.low or total.count.low < 2:
        return None
    text, start = total.quote.text, total.quote.start
    opens = _OPENS.match(text, total.victims.end - start)
    if opens is None:
        return None
    sign = opens["sign"].strip()
    closes = _CLOSES.get(sign, _CLOSES["-"]).search(text, opens.end())
    return start + opens.end(), start + (closes.start() if closes else len(text))


def _may_be_item(claim: Claim, total: Claim) -> bool:
    told = claim.count.low is not None and claim.count.bound in ("exact", "at_least", "approximately")
    return told and claim.harm == total.harm and claim.count.unit == total.count.unit
