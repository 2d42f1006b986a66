"""From the bytes of one data file to a raw table of text, each cell with its address."""
