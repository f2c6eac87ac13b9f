"""Fill the index from the store: all of it at the first start, afterwards what has changed since, and nothing where nothing has.

Reports that no reader of today's version has read yet are read first. A claim on which a person decided and that no reader makes
any more is put in as that person's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace

from civharm.model import Claim, Report, Voices
from civharm.pipeline import Reading, name_reader, read_reports
from civharm.reviewing.log import Log
from civharm.reviewing.queue import find_reasons, find_state
from civharm.reviewing.versions import Seen, see
from civharm.store import Store, make_claims_key
from civharm.web.index import Entry, Index
from civharm.web.membership import Membership, Told
from civharm.web.shelf import StoredClaims, StoredReports

_PORTION = 2_000  # reports in one transaction


def fill_index(
    index: Index,
    store: Store,
    log: Log,
    how: Reading,
    tell: Callable[[str], None] = lambda words: None,
    *,
    reader: str | None = None,
) -> None:
    """Bring an index up to date with its store: reports, claims, decisions, and which claims the last release put together."""
    reader, (reports, release) = reader or name_reader(how), store.newest()
    basis, known = f"{reader} {reports}", int(index.get("judged") or 0)
    shelf = StoredClaims(store, index.file), StoredReports(store, index.file)
    if index.get("basis") != basis:
        _fill_reports(index, store, log, how, reader, tell)
        put_claims(index, log, *shelf, index.list_missing(log.list_claims()), basis=basis)
    things = (log.find_thing(judgement) for judgement in log.all[known:])
    put_claims(
        index, log, *shelf, dict.fromkeys(thing[1] for thing in things if thing and thing[0] == "claim"), judged=len(log.all)
    )
    if index.get("release") != str(release):
        last, (origins, contradicted) = store.last_release(), store.last_voices()
        named = (
            replace(i, voices=Voices(addresses=0, texts=0, origins=origins.get(i.id, 0))) for i in (last.incidents if last else ())
        )
        Membership(index.file).replace(named, contradicted)
        index.recount()
        index.set(release=release)


def _fill_reports(index: Index, store: Store, log: Log, how: Reading, reader: str, tell: Callable[[str], None]) -> None:
    wanted = {report.id: make_claims_key(report, reader, sha256) for report, sha256 in store.outlines()}
    held = dict(index.file.all("SELECT id, key FROM reports"))
    index.drop_reports([id for id, key in held.items() if wanted.get(id) != key])
    new = [id for id, key in wanted.items() if held.get(id) != key]
    with index.file.filling() if len(new) > len(held) else nullcontext():
        _fill_new(index, store, log, how, reader, tell, wanted, new)
    index.recount()


def _fill_new(
    index: Index,
    store: Store,
    log: Log,
    how: Reading,
    reader: str,
    tell: Callable[[str], None],
    wanted: dict[str, str],
    new: list[str],
) -> None:
    for start in range(0, len(new), _PORTION):
        fill_some(index, log, _read_some(store, new[start : start + _PORTION], wanted, how, reader), wanted)
        tell(f"Made ready for review: {min(start + _PORTION, len(new)):,} of {len(new):,} reports.")


def _read_some(
    store: Store, ids: Sequence[str], keys: dict[str, str], how: Reading, reader: str
) -> list[tuple[Report, Sequence[Claim]]]:
    reports, cached = store.find_reports(ids), store.cached_claims([keys[id] for id in ids])
    missing = [reports[id] for id in ids if keys[id] not in cached]
    for report, claims in read_reports(missing, how):
        store.save_claims(keys[report.id], claims, report=report.id, reader=reader)
        cached[keys[report.id]] = tuple(claims)
    return [(reports[id], cached[keys[id]]) for id in ids]


def fill_some(index: Index, log: Log, told: Iterable[tuple[Report, Sequence[Claim]]], keys: dict[str, str] | None = None) -> None:
    """Put reports in with the claims that were read of them."""
    told = list(told)
    with index.file.writing():
        index.put_reports([report for report, _ in told], [(keys or {}).get(report.id, "") for report, _ in told])
        index.put(entry for report, claims in told for entry in _entries(log, report, claims))


def _entries(log: Log, report: Report, claims: Sequence[Claim]) -> Iterator[Entry]:
    """The claims of a report in the order of its text: who reads them in a row reads the report once."""
    for at, claim in sorted(enumerate(claims), key=lambda told: (told[1].victims.start, told[1].id)):
        entry = make_entry(see(claim.id, claim, log.chain("claim", claim.id)), Told(), at, report.source or "")
        if entry is not None:
            yield entry


def put_claims(
    index: Index, log: Log, read: Mapping[str, Claim], reports: Mapping[str, Report], ids: Iterable[str], **facts: object
) -> None:
    """Bring claims up to date in the index, with facts about the index in the same transaction."""
    membership = Membership(index.file)

    def make(id: str) -> Entry | None:
        seen = see(id, read.get(id), log.chain("claim", id))
        report = reports.get(seen.shown.report) if seen.shown else None
        return make_entry(seen, membership.find_told(id), None, (report.source if report else "") or "")

    index.put((entry for id in ids if (entry := make(id))), **facts)


def make_entry(seen: Seen, told: Told, at: int | None, source: str) -> Entry | None:
    """Make the entry of a claim as it stands."""
    if seen.shown is None:
        return None
    reasons = find_reasons(seen, one_origin=told.origins == 1, contradictory=told.contradicted)
    return Entry(seen.shown, source, at, find_state(seen), reasons, seen.decided.by if seen.decided else "")
