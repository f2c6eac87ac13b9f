from __future__ import annotations

import gc
from time import process_time

from civharm.linking.names import name_groups
from civharm.model import Incident, make_id
from factory import incident


def natural(claim: str) -> str:
    return make_id("incident", claim)


def test_a_new_incident_takes_the_hash_of_its_smallest_claim():
    assert name_groups([["c1", "c2"]], []).ids == (natural("c1"),)


def test_an_incident_keeps_the_id_with_which_it_shares_most_claims():
    names = name_groups([["c1", "c2", "c3"], ["c4"]], [incident("i1", ["c1", "c2"]), incident("i2", ["c3", "c4"])])
    assert names.ids == ("i1", "i2") and names.moved == {}


def test_a_merged_id_redirects():
    names = name_groups([["c1", "c2", "c3"]], [incident("i1", ["c1", "c2"]), incident("i2", ["c3"])])
    assert names.ids == ("i1",) and names.previous_ids == (("i2",),) and names.moved == {"i2": "i1"}


def test_an_id_that_lost_its_claims_leads_to_nothing():
    assert name_groups([["c1"]], [incident("i1", ["c1"]), incident("i2", ["c9"])]).moved == {"i2": None}


def test_of_equal_shares_the_id_with_the_longer_history_is_kept():
    names = name_groups([["c1", "c2"]], [incident("i1", ["c1"]), incident("i2", ["c2"], previous_ids=("i0",))])
    assert names.ids == ("i2",) and names.moved == {"i0": "i2", "i1": "i2"}


def test_a_split_gives_the_id_to_the_larger_part_and_a_new_one_to_the_other():
    names = name_groups([["c1"], ["c2", "c3"]], [incident("i1", ["c1", "c2", "c3"])])
    assert names.ids == (natural("c1"), "i1")


def test_an_id_in_use_is_never_given_twice():
    former = [incident(natural("c1"), ["c1", "c2"]), incident("i2", ["c3"])]
    names = name_groups([["c2"], ["c3"], ["c1"]], former)
    assert len(set(names.ids)) == 3


def test_a_merge_taken_back_gives_the_id_back():
    former = [incident("i1", ["c1", "c2", "c3"], previous_ids=(natural("c3"),))]
    names = name_groups([["c1", "c2"], ["c3"]], former)
    assert names.ids == ("i1", natural("c3")) and natural("c3") not in names.moved


def test_a_retired_id_is_not_given_to_a_stranger():
    former = [incident("i1", ["c1", "c2"], previous_ids=(natural("c9"),))]
    assert natural("c9") not in name_groups([["c1", "c2"], ["c9"]], former).ids


def test_naming_grows_with_the_incidents_and_not_with_their_square():
    def measure(n: int) -> float:
        groups = [[f"c{i}"] for i in range(n)]
        previous = [Incident(id=f"i{i}", claims=(f"c{i}",)) for i in range(n)]
        gc.disable()  # the collector would walk all that the tests before have left
        began = process_time()
        name_groups(groups, previous)
        spent = process_time() - began
        gc.enable()
        return spent

    assert min(measure(32_000) for _ in range(3)) < 10 * min(measure(8000) for _ in range(3))
