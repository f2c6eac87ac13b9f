"""Find the heading of a list by places: a line that is the name of a place and nothing else, above what is told of it."""

from __future__ import annotations

import re

from civharm.locating.mentioned import Mention
from civharm.locating.place_scene import NEAR, Places
from civharm.locating.place_words import NOT_THERE
from civharm.model import Span

_MARKS = re.compile(r"[\s\d.):;–—•*#-]*")


def find_heading(quote: Span, places: Places) -> Mention | None:
    """Find the heading that a sentence stands under; one such line alone is a dateline, and heads no list.

    >>> from civharm.locating.gazetteer import load_gazetteer
    >>> from civharm.locating.places import find_places
    >>> text = "Herat Province:\\nGunmen shot a nurse.\\n\\nKunduz Province:\\nA mine killed two men on a road."
    >>> places = find_places(text, load_gazetteer())
    >>> [find_heading(Span(words, text.index(words), text.index(words) + 5), places).name for words in ("Gunmen", "A mine")]
    ['Herat Province', 'Kunduz Province']
    """
    around = places.between(quote.start, quote.start, NEAR, NEAR)
    headings = [m for m in around if m.role not in NOT_THERE and is_heading(m, places.text)]
    above = [m for m in headings if m.end <= quote.start]
    return above[-1] if above and len({m.start for m in headings}) > 1 else None


def is_heading(mention: Mention, text: str) -> bool:
    """Tell whether a name fills its line, but for marks and numbers.

    >>> from civharm.locating.gazetteer import load_gazetteer
    >>> from civharm.locating.places import find_places
    >>> texts = "1. Herat:\\nNo news.", "Herat was calm.\\nNo news."
    >>> [is_heading(find_places(text, load_gazetteer()).mentions[0], text) for text in texts]
    [True, False]
    """
    start, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    if end < 0 or end - start > 60:
        return False
    return _MARKS.fullmatch(text, start, mention.start) is not None and _MARKS.fullmatch(text, mention.end, end) is not None
