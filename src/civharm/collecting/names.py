"""Give each report of a run an id of its own, and tell copies of one text apart from two texts of one name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from civharm.collecting.outcomes import Collected, Outcome
from civharm.model import Report


@dataclass(slots=True)
class Names:
    """The ids and texts that a run has seen; hashes alone are kept, so that a million reports fit in memory."""

    _bytes: dict[str, str] = field(default_factory=dict)  # id -> SHA-256
    _details: dict[str, int] = field(default_factory=dict)  # id -> hash of all else that is said of the report
    _texts: dict[bytes, str] = field(default_factory=dict)  # hash of the text -> the first id that has it

    def settle(self, item: Collected) -> Collected:
        """Settle a report's id.

        The same id with the same bytes is a copy and no second report. The same id with other bytes gets the beginning of its
        hash (``report.txt#1f0c9a2b``). The same text under another id is a report, since another publisher may have printed it.
        """
        if item.report is None:
            return item
        report = item.report
        name = self._name(report)
        if name in self._bytes:
            return self._make_copy(name, report, item.outcome)
        self._bytes[name] = report.sha256
        self._details[name] = hash(_details(report))
        return self._note(item, name)

    def _name(self, report: Report) -> str:
        """The first of its possible ids that is free or held by the same bytes."""
        names = (report.id, *(f"{report.id}#{report.sha256[:length]}" for length in (8, 16, 64)))
        return next(name for name in names if self._bytes.get(name, report.sha256) == report.sha256)

    def _make_copy(self, name: str, report: Report, outcome: Outcome) -> Collected:
        reason = f"same as {name}"
        if self._details[name] != hash(_details(report)):
            reason += ", though its publisher, day or other details differ: give it an id of its own if it is another report"
        return Collected(report=None, outcome=replace(outcome, status="copy", reason=reason, report=name))

    def _note(self, item: Collected, name: str) -> Collected:
        assert item.report is not None
        notes = [item.outcome.reason] if item.outcome.reason else []
        if name != item.report.id:
            notes.append(f"another text has the id {item.report.id} in this run: this one is {name}")
        key = hashlib.sha256(item.report.text.encode("utf-8", "replace")).digest()
        if (first := self._texts.setdefault(key, name)) != name:
            notes.append(f"its text equals that of {first}")
        outcome = replace(item.outcome, reason="; ".join(notes), report=name)
        return replace(item, report=replace(item.report, id=name), outcome=outcome)


def _details(report: Report) -> tuple[str | bool | None, ...]:
    return (
        report.source, report.title, report.language, report.published_on, report.url, report.retrieved_at,
        report.translation_of, report.restricted,
    )  # fmt: skip
