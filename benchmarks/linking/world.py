"""What really happened in the made world: its towns, and the deeds that its reports will tell."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from fictional_words import ACTORS, DETAILS, HEADS, MEANS, TAILS, TARGETS, VICTIMS

from civharm.model import MeansCategory, Place

_DAYS = 1500
_INCIDENTS_PER_TOWN = 25
_TOWNS_PER_PROVINCE = 20


@dataclass(frozen=True, slots=True)
class Town:
    """A town as reports may give it: exact, as another spelling without coordinates, or as its province alone."""

    exact: Place
    misspelt: Place
    province: Place


@dataclass(slots=True)
class Deed:
    """What really happened in one incident."""

    number: int
    town: Town
    on: int
    means: MeansCategory | None
    words: str
    actor: str
    target: tuple[str, str]
    detail: str
    killed: int
    injured: int
    victims: str
    people: tuple[str, ...]


def make_deeds(incidents: int, rng: random.Random) -> Iterator[Deed]:
    """Make what happened: up to three incidents in a town on a day (one day in ten has three, one in five two)."""
    towns, number = _make_towns(max(1, incidents // _INCIDENTS_PER_TOWN), rng), 0
    used: set[tuple[str, int]] = set()
    while number < incidents:
        town, on = rng.choice(towns), rng.randrange(_DAYS)
        if (town.exact.name, on) in used:
            continue
        used.add((town.exact.name, on))
        for _ in range(min(incidents - number, rng.choices((1, 2, 3), (7, 2, 1))[0])):
            yield _make_deed(number, town, on, rng)
            number += 1


def _make_word(rng: random.Random, parts: int) -> str:
    return ("".join(rng.choice(HEADS) for _ in range(parts)) + rng.choice(TAILS)).capitalize()


def _make_towns(number: int, rng: random.Random) -> list[Town]:
    towns: list[Town] = []
    names: set[str] = set()
    side = int((number / _TOWNS_PER_PROVINCE) ** 0.5) + 1
    province = Place(text="", start=0, end=0, name="")
    while len(towns) < number:
        at = len(towns)
        row, column = divmod(at // _TOWNS_PER_PROVINCE, side)
        if at % _TOWNS_PER_PROVINCE == 0:
            name = _make_word(rng, 2) + f" {at // _TOWNS_PER_PROVINCE}"
            province = Place(
                text=name,
                start=0,
                end=len(name),
                name=name,
                id=f"fictional:p{at}",
                precision=4,
                path=("Freedonia",),
                lat=0.9 + row * 1.5 % 60,
                lon=0.9 + column * 1.5 % 170,
            )
        name = _make_word(rng, 3)
        if name in names:
            continue
        names.add(name)
        lat, lon = row * 1.5 % 60 + rng.random() * 1.4, column * 1.5 % 170 + rng.random() * 1.4
        exact = Place(
            text=name,
            start=0,
            end=len(name),
            name=name,
            id=f"fictional:t{at}",
            precision=1,
            lat=round(lat, 4),
            lon=round(lon, 4),
            path=("Freedonia", province.name),
        )
        spelt = "Al-" + name.replace("e", "i", 1).replace("o", "u", 1)
        towns.append(Town(exact, Place(text=spelt, start=0, end=len(spelt), name=spelt), province))
    return towns


def _make_deed(number: int, town: Town, on: int, rng: random.Random) -> Deed:
    means = rng.choice(list(MEANS))
    killed = max(1, int(rng.paretovariate(0.9))) if rng.random() < 0.9 else 0
    killed = min(killed, 180)
    injured = rng.randrange(0, 3 * killed + 2) if killed else rng.randrange(1, 9)
    named = (
        tuple(f"{_make_word(rng, 2)} {_make_word(rng, 2)}" for _ in range(min(killed, 2)))
        if killed <= 3 and rng.random() < 0.4
        else ()
    )
    return Deed(
        number,
        town,
        on,
        means,
        rng.choice(MEANS[means]),
        rng.choice(ACTORS),
        rng.choice(TARGETS),
        rng.choice(DETAILS),
        killed,
        injured,
        rng.choice(VICTIMS),
        named,
    )
