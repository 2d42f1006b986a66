"""Floor 6: what a careful colleague would find in a scheme that reads without error."""
