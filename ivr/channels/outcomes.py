"""How a transfer ended, from what the provider and the agent said. Pure."""

from __future__ import annotations

from flows.events import TransferOutcome
from ivr.calls.transfers import AgentsPart

TALKED = ("completed", "answered", "")
"""Statuses of a talk that ended as talks do: somebody put the receiver down."""


def transfer_outcome(status: str, bridged: str, part: AgentsPart) -> TransferOutcome:
    """Read a <Dial>'s action: `status` and `bridged` are DialCallStatus and DialBridged.

    `part`: what the agent did at the whisper. A telephone that was picked up without a key being pressed did
    not take the call: a voicemail let the whisper end, and nobody answered; or somebody hung up in the middle
    of it. One that took the call and was never put through was cut off.
    """
    if bridged == "true" or (not bridged and part.answer == "accepted"):
        return "answered" if status in TALKED else "dropped"
    if part.answer == "accepted":
        return "dropped"
    if part.answer == "declined":
        return "declined"
    match status:
        case "busy":
            return "busy"
        case "no-answer" | "completed" | "answered":
            return "hung_up" if part.picked_up and not part.answer else "no_answer"
        case "canceled":
            return "canceled"
        case _:
            return "failed"
