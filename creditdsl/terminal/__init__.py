"""Floor 1: the screen and its width. Knows no language."""
