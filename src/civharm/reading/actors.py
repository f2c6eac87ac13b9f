"""Find the names of armed actors in a text: by name, by a state's adjective, or by what they are ("gunmen").

A match is only a name that stands there; who did what to whom is asked by the grammar elsewhere. Words that may stand for an
actor which the report names somewhere else ("the regime", "the coalition", "ELN") are resolved by `actor_reference`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from civharm.reading.actor_names import (
    ActorMention,
    Alias,
    Refers,
    StateName,
    alias_index,
    force_index,
    generic_index,
    is_cased_alike,
    normal_name,
    state_index,
    state_rows,
)
from civharm.reading.actor_reference import find_groups_meant, resolve_all
from civharm.reading.capitals import capital_at, capital_index
from civharm.reading.group_names import find_name_before, find_name_behind, find_name_of
from civharm.reading.phrases import PhraseMatch, Token, find_tokens, gap_joins, is_capitals, load_frame

__all__ = ["ActorMention", "find_actors", "find_named_actors"]


def find_actors(text: str, countries: Sequence[str] | None = None) -> list[ActorMention]:
    """Find all actors that a text names, in order, none inside another.

    ``countries`` are the ISO codes of what the report is about; where not given, the country that the text names most decides
    what "the regime" or "ELN" stands for, and where it does not decide, they stand for nothing.

    >>> [(m.text, m.name, m.id) for m in find_actors("ISIS snipers fired at Syrian government forces")]
    [('ISIS snipers', 'Islamic State', 'ucdp:234'), ('Syrian government forces', 'Government of Syria', 'ucdp:118')]
    >>> [(m.text, m.name) for m in find_actors("Masked gunmen is what they were. IS denied it.")]
    [('Masked gunmen', 'masked gunmen'), ('IS', 'Islamic State')]
    """
    named = find_named_actors(text)
    meant = find_groups_meant(named, text)
    return sorted([*resolve_all(named, text, countries), *meant], key=lambda mention: mention.start)


def find_named_actors(text: str) -> list[ActorMention]:
    """Find the actors that a text names, as `find_actors` does, and resolve nothing.

    >>> [(m.text, m.name, m.refers) for m in find_named_actors("the regime shelled the town")]
    [('the regime', 'the regime', 'state')]
    """
    finder = _Finder(text, find_tokens(text), is_capitals(text))
    named, states, generic = alias_index().starts, state_index().starts, generic_index().starts
    capitals = capital_index().starts
    found: list[ActorMention] = []
    past = 0
    for at, token in enumerate(finder.tokens):
        if at < past:
            continue
        hit = finder.named_at(at) if token.norm in named else None
        hit = hit or (finder.state_at(at) if token.norm in states else None)
        hit = hit or (finder.generic_at(at) if token.norm in generic else None)
        hit = hit or (capital_at(text, finder.tokens, at) if token.norm in capitals else None)
        if hit is not None and not finder.is_of_a_group(at, hit[0], found):
            mention, past = hit
            found += [*finder.state_beside(at, mention), mention]
    return found


_Hit = tuple[ActorMention, int]
# Words that begin a sentence before an actor's name, so that their capital makes them no name.
_NO_NAMES = frozenset(
    "the a an in on and but by as when while after for to of from with shia shiite rival lebanese palestinian".split()
)


@dataclass(frozen=True, slots=True)
class _Finder:
    """One text while it is searched."""

    text: str
    tokens: Sequence[Token]
    capitals: bool

    def named_at(self, at: int) -> _Hit | None:
        """An actor by name, with the fighters that its name leads in ("IS fighters")."""
        match = alias_index().longest_at(self.text, self.tokens, at, self._accept_alias)
        if match is None or self._turned_away(match.first, match.last) or self._is_a_persons(match):
            return None
        last = self._past_short_form(match.last) or self._extend(match.last)
        rows = tuple(dict.fromkeys(alias.row for alias in match.rows))
        mention = self._mention(match.first, last)
        if len(rows) == 1 and match.rows[0].text not in rows[0].ambiguous:
            return replace(mention, name=rows[0].name, id=rows[0].id, kind=rows[0].kind), last
        return replace(mention, candidates=rows, name=self.text[match.start : match.end]), last

    def _is_a_persons(self, match: PhraseMatch[Alias]) -> bool:
        """Whether a name that people bear too stands beside another name or an age: "Amal Haddad, 34", "Rana Amal"."""
        if self.capitals or not any(alias.text in alias.row.given for alias in match.rows):
            return False
        beside = [
            self.tokens[n] for n in (match.first - 1, match.last) if 0 <= n < len(self.tokens) and self._joined(max(n, match.first))
        ]
        known = self._extend(match.last) > match.last
        aged = re.match(r",? \(?\d{1,2}\b", self.text[match.end : match.end + 6])
        return bool(aged) or (
            not known and any(t.text[:1].isupper() and t.text[1:].islower() and t.norm not in _NO_NAMES for t in beside)
        )

    def state_at(self, at: int) -> _Hit | None:
        """A state by its adjective and forces, by its name and an act, or an unnamed group of a nation ("Syrian rebels")."""
        match = state_index().longest_at(self.text, self.tokens, at, self._accept_state)
        if match is None or self._turned_away(match.first, match.last):
            return None
        state = match.rows[0]
        after = match.last
        if self._is_own_name(match, state) and after < len(self.tokens) and self.tokens[after].norm == "s" and self._joined(after):
            after += 1
        last = self._forces_from(after)
        if last is None and after == match.last:
            return self._bare_state(match, state) or self._group_of_nation(match)
        return self._make_state(match.first, last, state) if last is not None else None

    def _is_own_name(self, match: PhraseMatch[StateName], state: StateName) -> bool:
        """Whether the words are a country's name, which may be its adjective too ("Myanmar's army", "the Myanmar army")."""
        return not state.adjective or self.text[match.start : match.end] == state.name

    def state_beside(self, first: int, mention: ActorMention) -> list[ActorMention]:
        """The state whose adjective shares the forces of the one that starts at a word: "Syrian and Russian warplanes"."""
        if mention.kind != "state" or first < 2 or self.tokens[first - 1].norm not in ("and", "or"):
            return []
        match = state_index().longest_at(self.text, self.tokens, first - 2, self._accept_state)
        if match is None or match.last != first - 1 or not match.rows[0].adjective:
            return []
        return [self._make_state(match.first, match.last, match.rows[0])[0]]

    def generic_at(self, at: int) -> _Hit | None:
        """An actor without a name, with the adjectives that belong to it."""
        match = generic_index().longest_at(self.text, self.tokens, at)
        if match is None or self._no_armed_coalition(match) or self._turned_away(match.first, match.last):
            return None
        first = match.first
        while first and self.tokens[first - 1].norm in load_frame("unknown_actor") and self._joined(first):
            first -= 1
        named = self._named_owner(match.last)
        if named is not None and match.rows[0] in (None, "armed_group"):
            owner, last = named
            mention = self._mention(first, last)
            return replace(owner, start=mention.start, end=mention.end, text=mention.text), last
        unlisted = self._unlisted(match, first)
        if unlisted is not None:
            return unlisted
        mention = self._mention(first, match.last)
        return replace(mention, generic=True, refers=match.rows[0], name=normal_name(mention.text)), match.last

    def is_of_a_group(self, at: int, mention: ActorMention, before: Sequence[ActorMention]) -> bool:
        """Whether words for a state's forces tell of a group's own: "the group's | military spokesman"."""
        if mention.refers != "state" or at < 2 or self.tokens[at - 1].norm != "s" or not self._joined(at):
            return False
        owner = self.tokens[at - 2]
        listed = bool(before) and before[-1].end == owner.end and before[-1].kind not in (None, "state")
        return listed or owner.norm in load_frame("group_words")

    def _unlisted(self, match: PhraseMatch[Refers | None], first: int) -> _Hit | None:
        """A group in no list that is named beside the words for it: "the rebel group Red Path", "Red Path guerrillas"."""
        if self.capitals or match.rows[0] == "coalition":
            return None
        behind = find_name_behind(self.text, self.tokens, match.first, match.last)
        if behind is not None:
            listed = self.named_at(behind[0])
            mention, last = self._mention(first, listed[1] if listed else behind[1]), listed[1] if listed else behind[1]
            if listed:
                return replace(listed[0], start=mention.start, end=mention.end, text=mention.text), last
            return replace(mention, name=self._words(*behind), kind="armed_group"), last
        noun = self.tokens[match.last - 1]
        if match.last - match.first != 1 or (noun.norm not in load_frame("fighters_of_a_name") and noun.text != "Army"):
            return None
        start = find_name_before(self.text, self.tokens, match.first)
        own_army = noun.text == "Army" and (start == 0 or self.tokens[start - 1].norm != "the")
        if start == match.first or own_army or (noun.text[0].isupper() and noun.text != "Army"):
            return None
        mention = self._mention(start, match.last)
        return replace(mention, name=mention.text, kind=None if noun.text == "Army" else "armed_group"), match.last

    def _words(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _named_owner(self, at: int) -> _Hit | None:
        """The named actor whose people these are: "gunmen of Boko Haram", "rebels from the FARC"."""
        if at + 1 >= len(self.tokens) or self.tokens[at].norm not in ("of", "from") or not self._joined(at):
            return None
        at += 2 if self.tokens[at + 1].norm == "the" else 1
        if at >= len(self.tokens) or not self._joined(at):
            return None
        unlisted = find_name_of(self.text, self.tokens, at) if not self.capitals else None
        listed = self.named_at(at)
        if listed is not None or unlisted is None:
            return listed
        return replace(self._mention(*unlisted), name=self._words(*unlisted), kind="armed_group"), unlisted[1]

    def _accept_alias(self, match: PhraseMatch[Alias], tokens: Sequence[Token]) -> PhraseMatch[Alias] | None:
        """Keep the aliases that are written as names are: capitals where the name has them."""
        kept = tuple(alias for alias in match.rows if self._written_as_name(alias, tokens[match.first : match.last]))
        return replace(match, rows=kept) if kept else None

    def _written_as_name(self, alias: Alias, written: Sequence[Token]) -> bool:
        if alias.exact:
            return not self.capitals and [t.text for t in written] == [t.text for t in alias.tokens]
        return self.capitals or all(is_cased_alike(a.text, w.text) for a, w in zip(alias.tokens, written, strict=True))

    def _accept_state(self, match: PhraseMatch[StateName], tokens: Sequence[Token]) -> PhraseMatch[StateName] | None:
        written = tokens[match.first : match.last]
        plain = self.capitals or all(token.text[0].isupper() or len(token.norm) < 3 for token in written)
        short = all(len(token.norm) <= 2 for token in written)
        if not plain or (short and not all(token.text.isupper() for token in written)):
            return None
        return None if self.capitals and match.rows[0].countries == ("US",) and len(written) == 1 and short else match

    def _forces_from(self, at: int) -> int | None:
        """The index after the forces that stand at a word ("government", "air strikes"), or none."""
        last: int | None = None
        while at < len(self.tokens) and self._joined(at):
            match = force_index().longest_at(self.text, self.tokens, at)
            if match is None:
                return last
            at = match.last
            if match.rows[0] != "lead" or last is not None or len(match.rows) > 1:
                last = at
        return last

    def _make_state(self, first: int, last: int, state: StateName) -> _Hit:
        mention = self._mention(first, last)
        rows = tuple(state_rows()[c] for c in state.countries if c in state_rows())
        if len(rows) == 1:
            return replace(mention, name=rows[0].name, id=rows[0].id, kind="state"), last
        return replace(mention, name=mention.text, candidates=rows, generic=not rows), last

    def _bare_state(self, match: PhraseMatch[StateName], state: StateName) -> _Hit | None:
        """The bare name of a country that acts: "Israel bombed", "by Russia"."""
        if state.adjective and len(match_words := self.text[match.start : match.end]) > 4 and not match_words.isupper():
            return None
        first = (
            match.first - 1 if match.first > 1 and self.tokens[match.first - 1].norm == "the" else match.first
        )  # "in | the Congo"
        before = self.tokens[first - 1].norm if first else ""
        following = self.tokens[match.last] if match.last < len(self.tokens) and self._joined(match.last) else None
        acts = following is not None and following.norm in load_frame("state_acts")
        by = before == "by" and (following is None or following.text.islower())
        named_as_doer = by or (acts and before not in load_frame("not_by_state"))
        return self._make_state(match.first, match.last, state) if named_as_doer and state.countries else None

    def _group_of_nation(self, match: PhraseMatch[StateName]) -> _Hit | None:
        if match.last >= len(self.tokens) or not self._joined(match.last):
            return None
        last = self._extend(match.last)
        if last == match.last:
            return None
        mention = self._mention(match.first, last)
        return replace(mention, generic=True, name=mention.text), last

    def _extend(self, last: int) -> int:
        """Take in what a group's name leads in: "ISIS snipers", "Taliban suicide bombers", "al-Shabaab militants"."""
        while last < len(self.tokens) and self._joined(last):
            ends = [m.last for m in (self._force_word(last), self._fighters_at(last)) if m]
            if not ends and self.tokens[last].norm not in load_frame("of_a_group"):
                break
            last = max(ends, default=last + 1)
        return last

    def _past_short_form(self, last: int) -> int | None:
        """Where a name ends whose fighters stand behind its short form: "Allied Democratic Forces (ADF) rebels"."""
        if last + 1 >= len(self.tokens) or not self.tokens[last].text.isupper():
            return None
        gaps = [self.text[self.tokens[n - 1].end : self.tokens[n].start] for n in (last, last + 1)]
        ends = [m.last for m in (self._force_word(last + 1), self._fighters_at(last + 1)) if m]
        return self._extend(max(ends)) if gaps == [" (", ") "] and ends else None

    def _fighters_at(self, at: int) -> PhraseMatch[Refers | None] | None:
        match = generic_index().longest_at(self.text, self.tokens, at)
        return match if match is not None and match.rows[0] != "coalition" else None

    def _force_word(self, at: int) -> PhraseMatch[str] | None:
        match = force_index().longest_at(self.text, self.tokens, at)
        return match if match is not None and match.rows[0] != "lead" else None

    def _joined(self, at: int) -> bool:
        """Whether a word follows the one before it without a stop."""
        start, end = self.tokens[at - 1].end, self.tokens[at].start
        return self.text[start:end] == " " or (self.text[start:end] != "." and gap_joins(self.text, start, end))

    def _turned_away(self, first: int, last: int) -> bool:
        """Whether a hyphen makes the name a mere description: "Hamas-run", "anti-IS", "pro-Russian"."""
        tokens, text = self.tokens, self.text
        if first and text[tokens[first - 1].end : tokens[first].start] in ("-", "‑", "–"):
            before = tokens[first - 1].norm
            if before in load_frame("turned_against") or before in load_frame("pro"):
                return True
        follows = last < len(tokens) and text[tokens[last - 1].end : tokens[last].start] in ("-", "‑", "–", ".-")
        return follows and tokens[last].norm in load_frame("not_the_actor")

    def _no_armed_coalition(self, match: PhraseMatch[Refers | None]) -> bool:
        if match.rows[0] != "coalition":
            return False
        before = self.tokens[match.first - 1].norm if match.first else ""
        after = self.tokens[match.last].norm if match.last < len(self.tokens) else ""
        of_nation = match.first > 0 and self._joined(match.first) and before in state_index().starts
        return of_nation or before in load_frame("no_coalition_before") or after in load_frame("no_coalition_after")

    def _mention(self, first: int, last: int) -> ActorMention:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        if self.text[end : end + 1] == "." and "." in self.text[start:end] and len(self.tokens[last - 1].text) == 1:
            end += 1
        return ActorMention(start, end, self.text[start:end], self.text[start:end])
