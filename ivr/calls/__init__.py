"""A call's log, its deeds, its record."""
