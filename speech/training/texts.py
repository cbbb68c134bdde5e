"""The sentences the network learns from: everyday and citizens' French for a synthesis to say.

    python -m speech.training.texts [--number 60000] [--seed 1]

writes texts.txt, one lower-case sentence a line, numbers in words, each once, from the templates of `data/`,
from every source that the stage "sources" has brought, and words in no order at all, for the joints that
sentences lack. The same seed and sources give the same file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from speech.training.callers import callers, handwritten, loosened
from speech.training.sources import read_sources
from speech.training.wordlist import frequent_words
from speech.training.workshop import TEXTS, workshop

SHORTEST, LONGEST = 2, 16
"""Words of a sentence the synthesis says whole."""
CALLERS, READ, ANY = 0.5, 0.27, 0.05
"""Parts of the texts: drawn from templates, read in sources, words in no order; the rest are the sentences
written by hand, at times as somebody else might say them."""
TRIES = 40


def training_texts(number: int, chance: Random, read: Iterable[str]) -> list[str]:
    """Distinct sentences, shuffled; fewer when the sources run out."""
    shares = {share: round(number * share) for share in (CALLERS, READ, ANY)}
    parts = [
        _distinct(callers(chance), shares[CALLERS]),
        _distinct(_spread(list(read), chance), shares[READ]),
        _distinct(_any_words(chance), shares[ANY]),
        _distinct(_handwritten(chance), number - sum(shares.values())),
    ]
    texts = sorted({text for part in parts for text in part})
    chance.shuffle(texts)
    return texts


def _distinct(sentences: Iterator[str], number: int) -> set[str]:
    found: set[str] = set()
    for sentence in islice(sentences, TRIES * number):
        if SHORTEST <= len(sentence.split()) <= LONGEST:
            found.add(sentence)
        if len(found) == number:
            break
    return found


def _spread(read: list[str], chance: Random) -> Iterator[str]:
    chance.shuffle(read)
    yield from read


def _handwritten(chance: Random) -> Iterator[str]:
    yield from handwritten()
    while handwritten():
        yield loosened(chance.choice(handwritten()), chance)


def _any_words(chance: Random) -> Iterator[str]:
    words = frequent_words()
    while words:
        yield " ".join(chance.choice(words) for _ in range(chance.randrange(2, 7)))


def main(arguments: list[str] | None = None) -> int:
    """Write the texts; 1 when there is nothing to read from."""
    parser = argparse.ArgumentParser(prog="speech.training.texts", description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--number", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    folder = workshop(given.folder)
    read = [sentence for source in read_sources(folder) for sentence in source.sentences]
    texts = training_texts(given.number, Random(given.seed), read)
    if not texts:
        print("No text was made.", file=sys.stderr)
        return 1
    unfinished = folder / f"{TEXTS}.part"
    unfinished.write_text("\n".join(texts) + "\n", encoding="utf-8")
    unfinished.replace(folder / TEXTS)
    print(f"{len(texts)} sentences, {sum(len(text.split()) for text in texts)} words: {folder / TEXTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
