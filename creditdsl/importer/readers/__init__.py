"""A reader for each kind of file: bytes to a `Document`."""
