"""The forms of regular English verbs and nouns, by which word lists need to name only one."""

from __future__ import annotations

_VOWELS = "aeiou"


def inflect_verb(verb: str) -> list[str]:
    """Forms of a regular English verb.

    >>> inflect_verb("capture"), inflect_verb("bury")
    (['capture', 'captures', 'captured', 'capturing'], ['bury', 'buries', 'buried', 'burying'])
    """
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    return [verb, verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), verb + "ed", verb + "ing"]


def inflect_noun(noun: str) -> list[str]:
    """Singular and plural of a regular English noun.

    >>> inflect_noun("casualty"), inflect_noun("corpse")
    (['casualty', 'casualties'], ['corpse', 'corpses'])
    """
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return [noun, noun[:-1] + "ies"]
    return [noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")]
