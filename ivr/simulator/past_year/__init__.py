"""A year of calls nobody made: to show the consoles, and to measure pages that read many calls."""
