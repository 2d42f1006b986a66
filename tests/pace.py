"""Promised seconds, held to on any machine: they are of a desktop computer, and a slow or busy one is measured."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

DESKTOP_SECONDS = 0.11
"""What the loop of `slowness` takes on a desktop computer with nothing else to do: 45 million turns a second."""


def slowness() -> float:
    """Return how many times longer than on a desktop computer a loop takes here and now; at least 1."""
    begun = time.process_time()
    total = 0
    for number in range(5_000_000):
        total += number
    return max(1.0, (time.process_time() - begun) / DESKTOP_SECONDS)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where what is done inside takes more processor time than these seconds of a desktop computer."""
    begun = time.process_time()
    yield
    took = time.process_time() - begun
    if took > seconds:
        assert took <= seconds * slowness(), f"{took:.1f} s"


LOOP = """
import time
begun = time.perf_counter()
total = 0
for number in range(5_000_000):
    total += number
print(time.perf_counter() - begun)
"""


def delay() -> float:
    """Return how many times longer than on a desktop computer a loop takes on the clock, another beside it; at least 1.

    For what other programs do, with some threads: their processor time says little.
    """
    command = [sys.executable, "-c", LOOP]
    loops = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    return max(1.0, *(float(loop.communicate()[0]) / DESKTOP_SECONDS for loop in loops))
