"""A `标准：` against the rules of its entry, as meaning: equal on all values, or different at a first value."""
