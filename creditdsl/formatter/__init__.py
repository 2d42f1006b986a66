"""Floor 5: the canonical layout of a scheme. It changes spacing, width, synonyms and the order of fields only."""
