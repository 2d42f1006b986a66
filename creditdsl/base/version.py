"""The version of the program, where every floor may read it."""

__version__ = "0.3.0"
