"""Floor 8: scheme and data to scores."""
