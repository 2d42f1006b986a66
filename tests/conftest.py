"""Hypothesis profiles: the same examples on every run, more in `make full`, new ones in a campaign (`make fuzz`)."""

import os

from hypothesis import settings

settings.register_profile("default", derandomize=True, deadline=None, max_examples=40)
settings.register_profile("full", derandomize=True, deadline=None, max_examples=400)
settings.register_profile("fuzz", derandomize=False, deadline=None, max_examples=10_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
