"""What the town hall knows, and how a question finds it."""
