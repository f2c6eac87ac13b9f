"""Agreement is right to 1e-9 against the same measures computed by other formulas, from all pairs one by one."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civharm.reviewing.agreement import find_cohen, find_krippendorff, find_percent, square

VALUES = st.one_of(st.none(), st.sampled_from(["accept", "reject", "correct", "dispute"]))
TWO = st.lists(st.tuples(VALUES, VALUES), max_size=40)


def alpha_by_pairs(coders: list[list[object]], distance) -> Fraction | None:  # type: ignore[no-untyped-def]
    """Krippendorff's alpha from its definition: the mean distance within units against that of all pairs of pairable values."""
    units = [[v for v in unit if v is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    pooled = [v for unit in units for v in unit]
    if not pooled:
        return None
    within = sum(Fraction(sum(distance(a, b) for a, b in permutations(unit, 2)), len(unit) - 1) for unit in units) / len(pooled)
    among = Fraction(sum(distance(a, b) for a, b in permutations(pooled, 2)), len(pooled) * (len(pooled) - 1))
    return None if among == 0 else 1 - within / among


def kappa_by_shares(pairs: list[tuple[str, str]]) -> Fraction | None:
    """Cohen's kappa as (observed - expected) / (1 - expected), from shares."""
    if not pairs:
        return None
    share = Fraction(1, len(pairs))
    observed = sum((share for a, b in pairs if a == b), Fraction())
    values = {v for pair in pairs for v in pair}
    expected = sum((sum(share for a, _ in pairs if a == v) * sum(share for _, b in pairs if b == v) for v in values), Fraction())
    return None if expected == 1 else (observed - expected) / (1 - expected)


def close(found: float | None, wanted: Fraction | None) -> bool:
    return found is None if wanted is None else found is not None and abs(found - float(wanted)) < 1e-9


@given(TWO)
def test_cohen_is_that_of_the_shares(pairs: list[tuple[str | None, str | None]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assert close(find_cohen(one, other), kappa_by_shares([(a, b) for a, b in pairs if a is not None and b is not None]))


@given(st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=1, max_size=12)))
def test_nominal_alpha_is_that_of_all_pairs(units: list[list[str | None]]) -> None:
    coders = [list(coder) for coder in zip(*units, strict=True)]
    assert close(find_krippendorff(coders), alpha_by_pairs(coders, lambda a, b: int(a != b)))  # type: ignore[arg-type]


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 2000)), min_size=3, max_size=3), min_size=1, max_size=12))
def test_interval_alpha_is_that_of_all_pairs(units: list[list[int | None]]) -> None:
    coders = [list(coder) for coder in zip(*units, strict=True)]
    assert close(find_krippendorff(coders, square), alpha_by_pairs(coders, lambda a, b: (a - b) ** 2))  # type: ignore[arg-type]


def test_alpha_of_krippendorff_s_own_example() -> None:
    """The four observers of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", part C: 0.743 nominal, 0.849 interval."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    nominal, interval = find_krippendorff([a, b, c, d]), find_krippendorff([a, b, c, d], square)
    assert nominal is not None and interval is not None
    assert (round(nominal, 3), round(interval, 3)) == (0.743, 0.849)


@given(TWO)
def test_percent_counts_what_both_coded(pairs: list[tuple[str | None, str | None]]) -> None:
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    found = find_percent([a for a, _ in pairs], [b for _, b in pairs])
    assert found == (sum(a == b for a, b in both) / len(both) if both else None)


def test_what_the_data_do_not_define_is_no_number() -> None:
    assert find_cohen(["a", "a"], ["a", "a"]) is None
    assert find_krippendorff([["a", None], [None, "a"]]) is None
    assert find_percent([None], ["a"]) is None


def test_lists_of_different_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="longer"):
        find_percent(["a"], ["a", "b"])


@pytest.mark.parametrize(
    ("seed", "things", "percent", "kappa", "alpha"),
    # what scikit-learn 1.9.1 (cohen_kappa_score) and NLTK 3.10.4 (AnnotationTask.alpha, avg_Ao) give for the same lists
    [
        (1, 40, 0.6, 0.47411668036154475, 0.46957616449853123),
        (2, 120, 0.7166666666666667, 0.6200055881531154, 0.6207234539089848),
        (3, 500, 0.786, 0.7144443139724799, 0.7143082412369205),
    ],
)
def test_other_programs_find_the_same(seed: int, things: int, percent: float, kappa: float, alpha: float) -> None:
    dice = random.Random(seed)
    one = [dice.choice(["accept", "reject", "correct", "dispute"]) for _ in range(things)]
    other = [value if dice.random() < 0.7 else dice.choice(["accept", "reject", "correct"]) for value in one]
    found = find_percent(one, other), find_cohen(one, other), find_krippendorff([one, other])
    assert found == (pytest.approx(percent, abs=1e-9), pytest.approx(kappa, abs=1e-9), pytest.approx(alpha, abs=1e-9))
