"""Floor 4: engines. Each is one match over the IR's nodes; they import ir and base only."""
