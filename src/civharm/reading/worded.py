"""What the words of a sentence say of a harm, where the learned reader's vote says another or wavers between several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from civharm.model import Harm
from civharm.reading.harms import Trigger
from civharm.reading.learned import Reading

# The learned reader alone must be this sure of a harm; with the grammar on its side, this much. On the lines held back in training
# (one in ten) .5 to .6 cost .005 of F1 and win .01 of precision; .6 was taken for the precision on real reports.
SURE_ALONE = 0.6
SURE_WITH_GRAMMAR = 0.15
# The learned reader is sure that some harm was done where the chances of all kinds add up to this.
SURE_OF_ANY = 0.6
# Harms that one number may tell jointly.
HURT: tuple[Harm, ...] = ("killed", "injured", "casualties")
# Harms that a report says in a word of the list.
WORDED: tuple[Harm, ...] = (*HURT, "sexual_violence")


def give_as_worded(reading: Reading, linked: Sequence[Trigger], triggers: Sequence[Trigger]) -> Reading:
    """What the learned reader says, the chance of a death given to what the words say where none of them tells a death.

    Who "was shot" may live, and "the injured victims" do (codebook, casualties); which of them died, other sentences tell.
    """
    plain = (t for t in (*linked, *triggers) if not t.row.weak and t.row.victim != "self")
    told = next((t.harm for t in plain if t.harm in ("injured", "casualties")), None)
    if told is None or any(t.harm == "killed" for t in triggers):
        return reading
    moved: dict[Harm, float] = {told: max(reading.harms[told], reading.harms["killed"]), "killed": 0.0}
    return replace(reading, harms={**reading.harms, **moved})


_FATAL = re.compile(r"(?: of them| of whom)?,? (?:fatally|mortally)\b(?!\s+(?:wounded|injured|hurt|shot|stabbed)\s+\w)", re.I)


def is_fatal(behind: str) -> bool:
    """Whether the words behind a number say that these died of what was done to all: "five people were shot, two | fatally".

    >>> is_fatal(" fatally, police said"), is_fatal(" critically, police said")
    (True, False)
    """
    return _FATAL.match(behind) is not None


def gives_way(harm: Harm, worded: Harm | None, said: set[Harm], triggers: Sequence[Trigger]) -> bool:
    """Whether a harm that no word tells stands beside one (``worded``) that a set phrase does."""
    if worded is None or harm == worded or harm in said or harm not in WORDED:
        return False
    return not any(can_say(t.harm, harm) for t in triggers)


def can_say(said: Harm, harm: Harm) -> bool:
    """Whether a harm word can say a harm; "shot" and "casualties" leave open whether somebody lives.

    >>> can_say("casualties", "killed"), can_say("injured", "killed")
    (True, False)
    """
    return said == harm or (said == "casualties" and harm in ("killed", "injured"))


def find_likelier(reading: Reading, linked: Sequence[Trigger]) -> Harm | None:
    """The harm that the grammar prefers where the learned reader is sure of harm but torn between two kinds of it."""
    if max(reading.harms.values()) >= SURE_ALONE or sum(reading.harms.values()) < SURE_OF_ANY:
        return None
    likely = [t.harm for t in linked if reading.harms[t.harm] >= SURE_WITH_GRAMMAR]
    return max(likely, key=lambda harm: reading.harms[harm], default=None)


def find_harm_in_words(reading: Reading, linked: Sequence[Trigger], triggers: Sequence[Trigger]) -> Harm | None:
    """The harm of the set phrase that the grammar links, where the learned reader is sure of a harm that no word tells, or of the
    word that only suggests that harm ("assaulted").
    """
    likely = max(reading.harms, key=lambda harm: reading.harms[harm])
    if reading.harms[likely] < SURE_ALONE or likely not in WORDED or any(can_say(t.harm, likely) for t in triggers):
        return None
    told = (t for t in linked if t.row.suggests == likely or (t.row.part == "phrase" and not t.row.weak))
    return next((t.harm for t in told), None)
