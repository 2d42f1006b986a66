"""creditdsl: a language for published assessment schemes, and its compiler."""

__version__ = "0.3.0"
