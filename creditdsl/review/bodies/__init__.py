"""What the text of a document says of its tables, held against them."""
