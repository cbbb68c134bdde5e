"""How callers reach the line: thin adapters around the dialogue."""
