"""The indicator table as data and as a document."""
