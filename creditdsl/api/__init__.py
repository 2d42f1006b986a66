"""Floor 10: what Python programs call; `creditdsl/__init__.py` hands its names out when they are asked for."""
