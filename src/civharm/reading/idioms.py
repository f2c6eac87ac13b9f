"""Know the phrases in which a word of harm, or of what armed actors do, harms nobody (``words/en/idioms.yml``).

They stand among the words that are looked for, and being longer they hide the word in them: "the plan was killed off by the board".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from civharm.lexicon import load_rows
from civharm.reading.inflection import inflect_verb


@cache
def load_idioms() -> frozenset[str]:
    """Load the phrases in all their forms, in lower case.

    >>> sorted(idiom for idiom in load_idioms() if idiom.endswith("off by"))
    ['kill off by', 'killed off by', 'killing off by', 'kills off by']
    """
    rows = load_rows("idioms", required=(), optional=("idiom", "verb", "forms", "with"))
    return frozenset(form.lower() for row in rows for form in _write_forms(row))


def _write_forms(row: Mapping[str, Any]) -> Iterator[str]:
    if "idiom" in row:
        yield row["idiom"]
        return
    for form in row.get("forms") or inflect_verb(row["verb"]):
        yield from (f"{form} {rest}" for rest in row["with"])


def is_idiom(words: str) -> bool:
    """Whether words are such a phrase, whatever the case and the blanks.

    >>> is_idiom("Killed\\ntime"), is_idiom("killed")
    (True, False)
    """
    return " " in (plain := re.sub(r"\s+", " ", words).lower()) and plain in load_idioms()


def find_beside_idioms(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that are no such phrase; the pattern has them among its words."""
    return (match for match in pattern.finditer(text) if not is_idiom(match.group()))
