"""Leave restricted reports out of a release, with everything that only they say, and count what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from civharm.model import Allegation, Claim, Contradiction, Incident, Release, Series, Tally, Voices


@dataclass(frozen=True, slots=True)
class Withheld:
    """How much was left out. ``tallies`` maps a published tally to the withheld claims that it counted or considered."""

    reports: int = 0
    claims: int = 0
    incidents: int = 0
    tallies: dict[str, int] = field(default_factory=dict)
    unpublished_tallies: dict[str, int] = field(default_factory=dict)


def make_tally_ref(incident: str, tally: Tally) -> str:
    """Make the reference of a tally: incident, rule, harm, victims, group and unit.

    >>> from civharm.model import Tally
    >>> make_tally_ref("i1", Tally(rule="ibc", version="1", harm="killed", victims="all", unit="person", low=1, best=1, high=1))
    'i1:ibc:killed:all:person'
    """
    group = f"{tally.victims}+{tally.group}" if tally.group else tally.victims
    return f"{incident}:{tally.rule}:{tally.harm}:{group}:{tally.unit}"


def withhold(release: Release) -> tuple[Release, Withheld]:
    """Leave out restricted reports; a release without any comes back as it is.

    Numbers that rest in part on restricted reports stay, and say so; numbers that rest on nothing else go, since nobody could
    walk back from them to a sentence.
    """
    hidden = {report.id for report in release.reports if report.restricted}
    if not hidden:
        return release, Withheld()
    return _Withholding(release, hidden).apply()


class _Withholding:
    def __init__(self, release: Release, hidden: set[str]) -> None:
        self.release, self.hidden = release, hidden
        self.claims: dict[str, Claim] = {c.id: c for c in release.claims if c.report not in hidden}
        self.all = {c.id: c for c in release.claims}
        self.sources = {r.id: r.source for r in release.reports if r.id not in hidden}
        self.counts = Withheld(len(hidden), len(release.claims) - len(self.claims))

    def apply(self) -> tuple[Release, Withheld]:
        old = self.release
        incidents = tuple(kept for incident in old.incidents if (kept := self._incident(incident)))
        gone = {i.id for i in old.incidents} - {i.id for i in incidents}
        known = gone | self.hidden | (set(self.all) - set(self.claims))
        hashes = {r.sha256 for r in old.reports if r.restricted} - {r.sha256 for r in old.reports if not r.restricted}
        release = replace(
            old,
            reports=tuple(
                replace(r, replaces=self._report(r.replaces), translation_of=self._report(r.translation_of))
                for r in old.reports
                if r.id not in self.hidden
            ),
            claims=tuple(self.claims.values()),
            incidents=incidents,
            series=tuple(some for series in old.series if (some := self._series(series))),
            unlinked=self._ids(old.unlinked),
            judgements=tuple(j for j in old.judgements if not known & set(j.about) and j.report_sha256 not in hashes),
            moved={a: b for a, b in old.moved.items() if a not in gone and b not in gone},
        )
        return release, replace(self.counts, incidents=len(gone))

    def _ids(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in self.claims)

    def _report(self, report: str | None) -> str | None:
        return None if report in self.hidden else report

    def _incident(self, old: Incident) -> Incident | None:
        claims = self._ids(old.claims)
        if len(claims) == len(old.claims):
            return old
        if not claims:
            return None
        kept = [self.claims[c] for c in claims]
        origins = tuple(
            replace(o, claims=self._ids(o.claims), reports=tuple(r for r in o.reports if r not in self.hidden))
            for o in old.origins
            if self._ids(o.claims)
        )
        return replace(
            old,
            claims=claims,
            place=old.place if old.place and _told_place(old, kept) else None,
            date=old.date if old.date and _told_date(old, kept) else None,
            harms=tuple(h for h in old.harms if any(c.harm == h for c in kept)),
            actors=tuple(kept_actor for actor in old.actors if (kept_actor := self._actor(actor))),
            tallies=self._tallies(old),
            contradictions=tuple(kept_one for one in old.contradictions if (kept_one := self._contradiction(one))),
            voices=_fewer_voices(old.voices, len({c.report for c in kept}), len(origins)),
            origins=origins,
        )

    def _tallies(self, incident: Incident) -> tuple[Tally, ...]:
        kept = []
        for old in incident.tallies:
            used, left_out = self._ids(old.used), tuple(x for x in old.left_out if x.claim in self.claims)
            if old.used and not used:
                self.counts.unpublished_tallies[incident.id] = self.counts.unpublished_tallies.get(incident.id, 0) + 1
                continue
            missing = len(old.used) - len(used) + len(old.left_out) - len(left_out)
            if missing:
                self.counts.tallies[make_tally_ref(incident.id, old)] = missing
            kept.append(replace(old, used=used, left_out=left_out))
        return tuple(kept)

    def _speakers(self, claims: Iterable[str], speakers: tuple[str, ...]) -> tuple[str, ...]:
        """Keep the speakers whom published claims name; where nothing of a list was withheld it stays."""
        said = [self.claims[c] for c in claims]
        known = {x for c in said for s in c.speakers for x in (s.text, s.name)} | {self.sources.get(c.report) for c in said}
        return tuple(s for s in speakers if s in known or set(s.split(" > ")) <= known)

    def _actor(self, old: Allegation) -> Allegation | None:
        claims = self._ids(old.claims)
        if len(claims) == len(old.claims):
            return old
        return replace(old, claims=claims, alleged_by=self._speakers(claims, old.alleged_by)) if claims else None

    def _contradiction(self, old: Contradiction) -> Contradiction | None:
        if all(c in self.claims for side in old.sides for c in side.claims):
            return old
        sides = tuple(
            replace(side, claims=self._ids(side.claims), speakers=self._speakers(self._ids(side.claims), side.speakers))
            for side in old.sides
            if self._ids(side.claims)
        )
        return replace(old, sides=sides) if len(sides) > 1 else None

    def _series(self, old: Series) -> Series | None:
        points = tuple(replace(p, claims=self._ids(p.claims)) for p in old.points if self._ids(p.claims) or not p.claims)
        return replace(old, points=points) if points else None


def _told_place(incident: Incident, kept: list[Claim]) -> bool:
    place = incident.place
    return place is not None and any(c.place and (c.place.id, c.place.name) == (place.id, place.name) for c in kept)


def _told_date(incident: Incident, kept: list[Claim]) -> bool:
    date = incident.date
    return date is not None and any(
        c.date and c.date.from_on and c.date.to_on and c.date.from_on <= (date.to_on or "") and (date.from_on or "") <= c.date.to_on
        for c in kept
    )


def _fewer_voices(old: Voices, addresses: int, origins: int) -> Voices:
    """Count the voices of what is left; which texts were copies is not known here, so the fewest possible are said."""
    texts = max(old.texts - (old.addresses - addresses), origins, min(addresses, 1))
    return Voices(addresses=addresses, texts=min(texts, addresses), origins=origins)
