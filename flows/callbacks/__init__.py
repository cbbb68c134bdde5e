"""Callbacks: agreed, moved, given up."""
