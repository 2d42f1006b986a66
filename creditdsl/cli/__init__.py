"""Layer 6: the command line, one file per command and one per thing the commands share."""
