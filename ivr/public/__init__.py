"""What citizens and calendar programs reach without an account, by an address that is a secret."""
