"""What the line does at once of words that tell of a danger."""

from flows.emergencies.alarm.learnt import Level
from flows.tongues import tongue_of


def is_emergency(text: str, language: str = "fr") -> bool:
    """Is the number to dial told at once?"""
    return tongue_of(language).danger_level(text) is Level.SURE
