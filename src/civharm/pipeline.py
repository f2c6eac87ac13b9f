"""The verbs in a row. `derive` is pure: everything after collection is a function of reports, judgements and the last release."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from civharm.linking import link, recall_links
from civharm.locating import locate
from civharm.locating.gazetteer import Gazetteer, load_gazetteer
from civharm.model import Claim, Judgement, Release, Report, make_id, to_json
from civharm.reading import ReaderName, read
from civharm.reconciling import make_series, reconcile
from civharm.reviewing import review

__all__ = ["Reading", "derive", "derive_release", "name_reader", "read_report", "read_reports"]

# Below this many reports a second process costs more to start (it loads the models) than it saves.
WORTH_A_POOL = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """How reports are read: by which reader, with which places of the user's own."""

    reader: ReaderName = "hybrid"
    places: Path | None = None


def derive(
    reports: Sequence[Report],
    judgements: Sequence[Judgement] = (),
    *,
    previous: Release | None = None,
    reader: ReaderName = "hybrid",
    places: Path | None = None,
) -> Release:
    """Derive the whole release from reports and judgements.

    >>> from civharm.model import make_report
    >>> text = "A car bomb killed 12 people in Baghdad on 3 March 2016, police said."
    >>> release = derive([make_report("r", text)])
    >>> [(i.harms, i.tallies[0].low, i.tallies[0].high) for i in release.incidents]
    [(('killed',), 12, 12)]
    """
    how = Reading(reader, places)
    claims = [claim for _, claims in read_reports(reports, how) for claim in claims]
    return derive_release(reports, claims, judgements, previous)


def derive_release(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    judgements: Sequence[Judgement] = (),
    previous: Release | None = None,
    *,
    linked: bool = False,
) -> Release:
    """Derive the release from claims that were read and located before.

    ``linked`` says that ``previous`` was derived from the very same reports, claims and judgements: its links are then taken over.
    """
    standing = review(sorted(claims, key=lambda c: (c.report, c.quote.start, c.victims.start, c.harm, c.id)), judgements)
    former = previous.incidents if previous else ()
    links = recall_links(former, standing, reports) if linked else link(standing, reports, judgements, former)
    by_id = {claim.id: claim for claim in standing}
    by_report = {report.id: report for report in reports}
    incidents = tuple(
        reconcile(incident, [by_id[c] for c in incident.claims], _reports_of(incident.claims, by_id, by_report), judgements)
        for incident in links.incidents
    )
    moved = {**(previous.moved if previous else {}), **links.moved}
    release = Release(
        version="",
        reports=tuple(sorted(reports, key=lambda r: r.id)),
        claims=standing,
        incidents=incidents,
        series=make_series(standing),
        unlinked=links.unlinked,
        judgements=tuple(judgements),
        moved=moved,
    )
    return _with_version(release)


def _reports_of(claims: Sequence[str], by_id: dict[str, Claim], by_report: dict[str, Report]) -> list[Report]:
    return [by_report[id] for id in sorted({by_id[c].report for c in claims})]


def _with_version(release: Release) -> Release:
    """Name the release by what is in it, so that the same content has the same version on every machine."""
    from dataclasses import replace

    facts = (
        [(r.id, r.sha256, r.restricted) for r in release.reports],
        [(c.id, c.confidence) for c in release.claims],
        [to_json(i) for i in release.incidents],
        [j.id for j in release.judgements],
    )
    return replace(release, version=make_id(version("civharm"), *facts))


def read_report(report: Report, *, reader: ReaderName = "hybrid", places: Path | None = None) -> tuple[Claim, ...]:
    """Read the claims of one report, with their places and dates.

    >>> from civharm.model import make_report
    >>> claims = read_report(make_report("r", "Shells killed nine people in Taiz on 3 May 2015, medics said."))
    >>> [(c.harm, c.count.low, c.place.name, c.date.from_on) for c in claims]
    [('killed', 9, 'Taiz', '2015-05-03')]
    """
    return _read_one(report, Reading(reader, places))


def name_reader(how: Reading) -> str:
    """Name all that decides how a text is read: the package, the reader, the model and the gazetteers, for the cache."""
    from civharm.reading.learned import find_model_id

    own = hashlib.sha256(how.places.read_bytes()).hexdigest() if how.places else ""
    return make_id(version("civharm"), how.reader, find_model_id(), _code_id(), own)


@cache
def _code_id() -> str:
    """A hash of the reading and locating code and word lists, so that a changed rule never meets a stale cache."""
    here = Path(__file__).parent
    found = [p for folder in ("reading", "locating", "words") for p in sorted((here / folder).rglob("*"))]
    paths = [p for p in found if p.suffix in (".py", ".yml")]
    below = [here / "distances.py", here / "lexicon.py", *sorted((here / "model").glob("*.py"))]
    return make_id(*(hashlib.sha256(p.read_bytes()).hexdigest() for p in [*paths, *below]))


def read_reports(
    reports: Sequence[Report], how: Reading | None = None, *, workers: int | None = None, done: Callable[[], None] = lambda: None
) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
    """Read and locate reports, in their order, in a pool of processes where that is worth it; ``done`` is called after each."""
    how = how or Reading()
    workers = workers or min(4, os.cpu_count() or 1)
    if workers < 2 or len(reports) < WORTH_A_POOL:
        for report in reports:
            yield report, _read_one(report, how)
            done()
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for report, claims in zip(reports, pool.map(_read_one, reports, [how] * len(reports), chunksize=4), strict=True):
            yield report, claims
            done()


def _read_one(report: Report, how: Reading) -> tuple[Claim, ...]:
    return locate(read(report, reader=how.reader), report, _gazetteer(how.places))


@cache
def _gazetteer(places: Path | None) -> Gazetteer:
    return load_gazetteer(places)
