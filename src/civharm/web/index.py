"""The index of a project for the queue and the search: made from the store, brought up to date at each decision.

It can be thrown away at any time, since all that it holds follows from reports, claims and judgements.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from civharm.model import Claim, Report, to_json
from civharm.publishing.site_words import make_page_name, say_place
from civharm.reviewing.queue import Reason, State, weigh
from civharm.web.filters import NAMED, Filters, facet
from civharm.web.finding import Hit, make_match
from civharm.web.index_file import BITS
from civharm.web.listing import Listing

_COLUMNS = ("report", "at", "state", "score", "reasons", *NAMED, "day")
_SET = ", ".join("at = ifnull(?, at)" if name == "at" else f"{name} = ?" for name in _COLUMNS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it goes into the index; ``at`` is its place among the claims read of its report, ``None`` where none reads it."""

    claim: Claim
    source: str
    at: int | None
    state: State
    reasons: Sequence[Reason]
    by: str = ""


class Index(Listing):
    """The queue and the full text, with what goes in; safe to use from several threads."""

    def set(self, **facts: object) -> None:
        """Set facts about the index itself."""
        with self.file.writing() as db:
            db.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", [(name, str(value)) for name, value in facts.items()])

    def put(self, entries: Iterable[Entry], **facts: object) -> None:
        """Put claims in, or bring them up to date, all in one transaction with facts about the index."""
        amounts: Counter[int] = Counter()
        known: Counter[tuple[str, str]] = Counter()
        nouns: dict[tuple[str, str], Any] = {}
        changes: Counter[tuple[str, int]] = Counter()
        with self.file.writing() as db:
            for entry in entries:
                self._put(db, entry, amounts, changes)
                if not entry.by:
                    _know(entry.claim, known, nouns)
            db.executemany("UPDATE names SET amount = amount + ? WHERE number = ?", [(n, key) for key, n in amounts.items() if n])
            add = "INSERT INTO known VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount"
            db.executemany(add, [(*key, _write(nouns[key]), amount) for key, amount in known.items()])
            self.set(**facts)
        self._tally.update(changes)
        if any(amounts.values()):
            self._values.clear()

    def _put(self, db: Any, entry: Entry, amounts: Counter[int], changes: Counter[tuple[str, int]]) -> None:
        claim, bits = entry.claim, sum(BITS[r] for r in entry.reasons)
        place, actor = claim.place.name if claim.place else "", claim.actor.name if claim.actor else ""
        named = [
            self.number(db, name, value)
            for name, value in zip(NAMED, (claim.harm, place, actor, entry.source, entry.by), strict=True)
        ]
        report = db.execute("SELECT number FROM reports WHERE id = ?", (claim.report,)).fetchone()
        day = claim.date.from_on if claim.date else None
        row = (report[0] if report else None, entry.at, entry.state, weigh(entry.reasons), bits, *named, day)
        there = db.execute(f"SELECT number, state, reasons, {', '.join(NAMED)} FROM claims WHERE id = ?", (claim.id,)).fetchone()
        if there:
            number = there[0]
            amounts.subtract(n for n in there[3:] if n)
            changes[(there[1], there[2])] -= 1
            db.execute(f"UPDATE claims SET {_SET} WHERE number = ?", (*row, number))
        else:
            marks = ", ".join("?" * (len(_COLUMNS) + 1))
            number = db.execute(f"INSERT INTO claims (id, {', '.join(_COLUMNS)}) VALUES ({marks})", (claim.id, *row)).lastrowid
            _name_page(db, "claim", claim.id)
        amounts.update(n for n in named if n)
        changes[(entry.state, bits)] += 1
        facets = [facet("state", entry.state), *(facet(n, v) for n, v in zip(NAMED[:4], named, strict=False) if v)]
        names = " · ".join(filter(None, (say_place(claim.place) if claim.place else "", actor, entry.source, *_voices(claim))))
        verb = "INSERT OR REPLACE" if there else "INSERT"
        db.execute(
            f"{verb} INTO claim_words (rowid, quote, names, facets) VALUES (?, ?, ?, ?)",
            (number, claim.quote.text, names, " ".join(facets)),
        )

    def put_reports(self, reports: Iterable[Report], keys: Iterable[str] | None = None) -> None:
        """Put reports into the list and the full text, each with the key of what was read of it."""
        reports = list(reports)
        with self.file.writing() as db:
            for report, key in zip(reports, keys or [""] * len(reports), strict=True):
                row = (report.id, key, report.source, report.published_on)
                number = db.execute("INSERT INTO reports (id, key, source, day) VALUES (?, ?, ?, ?)", row).lastrowid
                source = self.number(db, "source", report.source or "")
                words = (number, report.text, report.source or "", facet("source", source))
                db.execute("INSERT INTO report_words (rowid, words, names, facets) VALUES (?, ?, ?, ?)", words)
                _name_page(db, "report", report.id)

    def drop_reports(self, ids: Iterable[str]) -> None:
        """Take reports out, with the claims that were read of them."""
        with self.file.writing() as db:
            for id in ids:
                number = db.execute("SELECT number FROM reports WHERE id = ?", (id,)).fetchone()[0]
                for table, column in (
                    ("claim_words", "rowid IN (SELECT number FROM claims WHERE report = ?)"),
                    ("report_words", "rowid = ?"),
                ):
                    db.execute(f"DELETE FROM {table} WHERE {column}", (number,))
                for name in NAMED:
                    less = f"SELECT {name} AS key, count(*) AS amount FROM claims WHERE report = ? GROUP BY 1"
                    db.execute(
                        f"UPDATE names SET amount = names.amount - less.amount FROM ({less}) AS less WHERE number = less.key",
                        (number,),
                    )
                db.execute("DELETE FROM claims WHERE report = ?", (number,))
                db.execute("DELETE FROM reports WHERE number = ?", (number,))
        self.recount()

    def mark(self, marks: Mapping[str, Iterable[str]], *, anew: bool = False) -> None:
        """Mark claims with what people said about them, in the place of their former marks; ``anew`` takes away all others too."""
        with self.file.writing() as db:
            if anew:
                db.execute("DELETE FROM marks")
            db.executemany("DELETE FROM marks WHERE claim = ?", [(claim,) for claim in marks])
            db.executemany("INSERT INTO marks VALUES (?, ?)", [(mark, claim) for claim, found in marks.items() for mark in found])

    def number(self, db: Any, kind: str, name: str) -> int | None:
        """The number under which a name is kept; none for what has no name."""
        if not name:
            return None
        if (kind, name) not in self._numbers:
            db.execute("INSERT OR IGNORE INTO names (kind, name) VALUES (?, ?)", (kind, name))
            found = db.execute("SELECT number FROM names WHERE kind = ? AND name = ?", (kind, name)).fetchone()
            self._numbers[(kind, name)] = found[0]
        return self._numbers[(kind, name)]


def _voices(claim: Claim) -> list[str]:
    return [speaker.name or speaker.text for speaker in claim.speakers]


def _know(claim: Claim, known: Counter[tuple[str, str]], nouns: dict[tuple[str, str], Any]) -> None:
    """Count the place and the actor of a claim under the words by which a form can name them."""
    for kind, noun, said in (
        ("place", claim.place, say_place(claim.place)),
        ("actor", claim.actor, claim.actor and claim.actor.name),
    ):
        if noun is not None and noun.id:
            known[(kind, str(said))] += 1
            nouns.setdefault((kind, str(said)), noun)


def _write(noun: Any) -> str:
    return json.dumps(to_json(noun), ensure_ascii=False)


def _name_page(db: Any, kind: str, id: str) -> None:
    page = make_page_name(id)
    if page != id:
        db.execute("INSERT OR IGNORE INTO pages VALUES (?, ?, ?)", (page, kind, id))


__all__ = ["Entry", "Filters", "Hit", "Index", "make_match"]
