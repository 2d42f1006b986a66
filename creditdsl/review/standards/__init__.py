"""A `标准：` against the rules of its entry, as meaning: equal on all values, or the first value on which they differ."""
