"""Text that WPS and Excel open as text, never as a formula."""

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def plain(text: str) -> str:
    """Return the text of a cell; an apostrophe keeps it from being read as a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
