"""The engine on columns: whole units at once in NumPy, exact in scaled integers."""
