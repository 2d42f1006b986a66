"""The text of a document, 正文, as blocks of an official document."""
