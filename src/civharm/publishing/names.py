"""Find who is named in a release: private persons, whose names are masked, and what is public and keeps its name.

Private are the victims' names, speakers who are witnesses, relatives or anonymous, and people whom a quote or title introduces in
the way that reports introduce private persons ("Ahmad X, 34," or "a boy named X"). Public are places, actors, publishers and all
other speakers. Names are compared word by word without case, accents, hyphens or apostrophes, so that "al-Jubouri" and
"Al Jubouri" are one name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from civharm.model import Claim, Release, Speaker
from civharm.publishing.name_words import (
    LONGEST_NAME,
    Name,
    Word,
    find_runs,
    find_words,
    joined,
    load_kind,
    load_peoples,
    make_name,
    widen_name,
)

PRIVATE_SPEAKERS = ("witness", "relative", "anonymous")
_AGE_BEFORE = re.compile(r"\d{1,3}[- ]years?[- ]old \Z")
_AGE = re.compile(r"\s?[,(]\s?(?:aged? )?\d{1,3}(?:[,).;]|-year| years|\s?$)")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is private near a report: whole names, and the single words of them ("Hassan" after "Ahmad Hassan")."""

    names: frozenset[Name] = frozenset()
    parts: frozenset[str] = frozenset()


def find_names_in_phrase(phrase: str) -> list[Name]:
    """Find the names in a phrase that describes one private person; "a Mosul resident" and "witnesses" hold none.

    >>> find_names_in_phrase("Abu Yusuf, a resident of Placeholder City")
    [('abu', 'yusuf')]
    >>> find_names_in_phrase("a security source in Nineveh police")
    []
    """
    names = []
    for first, last, words in find_runs(phrase):
        run, told = words[first:last], first > 0 and _introduces(phrase, words[first - 1], words[first])
        if run[0].key in load_kind("person"):  # "Resident Ahmad X"
            run, told = run[1:], True
        if not run or run[0].key in load_kind("group") or all(w.key in load_peoples() for w in run):
            continue
        alone = first == 0 and _ends_name(phrase, words[last - 1], words[last:])
        if told or alone or run[0].key in load_kind("honorific"):
            names.append(tuple(w.key for w in run)[:LONGEST_NAME])
    return names


def _introduces(phrase: str, before: Word, first: Word) -> bool:
    """Say whether a name may follow: after a comma, a role ("resident Ahmad X") or "named"."""
    return "," in phrase[before.end : first.start] or before.key in load_kind("person") | load_kind("naming")


def _ends_name(phrase: str, last: Word, rest: Sequence[Word]) -> bool:
    """Say whether a name that begins the phrase ends here; "Mosul resident" and "Army officer" go on with a noun."""
    return not rest or phrase[last.end : rest[0].start].strip() != "" or rest[0].key in ("who", "whose", "from", "and", "in")


def find_introduced(text: str) -> list[Name]:
    """Find the names that a text introduces as private persons: by an age beside the name, or by "a boy named".

    >>> find_introduced("Samir Placeholder, 34, and a girl named Lina were hit near Erbil.")
    [('samir', 'placeholder'), ('lina',)]
    >>> find_introduced("They are 21-year-old Samir Placeholder and a 30-year-old Iraqi Army officer.")
    [('samir', 'placeholder')]
    """
    names = []
    for first, last, words in find_runs(text):
        run = words[first:last]
        aged = len(run) > 1 and _AGE.match(text, run[-1].end) is not None
        named = first > 1 and words[first - 1].key in load_kind("naming") and words[first - 2].key in load_kind("person")
        before = _find_aged_before(text, words, first, last)
        if before:
            names.append(before)
        elif aged or named or (len(run) > 1 and run[0].key in ("umm", "um")):
            names.append(tuple(w.key for w in run)[:LONGEST_NAME])
    return names


def _find_aged_before(text: str, words: Sequence[Word], first: int, last: int) -> Name:
    """The name behind "21-year-old"; none where the capitals are of a people, or of an office that goes on ("Army officer")."""
    if not _AGE_BEFORE.search(text, max(0, words[first].start - 16), words[first].start):
        return ()
    run = [w.key for w in words[first:last] if w.key not in load_peoples() | load_kind("person") | load_kind("group")]
    goes_on = last < len(words) and words[last].key in load_kind("person") | load_kind("group") - {"and", "who"}
    return () if goes_on and len(run) < 2 else tuple(run[:LONGEST_NAME])


class NameTree:
    """Names by their first word, then their second: all names are looked for in one pass over a text."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._root: dict[Any, Any] = {}
        for name in names:
            node = self._root
            for word in name:
                node = node.setdefault(word, {})
            node[None] = True

    def find(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Find the longest name at each word, as (index of the first word, of the last + 1)."""
        i = 0
        while i < len(words):
            end = self._longest(text, words, i)
            if end:
                yield i, end
            i = end or i + 1

    def _longest(self, text: str, words: Sequence[Word], i: int) -> int | None:
        node, end, j = self._root, None, i
        while j < len(words) and words[j].key in node and (j == i or joined(text, words[j - 1], words[j])):
            node, j = node[words[j].key], j + 1
            if None in node and (j - i > 1 or words[i].capital):
                end = j
        return end


def find_speaker_names(speaker: Speaker) -> list[Name]:
    """Find the names of a private speaker; of any other speaker the names are public."""
    return [name for text in (speaker.text, speaker.name or "") for name in find_names_in_phrase(text)]


def find_claim_names(claim: Claim) -> list[Name]:
    """Find the private names that a claim's slots and quote hold."""
    names = [make_name(p.name) for p in claim.victims.people if p.name]
    names += [name for p in claim.victims.people if p.name for name in find_names_in_phrase(p.text)]
    names += [name for s in claim.speakers if s.kind in PRIVATE_SPEAKERS for name in find_speaker_names(s)]
    return [name for name in names if name]


def _find_whole_names(claim: Claim, small: Collection[str]) -> Iterator[Name]:
    at = claim.quote.start
    for person in claim.victims.people:
        if person.name and person.start is not None and person.end is not None and at <= person.start < claim.quote.end:
            name = widen_name(claim.quote.text, person.start - at, person.end - at, small)
            if name:
                yield name


def find_public(release: Release) -> set[Name]:
    """Find what keeps its name: places, actors, publishers, and speakers who are no private persons (two words or more)."""
    texts: set[str] = {r.source for r in release.reports if r.source}
    for claim in release.claims:
        texts.update(x for x in (claim.actor and claim.actor.name, claim.actor and claim.actor.text) if x)
        if claim.place:
            texts.update((claim.place.name, *claim.place.path))
    names = {make_name(text) for text in texts}
    public = [s for c in release.claims for s in c.speakers if s.kind not in PRIVATE_SPEAKERS]
    for text in {t for s in public for t in (s.text, s.name) if t}:
        names.update(tuple(w.key for w in words[i:j]) for i, j, words in find_runs(text) if j - i > 1)
    return names - {()}


def find_named_in_json(data: Any) -> Iterator[str]:
    """Find the names of ``people`` in the JSON of a judgement's slots."""
    if isinstance(data, Mapping):
        for person in data.get("people") or ():
            if isinstance(person, Mapping) and isinstance(person.get("name"), str):
                yield person["name"]
        data = list(data.values())
    if isinstance(data, list | tuple):
        for item in data:
            yield from find_named_in_json(item)


def find_private(release: Release, public: set[Name]) -> dict[str, set[Name]]:
    """Find the private names of each report; names of victims are private even where a public speaker has the same."""
    found: dict[str, set[Name]] = defaultdict(set)
    report_of = {claim.id: claim.report for claim in release.claims}
    titles = ((report.id, report.title) for report in release.reports if report.title)
    for report, text in (*((c.report, c.quote.text) for c in release.claims), *titles):
        found[report].update(name for name in find_introduced(text) if name not in public)
    small = {word.key for claim in release.claims for word in find_words(claim.quote.text) if not word.capital}
    small |= {word for name in public if len(name) == 1 for word in name}
    for claim in release.claims:
        found[claim.report].update(find_claim_names(claim))
        found[claim.report].update(_find_whole_names(claim, small))
    for judgement in release.judgements:
        names = {make_name(n) for n in find_named_in_json([judgement.before, judgement.after])} - {()}
        about = [report_of.get(item, item) for item in judgement.about]
        for report in about or [""]:
            found[report].update(names)
    return found


def make_scopes(release: Release, private: Mapping[str, set[Name]]) -> dict[str, Scope]:
    """Make what is private near each report and each incident: the names of all reports that tell the same happenings."""
    report_of = {claim.id: claim.report for claim in release.claims}
    near: dict[str, set[Name]] = {report.id: set(private.get(report.id, ())) for report in release.reports}
    scopes: dict[str, Scope] = {}
    for incident in release.incidents:
        reports = {report_of[c] for c in incident.claims if c in report_of}
        names = set().union(*(private.get(r, set()) for r in reports))
        scopes[incident.id] = _scope(names)
        for report in reports:
            near[report] |= names
    return scopes | {report: _scope(names) for report, names in near.items()}


def _scope(names: set[Name]) -> Scope:
    skipped = load_kind("particle") | load_kind("honorific") | load_kind("group") | load_kind("person")
    parts = {word for name in names for word in name if len(word) > 2 and word not in skipped and not word.isdigit()}
    return Scope(frozenset(names), frozenset(parts)) if names else Scope()
