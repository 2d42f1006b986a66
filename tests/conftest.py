"""Hypothesis profiles: the same examples on every run, more in `make full`, new ones in a campaign (`make fuzz`)."""

import os

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow,)
"""What a busy machine would be blamed for: how long it takes to draw an example."""

settings.register_profile("default", derandomize=True, deadline=None, max_examples=40, suppress_health_check=SLOW)
settings.register_profile("full", derandomize=True, deadline=None, max_examples=400, suppress_health_check=SLOW)
settings.register_profile(
    "fuzz", derandomize=False, deadline=None, max_examples=10_000, print_blob=True, suppress_health_check=SLOW
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
