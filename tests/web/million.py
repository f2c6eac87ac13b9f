"""Make a large project from a seed, through the store's own methods: reports with texts, and the claims read of them.

    python tests/web/million.py FOLDER [CLAIMS] [SEED]

All people, places, parties and crimes here are fictional; names are put together from syllables. Ten claims a report, of five
happenings that other reports tell too, with other numbers; common and rare places, publishers and words.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from civharm.model import (
    Actor,
    Claim,
    Contradiction,
    Count,
    DateRange,
    Incident,
    Means,
    Place,
    Release,
    Report,
    Side,
    Span,
    Speaker,
    Victims,
    Voices,
    make_id,
    make_report,
)  # fmt: skip
from civharm.store import make_claims_key, open_store

READER = "a fictional reader"
CLAIMS_A_REPORT, HAPPENINGS_A_REPORT, PORTION = 10, 5, 2_000
_SYLLABLES = [a + b for a in ("b", "d", "k", "l", "m", "n", "r", "s", "t", "v", "z", "qu", "br", "st") for b in "aeiou"]
_FILLER = (
    "Rescuers worked through the night with their bare hands near {name} street.",
    "A shop owner, {name} {name}, said that the windows of the whole row had burst.",
    "The road to {name} was closed until the evening, and lorries waited in the rain.",
    "Nobody at the {name} office answered the telephone.",
    "The market had opened early because of the holiday, {name} said.",
    "Electricity was cut in the quarters of {name} and {name} for {number} hours.",
    "A truce that was agreed in {name} has been broken many times.",
    "The weather was clear, and the sound carried as far as {name}.",
)
_DEEDS: tuple[tuple[str, str, str, str], ...] = (
    ("killed", "killed", "shells", "explosive"), ("injured", "wounded", "gunfire", "small_arms"),
    ("abducted", "abducted", "at a checkpoint", "other"), ("displaced", "displaced", "shelling", "explosive"),
    ("detained", "detained", "in a raid", "other"), ("killed", "killed", "a car bomb", "planted_explosive"),
)  # fmt: skip
_WHO = (("people", "unknown"), ("civilians", "civilian"), ("children", "civilian"), ("fighters", "combatant"))
_MADE_BY = ("learned+rules", "learned+rules", "learned+rules", "learned", "rules")


@cache
def make_names(kind: str, number: int) -> tuple[str, ...]:
    """Names that sound like none in particular: the same for one kind and number on every run."""
    dice = random.Random(f"{kind} {number}")
    names: dict[str, None] = {}
    while len(names) < number:
        names["".join(dice.choices(_SYLLABLES, k=dice.choice((2, 3, 3, 4)))).capitalize()] = None
    return tuple(names)


def _pick(dice: random.Random, names: tuple[str, ...]) -> str:
    """A few names come often and most seldom, as in any corpus."""
    return names[min(int(dice.paretovariate(0.6)) - 1, len(names) - 1) if dice.random() < 0.6 else dice.randrange(len(names))]


def make_report_of(number: int, seed: int, happenings: int) -> tuple[Report, list[tuple[int, Claim]]]:
    """A report and its claims, each with the happening that it is about."""
    dice = random.Random(f"{seed} report {number}")
    source = _pick(dice, make_names("source", 200)) + " News"
    told_on = date(2015, 1, 1) + timedelta(days=dice.randrange(900))
    title = f"{_pick(dice, make_names('word', 20_000))}: fighting goes on, day {dice.randrange(1, 900)}"
    text, drafts = title + "\n\n", []
    for _ in range(HAPPENINGS_A_REPORT):
        happening = dice.randrange(happenings)
        for _ in range(CLAIMS_A_REPORT // HAPPENINGS_A_REPORT):
            words, draft = _tell(happening, seed, dice, len(text))
            text += words + " "
            drafts.append(draft)
        text += _fill(dice) + " " + _fill(dice) + "\n\n"
    report = make_report(f"report-{number:07}", text, title=title, source=source, published_on=told_on.isoformat(), language="en")
    return report, [(draft["happening"], _make_claim(report, draft)) for draft in drafts]


def _fill(dice: random.Random) -> str:
    words = make_names("word", 20_000)
    sentence = dice.choice(_FILLER)
    while "{name}" in sentence:
        sentence = sentence.replace("{name}", _pick(dice, words), 1)
    return sentence.replace("{number}", str(dice.randrange(2, 40)))


def _tell(happening: int, seed: int, dice: random.Random, at: int) -> tuple[str, dict[str, Any]]:
    """One sentence about a happening with where its words stand in the report; what happened is the same whoever tells it."""
    fixed = random.Random(f"{seed} happening {happening}")
    n = fixed.randrange(len(make_names("place", 5_000))) if fixed.random() < 0.5 else int(5_000 * fixed.random() ** 4)
    deed, day = dice.choice(_DEEDS), date(2015, 1, 1) + timedelta(days=fixed.randrange(900))
    actor, true = _pick(fixed, make_names("party", 60)), int(2 + 3 * fixed.paretovariate(1.1)) % 4_000
    number = true if dice.random() < 0.7 else max(1, int(true * dice.uniform(0.5, 2.5)))
    who, status = dice.choice(_WHO)
    place, speaker = make_names("place", 5_000)[n], f"the {_pick(dice, make_names('office', 300))} office"
    said = f"{day.day} {day:%B} {day.year}"
    parts = (
        ("", "In "), ("place", place), ("", " on "), ("date", said), ("", ", "), ("means", deed[2]), ("", " of the "),
        ("actor", f"Party of {actor}"), ("", " left "), ("count", f"{number:,}"), ("", f" {who} "), ("trigger", deed[1]),
        ("", ", "), ("speaker", speaker), ("", " said."),
    )  # fmt: skip
    sentence, spans = "", {}
    for slot, words in parts:
        if slot:
            spans[slot] = (words, at + len(sentence), at + len(sentence) + len(words))
        sentence += words
    spans["quote"] = (sentence, at, at + len(sentence))
    start = spans["count"][1]
    spans["victims"] = (f"{number:,} {who}", start, start + len(f"{number:,} {who}"))
    known = {
        "deed": deed,
        "number": number,
        "status": status,
        "day": day.isoformat(),
        "n": n,
        "actor": actor,
        "happening": happening,
    }
    return sentence, known | {"spans": spans, "sure": round(dice.betavariate(6, 1.2), 2), "by": dice.choice(_MADE_BY)}


def _make_claim(report: Report, draft: dict[str, Any]) -> Claim:
    spans, number, n = draft["spans"], draft["number"], draft["n"]
    named = {slot: dict(zip(("text", "start", "end"), span, strict=True)) for slot, span in spans.items()}
    return Claim(
        id=make_id(report.id, report.sha256, draft["deed"][0], *spans["victims"][1:]),
        report=report.id,
        quote=Span(*spans["quote"]),
        trigger=Span(*spans["trigger"]),
        harm=draft["deed"][0],
        victims=Victims(**named["victims"], status=draft["status"]),
        count=Count(**named["count"], low=number, high=number, bound="exact"),
        actor=Actor(**named["actor"], name=f"Party of {draft['actor']}", id=f"test:{draft['actor'].lower()}"),
        means=Means(**named["means"], category=draft["deed"][3]),
        place=Place(
            **named["place"], name=spans["place"][0], id=f"test:{n}", lat=round(30 + (n * 0.37) % 9, 3),
            lon=round(20 + (n * 0.53) % 19, 3), precision=1, path=(f"Country {n % 7}", f"Region {n % 90}"),
        ),
        date=DateRange(**named["date"], from_on=draft["day"], to_on=draft["day"], precision=1),
        speakers=(Speaker(**named["speaker"], kind="official"),),
        confidence=draft["sure"],
        made_by=f"civharm 0 {draft['by']}",
    )  # fmt: skip


def make_portions(claims: int, seed: int) -> Iterator[list[tuple[Report, list[tuple[int, Claim]]]]]:
    """Reports with their claims, some thousands at a time."""
    reports = -(-claims // CLAIMS_A_REPORT)
    for start in range(0, reports, PORTION):
        numbers = range(start, min(start + PORTION, reports))
        yield [make_report_of(number, seed, max(1, claims // 8)) for number in numbers]


def make_project(folder: Path, claims: int, seed: int = 7) -> None:
    """Write the project, as a run would have: what is there already is not written again."""
    reader, members = READER, defaultdict[int, list[tuple[str, str, str, int | None]]](list)
    with open_store(folder) as store:
        for portion in make_portions(claims, seed):
            with store.together():
                store.add_reports([report for report, _ in portion])
                for report, told in portion:
                    store.save_claims(make_claims_key(report, reader), [c for _, c in told], report=report.id, reader=reader)
                    for happening, claim in told:
                        members[happening].append((claim.id, report.id, claim.harm, claim.count.low))
        incidents = tuple(make_incident(told) for told in members.values())
        store.save_release(Release(version=f"{claims} claims of seed {seed}", reports=(), claims=(), incidents=incidents))


def make_incident(told: list[tuple[str, str, str, int | None]]) -> Incident:
    """The incident of a happening with what linking and reconciling would say of its voices; every report is an origin."""
    numbers = defaultdict[str, dict[int | None, list[str]]](lambda: defaultdict(list))
    for id, _, harm, low in told:
        numbers[harm][low].append(id)
    contradictions = tuple(
        Contradiction(about="count", sides=tuple(Side(claims=tuple(ids), speakers=()) for ids in sides.values()))
        for sides in numbers.values()
        if len(sides) > 1
    )
    ids, reports = sorted({id for id, *_ in told}), {report for _, report, *_ in told}
    voices = Voices(addresses=len(reports), texts=len(reports), origins=len(reports))
    return Incident(id=make_id(ids[0]), claims=tuple(ids), voices=voices, contradictions=contradictions)


if __name__ == "__main__":
    began = time.monotonic()
    make_project(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000, int((sys.argv[3:] or ["7"])[0]))
    print(f"made in {time.monotonic() - began:.0f} s")
