"""Who has people in their hands: whoever came to take them, or is told to hold them; no air strike, siege or advance takes anybody.

An actor that shelled a town or opened an offensive is not who abducts its people or holds them as shields there, and to lend it
would accuse the wrong side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from civharm.model import Actor, Claim, Harm
from civharm.reading.deeds import find_taking_deeds
from civharm.reading.doers import Doer
from civharm.reading.means import find_means
from civharm.reading.opponents import is_of_a_state, may_face
from civharm.reading.phrases import load_frame

IN_CUSTODY: tuple[Harm, ...] = ("abducted", "detained", "tortured", "sexual_violence", "human_shield")
# What a side does to those whom it holds, by what holding them is called.
_TO_ITS_CAPTIVES: dict[Harm, tuple[Harm, ...]] = {
    "abducted": ("abducted", "tortured", "sexual_violence", "human_shield"),
    "human_shield": ("abducted", "human_shield"),
    "detained": ("tortured",),
    "tortured": ("tortured", "sexual_violence"),
    "sexual_violence": ("tortured", "sexual_violence"),
}


def may_take(doer: Doer, claim: Claim, told: str) -> bool:
    """Whether whoever does a deed in a sentence (``told``) may be who holds the people of a claim.

    Nobody is held as a shield by whom the report only tells to attack; suspects are arrested by a state, or, if they fought, by
    their enemy.
    """
    if claim.harm == "human_shield" or any(means.category == "explosive" for means in find_means(told)):  # "air raids"
        return False
    if claim.harm == "detained" and may_face(claim, doer.mention):
        return True
    forces = is_of_a_state(doer.mention) or doer.mention.kind in ("coalition", "peacekeepers")
    return doer.deed in find_taking_deeds() and (claim.harm != "detained" or forces)


def find_holder(claim: Claim, before: Iterable[Claim]) -> Actor | None:
    """Who is told to hold the people of a claim, among the claims ``before`` it, the nearest first.

    >>> from civharm.model import make_report
    >>> from civharm.reading import read
    >>> text = "Rebels kidnapped 30 pupils on Monday. Three of them were tortured. An air raid killed two of them."
    >>> [c.actor.name if c.actor else None for c in read(make_report("r", text))]
    ['rebels', 'rebels', None]
    """
    for other in before:
        if other.actor is None or other.actor.inferred or other.harm not in IN_CUSTODY:
            continue
        captives = claim.harm in ("killed", "injured", *IN_CUSTODY) and _are_the_same(claim, other) and not _from_afar(claim)
        if captives or claim.harm in _TO_ITS_CAPTIVES[other.harm]:
            return replace(other.actor, inferred=True)
    return None


def _are_the_same(claim: Claim, other: Claim) -> bool:
    """Whether the people of a claim are those of another, or some of them: "they", "three of them", "the hostages"."""
    words = claim.victims.text.lower().split()
    captives = words[0] == "the" and words[-1] in load_frame("captives")
    return claim.victims.start == other.victims.start or claim.part_of == other.id or captives or words[-2:] == ["of", "them"]


def _from_afar(claim: Claim) -> bool:
    """Whether bombs, shells or an explosion whose device nobody tells are in the words of a claim."""
    blown_up = not load_frame("blasts").isdisjoint(claim.quote.text.lower().split())
    return blown_up or any(m.category in ("explosive", "planted_explosive") for m in find_means(claim.quote.text))
