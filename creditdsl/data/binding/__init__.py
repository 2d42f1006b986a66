"""From raw tables to units with exact typed cells."""
