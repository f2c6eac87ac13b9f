"""Which actors are named as those who did it, and by whom: an allegation, never guilt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from civharm.model import Allegation, Claim
from civharm.reconciling.voices import tellers_of


def make_allegations(claims: Sequence[Claim], sources: Mapping[str, str]) -> tuple[Allegation, ...]:
    """Gather the actors that the claims name, each with who names it; what is denied alleges nobody.

    Actors with an id are told apart by it, others by their name, of which singular and plural are one.
    """
    named: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.actor is not None and claim.modality != "denied":
            named.setdefault(_key(claim), []).append(claim)
    made = []
    for _, told in sorted(named.items()):
        first = min(told, key=lambda c: (c.actor.name, c.id) if c.actor else ("", c.id)).actor
        if first is not None:
            ids = tuple(sorted(claim.id for claim in told))
            made.append(Allegation(name=first.name, id=first.id, alleged_by=tellers_of(told, sources), claims=ids))
    return tuple(sorted(made, key=lambda a: (-len(a.claims), a.name, a.id or "")))


def _key(claim: Claim) -> tuple[str, str]:
    actor = claim.actor
    if actor is None:
        return "", ""
    return ("id", actor.id) if actor.id else ("name", fold_actor(actor.name))


def fold_actor(name: str) -> str:
    """Fold an actor's name to what it is compared by: "a terrorist attack" and "the terrorists" name nobody differently.

    >>> fold_actor("the gunmen"), fold_actor("Unknown gunman"), fold_actor("Party B")
    ('gunman', 'gunman', 'party b')
    """
    words = re.sub(r"^(?:the|unknown|unidentified|unnamed) ", "", name.casefold())
    return re.sub(r"men$", "man", words).removesuffix("s")
