"""Floor 8: a document to the bytes of a file, with the faces and templates that a user has."""
