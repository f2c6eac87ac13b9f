"""Compare the words of two tellings: those of the sentences that make the claims, and what hardly any other text holds."""

from __future__ import annotations

from civharm.linking.pairs import Pair, are_elsewhere, is_of_one_house, measure_rare
from civharm.linking.wording import measure_overlap

_ENOUGH = 4
"""So many telling words of a sentence say enough to be missed in the other."""


def same_words(pair: Pair) -> float:
    """The sentences that make the claims share telling words: a copy all, two tellings of one happening some.

    Of two places far apart it says nothing but that one sentence was the model of the other.
    """
    if are_elsewhere(pair):
        return 0.0
    overlap = measure_overlap(pair.a.words, pair.b.words)
    return 0.0 if overlap <= 0.2 else (overlap - 0.2) / 0.8


def no_words_in_common(pair: Pair) -> float:
    """Neither sentence says anything that the other says, though both say enough: the wedding here, the bakery there.

    Who says that a toll rose need not say of what, but in one place there may be two deeds on a day.
    """
    if pair.where != "same" and (pair.a.is_counting or pair.b.is_counting):
        return 0.0
    a, b = pair.a.words, pair.b.words
    return min(1.0, min(len(a), len(b)) / _ENOUGH - 0.25) if min(len(a), len(b)) > 1 and a.isdisjoint(b) else 0.0


def same_rare_names(pair: Pair) -> float:
    """Both texts hold names that hardly any other report holds: of people, streets, villages; long numbers are among them."""
    house = is_of_one_house(pair)
    names = [name for name in pair.a.names & pair.b.names if not name[0].islower()]
    return measure_rare(pair, [name for name in names if not (house and name.isdigit())])


def same_rare_words(pair: Pair) -> float:
    """Both texts hold words that hardly any other report holds; of two places far apart this says that one text was the model.

    So it does of two reports of one publisher on two places, which has words of its own for all that it tells.
    """
    if are_elsewhere(pair) or is_of_one_house(pair):
        return 0.0
    return measure_rare(pair, [word for word in pair.a.names & pair.b.names if word[0].islower()])
