"""Which reports are copies: the same text under another name, or sentences that make claims taken over from another text.

True reprints of a wire share only about 30 % of their 3-grams, since each outlet cuts and adds; so beside the whole text the
sentences that make the claims are compared. MinHash proposes, exact containment of sentences decides: a copy adds no voice, so
nothing may be called a copy because it merely looks like one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from rensa import RMinHash

from civharm.linking.judging import Unions
from civharm.model import Claim, Report

_CONTAINED = 0.8
"""The share of a sentence's 3-grams that stand in the other: a changed number or name in a sentence of 20 words leaves 0.83."""
_SENTENCES = 0.6
"""The share of the shorter text's sentences that stand in the longer: outlets cut and add a third."""
_SHORTEST = 6
_SENTENCE_END = re.compile(r"(?<=[.!?।؟])\s+|\n+")
_WORD = re.compile(r"[^\W_]+")
_PERMUTATIONS, _ROWS, _SEED = 64, 4, 11
_READ_AT_MOST = 200_000
_COMPARE_ALL = 24


@lru_cache(maxsize=4_000)
def find_shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Find the 3-grams of the words of a sentence; numbers are words, so that another toll is another sentence."""
    words = _WORD.findall(text.casefold())
    return frozenset(tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2)))


def is_same_sentence(a: str, b: str) -> bool:
    """Whether one sentence stands in the other, word for word but for a few; of short ones all words must agree.

    >>> is_same_sentence("At least 12 people died when a shell hit a bakery in the east of the town, medics said.",
    ...                  "MOSUL - At least 12 people died when a shell hit a bakery in the east of the town, medics said late.")
    True
    >>> is_same_sentence("At least 12 people died when a shell hit a bakery.", "At least 15 people died when a bomb hit a mosque.")
    False
    """
    one, two = find_shingles(a), find_shingles(b)
    if one == two:
        return True
    smaller = min(len(one), len(two))
    return smaller >= _SHORTEST - 2 and len(one & two) >= _CONTAINED * smaller


@lru_cache(maxsize=1_000)
def find_sentences(text: str) -> frozenset[str]:
    """Find the sentences of a text, folded, for exact comparison; very short ones (bylines, share buttons) are no evidence."""
    folded = (" ".join(_WORD.findall(part)) for part in _SENTENCE_END.split(text[:_READ_AT_MOST].casefold()))
    found = frozenset(sentence for sentence in folded if sentence.count(" ") >= _SHORTEST - 1)
    return found or frozenset({" ".join(_WORD.findall(text[:_READ_AT_MOST].casefold()))})


def is_copy(a: Report, b: Report) -> bool:
    """Whether two reports are one text: equal, a translation, a new version, or most sentences of one stand in the other."""
    if a.sha256 == b.sha256 or a.id in (b.translation_of, b.replaces) or b.id in (a.translation_of, a.replaces):
        return True
    one, two = find_sentences(a.text), find_sentences(b.text)
    return len(one & two) >= max(1, _SENTENCES * min(len(one), len(two)))


def makes_same_claims(ours: Sequence[Claim], theirs: Sequence[Claim]) -> bool:
    """Whether all sentences of one report that make its claims are sentences of the other's that make claims."""
    few, many = sorted(({c.quote.text for c in ours}, {c.quote.text for c in theirs}), key=len)
    long_enough = any(len(find_shingles(quote)) >= _SHORTEST for quote in few)
    return long_enough and all(any(is_same_sentence(quote, other) for other in many) for quote in few)


def group_copies(reports: Sequence[Report], claims: Mapping[str, Sequence[Claim]]) -> dict[str, str]:
    """Group the reports of one incident by text: each report's id with the smallest id of its group."""
    groups = Unions()
    for a, b in _list_pairs(reports):
        if groups.find(a.id) != groups.find(b.id) and (
            is_copy(a, b) or makes_same_claims(claims.get(a.id, ()), claims.get(b.id, ()))
        ):
            groups.join(a.id, b.id)
    return {report.id: groups.find(report.id) for report in reports}


def find_copies(reports: Iterable[Report]) -> dict[str, str]:
    """Find the copies in a whole collection: the id of each report that is one with the smallest id of its group.

    MinHash over sentences' words proposes the pairs, so that a hundred thousand reports are not compared each with each.
    """
    listed = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    groups, blocks = Unions(), defaultdict[tuple[int, ...], list[str]](list)
    for report in listed.values():
        for band in find_bands(report.text):
            blocks[band].append(report.id)
    for ids in blocks.values():
        for one, other in pairwise(ids):
            if groups.find(one) != groups.find(other) and is_copy(listed[one], listed[other]):
                groups.join(one, other)
    return {id: groups.find(id) for id in listed if groups.find(id) != id}


def find_bands(text: str) -> list[tuple[int, ...]]:
    """Find the MinHash bands of a text's 3-grams; two texts that share a third of them share a band more often than not."""
    shingles = sorted(" ".join(shingle) for shingle in find_shingles(text[:_READ_AT_MOST]))
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update(shingles)
    digest = sketch.digest()
    return [(at, *digest[at : at + _ROWS]) for at in range(0, _PERMUTATIONS, _ROWS)]


def _list_pairs(reports: Sequence[Report]) -> Iterable[tuple[Report, Report]]:
    """List the pairs to compare: all of a few reports, of many those that share a MinHash band or are neighbours by it."""
    if len(reports) <= _COMPARE_ALL:
        return combinations(reports, 2)
    blocks = defaultdict[tuple[int, ...], list[Report]](list)
    for report in reports:
        for band in find_bands(report.text):
            blocks[band].append(report)
    return [pair for block in blocks.values() for pair in pairwise(block)]
