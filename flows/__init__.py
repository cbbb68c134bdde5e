"""What is said and decided in a call; pure."""
