"""Which wordings of a group are likely what citizens said, and which were perhaps misheard. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from knowledge.articles import Article
from knowledge.clusters import Cluster
from knowledge.normalise import is_stop_word, stem, words

BADLY_HEARD = 0.6
"""Mean confidence of its words under which a wording is doubtful, whatever it says."""
WELL_HEARD = 0.8
"""The same from which words that nobody else uses are believed."""
APART = 0.5
"""Cosine with the middle of its group under which a wording perhaps says something else."""
_FEW = 3
"""A group of fewer different wordings has no middle to speak of."""
_INTRUDERS = 2
"""So many words that nobody else of such a group uses were perhaps put in by the ears, known as they are."""


def words_of(articles: Iterable[Article]) -> frozenset[str]:
    """Stems of the words a base is written with and asked with."""
    texts = (text for one in articles for text in (one.title, one.offer, one.spoken, *one.phrasings))
    return frozenset(one for text in texts for one in _content(text))


def doubtful(group: Cluster, known: Collection[str]) -> frozenset[str]:
    """The wordings of a group that should not become phrasings before somebody has read them.

    Those heard badly each time; those with a word neither in the base (`known`: stems) nor in another wording
    of the group, or two that the group alone does not know, unless they were heard well; those far from what
    the others say.
    """
    stems = [frozenset(_content(one.text)) for one in group.wordings]
    used = Counter(one for own in set(stems) for one in own)
    found = []
    for at, (one, own) in enumerate(zip(group.wordings, stems, strict=True)):
        strange = any(used[word] < 2 and word not in known for word in own)
        many = len(set(stems)) >= _FEW
        strange = strange or (many and sum(used[word] < 2 for word in own) >= _INTRUDERS)
        badly = one.confidence < (WELL_HEARD if strange else BADLY_HEARD)
        apart = many and at < len(group.closeness) and group.closeness[at] < APART
        if badly or apart:
            found.append(one.text)
    return frozenset(found)


def _content(text: str) -> set[str]:
    return {stem(word) for word in words(text) if not is_stop_word(word)}
