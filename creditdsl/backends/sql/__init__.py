"""Layer 3: one compiler from the IR to SQL, and a thin runner for each engine that runs it."""
