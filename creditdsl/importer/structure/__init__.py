"""From grids and paragraphs to the outline of the tables of indicators."""
