"""Look up the cues of ``words/en/cues.yml``: reporting verbs, hedges, modality, and what a number measures."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from civharm.lexicon import load_rows, make_alternation

KINDS = (
    "reporting", "admit", "accuse", "deny", "hedge", "feared", "hypothetical", "future", "attempted", "threatened", "habitual",
    "background", "rate", "period", "stock", "flow", "averted", "period_sure", "other_cause", "conflict", "unlike",
    "untrue", "no_evidence", "alleging", "blame", "attempting", "later", "leads_away", "forbidding",
)  # fmt: skip


@cache
def load_cues(kind: str) -> frozenset[str]:
    """Load the cues of one kind, in lower case."""
    rows = load_rows("cues", required=("cue", "kind"))
    unknown = next((row["kind"] for row in rows if row["kind"] not in KINDS), None)
    if unknown or kind not in KINDS:
        raise ValueError(f"words/en/cues.yml: {unknown or kind!r} is no kind of cue")
    return frozenset(row["cue"].lower() for row in rows if row["kind"] == kind)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + make_alternation(load_cues(kind)) + r"(?!\w)", re.I)


@lru_cache(maxsize=4096)
def find_cues(text: str, kind: str) -> tuple[tuple[int, int], ...]:
    """Find the cues of one kind in a text, by offsets.

    >>> text = "Four guards were reportedly killed."
    >>> [text[a:b] for a, b in find_cues(text, "hedge")]
    ['reportedly']
    """
    return tuple(match.span() for match in _pattern(kind).finditer(text))
