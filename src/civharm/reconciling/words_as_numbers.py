"""Named policies that turn vague words into numbers. Reading keeps what words say; a rule that needs a number says its policy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from civharm.model import Claim

# ACLED codes 10 for "tens", 12 for "dozens", 100 for "hundreds" "and so on", and 3 where the number is unknown and the fighting no
# large battle (10 where it is; the lower of the two is taken here). Source: ACLED's FAQ on fatalities and its codebook.
ACLED_WORDS: Mapping[str, int] = {
    "tens of thousands": 10_000, "hundreds of thousands": 100_000, "tens": 10, "dozens": 12, "dozen": 12, "scores": 20,
    "hundreds": 100, "thousands": 1_000, "millions": 1_000_000,
}  # fmt: skip
ACLED_UNKNOWN = 3


def reword(claims: Iterable[Claim], words: Mapping[str, int]) -> list[Claim]:
    """Give words such as "dozens" the numbers of a policy; all other counts, uncounted mentions too, stay as they are.

    The low and the high are the policy's number, so that the tally says by its rule's name what the words did not.
    """
    return [_reword(claim, words) if _is_vague(claim) else claim for claim in claims]


def _is_vague(claim: Claim) -> bool:
    return claim.count.bound == "unknown_plural" and (claim.count.low or 0) > 2


def is_uncounted(claim: Claim) -> bool:
    """Whether a claim tells people but no number, not even a vague one ("civilians", "a family")."""
    count = claim.count
    return count.high is None and (count.low is None or (count.bound == "unknown_plural" and count.low <= 2))


def _reword(claim: Claim, words: Mapping[str, int]) -> Claim:
    number = parse_vague(claim.count.text, words)
    return replace(claim, count=replace(claim.count, low=number, high=number))


def parse_vague(text: str, words: Mapping[str, int]) -> int:
    """Read a vague word by a policy.

    >>> parse_vague("dozens", ACLED_WORDS), parse_vague("several hundred", ACLED_WORDS), parse_vague("civilians", ACLED_WORDS)
    (12, 100, 3)
    """
    lowered = text.lower()
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if re.search(rf"(?<!\w){re.escape(word.removesuffix('s'))}s?(?!\w)", lowered):
            return words[word]
    return ACLED_UNKNOWN
