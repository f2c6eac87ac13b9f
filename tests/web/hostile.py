"""150 texts that try to be code, in every place where a text from outside comes into a project: through files, by way of collecting.

All people, places, parties and crimes here are fictional.
"""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from civharm.collecting import collect
from civharm.model import Actor, Claim, Count, DateRange, Judgement, Means, Place, Report, Span, Speaker, Victims, make_id

_WAYS_OUT = [
    "", '">', "'>", "`>", ">", "</script>", "</textarea>", "</title>", "</style>", "</select>", "</svg>", "</noscript>", "</details>",
    "-->", "]]>", "<!--", "{{7*7}}", "{% raw %}", "\\u003c/script\\u003e", "&quot;&gt;", "%22%3E", "\u202e", "\ue000", "\u2028", "</p></div></main>",
]  # fmt: skip
CODES = [
    "<script>ran()</script>",
    "<img src=x onerror=ran()>",
    "<svg onload=ran()><a xlink:href=javascript:ran()>x</a></svg>",
    "<iframe srcdoc='<script>parent.ran()</script>' src=javascript:parent.ran()></iframe>",
    "<link rel=stylesheet href=//evil.example/x.css><base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><input autofocus onfocus=ran()><button formaction=javascript:ran()>",
]
PAYLOADS = [out + code for out in _WAYS_OUT for code in CODES]
assert len(PAYLOADS) == 150 == len(set(PAYLOADS))


def make_hostile_project(folder: Path, number: int) -> tuple[list[Report], list[Claim], list[Judgement]]:
    """Write hostile files into a folder, collect them, and make a claim and a disputing judgement of each report."""
    folder.mkdir(parents=True)
    chosen = PAYLOADS[:: len(PAYLOADS) // number][:number]
    for n, payload in enumerate(chosen):
        _write_file(folder, n, payload)
    reports = [item.report for item in collect([folder]) if item.report is not None]
    assert len(reports) == number, "every hostile file is collected, as text"
    told = {report.id: next(p for n, p in enumerate(chosen) if f"number {n}." in report.text) for report in reports}
    reports = [replace(report, url=report.url or f"javascript:ran()//{told[report.id]}") for report in reports]
    claims = [_make_claim(report, n, told[report.id]) for n, report in enumerate(reports)]
    return reports, claims, [_make_judgement(claim, told[claim.report]) for claim in claims]


def _write_file(folder: Path, n: int, payload: str) -> None:
    name = f"{n}-{payload.replace('/', '∕')[:60]}"
    text = (
        f"Shells of the Party of P killed {n + 2} people in Alphaville {payload} on 3 May 2016, a medic said. This is number {n}."
    )
    said = {"title": f"Day {n} {payload}", "publisher": payload, "url": f"https://example.org/{payload}", "language": "en"}
    if n % 3 == 0:
        head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in said.items())
        (folder / f"{name}.txt").write_text(f"---\n{head}---\n\n{text}\n", encoding="utf-8")
    elif n % 3 == 1:
        row = {**said, "id": f"{n}" + "".join(filter(str.isprintable, payload)), "text": text}
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    else:
        safe = html.escape(text)
        page = f"<html><head><title>{html.escape(said['title'])}</title></head><body><article><p>{safe}</p>{payload}</article></body></html>"
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def _make_claim(report: Report, n: int, payload: str) -> Claim:
    text, at = report.text, report.text.index("killed ")
    start, end = text.index("Shells of"), text.index("This is number")
    who = text.index("people", at)
    day = (date(2016, 1, 1) + timedelta(days=3 * n)).isoformat()
    return Claim(
        id=make_id(report.id, n), report=report.id, quote=Span(text[start:end].rstrip(), start, start + len(text[start:end].rstrip())),
        trigger=Span("killed", at, at + 6), harm="killed",
        victims=Victims(text=text[at + 7 : who + 6], start=at + 7, end=who + 6),
        count=Count(text=text[at + 7 : who - 1], start=at + 7, end=who - 1, low=n + 2, high=n + 2, bound="exact"),
        actor=Actor(text=payload, start=None, end=None, name=payload, id=payload, inferred=True),
        means=Means(text=payload, start=None, end=None, category="explosive", inferred=True),
        place=Place(text=payload, start=None, end=None, name=f"{payload} {n}", id=f"{payload}{n}", lat=1.0 + n / 10, lon=2.0,
                    precision=1 + n % 4, path=(payload,), inferred=True),
        date=DateRange(text=payload, start=None, end=None, from_on=day, to_on=day, precision=1, inferred=True),
        speakers=(Speaker(text=payload, start=None, end=None, name=payload),), confidence=0.9, made_by=payload,
    )  # fmt: skip


def _make_judgement(claim: Claim, payload: str) -> Judgement:
    by = payload if payload.isprintable() else "A. Recorder"
    return Judgement(
        id=f"{make_id(claim.id)}", kind="dispute", about=(claim.id,), by=by[:80], at="2024-05-01T10:00:00.000Z", why=payload
    )
