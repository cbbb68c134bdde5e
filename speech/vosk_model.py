"""A Vosk model's folder, looked at before the native library is: its mistakes cost the whole process."""

from __future__ import annotations

from pathlib import Path

from speech.model_errors import ModelDamaged, ModelMissing

_NEEDED = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph")
_GRAPHS = (("graph/HCLr.fst", "graph/Gr.fst"), ("graph/HCLG.fst",))
"""A dynamic graph, which takes grammars, or a static one, which does not."""
_HIGHEST_RATE = 48_000


def check_folder(folder: Path) -> None:
    """Raises ModelMissing when there is no such folder, ModelDamaged when it cannot be a Vosk model.

    Models of the layout used since 2020 only (am, conf, graph).
    """
    if not folder.is_dir():
        raise ModelMissing("missing", name=folder.name, folder=folder.parent)
    for file in _NEEDED:
        if not (folder / file).exists():
            raise ModelDamaged("file_missing", name=folder.name, file=file)
    if not any(all((folder / file).is_file() for file in graph) for graph in _GRAPHS):
        raise ModelDamaged("file_missing", name=folder.name, file=_GRAPHS[0][0])
    # Without them Kaldi's endpointer aborts the process at the first sound.
    if "endpoint.silence-phones" not in _options(folder / "conf/model.conf"):
        raise ModelDamaged("file_missing", name=folder.name, file="conf/model.conf (endpoint.silence-phones)")


def takes_grammars(folder: Path) -> bool:
    """Whether the model's graph can be narrowed to phrases at run time."""
    return all((folder / file).is_file() for file in _GRAPHS[0])


def check_rate(folder: Path, rate: int) -> str:
    """Why the model cannot hear sound at `rate` hertz; empty when it can."""
    options = _options(folder / "conf/mfcc.conf")
    own = float(options.get("sample-frequency", "16000"))
    # 0 hangs Vosk and a negative rate aborts it.
    if not 1000 <= rate <= _HIGHEST_RATE:
        return f"{rate} Hz is not a rate speech is sampled at; a telephone's is 8000."
    # Kaldi downsamples by itself and upsamples only when told to; otherwise every chunk fails.
    if rate < own and options.get("allow-upsample") != "true":
        return (
            f"The model {folder.name} hears sound at {own:.0f} Hz or more, and the line's is at {rate} Hz: "
            "choose a telephone model, or one whose conf/mfcc.conf says --allow-upsample=true."
        )
    return ""


def _options(file: Path) -> dict[str, str]:
    """Kaldi's command-line options in a file, one --name=value a line; a name alone means true."""
    options: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        option = line.split("#")[0].strip()
        if option.startswith("--"):
            name, equals, value = option[2:].partition("=")
            options[name.strip()] = value.strip() if equals else "true"
    return options
