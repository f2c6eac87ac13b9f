"""The tables as the newest migration leaves them, for SQLAlchemy's queries; a test compares the two.

``texts`` holds each text once, however many reports print it. A report's row is never changed: what is said anew about the same
bytes (a publisher that was missing) is a further ``revision``, and other bytes are another report of the same ``family``.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()

TEXTS = Table("texts", METADATA, Column("sha256", Text, primary_key=True), Column("text", Text, nullable=False))

REPORTS = Table(
    "reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("family", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("text_sha256", Text, ForeignKey("texts.sha256"), nullable=False),
    *(Column(name, Text) for name in ("source", "title", "language", "published_on", "retrieved_at", "url", "replaces")),
    Column("translation_of", Text),
    Column("restricted", Boolean, nullable=False),
    UniqueConstraint("id", "revision"),
    Index("reports_family", "family"),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("key", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("report", "reader", "claims")),
)

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("kind", "by", "at", "judgement")),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("number", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("at", "version", "counts")),
)

RELEASES = Table(
    "releases",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("names", LargeBinary, nullable=False),
)

PEOPLE = Table(
    "people",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text),
    *(Column(name, Text, nullable=False) for name in ("by", "at")),
)

PASSWORDS = Table(
    "passwords",
    METADATA,
    Column("name", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("hash", "at")),
)

REMARKS = Table(
    "remarks",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("kind", "by", "at", "remark")),
)

CODINGS = Table(
    "codings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("kind", "by", "at", "coding")),
)
