"""What can go wrong with a model; the sentences are French, for the person who installs the line."""

from __future__ import annotations

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"
"""What the package carries: catalogue, sentences, models and their notices."""

_SENTENCES: dict[str, str] = tomllib.loads((DATA / "messages.toml").read_text(encoding="utf-8"))


def sentence(key: str, **values: object) -> str:
    """The French sentence of that key in data/messages.toml, filled."""
    return _SENTENCES[key].format(**values)


class ModelError(Exception):
    """A model cannot be used; the message says why and what to do next."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(sentence(key, **values))
        self.key = key
        """Key of the sentence, for those who decide by the cause."""


class ModelUnknown(ModelError):
    """Nothing of that name in the catalogue: a slip in the settings or on the command line."""


class ModelMissing(ModelError):
    """Not installed."""


class ModelDamaged(ModelError):
    """Installed, and no longer what was installed."""


class FetchError(ModelError):
    """Not to be had from any of its places, or what came was not the model."""
