"""People with their roles and passwords, what they say to each other about a record, and codings that wait for a second one.

Roles, remarks and codings are appended and never changed, as judgements are. A password is the one thing that is overwritten: an
old one is of no use to anybody but a thief.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    """CREATE TABLE people (
        number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT, "by" TEXT NOT NULL, at TEXT NOT NULL)""",
    "CREATE TABLE passwords (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, at TEXT NOT NULL)",
    """CREATE TABLE remarks (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL, remark TEXT NOT NULL)""",
    """CREATE TABLE codings (
        number INTEGER NOT NULL PRIMARY KEY,
        id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL, coding TEXT NOT NULL)""",
)
_APPENDED = {"people": ("number",), "remarks": ("id",), "codings": ("id",)}


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
        same = " OR ".join(f"{column} = NEW.{column}" for column in dict.fromkeys((*key, "number")))
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
        )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("codings", "remarks", "passwords", "people"):
        op.execute(f"DROP TABLE {table}")
