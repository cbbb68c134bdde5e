"""Who may sign in, as whom, and what they did."""
