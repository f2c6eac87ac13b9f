"""What claims about one happening disagree on, kept with both sides and who speaks for each; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from civharm.distances import distance_km
from civharm.model import Claim, Contradiction, ContradictionAbout, Place, Side, Tally
from civharm.reconciling.allegations import fold_actor
from civharm.reconciling.ranges import Range, meet_ranges
from civharm.reconciling.report_counts import count_claims
from civharm.reconciling.rules import find_contest
from civharm.reconciling.voices import teller_of, tellers_of

_AT_CLOSE_RANGE = {"small_arms", "melee", "incendiary", "drowning", "vehicle"}
FAR_KM = 25.0  # UCDP where_prec 2: "within about 25 km of a known point"; what lies farther apart is another place


def find_contradictions(claims: Sequence[Claim], tallies: Iterable[Tally], sources: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Find all that the claims of one incident disagree on, in the order of `ContradictionAbout`."""
    told = sorted((c for c in claims if c.measure.kind == "incident"), key=lambda c: c.id)
    occurred = [c for c in told if c.modality == "occurred"]
    found = [*_find_counts(occurred, tallies, sources)]
    found += _find_values("place", occurred, _place_of, _far_apart, sources)
    found += _find_values("date", occurred, _day_of, lambda one, other: one != other, sources)
    found += _find_values("actor", occurred, _actor_of, lambda one, other: fold_actor(str(one)) != fold_actor(str(other)), sources)
    found += _find_values("means", occurred, _means_of, _are_other_means, sources)
    found += _find_status(occurred, sources)
    found += _find_denials(told, sources)
    return tuple(found)


def _find_counts(claims: Sequence[Claim], tallies: Iterable[Tally], sources: Mapping[str, str]) -> list[Contradiction]:
    """Numbers of one harm that share no value: 105 against 130. Only numbers that the widest tally counts are compared."""
    known = {claim.id: claim for claim in claims}
    found = []
    for tally in tallies:
        if tally.rule == "widest" and tally.victims == "all" and tally.group is None:
            used = [known[claim] for claim in tally.used if claim in known]
            found += _oppose_counts(used, sources)
    return found


def _oppose_counts(claims: Sequence[Claim], sources: Mapping[str, str]) -> list[Contradiction]:
    voices: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        voices.setdefault((claim.report, teller_of(claim, sources)), []).append(claim)
    counts = [(counted.range, told) for told in voices.values() if (counted := count_claims(told)) is not None]
    sides: dict[Range, list[Claim]] = {}
    for number, told in counts:
        sides.setdefault(number, []).extend(told)
    opposed = {r for one, other in combinations(counts, 2) if _are_opposed(one, other) for r in (one[0], other[0])}
    ordered = sorted(opposed, key=lambda r: (r.low or 0, r.high or 0))
    made = tuple(_make_side(sides[told], say_range(told), sources) for told in ordered)
    return [Contradiction(about="count", sides=made)] if made else []


def _are_opposed(one: tuple[Range, list[Claim]], other: tuple[Range, list[Claim]]) -> bool:
    """Whether two numbers share no value, and are not a report's numbers of two kinds of people (40 civilians, four fighters)."""
    a, b = ({claim.victims.status for claim in told} for _, told in (one, other))
    two_kinds = one[1][0].report == other[1][0].report and a.isdisjoint(b) and "unknown" not in a | b
    return meet_ranges(one[0], other[0]) is None and not two_kinds


def say_range(told: Range) -> str:
    """Say a range in words.

    >>> say_range(Range(105, 105)), say_range(Range(130, None)), say_range(Range(3, 5)), say_range(Range(None, 12))
    ('105', 'at least 130', '3 to 5', 'up to 12')
    """
    if told.low is None:
        return "an unknown number" if told.high is None else f"up to {told.high}"
    if told.high is None:
        return f"at least {told.low}"
    return str(told.low) if told.low == told.high else f"{told.low} to {told.high}"


def _make_side(claims: Iterable[Claim], says: str, sources: Mapping[str, str]) -> Side:
    told = list(claims)
    return Side(claims=tuple(sorted({c.id for c in told})), speakers=tellers_of(told, sources), says=says)


def _find_values(
    about: ContradictionAbout,
    claims: Sequence[Claim],
    value_of: Callable[[Claim], object],
    differ: Callable[[object, object], bool],
    sources: Mapping[str, str],
) -> list[Contradiction]:
    """Values of a slot that differ between two voices, neither of which gives the other's value too."""
    voices: dict[str, dict[str, object]] = {}
    by_value: dict[str, list[Claim]] = {}
    for claim in claims:
        value = value_of(claim)
        if value is not None:
            voices.setdefault(teller_of(claim, sources), {})[_say(value)] = value
            by_value.setdefault(_say(value), []).append(claim)
    opposed: set[str] = set()
    for one, other in combinations(voices.values(), 2):
        if not set(one) & set(other) and all(differ(a, b) for a in one.values() for b in other.values()):
            opposed |= {*one, *other}
    if not opposed:
        return []
    return [Contradiction(about=about, sides=tuple(_make_side(by_value[says], says, sources) for says in sorted(opposed)))]


def _say(value: object) -> str:
    return value.name if isinstance(value, Place) else str(value)


def _place_of(claim: Claim) -> Place | None:
    place = claim.place
    known = place is not None and not place.inferred and place.lat is not None and (place.precision or 9) <= 2
    return place if known else None


def _day_of(claim: Claim) -> str | None:
    day = claim.date
    return day.from_on if day is not None and not day.inferred and day.precision == 1 and day.from_on == day.to_on else None


def _actor_of(claim: Claim) -> str | None:
    return claim.actor.name if claim.actor is not None and not claim.actor.inferred else None


def _means_of(claim: Claim) -> str | None:
    means = claim.means
    return means.category if means is not None and not means.inferred and means.category != "other" else None


def _are_other_means(one: object, other: object) -> bool:
    """Whether two means exclude each other; "executed" tells no weapon, so it leaves room for those that kill at close range."""
    return one != other and not ("execution" in (one, other) and {one, other} & _AT_CLOSE_RANGE)


def _far_apart(one: object, other: object) -> bool:
    return isinstance(one, Place) and isinstance(other, Place) and one.id != other.id and (distance_km(one, other) or 0.0) > FAR_KM


def _find_status(claims: Sequence[Claim], sources: Mapping[str, str]) -> list[Contradiction]:
    """Civilians, says one; fighters, says the other."""
    found = []
    for harm in sorted({c.harm for c in claims}):
        civilians, fighters = find_contest([c for c in claims if c.harm == harm])
        if civilians and fighters:
            sides = (_make_side(civilians, "civilian", sources), _make_side(fighters, "combatant", sources))
            found.append(Contradiction(about="status", sides=sides))
    return found


def _find_denials(claims: Sequence[Claim], sources: Mapping[str, str]) -> list[Contradiction]:
    """What one says happened and another denies; for human shields it is the label that is disputed."""
    found = []
    for harm in sorted({c.harm for c in claims}):
        said = [c for c in claims if c.harm == harm and c.modality in ("occurred", "habitual")]
        denied = [c for c in claims if c.harm == harm and c.modality == "denied"]
        if said and denied:
            about: ContradictionAbout = "label" if harm == "human_shield" else "denial"
            sides = (_make_side(said, harm, sources), _make_side(denied, f"not {harm}", sources))
            found.append(Contradiction(about=about, sides=sides))
    return found
