"""Read a report whatever the length of its paths, which decide where the words of a message are folded."""

import re

_FOLD = re.compile(r"\n {2,}(?![\s\d│]|改法：|另见 |本表另有)")


def unfolded(report: str) -> str:
    """Return the report with each message in one line."""
    return _FOLD.sub("", report)
