"""Floor 5: a sentence of an official document as rule lines."""
