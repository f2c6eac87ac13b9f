"""Make the view of a release that may be published: restricted reports left out, private words masked, all in one order.

Exporters and pages get the view and nothing else, so that none of them can publish what the policy holds back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from civharm.model import Claim, Incident, Judgement, Release, Report, Span, Tally
from civharm.publishing.masking import Masker, clean
from civharm.publishing.names import Scope
from civharm.publishing.naming_actors import NamedActor, part_allegers
from civharm.publishing.policy import NAME, Policy
from civharm.publishing.quotes import Quote, make_quote
from civharm.publishing.rows import in_order_of_time
from civharm.publishing.withholding import Withheld, make_tally_ref, withhold
from civharm.reconciling.voices import sources_of

# Fields that hold ids of reports, claims, incidents and judgements (of the nouns named, or of any noun).
_OWN_IDS = {("Report", "id"), ("Claim", "id"), ("Incident", "id"), ("Judgement", "id"), ("Judgement", "about")}
_ID_FIELDS = {
    "report", "replaces", "translation_of", "part_of", "claims", "claim", "used", "reports", "supersedes", "previous_ids",
    "unlinked", "moved",
}  # fmt: skip
_AS_THEY_ARE = {"sha256", "report_sha256", "version", "rule"}

Noun = TypeVar("Noun")


@dataclass(frozen=True)
class View:
    """What may be published of a release, with the look-ups that pages need."""

    release: Release
    policy: Policy
    withheld: Withheld
    quotes: Mapping[str, Quote]

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.release.reports}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.release.claims}

    @cached_property
    def sources(self) -> dict[str, str]:
        """Who published each report."""
        return sources_of(self.release.reports)

    def name_actors(self, incident: Incident) -> list[NamedActor]:
        """The actors of an incident, with who names them outright and for whose words they were inferred."""
        return [part_allegers(actor, self.claims, self.sources) for actor in incident.actors]

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        """Incidents by id."""
        return {incident.id: incident for incident in self.release.incidents}

    @cached_property
    def incident_of(self) -> dict[str, str]:
        """The incident of each linked claim."""
        return {claim: incident.id for incident in self.release.incidents for claim in incident.claims}

    def withheld_of(self, incident: str, tally: Tally) -> int | None:
        """How many claims of restricted reports a tally also looked at, if any."""
        return self.withheld.tallies.get(make_tally_ref(incident, tally))

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """The claims of each report."""
        found: dict[str, list[Claim]] = {report.id: [] for report in self.release.reports}
        for claim in self.release.claims:
            found.setdefault(claim.report, []).append(claim)
        return found

    @cached_property
    def judgements_of(self) -> dict[str, list[Judgement]]:
        """The judgements about each report, claim and incident."""
        found: dict[str, list[Judgement]] = {}
        for judgement in self.release.judgements:
            for item in dict.fromkeys(judgement.about):
                found.setdefault(item, []).append(judgement)
        return found

    @cached_property
    def by_date(self) -> list[Incident]:
        """Incidents by their first possible day, the undated last; those of one day by place."""
        return in_order_of_time(self.release.incidents)


def make_view(release: Release, policy: Policy) -> View:
    """Apply the policy to a release."""
    masker = Masker(release, policy)  # names are known from restricted reports too
    open_release, withheld = withhold(release)
    return _Publication(_in_order(open_release), policy, masker, withheld).make()


def _in_order(release: Release) -> Release:
    """Sort what has no order of its own, so that the same content gives the same bytes."""
    return replace(
        release,
        reports=tuple(sorted(release.reports, key=lambda r: r.id)),
        claims=tuple(sorted(release.claims, key=lambda c: (c.report, c.quote.start, c.count.start, c.id))),
        incidents=tuple(sorted(release.incidents, key=lambda i: i.id)),
        series=tuple(sorted(release.series, key=lambda s: (s.kind, s.harm, s.victims, s.unit, s.place or "", repr(s.points)))),
        unlinked=tuple(sorted(release.unlinked)),
        judgements=tuple(sorted(release.judgements, key=lambda j: (j.at, j.id))),
        moved=dict(sorted(release.moved.items())),
    )


class _Publication:
    def __init__(self, release: Release, policy: Policy, masker: Masker, withheld: Withheld) -> None:
        self.release, self.policy, self.masker, self.withheld = release, policy, masker, withheld
        self.report_of = {claim.id: claim.report for claim in release.claims}
        self.new_ids = self._rename()
        people = dict.fromkeys(j.by for j in release.judgements)
        self.reviewers = {by: by if policy.names else f"reviewer {n}" for n, by in enumerate(people, 1)}

    def make(self) -> View:
        old = self.release
        quotes = {c.id: make_quote(c, self.masker, self.policy.quote_chars) for c in old.claims}
        release = Release(
            version=old.version,
            reports=tuple(self._report(r) for r in old.reports),
            claims=tuple(self._claim(c, quotes[c.id]) for c in old.claims),
            incidents=tuple(self._noun(i, i.id) for i in old.incidents),
            series=tuple(self._noun(s, *self._reports(c for p in s.points for c in p.claims)) for s in old.series),
            unlinked=tuple(map(self._id, old.unlinked)),
            judgements=tuple(self._judgement(j) for j in old.judgements),
            moved={self._id(a): b and self._id(b) for a, b in old.moved.items()},
        )
        renamed = replace(
            self.withheld,
            tallies={self._ref(ref): n for ref, n in self.withheld.tallies.items()},
            unpublished_tallies={self._id(i): n for i, n in self.withheld.unpublished_tallies.items()},
        )
        return View(release, self.policy, renamed, {self._id(c): quote for c, quote in quotes.items()})

    def _rename(self) -> dict[str, str]:
        """Give new names to ids that spell a private name (a file called after a victim) or that no file can carry."""
        new: dict[str, str] = {}
        old = self.release
        for kind, noun, facts in (
            *(("report", r.id, r.sha256) for r in old.reports),
            *(("claim", c.id, f"{c.quote.start}-{c.quote.end}") for c in old.claims),
            *(("incident", i, "") for inc in old.incidents for i in (inc.id, *inc.previous_ids)),
            *(("incident", i, "") for pair in old.moved.items() for i in pair if i),
            *(("judgement", j.id, "") for j in old.judgements),
        ):
            if noun not in new and (clean(noun) != noun or self.masker.exposes(noun, self._scope_of(noun))):
                new[noun] = f"{kind}-{facts[:16] or 'renamed'}-{len(new) + 1}"
        return new

    def _scope_of(self, noun: str) -> Scope:
        return self.masker.scope(self.report_of.get(noun, noun))

    def _id(self, old: str) -> str:
        return self.new_ids.get(old, old)

    def _ref(self, ref: str) -> str:
        incident, *rest = ref.rsplit(":", 4)
        return ":".join([self._id(incident), *rest])

    def _reports(self, claims: Iterable[str]) -> set[str]:
        return {self.report_of[c] for c in claims if c in self.report_of}

    def _noun(self, noun: Noun, *near: str) -> Noun:
        """Rewrite any noun: ids renamed, every other word masked in the scope of the reports and incidents that it is near."""
        scope = self.masker.scope(*near)
        rewritten: Noun = rewrite(noun, lambda text: self.masker.words(text, scope), self._id)
        return rewritten

    def _report(self, old: Report) -> Report:
        scope = self.masker.scope(old.id)
        url = None if old.url is None else self.masker.url(old.url, scope)
        return replace(self._noun(replace(old, text="", url=None), old.id), url=url)

    def _claim(self, old: Claim, quote: Quote) -> Claim:
        new = self._noun(replace(old, quote=Span("", 0, 0)), old.report)
        if not self.policy.names:
            people = tuple(replace(p, name=p.name and NAME) for p in new.victims.people)
            new = replace(new, victims=replace(new.victims, people=people))
        return replace(new, quote=Span(quote.text, old.quote.start, old.quote.end))

    def _judgement(self, old: Judgement) -> Judgement:
        near = {self.report_of.get(item, item) for item in old.about}
        scope = self.masker.scope(*near)
        new = self._noun(replace(old, before=None, after=None, by=""), *near)
        before, after = (None if d is None else self._json(d, scope) for d in (old.before, old.after))
        return replace(new, before=before, after=after, by=self.reviewers[old.by])

    def _json(self, data: Any, scope: Scope, key: str = "") -> Any:
        if isinstance(data, str):
            return self._json_text(data, scope, key)
        if isinstance(data, Mapping):
            return {self.masker.words(str(k), scope): self._json(v, scope, str(k)) for k, v in data.items()}
        if isinstance(data, list | tuple):
            return [self._json(item, scope, key) for item in data]
        return data

    def _json_text(self, text: str, scope: Scope, key: str) -> str:
        if text in self.new_ids or key in ("report", "part_of"):
            return self._id(text)
        return self.masker.words(text, scope)


def rewrite(value: Any, words: Callable[[str], str], ids: Callable[[str], str]) -> Any:
    """Rewrite every text in a noun, ids by one function and words by another; numbers, dates' precision and enumerations stay.

    >>> from civharm.model import LeftOut
    >>> rewrite(LeftOut(claim="c1", why="a copy"), str.upper, lambda i: "new-" + i)
    LeftOut(claim='new-c1', why='A COPY')
    """
    if isinstance(value, str):
        return words(value)
    if isinstance(value, tuple):
        return tuple(rewrite(item, words, ids) for item in value)
    if value is None or isinstance(value, int | float):
        return value
    changed = {}
    kind: Any = type(value)
    for name, way in _ways(kind):
        old = getattr(value, name)
        new = rewrite(old, ids if way == "id" else words, ids)
        if new != old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@cache
def _ways(kind: Any) -> tuple[tuple[str, Literal["id", "words"]], ...]:
    """How each field of a noun that holds texts is rewritten; other fields are left out."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple((f.name, _way(kind, f.name)) for f in fields(kind) if f.name not in _AS_THEY_ARE and _holds_text(hints[f.name]))


def _way(kind: Any, name: str) -> Literal["id", "words"]:
    if (kind.__name__, name) in _OWN_IDS or (name in _ID_FIELDS and kind.__name__ != "Contradiction"):
        return "id"
    return "words"


def _holds_text(hint: Any) -> bool:
    if get_origin(hint) is Literal or hint in (int, float, bool, type(None)):
        return False
    if get_origin(hint) in (Union, tuple) or type(hint).__name__ == "UnionType":
        return any(_holds_text(arg) for arg in get_args(hint) if arg is not Ellipsis)
    return hint is str or (isinstance(hint, type) and is_dataclass(hint))
