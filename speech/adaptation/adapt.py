"""A model of our own with a town's words added: a Vosk model folder like any other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from speech.adaptation.graph import PronunciationGraph, build_graph
from speech.adaptation.lexicon import UNKNOWN, Pronunciation, read_lexicon, with_words
from speech.adaptation.ngrams import LanguageModel, learn, mix, read_language, write_language_graph
from speech.adaptation.phones import Phones, PronunciationError, pronounced
from speech.adaptation.transducer import (
    TransducerError,
    read_transducer,
    write_language,
    write_pronunciations,
)
from speech.adaptation.wording import words_of
from speech.model_errors import ModelDamaged
from speech.model_files import RECORD
from speech.vosk_model import check_folder

SHARE = 0.3
"""Of the town's sentences in what the model expects. From 0.2 to 0.4 streets gain and free sentences lose
nothing that can be measured."""
HCL, LANGUAGE, WORDS = "graph/HCLr.fst", "graph/Gr.fst", "graph/words.txt"


@dataclass(frozen=True)
class Adapted:
    """What was added to a model."""

    sentences: int
    words: tuple[str, ...]
    """New to the model."""
    unpronounceable: tuple[str, ...]
    """Left out: no sound of French could be found for them."""


def adapt(
    base: Path,
    into: Path,
    sentences: Iterable[str],
    *,
    share: float = SHARE,
    pronounce: Callable[[Sequence[str]], Mapping[str, Phones]] = pronounced,
) -> Adapted:
    """Write to `into`, a new folder, the model of the folder `base` with the words of the sentences.

    The sentences are as people write them; one given twice counts twice. Raises ModelMissing or ModelDamaged
    when the base is no model of this project's making, ValueError for a share outside 0 to 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"The town's share is {share}: give a number between 0 and 1.")
    check_folder(base)
    try:
        lexicon, general = lexicon_in(base), language_in(base)
    except (TransducerError, OSError, ValueError, KeyError) as error:
        raise ModelDamaged("not_ours", name=base.name, reason=error) from error
    known = {one.word for one in lexicon}
    said = [words for text in sentences if (words := words_of(text, known.__contains__))]
    new = sorted({word for words in said for word in words} - known - {UNKNOWN})
    try:
        spoken = pronounce(new)
    except PronunciationError as error:
        raise ModelDamaged("not_taught", name=base.name, reason=error) from error
    graph = build_graph(with_words(lexicon, (Pronunciation(word, s) for word, s in spoken.items() if s)))
    heard = [words for words in said if all(word in graph.words for word in words)]
    language = mix(general, learn(" ".join(words) for words in heard), share) if heard else general
    write_beside(base, into, graph, language)
    return Adapted(
        sentences=len(heard),
        words=tuple(word for word in new if spoken[word]),
        unpronounceable=tuple(word for word in new if not spoken[word]),
    )


def lexicon_in(model: Path) -> list[Pronunciation]:
    """The words of a model of this project's making, each way they are said.

    Raises TransducerError, OSError, ValueError or KeyError for another.
    """
    return read_lexicon(read_transducer(model / HCL), _read_words(model / WORDS))


def language_in(model: Path) -> LanguageModel:
    """What a model of this project's making expects to hear. Raises as `lexicon_in` does."""
    return read_language(read_transducer(model / LANGUAGE), _read_words(model / WORDS))


def write_beside(base: Path, into: Path, graph: PronunciationGraph, language: LanguageModel) -> None:
    """Write to `into`, a new folder, the model of the folder `base` with this graph. Raises OSError."""
    shutil.copytree(base, into, ignore=shutil.ignore_patterns(RECORD))
    write_pronunciations(graph.transducer, graph.reached, graph.final_label, into / HCL)
    write_language(write_language_graph(language, graph.words), into / LANGUAGE)
    _write_words(graph.words, into / WORDS)


def _read_words(path: Path) -> dict[int, str]:
    """Words by number, without the empty one's."""
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {int(number): word for word, number in lines if int(number)}


def _write_words(words: dict[str, int], path: Path) -> None:
    numbered = sorted(words.items(), key=lambda one: one[1])
    lines = ["<eps> 0", *(f"{word} {number}" for word, number in numbered)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
