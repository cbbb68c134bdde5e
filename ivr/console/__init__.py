"""Agents' and administrators' screens, one module a screen."""
