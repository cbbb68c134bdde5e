"""Getting a value from the caller: one module per kind of value."""
