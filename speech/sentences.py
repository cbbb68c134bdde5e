"""Where speech may be cut: sentences, and clauses of a sentence too long to wait for."""

from __future__ import annotations

import re
import unicodedata

LONGEST_PIECE = 200
"""Characters given to the voice at once, some 13 seconds of speech. Time and memory grow with them: 800
without a pause took the voice 800 MB, and 3,000 letters six seconds."""

LONGEST_SLOWED = 145
"""Characters said in one go to whoever asked for a slower voice: with the breath after them, not quite twelve
seconds."""

_ABBREVIATIONS = frozenset(
    {
        "m", "mm", "mme", "mlle", "dr", "me", "mgr", "pr", "st", "ste", "av", "bd", "boul", "pl", "rte", "ch",
        "fg", "imp", "all", "res", "lot", "bat", "esc", "apt", "tel", "fax", "art", "al", "cf", "ex", "p",
        "pp", "vol", "no", "n", "env", "min", "max", "hab", "dept", "dep", "arr", "sq", "z.a", "z.i", "b.p",
        "j.-c",
    }
)  # fmt: skip
"""Words whose full stop ends no sentence, without accents."""

_SENTENCE_END = re.compile(r"([.!?…]+(?:\s?[»”\"’)\]])*)(\s+)(?=[\"«“(\[]*\s*(\S))")
_FULL_STOP = re.compile(r"\.\s")
_STOP = re.compile(r"[;:!?…)]\s")
_COMMA = re.compile(r",\s")
_OPENING = "et|ou|mais|donc|car|puis|qui|que|où|pour|afin|avec|sans|si|dans|jusqu"
_JOINT = re.compile(rf"\s(?=(?:{_OPENING})\b)", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_BREATHS = (_FULL_STOP, _STOP, _COMMA, _JOINT, _SPACE)
"""Where to cut a long sentence, best first: a full stop before a small letter ("1 : lundi. 2 : mardi", in
words), another stop, a comma, before a word that opens a clause, a space."""


def speakable(text: str) -> str:
    """The text in characters a French voice can be given.

    Controls vanish (NUL makes Piper fail), square brackets too ("[[" would start raw phonemes), and so do
    emoji and the letters of other scripts, which espeak would read out by their names. Empty when nothing
    can be said.
    """
    text = unicodedata.normalize("NFC", text)
    kept = " ".join("".join(map(_speakable_character, text)).split())
    return kept if any(map(str.isalnum, kept)) else ""


def _speakable_character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":  # joiners and marks of direction, which are nothing by themselves
        return ""
    if kind[0] in "CSZ" and character not in "+=€$£°%<>|^`~":
        return " "
    if character in "[]{}_#*\\":
        return " "
    if character.isascii() or kind[0] in "PNS" or unicodedata.name(character, "").startswith("LATIN"):
        return character
    return " "


def split_sentences(text: str) -> list[str]:
    """The sentences of a French text, in order, without the space around them.

    A full stop ends none after "M.", "av.", an initial or a number followed by a small letter, nor inside
    a number; a line's end ends one. Words only: abbreviations are best written out before.
    """
    sentences: list[str] = []
    for line in text.splitlines():
        start = 0
        for match in _SENTENCE_END.finditer(line):
            if _ends_sentence(line[start : match.start()], match[1], match[3]):
                sentences.append(line[start : match.end(1)].strip())
                start = match.end(2)
        sentences.append(line[start:].strip())
    return [sentence for sentence in sentences if any(map(str.isalnum, sentence))]


def _ends_sentence(before: str, stop: str, following: str) -> bool:
    if stop[0] != ".":
        # "Quand ? demanda-t-elle": a small letter goes on with the same sentence.
        return not following.islower()
    word = before.split()[-1] if before.split() else ""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    plain = re.split(r"[('’«\"]", plain)[-1]
    if len(stop) == 1 and (plain in _ABBREVIATIONS or (len(plain) == 1 and plain.isalpha())):
        return False
    return not following.islower()


def split_long(sentence: str, longest: int = LONGEST_PIECE) -> list[str]:
    """The sentence in pieces of at most `longest` characters, cut where a speaker would breathe."""
    pieces = []
    rest = sentence.strip()
    while len(rest) > longest:
        cut = _breath(rest, longest // 3, longest)
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [piece for piece in [*pieces, rest] if piece]


def split_to_hurry(sentence: str, first: int = 45, growth: float = 2.0) -> list[str]:
    """The sentence in a short piece and longer and longer ones, for a voice that speaks as it goes.

    The first is heard after the time it takes to make it alone, and while one piece is heard the next is
    made: with a voice as slow as real time, on a busy machine, each may last as long as all before it. Cut at
    stops and commas, else before a word that opens a clause, else not at all up to LONGEST_PIECE.
    """
    pieces: list[str] = []
    rest, room = sentence.strip(), first
    while len(rest) > room and (cut := _hurried_cut(rest, room, first // 4)):
        pieces.append(rest[:cut].strip())
        rest = rest[cut:].strip()
        room = round(len(" ".join(pieces)) * growth)
    return [piece for long in [*pieces, rest] for piece in split_long(long)]


def _hurried_cut(text: str, room: int, shortest: int) -> int:
    """The last stop or comma within `room`, else a joint, else the next of either; 0 when there is none.

    Nothing shorter than `shortest` is left on either side: a lone word has no melody.
    """
    stops, joints = (
        [match.end() for place in places for match in place.finditer(text)]
        for places in ((_STOP, _COMMA), (_JOINT,))
    )
    for cuts in (stops, joints):
        if within := [cut for cut in cuts if shortest <= cut <= room and len(text) - cut >= shortest]:
            return max(within)
    beyond = [cut for cut in stops + joints if room < cut and len(text) - cut >= shortest]
    return min(beyond, default=0)


def _breath(text: str, shortest: int, longest: int) -> int:
    """Where to cut between two lengths: the last of the best places there are."""
    for place in _BREATHS:
        ends = [match.end() for match in place.finditer(text, 0, longest + 1)]
        if cuts := [end for end in ends if shortest <= end <= longest]:
            return cuts[-1]
    return longest
