"""One run over a project: collect into the store, read what is new, derive, publish; and the account of every input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from civharm.collecting import Outcome, collect
from civharm.model import Claim, Judgement, Release, Report
from civharm.pipeline import Reading, derive_release, name_reader, read_reports
from civharm.publishing import publish
from civharm.publishing.policy import Policy
from civharm.rerunning import find_standing_release, is_last_made_of, keep_run, make_run_key, make_state_key
from civharm.reviewing import review
from civharm.store import Store, StoreError, make_claims_key, open_store
from civharm.store.opening import FILE_NAME

__all__ = ["Progress", "RunReport", "derive_project", "derive_stored", "run_project"]

# Told the name of a step, how many items it has (None: unknown), and called once an item.
Progress = Callable[[str, int | None], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: the outcome of every input, how many reports were read anew, and the release."""

    outcomes: tuple[Outcome, ...]
    new: int
    read: int
    release: Release
    folder: Path

    def counts(self) -> dict[str, int]:
        """How many inputs were collected, copies, skipped and failed."""
        statuses = ("collected", "copy", "skipped", "failed")
        return {status: sum(o.status == status for o in self.outcomes) for status in statuses}


def _silent(step: str, total: int | None) -> Callable[[], None]:
    return lambda: None


def run_project(
    inputs: Sequence[Path],
    project: Path,
    out: Path,
    *,
    how: Reading | None = None,
    policy: Policy | None = None,
    progress: Progress = _silent,
) -> RunReport:
    """Run all verbs over the inputs and all that the project holds, and write the release into ``out``.

    Raises StoreError or PublishError, each one line that says what to do; a wrong input is an outcome and no error.
    """
    how, policy = how or Reading(), policy or Policy()
    with open_store(project) as store:
        outcomes, new = _collect_into(store, inputs, (project, out), progress)
        reports = store.reports(current=True)
        state = make_state_key(reports, store.judgements(), name_reader(how))
        key = make_run_key(state, policy, out)
        standing = find_standing_release(project, key, out)
        if standing is not None:
            return RunReport(outcomes, new, 0, standing, out)
        claims, read = _claims_of(store, reports, how, progress)
        progress("linking and reconciling", None)
        release = derive_stored(store, reports, claims, store.judgements())
        progress("publishing", None)
        publish(release, out, policy=policy)
        store.save_release(release)
        keep_run(project, key, out, state, release.version)
        report = RunReport(outcomes, new, read, release, out)
        store.log_run({**report.counts(), "new": new, "read": read}, release.version)
    return report


def _collect_into(
    store: Store, inputs: Sequence[Path], leave_out: Sequence[Path], progress: Progress
) -> tuple[tuple[Outcome, ...], int]:
    step = progress("collecting", None)
    outcomes, reports, unrestricted = [], [], []
    for item in collect(inputs, leave_out=leave_out):
        step()
        outcomes.append(item.outcome)
        if item.report is not None:
            reports.append(item.report)
            if item.unrestricted:
                unrestricted.append(item.report.id)
    added = store.add_reports(reports, unrestricted=unrestricted)
    return tuple(outcomes), len(added.new)


def _claims_of(store: Store, reports: Sequence[Report], how: Reading, progress: Progress) -> tuple[list[Claim], int]:
    """The claims of all reports: from the cache, or read now and cached one report at a time."""
    reader = name_reader(how)
    keys = {report.id: make_claims_key(report, reader) for report in reports}
    cached = store.cached_claims(keys.values())
    missing = [report for report in reports if keys[report.id] not in cached]
    done = progress("reading", len(missing))
    for report, claims in read_reports(missing, how, done=done):
        store.save_claims(keys[report.id], claims, report=report.id, reader=reader)
        cached[keys[report.id]] = claims
    return [claim for report in reports for claim in cached[keys[report.id]]], len(missing)


def derive_project(project: Path, how: Reading | None = None) -> Release:
    """Derive the release of a project as its store stands, for looking something up; nothing is published.

    Where nothing has changed since the last run, that run's links are taken and not found again. Raises
    StoreError where the folder holds no project.
    """
    if not (project / FILE_NAME).is_file():
        raise StoreError(f"{project}: holds no project: make one with 'civharm run INPUT... --project {project} --out DIR'")
    with open_store(project) as store:
        reports, how, last = store.reports(current=True), how or Reading(), store.last_release()
        claims, _ = _claims_of(store, reports, how, _silent)
        standing = is_last_made_of(project, make_state_key(reports, store.judgements(), name_reader(how)), last)
        return derive_stored(store, reports, claims, store.judgements(), last, linked=standing)


def derive_stored(
    store: Store,
    reports: Sequence[Report],
    claims: Sequence[Claim],
    judgements: Sequence[Judgement],
    previous: Release | None = None,
    *,
    linked: bool = False,
) -> Release:
    """Derive the release of what a store holds. ``reports`` are the current ones; the store's last release is the previous one.

    ``linked`` says that the previous release was made of the very same, so that its links stand.

    A report that another has replaced comes in as well where a claim of it stands because a person decided so: its words are what
    the person saw.
    """
    there = {report.id for report in reports}
    replaced = {claim.report for claim in review((), judgements)} - there
    kept = store.find_reports(replaced).values()
    return derive_release([*reports, *kept], claims, judgements, previous or store.last_release(), linked=linked)
