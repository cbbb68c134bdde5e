"""What is the provider's own: its voices, its parameters. Nothing here takes time to import."""

from __future__ import annotations

FALLBACK_VOICE = {"voice": "Polly.Lea-Neural", "language": "fr-FR"}
"""The provider's own voice, for the sentence that ours could not say."""
FALLBACK_VOICES = {"en": {"voice": "Polly.Amy-Neural", "language": "en-GB"}}
"""Its voices of the other languages."""
TOLD_ONCE = (
    *("Digits", "FinishedOnKey", "RecordingUrl", "RecordingSid", "RecordingDuration"),
    *("ErrorCode", "ErrorUrl"),
    *("DialCallStatus", "DialBridged", "DialCallSid", "DialCallDuration"),
)
"""Parameters that the provider sends with what has just happened: a redirection must carry them."""
