"""Puts this folder on the path, so that tests share `factory`."""

from hypothesis import settings

# `pytest --hypothesis-profile=long`: ten thousand examples for every law, for the release and not for every run
# No deadlines: a busy machine is no fault of the code.
settings.register_profile("usual", deadline=None)
settings.load_profile("usual")
settings.register_profile("long", max_examples=10_000, deadline=None)
