"""What a telephone, a room and a street do to a voice, drawn anew for each utterance.

First to the samples (larynx, speed and size of the throat, sibilants, silences around, level, hiss; then GSM,
mu-law and lost packets), then to the mel powers, where rooms, filters and noises are cheap. Babble is the
neighbours'.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
import soxr
import torch
from numpy.typing import NDArray
from scipy.signal import istft, lfilter, stft
from torch import Tensor
from torch.nn import functional

from speech import g711
from speech.evaluation.conditions import through_gsm
from speech.training.features import BINS, CENTRES, HIGH, LOW, MEL_STEP, POINTS, logarithm, mel
from speech.training.revoicing import revoiced
from speech.training.shards import RATE

Samples = NDArray[np.float32]

THROAT = (0.86, 1.16)
LEVELS = (-26.0, 3.0)
"""Decibels around the recording's own."""
PACKET = 160
"""Samples lost together: 20 ms."""
NOISY, SNR = 0.45, (5.0, 36.0)
"""Share of the utterances with babble or a coloured noise, and its decibels below the voice."""
HISSING, ROOMED = 0.35, 0.3
"""Shares of those with the line's own hiss, and of the batches in rooms."""
STEADY, STEADY_SNR = 0.5, (6.0, 26.0)
"""Share of the utterances with steady noise over them, and its decibels below the voice."""
COLOURED, COLOUR = 0.35, (-0.4, 0.9)
"""Share of that noise that is not white, and its coefficient as an autoregressive process of order one."""
GSM = 0.12
"""Share of the utterances from mobiles of the old kind (GSM 06.10)."""
REVOICED = 0.3
"""Share of the utterances said with another larynx."""
CONTRAST = (0.75, 1.25)
"""How deep the valleys between two resonances are made in half the utterances, beside what they were."""
SIBILANT, SIBILANCE = 0.5, (-8.0, 14.0)
"""Share of the utterances whose s and "ch" are louder or softer, and by how many decibels."""
SIBILANT_ABOVE, SIBILANT_SHARE, SIBILANT_SLOPE = 2000.0, 0.55, 20.0
"""A moment whose power lies above these hertz for more than this share is a sibilant; how steep the step."""
SIBILANT_FLOOR = 1e-3
"""Of the loudest moment's power: below, it is the breath or the hiss between two words."""
BEND, PIVOT = 0.074, 1500.0
"""At most, how much more the highest frequencies are stretched, and the hertz that a bend leaves alone."""
BLUR = 0.33
"""At most, of a bin's power that goes to each of its neighbours."""
TEMPO = (0.6, 1.4)
"""How much faster a retimed utterance is said."""
UNEVEN = 0.3
"""Deviation of the logarithm of a retimed utterance's tempo, from one moment to another."""
FRAMES_A_SOUND = 5
"""At the least: the network tells one sound every third frame."""
MOMENT = 12
"""Frames between two tempos."""


def damaged_samples(utterances: Sequence[NDArray[np.int16]], chance: random.Random) -> list[Samples]:
    """Utterances as a line would bring them, in the range of 16 bits. Raises NoTool without sox."""
    spoken = [_spoken(samples, chance) for samples in utterances]
    mobile = [at for at in range(len(spoken)) if chance.random() < GSM]
    if mobile:
        for at, coded in zip(mobile, _coded([spoken[at] for at in mobile]), strict=True):
            spoken[at] = coded
    return [_over_a_line(voice, chance) for voice in spoken]


def _coded(voices: Sequence[Samples]) -> list[Samples]:
    """Voices through GSM, one after the other in one call of the program, and taken apart again."""
    ends = np.cumsum([len(voice) for voice in voices])
    sound = np.concatenate(voices).astype(np.int16)
    coded = through_gsm(sound)[: ends[-1]].astype(np.float32)  # which fills the last frame
    return np.split(coded, ends[:-1])


def _spoken(samples: NDArray[np.int16], chance: random.Random) -> Samples:
    """What reaches the telephone: a throat, a place, a loudness."""
    voice = samples.astype(np.float32)
    if chance.random() < REVOICED:
        voice = revoiced(voice, chance)
    throat = chance.uniform(*THROAT)
    if abs(throat - 1) > 0.02:
        voice = soxr.resample(voice, RATE * throat, RATE, quality="LQ")
    noise = np.random.default_rng(chance.randrange(1 << 30))
    before = chance.randrange(3000) if chance.random() < 0.8 else chance.randrange(14_000)
    if chance.random() < SIBILANT:
        voice = _other_sibilants(voice, chance.uniform(*SIBILANCE))
    voice = voice * 10 ** (chance.uniform(*LEVELS) / 20)
    loud = float(np.sqrt(np.mean(voice**2))) + 1e-3
    voice = np.pad(voice, (before, chance.randrange(4000)))
    if chance.random() < 0.6:
        voice = voice + noise.standard_normal(len(voice), np.float32) * 10 ** chance.uniform(-0.5, 1.3)
    if chance.random() < STEADY:  # against this voice, which mel powers would only imitate
        steady = _steady(len(voice), chance, noise)
        voice = voice + steady * loud * 10 ** (-chance.uniform(*STEADY_SNR) / 20)
    if chance.random() < 0.08:
        voice = voice * chance.uniform(2, 6)  # shouted into the microphone
    return np.clip(voice, -32768, 32767).astype(np.float32)


def _other_sibilants(voice: Samples, decibels: float) -> Samples:
    """A voice whose sibilants are so much louder: as other teeth, or another microphone, would have them."""
    overlap = POINTS * 3 // 4
    _, _, waves = stft(voice, RATE, nperseg=POINTS, noverlap=overlap)
    powers = np.abs(waves) ** 2
    every = powers.sum(0)
    high = powers[round(SIBILANT_ABOVE * POINTS / RATE) :].sum(0) / np.maximum(every, 1e-9)
    loud = every > SIBILANT_FLOOR * every.max()
    sibilant = loud / (1 + np.exp(-SIBILANT_SLOPE * (high - SIBILANT_SHARE)))
    _, louder = istft(waves * 10 ** (decibels * sibilant / 20), RATE, nperseg=POINTS, noverlap=overlap)
    changed: Samples = louder[: len(voice)].astype(np.float32)
    return changed


def _steady(many: int, chance: random.Random, draw: np.random.Generator) -> Samples:
    """A noise of loudness 1 that does not change, white or coloured."""
    white = draw.standard_normal(many, np.float32)
    if chance.random() > COLOURED:
        return white
    kept = chance.uniform(*COLOUR)
    coloured: Samples = lfilter([math.sqrt(1 - kept**2)], [1, -kept], white).astype(np.float32)
    return coloured


def _over_a_line(voice: Samples, chance: random.Random) -> Samples:
    """Companded, often, and sometimes with packets lost."""
    if chance.random() < 0.6:
        voice = _through_mulaw(voice)
    if chance.random() < 0.1:
        for _ in range(chance.randrange(1, 5)):
            lost = chance.randrange(max(1, len(voice) - PACKET))
            voice[lost : lost + PACKET] = 0
    return voice.astype(np.float32)


def _through_mulaw(voice: Samples) -> Samples:
    coded = g711.mulaw_encode(voice.astype("<i2").tobytes())
    return np.frombuffer(g711.mulaw_decode(coded), "<i2").astype(np.float32)


def retimed(
    powers: Tensor, lengths: Sequence[int], sounds: Sequence[int], chance: random.Random
) -> tuple[Tensor, list[int]]:
    """Mel powers and their lengths, half of them said faster or slower and unevenly, at the same pitch.

    `sounds`: how many each has; none is made so short that they could not be told apart.
    """
    frames, bins = powers.shape[1:]
    places = []
    for length, many in zip(lengths, sounds, strict=True):
        if chance.random() < 0.5:
            place = torch.arange(length, dtype=torch.float32)
        else:
            kept = max(round(length / chance.uniform(*TEMPO)), min(length, FRAMES_A_SOUND * many))
            knots = torch.randn(1, 1, kept // MOMENT + 2) * UNEVEN
            steps = functional.interpolate(knots, size=kept, mode="linear", align_corners=True)[0, 0].exp()
            place = torch.cumsum(steps, 0) - steps[0]
            place = place * ((length - 1) / place[-1].clamp_min(1e-3))
        places.append(place)
    fresh = [len(place) for place in places]
    place = torch.stack(
        [
            functional.pad(place, (0, max(fresh) - len(place)), value=float(length - 1))
            for place, length in zip(places, lengths, strict=True)
        ]
    ).clamp(0, frames - 1.001)
    before = place.floor().long()
    share = (place - before)[..., None]

    def moments(index: Tensor) -> Tensor:
        return torch.gather(powers, 1, index[..., None].expand(-1, -1, bins))

    return moments(before) * (1 - share) + moments(before + 1) * share, fresh


def damaged_powers(powers: Tensor, lengths: Sequence[int], chance: random.Random, often: float) -> Tensor:
    """Mel powers [batch, frames, 40] -> their logarithms, damaged with the probability `often`."""
    if chance.random() > often:
        return logarithm(powers + 10)
    batch, frames, _ = powers.shape
    powers = _other_contrasts(_other_throats(powers))
    if chance.random() < ROOMED:
        powers = _roomed(powers)
    level = torch.stack([powers[row, :length].mean() for row, length in enumerate(lengths)])[:, None, None]
    noise = _noise(powers, chance)
    noise = noise / noise.mean((1, 2), keepdim=True).clamp_min(1e-9) * level
    ratio = torch.empty(batch, 1, 1).uniform_(*SNR)
    powers = powers + noise * (torch.rand(batch, 1, 1) < NOISY) * 10 ** (-ratio / 10)
    powers = powers * _channels(batch)
    hiss = torch.distributions.Gamma(3.0, 3.0).sample((batch, frames, BINS))
    hissing = torch.rand(batch, 1, 1) < HISSING
    powers = powers + hissing * 10 ** torch.empty(batch, 1, 1).uniform_(0, 4.5) * hiss
    return _masked(logarithm(powers), lengths, chance)


def _other_throats(powers: Tensor) -> Tensor:
    """The frequency axis of each utterance stretched and bent a little, as throats differ."""
    batch, frames, _ = powers.shape
    stretch = torch.where(torch.rand(batch, 1) < 0.6, torch.empty(batch, 1).uniform_(0.88, 1.13), 1.0)
    bend = torch.where(torch.rand(batch, 1) < 0.5, torch.empty(batch, 1).uniform_(-BEND, BEND), 0.0)
    hertz = 700 * (torch.exp(CENTRES / 1127) - 1)[None]
    stretched = hertz * (stretch + bend * (hertz - PIVOT) / (HIGH - PIVOT))
    place = (1127 * torch.log1p(stretched / 700) - mel(LOW)) / MEL_STEP - 1
    place = place.clamp(0, BINS - 1.001)
    below = place.floor().long()
    share = (place - below)[:, None]

    def bins(index: Tensor) -> Tensor:
        return torch.gather(powers, 2, index[:, None].expand(-1, frames, -1))

    return bins(below) * (1 - share) + bins(below + 1) * share


def _other_contrasts(powers: Tensor) -> Tensor:
    """The spectrum of some utterances sharpened or flattened, as loud; that of others blurred."""
    batch = len(powers)
    depth = torch.empty(batch, 1, 1).uniform_(*CONTRAST)
    level = powers.mean(2, keepdim=True).clamp_min(1e-3)
    carved = (powers / level).clamp_min(1e-6) ** depth
    carved = carved * level / carved.mean(2, keepdim=True)
    powers = torch.where(torch.rand(batch, 1, 1) < 0.5, carved, powers)
    blur = torch.where(torch.rand(batch, 1, 1) < 0.3, torch.empty(batch, 1, 1).uniform_(0, BLUR), 0.0)
    beside = functional.pad(powers, (1, 1), mode="replicate")
    return powers * (1 - 2 * blur) + blur * (beside[..., :-2] + beside[..., 2:])


def _roomed(powers: Tensor) -> Tensor:
    """Each utterance in a room of its own, whose echoes die in 0.12 to 0.7 s."""
    batch, reach = len(powers), 40
    decay = torch.empty(batch).uniform_(0.12, 0.7) / 6.9 / 0.01
    tail = torch.exp(-torch.arange(1, reach + 1)[None] / decay[:, None])
    tail = tail / tail.sum(1, keepdim=True) * 10 ** (torch.empty(batch, 1).uniform_(-18, 0) / 10)
    tail = tail * (torch.rand(batch) < 0.7)[:, None]
    answer = torch.cat([tail.flip(1), torch.ones(batch, 1)], 1)
    padded = functional.pad(powers.permute(2, 0, 1), (reach, 0))
    return functional.conv1d(padded, answer[:, None], groups=batch).permute(1, 2, 0)


def _noise(powers: Tensor, chance: random.Random) -> Tensor:
    """Babble of the others in the batch, or a coloured noise, steady or coming and going."""
    batch, frames, _ = powers.shape
    kind = chance.random()
    if kind < 0.3:
        voices = range(chance.choice([1, 2, 3, 4]))
        return sum(torch.roll(powers[torch.randperm(batch)], chance.randrange(frames), 1) for _ in voices)
    scale = torch.linspace(0, 1, BINS)[None]
    colour = torch.empty(batch, 1).uniform_(-25, 8) * scale
    wave = torch.cos(scale * 2 * math.pi * torch.rand(batch, 1) * 2 + torch.rand(batch, 1) * 2 * math.pi)
    shape = 10 ** ((colour + torch.empty(batch, 1).uniform_(-5, 5) * wave) / 10)
    noise = shape[:, None] * torch.distributions.Gamma(3.0, 3.0).sample((batch, frames, BINS))
    if kind < 0.6:
        slow = torch.randn(batch, 1, frames // 25 + 2) * 4
        noise = noise * 10 ** (functional.interpolate(slow, size=frames, mode="linear")[:, 0] / 10)[..., None]
    return noise


def _channels(batch: int) -> Tensor:
    """What microphones and lines do to the frequencies: a slope, waves, an end cut off; [batch, 1, 40]."""
    scale, bins = torch.linspace(0, 1, BINS)[None], torch.arange(BINS)[None]
    gain = torch.empty(batch, 1).uniform_(-8, 8) * (scale - 0.5)
    for order in (1, 2, 3):
        turn = torch.rand(batch, 1) * 2 * math.pi
        gain = gain + torch.empty(batch, 1).uniform_(-3, 3) / order * torch.cos(
            math.pi * order * scale + turn
        )
    low, high = torch.randint(0, 10, (batch, 1)), torch.randint(33, 41, (batch, 1))
    gain = gain - (bins < low) * torch.empty(batch, 1).uniform_(0, 20) * (torch.rand(batch, 1) < 0.35)
    gain = gain - (bins >= high) * torch.empty(batch, 1).uniform_(0, 15) * (torch.rand(batch, 1) < 0.3)
    return (10 ** (gain / 10))[:, None]


def _masked(logs: Tensor, lengths: Sequence[int], chance: random.Random) -> Tensor:
    """A few bins and a few moments made flat, so that none is leant on (SpecAugment: Park, 2019)."""
    mean = logs.mean((1, 2))
    for row, length in enumerate(lengths):
        for _ in range(chance.randrange(2)):
            first = chance.randrange(BINS)
            logs[row, :, first : first + chance.randrange(5)] = mean[row]
        for _ in range(chance.randrange(3)):
            span = chance.randrange(1, 9)
            begin = chance.randrange(max(1, length - span))
            logs[row, begin : begin + span] = mean[row]
    return logs
