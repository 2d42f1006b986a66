"""The formats in which the indicator table is written. To add one: its file, and one line in WRITERS."""

from creditdsl.publish.writers.html import HTML
from creditdsl.publish.writers.writer import Writer

WRITERS: tuple[Writer, ...] = (HTML,)


def writer_for(suffix: str) -> Writer | None:
    """The writer of `.html` in any case; None if there is none."""
    return next((writer for writer in WRITERS if writer.suffix == suffix.lower()), None)
