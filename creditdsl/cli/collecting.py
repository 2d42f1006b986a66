"""When Python looks for memory in circles in a command that goes on for hours; other runs end before it pays."""

import gc

COLLECTING = (50_000, 5, 50)
"""For young objects once an edit of a long scheme, for all of them once in hundreds of edits.

An old version of a text is in no circle. To look at every object of a long scheme takes longer than to check an edit.
"""


def collect_for_hours() -> None:
    """Look for memory in circles from now on."""
    gc.enable()
    gc.set_threshold(*COLLECTING)
