"""The description that Piper reads beside the voice fr_FR-siwis-kokoro."""

from __future__ import annotations

from typing import Any

from speech.kokoro_symbols import CLUSTERS, symbol_ids

NAME = "fr_FR-siwis-kokoro"
SAMPLE_RATE = 24_000
"""Hertz."""
FRAME_SAMPLES = 600
"""Samples per frame of Kokoro's durations."""


def voice_config() -> dict[str, Any]:
    """The voice's .onnx.json file, in the form Piper reads."""
    ids = symbol_ids()
    return {
        "audio": {"sample_rate": SAMPLE_RATE, "quality": "medium"},
        "espeak": {"voice": "fr"},
        "phoneme_type": "espeak",
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_map": {},
        "phoneme_id_map": {symbol: [index] for symbol, index in ids.items()},
        "vowel_clusters": [list(pair) for pair in CLUSTERS],
        "num_symbols": len(ids),
        "num_speakers": 1,
        "speaker_id_map": {},
        "hop_length": FRAME_SAMPLES,
        "piper_version": "1.0.0",
        "language": {
            "code": "fr_FR",
            "family": "fr",
            "region": "FR",
            "name_native": "Français",
            "name_english": "French",
            "country_english": "France",
        },
        "dataset": "siwis",
    }
