"""The words, their sounds and which follow which: everything of a model but the network that hears.

    python -m speech.training.language [--draws 500000] [--seed 2] [--model FOLDER --into FOLDER]

reads what the stage "sources" brought, draws sentences from the templates of `data/`, and leaves the words
(`vocabulary.tsv`), the ways they are said (`lexicon.tsv`) and the graph of a Vosk model (`graph/`). A table
that is there is kept: remove it to have it made again. With --model, the folder of a model of our own, its
network and settings are put with the graph into a new folder that Vosk can load.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tomllib
from collections.abc import Sequence, Set
from itertools import islice
from pathlib import Path
from random import Random

from speech.adaptation.graph import build_graph
from speech.adaptation.lexicon import FIRST_TRANSITION, TRANSITIONS, UNKNOWN, Pronunciation
from speech.adaptation.ngrams import LanguageModel, perplexity, write_language_graph
from speech.adaptation.phones import PHONES, PLACES, SILENCE
from speech.adaptation.transducer import write_language, write_pronunciations
from speech.training.brief import brief_sentences
from speech.training.callers import DATA, TO_A_TOWN_HALL, callers, callers_aside, handwritten, loosened
from speech.training.counting import Counts
from speech.training.dictionary import Entry, read_dictionary
from speech.training.english import requests
from speech.training.estimating import Settings, estimate
from speech.training.families import families_of
from speech.training.ours import our_sentences
from speech.training.pronunciations import lexicon_of
from speech.training.sources import SourceError, package_of, read_sources
from speech.training.vocabulary import vocabulary_of
from speech.training.wordlist import frequencies
from speech.training.workshop import workshop

ASIDE_DRAWS = 2000
SPOKEN_DRAWS = 30_000
"""Sentences espeak says to learn what words become side by side."""
DRAWN_WEIGHT, DRAWN_POWER = 0.3, 0.68
"""What the counts of sentences drawn from templates are worth beside those of sentences written by hand."""
READ_WEIGHT = 0.3
"""Of the texts by other people, each with its own weight besides."""
BRIEF_DRAWS = 60_000
"""Answers in a word or two beside the sentences: a lone "non" is else hardly likelier than "nous"."""
ENGLISH_WEIGHT = 2.0
"""Of each way of asking for English."""
LOOSENED = 3
"""Times each is said as somebody else might."""
DICTIONARY = "lexique"
GRAPH = "graph"


def kept_aside() -> dict[str, list[str]]:
    """Sentences that nothing is learnt from: some written by hand, some of templates kept aside."""
    given = tomllib.loads((DATA / "aside.toml").read_text(encoding="utf-8"))
    drawn = islice(callers_aside(Random(9)), ASIDE_DRAWS)
    return {"free": [str(sentence) for sentence in given["free"]], "templates": sorted(set(drawn))}


def main(arguments: Sequence[str] | None = None) -> int:
    """Make what is missing of the language; 1 when something needed is not there."""
    parser = argparse.ArgumentParser(prog="speech.training.language", description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--draws", type=int, default=500_000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--into", type=Path)
    given = parser.parse_args(arguments)
    try:
        folder = workshop(given.folder)
        _make(folder, given.draws, Random(given.seed))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if given.model and given.into:
        put_together(given.model, folder / GRAPH, given.into)
    return 0


def put_together(model: Path, graph: Path, into: Path) -> None:
    """A model of the network and settings of one and the graph of another. Raises OSError."""
    shutil.copytree(model, into, ignore=shutil.ignore_patterns("graph", "*.json", "README"))
    shutil.copytree(graph, into / "graph")


def _make(folder: Path, draws: int, chance: Random) -> None:
    aside = {one for sentences in kept_aside().values() for one in sentences}
    drawn = [one for one in islice(callers(chance), draws) if one not in aside]
    ours = [one for one in our_sentences() if one not in aside]
    written = sentences_by_hand(aside, chance)
    sources = read_sources(folder)
    read = [sentence for source in sources for sentence in source.sentences]
    dictionary = read_dictionary(package_of(DICTIONARY, folder))
    asked = [*drawn, *ours, *written, *requests()]
    words = _vocabulary(folder / "vocabulary.tsv", asked, read, dictionary)
    print(f"{len(words)} words")
    spoken = sorted(set(chance.sample(drawn, min(len(drawn), SPOKEN_DRAWS))))
    spoken += written
    spoken += sorted(chance.sample(read, min(len(read), SPOKEN_DRAWS)))
    lexicon = _lexicon(folder / "lexicon.tsv", words.keys(), spoken, dictionary)
    sounded = {one.word for one in lexicon}
    words = {word: part for word, part in words.items() if word in sounded}
    known = words.keys()
    print(f"{len(lexicon)} ways of saying {len(words)} words")
    counts = Counts()
    counts.take(_counted(drawn, known), DRAWN_WEIGHT, DRAWN_POWER)
    counts.add(_cut(ours, known), 1.0, known)
    counts.add(_cut(written, known), 1.0, known)
    counts.add(_cut(brief_sentences(BRIEF_DRAWS, chance), known), 1.0, known)
    counts.add(_cut(requests(), known), ENGLISH_WEIGHT, known)
    for source in sources:
        counts.add(_cut(source.sentences, known), READ_WEIGHT * source.weight, known)
    model = estimate(counts, words, families_of(words, counts.alone, dictionary), Settings())
    print(
        f"{sum(len(context) == 1 for context in model)} contexts of one word, "
        f"{sum(len(context) == 2 for context in model)} of two, "
        f"{sum(len(following.probabilities) for following in model.values())} words listed in them"
    )
    report(model, words.keys())
    write_graph(lexicon, model, folder / GRAPH)


def sentences_by_hand(aside: Set[str], chance: Random) -> list[str]:
    """Those of `data/said`, what is said to a town hall twice, none kept aside; then each said otherwise."""
    written = [one for one in (*handwritten(), *handwritten(TO_A_TOWN_HALL)) if one not in aside]
    return written + [loosened(one, chance) for one in written for _ in range(LOOSENED)]


def _counted(sentences: Sequence[str], known: Set[str]) -> Counts:
    counts = Counts()
    counts.add(_cut(sentences, known), 1.0, known)
    return counts


def report(model: LanguageModel, words: Set[str]) -> None:
    """Print how well the model guesses the sentences kept aside."""
    for name, sentences in kept_aside().items():
        said = _cut(sentences, words)
        unknown = sorted({word for sentence in said for word in sentence.split()} - words)
        print(
            f"{name}: perplexity {perplexity(model, said):.1f}, unknown: {' '.join(unknown[:40]) or 'none'}"
        )


def write_graph(lexicon: Sequence[Pronunciation], model: LanguageModel, into: Path) -> None:
    """The graph folder of a Vosk model that takes grammars at run time."""
    made = build_graph(lexicon)
    (into / "phones").mkdir(parents=True, exist_ok=True)
    write_pronunciations(made.transducer, made.reached, made.final_label, into / "HCLr.fst")
    write_language(write_language_graph(model, made.words), into / "Gr.fst")
    numbered = sorted(made.words.items(), key=lambda one: one[1])
    _write(into / "words.txt", ["<eps> 0", *(f"{word} {number}" for word, number in numbered)])
    phones = [f"{phone}_{place}" for phone in PHONES for place in "BEIS"]
    _write(
        into / "phones.txt",
        ["<eps> 0", f"SIL {SILENCE}", *(f"{one} {at}" for at, one in enumerate(phones, 2))],
    )
    places = ["begin", "end", "internal", "singleton"]
    kinds = [f"{at} {places[(at - 2) % PLACES]}" for at in range(2, 2 + len(phones))]
    _write(into / "phones" / "word_boundary.int", [f"{SILENCE} nonword", *kinds])
    _write(into / "disambig_tid.int", [str(FIRST_TRANSITION + len(phones) * TRANSITIONS)])


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _vocabulary(
    path: Path, ours: Sequence[str], read: Sequence[str], dictionary: dict[str, Entry]
) -> dict[str, float]:
    if not path.exists():
        made = vocabulary_of(ours, read, frequencies(), dictionary)
        _write(path, [f"{word}\t{part:.3g}" for word, part in sorted(made.items())])
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: float(part) for word, part in lines}


def _lexicon(
    path: Path, words: Set[str], sentences: Sequence[str], dictionary: dict[str, Entry]
) -> list[Pronunciation]:
    if not path.exists():
        made = lexicon_of(words, sentences, dictionary)
        _write(path, [f"{one.word}\t{' '.join(one.phones)}\t{one.cost}" for one in made])
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Pronunciation(word, tuple(said.split()), float(cost)) for word, said, cost in lines if word != UNKNOWN
    ]


def _cut(sentences: Sequence[str], known: Set[str]) -> list[str]:
    """The sentences with the hyphenated words the model does not know in their parts."""
    return [
        " ".join(word if word in known else word.replace("-", " ") for word in sentence.split())
        for sentence in sentences
    ]


if __name__ == "__main__":
    sys.exit(main())
