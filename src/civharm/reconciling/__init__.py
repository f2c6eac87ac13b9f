"""Reconcile: the claims of an incident become ranges by named rules, with what contradicts and who is alleged.

In goes an incident as linking made it (claims, origins, voices), with its claims, reports and judgements; out comes the same
incident with tallies, contradictions, actors and a grade. Period totals, rates, stocks and flows become series (`make_series`) and
check the incidents (`compare_totals`). Every tally recomputes from the claims that it lists (`recompute`). The rules and their
reasons: ``docs/method.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from civharm.model import HARMS, Claim, Incident, Judgement, Report
from civharm.reconciling.allegations import make_allegations
from civharm.reconciling.checks_of_totals import TotalCheck, compare_totals
from civharm.reconciling.contradictions import find_contradictions
from civharm.reconciling.grades import make_grade
from civharm.reconciling.report_counts import Counted, count_report
from civharm.reconciling.rules import RULES, Rule, make_tallies, recompute
from civharm.reconciling.series import make_series
from civharm.reconciling.tellings import make_evidence
from civharm.reconciling.text_counts import count_text
from civharm.reconciling.voices import sources_of

__all__ = [
    "RULES", "Counted", "Rule", "TotalCheck", "compare_totals", "count_report", "count_text", "make_series", "recompute",
    "reconcile",
]  # fmt: skip

DEFAULT_RULES = ("widest", "ibc", "ucdp", "acled", "airwars", "most_told")


def reconcile(
    incident: Incident,
    claims: Sequence[Claim],
    reports: Sequence[Report],
    judgements: Sequence[Judgement] = (),
    rules: Sequence[str] = DEFAULT_RULES,
) -> Incident:
    """Fill in an incident's tallies (by each rule, in the order asked for), contradictions, actors and grade.

    ``claims`` and ``reports`` may hold more than the incident's. Raises ValueError for a rule that is not in `RULES`.
    """
    chosen = [find_rule(name) for name in rules]
    ids = set(incident.claims)
    mine = [claim for claim in claims if claim.id in ids]
    told_by = {claim.report for claim in mine}
    mine_reports = [report for report in reports if report.id in told_by]
    evidence, sources = make_evidence(mine, incident.origins, mine_reports), sources_of(mine_reports)
    tallies = tuple(tally for rule in chosen for tally in make_tallies(rule, evidence))
    widest = tallies if any(rule.name == "widest" for rule in chosen) else make_tallies(RULES["widest"], evidence)
    open_harms = {claim.harm for claim in mine if claim.id not in evidence.settled}  # who was hit is not said again beside who died
    filled = replace(
        incident,
        harms=tuple(harm for harm in incident.harms or HARMS if harm in open_harms),
        tallies=tallies,
        contradictions=find_contradictions(mine, widest, sources),
        actors=make_allegations(mine, sources),
    )
    return replace(filled, grade=make_grade(filled, mine, judgements))


def find_rule(name: str) -> Rule:
    """Find a rule by its name; raises ValueError that lists the rules there are."""
    if name not in RULES:
        raise ValueError(f"no rule is called {name!r}; there are {', '.join(RULES)}")
    return RULES[name]
