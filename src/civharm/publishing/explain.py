"""Explain a number: from a tally to its claims, to the quoted sentence with the counted words marked, to the report and its hash.

For the recorder's own eyes: nothing is masked or withheld here. What leaves the machine goes through `publish`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from civharm.linking import say_links
from civharm.model import Allegation, Claim, Incident, Release, Report, Tally, to_json
from civharm.publishing.date_words import say_date, say_day, say_days
from civharm.publishing.masking import clean
from civharm.publishing.naming_actors import part_allegers
from civharm.publishing.quotes import Mark, Quote, make_segments
from civharm.publishing.site_words import (
    HARM_WORDS,
    RULE_WORDS,
    count_words,
    find_headlines,
    join_names,
    say_claim,
    say_kind,
    say_place,
    say_range,
    say_side,
    say_victims,
)
from civharm.publishing.withholding import make_tally_ref
from civharm.reconciling import compare_totals
from civharm.reconciling.voices import sources_of

Explanation = dict[str, Any]
# Of many totals that an incident is a part of, so many of the narrowest are said.
_TOTALS = 3
_NUMBERS = ("rule", "version", "harm", "victims", "group", "unit", "low", "best", "high", "reached")


def explain_id(release: Release, about: str) -> Explanation:
    """Explain an incident, a tally, a claim or a report, by its id, as plain JSON data.

    A tally is called ``incident:rule:harm:victims:unit``; the beginning of that, up to a colon, means all tallies that begin so.
    An id that has moved is followed. Raises KeyError with one line that says what to do where nothing is called so.
    """
    return _Explainer(release).explain(about)


def say_explanation(told: Mapping[str, Any], *, whole: bool = False) -> str:
    """Say an explanation as lines of text; the counted words stand in ``[[ ]]``, and nothing in it can steer a terminal.

    Of an incident the numbers that a list shows are said, and the narrowest totals; the ``whole`` says what every rule makes of it.
    """
    says = {"incident": _incident_lines, "claim": _claim_lines, "report": _report_lines}
    return clean("\n".join(says[told["kind"]](told if whole else _shorten(told))))


def _shorten(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """An incident's explanation with what a person needs first, and how much more there is."""
    if told["kind"] != "incident":
        return told
    tallies = [tally for tally in told["tallies"] if tally["headline"]] or told["tallies"]
    totals = told["totals"][:_TOTALS]
    more = {"numbers": len(told["tallies"]) - len(tallies), "totals": len(told["totals"]) - len(totals)}
    return {**told, "tallies": tallies, "totals": totals, "more": more}


class _Explainer:
    def __init__(self, release: Release) -> None:
        self.release = release
        self.claims = {claim.id: claim for claim in release.claims}
        self.reports = {report.id: report for report in release.reports}
        self.sources = sources_of(release.reports)
        self.incidents = {old: i for i in release.incidents for old in i.previous_ids}
        self.incidents |= {i.id: i for i in release.incidents}

    def explain(self, about: str) -> Explanation:
        incident = self.incidents.get(self.release.moved.get(about) or about)
        if incident:
            return self._incident(incident, incident.tallies)
        if about in self.claims:
            return self._claim(self.claims[about])
        if about in self.reports:
            return self._report(self.reports[about])
        return self._tallies(about)

    def _tallies(self, about: str) -> Explanation:
        for end in (at for at, letter in enumerate(about) if letter == ":"):
            incident = self.incidents.get(about[:end])
            chosen = [t for t in incident.tallies if _fits(about, incident.id, about[end:], t)] if incident else []
            if incident and chosen:
                return self._incident(incident, chosen)
        if about in self.release.moved:
            raise KeyError(f"{about}: nothing is left of this incident")
        raise KeyError(f"{about}: no incident, tally, claim or report of this project is called so; the table of 'run' lists them")

    def _incident(self, incident: Incident, tallies: Iterable[Tally]) -> Explanation:
        chosen = list(tallies)
        needed = dict.fromkeys(c for t in chosen for c in (*t.used, *(x.claim for x in t.left_out)))
        whole = len(chosen) == len(incident.tallies)
        ids = incident.claims if whole else needed
        return {
            "kind": "incident", "id": incident.id, "date": say_date(incident.date), "place": say_place(incident.place),
            "grade": to_json(incident.grade), "voices": to_json(incident.voices),
            "origins": to_json(incident.origins), "actors": [self._actor(actor) for actor in incident.actors],
            "links": self._links(incident) if whole else [], "totals": self._totals(incident) if whole else [],
            "tallies": [self._tally(incident, tally) for tally in chosen],
            "contradictions": to_json([x for x in incident.contradictions if {c for s in x.sides for c in s.claims} & set(ids)]),
            "claims": [self._claim(self.claims[c]) for c in ids if c in self.claims],
        }  # fmt: skip

    def _actor(self, actor: Allegation) -> Explanation:
        """An actor with who names it outright, and for whose sentence it was taken from elsewhere in the report."""
        named = part_allegers(actor, self.claims, self.sources)
        return {**to_json(actor), "named_by": list(named.outright), "inferred_for": list(named.inferred_for)}

    def _links(self, incident: Incident) -> list[Explanation]:
        """Why each report is of this incident; nothing where a person's decision joined them or one report alone tells it."""
        told_by = {self.claims[claim].report for claim in incident.claims if claim in self.claims}
        if len(told_by) < 2:
            return []
        return [link._asdict() for link in say_links(incident, self.release.claims, self.release.reports)]

    def _totals(self, incident: Incident) -> list[Explanation]:
        """The period totals that hold this incident, compared with the incidents of their place and days, the narrowest first."""
        checks = compare_totals(self.release.series, self.release.incidents, self.release.claims)
        held = [check for check in checks if incident.id in check.incidents]
        return [to_json(check) for check in sorted(held, key=lambda check: len(check.incidents))]

    def _tally(self, incident: Incident, tally: Tally) -> Explanation:
        words = f"{say_range(tally.low, tally.high, tally.unit, tally.reached)} {HARM_WORDS[tally.harm]} ({say_victims(tally)})"
        return {
            "ref": make_tally_ref(incident.id, tally), "words": words, **{name: getattr(tally, name) for name in _NUMBERS},
            "used": list(tally.used), "left_out": to_json(tally.left_out), "headline": tally in find_headlines(incident),
        }  # fmt: skip

    def _claim(self, claim: Claim) -> Explanation:
        report = self.reports.get(claim.report)
        return {
            "kind": "claim", "id": claim.id, "words": say_claim(claim), "quote": {**to_json(claim.quote), "marks": _marks(claim)},
            "count": to_json(claim.count), "victims": to_json(claim.victims), "part_of": claim.part_of,
            "modality": claim.modality, "certainty": claim.certainty, "actor": to_json(claim.actor),
            "place": say_place(claim.place), "date": say_date(claim.date),
            "speakers": [{**to_json(s), "words": f"{s.name or s.text} ({say_kind(s)})"} for s in claim.speakers],
            "report": _facts(report) if report else {"id": claim.report},
        }  # fmt: skip

    def _report(self, report: Report) -> Explanation:
        claims = [self._claim(c) for c in self.release.claims if c.report == report.id]
        return {"kind": "report", **_facts(report), "claims": claims}


def _facts(report: Report) -> Explanation:
    return {name: getattr(report, name) for name in ("id", "title", "source", "published_on", "url", "sha256", "restricted")}


def _marks(claim: Claim) -> list[Explanation]:
    """The counted words and the words of harm, by where they stand in the quote; words outside the quote are not marked."""
    return [
        {"slot": slot, "start": span.start - claim.quote.start, "end": span.end - claim.quote.start}
        for slot, span in (("count", claim.count), ("trigger", claim.trigger))
        if claim.quote.start <= span.start < span.end <= claim.quote.end
    ]


def _fits(about: str, incident: str, rest: str, tally: Tally) -> bool:
    ref = make_tally_ref(incident, tally)
    return ref == incident + rest or ref.startswith(incident + rest.rstrip(":") + ":")


def _incident_lines(told: Mapping[str, Any]) -> Iterator[str]:
    voices, grade = told["voices"], told["grade"]
    yield f"Incident {told['id']}: {told['place']}, {told['date']}"
    kinds = (("addresses", "report"), ("texts", "distinct text"), ("origins", "origin"))
    counted = (count_words(voices[key], word) for key, word in kinds)
    yield f"{', '.join(counted)}; grade: {grade['value'] + ' (' + grade['why'] + ')' if grade else 'none'}"
    yield from _voice_lines(told)
    claims = {claim["id"]: claim for claim in told["claims"]}
    for tally in told["tallies"]:
        yield from _tally_lines(tally, claims)
    if told.get("more", {}).get("numbers"):
        yield f"\n{count_words(told['more']['numbers'], 'further number')} by other rules and of other victims: --all shows them"
    for one in told["contradictions"]:
        yield f"\nContradiction about the {one['about']}:"
        for side in one["sides"]:
            yield f"  {say_side(side['says'])}: {join_names(side['speakers'])} ({', '.join(side['claims'])})"
    for claim in told["claims"]:
        yield ""
        yield from _claim_lines(claim)


def _voice_lines(told: Mapping[str, Any]) -> Iterator[str]:
    """Who told it first, who is alleged to have done it, why its reports are one incident, and the totals that it is a part of."""
    for origin in told["origins"]:
        yield f"  origin    {origin['name']}: {', '.join(origin['reports'])}"
    for actor in told["actors"]:
        if actor["named_by"]:
            yield f"  alleged   {actor['name']}, by {join_names(actor['named_by'])}"
        if actor["inferred_for"]:
            yield f"  inferred  {actor['name']}, for what is said by {join_names(actor['inferred_for'])}"
    for link in told["links"]:
        yield f"  linked    {link['report']} with {link['other']}. {link['says']}"
    for check in told["totals"]:
        yield f"  total     {_say_check(check)}"
    if told.get("more", {}).get("totals"):
        yield f"  total     {count_words(told['more']['totals'], 'wider one')}: --all shows them"


def _say_check(check: Mapping[str, Any]) -> str:
    """Say a total beside what the incidents give that lie in its place and days; what is left only where a bound of it is known."""
    ranges = (check[name] for name in ("total", "summed", "unexplained"))
    total, summed, rest = (say_range(told["low"], told["high"], check["unit"]) for told in ranges)
    words = (
        f"{total} {HARM_WORDS[check['harm']]} in {check['place']}, {say_days(check['from_on'], check['to_on'])}, are told in all"
    )
    number = len(check["incidents"])
    with_others = f"this incident and {count_words(number - 1, 'other')} of them give" if number > 1 else "this incident gives"
    words += f"; {with_others} {summed}"
    left = check["unexplained"]
    if left["high"] is not None and left["high"] < 0:
        return f"{words}, which is more than the total"
    return words if left["low"] is None and left["high"] is None else f"{words}; {rest} are in none of them"


def _tally_lines(tally: Mapping[str, Any], claims: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n{tally['words']}, {RULE_WORDS.get(tally['rule'], tally['rule'])}, version {tally['version']} [{tally['ref']}]"
    for claim in tally["used"]:
        yield f"  used      {claim}  {claims[claim]['words'] if claim in claims else 'not in this release'}"
    for left in tally["left_out"]:
        yield f"  left out  {left['claim']}  {left['why']}"


def _report_lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield f"Report {told['id']}: {_name(told)}"
    yield f"SHA-256 {told['sha256']}"
    for claim in told["claims"]:
        yield ""
        yield from _claim_lines(claim)


def _claim_lines(claim: Mapping[str, Any]) -> Iterator[str]:
    report, quote = claim["report"], claim["quote"]
    yield f"Claim {claim['id']}: {claim['words']}; {claim['place']}, {claim['date']}"
    yield f"  “{_marked(quote)}”"
    if not any(mark["slot"] == "count" for mark in quote["marks"]):
        yield f"  counted words, from elsewhere in the report: [[{claim['count']['text']}]]"
    yield f"  says: {' > '.join(s['words'] for s in claim['speakers']) or 'the report, in its own voice'}"
    if claim["actor"]:
        yield f"  actor named: {claim['actor']['name']}{' (inferred)' if claim['actor']['inferred'] else ''}"
    if claim["part_of"]:
        yield f"  part of: {claim['part_of']}"
    if claim["modality"] != "occurred" or claim["certainty"] != "stated":
        yield f"  {claim['modality']}, {claim['certainty']}"
    yield f"  report {report['id']}: {_name(report)}"
    yield f"  characters {quote['start']}-{quote['end']} of SHA-256 {report.get('sha256', 'not known')}"


def _name(report: Mapping[str, Any]) -> str:
    day = say_day(report["published_on"]) if report.get("published_on") else "date of publication not known"
    parts = [report.get("title") or "untitled", report.get("source") or "publisher not known", day, report.get("url")]
    return ", ".join(part for part in parts if part) + (" [restricted]" if report.get("restricted") else "")


def _marked(quote: Mapping[str, Any]) -> str:
    marks = tuple(Mark(m["slot"], m["start"], m["end"]) for m in quote["marks"] if m["slot"] == "count")
    pieces = make_segments(Quote(quote["text"], marks))
    return " ".join("".join(f"[[{text}]]" if slots else text for text, slots in pieces).split())
