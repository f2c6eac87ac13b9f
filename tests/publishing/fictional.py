"""FICTIONAL. A small release made by hand, in which every kind of thing that is published occurs once.

Every person, place, party, outlet and crime here is invented; real parties are stood for by placeholders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from civharm.model import (
    Actor,
    Allegation,
    Claim,
    Contradiction,
    Count,
    DateRange,
    GradeNote,
    Incident,
    Judgement,
    LeftOut,
    Means,
    Measure,
    Origin,
    Person,
    Place,
    Release,
    Report,
    Series,
    SeriesPoint,
    Side,
    Span,
    Speaker,
    SpeakerKind,
    Tally,
    Victims,
    Voices,
    make_id,
    make_report,
)

MARKET = Place(
    text="Old Market", start=None, end=None, name="Old Market", id="test:1", lat=36.3402, lon=43.1291, precision=1,
    path=("Freedonia", "Northland", "Alphaville"),
)  # fmt: skip
PROVINCE = Place(
    text="Northland", start=None, end=None, name="Northland", id="test:2", lat=36.2, lon=42.4, precision=4, path=("Freedonia",)
)
COUNTRY = Place(text="Iraq", start=None, end=None, name="Iraq", id="test:3", lat=33.0, lon=44.0, precision=6)
ROAD = Place(
    text="the road to Betatown",
    start=None,
    end=None,
    name="Betatown",
    id="test:4",
    lat=35.9,
    lon=43.6,
    precision=2,
    path=("Freedonia",),
)

TEXTS: dict[str, tuple[str, dict[str, Any]]] = {
    "r-gazette": (
        "Air strike on Old Market kills 12\n\nAn air strike hit the Old Market in Alphaville on 17 March 2017, killing at least 12 people, "
        "including five children, the Northland Health Office said. Samir Placeholder, 34, a baker, was among the dead. "
        "Thirty were wounded.",
        {"source": "Alphaville Gazette", "published_on": "2017-03-18", "url": "https://gazette.example/2017/03/18/old-market"},
    ),
    "r-wire": (
        "Dozens dead in market strike\n\nBetween 12 and 15 civilians died when Coalition P aircraft struck the Old Market on Friday, a "
        "witness, Umm Lina, told the Wire. Call the family on +964 770 000 0000 or write to samir.placeholder@mail.example. "
        "Their house stands at 14 Example Street.",
        {"source": "Example Wire", "published_on": "2017-03-18", "url": "https://wire.example/samir-placeholder-among-dead"},
    ),
    "r-copy": (
        "Dozens dead in market strike\n\nBetween 12 and 15 civilians died when Coalition P aircraft struck the Old Market on Friday, a "
        "witness, Umm Lina, told the Wire.",
        {"source": "Daily Placeholder", "published_on": "2017-03-19", "url": "https://daily.example/12"},
    ),
    "r-party": (
        "Statement\n\nCoalition P said that 20 fighters of Group Q were killed at the Old Market and denied that civilians died.",
        {"source": "Coalition P press office", "published_on": "2017-03-20"},
    ),
    "r-arabic": (
        "مقتل ثلاثة مدنيين\n\nقتل ثلاثة مدنيين في نورثلاند أمس، بحسب مكتب الصحة.",
        {"source": "صحيفة المثال", "published_on": "2017-03-22", "url": "https://ar.example/خبر", "language": "ar"},
    ),
    "r-hostile": (
        '<script>alert("t")</script>\n\n=1+1 families <img src=x onerror=alert(1)> were displaced in Iraq & beyond "in March".',
        {"source": '"><svg onload=alert(2)>', "published_on": "2017-04-01", "url": "javascript:alert(3)"},
    ),
    "r-samir-placeholder": (
        "UN: 1,200 killed in March\n\nAt least 1,200 people were killed across Freedonia in March 2017, the UN Example Mission said. "
        "About 30 a day are wounded, said Dr. Public Official, its spokesman. Several people were abducted.",
        {"source": "UN Example Mission", "published_on": "2017-04-02", "url": "https://un.example/march"},
    ),
    "r-secret": (
        "Not for publication\n\nA confidential source, Hidden Witness, counted 16 dead at the Old Market and 2 dead in Secretville.",
        {"source": "A field team", "published_on": "2017-03-19", "restricted": True},
    ),
    "r-road": (
        "Bus hit on the road\n\nA mine hit a bus on the road to Betatown on 2 March 2017 and killed three women; two families reportedly fled.",
        {"source": "Alphaville Gazette", "published_on": "2017-03-03", "url": "https://gazette.example/bus"},
    ),
}  # fmt: skip

FRIDAY = ("Friday", "2017-03-17", "2017-03-17", 1)


def make_reports() -> dict[str, Report]:
    """Make the reports."""
    return {name: make_report(name, text, **details) for name, (text, details) in TEXTS.items()}


def _span(report: Report, words: str, after: int = 0) -> tuple[str, int, int]:
    start = report.text.index(words, after)
    return words, start, start + len(words)


def say(
    report: Report, sentence: str, count: str, low: int | None, high: int | None, victims: str, *, harm: str = "killed",
    trigger: str = "killed", status: str = "unknown", groups: tuple[str, ...] = (), people: Sequence[tuple[str, int | None]] = (),
    speakers: Sequence[tuple[str, SpeakerKind, str]] = (), actor: str | None = None, means: tuple[str, str] | None = None,
    place: Place | None = None, date: tuple[str, str | None, str | None, int] | None = None, bound: str = "exact", **details: Any,
) -> Claim:  # fmt: skip
    """Make a claim from the words of a report, so that its offsets are true."""
    quote = Span(*_span(report, sentence))
    inside = quote.start

    def dated(words: str, first: str | None, last: str | None, precision: int) -> DateRange:
        return DateRange(text=words, start=None, end=None, from_on=first, to_on=last, precision=precision, inferred=True)

    unit = details.pop("unit", "person")
    return Claim(
        id=make_id(report.id, sentence, count, victims, harm),
        report=report.id, quote=quote, trigger=Span(*_span(report, trigger, inside)), harm=harm,  # type: ignore[arg-type]
        victims=Victims(**_words(report, victims, inside), status=status, groups=groups,  # type: ignore[arg-type]
                        people=tuple(Person(**_words(report, n, inside), name=n, age=a) for n, a in people)),
        count=Count(**_words(report, count, inside), low=low, high=high, bound=bound, unit=unit),  # type: ignore[arg-type]
        speakers=tuple(Speaker(**_words(report, t, inside), kind=k, speech_act=a) for t, k, a in speakers),  # type: ignore[arg-type]
        actor=Actor(**_words(report, actor, inside), name=actor) if actor else None,
        means=Means(**_words(report, means[0], inside), category=means[1]) if means else None,  # type: ignore[arg-type]
        place=place, date=dated(*date) if date else None, made_by="civharm 0 (by hand)", **details,
    )  # fmt: skip


def _words(report: Report, words: str, after: int) -> dict[str, Any]:
    text, start, end = _span(report, words, after)
    return {"text": text, "start": start, "end": end}


def make_claims(r: dict[str, Report]) -> dict[str, Claim]:
    """Make the claims."""
    strike = "An air strike hit the Old Market in Alphaville on 17 March 2017, killing at least 12 people, including five children, the Northland Health Office said."  # fmt: skip
    wire = "Between 12 and 15 civilians died when Coalition P aircraft struck the Old Market on Friday, a witness, Umm Lina, told the Wire."
    day = ("17 March 2017", "2017-03-17", "2017-03-17", 1)
    office = [("the Northland Health Office", "official", "assert")]
    witness = [("a witness, Umm Lina", "witness", "accuse"), ("the Wire", "media", "assert")]
    party = "Coalition P said that 20 fighters of Group Q were killed at the Old Market and denied that civilians died."
    spoke = [("Coalition P", "party", "assert")]
    mission = [("the UN Example Mission", "un", "assert")]
    made = {
        "strike": say(r["r-gazette"], strike, "at least 12", 12, None, "12 people", trigger="killing", bound="at_least",
                      speakers=office, means=("air strike", "explosive"), place=MARKET, date=day, confidence=0.97),
        "samir": say(r["r-gazette"], "Samir Placeholder, 34, a baker, was among the dead.", "Samir Placeholder", 1, 1,
                     "Samir Placeholder, 34, a baker", trigger="dead", status="civilian", people=[("Samir Placeholder", 34)],
                     place=MARKET, date=day),
        "wounded": say(r["r-gazette"], "Thirty were wounded.", "Thirty", 30, 30, "Thirty", harm="injured", trigger="wounded",
                       place=MARKET, date=day, certainty="hedged"),
        "wire": say(r["r-wire"], wire, "Between 12 and 15", 12, 15, "12 and 15 civilians", trigger="died", status="civilian",
                    bound="range", speakers=witness, actor="Coalition P", place=MARKET, date=FRIDAY),
        "house": say(r["r-wire"], "Their house stands at 14 Example Street.", "Their", None, None, "Their", trigger="house",
                     harm="displaced", bound="unknown_plural"),
        "call": say(r["r-wire"], "Call the family on +964 770 000 0000 or write to samir.placeholder@mail.example.", "the family",
                    None, None, "the family", harm="missing", trigger="Call", bound="unknown_plural", unit="household"),
        "copy": say(r["r-copy"], wire, "Between 12 and 15", 12, 15, "12 and 15 civilians", trigger="died", status="civilian",
                    bound="range", speakers=witness, actor="Coalition P", place=MARKET, date=FRIDAY),
        "fighters": say(r["r-party"], party, "20", 20, 20, "20 fighters of Group Q", status="combatant", speakers=spoke, place=MARKET,
                        date=FRIDAY),
        "denied": say(r["r-party"], party, "civilians", 0, 0, "civilians", trigger="died", status="civilian", modality="denied",
                      speakers=[("Coalition P", "party", "deny")], place=MARKET, date=FRIDAY),
        "arabic": say(r["r-arabic"], "قتل ثلاثة مدنيين في نورثلاند أمس، بحسب مكتب الصحة.", "ثلاثة", 3, 3, "ثلاثة مدنيين", trigger="قتل",
                      status="civilian", speakers=[("مكتب الصحة", "official", "assert")], place=PROVINCE,
                      date=("أمس", "2017-03-21", "2017-03-21", 1)),
        "hostile": say(r["r-hostile"], '=1+1 families <img src=x onerror=alert(1)> were displaced in Iraq & beyond "in March".', "=1+1",
                       2, None, "=1+1 families", harm="displaced", trigger="displaced", unit="household", place=COUNTRY,
                       date=('"in March"', "2017-03-01", "2017-03-31", 4), bound="at_least"),
        "total": say(r["r-samir-placeholder"], "At least 1,200 people were killed across Freedonia in March 2017, the UN Example Mission said.",
                     "At least 1,200", 1200, None, "1,200 people", bound="at_least", speakers=mission,
                     measure=Measure(kind="period_total", from_on="2017-03-01", to_on="2017-03-31")),
        "rate": say(r["r-samir-placeholder"], "About 30 a day are wounded, said Dr. Public Official, its spokesman.", "About 30", 30, 30,
                    "30", harm="injured", trigger="wounded", bound="approximately", speakers=[("Dr. Public Official", "un", "assert")],
                    measure=Measure(kind="rate", per="day")),
        "abducted": say(r["r-samir-placeholder"], "Several people were abducted.", "Several", 3, None, "people", harm="abducted",
                        trigger="abducted", bound="unknown_plural"),
        "secret": say(r["r-secret"], "A confidential source, Hidden Witness, counted 16 dead at the Old Market and 2 dead in Secretville.",
                      "16", 16, 16, "16 dead", trigger="dead", speakers=[("A confidential source, Hidden Witness", "anonymous", "assert")],
                      place=MARKET, date=FRIDAY),
        "secret2": say(r["r-secret"], "A confidential source, Hidden Witness, counted 16 dead at the Old Market and 2 dead in Secretville.",
                       "2 dead", 2, 2, "2 dead", trigger="dead", place=MARKET, date=FRIDAY),
        "bus": say(r["r-road"], "A mine hit a bus on the road to Betatown on 2 March 2017 and killed three women; two families reportedly fled.",
                   "three", 3, 3, "three women", status="civilian", groups=("women",), means=("mine", "planted_explosive"), place=ROAD,
                   date=("2 March 2017", "2017-03-02", "2017-03-02", 1)),
        "fled": say(r["r-road"], "A mine hit a bus on the road to Betatown on 2 March 2017 and killed three women; two families reportedly fled.",
                    "two", 2, 2, "two families", harm="displaced", trigger="fled", unit="household", status="civilian", certainty="hedged",
                    place=ROAD, date=("2 March 2017", "2017-03-02", "2017-03-02", 1)),
    }  # fmt: skip
    children = say(r["r-gazette"], strike, "five", 5, 5, "five children", trigger="killing", status="civilian", groups=("children",),
                   speakers=office, place=MARKET, date=day, part_of=made["strike"].id)  # fmt: skip
    return made | {"children": children}


def _tally(rule: str, harm: str, victims: str, low: int | None, best: int | None, high: int | None, used: Sequence[Claim],
           left_out: Sequence[tuple[Claim, str]] = (), **details: Any) -> Tally:  # fmt: skip
    return Tally(
        rule=rule, version="1", harm=harm, victims=victims, unit=details.pop("unit", "person"), low=low, best=best, high=high,  # type: ignore[arg-type]
        used=tuple(sorted(c.id for c in used)), left_out=tuple(LeftOut(claim=c.id, why=why) for c, why in left_out), **details,
    )  # fmt: skip


def make_market(c: dict[str, Claim], r: dict[str, Report]) -> Incident:
    """Make the incident with everything in it."""
    copy = (c["copy"], "the same text as in Example Wire: a copy adds no voice")
    part = (c["children"], "a part of a larger number of the same report")
    names = ("strike", "samir", "wounded", "wire", "copy", "fighters", "denied", "children", "secret")
    return Incident(
        id=make_id("market"), claims=tuple(sorted(c[n].id for n in names)), previous_ids=(make_id("older market"),),
        place=MARKET, date=c["strike"].date, harms=("killed", "injured"),
        actors=(Allegation(name="Coalition P", id=None, alleged_by=("Umm Lina",), claims=(c["wire"].id, c["copy"].id)),),
        tallies=(
            _tally("widest", "killed", "all", 12, None, 20, [c["strike"], c["wire"], c["fighters"], c["secret"]], [copy, part]),
            _tally("widest", "killed", "civilian", 12, None, 15, [c["wire"]], [copy]),
            _tally("widest", "killed", "all", 5, 5, 5, [c["children"]], group="children"),
            _tally("widest", "injured", "all", 30, 30, 30, [c["wounded"]]),
            _tally("ibc", "killed", "civilian", 12, None, 16, [c["strike"], c["wire"], c["secret"]], [copy, part]),
            _tally("ucdp", "killed", "all", 12, 12, 20, [c["strike"], c["wire"], c["fighters"]], [copy, part]),
            _tally("airwars", "killed", "civilian", 0, None, 15, [c["wire"], c["denied"]], [copy]),
            _tally("airwars", "killed", "combatant", 20, 20, 20, [c["fighters"]]),
            _tally("conceded", "killed", "unknown", 16, 16, 16, [c["secret"]]),
        ),
        contradictions=(
            Contradiction(about="denial", sides=(
                Side(claims=(c["strike"].id, c["wire"].id), speakers=("Umm Lina", "the Northland Health Office"), says="civilians were killed"),
                Side(claims=(c["denied"].id,), speakers=("Coalition P",), says="no civilians were killed"))),
            Contradiction(about="status", sides=(
                Side(claims=(c["wire"].id,), speakers=("Umm Lina",), says="civilians"),
                Side(claims=(c["fighters"].id,), speakers=("Coalition P",), says="combatants"))),
        ),
        voices=Voices(addresses=5, texts=4, origins=4),
        origins=(
            Origin(name="the Northland Health Office", claims=(c["strike"].id, c["children"].id, c["samir"].id), reports=("r-gazette",)),
            Origin(name="Umm Lina > the Wire", claims=(c["wire"].id, c["copy"].id), reports=("r-wire", "r-copy")),
            Origin(name="Coalition P", claims=(c["fighters"].id, c["denied"].id), reports=("r-party",)),
            Origin(name="Hidden Witness", claims=(c["secret"].id,), reports=("r-secret",)),
        ),
        grade=GradeNote(value="Contested", why="Coalition P denies what two others tell"),
    )  # fmt: skip


def make_release() -> Release:
    """Make the whole release."""
    r = make_reports()
    c = make_claims(r)
    arabic = Incident(
        id=make_id("arabic"), claims=(c["arabic"].id,), place=PROVINCE, date=c["arabic"].date, harms=("killed",),
        tallies=(_tally("widest", "killed", "all", 3, 3, 3, [c["arabic"]]),), voices=Voices(addresses=1, texts=1, origins=1),
        origins=(Origin(name="مكتب الصحة", claims=(c["arabic"].id,), reports=("r-arabic",)),),
        grade=GradeNote(value="Weak", why="one origin"),
    )  # fmt: skip
    hostile = Incident(
        id='../"><b>', claims=(c["hostile"].id,), place=COUNTRY, date=c["hostile"].date, harms=("displaced",),
        tallies=(_tally("widest", "displaced", "all", 2, None, None, [c["hostile"]], unit="household"),),
        voices=Voices(addresses=1, texts=1, origins=1),
    )  # fmt: skip
    bus = Incident(
        id=make_id("bus"), claims=(c["bus"].id, c["fled"].id), place=ROAD, date=c["bus"].date, harms=("killed", "displaced"),
        tallies=(_tally("widest", "killed", "all", 3, 3, 3, [c["bus"]]), _tally("widest", "killed", "all", 3, 3, 3, [c["bus"]], group="women"),
                 _tally("ibc", "killed", "civilian", 3, None, 3, [c["bus"]]), _tally("ucdp", "killed", "civilian", 3, 3, 3, [c["bus"]]),
                 _tally("widest", "displaced", "all", 2, 2, 2, [c["fled"]], unit="household")),
        voices=Voices(addresses=1, texts=1, origins=1),
        origins=(Origin(name="Alphaville Gazette", claims=(c["bus"].id, c["fled"].id), reports=("r-road",)),),
        grade=GradeNote(value="Weak", why="one origin"),
    )  # fmt: skip
    secret = Incident(
        id=make_id("secret"), claims=(c["secret2"].id,), harms=("killed",), voices=Voices(addresses=1, texts=1, origins=1),
        tallies=(_tally("widest", "killed", "all", 2, 2, 2, [c["secret2"]]),),
        place=Place(text="Secretville", start=None, end=None, name="Secretville", lat=1.0, lon=2.0, precision=1),
    )  # fmt: skip
    return Release(
        version="fictional-1", reports=tuple(r.values()), claims=tuple(c.values()),
        incidents=(make_market(c, r), arabic, hostile, bus, secret),
        series=(
            Series(kind="period_total", harm="killed", victims="unknown", unit="person", place="Freedonia", points=(
                SeriesPoint(from_on="2017-03-01", to_on="2017-03-31", low=1200, high=None, claims=(c["total"].id,)),)),
            Series(kind="rate", harm="injured", victims="unknown", unit="person", place=None, points=(
                SeriesPoint(low=30, high=30, claims=(c["rate"].id,)),)),
        ),
        unlinked=(c["house"].id, c["call"].id, c["abducted"].id),
        judgements=(
            Judgement(id="j1", kind="correct", about=(c["samir"].id,), by="Rania Recorder", at="2020-01-02T00:00:00Z",
                      why="Samir Placeholder was a baker; his brother is at +964 770 000 0001", before={"victims": {"text": "x"}},
                      after={"victims": {"people": [{"name": "Samir Placeholder", "role": "baker"}]}}),
            Judgement(id="j2", kind="grade", about=(make_id("market"),), by="Rania Recorder", at="2020-01-03T00:00:00Z", why="denied"),
            Judgement(id="j3", kind="reject", about=(c["secret"].id,), by="Second Person", at="2020-01-04T00:00:00Z", why="Hidden Witness"),
        ),
        moved={make_id("gone"): None, make_id("older market"): make_id("market"), make_id("old secret"): make_id("secret")},
    )  # fmt: skip
