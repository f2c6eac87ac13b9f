"""Who names an actor outright, and for whose sentence it was only inferred: a speaker is never made to accuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from civharm.model import Allegation, Claim
from civharm.reconciling.voices import tellers_of


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor with those who name it in their own sentence, and those for whose sentence it was taken from elsewhere.

    ``outright`` and ``inferred_for`` share nobody; the claims of each stand in ``outright_claims`` and ``inferred_claims``.
    """

    name: str
    outright: tuple[str, ...]
    inferred_for: tuple[str, ...]
    outright_claims: tuple[str, ...]
    inferred_claims: tuple[str, ...]


def part_allegers(actor: Allegation, claims: Mapping[str, Claim], sources: Mapping[str, str]) -> NamedActor:
    """Part those who name an actor from those who merely speak of a harm in a report that names it elsewhere.

    An organisation that gives a number has not accused anybody; to print "according to" before its name would say that it has.
    """
    known = [claims[id] for id in actor.claims if id in claims]
    outright = [claim for claim in known if claim.actor and not claim.actor.inferred]
    inferred = [claim for claim in known if claim.actor and claim.actor.inferred]
    namers = tellers_of(outright, sources)
    others = tuple(name for name in tellers_of(inferred, sources) if name not in namers)
    return NamedActor(actor.name, namers, others, _ids(outright), _ids(inferred))


def say_allegation(named: NamedActor) -> str:
    """Say who names an actor, in one line; names can hold commas, so semicolons part them.

    >>> say_allegation(NamedActor("Party A", ("Colonel B, of Party C",), ("the clinic",), ("1",), ("2",)))
    'Party A (according to Colonel B, of Party C; inferred for what is said by the clinic)'
    """
    told = [f"according to {'; '.join(named.outright)}"] if named.outright else []
    told += [f"inferred for what is said by {'; '.join(named.inferred_for)}"] if named.inferred_for else []
    return f"{named.name} ({'; '.join(told) or 'according to a report'})"


def _ids(claims: list[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)
