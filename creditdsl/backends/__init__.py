"""Layer 3: engines. Each is one match over the IR's nodes; they import ir and base and nothing else."""
