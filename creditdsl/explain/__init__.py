"""Floor 6: how a score came about, as data and words."""
