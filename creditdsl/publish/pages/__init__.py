"""HTML pages from templates, the program's and a user's."""
