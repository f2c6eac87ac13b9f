"""Say in one sentence why two claims are, or are not, taken to be about one incident, with the words and numbers they share."""

from __future__ import annotations

from collections.abc import Iterable

from civharm.linking.days import format_day
from civharm.linking.features import START, THRESHOLD, Feature, list_reasons
from civharm.linking.happenings import Happening, make_happening
from civharm.linking.pairs import Pair
from civharm.linking.tolls import Toll, may_meet, measure_gap
from civharm.model import Claim, Report

_MOST = 4


def say_link(one: Claim, other: Claim, reports: Iterable[Report] = ()) -> str:
    """Say why two claims of two reports are, or are not, about one incident; with their reports, the texts are compared too.

    How rare a name is can only be told among all reports; here every name that both texts hold counts as rare.
    """
    known = {report.id: report for report in reports}
    a, b = (make_happening([claim], known.get(claim.report), 0, claim.report in known) for claim in (one, other))
    return say_pair(Pair(a, b, dict.fromkeys(a.names & b.names, 1.0)))


def say_pair(pair: Pair) -> str:
    """Say what speaks for and against two happenings being one incident.

    >>> from civharm.model import Count, Place, Span, Victims
    >>> def tell(report: str) -> Claim:
    ...     mosul = Place(text="Mosul", start=0, end=5, name="Mosul", id="geonames:99072", precision=1)
    ...     return Claim(id=report, report=report, quote=Span("3 died in Mosul", 0, 15), trigger=Span("died", 2, 6), harm="killed",
    ...                  victims=Victims(text="3", start=0, end=1), place=mosul,
    ...                  count=Count(text="3", start=0, end=1, low=3, high=3, bound="exact"))
    >>> said = say_link(tell("a"), tell("b")).split("; ")
    >>> said[0]
    'One incident: yes (+295 where +210 are needed), for the same place (Mosul), the same number (3 killed)'
    >>> said[1]
    'against that nothing says when.'
    """
    reasons = list_reasons(pair)
    score, needed = sum(weight for weight, _ in reasons), THRESHOLD - START
    pro = ", ".join(_say(pair, feature) for weight, feature in reasons if weight > 0) or "nothing"
    contra = ", ".join(_say(pair, feature) for weight, feature in reasons if weight < 0)
    verdict = f"One incident: {'yes' if score >= needed else 'no'} ({score:+d} where {needed:+d} are needed), for {pro}"
    return verdict + (f"; against that {contra}." if contra else ".")


def _say(pair: Pair, feature: Feature) -> str:
    if feature.name == "counts_compatible":
        return _say_agreeing(pair, feature)
    detail = _find_detail(pair, feature.name)
    return f"{feature.says} ({detail})" if detail else feature.says


def _find_detail(pair: Pair, name: str) -> str:
    """Find the words or numbers behind a comparison; ``""`` where it has none that would fit into a sentence."""
    a, b = pair.a, pair.b
    if "place" in name:
        return " / ".join(dict.fromkeys(h.spot.label for h in (a, b) if h.spot))
    if name in ("same_day", "dates_disjoint"):
        return " / ".join(dict.fromkeys(map(_say_days, (a, b))))
    if name == "counts_incompatible":
        apart = {harm for harm in set(a.tolls) & set(b.tolls) if measure_gap(a.tolls[harm], b.tolls[harm])}
        return " / ".join(dict.fromkeys(_say_tolls(h, apart) for h in (a, b)))
    shared = {"same_actor": a.actors & b.actors, "same_means": a.means & b.means, "same_victims": a.victims & b.victims}
    shared |= {"same_named_victim": a.people & b.people, "same_origin": a.voices & b.voices, "same_words": a.words & b.words}
    shared["same_rare_names"] = frozenset(n for n in a.names & b.names & set(pair.rare) if not n[0].islower())
    shared["same_rare_words"] = frozenset(n for n in a.names & b.names & set(pair.rare) if n[0].islower())
    return ", ".join(sorted(shared.get(name, ()))[:_MOST])


def _say_agreeing(pair: Pair, feature: Feature) -> str:
    """Say the number that both tell; where no number is told by both, that those told leave room for one."""
    one, other = pair.a.tolls, pair.b.tolls
    shared = sorted(set(one) & set(other))
    equal = {harm: max(one[harm].numbers & other[harm].numbers) for harm in shared if one[harm].numbers & other[harm].numbers}
    if equal:
        return f"{feature.says} ({', '.join(f'{number:,} {_name(harm)}' for harm, number in equal.items())})"
    open_ = {harm for harm in shared if may_meet(one[harm], other[harm])}
    return f"numbers that leave room for one ({' / '.join(dict.fromkeys(_say_tolls(h, open_) for h in (pair.a, pair.b)))})"


def _name(harm: str) -> str:
    return harm.replace("_", " ")


def _say_days(happening: Happening) -> str:
    first, last = happening.window.first, happening.window.last
    if first is None or last is None:
        return ""
    return format_day(first) if first == last else f"{format_day(first)} to {format_day(last)}"


def _say_tolls(happening: Happening, harms: set[str]) -> str:
    return ", ".join(f"{_say_toll(happening.tolls[harm])} {_name(harm)}" for harm in sorted(harms))


def _say_toll(toll: Toll) -> str:
    if toll.high is None:
        return f"at least {toll.low:,}"
    return f"{toll.low:,}" if toll.high == toll.low else f"{toll.low:,}-{toll.high:,}"
