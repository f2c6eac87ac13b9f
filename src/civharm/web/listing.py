"""What the index of a project tells: the queue in its order, how many claims there are of each kind, reports, and the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from civharm.reviewing.queue import REASONS, Reason, State
from civharm.web.filters import NAMED, Filters, make_where
from civharm.web.finding import Hit, search
from civharm.web.index_file import BITS, IndexFile

MOST_COUNTED = 1_000  # of a filter on names; what is more is said to be more
_OFFERED = 200  # values of a filter that a page offers, the most frequent ones


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the queue."""

    id: str
    state: State
    reasons: tuple[Reason, ...]


class Listing:
    """What there is to look at, as the index has it; safe to use from several threads."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the index of a file, or an empty one in memory."""
        self.file = IndexFile(path)
        self._numbers: dict[tuple[str, str], int] = {}
        self._values: dict[str, list[str]] = {}
        self._tally: Counter[tuple[str, int]] = Counter()  # kept as the queue changes: to count a million rows takes too long
        self.recount()

    def get(self, name: str) -> str:
        """A fact about the index itself, as how many decisions it knows; empty where it was not set."""
        found = self.file.one("SELECT value FROM about WHERE name = ?", (name,))
        return str(found[0]) if found else ""

    def recount(self) -> None:
        """Count the claims by state and reasons, as they stand."""
        rows = self.file.all("SELECT state, reasons, count(*) FROM claims GROUP BY state, reasons")
        self._tally = Counter({(state, reasons): amount for state, reasons, amount in rows})
        self._values.clear()

    def _find_number(self, kind: str, name: str) -> int:
        found = self._numbers.get((kind, name))
        if found is None:
            row = self.file.one("SELECT number FROM names WHERE kind = ? AND name = ?", (kind, name))
            found = int(row[0]) if row else -1
        return found

    def list_rows(self, filters: Filters, *, start: int = 0, limit: int = 50) -> list[Row]:
        """List a part of the queue, what weighs most first."""
        where, values = make_where(filters, self._find_number)
        query = f"SELECT id, state, reasons FROM claims WHERE {where} ORDER BY score DESC, number LIMIT ? OFFSET ?"
        return [Row(id, state, _reasons(bits)) for id, state, bits in self.file.all(query, (*values, limit, start))]

    def iterate_rows(self, filters: Filters, portion: int = 500) -> Iterator[list[Row]]:
        """All that `list_rows` can list, some at a time, without holding up anybody who decides meanwhile."""
        behind: tuple[int, int] = (1 << 30, 0)
        where, values = make_where(filters, self._find_number)
        query = (
            f"SELECT id, state, reasons, score, number FROM claims WHERE {where} AND (score < ? OR (score = ? AND number > ?)) "
            "ORDER BY score DESC, number LIMIT ?"
        )
        while rows := self.file.all(query, (*values, behind[0], *behind, portion)):
            behind = rows[-1][3:]
            yield [Row(id, state, _reasons(bits)) for id, state, bits, *_ in rows]

    def count(self, filters: Filters) -> int:
        """Count what `list_rows` can list; of a filter on names no further than one more than `MOST_COUNTED`."""
        if not filters.narrows():
            return self._count_tallied(filters) - self._count_snoozed(filters)
        where, values = make_where(filters, self._find_number)
        query = f"SELECT count(*) FROM (SELECT 1 FROM claims WHERE {where} LIMIT ?)"
        return int(self.file.one(query, (*values, MOST_COUNTED + 1))[0])

    def _count_snoozed(self, filters: Filters) -> int:
        """Count those of the queue that it leaves out for a while."""
        if filters.state:
            return 0
        bit = f" AND reasons & {BITS[filters.reason]}" if filters.reason in BITS else ""
        found = self.file.one(
            f"SELECT count(*) FROM marks CROSS JOIN claims ON claims.id = claim WHERE mark = 'snoozed' AND score > 0{bit}"
        )
        return int(found[0])

    def _count_tallied(self, filters: Filters) -> int:
        bit = BITS.get(filters.reason, 0)
        found = 0
        for (state, bits), amount in list(self._tally.items()):
            right = bits > 0 if not filters.state else filters.state in (state, "all")
            found += amount if right and (not bit or bits & bit) else 0
        return found

    def count_reasons(self) -> dict[Reason, int]:
        """Count the claims of the queue by reason."""
        return {reason: self._count_tallied(Filters(reason=reason)) for reason in REASONS}

    def count_states(self) -> dict[str, int]:
        """Count all claims by how they stand."""
        found: Counter[str] = Counter()
        for (state, _), amount in list(self._tally.items()):
            found[state] += amount
        return {state: amount for state, amount in found.items() if amount}

    def count_claims(self) -> int:
        """Count all claims."""
        return sum(self._tally.values())

    def list_values(self, column: str) -> list[str]:
        """List the values of a column to filter by (one of `NAMED`), the most frequent first."""
        if column not in NAMED:
            raise ValueError(f"{column!r} is no column to filter by")
        if column not in self._values:
            query = "SELECT name FROM names WHERE kind = ? AND amount > 0 ORDER BY amount DESC, name LIMIT ?"
            self._values[column] = [value for (value,) in self.file.all(query, (column, _OFFERED))]
        return self._values[column]

    def find_reasons(self, id: str) -> tuple[Reason, ...]:
        """Find the reasons for which a claim is in the queue."""
        found = self.file.one("SELECT reasons FROM claims WHERE id = ?", (id,))
        return _reasons(found[0]) if found else ()

    def find_place(self, id: str) -> tuple[int, int]:
        """Find where in the order of the queue a claim stands: its weight and its number."""
        found = self.file.one("SELECT score, number FROM claims WHERE id = ?", (id,))
        return tuple(found) if found else (1 << 30, 0)

    def find_next(self, place: tuple[int, int], filters: Filters, *, leave_out: Collection[str] = ()) -> str | None:
        """Find the next claim of the queue behind a place in its order, other than some; ``None`` at its end."""
        where, values = make_where(filters, self._find_number)
        for behind, bounds in (("score = ? AND number > ?", place), ("score < ?", place[:1])):
            query = f"SELECT id FROM claims WHERE {where} AND {behind} ORDER BY score DESC, number LIMIT ?"
            found = (id for (id,) in self.file.all(query, (*values, *bounds, len(leave_out) + 1)))
            if free := next((id for id in found if id not in leave_out), None):
                return str(free)
        return None

    def search(
        self, words: str, kind: str = "", filters: Filters | None = None, *, start: int = 0, limit: int = 30
    ) -> tuple[list[Hit], int]:
        """Search for words, all of which must occur; the last may be the beginning of one. With how many hits there are."""
        return search(self.file, words, kind, filters or Filters(), self._find_number, start=start, limit=limit)

    def find_page(self, kind: str, page: str) -> str:
        """Find the id that a name in an address stands for."""
        found = self.file.one("SELECT id FROM pages WHERE page = ? AND kind = ?", (page, kind))
        return str(found[0]) if found else page

    def list_missing(self, ids: Iterable[str]) -> list[str]:
        """List those of some claims that the index does not hold."""
        return [id for id in ids if self.file.one("SELECT 1 FROM claims WHERE id = ?", (id,)) is None]

    def list_of_report(self, report: str) -> list[str]:
        """List the ids of the claims of a report."""
        query = "SELECT claims.id FROM claims JOIN reports ON reports.number = claims.report WHERE reports.id = ?"
        return [id for (id,) in self.file.all(query, (report,))]

    def list_reports(self, start: int, limit: int) -> list[tuple[str, int]]:
        """List the reports by publisher and day, each with how many claims it makes."""
        count = "(SELECT count(*) FROM claims WHERE report = reports.number)"
        query = f"SELECT id, {count} FROM reports ORDER BY source IS NULL, source, day, id LIMIT ? OFFSET ?"
        return [(id, amount) for id, amount in self.file.all(query, (limit, start))]

    def count_reports(self) -> int:
        """Count the reports."""
        return int(self.file.one("SELECT count(*) FROM reports")[0])

    def count_marked(self, mark: str) -> int:
        """Count the claims that have a mark."""
        return int(self.file.one("SELECT count(*) FROM marks WHERE mark = ?", (mark,))[0])


def most_counted(filters: Filters) -> int:
    """How far `Index.count` counts what filters leave; 0 where it counts to the end."""
    return MOST_COUNTED if filters.narrows() else 0


def _reasons(bits: int) -> tuple[Reason, ...]:
    return tuple(reason for reason in REASONS if bits & BITS[reason])
