"""Find who is named in a release: private persons, whose names are masked, and what is public and keeps its name.

Private are the victims' names, speakers who are witnesses, relatives or anonymous, and people whom a quote or title introduces in
the way that reports introduce private persons ("Ahmad X, 34," or "a boy named X"). Public are places, actors, publishers and all
other speakers. Names are compared word by word without case, accents, hyphens or apostrophes, so that "al-Jubouri" and
"Al Jubouri" are one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from civharm.lexicon import load_rows
from civharm.model import Claim, Release, Speaker

PRIVATE_SPEAKERS = ("witness", "relative", "anonymous")
LONGEST_NAME = 8  # words; a longer "name" is a misread sentence
_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"[\s.'’‘`´‐‑–-]{1,3}\Z")
_AGE = re.compile(r"\s?[,(]\s?(?:aged? )?\d{1,3}(?:[,).;]|-year| years|\s?$)")

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its folded form, where it stands, and whether it can begin a name."""

    key: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What is private near a report: whole names, and the single words of them ("Hassan" after "Ahmad Hassan")."""

    names: frozenset[Name] = frozenset()
    parts: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold a word to what names are compared by.

    >>> fold("José"), fold("HASSAN")
    ('jose', 'hassan')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def find_words(text: str) -> list[Word]:
    """Find the words of a text; a letter of a script without case counts as a capital."""
    found = ((m.group(), m.start(), m.end()) for m in _WORD.finditer(text))
    return [Word(fold(w), start, end, w[0].isalpha() and not w[0].islower()) for w, start, end in found]


@cache
def load_kind(kind: str) -> frozenset[str]:
    """Load the words of one kind of ``words/en/private.yml``."""
    rows = load_rows("private", required=("kind", "words"))
    return frozenset(word for row in rows if row["kind"] == kind for word in row["words"])


@cache
def load_peoples() -> frozenset[str]:
    """Load the words for peoples and nations ("Iraqi", "Kurds"), which are no names of persons."""
    rows = load_rows("demonyms", required=("adjective",), optional=("person", "plural", "country", "name", "source"))
    forms = (form for row in rows for form in (*row["adjective"], row.get("person"), row.get("plural")) if form)
    return frozenset(fold(word) for form in forms for word in _WORD.findall(form))


def joined(text: str, left: Word, right: Word) -> bool:
    """Say whether two neighbouring words can belong to one name: only a space, hyphen or apostrophe between them."""
    return _JOINT.match(text[left.end : right.start]) is not None


def make_name(text: str) -> Name:
    """Make the compared form of a name: its capitalised words and particles, or all its words where none is capitalised.

    >>> make_name("Ahmad al-Jubouri")
    ('ahmad', 'al', 'jubouri')
    """
    words = find_words(text)
    kept = [w.key for w in words if w.capital or w.key in load_kind("particle")]
    if not any(w.capital for w in words):
        kept = [w.key for w in words if w.key not in load_kind("group") and not w.key.isdigit()]
    return tuple(kept[:LONGEST_NAME])


def find_runs(text: str) -> Iterator[tuple[int, int, list[Word]]]:
    """Find the runs of capitalised words, particles inside them included, as (index of the first word, of the last + 1, words)."""
    words, i = find_words(text), 0
    particles = load_kind("particle")
    while i < len(words):
        j = i
        while j < len(words) and (words[j].capital or words[j].key in particles):
            if j > i and not joined(text, words[j - 1], words[j]):
                break
            j += 1
        last = j
        while last > i and not words[last - 1].capital:
            last -= 1
        if last > i:
            yield i, last, words
        i = max(j, i + 1)


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
    """Find the names that a text introduces as private persons: by an age after the name, or by "a boy named".

    >>> find_introduced("Samir Placeholder, 34, and a girl named Lina were hit near Erbil.")
    [('samir', 'placeholder'), ('lina',)]
    """
    names = []
    for first, last, words in find_runs(text):
        run = words[first:last]
        aged = len(run) > 1 and _AGE.match(text, run[-1].end) is not None
        named = first > 1 and words[first - 1].key in load_kind("naming") and words[first - 2].key in load_kind("person")
        if aged or named or (len(run) > 1 and run[0].key in ("umm", "um")):
            names.append(tuple(w.key for w in run)[:LONGEST_NAME])
    return names


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
    for claim in release.claims:
        found[claim.report].update(find_claim_names(claim))
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
