"""Under which names and spellings a place is found, and which of them is the usual one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from source_rows import ADMIN1, ADMIN2, COUNTRY, PLACE, Row

from civharm.locating.keys import make_bare_key, make_key, make_skeleton

PRIMARY, ALTERNATE, SHORTENED = range(3)

# countries whose names come through Arabic, Persian, Kurdish, Pashto, Hebrew or Ge'ez letters, so that the article comes and goes
# and the vowels are anyone's: there, and there alone, a name is also filed without its article and under its consonants
TRANSLITERATED = frozenset(
    "AE AF BH DJ DZ EG EH ER ET IL IQ IR JO KM KW LB LY MA ML MR NE OM PK PS QA SA SD SO SS SY TD TN TR YE".split()
)
# generic words that come with a division's name and are not part of it
_GENERIC = re.compile(
    r"\b(?:the|state|states? of|governorate|province|provinces?|provincia|district|oblast|oblast’|raion|rayon|region|"
    r"regional|county|department|departamento|département|prefecture|emirate|municipality|viloyati|mühafəzəsi|kilil|wilaya|city|division|"
    r"autonomous|republic|region of|province of|province de|provincia de|departamento de|department of|district of|state of|of)\b",
    re.IGNORECASE,
)
# letters with diacritics, apostrophe-like marks and combining accents, for telling a Latin name from one in another script
_LATIN = dict.fromkeys([*range(0xC0, 0x250), *range(0x1E00, 0x1F00)], "a") | dict.fromkeys(range(0x300, 0x370), "")
_LATIN |= dict.fromkeys((0x2BB, 0x2BC, 0x2BE, 0x2BF, 0x2018, 0x2019), "'")


def is_name(alias: str) -> bool:
    """Tell whether an alternate name is one that a text would use: no code, no bare transliteration, no sentence."""
    if len(alias) < 2 or len(alias) > 60 or any(c.isdigit() or c in ",;/()" for c in alias):
        return False
    if alias == alias.lower() and alias != alias.upper():
        return False  # GeoNames' machine transliterations: "mwsl", "mo su er"
    return not (alias.isascii() and alias == alias.upper() and len(alias) < 5)  # airport and country codes


def strip_generic(name: str) -> str:
    """Strip "Governorate", "Province of" and their like from a division's name."""
    return " ".join(_GENERIC.sub(" ", name).split()) or name


def choose_name(row: Row, words: set[str], seats: dict[int, str], owners: dict[str, int]) -> str:
    """Choose the usual English name: the first name if English text knows it, else the name of its that English text uses most.

    A town that shares a name with its division takes the division's; a name that a larger place has (``owners``) is never chosen.
    """
    first = strip_generic(row.name) if row.kind in (ADMIN1, ADMIN2) else row.name
    own = find_frequency(first) if first.isascii() else 0.0
    if own >= 2.5 or row.kind == COUNTRY:
        return first
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode().replace("`", "'").strip(" '")
    best = (plain or first) if first.translate(_LATIN).isascii() else first
    best_value = find_frequency(best) + (0.8 if find_frequency(best) >= 1.5 else 0.3)
    seat = seats.get(row.admin1 or 0, "")
    if row.kind != ADMIN1 and make_key(seat) in {make_key(alias) for alias in row.aliases}:
        return seat
    for alias in list_aliases(row, plain):
        if owners.get(make_key(alias), 0) > row.population:
            continue
        related = alias[0] == make_bare_key(make_key(first))[:1].upper() or row.population > 50_000 or row.kind == ADMIN1
        ordinary = alias.lower() in words and row.population < 500_000
        if related and not ordinary and find_frequency(alias) > max(best_value, 1.8):
            best, best_value = alias, find_frequency(alias)
    return best


def list_aliases(row: Row, plain: str) -> list[str]:
    """List the Latin names of a place from which the usual one is chosen: short ones first, long ones also without article."""
    names = {plain} | {strip_generic(a) if row.kind != PLACE else a for a in row.aliases if is_name(a)}
    if row.code in TRANSLITERATED:
        names |= {m[1] for n in names if (m := re.fullmatch(r"(?:Al|El|Ar|As|An|Ad|At|Az|Ash)[ -]([A-Z][a-z]{5,}.*)", n))}
    latin = [n for n in names if re.fullmatch(r"[A-Z][A-Za-z '’-]+", n) and n != n.upper()]
    return sorted(latin, key=lambda n: (len(n.split()), len(n), n))


@cache
def find_frequency(name: str) -> float:
    """Find how usual a name is in English (Zipf scale): as usual as the rarest of its words, articles aside."""
    from wordfreq import zipf_frequency

    words = re.split(r"[ -]", name)
    return min((zipf_frequency(word, "en") for word in words if len(word) > 2), default=0.0) - 0.2 * (len(words) - 1)


def make_names(row: Row) -> dict[str, int]:
    """Make all keys of a place, each with its rank."""
    names = [(row.name, PRIMARY)] + [(a, ALTERNATE) for a in row.aliases if row.kind == COUNTRY or is_name(a)]
    if row.name.endswith(" City"):
        names.append((row.name.removesuffix(" City"), PRIMARY))
    if row.kind in (ADMIN1, ADMIN2):
        names += [(strip_generic(n), PRIMARY if rank == PRIMARY else ALTERNATE) for n, rank in list(names)]
    keys: dict[str, int] = {}
    for name, rank in names:
        key = make_key(name)
        if len(key) > 1:
            keys[key] = min(rank, keys.get(key, rank))
    if row.code in TRANSLITERATED:
        for key in list(keys):
            keys.setdefault(make_bare_key(key), SHORTENED)
    return keys


def read_words() -> set[str]:
    """Read the words that English writes in lower case, with their suffixed forms: "said", "shelled", "universities"."""
    from spylls.hunspell import Dictionary

    source = files("spylls") / "hunspell" / "data" / "en"
    affixes = Dictionary.from_files(str(source / "en_US")).aff
    words: set[str] = set()
    for line in (source / "en_US.dic").read_text(encoding="latin-1").split("\n")[1:]:
        stem, _, flags = line.strip().partition("/")
        if not stem or stem != stem.lower():
            continue
        words.add(stem)
        for flag in flags:
            for suffix in affixes.SFX.get(flag, []):
                if re.search(f"(?:{suffix.condition})$", stem) and stem.endswith(suffix.strip):
                    words.add(stem[: len(stem) - len(suffix.strip)] + suffix.add)
    return words


def make_spellings(row: Row, keys: Iterable[str]) -> set[tuple[str, int, int, str]]:
    """Make the consonant skeletons under which a place of a transliterated country is found by another spelling."""
    if row.code not in TRANSLITERATED or row.kind == COUNTRY:
        return set()
    bare = {make_bare_key(key) for key in keys}
    return {(make_skeleton(key), row.country, row.id, key) for key in bare if make_skeleton(key)}
