"""How reports lie in the tables of the store: a row for each time that something new was said of one, and each text once."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, select

from civharm.model import Report
from civharm.store.tables import REPORTS, TEXTS
from civharm.store.versions import Placed

_AT_ONCE = 5000  # values in one query; SQLite's limit is 32,766
_COLUMNS = ("id", "sha256", "source", "title", "language", "published_on", "retrieved_at", "url", "replaces", "translation_of",
            "restricted")  # fmt: skip


def select_newest(*, with_text: bool) -> Select[Any]:
    """The query of the reports, each as last said."""
    newest = select(REPORTS.c.id, func.max(REPORTS.c.revision).label("revision")).group_by(REPORTS.c.id).subquery()
    same = (REPORTS.c.id == newest.c.id) & (REPORTS.c.revision == newest.c.revision)
    if with_text:
        return select(REPORTS, TEXTS.c.text).join(newest, same).join(TEXTS, TEXTS.c.sha256 == REPORTS.c.text_sha256)
    return select(REPORTS).join(newest, same)


def make_report_of_row(row: Mapping[Any, Any]) -> Report:
    """Make the report of a row; without its text where the query left that out."""
    return Report(text=row.get("text", ""), **{name: row[name] for name in _COLUMNS})


def load_families(connection: Connection, families: Sequence[str]) -> dict[str, dict[str, Report]]:
    """The held reports of each family, in the order in which they came, without their texts."""
    held: dict[str, dict[str, Report]] = defaultdict(dict)
    for some in in_portions(families):
        for row in connection.execute(select_newest(with_text=False).where(REPORTS.c.family.in_(some)).order_by(REPORTS.c.number)):
            held[row.family][row.id] = make_report_of_row(row._mapping)
    return held


def join_placed(former: Placed | None, latter: Placed) -> Placed:
    """Two sayings of one report in one call are written as one."""
    if former is None or former.change == "unchanged":
        return latter
    return replace(latter, change=former.change, report=replace(latter.report, text=former.report.text))


def write_reports(connection: Connection, placed: Sequence[Placed]) -> None:
    """Write the new reports with their texts and, for what was newly said, further revisions that point to the same text."""
    texts = {_hash(one.report.text): one.report.text for one in placed if one.change == "new"}
    for some in in_portions(sorted(texts)):
        for known in connection.execute(select(TEXTS.c.sha256).where(TEXTS.c.sha256.in_(some))).scalars():
            del texts[known]
    if texts:
        connection.execute(TEXTS.insert(), [{"sha256": key, "text": texts[key]} for key in sorted(texts)])
    rows = []
    for one in placed:
        key, revision = (_hash(one.report.text), 1) if one.change == "new" else _find_revision(connection, one.report.id)
        said = {name: getattr(one.report, name) for name in _COLUMNS}
        rows.append({**said, "family": one.family, "text_sha256": key, "revision": revision})
    if rows:
        connection.execute(REPORTS.insert(), rows)


def _find_revision(connection: Connection, id: str) -> tuple[str, int]:
    query = select(REPORTS.c.text_sha256, REPORTS.c.revision).where(REPORTS.c.id == id).order_by(REPORTS.c.revision.desc()).limit(1)
    row = connection.execute(query).one()
    return row.text_sha256, row.revision + 1


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def in_portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part values into as many as one query takes."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
