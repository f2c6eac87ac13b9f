"""The named rules that turn what reports say into one range. A new rule: one function, one row in `RULES`, a word in method.md.

Each rule is a reading of a public methodology; where that leaves something to a coder's judgement, the rule here says what it does
instead, and its version changes when that does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from civharm.model import GROUPS, HARMS, STATUSES, Claim, Group, Harm, Incident, LeftOut, Tally, Unit
from civharm.reconciling.ranges import Range, meet_ranges, range_of, widen_ranges
from civharm.reconciling.report_counts import why_not_told
from civharm.reconciling.sentence_sums import UNCOUNTED
from civharm.reconciling.tellings import SETTLED, Evidence, Telling, hear, make_evidence, make_tellings, supersede
from civharm.reconciling.terms import voice_of
from civharm.reconciling.words_as_numbers import ACLED_UNKNOWN, ACLED_WORDS, is_uncounted, reword

Best = Callable[[Sequence[Telling]], int | None]

NONCOMBATANTS = ("civilian", "protected", "unknown")  # civilian unless evidence otherwise (Airwars methodology)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to make tallies: which harms and victims it counts, how it folds the tellings, and how it reads vague words.

    ``victims`` holds the kinds of victims that it tells apart (``all``, or a status); ``civilians`` the statuses that it counts as
    civilian. ``words`` names the policy for words such as "dozens": ``linguistic`` (codebook minimum) or ``acled``.
    """

    name: str
    version: str
    says: str
    fold: Callable[[Sequence[Telling]], tuple[Range, int | None]]
    harms: tuple[Harm, ...] = HARMS
    victims: tuple[str, ...] = ("all", *STATUSES)
    groups: bool = False
    civilians: tuple[str, ...] = ("civilian",)
    words: str = "linguistic"
    contest: bool = False


def fold_widest(tellings: Sequence[Telling]) -> tuple[Range, int | None]:
    """The lowest low and the highest high that any origin tells; a best number only where all say one."""
    told = widen_ranges(t.range for t in tellings)
    if told.high is not None and max(list_open(tellings), default=0) > told.high:
        told = Range(told.low, None)
    return told, told.low if told.low == told.high else None


def list_open(tellings: Iterable[Telling]) -> list[int]:
    """List the numbers with which open counts begin: where one voice gives 40 and another "at least 138", 61 is no end."""
    counts = (claim.count for telling in tellings for claim in telling.list_wholes())
    return [count.low for count in counts if count.high is None and count.low is not None and count.bound != "unknown_plural"]


def fold_ibc(tellings: Sequence[Telling]) -> tuple[Range, int | None]:
    """Iraq Body Count: minimum and maximum of the numbers that were told; a maximum is always a number that somebody told.

    Source: https://www.iraqbodycount.org/about/methods/3 (18 variables, minimum and maximum deaths and injuries).
    """
    told = widen_ranges(t.range for t in tellings)
    numbered = [t.range for t in tellings if not all(is_uncounted(claim) for claim in t.used)]  # "civilians" is no number
    numbers = [n for one in numbered for n in (one.low, one.high) if n is not None] + list_open(tellings)
    return Range(told.low, max(numbers) if numbers else None), None


def fold_ucdp(tellings: Sequence[Telling]) -> tuple[Range, int | None]:
    """UCDP GED: low, best and high. Best is the number most tellings give; where none is told more often, the lowest of these.

    UCDP weighs the reliability of sources; where that does not decide it takes the lower figure. A rule cannot weigh, so it counts
    the voices. Source: UCDP GED codebook, https://ucdp.uu.se/downloads/ (best, low, high estimate).
    """
    told, _ = fold_ibc(tellings)
    numbered = [t for t in tellings if not all(is_uncounted(claim) for claim in t.used)]
    told_numbers = (t.range.low if t.range.low is not None else t.range.high for t in numbered)
    votes = Counter(n for n in told_numbers if n is not None)
    best = min(votes, key=lambda n: (-votes[n], n)) if votes else None
    return Range(told.low if told.low is not None else best, told.high), best


def fold_most_told(tellings: Sequence[Telling]) -> tuple[Range, int | None]:
    """The one number, or range, that most origins tell; of equals the lowest, or the highest where one says that the toll rose.

    Words for many ("dozens") and mere upper bounds are chosen only where nobody tells a number.

    A number that a report gives outright counts twice against one that is a sum of what it enumerates: who names two of the dead
    need not say that there were no more. One stray number moves no range here, which a lowest and a highest cannot promise.
    """
    numbered = [telling for telling in tellings if telling.range != Range(None, None)]  # "the body" has no number to vote for
    counted = [telling for telling in numbered if telling.is_counted]
    floored = [telling for telling in counted if telling.range.low is not None]
    most = _find_most(floored or counted or numbered or tellings)
    return most, most.low if most.low == most.high else None


def _find_most(tellings: Sequence[Telling]) -> Range:
    """Find the number that has most votes; two wordings of one number ("at least 12", "12") are one number."""
    votes, wordings = Counter[int | None](), defaultdict[int | None, list[Telling]](list)
    for telling in tellings:
        votes[telling.range.low] += 2 if telling.is_outright else 1
        wordings[telling.range.low].append(telling)
    most = [low for low in wordings if votes[low] == max(votes.values())]
    rising = any(telling.is_rising for low in most for telling in wordings[low])
    ranges = {low: _meet_wordings([telling.range for telling in wordings[low]]) for low in most}
    chosen = (max if rising else min)(ranges, key=lambda low: _order_range(ranges[low]), default=None)
    return ranges.get(chosen, Range(None, None))


def _meet_wordings(told: Sequence[Range]) -> Range:
    """The narrowest of ranges with one lower end."""
    return min(told, key=lambda one: (one.high is None, one.high or 0))


def _order_range(told: Range) -> tuple[int, bool, int, bool]:
    return told.low or 0, told.high is None, told.high or 0, told.low is None  # "0" before "up to 0", whoever said it first


def fold_acled(tellings: Sequence[Telling]) -> tuple[Range, int | None]:
    """ACLED: one number, the most conservative that is told.

    Source: ACLED's FAQ on fatalities ("If source reports differ or a vague estimate is provided, ACLED uses the most conservative
    estimate available"): https://acleddata.com/knowledge-base/faqs-acled-fatality-methodology/
    """
    numbers = [n for n in map(_conservative, tellings) if n is not None]
    best = min(numbers) if numbers else None
    return Range(best, best), best


def _conservative(telling: Telling) -> int | None:
    """A telling's most conservative number; ACLED's number for an unknown one where it tells none."""
    if telling.range.high is None and all(is_uncounted(claim) for claim in telling.used):
        return ACLED_UNKNOWN
    return telling.range.low if telling.range.low is not None else telling.range.high


RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule("widest", "1", "The lowest low to the highest high among origins, by harm, status, group.", fold_widest, groups=True),
        Rule(
            "ibc", "1", "Iraq Body Count: civilians only, minimum to maximum of the numbers told; provisional below two origins.",
            fold_ibc, ("killed", "injured"), ("civilian",), civilians=NONCOMBATANTS,
        ),
        Rule("ucdp", "1", "UCDP: deaths, with low, best and high, by side and civilians.", fold_ucdp, ("killed",)),
        Rule("acled", "1", "ACLED: deaths of all, the most conservative number; dozens 12, hundreds 100.", fold_acled, ("killed",),
             ("all",), words="acled"),
        Rule("airwars", "2", "Airwars: killed and injured, civilians and belligerents, by group; contested means a minimum of 0.",
             fold_widest, ("killed", "injured"), ("civilian", "combatant"), groups=True, civilians=NONCOMBATANTS, contest=True),
        Rule("most_told", "2", "The number that most origins tell, outright before sums; of equals the lowest (rising: highest).",
             fold_most_told),
        Rule("conceded", "1", "What belligerents themselves concede, lowest to highest.", fold_widest, ("killed", "injured")),
    )
}  # fmt: skip


def make_tallies(rule: Rule, evidence: Evidence) -> tuple[Tally, ...]:
    """Make all tallies of a rule, in the order of harms, victims and groups; what nobody tells has no tally."""
    made = []
    for harm, unit in sorted({(c.harm, c.count.unit) for c in evidence.claims if c.harm in rule.harms}):
        chosen = evidence.of(harm, unit)
        for victims, group in _kinds_of_victims(rule, chosen.claims):
            tally = make_tally(rule, chosen, harm, unit, victims, group)
            if tally is not None:
                made.append(tally)
    return tuple(made)


def _kinds_of_victims(rule: Rule, claims: Iterable[Claim]) -> Iterator[tuple[str, Group | None]]:
    told = list(claims)
    statuses = {c.victims.status for c in told}
    for victims in rule.victims:
        if victims == "all" or statuses & set(rule.civilians if victims == "civilian" else (victims,)):
            yield victims, None
    if rule.groups:
        yield from ((rule.victims[0], group) for group in GROUPS if any(group in c.victims.groups for c in told))


def make_tally(rule: Rule, evidence: Evidence, harm: Harm, unit: Unit, victims: str, group: Group | None) -> Tally | None:
    """Make one tally of a rule from the evidence of one harm and unit; ``None`` where no report counts these victims."""
    claims = reword(evidence.claims, ACLED_WORDS) if rule.words == "acled" else evidence.claims
    chosen = replace(evidence, claims=tuple(claims))
    keep = keep_of(rule, victims, group, claims)
    tellings = make_tellings(chosen, lambda claim: keep(claim) and claim.id not in evidence.settled)
    if not tellings:
        return None
    heard, left = hear(tellings)
    told, best = rule.fold(heard)
    used = {c.id for t in heard for c in t.used}
    status = used | {one.claim for one in left if one.why == UNCOUNTED}  # who gives no number can still say whom it was
    contest, shown = _contest_of(rule, chosen, victims, status) if rule.contest else (set[str](), set[str]())
    used |= shown
    if contest:
        told, best = Range(0, told.high if told.high is not None else told.low), None
    reasons = {c.id: why_not_told(c) for c in claims}
    reasons |= {one.claim: one.why for one in (*(x for t in tellings for x in t.left_out), *left)}
    reasons |= {c.id: SETTLED for c in claims if c.id in evidence.settled}
    listed = tuple(LeftOut(claim=claim, why=reasons[claim]) for claim in sorted(reasons) if claim not in used)
    return Tally(
        rule=rule.name, version=rule.version, harm=harm, victims=victims, unit=unit, group=group,
        low=told.low, best=best, high=told.high, reached=_reach(told, heard), used=tuple(sorted(used)), left_out=listed,
    )  # fmt: skip


def _reach(told: Range, heard: Sequence[Telling]) -> int | None:
    """The highest number told where nobody sets the upper end; ``None`` where it is no higher than the lower end."""
    ends = [n for t in heard for n in (t.range.low, t.range.high) if n is not None]
    highest = max([*ends, *list_open(heard)], default=0)
    return highest if told.high is None and told.low is not None and highest > told.low else None


def keep_of(rule: Rule, victims: str, group: Group | None, claims: Iterable[Claim]) -> Callable[[Claim], bool]:
    """Which claims a tally of these victims counts."""
    has_part = {(c.part_of, g) for c in claims if c.part_of for g in c.victims.groups}

    def keep(claim: Claim) -> bool:
        if rule.name == "conceded" and not is_conceded(claim):
            return False
        if victims != "all" and claim.victims.status not in (rule.civilians if victims == "civilian" else (victims,)):
            return False
        return group is None or (_is_all_of(claim, group) and (claim.id, group) not in has_part)

    return keep


_AGES_AND_SEXES = frozenset(("children", "women", "men", "elderly"))


def _is_all_of(claim: Claim, group: Group) -> bool:
    """Whether all victims of a claim are of a group; "women and children" is a number of neither."""
    others = _AGES_AND_SEXES.intersection(claim.victims.groups) - {group}
    return group in claim.victims.groups and not (group in _AGES_AND_SEXES and others)


def is_conceded(claim: Claim) -> bool:
    """Whether a belligerent concedes the harm as its own doing."""
    return any(s.speech_act == "admit" and s.kind == "party" for s in claim.speakers[:1])


def _contest_of(rule: Rule, evidence: Evidence, victims: str, used: set[str]) -> tuple[set[str], set[str]]:
    """The claims that contest a status, and those that are listed beside the used ones to show whether anybody does.

    Looked at are the claims counted here and those that count the victims as the other. Where the first alone would look contested
    but all together are not, since a voice tells of both, the others are listed too.
    """
    other = "combatant" if victims == "civilian" else "civilian"
    opposed, _ = supersede(make_tellings(evidence, keep_of(rule, other, None, evidence.claims)))
    looked_at = {c.id for t in opposed for c in t.used} | used
    contest = {c.id for side in find_contest(c for c in evidence.claims if c.id in looked_at) for c in side}
    misleading = not contest and any(find_contest(c for c in evidence.claims if c.id in used))
    return contest, looked_at if misleading else contest


def find_contest(claims: Iterable[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The claims that call the victims civilians, and those that call them fighters, where voices contest it; else two empty lists.

    It is contested where one voice tells only civilians, another only fighters, and nobody tells of both. A report that lets one
    speaker tell of 40 civilians and another of four fighters tells of both: only numbers that can be one are of the same people.
    """
    voices: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if claim.modality == "occurred" and claim.measure.kind == "incident" and claim.victims.status != "unknown":
            voices.setdefault((claim.report, voice_of(claim)), []).append(claim)
    fighters = [told for told in voices.values() if all(c.victims.status == "combatant" for c in told)]
    civilians = [told for told in voices.values() if not any(c.victims.status == "combatant" for c in told)]
    if not fighters or not civilians or len(fighters) + len(civilians) < len(voices) or _tells_both(civilians, fighters):
        return [], []
    return [c for told in civilians for c in told], [c for told in fighters for c in told]


def _tells_both(civilians: Sequence[Sequence[Claim]], fighters: Sequence[Sequence[Claim]]) -> bool:
    """Whether one report tells of civilians by one speaker and of fighters by another, in numbers that cannot be one."""
    pairs = ((one, other) for one in civilians for other in fighters if one[0].report == other[0].report)
    return any(all(meet_ranges(range_of(a), range_of(b)) is None for a in one for b in other) for one, other in pairs)


def is_provisional(incident: Incident) -> bool:
    """Iraq Body Count's mark for what fewer than two independent sources tell."""
    return incident.voices.origins < 2


def recompute(tally: Tally, claims: Iterable[Claim]) -> Tally:
    """Make a tally again from the claims that it lists as used, and from nothing else: anyone can check its arithmetic.

    Raises KeyError where a listed claim is missing or its rule is unknown.
    """
    known = {claim.id: claim for claim in claims}
    rule = RULES[tally.rule]
    evidence = make_evidence([known[claim] for claim in tally.used], (), ())
    again = make_tally(rule, evidence, tally.harm, tally.unit, tally.victims, tally.group)
    if again is None:
        return replace(tally, low=None, best=None, high=None, reached=None)
    return replace(tally, low=again.low, best=again.best, high=again.high, reached=again.reached)
