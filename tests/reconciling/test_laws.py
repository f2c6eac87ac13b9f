"""Laws of reconciling, over claims that nobody thought of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from making import claim, incident, report

from civharm.model import Claim, Incident, Person, Speaker
from civharm.reconciling import RULES, count_report, recompute, reconcile

BOUNDS = [
    ("{n} people", lambda n: (n, n), "exact"),
    ("at least {n} people", lambda n: (n, None), "at_least"),
    ("up to {n} people", lambda n: (None, n), "at_most"),
    ("another {n} people", lambda n: (n, n), "exact"),
    ("{n} soldiers", lambda n: (n, n + 2), "range"),
    ("dozens of people", lambda n: (24, None), "unknown_plural"),
    ("civilians", lambda n: (2, None), "unknown_plural"),
    ("a man", lambda n: (1, 1), "exact"),
    ("a family", lambda n: (None, None), "unknown_plural"),
    ("nobody", lambda n: (0, 0), "exact"),
]
SENTENCES = ["{} died.", "The toll rose to {} killed.", "Initially {} were killed.", "{} were also killed.", "In all, {} died."]
VOICES: list[tuple[Speaker, ...]] = [
    (),
    (Speaker(text="a doctor", start=None, end=None),),
    (Speaker(text="the army", start=None, end=None, kind="party", speech_act="admit"),),
]


@st.composite
def claims_of(draw: st.DrawFn) -> list[Claim]:
    """Claims of one to four reports, with parts, speakers, vague words, groups and background."""
    made: list[Claim] = []
    for number in range(draw(st.integers(1, 9))):
        words, bounds, bound = draw(st.sampled_from(BOUNDS))
        n = draw(st.integers(0, 60))
        low, high = bounds(n)
        words = words.format(n=n)
        mine = f"r{draw(st.integers(1, 4))}"
        totals = [c.id for c in made if c.report == mine and c.part_of is None]
        people = (Person(text="x", start=0, end=0, name=f"Name {n % 5}"),) if words == "a man" and draw(st.booleans()) else ()
        made.append(
            claim(
                low, high, id=f"c{number}", report=mine, at=100 * draw(st.integers(0, 5)), words=words, bound=bound, people=people,
                sentence=draw(st.sampled_from(SENTENCES)).format(words),
                harm=draw(st.sampled_from(["killed", "injured"])),
                status=draw(st.sampled_from(["unknown", "civilian", "combatant"])), speakers=draw(st.sampled_from(VOICES)),
                groups=draw(st.sampled_from([(), (), ("children",), ("women",)])), background=draw(st.integers(0, 9)) == 0,
                unit=draw(st.sampled_from(["person", "person", "person", "household"])),
                modality=draw(st.sampled_from(["occurred"] * 6 + ["denied", "feared"])),
                kind=draw(st.sampled_from(["incident"] * 6 + ["period_total"])),
                part_of=draw(st.sampled_from([None, None, None, *totals])),
            )
        )  # fmt: skip
    return made


def days(data: st.DataObject) -> list:
    return [
        report(f"r{i}", published_on=data.draw(st.sampled_from([None, "2024-05-01", "2024-05-02", "2024-05-30"])))
        for i in range(1, 5)
    ]


def fill(claims: list[Claim], reports: list, **more: object) -> Incident:
    return reconcile(incident(*claims, **more), claims, reports, rules=tuple(RULES))


@settings(deadline=None)
@given(claims_of(), st.data())
def test_low_is_never_above_best_nor_best_above_high(claims: list[Claim], data: st.DataObject) -> None:
    for tally in fill(claims, days(data)).tallies:
        known = [n for n in (tally.low, tally.best, tally.high) if n is not None]
        assert known == sorted(known)
        assert all(n >= 0 for n in known)


@settings(deadline=None)
@given(claims_of(), st.data())
def test_the_order_of_claims_and_reports_does_not_matter(claims: list[Claim], data: st.DataObject) -> None:
    reports = days(data)
    shuffled = data.draw(st.permutations(claims))
    assert reconcile(incident(*claims), shuffled, reports[::-1]) == reconcile(incident(*claims), claims, reports)


@settings(deadline=None)
@given(claims_of(), st.data())
def test_every_tally_recomputes_from_the_claims_it_used(claims: list[Claim], data: st.DataObject) -> None:
    for tally in fill(claims, days(data)).tallies:
        assert recompute(tally, [c for c in claims if c.id in tally.used]) == tally


@settings(deadline=None)
@given(claims_of(), st.data())
def test_a_copy_changes_no_range(claims: list[Claim], data: st.DataObject) -> None:
    reports = days(data)
    copied = data.draw(st.sampled_from(sorted({c.report for c in claims})))
    copies = [
        replace(c, id=f"copy-{c.id}", report="copy", part_of=f"copy-{c.part_of}" if c.part_of else None)
        for c in claims
        if c.report == copied
    ]
    origins = {f"report {r}": tuple(c for c in claims if c.report == r) for r in {c.report for c in claims}}
    with_copy = {**origins, f"report {copied}": (*origins[f"report {copied}"], *copies)}
    published = next(r.published_on for r in reports if r.id == copied)
    before = reconcile(incident(*claims, origins=origins), claims, reports, rules=tuple(RULES))
    after = reconcile(
        incident(*claims, *copies, origins=with_copy), [*claims, *copies], [*reports, report("copy", published_on=published)],
        rules=tuple(RULES),
    )  # fmt: skip
    assert [(t.low, t.best, t.high) for t in after.tallies] == [(t.low, t.best, t.high) for t in before.tallies]


@settings(deadline=None)
@given(claims_of(), st.data())
def test_a_total_never_raises_an_incident(claims: list[Claim], data: st.DataObject) -> None:
    reports = days(data)
    plain = [c for c in claims if c.measure.kind == "incident"]
    total = claim(10_000, report="r1", kind="period_total", words="10000 people", at=900)
    if plain:
        assert fill([*plain, total], reports).tallies is not None
        one = [(t.low, t.best, t.high) for t in fill([*plain, total], reports).tallies]
        assert one == [(t.low, t.best, t.high) for t in fill(plain, reports).tallies]


@settings(deadline=None)
@given(claims_of())
def test_what_a_report_counts_holds_only_claims_of_that_harm_and_unit(claims: list[Claim]) -> None:
    mine = [c for c in claims if c.report == claims[0].report]
    known = {c.id: c for c in mine}
    for (harm, unit), counted in count_report(mine).items():
        listed = [known[i] for i in (*counted.used, *(one.claim for one in counted.left_out))]
        assert {(c.harm, c.count.unit) for c in listed} == {(harm, unit)}
        assert len(listed) == len({c.id for c in listed})


@settings(deadline=None)
@given(claims_of(), st.data())
def test_every_claim_of_a_tallys_harm_is_used_or_left_out_with_a_reason(claims: list[Claim], data: st.DataObject) -> None:
    for tally in fill(claims, days(data)).tallies:
        if tally.victims == "all" and tally.group is None and tally.rule == "widest":
            mine = {c.id for c in claims if (c.harm, c.count.unit) == (tally.harm, tally.unit)}
            assert {*tally.used, *(one.claim for one in tally.left_out)} == mine
            assert all(one.why for one in tally.left_out)
