"""What people say that decides nothing: remarks, and codings that wait for a second one; both appended and never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Table, select

from civharm.model import Judgement, from_json, to_json
from civharm.reviewing.remarks import Remark
from civharm.store.ledger import Store
from civharm.store.tables import CODINGS, REMARKS


def add_remarks(store: Store, remarks: Iterable[Remark]) -> None:
    """Add remarks, all of them or none."""
    _add(store, REMARKS, "remark", [(remark, asdict(remark)) for remark in remarks])


def load_remarks(store: Store) -> tuple[Remark, ...]:
    """Load the remarks in the order in which they were added."""
    return tuple(Remark(**row) for row in _load(store, REMARKS, "remark"))


def add_codings(store: Store, codings: Iterable[Judgement]) -> None:
    """Add codings, all of them or none."""
    _add(store, CODINGS, "coding", [(coding, to_json(coding)) for coding in codings])


def load_codings(store: Store) -> tuple[Judgement, ...]:
    """Load the codings in the order in which they were added."""
    return tuple(from_json(Judgement, row) for row in _load(store, CODINGS, "coding"))


def _add(store: Store, table: Table, column: str, said: Iterable[tuple[Any, dict[str, Any]]]) -> None:
    rows = [
        {"id": one.id, "kind": one.kind, "by": one.by, "at": one.at, column: json.dumps(data, ensure_ascii=False, sort_keys=True)}
        for one, data in said
    ]
    if rows:
        with store._writing() as connection:
            connection.execute(table.insert(), rows)


def _load(store: Store, table: Table, column: str) -> list[dict[str, Any]]:
    with store._reading() as connection:
        return [json.loads(row) for row in connection.execute(select(table.c[column]).order_by(table.c.number)).scalars()]
