"""The network Vosk runs computes what was trained: heard through stock Vosk, with the carried graph."""

import json

import numpy as np
import pytest
import torch
import vosk

from speech.archives import unpack
from speech.model_errors import DATA
from speech.progress import silent
from speech.training.export import export
from speech.training.network import Network

CARRIED = "vosk-model-fr-mairie-0.1"


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    folder = tmp_path_factory.mktemp("carried")
    unpack(DATA / f"{CARRIED}.tar.xz", CARRIED, folder, silent)
    return folder


@pytest.fixture
def checkpoint(tmp_path):
    network = Network(n=3)
    torch.save({"ema": network.state_dict(), "cfg": network.cfg}, tmp_path / "network.pt")
    return tmp_path / "network.pt"


def test_vosk_loads_a_model_made_of_a_network_and_a_graph(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    vosk.SetLogLevel(-1)
    recogniser = vosk.KaldiRecognizer(vosk.Model(str(tmp_path / "model")), 8000)
    noise = np.random.default_rng(1).integers(-3000, 3000, 16_000, np.int16)
    recogniser.AcceptWaveform(noise.tobytes())
    assert "text" in json.loads(recogniser.FinalResult())


def test_a_model_is_never_written_over_another(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    before = (tmp_path / "model" / "am" / "final.mdl").read_bytes()
    with pytest.raises(FileExistsError):
        export(checkpoint, carried / "graph", tmp_path / "model")
    assert (tmp_path / "model" / "am" / "final.mdl").read_bytes() == before


def test_the_configuration_is_the_carried_model_s(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    for name in ("mfcc.conf", "model.conf"):
        assert (tmp_path / "model" / "conf" / name).read_text() == (carried / "conf" / name).read_text()


def test_the_transitions_are_those_the_graph_was_made_for(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    written = (tmp_path / "model" / "am" / "final.mdl").read_bytes()
    known = (carried / "am" / "final.mdl").read_bytes()
    end = known.index(b"</TransitionModel>")
    assert written[:end] == known[:end]
