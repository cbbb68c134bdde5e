import kaldi_native_fbank
import numpy as np
import torch

from speech.training.features import BINS, HIGH, LOW, cepstra, logarithm, mel_powers
from speech.training.shards import RATE


def test_the_cepstra_are_kaldi_s():
    options = kaldi_native_fbank.MfccOptions()
    options.frame_opts.samp_freq, options.frame_opts.dither = RATE, 0
    options.mel_opts.num_bins = options.num_ceps = BINS
    options.mel_opts.low_freq, options.mel_opts.high_freq = LOW, HIGH
    options.use_energy = False
    samples = np.random.default_rng(1).standard_normal(8000) * 1000
    kaldi = kaldi_native_fbank.OnlineMfcc(options)
    kaldi.accept_waveform(RATE, samples.tolist())
    kaldi.input_finished()
    expected = np.stack([kaldi.get_frame(index) for index in range(kaldi.num_frames_ready)])
    ours = cepstra(logarithm(mel_powers(torch.tensor(samples[None], dtype=torch.float32))))[0].numpy()
    assert ours.shape == expected.shape
    assert np.abs(ours - expected).max() < 0.01
