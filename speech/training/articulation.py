"""How the sounds of French are made: where the throat resonates, whether it is voiced, where breath rubs.

Vowels near what Calliope (1989) and Gendrot and Adda-Decker (2005) measured of men; consonants pull their
neighbours towards their place of articulation (Delattre, Liberman and Cooper, 1955).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sound:
    """How a sound is made by a man's throat, before the speaker's own habits."""

    formants: tuple[float, float, float]
    """Hertz of the three first resonances, or those it pulls its neighbours' towards."""
    seconds: float
    voice: float
    """How loud the voice is, 1 in a vowel."""
    yields: float = 0.0
    """How far its resonances follow its neighbours', from 0 to 1."""
    nasal: float = 0.0
    noise: float = 0.0
    """How loud the breath is against teeth or lips."""
    centre: float | None = 3000.0
    """Hertz around which that noise lies; None: just above the second resonance."""
    spread: float = 800.0
    """Hertz of deviation around it."""
    closed: bool = False
    """Stopped, then released."""

    @property
    def is_vowel(self) -> bool:
        """Whether nothing holds the voice back."""
        return self.voice == 1.0


def _vowel(first: float, second: float, third: float, nasal: float = 0.0) -> Sound:
    return Sound((first, second, third), 0.11 if nasal else 0.085, 1.0, 0.15, nasal)


SOUNDS = {
    "a": _vowel(740, 1350, 2500),
    "E": _vowel(560, 1780, 2560),
    "e": _vowel(380, 2050, 2620),
    "i": _vowel(280, 2220, 3000),
    "o": _vowel(390, 800, 2400),
    "O": _vowel(570, 1080, 2430),
    "u": _vowel(310, 760, 2250),
    "y": _vowel(300, 1830, 2160),
    "eu": _vowel(385, 1420, 2250),
    "oe": _vowel(520, 1400, 2380),
    "an": _vowel(620, 930, 2550, 0.8),
    "in": _vowel(610, 1400, 2480, 0.8),
    "on": _vowel(430, 780, 2500, 0.8),
    "p": Sound((280, 950, 2250), 0.085, 0.0, 0.6, noise=0.05, centre=900, spread=1800, closed=True),
    "b": Sound((250, 950, 2250), 0.070, 0.1, 0.6, noise=0.03, centre=900, spread=1800, closed=True),
    "t": Sound((280, 1750, 2650), 0.085, 0.0, 0.35, noise=0.11, centre=3900, spread=1300, closed=True),
    "d": Sound((250, 1750, 2650), 0.070, 0.1, 0.35, noise=0.06, centre=3700, spread=1300, closed=True),
    "k": Sound((280, 1600, 2150), 0.090, 0.0, 0.8, noise=0.12, centre=None, spread=450, closed=True),
    "g": Sound((250, 1600, 2150), 0.070, 0.1, 0.8, noise=0.06, centre=None, spread=450, closed=True),
    "f": Sound((300, 1000, 2250), 0.105, 0.0, 0.6, noise=0.035, centre=4500, spread=4000),
    "v": Sound((280, 1000, 2250), 0.070, 0.25, 0.6, noise=0.02, centre=4500, spread=4000),
    "s": Sound((300, 1700, 2650), 0.105, 0.0, 0.3, noise=0.20, centre=5500, spread=1400),
    "z": Sound((280, 1700, 2650), 0.080, 0.25, 0.3, noise=0.10, centre=5500, spread=1400),
    "S": Sound((300, 1850, 2450), 0.105, 0.0, 0.3, noise=0.22, centre=2900, spread=900),
    "Z": Sound((280, 1850, 2450), 0.080, 0.25, 0.3, noise=0.11, centre=2800, spread=900),
    "m": Sound((260, 1000, 2250), 0.070, 0.35, 0.5, 1.0),
    "n": Sound((260, 1650, 2600), 0.065, 0.35, 0.35, 1.0),
    "J": Sound((260, 2200, 2800), 0.080, 0.35, 0.2, 1.0),
    "N": Sound((260, 1700, 2200), 0.075, 0.35, 0.7, 1.0),
    "l": Sound((340, 1480, 2650), 0.060, 0.45, 0.4),
    "R": Sound((500, 1180, 2350), 0.065, 0.35, 0.5, noise=0.06, centre=1300, spread=700),
    "j": Sound((290, 2180, 2900), 0.060, 0.7, 0.15),
    "w": Sound((320, 740, 2250), 0.055, 0.7, 0.15),
}
