"""Floor 11: the command line, one file per command and what commands share."""
