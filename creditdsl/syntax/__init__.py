"""Layer 1: from text to trees. The only reader of grammar/."""
