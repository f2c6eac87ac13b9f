"""Plan what a person wants of incidents: two are one, one is two, claims are or are not about one happening; and what would change.

A plan is pairs of claims that are "same" or "different", the least of them that brings about what is wanted: first one pair, then
pairs that hold each side together. It is derived before anything is saved, and what the person saw is what is then taken down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Literal, get_args

from civharm.model import Incident, Judgement, Release, make_id
from civharm.reviewing.deciding import make_batch, make_pair
from civharm.reviewing.log import Thing
from civharm.web.desk import Desk, say_now
from civharm.web.forms import FormError

Deed = Literal["merge", "apart", "split", "same"]
DEEDS: tuple[Deed, ...] = get_args(Deed)
Pair = tuple[Literal["same", "different"], str, str]
MOST_PAIRS = 300  # in one plan


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be taken down, and what it would make of the incidents.

    ``before`` are the incidents that would change, ``after`` what they would be; ``whole`` where all incidents of the project took
    part, so that nothing else can change. ``version`` names what the plan rests on.
    """

    deed: Deed
    pairs: tuple[Pair, ...]
    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    release: Release
    whole: bool
    done: bool
    version: str


def make_plan(desk: Desk, deed: Deed, incident: Incident, chosen: Sequence[str], other: Incident | None, by: str) -> Plan:
    """Make the plan for a deed: ``chosen`` are claims of the incident, ``other`` is the incident to join with or to keep apart.

    Raises FormError that says what is missing.
    """
    sides = _find_sides(deed, incident, chosen, other)
    concerned = [incident, *([other] if other else [])]
    judgements, standing = desk.derived.list_judgements(concerned), _find_standing(deed, sides)
    pairs: tuple[Pair, ...] = ()
    for pairs in _list_tries(deed, sides):
        made = desk.derived.derive_part(concerned, [*judgements, *make_judgements(desk, pairs, by=by)])
        if standing(made):
            break
    whole = desk.derived.derive_all(make_judgements(desk, pairs, by=by))
    release = whole or made
    before, after = _find_changed(desk, concerned, release, whole is not None)
    rests_on = [*((i.id, i.claims) for i in concerned), *(j.id for j in judgements), *(_head_of(desk, pair) for pair in pairs)]
    version = make_id(deed, pairs, *rests_on)
    return Plan(deed, pairs, before, after, release, whole is not None, standing(release), version)


def _find_sides(
    deed: Deed, incident: Incident, chosen: Sequence[str], other: Incident | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The claims of both sides; for "same" both sides are the chosen claims."""
    ticked = tuple(claim for claim in incident.claims if claim in set(chosen))
    rest = tuple(claim for claim in incident.claims if claim not in set(chosen))
    if deed in ("merge", "apart"):
        if other is None or other.id == incident.id:
            raise FormError("name another incident: its id or the address of its page")
        return incident.claims, other.claims
    if deed == "split":
        if not ticked or not rest:
            raise FormError("tick the claims that are about another happening, and leave at least one unticked")
        return ticked, rest
    if len(ticked) < 2:
        raise FormError("tick at least two claims")
    return ticked, ()


def _list_tries(deed: Deed, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[tuple[Pair, ...]]:
    """The sets of pairs to try, the least first; none is larger than `MOST_PAIRS`."""
    one, other = sides
    held: tuple[Pair, ...] = tuple(("same", a, b) for side in sides for a, b in pairwise(side))
    if deed == "same":
        yield held
        return
    if deed == "merge":
        yield (("same", one[0], other[0]),)
        if len(held) < MOST_PAIRS:
            yield (("same", one[0], other[0]), *held)
        return
    yield (("different", one[0], other[0]),)
    if deed == "split" and len(held) < MOST_PAIRS:
        yield (("different", one[0], other[0]), *held)
    if len(one) * len(other) <= MOST_PAIRS:
        crossed: tuple[Pair, ...] = tuple(("different", a, b) for a, b in product(one, other))
        yield crossed


def _find_standing(deed: Deed, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> Callable[[Release], bool]:
    """The question whether a release has what is wanted."""

    def stands(release: Release) -> bool:
        home = {claim: incident.id for incident in release.incidents for claim in incident.claims}
        one, other = ({home.get(claim, claim) for claim in side} for side in sides)
        if deed in ("merge", "same"):
            return len(one | other) == 1
        return one.isdisjoint(other) and (deed == "apart" or len(one) == 1)

    return stands


def make_judgements(desk: Desk, pairs: Sequence[Pair], *, by: str, why: str = "") -> list[Judgement]:
    """Make the judgements of pairs, as one batch where there are several, so that one undo takes all of them back."""
    at = say_now()
    batch = make_batch([id for pair in pairs for id in pair[1:]], by=by, at=at) if len(pairs) > 1 else ""
    return [
        make_pair(kind, one, other, desk.log.head(*_thing(one, other)), by=by, at=at, why=why, batch=batch)
        for kind, one, other in pairs
    ]


def save_plan(desk: Desk, plan: Plan, *, by: str, why: str) -> Judgement:
    """Take down what a plan says: all of it or nothing; gives the last judgement. Raises StaleError."""
    things = [(_thing(one, other), _head_of(desk, (kind, one, other))) for kind, one, other in plan.pairs]
    made = {judgement.about: judgement for judgement in make_judgements(desk, plan.pairs, by=by, why=why)}
    return desk.decide_things(things, lambda thing, last: made[thing[1], thing[2]])[-1]


def _thing(one: str, other: str) -> Thing:
    low, high = sorted((one, other))
    return ("pair", low, high)


def _head_of(desk: Desk, pair: Pair) -> str:
    head = desk.log.head(*_thing(*pair[1:]))
    return head.id if head else ""


def _find_changed(
    desk: Desk, concerned: Sequence[Incident], release: Release, whole: bool
) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
    """The incidents that a release changes: those concerned, and any other that gains or loses a claim by it."""
    claims = {claim for incident in concerned for claim in incident.claims}
    after = [i for i in release.incidents if claims & set(i.claims)]
    moved = {claim for incident in after for claim in incident.claims} - claims
    known = desk.derived.release()[0].incidents if whole else ()
    more = [i for i in known if moved & set(i.claims) and i.id not in {one.id for one in concerned}]
    return (*concerned, *more), tuple(after)
