"""The words of the sentences that make a claim, and the names that a text holds: what two tellings of one happening share.

Words that stand in any report of harm say nothing (``words/en/linking.yml``). Names are written with a capital wherever they stand;
how rare a name is among all reports is for `civharm.linking.rarity` to say.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache, lru_cache

from rensa import RMinHash

from civharm.lexicon import load_number_words
from civharm.linking.words import load_word_set, load_words

READ_AT_MOST = 20_000
"""How many characters of a report are searched for names: the happening is named early, and a book must not cost an hour."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIGURES = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.,])\d{1,6}(?![\w])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLING = 3
_MOST_NAMES, _MOST_WORDS, _LONG = 60, 60, 5
_DEED_WITHIN, _AFTER_WITHIN = 3, 5
_BANDS, _ROWS, _FEWEST, _SEED = 3, 3, 5, 7


@lru_cache(maxsize=4096)
def find_words(text: str) -> frozenset[str]:
    """Find the telling words of a sentence; numbers are left to the comparison of counts.

    >>> sorted(find_words("At least 12 people were killed when a shell hit a bakery in Tadil."))
    ['bakery', 'shell', 'tadil']
    """
    common = load_word_set("common")
    found = {_clip(word) for word in _WORD.findall(text.casefold()) if len(word) > 2 and not word.isdigit()}
    return frozenset(sys.intern(word) for word in found - common)


@lru_cache(maxsize=2_000)
def find_bands(words: frozenset[str]) -> tuple[int, ...]:
    """Find the MinHash bands of the words of the sentences that make the claims: copies share at least one.

    >>> told = find_words("A shell hit a bakery in Tadil while traders packed their stalls.")
    >>> retold = find_words("Traders packed their stalls when the shell hit a bakery in Tadil.")
    >>> len(find_bands(told)), find_bands(told) == find_bands(retold), find_bands(frozenset({"shell"}))
    (3, True, ())
    """
    if len(words) < _FEWEST:
        return ()
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(sorted(words))
    digest = sketch.digest()
    return tuple(hash((band, *digest[band * _ROWS : (band + 1) * _ROWS])) for band in range(_BANDS))


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Find what may be told of one happening alone: names (with a capital, nowhere without one), long numbers, then long words.

    Names come out with a capital and words without one, so that the two can be weighed apart.

    >>> sorted(find_names(["Layan Saleh, 9, died in Maysaloon Street. Officials named Layan first; a greenhouse burned."]))
    ['Layan', 'Maysaloon', 'Saleh', 'burned', 'greenhouse']
    """
    common, raised, lower = load_word_set("common"), dict[str, None](), dict[str, None]()
    for text in texts:
        for word in _WORD.findall(text[:READ_AT_MOST]):
            if word[0].isupper() and len(word) > 2:
                raised[_clip(word.casefold())] = None
            elif word.isdigit() and len(word) in (3, 4, 5) and not word.startswith(("19", "20")):
                raised[word] = None
            else:
                lower[word] = None
    names = [word for word in raised if word not in lower and word not in common][:_MOST_NAMES]
    words = [word for word in lower if len(word) >= _LONG and word not in common and not word.isdigit()][:_MOST_WORDS]
    return frozenset(map(sys.intern, (*map(str.capitalize, names), *words)))


def tells_another(text: str) -> bool:
    """Whether words say that what follows is another happening than what was told before.

    >>> tells_another("Two were killed in a separate air strike"), tells_another("Another two were killed in the attack")
    (True, False)
    >>> tells_another("The attack comes two days after a raid killed seven in the province.")
    True
    """
    words = _WORD.findall(text.casefold())
    lowered, deeds = f" {' '.join(words)} ", load_word_set("deed")
    if any(f" {cue} " in lowered for cue in load_words("elsewhere")):
        return True
    cues = [at for at, word in enumerate(words) if word in load_word_set("another")]
    if any(not deeds.isdisjoint(words[at + 1 : at + 1 + _DEED_WITHIN]) for at in cues):
        return True
    sequels = [at for at, word in enumerate(words) if word in load_word_set("sequel")]
    return any(words[at - 1] in deeds and "after" in words[at + 1 : at + 1 + _AFTER_WITHIN] for at in sequels if at)


@lru_cache(maxsize=4096)
def tells_a_rise(text: str) -> bool:
    """Whether words say that a toll is another than before.

    >>> tells_a_rise("The death toll has risen to 19"), tells_a_rise("Smoke has risen over the town; 19 died")
    (True, False)
    """
    folded = text.casefold()
    if any(words in folded for words in load_words("toll")) and not load_word_set("climb").isdisjoint(_WORD.findall(folded)):
        return True
    return any(cue in folded for cue in load_words("rising"))


def find_numbers(text: str) -> frozenset[int]:
    """Find the numbers that a headline gives, in figures or as one word; years and numbers under three say too little.

    >>> sorted(find_numbers("Nineteen killed in Redland, more than 1,200 displaced since 2021"))
    [19, 1200]
    """
    figures = (int(number.replace(",", "")) for number in _FIGURES.findall(text) if not _YEAR.fullmatch(number))
    spelled = (_load_numerals().get(word, 0) for word in _WORD.findall(text.casefold()))
    return frozenset(number for number in (*figures, *spelled) if number >= _TELLING)


@cache
def _load_numerals() -> dict[str, int]:
    return {word: value for role in ("unit", "teen", "ten") for word, value in load_number_words(role).items()}


def measure_overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that stands in the larger: 0 where either is too small (under 4) to say anything."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 4 else 0.0


def _clip(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word
