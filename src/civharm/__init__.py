"""Turn contradicting reports of harm in war into a record in which every number walks back to its sentence.

`civharm.read` reads the claims of one report, with place and date; `civharm.derive` makes incidents, ranges and series of reports
and judgements. Both are pure. The nouns are in `civharm.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civharm.model import (
    HARMS,
    Claim,
    Contradiction,
    Incident,
    Judgement,
    Release,
    Report,
    Series,
    Source,
    Tally,
    from_json,
    make_report,
    to_json,
)

if TYPE_CHECKING:
    from civharm.pipeline import derive as derive
    from civharm.pipeline import read_report as read

__all__ = [
    "HARMS", "Claim", "Contradiction", "Incident", "Judgement", "Release", "Report", "Series", "Source", "Tally", "derive",
    "from_json", "make_report", "read", "to_json",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load the verbs when they are first asked for: importing the nouns costs no model."""
    if name == "derive":
        from civharm.pipeline import derive

        return derive
    if name == "read":
        from civharm.pipeline import read_report

        return read_report
    raise AttributeError(f"module 'civharm' has no attribute {name!r}")
