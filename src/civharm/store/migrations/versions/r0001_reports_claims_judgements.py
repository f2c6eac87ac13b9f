"""Reports, claims, judgements, runs and releases.

A migration is written once and never changed, so it states its tables in full and imports none of the store's definitions.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "CREATE TABLE texts (sha256 TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
    """CREATE TABLE reports (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL, revision INTEGER NOT NULL, family TEXT NOT NULL,
        sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL REFERENCES texts (sha256),
        source TEXT, title TEXT, language TEXT, published_on TEXT, retrieved_at TEXT, url TEXT, replaces TEXT, translation_of TEXT,
        restricted BOOLEAN NOT NULL,
        UNIQUE (id, revision))""",
    "CREATE INDEX reports_family ON reports (family)",
    "CREATE TABLE claims (key TEXT NOT NULL PRIMARY KEY, report TEXT NOT NULL, reader TEXT NOT NULL, claims TEXT NOT NULL)",
    """CREATE TABLE judgements (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL, judgement TEXT NOT NULL)""",
    "CREATE TABLE runs (number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, version TEXT NOT NULL, counts TEXT NOT NULL)",
    "CREATE TABLE releases (number INTEGER NOT NULL PRIMARY KEY, version TEXT NOT NULL, names BLOB NOT NULL)",
)
# What is never changed, with the columns that make a row. REPLACE deletes rows without waking a trigger on DELETE, hence the third.
_APPENDED = {
    "texts": ("sha256",),
    "reports": ("id", "revision"),
    "claims": ("key",),
    "judgements": ("id",),
    "runs": ("number",),
    "releases": ("number",),
}
_APPLICATION_ID = 0x63697668  # "civh", so that file(1) and we know a store from another database


def upgrade() -> None:
    """Make the tables and the triggers that keep what was appended."""
    for statement in _TABLES:
        op.execute(statement)
    for table, key in _APPENDED.items():
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
            )
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        number = "" if "number" in key or table in ("texts", "claims") else " OR number = NEW.number"
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE ({same}){number}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
        )
    op.execute(f"PRAGMA application_id = {_APPLICATION_ID}")


def downgrade() -> None:
    """Take everything away: there is nothing before the first migration."""
    for table in ("releases", "runs", "judgements", "claims", "reports", "texts"):
        op.execute(f"DROP TABLE {table}")
    op.execute("PRAGMA application_id = 0")
