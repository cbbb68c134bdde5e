"""Messages, left in words or recorded."""
