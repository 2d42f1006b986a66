"""Floor 2: from text to trees. The only reader of grammar/."""
