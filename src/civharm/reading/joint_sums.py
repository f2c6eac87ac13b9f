"""Link the dead and the wounded of a list to the two totals above it, where both lists add up to their totals.

"Two people were killed and four wounded. In one village one died and one was hurt; in another one died and three were hurt": one
sum of small numbers may meet its total by chance, two that end at the same place do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from civharm.model import Bound, Claim, Harm

# The list stands among so many claims after its totals, and has at least so many numbers.
REACH, LEAST_PARTS = 60, 3
_HURT = ("killed", "injured")
_TOLD: tuple[Bound, ...] = ("exact", "at_least")


def link_joint_sums(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with those made parts that add up to the dead and the wounded of one sentence before them.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> text = "Two people were killed and four hurt. One was killed and one hurt in Homs. One was killed and three hurt in Hama."
    >>> [c.part_of is None for c in link_joint_sums(read(make_report("r", text)))]
    [True, True, False, False, False, False]
    """
    linked = list(claims)
    for dead, hurt in reversed(list(_pairs(linked))):
        for number in _find_list(linked, dead, hurt):
            whole = linked[dead if linked[number].harm == "killed" else hurt]
            if linked[number].count.low != whole.count.low:  # the one dead, told again by name, is no part of one
                linked[number] = replace(linked[number], part_of=whole.id)
    return linked


def _pairs(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """The dead and the wounded that one sentence tells as wholes."""
    for number, claim in enumerate(claims):
        beside = range(max(0, number - 2), min(len(claims), number + 3)) if claim.harm == "killed" and _is_number(claim) else ()
        hurt = [n for n in beside if claims[n].harm == "injured" and claims[n].quote == claim.quote and _is_number(claims[n])]
        if len(hurt) == 1:
            yield number, hurt[0]


def _is_number(claim: Claim) -> bool:
    told = claim.count.bound in _TOLD and claim.count.low is not None and claim.count.unit == "person"
    return told and claim.part_of is None and claim.measure.kind in ("incident", "period_total")


def _find_list(claims: Sequence[Claim], dead: int, hurt: int) -> list[int]:
    """The numbers below two totals that add up to both at once, or none."""
    goal = {claims[n].harm: claims[n].count.low or 0 for n in (dead, hurt)}
    left, taken, quote = dict(goal), list[int](), claims[dead].quote
    for number in range(max(dead, hurt) + 1, min(len(claims), max(dead, hurt) + 1 + REACH)):
        claim = claims[number]
        if claim.harm not in _HURT or not _is_number(claim) or claim.quote == quote or _says_again(claim, goal, taken):
            continue
        left[claim.harm] -= claim.count.low or 0
        taken.append(number)
        if min(left.values()) < 0:
            return []
        if not any(left.values()):
            return taken if len(taken) >= LEAST_PARTS else []
    return []


def _says_again(claim: Claim, goal: Mapping[Harm, int], taken: Sequence[int]) -> bool:
    """Whether a number is a total told again before the list begins: the lead below a headline."""
    return not taken and claim.count.low == goal[claim.harm] and goal[claim.harm] > 1
