"""The difference between two states of incidents: which claims are where, and what each rule makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from civharm.model import Incident, Tally
from civharm.publishing.site_words import HARM_WORDS, RULE_WORDS, say_range, say_victims


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule makes of one number, in each incident before and in each after; empty where it makes none."""

    what: str
    rule: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the numbers are others than before, in whichever incident."""
        return sorted(filter(None, self.before)) != sorted(filter(None, self.after))


def find_lines(before: Sequence[Incident], after: Sequence[Incident]) -> list[Line]:
    """Find the numbers of two states, harm by harm and rule by rule.

    >>> tally = Tally(rule="ucdp", version="1", harm="killed", victims="all", unit="person", low=3, best=3, high=5)
    >>> one = Incident(id="a", claims=("c",), tallies=(tally,))
    >>> [(line.what, line.rule, line.before, line.after, line.is_changed) for line in find_lines([one], [])]
    [('killed', 'After UCDP', ('3–5',), (), True)]
    """
    keys = dict.fromkeys(_key(tally) for incident in (*before, *after) for tally in incident.tallies)
    order = list(HARM_WORDS.values())
    lines = [Line(what, rule, _say(before, what, rule), _say(after, what, rule)) for what, rule in keys]
    return sorted(lines, key=lambda line: order.index(next(word for word in order if line.what.startswith(word))))


def _key(tally: Tally) -> tuple[str, str]:
    whose = "" if tally.victims == "all" and not tally.group else f": {say_victims(tally)}"
    unit = ", households" if tally.unit == "household" else ""
    return HARM_WORDS[tally.harm] + unit + whose, RULE_WORDS.get(tally.rule, tally.rule)


def _say(incidents: Iterable[Incident], what: str, rule: str) -> tuple[str, ...]:
    said = []
    for incident in incidents:
        tally = next((t for t in incident.tallies if _key(t) == (what, rule)), None)
        said.append(say_range(tally.low, tally.high, tally.unit, tally.reached) if tally else "")
    return tuple(said)


@dataclass(frozen=True, slots=True)
class Move:
    """A claim that is in another incident than before; ``None``: in none."""

    claim: str
    before: str | None
    after: str | None


def find_moves(before: Sequence[Incident], after: Sequence[Incident]) -> list[Move]:
    """Find the claims that change their incident.

    >>> one, two = Incident(id="a", claims=("c1", "c2")), Incident(id="a", claims=("c1",))
    >>> find_moves([one], [two])
    [Move(claim='c2', before='a', after=None)]
    """
    was = {claim: incident.id for incident in before for claim in incident.claims}
    now = {claim: incident.id for incident in after for claim in incident.claims}
    return [Move(c, was.get(c), now.get(c)) for c in dict.fromkeys([*was, *now]) if was.get(c) != now.get(c)]
