"""Floor 4: from data files to units with exact typed cells, or to messages with cell addresses."""
