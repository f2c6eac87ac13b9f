"""Read what a phrase tells of the people whom it names: their status and their groups (codebook, `victims`).

The head noun decides and its modifiers refine: "unarmed men" are civilian, "armed men" combatant, but "off-duty soldiers" stay
combatant. A word that only holds people ("the bodies of three women") passes the question on to what it holds. A group named
inside a total ("12 people, including women") adds its groups and no status.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from civharm.lexicon import load_rows
from civharm.model import Group, Status
from civharm.reading.actors import find_named_actors
from civharm.reading.ages import with_digits
from civharm.reading.people import PersonNoun, find_person_nouns
from civharm.reading.phrases import PhraseIndex, find_tokens, load_frame

_AGE = re.compile(
    r"\b(\d{1,3})[- ](?:year|month|week|day)s?[- ]old\b|\baged? (\d{1,3})\b|\bunder the age of (\d{1,2})\b", re.IGNORECASE
)
_MONTHS = re.compile(r"\b\d{1,2}[- ](?:month|week|day)s?[- ]old\b", re.IGNORECASE)
ADULT_AGE = 18  # Convention on the Rights of the Child, article 1


def describe_victims(phrase: str, *, in_combat: bool = False) -> tuple[Status, tuple[Group, ...]]:
    """Tell the status and the groups of the people that a phrase names; ``in_combat`` is said by the sentence around it.

    >>> describe_victims("15 children of refugees"), describe_victims("nine former ISIS fighters")
    (('civilian', ('children', 'refugees')), ('combatant', ()))
    >>> describe_victims("the bodies of three unarmed men"), describe_victims("12 people, including two women")
    (('civilian', ('men',)), ('unknown', ('women',)))
    >>> describe_victims("dozens"), describe_victims("two policemen", in_combat=True)
    (('unknown', ()), ('combatant', ()))
    """
    nouns = _without_owners(phrase, find_person_nouns(phrase))
    whole, part = _split_at_part(phrase, nouns)
    heads = _heads(phrase, whole)
    told = [_told_by(phrase, head, start, in_combat) for head, start in heads]
    groups = [group for _, found in told for group in found]
    groups += [group for noun in part for group in noun.groups]
    if any("refugees" in noun.groups for noun in whole):
        groups.append("refugees")
    if _is_child_by_age(phrase):
        groups.append("children")
    return _joint_status([status for status, _ in told], groups, phrase), tuple(dict.fromkeys(groups))


def _without_owners(phrase: str, nouns: Sequence[PersonNoun]) -> list[PersonNoun]:
    """Leave out nouns in the genitive before another: in "soldiers' wives" the wives are meant."""
    later = [*nouns[1:], None]
    return [n for n, after in zip(nouns, later, strict=False) if after is None or phrase[n.end : n.end + 1] not in ("'", "’")]


def _split_at_part(phrase: str, nouns: list[PersonNoun]) -> tuple[list[PersonNoun], list[PersonNoun]]:
    """The nouns of the whole, and those of a part that is named inside it ("including", "mostly")."""
    first = nouns[0].end if nouns else len(phrase)
    cuts = [token.start for token in find_tokens(phrase) if token.norm in load_frame("names_a_part") and token.start >= first]
    cut = min(cuts, default=len(phrase))
    return [n for n in nouns if n.start < cut], [n for n in nouns if n.start >= cut]


def _heads(phrase: str, nouns: list[PersonNoun]) -> list[tuple[PersonNoun, int]]:
    """The nouns that decide, each with where its modifiers start: the first, what it holds, and what "and" joins to it."""
    heads: list[tuple[PersonNoun, int]] = []
    start, held = 0, True
    for noun in nouns:
        between = phrase[start : noun.start]
        if heads and not held and not _joins(between):
            break
        if held and heads and heads[-1][0].container:
            heads.pop()
        heads.append((noun, start))
        start = noun.end
        held = noun.container and phrase[noun.end :].lstrip().startswith(("of ", "were those of "))
    return heads


def _joins(between: str) -> bool:
    """Whether two nouns are joined ("women and children", "soldiers, two rebels and"), not set one under the other."""
    words = [token.norm for token in find_tokens(between)]
    stops = load_frame("ends_head")
    return ("and" in words or "or" in words or between.lstrip().startswith((",", "/", "&"))) and not stops.intersection(words)


def _told_by(phrase: str, head: PersonNoun, start: int, in_combat: bool) -> tuple[Status, tuple[Group, ...]]:
    """What a head noun and the modifiers before it tell."""
    before = phrase[start : head.start]
    rows = [match.rows[0] for match in _modifiers().find(before)]
    status = _refine(head, [row["status"] for row in rows if "status" in row], _of_armed_group(phrase, head, start))
    if in_combat and head.police:
        status = "combatant"
    groups = (*head.groups, *(group for row in rows for group in row.get("groups", ())))
    return status, groups if status != "combatant" else tuple(g for g in groups if g in ("children", "women", "men"))


def _refine(head: PersonNoun, by_modifiers: Sequence[Status], of_armed_group: bool) -> Status:
    """A modifier decides where the noun leaves it open; a soldier or a doctor stays what he is, but for "retired" and "armed"."""
    if of_armed_group and (head.affiliate or head.status == "unknown"):
        return "combatant"
    if head.status == "combatant":
        return "unknown" if "unknown" in by_modifiers else "combatant"
    if head.status == "unknown" or head.staff:
        return next((status for status in ("civilian", "protected", "combatant", "unknown") if status in by_modifiers), head.status)
    if head.status == "civilian" and head.role and "protected" in by_modifiers:  # "an NGO driver" is an aid worker
        return "protected"
    bare = head.status == "civilian" and not (head.kin or head.household or head.groups)
    return "combatant" if bare and "combatant" in by_modifiers else head.status


def _of_armed_group(phrase: str, head: PersonNoun, start: int) -> bool:
    """Whether an armed group owns the people: "Boko Haram members", "members of the militia"."""
    if not head.affiliate and head.word not in ("others", "dead", "wounded"):
        return False
    tail = re.split(r"[,;]|\bwho\b|\bwhich\b", phrase[head.end :], maxsplit=1)[0]
    owner = tail if tail.lstrip().startswith("of ") else phrase[start : head.start]
    armed = ("armed_group", "militia", "gang", "pmc")
    return any(m.kind in armed or m.candidates or (m.generic and m.refers != "state") for m in find_named_actors(owner))


def _joint_status(statuses: list[Status], groups: list[Group], phrase: str) -> Status:
    """One status for people named together: theirs if they agree; men beside women or children are civilians."""
    kinds = set(statuses)
    if not kinds:
        return "civilian" if "children" in groups else _bare_status(phrase)
    if len(kinds) == 1:
        return statuses[0]
    if kinds == {"civilian", "protected"}:
        return "civilian"
    return "civilian" if kinds == {"civilian", "unknown"} and "men" in groups else "unknown"


def _bare_status(phrase: str) -> Status:
    """A phrase without a noun of persons may still tell: "the most vulnerable" no, "an armed wing" no, "those unarmed" yes."""
    rows = [match.rows[0] for match in _modifiers().find(phrase)]
    return next((row["status"] for row in rows if row.get("status") == "civilian"), "unknown")


def _is_child_by_age(phrase: str) -> bool:
    under = "under the age" in phrase.lower()
    ages = [int(next(filter(None, m.groups()))) for m in _AGE.finditer(with_digits(phrase))]
    return bool(_MONTHS.search(phrase)) or any(age < ADULT_AGE or (under and age <= ADULT_AGE) for age in ages)


@cache
def _modifiers() -> PhraseIndex[dict[str, Any]]:
    rows = load_rows("victim_modifiers", required=("word",), optional=("status", "groups"))
    return PhraseIndex((row["word"], row) for row in rows)
