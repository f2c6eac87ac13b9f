"""Judge the slots of claims by the passages of tests/sentences/slots.yml: the share filled as a careful person fills them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from civharm.model import Claim, make_report
from civharm.pipeline import read_report

FOLDER = Path(__file__).parent / "sentences"
SUBJECTS = ("modality", "parts", "actor", "empty", "speakers", "dates", "places")
# Names for the placeholders, from many sides and wars; each passage takes the next ones, so that no party is always the doer.
NAMES: Mapping[str, Sequence[str]] = {
    "GROUP": ("Taliban", "al-Shabaab", "Boko Haram", "Islamic State", "M23", "FARC", "Hamas", "Hezbollah", "UNITA", "LTTE"),
    "FORCE": ("government forces", "army troops", "police commandos", "coalition forces", "Wagner mercenaries"),
    "NAT": ("Russian", "Israeli", "Saudi", "American", "Turkish", "Ethiopian", "Ukrainian", "Indian"),
    "CAPITAL": ("Moscow", "Damascus", "Ankara", "Khartoum", "Washington", "Tehran"),
    "OUTLET": ("Reuters", "Radio Okapi", "Xinhua", "The Irrawaddy", "Al Jazeera"),
    "NGO": ("Human Rights Watch", "Amnesty International", "Oxfam", "Caritas"),
}
_BARE = frozenset("the a an of and in near at on s from by forces troops fighters".split())


def load_passages(name: str) -> list[dict[str, Any]]:
    """Load a file of passages, its placeholders filled."""
    rows = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [_fill(row, number) for number, row in enumerate(rows)]


def _fill(value: Any, number: int) -> Any:
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda m: NAMES[m[1]][number % len(NAMES[m[1]])], value)
    if isinstance(value, list):
        return [_fill(one, number) for one in value]
    return {key: _fill(one, number) for key, one in value.items()} if isinstance(value, dict) else value


def judge_all(rows: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Counter[str]], list[str]]:
    """For each subject how many slots are listed, filled rightly and of claims not found; and a line for each that is wrong."""
    counts: dict[str, Counter[str]] = {subject: Counter() for subject in SUBJECTS}
    faults: list[str] = []
    for row in rows:
        claims = read_report(make_report("passage", row["text"], published_on=row.get("published")))
        for gold in row["claims"]:
            checks = _judge(row["text"], gold, claims)
            counts[row["about"]]["lost"] += checks is None
            counts[row["about"]]["claims"] += 1
            for slot, wanted, got, right in checks or ():
                counts[row["about"]]["slots"] += 1
                counts[row["about"]]["right"] += right
                if not right:
                    faults.append(f"{row['about']} {slot}: {got!r}, not {wanted!r} | {gold['words']} | {row['text'][:300]}")
            if checks is None:
                faults.append(f"{row['about']} LOST {gold['harm']} | {gold['words']} | {row['text'][:300]}")
    return counts, faults


_Check = tuple[str, Any, Any, bool]


def _judge(text: str, gold: Mapping[str, Any], claims: Sequence[Claim]) -> list[_Check] | None:
    at = text.index(gold["words"])
    end = at + len(gold["words"])
    able = [c for c in claims if c.harm == gold["harm"] and min(end, c.victims.end) > max(at, c.victims.start)]
    able += [c for c in claims if c.harm == gold["harm"] and c not in able and min(end, c.count.end) > max(at, c.count.start)]
    if not able:
        return None
    tried = [list(_checks(text, gold, claim, claims)) for claim in able]
    return min(tried, key=lambda checks: sum(not right for *_, right in checks))


def _checks(text: str, gold: Mapping[str, Any], claim: Claim, claims: Sequence[Claim]) -> Iterator[_Check]:
    total = next((c for c in claims if c.id == claim.part_of), None)
    plain: dict[str, Any] = {
        "modality": claim.modality, "certainty": claim.certainty, "means": claim.means.category if claim.means else None,
        "inferred": claim.actor.inferred if claim.actor else None,
        "from": claim.date.from_on if claim.date else None, "to": claim.date.to_on if claim.date else None,
    }  # fmt: skip
    named: dict[str, list[str | None]] = {
        "actor": [claim.actor.text, claim.actor.name] if claim.actor else [],
        "place": [claim.place.text, claim.place.name] if claim.place else [],
        "date": [claim.date.text] if claim.date else [],
    }
    for slot, wanted in gold.items():
        if slot in plain:
            yield slot, wanted, plain[slot], plain[slot] == wanted
        elif slot in named:
            yield slot, wanted, named[slot], _is_one_of(wanted, named[slot])
        elif slot == "groups":
            yield slot, wanted, claim.victims.groups, set(wanted) <= set(claim.victims.groups)
        elif slot == "part_of":
            yield slot, wanted, total and total.victims.text, _is_total(text, wanted, total)
        elif slot == "speakers":
            said = [[s.text, s.name] for s in claim.speakers]
            yield slot, wanted, [s.text for s in claim.speakers], _is_chain(wanted or [], said)


def _is_one_of(wanted: str | Sequence[str] | None, names: Sequence[str | None]) -> bool:
    if wanted is None:
        return not names
    return any(_alike(one, name) for one in ([wanted] if isinstance(wanted, str) else wanted) for name in names if name)


def _is_total(text: str, wanted: str | None, total: Claim | None) -> bool:
    if wanted is None or total is None:
        return wanted is total
    at = text.index(wanted)
    return total.victims.start < at + len(wanted) and at < total.victims.end


def _is_chain(wanted: Sequence[str], said: Sequence[Sequence[str | None]]) -> bool:
    """Whether the speakers are those wanted, in their order, and no others."""
    return len(wanted) == len(said) and all(_is_one_of(one, names) for one, names in zip(wanted, said, strict=True))


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with words left out or added: whole words, at most five more."""
    a, b = ({w for w in re.findall(r"\w+", words.lower()) if w not in _BARE} for words in (one, other))
    return bool(a and b) and (a <= b or b <= a) and abs(len(a) - len(b)) <= 5
