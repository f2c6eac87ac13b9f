"""Claims come back from the store as they were, for every shape that a claim can have."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civharm.model import Claim, from_json
from civharm.store.claims import read_claims, write_claims

st.register_type_strategy(float, st.floats(allow_nan=False))  # a confidence is a number


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.from_type(Claim), max_size=3))
def test_claims_come_back_as_they_were(claims):
    assert read_claims(write_claims(claims)) == tuple(claims)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Claim))
def test_what_is_written_is_the_json_of_the_model(claim):
    assert from_json(Claim, json.loads(write_claims([claim]))[0]) == claim
