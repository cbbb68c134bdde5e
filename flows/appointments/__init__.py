"""Appointments: booked, changed, cancelled, told."""
