"""How a transfer ended, from what the provider and the agent said. Pure."""

from __future__ import annotations

from flows.events import TransferOutcome


def transfer_outcome(status: str, bridged: str, agent_answer: str) -> TransferOutcome:
    """Read a <Dial>'s action: `status` and `bridged` are DialCallStatus and DialBridged.

    `agent_answer`: what was pressed at the whisper: accepted, declined, or empty. A telephone that was picked
    up without a key being pressed, a voicemail for one, did not take the call: nobody answered.
    """
    if bridged == "true" or (not bridged and agent_answer == "accepted"):
        return "answered"
    if agent_answer == "declined":
        return "declined"
    match status:
        case "busy":
            return "busy"
        case "no-answer" | "completed" | "answered":
            return "no_answer"
        case _:
            return "failed"
