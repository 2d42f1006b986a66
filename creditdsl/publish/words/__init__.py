"""Words of titles, and where a line may end between them."""
