"""The provider's own voices, for the sentences that ours cannot say. Nothing here takes time to import."""

from __future__ import annotations

FALLBACK_VOICE = {"voice": "Polly.Lea-Neural", "language": "fr-FR"}
"""The provider's own voice, for the sentence that ours could not say."""
FALLBACK_VOICES = {"en": {"voice": "Polly.Amy-Neural", "language": "en-GB"}}
"""Its voices of the other languages."""
