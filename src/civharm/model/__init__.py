"""The nouns: what is read, said, linked, counted, judged and published.

Every noun is frozen, and one definition of each serves the store, the exports and the docs. ``None`` means "not said", never
zero. Offsets are half-open and count characters of ``Report.text``. `to_json` and `from_json` turn any noun into plain JSON data
and back; the names of the JSON fields are those of ``docs/data.md``.
"""

from __future__ import annotations

from civharm.model.claims import (
    Actor,
    Claim,
    Count,
    DateRange,
    Means,
    Measure,
    Person,
    Place,
    Report,
    Source,
    Span,
    Speaker,
    Victims,
    find_title,
    make_report,
)
from civharm.model.incidents import (
    Allegation,
    Contradiction,
    GradeNote,
    Incident,
    Judgement,
    LeftOut,
    Links,
    Origin,
    Release,
    Series,
    SeriesPoint,
    Side,
    Tally,
    Voices,
)
from civharm.model.json_data import from_json, to_json
from civharm.model.values import (
    GROUPS,
    HARMS,
    STATUSES,
    Bound,
    Certainty,
    ContradictionAbout,
    Grade,
    Group,
    Harm,
    JudgementKind,
    MeansCategory,
    MeasureKind,
    Modality,
    SeriesKind,
    SpeakerKind,
    SpeechAct,
    Status,
    Unit,
    make_id,
)

__all__ = [
    "GROUPS", "HARMS", "STATUSES", "Actor", "Allegation", "Bound", "Certainty", "Claim", "Contradiction",
    "ContradictionAbout", "Count", "DateRange", "Grade", "GradeNote", "Group", "Harm", "Incident", "Judgement",
    "JudgementKind", "LeftOut", "Links", "Means", "MeansCategory", "Measure", "MeasureKind", "Modality", "Origin", "Person",
    "Place", "Release", "Report", "Series", "SeriesKind", "SeriesPoint", "Side", "Source", "Span", "Speaker", "SpeakerKind",
    "SpeechAct", "Status", "Tally", "Unit", "Victims", "Voices", "find_title", "from_json",
    "make_id", "make_report", "to_json",
]  # fmt: skip
