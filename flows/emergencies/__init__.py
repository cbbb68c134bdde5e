"""Emergencies: heard at any moment, answered with the number to dial, and asked about in doubt."""
