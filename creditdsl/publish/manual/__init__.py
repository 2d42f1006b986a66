"""The rules documentation: a site of pages."""
