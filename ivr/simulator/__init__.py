"""A faithful stand-in for the telephone provider, and scripted callers."""
