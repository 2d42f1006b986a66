"""Work that is given up where nobody waits for it any more.

Long work calls its watch between steps; the watch raises Abandoned where the work is to end.
"""

from collections.abc import Callable


class Abandoned(Exception):
    """Nobody waits for the result."""


Watch = Callable[[], None]


def unwatched() -> None:
    """Let work go on to its end."""
