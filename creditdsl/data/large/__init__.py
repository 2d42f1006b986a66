"""From a data file of any size to columns."""
