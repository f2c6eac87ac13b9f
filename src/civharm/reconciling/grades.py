"""Grade how well an incident is established, by Airwars' definitions, and say what would raise it.

The definitions are Airwars' (https://airwars.org/about/methodology/): Confirmed, a specific belligerent has accepted responsibility
for civilian harm; Fair, reported by two or more credible sources, with likely or confirmed near actions by a belligerent; Weak, a
single source claim; Contested, competing claims of responsibility; Discounted, those killed were combatants, or other parties most
likely responsible. A program cannot judge credibility: it counts independent origins, and a person's judgement overrides it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from civharm.model import Claim, Contradiction, Grade, GradeNote, Incident, Judgement
from civharm.reconciling.rules import is_conceded


def make_grade(incident: Incident, claims: Sequence[Claim], judgements: Sequence[Judgement] = ()) -> GradeNote:
    """Grade an incident whose actors and contradictions are known; the last judgement of kind ``grade`` stands before any rule."""
    return _judged(incident, judgements) or _by_rule(incident, claims)


def _judged(incident: Incident, judgements: Sequence[Judgement]) -> GradeNote | None:
    """The grade that a person gave: ``after`` holds it as ``value``."""
    ids = {incident.id, *incident.previous_ids}
    superseded = {j.supersedes for j in judgements}
    mine = [j for j in judgements if j.kind == "grade" and j.id not in superseded and ids.intersection(j.about)]
    for judgement in sorted(mine, key=lambda j: (j.at, j.id), reverse=True):
        value = (judgement.after or {}).get("value")
        for grade in get_args(Grade):
            if grade == value:
                why = f"judged by {judgement.by}"
                return GradeNote(value=grade, why=f"{why}: {judgement.why}" if judgement.why else why)
    return None


def _by_rule(incident: Incident, claims: Sequence[Claim]) -> GradeNote:
    note, raises = grade_by_rule(incident, claims)
    return replace(note, why=f"{note.why} {raises}".strip())


def grade_by_rule(incident: Incident, claims: Sequence[Claim]) -> tuple[GradeNote, str]:
    """Grade an incident by the rule alone, whatever a person judged; with what would raise the grade, empty where nothing can."""
    occurred = [c for c in claims if c.modality == "occurred"]
    conceded = [c for c in occurred if is_conceded(c) and c.victims.status != "combatant"]
    if conceded:
        who = sorted({c.speakers[0].name or c.speakers[0].text for c in conceded})
        return GradeNote(value="Confirmed", why=f"{', '.join(who)} has accepted responsibility."), ""
    if occurred and all(c.victims.status == "combatant" for c in occurred):
        note = GradeNote(value="Discounted", why="All victims told are combatants.")
        return note, "A source that calls any of them civilian would raise it."
    contested = _contested(incident.contradictions)
    if contested:
        return GradeNote(value="Contested", why=contested), "What one side concedes, or one account alone, would raise it."
    named = any(c.actor is not None and not c.actor.inferred for c in claims if c.modality != "denied")
    return _by_voices(incident, named=named)


def _contested(contradictions: Sequence[Contradiction]) -> str | None:
    for contradiction in contradictions:
        says = " against ".join(side.says for side in contradiction.sides)
        if contradiction.about == "actor":
            return f"Competing claims of responsibility: {says}."
        if contradiction.about == "status":
            return f"It is contested whether the victims were civilians: {says}."
    return None


def _by_voices(incident: Incident, *, named: bool) -> tuple[GradeNote, str]:
    """Grade by how many tell it and whether an actor is known; ``named`` where one is named outright, not only inferred."""
    origins = incident.voices.origins or len(incident.origins)
    if origins >= 2 and incident.actors:
        note = GradeNote(
            value="Fair", why=f"{origins} independent origins tell it, and an actor is {'named' if named else 'inferred'}."
        )
        return note, "A belligerent's own admission would make it Confirmed."
    if origins >= 2:
        note = GradeNote(value="Weak", why=f"{origins} independent origins tell it, but none names an actor.")
        return note, "One that names an actor would make it Fair."
    missing = "" if incident.actors else " that names an actor"
    return GradeNote(value="Weak", why="One origin alone tells it."), f"A second independent origin{missing} would make it Fair."
