"""Floor 7: what is handed out. Contents as data first, then writers that know no rule."""
