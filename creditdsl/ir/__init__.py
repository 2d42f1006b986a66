"""Floor 2: the waist. What is computed, without a word of how a rule is written."""
