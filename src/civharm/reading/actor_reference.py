"""What an actor without its own name stands for in a report: "the regime", "the coalition", "the militants", "ELN".

The rules, all on the table of actors and none on a single case:

- an abbreviation of several actors names the one whose other name stands in the report, else the one of the report's country;
- words for a state's forces ("the regime", "government forces") stand for the government of the report's country;
- words for a coalition stand for the one that the report names, else the one that fights in the report's country;
- words for "the" group ("the militants") stand for the one armed group that the report names, if it names exactly one.

Where a rule gives no single answer the words stand for themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from civharm.reading.actor_names import ActorRow, load_actors, state_index, state_rows
from civharm.reading.actors import ActorMention, iterate_groups


def resolve_all(mentions: Sequence[ActorMention], text: str, countries: Sequence[str] | None = None) -> list[ActorMention]:
    """Resolve every mention that stands for another, as `resolve_actor` does; ``countries`` default to the text's own."""
    open_ones = [m for m in mentions if m.candidates or m.refers]
    if not open_ones:
        return list(mentions)
    where = find_report_countries(text) if countries is None else tuple(countries)
    return [resolve_actor(mention, mentions, where) for mention in mentions]


def resolve_actor(mention: ActorMention, others: Sequence[ActorMention], countries: Sequence[str] = ()) -> ActorMention:
    """Give a mention the name of the actor that it stands for, where the report leaves no choice.

    ``others`` are the mentions of the report, ``countries`` the ISO codes of what it is about.

    >>> from civharm.reading.actors import find_named_actors
    >>> regime, = find_named_actors("regime forces shelled the town")
    >>> resolve_actor(regime, [regime], ["SY"]).name, resolve_actor(regime, [regime], []).name
    ('Government of Syria', 'regime forces')
    """
    row = _row_for(mention, others, tuple(countries))
    if row is None:
        return mention
    return replace(mention, name=row.name, id=row.id, kind=row.kind, resolved=True, candidates=(), generic=False)


def _row_for(mention: ActorMention, others: Sequence[ActorMention], countries: tuple[str, ...]) -> ActorRow | None:
    if mention.candidates:
        return _among(mention.candidates, others, countries)
    if mention.refers == "state":
        return state_rows().get(countries[0]) if len(countries) == 1 else None
    if mention.refers == "coalition":
        coalitions = tuple(row for row in load_actors() if row.kind == "coalition")
        return _among(coalitions, others, countries)
    if mention.refers == "armed_group":
        return _only_group(mention, others)
    return None


def _among(candidates: tuple[ActorRow, ...], others: Sequence[ActorMention], countries: tuple[str, ...]) -> ActorRow | None:
    """The one candidate that the report names elsewhere, else the one of the report's country."""
    named = {m.name for m in others if not m.candidates and not m.refers}
    for chosen in ([c for c in candidates if c.name in named], [c for c in candidates if set(c.countries) & set(countries)]):
        if len(chosen) == 1:
            return chosen[0]
    return None


def _only_group(mention: ActorMention, others: Sequence[ActorMention]) -> ActorRow | None:
    """The one armed group named before the words, or in the whole report where none is named before."""
    groups = list(iterate_groups(others))
    before = {m.name for m in groups if m.start < mention.start}
    names = before or {m.name for m in groups}
    if len(names) != 1:
        return None
    return next((row for row in load_actors() if row.name in names), None)


def find_report_countries(text: str) -> tuple[str, ...]:
    """Find what country a text is about: the one that it names at least twice as often as any other, or none.

    >>> find_report_countries("The Syrian army shelled a town in Syria, a witness told a Turkish agency.")
    ('SY',)
    >>> find_report_countries("Israel and Lebanon traded fire.")
    ()
    """
    counts: Counter[str] = Counter()
    for match in state_index().find(text):
        state = match.rows[0]
        if len(state.countries) == 1 and text[match.start].isupper():
            counts[state.countries[0]] += 1
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 2 * ranked[1][1]):
        return ()
    return (ranked[0][0],)
