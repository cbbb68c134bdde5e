"""The symbols of Piper and of Kokoro, and how one becomes the other."""

from __future__ import annotations

# Kokoro's vocabulary: symbol -> token, as published with Kokoro-82M (config.json, "vocab").
KOKORO_TOKENS: dict[str, int] = {
    ";": 1, ":": 2, ",": 3, ".": 4, "!": 5, "?": 6, "—": 9, "…": 10, '"': 11,
    "(": 12, ")": 13, "“": 14, "”": 15, " ": 16, "\u0303": 17, "ʣ": 18, "ʥ": 19,
    "ʦ": 20, "ʨ": 21, "ᵝ": 22, "ꭧ": 23, "A": 24, "I": 25, "O": 31, "Q": 33,
    "S": 35, "T": 36, "W": 39, "Y": 41, "ᵊ": 42, "a": 43, "b": 44, "c": 45,
    "d": 46, "e": 47, "f": 48, "h": 50, "i": 51, "j": 52, "k": 53, "l": 54,
    "m": 55, "n": 56, "o": 57, "p": 58, "q": 59, "r": 60, "s": 61, "t": 62,
    "u": 63, "v": 64, "w": 65, "x": 66, "y": 67, "z": 68, "ɑ": 69, "ɐ": 70,
    "ɒ": 71, "æ": 72, "β": 75, "ɔ": 76, "ɕ": 77, "ç": 78, "ɖ": 80, "ð": 81,
    "ʤ": 82, "ə": 83, "ɚ": 85, "ɛ": 86, "ɜ": 87, "ɟ": 90, "ɡ": 92, "ɥ": 99,
    "ɨ": 101, "ɪ": 102, "ʝ": 103, "ɯ": 110, "ɰ": 111, "ŋ": 112, "ɳ": 113,
    "ɲ": 114, "ɴ": 115, "ø": 116, "ɸ": 118, "θ": 119, "œ": 120, "ɹ": 123,
    "ɾ": 125, "ɻ": 126, "ʁ": 128, "ɽ": 129, "ʂ": 130, "ʃ": 131, "ʈ": 132,
    "ʧ": 133, "ʊ": 135, "ʋ": 136, "ʌ": 138, "ɣ": 139, "ɤ": 140, "χ": 142,
    "ʎ": 143, "ʒ": 147, "ʔ": 148, "ˈ": 156, "ˌ": 157, "ː": 158, "ʰ": 162,
    "ʲ": 164, "↓": 169, "→": 171, "↗": 172, "↘": 173, "ᵻ": 177,
}  # fmt: skip

# Piper's own symbols in the order of their ids (piper-tts, DEFAULT_PHONEME_ID_MAP): 0 pads, 1 begins, 2 ends.
PIPER_SYMBOLS: tuple[str, ...] = (
    *"_^$ !'(),-.:;?abcdefhijklmnopqrstuvwxyzæçðøħŋœǀǁǂǃɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌ"
    "ʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢʲˈˌːˑ˞βθχᵻⱱ0123456789",
    "\u0327", "\u0303", "\u032a", "\u032f", "\u0329", "ʰ", "ˤ", "ε", "↓", "#", '"', "↑", "\u033a", "\u033b",
    "g", "ʦ", "X", "\u031d", "\u030a", "ɝ", "ʷ", "aɪ", "aʊ", "ɔɪ", "eɪ", "oʊ",
)  # fmt: skip
PIPER_CONTROLS = 3
"""How many of Piper's first ids are marks, never sounds."""

# What Kokoro lacks, and the nearest sound it has. Whatever is in neither table is dropped, above all "-",
# espeak's mark after a schwa that may fall ("lə-").
NEAREST: dict[str, str] = {
    "g": "ɡ", "ʀ": "ʁ", "ɫ": "l", "ɭ": "l", "ɬ": "l", "ɮ": "l", "ʟ": "l", "ɱ": "m",
    "ɓ": "b", "ʙ": "b", "ɗ": "d", "ʄ": "ɟ", "ɠ": "ɡ", "ɢ": "ɡ", "ʛ": "ɡ", "ɘ": "ə",
    "ɞ": "œ", "ɶ": "œ", "ɵ": "ø", "ʏ": "y", "ʉ": "u", "ħ": "h", "ɦ": "h", "ʜ": "h",
    "ɧ": "ʃ", "ɺ": "ɾ", "ʍ": "w", "ʐ": "ʒ", "ʑ": "ʒ", "ʕ": "ʔ", "ʡ": "ʔ", "ʢ": "ʔ",
    "ⱱ": "v", "ε": "ɛ", "X": "χ", "ɝ": "ɜ", "ˑ": "ː", "ʷ": "w", "↑": "↗",
    "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "eɪ": "A", "oʊ": "O", "əʊ": "Q",
    "tʃ": "ʧ", "dʒ": "ʤ",
}  # fmt: skip

# Two-letter sounds that Kokoro writes as one symbol; Piper joins them before it looks ids up. French has none
# of the diphthongs: they come with words that espeak reads as English.
CLUSTERS: tuple[tuple[str, str], ...] = (
    ("t", "ʃ"), ("d", "ʒ"), ("a", "ɪ"), ("a", "ʊ"), ("ɔ", "ɪ"), ("e", "ɪ"), ("o", "ʊ"), ("ə", "ʊ"),
)  # fmt: skip

CUT_BONUS = 250
"""Tokens by which a comma may come before a space and still be the better place to cut a long sentence."""


def symbol_ids() -> dict[str, int]:
    """Every symbol the voice knows -> its Piper id: Piper's own, then Kokoro's, then the replaced ones."""
    symbols = list(dict.fromkeys([*PIPER_SYMBOLS, *KOKORO_TOKENS, *NEAREST]))
    return {symbol: index for index, symbol in enumerate(symbols)}


def token_of_id() -> list[int]:
    """Piper id -> Kokoro token; 0 drops the symbol."""
    sounds = list(symbol_ids())[PIPER_CONTROLS:]
    tokens = [KOKORO_TOKENS.get(symbol, KOKORO_TOKENS.get(NEAREST.get(symbol, ""), 0)) for symbol in sounds]
    return [0] * PIPER_CONTROLS + tokens


def cut_scores() -> list[int]:
    """Kokoro token -> how good a place it is to end a chunk; 0: never there by choice."""
    scores = [0] * (max(KOKORO_TOKENS.values()) + 1)
    for symbol in ' —…"(“':
        scores[KOKORO_TOKENS[symbol]] = 10_000
    for symbol in ",;:.!?)”":
        scores[KOKORO_TOKENS[symbol]] = 10_000 + CUT_BONUS
    return scores


def sounding_tokens() -> list[int]:
    """Kokoro token -> 1 when it is a sound; a sentence without any is silence."""
    sounding = [0] * (max(KOKORO_TOKENS.values()) + 1)
    for symbol, token in KOKORO_TOKENS.items():
        if symbol.isalpha() and symbol not in "ᵝʰʲᵊ":
            sounding[token] = 1
    return sounding
