"""Leave to a count of aid workers only those who may be aid workers: that is what databases of attacks on aid count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from civharm.lexicon import load_victim_words
from civharm.model import Claim

# Where a text names people so, it is about people at work for an organisation.
_AT_WORK = re.compile(
    r"\b(?:staff(?:er)?s?|personnel|employees?|workers?|volunteers?|contract\w*|consultants?|subcontractors?|drivers?|guards?|nurses?|doctors?"
    r"|logisticians?|teachers?|interpreters?|enumerators?|vaccinators?|[il]?ngos?|un|icrc|ifrc|msf)\b",
    re.I,
)
# Nouns that may stand for colleagues: "one driver was killed and two others wounded", "a body", "2 internationals".
_OPEN = frozenset(
    "others member members hostage hostages captive captives female male victim victims staff personnel life lives".split()
)


def leave_aid_workers(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out those whom a text tells beside aid workers: fighters, police, relatives, villagers; where it names any aid worker.

    The Aid Worker Security Database counts "staff, and those contracted" and nobody else hurt with them
    (https://www.aidworkersecurity.org/about). A person told by age or sex alone beside them is left out too.
    """
    if not any(_is_at_work(claim) for claim in claims):
        return list(claims)
    return [claim for claim in claims if _is_at_work(claim) or not _is_somebody_else(claim)]


def _is_at_work(claim: Claim) -> bool:
    text = claim.victims.text
    return claim.victims.status != "combatant" and ("aid_workers" in claim.victims.groups or _AT_WORK.search(text) is not None)


def _is_somebody_else(claim: Claim) -> bool:
    words = re.findall(r"[\w-]+", claim.victims.text.lower())
    return claim.victims.status == "combatant" or (bool(words) and words[-1] in _load_others())


@cache
def _load_others() -> frozenset[str]:
    """The last words of nouns that name people by no work of theirs (``victims.yml``), and of police."""
    rows = load_victim_words()
    telling = [
        r
        for r in rows
        if not (r.get("elliptic") or r.get("container") or r.get("adjective")) and (not r.get("role") or r.get("police"))
    ]
    forms = {form.lower() for row in telling for form in (row["word"], row.get("plural", row["word"])) if " " not in form}
    return frozenset(forms - _OPEN)
