"""Where two claims say that it happened: the same place, one inside the other, near, far apart, or not to be told.

A place is compared by what it resolves to (gazetteer key, coordinates, what encloses it) and, where it resolves to nothing, by its
folded name, since one village has as many Latin spellings as it has reporters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from civharm.distances import distance_km
from civharm.linking.words import load_word_set
from civharm.model import Place

Where = Literal["same", "contains", "near", "around", "apart", "other_name", "unknown"]

NEAR_KM, AROUND_KM = 6.0, 25.0
"""A quarter and its city, or a village and the road beside it, lie within 6 km; 25 km is UCDP's "within about 25 km" (precision
2).
"""

_DEPTHS = {3: 2, 4: 1, 6: 0}
"""By UCDP's precision, how many areas enclose a district, a province and a country; what lies deeper is narrower than these."""

_APART = re.compile(r"[\W_]+")
_VOWELS = re.compile("[aeiouyhw']+")
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "q": "k", "c": "k"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place folded for comparison.

    ``path`` holds the folded names of what encloses it, the country first; ``words`` those of its name as a text has them, with a
    capital, ``bones`` the skeletons of these; ``own`` those of its name and path, with and without.
    """

    id: str | None
    name: str
    skeleton: str
    lat: float | None
    lon: float | None
    precision: int
    path: tuple[str, ...]
    label: str
    words: frozenset[str]
    bones: frozenset[str]
    own: frozenset[str]

    @property
    def is_ill_placed(self) -> bool:
        """Whether it lies somewhere in what its precision names: a village of which only the province is known is no province."""
        return len(self.path) > _DEPTHS.get(self.precision, len(self.path))

    @property
    def is_exact(self) -> bool:
        """Whether this is a town, village or quarter, and no district or wider area."""
        return self.precision <= 2


@lru_cache(maxsize=200_000)
def fold_name(name: str) -> str:
    """Fold what carries no difference between two spellings: case, accents, punctuation, the Arabic article.

    >>> fold_name("Ar-Raqqah"), fold_name("al Raqqah"), fold_name("Idlib")
    ('raqqah', 'raqqah', 'idlib')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = _APART.sub(" ", plain.replace("'", "").replace("’", "").replace("ʿ", "")).split()
    articles = load_word_set("article")
    kept = [word for word in words if word not in articles] or words
    return " ".join(kept)


@lru_cache(maxsize=200_000)
def make_skeleton(name: str) -> str:
    """Keep a folded name's first letters and consonants, which spellings share; ``""`` where fewer than three are left.

    >>> make_skeleton(fold_name("Tadil")) == make_skeleton(fold_name("Tadel"))
    True
    >>> make_skeleton("hama")
    ''
    """
    words = [word for word in name.translate(_LETTERS).split() if word not in load_word_set("area")]
    letters = "".join(_DOUBLED.sub(r"\1", word[:1] + _VOWELS.sub("", word[1:])) for word in words)
    return letters if len(letters) >= 3 else ""


def make_bones(words: Iterable[str]) -> frozenset[str]:
    """Make the skeletons of the words of a name, without words for kinds of place; none where one is too short to tell.

    >>> make_bones(["sinaa", "neighborhood"]) <= make_bones(["al-sina'a", "industrial"])
    True
    """
    kept = [fold_name(word) for word in words if word not in load_word_set("area")]
    bones = frozenset(map(make_skeleton, kept))
    return frozenset() if "" in bones else bones


@lru_cache(maxsize=100_000)
def make_spot(place: Place) -> Spot:
    """Fold a place for comparison."""
    name = fold_name(place.name or place.text)
    precision = place.precision if place.precision is not None else (1 if place.id is None else 2)
    path = tuple(fold_name(part) for part in place.path)
    return Spot(
        place.id,
        name,
        make_skeleton(name),
        place.lat,
        place.lon,
        precision,
        path,
        place.name or place.text,
        frozenset(name.title().split()),
        make_bones(name.split()),
        _find_own(place, name, path),
    )


def _find_own(place: Place, name: str, path: tuple[str, ...]) -> frozenset[str]:
    words = {word for part in (name, place.name.casefold(), *path) for word in _APART.split(part) if word}
    return frozenset(words | {word.capitalize() for word in words})


@lru_cache(maxsize=100_000)
def compare_spots(a: Spot, b: Spot) -> Where:
    """Say how two spots lie to each other.

    >>> mosul = make_spot(Place(text="Mosul", start=0, end=5, name="Mosul", precision=1, path=("Iraq", "Nineveh")))
    >>> nineveh = make_spot(Place(text="Nineveh", start=0, end=7, name="Nineveh", precision=4, path=("Iraq",)))
    >>> compare_spots(mosul, nineveh), compare_spots(mosul, mosul)
    ('contains', 'same')
    """
    if a.id is not None and a.id == b.id:
        return "same"
    if _encloses(a, b) or _encloses(b, a):
        return "contains"
    distance = None if _may_lie_anywhere(a, b) else distance_km(a, b)
    if distance is None or (None in (a.id, b.id) and distance <= 4 * AROUND_KM and _are_one_name(a, b)):
        return _compare_names(a, b)
    if a.is_exact and b.is_exact:
        return "near" if distance <= NEAR_KM else "around" if distance <= AROUND_KM else "apart"
    return _compare_areas(a, b, distance)


def _encloses(outer: Spot, inner: Spot) -> bool:
    if outer.name not in inner.path or (outer.is_exact and inner.path[-1:] != (outer.name,)):
        return False
    depth = inner.path.index(outer.name)
    return not outer.path or depth == 0 or outer.path[0] == inner.path[0]


def _may_lie_anywhere(a: Spot, b: Spot) -> bool:
    """Whether one is a village of which only a province or the country is known, and the other lies in that too."""
    return any(one.is_ill_placed and one.path == other.path[: len(one.path)] for one, other in ((a, b), (b, a)))


def _are_one_name(a: Spot, b: Spot) -> bool:
    """Whether two places have one name, in whatever spelling; what no list knows lies where the report's words place it, which may
    be its district here and its province there.
    """
    return a.name == b.name or bool(a.skeleton and a.skeleton == b.skeleton)


def _compare_names(a: Spot, b: Spot) -> Where:
    common = min(len(a.path), len(b.path), 2)
    if a.path[:common] != b.path[:common]:
        return "apart"
    if not common and (a.precision > 2 or b.precision > 2) and not _are_one_name(a, b):
        return "unknown"
    if _are_one_name(a, b):
        return "same"
    one, two = (set(spot.name.split()) - load_word_set("area") for spot in (a, b))
    if one and two and (one <= two or two <= one):
        return "near"
    return "other_name"


def _compare_areas(a: Spot, b: Spot, distance: float) -> Where:
    """Compare two places of which one at least is an area: apart where what encloses them differs at a depth that both tell."""
    common = min(len(a.path), len(b.path))
    if a.path[:common] != b.path[:common] or (a.precision == b.precision and a.name != b.name):
        return "apart" if distance > AROUND_KM else "around"
    return "around" if distance <= 4 * AROUND_KM else "apart"
