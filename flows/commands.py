"""What may be said at any question, whatever it asks; each language has words of its own for it."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """Something a caller may say at any moment, whatever was asked."""

    REPEAT = "repeat"
    CONFUSED = "confused"
    """What was asked is not understood: it is said in other words."""
    ERASURE = "erasure"
    """What the town hall keeps of the caller is to be erased."""
    SLOWER = "slower"
    FASTER = "faster"
    HESITANT = "hesitant"
    """The caller speaks little of the language spoken now."""
    AGENT = "agent"
    GOODBYE = "goodbye"
    BACK = "back"
    WAIT = "wait"
    """A moment, please: something is being looked for."""
    TIME = "time"
    """Time for the whole call: somebody speaks slowly, or wants to be let finish."""
    LOUDER = "louder"
    ROBOT = "robot"
    """Am I speaking to a machine?"""
    GREETING = "greeting"
    """Good morning, and nothing else."""
    PRESENT = "present"
    """Is anybody there? Do you hear me?"""
    RECORDED = "recorded"
    """Is this call recorded?"""
    CHILD = "child"
    """A child looks for their father or mother."""
    DEAF = "deaf"
    """The caller cannot hear, or cannot speak."""
    RELAY = "relay"
    """The caller is an interpreter, or a relay service."""
    EMERGENCY = "emergency"
