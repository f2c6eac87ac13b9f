"""What each report says of an incident, which of it a later telling supersedes, and which is only another's voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from civharm.model import Claim, Harm, LeftOut, Origin, Report, Unit
from civharm.reconciling.ranges import Range, add_ranges, range_of
from civharm.reconciling.report_counts import count_claims
from civharm.reconciling.sentence_sums import UNCOUNTED
from civharm.reconciling.terms import find_cue_kinds, has_word_for_toll, in_order
from civharm.reconciling.words_as_numbers import is_uncounted

# Tolls of an attack settle within days (bodies found, wounded who die); a different number weeks later is a dispute, not a rise.
SETTLING_DAYS = 7
_LATE_DAYS = 730  # committees and charities that count a great attack again publish within months
SETTLED = "the report tells who of them was killed and who injured"


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's number for one harm of an incident: its range, the claims behind it, its origins and its day."""

    report: str
    range: Range
    used: tuple[Claim, ...]
    left_out: tuple[LeftOut, ...]
    origins: tuple[str, ...] = ()
    told_on: str | None = None

    @property
    def is_outright(self) -> bool:
        """Whether the report gives the number as such, and it is no sum of what the report enumerates."""
        return any((claim.count.low, claim.count.high) == (self.range.low, self.range.high) for claim in self.used)

    @property
    def is_counted(self) -> bool:
        """Whether the report gives a number, and no mere word for many ("dozens", "the dead")."""
        return any(claim.count.bound != "unknown_plural" for claim in self.used)

    def list_wholes(self) -> list[Claim]:
        """List the claims behind it that are no parts of one another."""
        ids = {claim.id for claim in self.used}
        return [claim for claim in self.used if claim.part_of not in ids]

    @property
    def is_rising(self) -> bool:
        """Whether the report says of its number that it takes the place of an earlier one ("has risen to 19", "up from 12")."""
        return self._says("rising", "update")

    @property
    def is_falling(self) -> bool:
        """Whether the report says of its number that it takes the place of a higher one ("lowered the toll from 89 to 42")."""
        numbered = (claim for claim in self.used if claim.count.bound != "unknown_plural")
        return self._says("falling") and any(has_word_for_toll(claim.quote.text) for claim in numbered)

    def _says(self, *kinds: str) -> bool:
        numbered = (claim for claim in self.used if claim.count.bound != "unknown_plural")
        return any(not find_cue_kinds(claim.quote.text).isdisjoint(kinds) for claim in numbered)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is told about an incident: its claims, the origin of each, and the day on which each report was published.

    ``settled`` are the mentions of casualties whose fate their report tells (`find_settled`).
    """

    claims: tuple[Claim, ...]
    origin_of: Mapping[str, str]
    told_on: Mapping[str, str]
    settled: frozenset[str] = frozenset()
    made: dict[tuple[str, ...], list[Telling]] = field(default_factory=dict, compare=False)

    def of(self, harm: Harm, unit: Unit) -> Evidence:
        """The evidence of one harm and one unit, which never meet others."""
        chosen = tuple(c for c in self.claims if c.harm == harm and c.count.unit == unit)
        return Evidence(chosen, self.origin_of, self.told_on, self.settled, self.made)


def make_evidence(claims: Sequence[Claim], origins: Iterable[Origin], reports: Iterable[Report]) -> Evidence:
    """Put together what is known of an incident; a claim of no known origin is its report's own voice."""
    origin_of = {claim: origin.name for origin in origins for claim in origin.claims}
    told_on = {report.id: report.published_on for report in reports if report.published_on}
    return Evidence(tuple(in_order(claims)), origin_of, told_on, find_settled(claims))


def find_settled(claims: Iterable[Claim]) -> frozenset[str]:
    """Find the mentions of people hit of whom the same report tells who was killed and who injured.

    "Mortar fire hits people" heads a report of seven dead; "284 were shot" is said of 284 dead; 15 casualties are 5 dead and 10
    wounded. The codebook reads casualties only where the text does not say which.
    """
    listed, fates = list(claims), defaultdict[tuple[str, Unit, bool], list[Claim]](list)
    for claim in listed:
        if claim.harm in ("killed", "injured") and claim.modality == "occurred" and claim.measure.kind == "incident":
            fates[claim.report, claim.count.unit, claim.background].append(claim)
    hit = (c for c in listed if c.harm == "casualties" and c.modality == "occurred")
    return frozenset(c.id for c in hit if _is_settled(c, fates.get((c.report, c.count.unit, c.background), ())))


def _is_settled(hit: Claim, fates: Sequence[Claim]) -> bool:
    if is_uncounted(hit):
        return bool(fates)
    ids = {c.id for c in fates}
    told = [[c for c in fates if c.harm == harm and c.part_of not in ids] for harm in ("killed", "injured")]
    sums = (add_ranges(range_of(c) for c in pair) for pair in product(*told))
    alike = {range_of(c) for c in fates} | set(sums)
    return range_of(hit) in alike


def make_tellings(evidence: Evidence, keep: Callable[[Claim], bool] = lambda claim: True) -> list[Telling]:
    """What each report says, for the victims that ``keep`` wants; reports that give no number are not there.

    Rules ask for the same victims again and again: each answer is kept in ``evidence.made``.
    """
    kept = tuple(f"{c.id}{'+' if keep(c) else '-'}{c.count.low},{c.count.high}" for c in evidence.claims)
    if kept not in evidence.made:
        evidence.made[kept] = _make_tellings(evidence, keep)
    return evidence.made[kept]


def _make_tellings(evidence: Evidence, keep: Callable[[Claim], bool]) -> list[Telling]:
    by_report: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        by_report.setdefault(claim.report, []).append(claim)
    tellings = []
    for report, claims in by_report.items():
        counted = count_claims(claims, keep)
        if counted is None:
            continue
        used = tuple(c for c in claims if c.id in counted.used)
        origins = sorted({evidence.origin_of.get(c.id, f"report {report}") for c in used})
        tellings.append(Telling(report, counted.range, used, counted.left_out, tuple(origins), evidence.told_on.get(report)))
    return sorted(tellings, key=lambda t: (t.told_on or "9999", t.report))


def supersede(tellings: Sequence[Telling]) -> tuple[list[Telling], list[LeftOut]]:
    """Leave out tolls that a later telling has brought up to date (12, then 15, then 19 dead over three days: 19).

    A toll gives way to a higher one that was published on a later day, within a week, unless somebody still tells the lower one
    on or after that day, or one of the two is a belligerent's number: a party's figure is a position, not a stage of the count.
    The higher one must be told as a number: a sum of what a report enumerates is no stage of anybody's count, unless one of its
    numbers alone is higher. One that says itself that the toll rose is the later of its day, and a word for many ("dozens") is an
    early stage of any number above it. However late it comes, a number takes the place of a lower one where it says so or has the
    same origin, and of a higher one only where it says so ("revised down to 84"). Airwars and Iraq Body Count read updates of a
    running toll the same way, by hand.
    """
    kept, left = [], []
    for telling in tellings:
        newer = next((other for other in tellings if _brings_up_to_date(other, telling, tellings)), None)
        if newer is None:
            kept.append(telling)
            continue
        same = "the same day" if newer.told_on == telling.told_on else telling.told_on
        why = f"superseded: {newer.range.low} was told on {newer.told_on}, {telling.range.low} on {same}"
        left += [LeftOut(claim=claim.id, why=why) for claim in telling.used]
    return kept, left


def _brings_up_to_date(newer: Telling, older: Telling, tellings: Sequence[Telling]) -> bool:
    if not newer.told_on or not older.told_on:
        return False
    lowers = newer.is_falling and _is_lower(newer, older)
    if not (lowers or _is_higher(newer, older)) or not _is_in_time(newer, older):
        return False
    if _is_of_a_party(newer) != _is_of_a_party(older) or (_is_of_a_party(newer) and newer.origins != older.origins):
        return False
    return lowers or not any(_still_tells(other, older, newer) for other in tellings)


def _is_in_time(newer: Telling, older: Telling) -> bool:
    """Whether a number can bring an earlier one up to date by when the two were told, and by whom."""
    days = _days_between(older.told_on or "", newer.told_on or "")
    says_so = newer.is_rising or newer.is_falling
    latest = _LATE_DAYS if says_so or newer.origins == older.origins else SETTLING_DAYS
    return (0 if says_so or not older.is_counted else 1) <= days <= latest


def _is_lower(newer: Telling, older: Telling) -> bool:
    """Whether a number that is told as such is below all that an earlier telling allows."""
    number = newer.range.high if newer.range.high is not None else newer.range.low
    return newer.is_counted and newer.is_outright and number is not None and number < (older.range.low or 0)


def _is_higher(newer: Telling, older: Telling) -> bool:
    """Whether a number that is told as such, be it one of several, is above all that an earlier telling allows."""
    below = older.range.high or older.range.low
    if below is None or not newer.is_counted or (newer.range.low or 0) <= below:
        return False
    return newer.is_outright or any((claim.count.low or 0) > below for claim in newer.used if claim.count.bound != "unknown_plural")


def _still_tells(other: Telling, older: Telling, newer: Telling) -> bool:
    """Whether another origin tells the lower number on or after the day of the higher one.

    Of that day itself, what says that the toll rose knows more.
    """
    day = newer.told_on or ""
    late = other.told_on is not None and (other.told_on > day if newer.is_rising else other.told_on >= day)
    return late and other.is_counted and other.origins != older.origins and _is_no_higher(other, older)


def _is_no_higher(other: Telling, older: Telling) -> bool:
    return (other.range.low or 0) <= (older.range.high or older.range.low or 0)


def _days_between(earlier: str, later: str) -> int:
    try:
        return (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0


def _is_of_a_party(telling: Telling) -> bool:
    return any(c.speakers and c.speakers[0].kind == "party" for c in telling.used)


def leave_echoes(tellings: Sequence[Telling]) -> tuple[list[Telling], list[LeftOut]]:
    """Of several reports with one origin and one number, one speaks: a copy adds no voice and changes no range."""
    heard: dict[tuple[tuple[str, ...], Range], Telling] = {}
    left = []
    for telling in tellings:
        first = heard.setdefault((telling.origins, telling.range), telling)
        if first is not telling:
            why = f"the same voice with the same number as in {first.report}: {'; '.join(telling.origins)}"
            left += [LeftOut(claim=claim.id, why=why) for claim in telling.used]
    return list(heard.values()), left


def leave_uncounted(tellings: Sequence[Telling]) -> tuple[list[Telling], list[LeftOut]]:
    """A report that tells people but no number sets no bound beside those that tell one.

    "The reports that civilians were killed" does not make two the lowest number of an incident of which others count 105: two is
    the least that a plural can mean, and nobody's count. Where nobody counts as many as it means, it stays.
    """
    bare = [telling for telling in tellings if all(is_uncounted(claim) for claim in telling.used)]
    floors = [t.range.low for t in tellings if t not in bare and t.range.low is not None]
    gone = [telling for telling in bare if floors and (telling.range.low or 0) <= min(floors)]
    left = [LeftOut(claim=claim.id, why=UNCOUNTED) for telling in gone for claim in telling.used]
    return [telling for telling in tellings if telling not in gone], left


def hear(tellings: Sequence[Telling]) -> tuple[list[Telling], list[LeftOut]]:
    """Hear each voice once, with its latest number, and none without a number beside those that count; and say what is left out."""
    current, superseded = supersede(tellings)
    voices, echoes = leave_echoes(current)
    heard, bare = leave_uncounted(voices)
    return heard, [*echoes, *superseded, *bare]
