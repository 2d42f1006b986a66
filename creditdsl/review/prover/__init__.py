"""The prover behind the bounds: an expression cut into parts on which it is a sum, and the ends of such sums."""
