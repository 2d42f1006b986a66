"""Layer 1: the waist. What is computed, said without any word of how a rule is written."""
