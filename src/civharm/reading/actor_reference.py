"""What an actor without its own name stands for in a report: "the regime", "the coalition", "the militants", "ELN".

The rules, all on the table of actors and none on a single case:

- an abbreviation of several actors names the one whose other name stands in the report, else the one of the report's country;
- words for a state's forces ("the regime", "government forces") stand for the government of the report's country;
- words for a coalition stand for the one that the report names, else the one that fights in the report's country;
- words for "the" group ("the militants") stand for the one armed group that the report names, if it names exactly one.

Where a rule gives no single answer the words stand for themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from civharm.reading.actor_names import ActorMention, ActorRow, StateName, load_actors, state_index, state_rows
from civharm.reading.phrases import PhraseMatch, Token, find_tokens, load_frame


@dataclass(frozen=True, slots=True)
class _Named:
    """What a report names outright: the names, each armed group with where it is first named, and what its fighters are called."""

    names: frozenset[str]
    groups: tuple[tuple[str, int], ...]
    fighters: frozenset[str] = frozenset()


def _named_in(mentions: Sequence[ActorMention]) -> _Named:
    sure = [m for m in mentions if not m.candidates and not m.refers and not m.generic]
    groups: dict[str, int] = {}
    called: set[str] = set()
    for mention in sure:
        if mention.kind in ("armed_group", "militia", "gang", "pmc"):
            groups.setdefault(mention.name, mention.start)
            called |= {word.norm.removesuffix("s") for word in find_tokens(mention.text)} & _fighters()
    return _Named(frozenset(m.name for m in sure), tuple(groups.items()), frozenset(called))


@cache
def _fighters() -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in load_frame("fighters_of_a_name"))


def resolve_all(mentions: Sequence[ActorMention], text: str, countries: Sequence[str] | None = None) -> list[ActorMention]:
    """Resolve every mention that stands for another, as `resolve_actor` does; ``countries`` default to the text's own."""
    if not any(m.candidates or m.refers or m.generic for m in mentions):
        return list(mentions)
    where = find_report_countries(text, mentions) if countries is None else tuple(countries)
    named = _named_in(mentions)
    unarmed = names_unarmed_coalition(text)
    return [m if unarmed and m.refers == "coalition" else _resolve(m, named, where) for m in mentions]


_GROUP = re.compile(r"\b(?:the|this) (?:group|gang)\b(?! of\b|['’]s\b)", re.I)


def find_groups_meant(mentions: Sequence[ActorMention], text: str) -> list[ActorMention]:
    """Find "the group" where the report has named one armed group before, and only one: it is that group.

    >>> from civharm.reading.actors import find_named_actors
    >>> text = "Boko Haram came at night. The group burned the school."
    >>> [(m.text, m.name) for m in find_groups_meant(find_named_actors(text), text)]
    [('The group', 'Boko Haram')]
    """
    groups = _named_in(mentions).groups
    if len(groups) != 1:
        return []
    name, start = groups[0]
    row, found = _row_of(name), []
    for match in _GROUP.finditer(text, start):
        if not any(m.start < match.end() and match.start() < m.end for m in mentions):
            said = ActorMention(match.start(), match.end(), match.group(), name, refers="armed_group")
            found.append(replace(said, id=row.id, kind=row.kind, resolved=True))
    return found


def names_unarmed_coalition(text: str) -> bool:
    """Whether a text names a coalition of parties too, so that "the coalition" may be that one.

    >>> names_unarmed_coalition("The Syrian National Coalition said"), names_unarmed_coalition("the US-led coalition")
    (True, False)
    """
    tokens = find_tokens(text)
    before = (tokens[n - 1] for n, token in enumerate(tokens) if n and token.norm == "coalition")
    nations = state_index().starts
    return any(
        t.norm in load_frame("no_coalition_before") or (t.norm in nations and t.norm not in ("us", "s", "american")) for t in before
    )


def resolve_actor(mention: ActorMention, others: Sequence[ActorMention], countries: Sequence[str] = ()) -> ActorMention:
    """Give a mention the name of the actor that it stands for, where the report leaves no choice.

    ``others`` are the mentions of the report, ``countries`` the ISO codes of what it is about.

    >>> from civharm.reading.actors import find_named_actors
    >>> regime, = find_named_actors("regime forces shelled the town")
    >>> resolve_actor(regime, [regime], ["SY"]).name, resolve_actor(regime, [regime], []).name
    ('Government of Syria', 'regime forces')
    """
    return _resolve(mention, _named_in(others), tuple(countries))


def _resolve(mention: ActorMention, named: _Named, countries: tuple[str, ...]) -> ActorMention:
    row = _row_for(mention, named, countries)
    if row is None:
        return mention
    return replace(mention, name=row.name, id=row.id, kind=row.kind, resolved=True, candidates=(), generic=False)


def _row_for(mention: ActorMention, named: _Named, countries: tuple[str, ...]) -> ActorRow | None:
    if mention.candidates:
        return _among(mention.candidates, named, countries)
    if mention.refers == "state":
        return state_rows().get(countries[0]) if len(countries) == 1 else None
    if mention.refers == "coalition":
        return _among(_coalitions(), named, countries)
    if mention.refers == "armed_group":
        return _only_group(mention, named)
    bare = mention.generic and mention.refers is None and mention.text.lower().removesuffix("s") in named.fighters
    return _only_group(mention, named, ahead=False) if bare else None  # "Red Path rebels came ... two men, whom rebels had shot"


@cache
def _coalitions() -> tuple[ActorRow, ...]:
    return tuple(row for row in load_actors() if row.kind == "coalition")


def _among(candidates: tuple[ActorRow, ...], named: _Named, countries: tuple[str, ...]) -> ActorRow | None:
    """The one candidate that the report names elsewhere, else the one of the report's country."""
    for chosen in ([c for c in candidates if c.name in named.names], [c for c in candidates if set(c.countries) & set(countries)]):
        if len(chosen) == 1:
            return chosen[0]
    return None


def _only_group(mention: ActorMention, named: _Named, *, ahead: bool = True) -> ActorRow | None:
    """The one armed group named before the words, or in the whole report where none is named before."""
    before = [name for name, start in named.groups if start < mention.start]
    names = before or [name for name, _ in named.groups if ahead]
    return _row_of(names[0]) if len(names) == 1 else None


def _row_of(name: str) -> ActorRow:
    """The row of an actor; one in no list has a name and nothing else."""
    return _by_name().get(name) or ActorRow(name, (), kind="armed_group")


@cache
def _by_name() -> dict[str, ActorRow]:
    return {row.name: row for row in load_actors()}


def find_report_countries(text: str, mentions: Sequence[ActorMention] = ()) -> tuple[str, ...]:
    """Find what country a text is about: the one that it names at least twice as often as any other, or none.

    The names of the actors are left out, since "Russian jets" may fly over any country, but groups that are known to fight in
    one country only count for it; a name that stands as a place ("in Syria") counts double. Where that decides nothing, only names
    that stand as places count: reports quote agencies and ministries of many nations.

    >>> find_report_countries("The Syrian army shelled a town in Syria, a witness told a Turkish agency.")
    ('SY',)
    >>> find_report_countries("Russian news agencies quoted the Russian ministry on the raid in Syria.")
    ('SY',)
    >>> find_report_countries("Israel and Lebanon traded fire.")
    ()
    """
    named = Counter(country for m in mentions if (country := _only_country(m)) is not None)
    within = {at for m in mentions for at in range(m.start, m.end)}
    tokens = find_tokens(text)
    places: Counter[str] = Counter()
    for match in state_index().find(text):
        state = match.rows[0]
        if len(state.countries) != 1 or not text[match.start].isupper() or match.start in within:
            continue
        is_place = _stands_as_place(match, tokens, adjective=state.adjective)
        named[state.countries[0]] += 2 if is_place and not state.adjective else 1
        places[state.countries[0]] += is_place
    return _leading(named) or _leading(places)


def _stands_as_place(match: PhraseMatch[StateName], tokens: Sequence[Token], *, adjective: bool) -> bool:
    """Whether a nation's name is where something is: "in eastern Syria", "the Syrian desert"; "a Russian agency" is not."""
    if adjective:
        return match.last < len(tokens) and tokens[match.last].norm in load_frame("held_by_side")
    before = [token.norm for token in tokens[max(0, match.first - 2) : match.first]]
    return bool(before) and (before[-1] in load_frame("place_before") or before[0] in load_frame("place_before"))


def _leading(counts: Counter[str]) -> tuple[str, ...]:
    """The one country that is counted at least twice as often as any other, or none."""
    ranked = counts.most_common(2)
    if not ranked or not ranked[0][1] or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return ()
    return (ranked[0][0],)


def _only_country(mention: ActorMention) -> str | None:
    row = _by_name().get(mention.name)
    return row.countries[0] if row is not None and row.kind != "state" and len(row.countries) == 1 else None
