"""Floor 4: the passes from lines to programs. pipeline.py shows them all on one page."""
