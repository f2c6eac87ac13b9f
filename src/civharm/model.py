"""The nouns: what is read, said, linked, counted, judged and published.

Every noun is frozen, and one definition of each serves the store, the exports and the docs. ``None`` means "not said", never
zero. Offsets are half-open and count characters of ``Report.text``. `to_json` and `from_json` turn any noun into plain JSON data
and back; the names of the JSON fields are those of ``docs/data.md``.
"""

from __future__ import annotations

import hashlib
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Harm = Literal[
    "killed", "injured", "casualties", "missing", "abducted", "detained", "tortured", "sexual_violence",
    "human_shield", "displaced", "trapped",
]  # fmt: skip
Bound = Literal[
    "exact", "at_least", "more_than", "at_most", "less_than", "almost", "approximately", "range", "unknown_plural",
]  # fmt: skip
Unit = Literal["person", "household"]
MeasureKind = Literal["incident", "period_total", "rate", "stock", "flow"]
Status = Literal["civilian", "protected", "combatant", "unknown"]
Group = Literal["children", "women", "men", "elderly", "medical", "journalists", "aid_workers", "refugees"]
Modality = Literal["occurred", "habitual", "attempted", "hypothetical", "feared", "future", "threatened", "denied"]
Certainty = Literal["stated", "hedged"]
MeansCategory = Literal[
    "explosive", "planted_explosive", "small_arms", "incendiary", "chemical", "execution", "melee", "vehicle", "drowning",
    "collapse", "deprivation", "other",
]  # fmt: skip
SpeakerKind = Literal[
    "party", "official", "un", "ngo", "monitor", "medical", "witness", "relative", "media", "anonymous", "other",
]  # fmt: skip
SpeechAct = Literal["assert", "admit", "accuse", "deny"]
JudgementKind = Literal["accept", "correct", "reject", "dispute", "add", "same", "different", "grade", "note"]
SeriesKind = Literal["period_total", "rate", "stock", "flow"]
ContradictionAbout = Literal["count", "place", "date", "actor", "means", "status", "label", "denial"]
Grade = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]

HARMS: tuple[Harm, ...] = get_args(Harm)
STATUSES: tuple[Status, ...] = get_args(Status)
GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report: ``report.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One victim whom the text names or describes: "Ahmad X, 34, a nurse"."""

    text: str
    start: int
    end: int
    name: str | None = None
    age: int | None = None
    sex: Literal["female", "male"] | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """Who was harmed, in the report's words; ``text`` is the whole phrase, its number included."""

    text: str
    start: int
    end: int
    status: Status = "unknown"
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: the bounds that the words set, and no more (``None``: the words set no bound on that side)."""

    text: str
    start: int
    end: int
    low: int | None
    high: int | None
    bound: Bound
    unit: Unit = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the number is a number of; ``per`` is set for a rate (``day``, ``week``, ``month``)."""

    kind: MeasureKind = "incident"
    per: Literal["day", "week", "month", "year"] | None = None
    from_on: str | None = field(default=None, metadata={"json": "from"})
    to_on: str | None = field(default=None, metadata={"json": "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is said to have done it; ``inferred`` where the words stand in another sentence, which is then marked by no offsets."""

    text: str
    start: int | None
    end: int | None
    name: str
    id: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """By what means, as a category of SDG indicator 16.1.2 (widened by the codebook)."""

    text: str
    start: int | None
    end: int | None
    category: MeansCategory
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: the words, what they resolve to, and UCDP's precision 1 (exact) to 7 (international waters or airspace).

    ``id`` names the gazetteer and its key (``geonames:99072``); ``path`` goes from the country inwards and holds what encloses
    the place. A place that resolves to nothing keeps its words as ``name`` and has no ``id``.
    """

    text: str
    start: int | None
    end: int | None
    name: str
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    path: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """When: the words, the first and last day that they can mean (ISO), and UCDP's precision 1 (a day) to 5 (up to a year)."""

    text: str
    start: int | None
    end: int | None
    from_on: str | None = field(default=None, metadata={"json": "from"})
    to_on: str | None = field(default=None, metadata={"json": "to"})
    precision: int | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom the report credits; ``name`` is set where the words are another form of a name in the report or the word lists."""

    text: str
    start: int | None
    end: int | None
    kind: SpeakerKind = "other"
    speech_act: SpeechAct = "assert"
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher: outlet, agency, NGO, party, account."""

    id: str
    name: str
    kind: SpeakerKind = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One archived text by a source: what was published, by whom and when, with the SHA-256 of its bytes.

    ``text`` is the whole decoded file, the title line included; where the file has front matter, its characters are blanked
    and not cut, so that offsets are those of the file. ``source`` is the publisher's name or ``None``. ``published_on`` is an ISO
    day, ``retrieved_at`` an instant in UTC. ``restricted`` reports are read but never published.

    >>> make_report("r1", "Blast in market kills 3\\n\\nThree people died.").title
    'Blast in market kills 3'
    """

    id: str
    text: str
    sha256: str
    source: str | None = None
    title: str | None = None
    language: str | None = None
    published_on: str | None = None
    retrieved_at: str | None = None
    url: str | None = None
    replaces: str | None = None
    translation_of: str | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report saying that one kind of harm was done to one group of people.

    "In report R, at characters a-b, S is quoted saying that n people were harmed so."

    A claim is never edited: a person who disagrees adds a `Judgement`. ``part_of`` is the id of the claim of the same report of
    which this one is a part ("including seven women"). ``background`` is true where the report retells an earlier happening.
    """

    id: str
    report: str
    quote: Span
    trigger: Span
    harm: Harm
    victims: Victims
    count: Count
    measure: Measure = Measure()
    part_of: str | None = None
    modality: Modality = "occurred"
    certainty: Certainty = "stated"
    actor: Actor | None = None
    means: Means | None = None
    place: Place | None = None
    date: DateRange | None = None
    speakers: tuple[Speaker, ...] = ()
    background: bool = False
    confidence: float = 1.0
    made_by: str = ""


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


Noun = TypeVar("Noun")


def make_id(*facts: object) -> str:
    """Hash raw facts into an id of 16 hex digits: the same facts give the same id on every machine and in every order of runs.

    >>> make_id("report-1", "killed", 10, 25) == make_id("report-1", "killed", 10, 25)
    True
    >>> len(make_id("a"))
    16
    """
    return hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()[:16]


def make_report(id: str, text: str, **details: Any) -> Report:
    """Make a report from its text; where no title is given, a first line that stands alone is the title."""
    details.setdefault("sha256", hashlib.sha256(text.encode()).hexdigest())
    details.setdefault("title", find_title(text))
    return Report(id=id, text=text, **details)


def find_title(text: str) -> str | None:
    """Find the title line: the first non-blank line, unless it is long enough to be the text itself (250 characters).

    A first line that runs on into the next at a fixed width (old cables and e-mail are wrapped at 50 to 90) is no title.

    >>> find_title("Shelling kills four in Homs\\n\\nFour people were killed.")
    'Shelling kills four in Homs'
    >>> find_title("One line of text alone.") is None
    True
    """
    lines = text.strip().splitlines()[:2]
    if len(lines) < 2 or len(lines[0]) > 250 or all(50 <= len(line) <= 90 for line in lines):
        return None
    return lines[0].strip()


def to_json(noun: Any) -> Any:
    """Turn a noun into plain JSON data, with ``from`` and ``to`` as JSON names.

    >>> to_json(Measure(kind="rate", per="day"))
    {'kind': 'rate', 'per': 'day', 'from': None, 'to': None}
    """
    kind = type(noun)
    if kind in _AS_IT_IS:
        return noun
    if kind in _SHAPES or (is_dataclass(noun) and not isinstance(noun, type)):
        return {name: v if type(v := getattr(noun, key)) in _AS_IT_IS else to_json(v) for key, name, _ in _shape(kind)}
    if isinstance(noun, Mapping):
        return {key: to_json(value) for key, value in noun.items()}
    if isinstance(noun, list | tuple):
        return [to_json(item) for item in noun]
    return noun


def from_json(kind: type[Noun], data: Mapping[str, Any]) -> Noun:
    """Make a noun from JSON data.

    Raises ValueError that names the field where a field is unknown, missing or not one of its values.

    >>> from_json(Measure, {"kind": "rate", "per": "day", "from": None, "to": None})
    Measure(kind='rate', per='day', from_on=None, to_on=None)
    >>> from_json(Measure, {"kind": "sum"})
    Traceback (most recent call last):
    ...
    ValueError: Measure.kind: 'sum' is not one of incident, period_total, rate, stock, flow
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__}: {data!r} is no object")
    form = _form(cast(Any, kind))
    if not data.keys() <= form.keys():
        raise ValueError(f"{kind.__name__}: unknown field {min(data.keys() - form.keys())!r}")
    values = {key: read(data[name], where) for name, (key, read, where) in form.items() if name in data}
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})  # most of what a noun holds
_SHAPES: dict[Any, tuple[tuple[str, str, Any], ...]] = {}


def _shape(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """(attribute, JSON name, type) of each field."""
    if kind not in _SHAPES:
        hints = get_type_hints(kind)
        _SHAPES[kind] = tuple((f.name, f.metadata.get("json", f.name), hints[f.name]) for f in fields(kind))
    return _SHAPES[kind]


_Read = Callable[[Any, str], Any]
"""Reads a value and checks it; the words say where it stands, for the line that names a wrong one."""


@cache
def _form(kind: Any) -> dict[str, tuple[str, _Read, str]]:
    """For each JSON name the attribute, how its value is read, and where it stands."""
    return {name: (key, _make_read(hint), f"{kind.__name__}.{name}") for key, name, hint in _shape(kind)}


@cache
def _make_read(hint: Any) -> _Read:
    """Make what reads values of a type; made once a type, since a release holds hundreds of thousands of values."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        read = _make_read(next(a for a in args if a is not type(None)))
        return (lambda value, where: None if value is None else read(value, where)) if type(None) in args else read
    if origin is Literal:
        return partial(_read_word, args)
    if origin is tuple:
        return partial(_read_list, _make_read(args[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value, where: from_json(hint, value)
    return partial(_read_plain, hint) if isinstance(hint, type) else lambda value, where: value


def _read_word(words: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in words:
        raise ValueError(f"{where}: {value!r} is not one of {', '.join(map(str, words))}")
    return value


def _read_list(read: _Read, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{where}: {value!r} is no list")
    return tuple([read(item, where) for item in value])


def _read_plain(kind: type, value: Any, where: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{where}: {value!r} is no {kind.__name__}")
    return value
