"""Floor 1: what every other floor may use and what uses none of them."""
