"""The nouns of what is made of claims: judgements, incidents with their tallies, series, and the release of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from civharm.model.claims import Claim, DateRange, Place, Report
from civharm.model.values import ContradictionAbout, Grade, Group, Harm, JudgementKind, SeriesKind, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One person's decision about a report, a claim, a pair of claims or an incident; appended, superseded, never changed.

    ``about`` holds one id or two. ``version`` is the hash of what the person saw (`make_version`). ``before`` and ``after`` hold
    the slots as seen and as corrected, in the JSON shape of a claim; for ``add`` ``after`` is the whole claim. ``report_sha256``,
    ``start``, ``end`` and ``text`` keep the words as seen, so that the decision outlives the reader that made the claim.
    """

    id: str
    kind: JudgementKind
    about: tuple[str, ...]
    by: str
    at: str
    why: str = ""
    version: str | None = None
    report_sha256: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A claim that a tally did not count, and why."""

    claim: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A range for one harm and one kind of victim of an incident, by a named rule, which recomputes from the claims it lists.

    ``victims`` is a status or ``all``; ``group`` a victims' group or ``None``. Units never mix. Where nobody set the upper end,
    ``reached`` is the highest number told: 138 where one voice gives 40 and another "more than 137".
    """

    rule: str
    version: str
    harm: Harm
    victims: str
    unit: Unit
    group: Group | None = None
    low: int | None
    best: int | None
    high: int | None
    reached: int | None = None
    used: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """One number of a series, over a span of days."""

    from_on: str | None = field(default=None, metadata={"json": "from"})
    to_on: str | None = field(default=None, metadata={"json": "to"})
    low: int | None = None
    high: int | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Numbers that belong to no one happening: period totals, rates, stocks and flows of one harm in one place."""

    kind: SeriesKind
    harm: Harm
    victims: str
    unit: Unit
    place: str | None
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: the claims that say so and who speaks in them."""

    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What claims about one happening disagree on; kept with all its sides, decided for none."""

    about: ContradictionAbout
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allegation:
    """An actor and who names it: never guilt, always "according to"."""

    name: str
    id: str | None
    alleged_by: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """How many reports tell it, in how many distinct texts, from how many origins. A copy adds no voice."""

    addresses: int
    texts: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The first speaker that one or several reports lead back to, with the claims that are its one voice.

    ``name`` is whom the reports credit first ("a security source > Alsumaria News"), or the publisher where nobody is credited.
    """

    name: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeNote:
    """How well an incident is established, by Airwars' definitions, with the reason."""

    value: Grade
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The claims that are about one happening in one place and time."""

    id: str
    claims: tuple[str, ...]
    previous_ids: tuple[str, ...] = ()
    place: Place | None = None
    date: DateRange | None = None
    harms: tuple[Harm, ...] = ()
    actors: tuple[Allegation, ...] = ()
    tallies: tuple[Tally, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    voices: Voices = Voices(addresses=0, texts=0, origins=0)
    origins: tuple[Origin, ...] = ()
    grade: GradeNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What linking makes of all claims: incidents, the claims left alone (neither place nor date), and ids that moved.

    ``moved`` maps the id of a former incident to the one that took over most of its claims, or to ``None`` where nothing is left.
    """

    incidents: tuple[Incident, ...]
    unlinked: tuple[str, ...] = ()
    moved: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is published: all that was derived from the reports and judgements. Nothing in it reads the clock.

    ``moved`` maps the id of a former incident to the one that took over its claims, or to ``None`` where nothing is left of it.
    ``unlinked`` are the claims that tell neither place nor date enough to belong to an incident.
    """

    version: str
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    series: tuple[Series, ...] = ()
    unlinked: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    moved: Mapping[str, str | None] = field(default_factory=dict)
