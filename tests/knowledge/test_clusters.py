"""Questions that say nearly the same thing are found together, whatever their order."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from knowledge.clusters import Asked, cluster
from knowledge.demonstration import load_demonstration

BEES = [
    Asked("j'ai un essaim d'abeilles dans mon jardin", 6, 1),
    Asked("un essaim d'abeilles sur mon balcon", 2),
    Asked("des abeilles dans mon jardin un essaim", 1, 2, 4),
    Asked("j'ai un nessin d'abeilles dans le jardin", 1),
]
WIFI = [Asked("le code du wifi de la médiathèque", 3, 3), Asked("code wifi médiathèque", 1)]
ALONE = [Asked("acheter un cheval", 1)]


def groups(found) -> list[set[str]]:
    return [{wording.text for wording in one.wordings} for one in found]


def test_wordings_of_one_question_come_together_the_most_asked_first():
    found = cluster([*WIFI, *ALONE, *BEES])
    assert groups(found) == [{one.text for one in BEES}, {one.text for one in WIFI}, {ALONE[0].text}]
    assert [(one.count, one.this_week, one.last_week) for one in found] == [(17, 10, 3), (7, 4, 3), (1, 1, 0)]


def test_the_wording_most_asked_stands_for_its_group():
    assert [one.example for one in cluster([*BEES, *WIFI])] == [BEES[2].text, WIFI[0].text]


def test_the_order_of_the_questions_changes_nothing():
    asked = [*BEES, *WIFI, *ALONE]
    expected = cluster(asked)
    for seed in range(5):
        random.Random(seed).shuffle(asked)  # noqa: S311 (an order, no secret)
        assert cluster(asked) == expected


@pytest.mark.parametrize("asked", [[], [Asked("")], [Asked("euh")], [Asked("\x00 [[ ]]")]])
def test_words_without_content_make_no_group(asked):
    assert cluster(asked) == []


def test_no_question_is_lost():
    asked = [Asked(phrasing, 1) for one in load_demonstration()[:12] for phrasing in one.phrasings]
    found = [wording for one in cluster(asked) for wording in one.wordings]
    assert Counter(found) == Counter(asked)


def test_groups_of_the_demonstrations_phrasings_seldom_mix_articles():
    owner = {phrasing: one.slug for one in load_demonstration() for phrasing in one.phrasings}
    found = cluster(Asked(phrasing, 1) for phrasing in owner)
    kept = [Counter(owner[one.text] for one in each.wordings).most_common(1)[0][1] for each in found]
    assert sum(kept) / len(owner) > 0.84
    assert len(found) < 0.45 * len(owner)


def test_a_season_of_questions_takes_seconds():
    draw = random.Random(7)  # noqa: S311 (words, no secret)
    phrasings = [phrasing for one in load_demonstration() for phrasing in one.phrasings]
    others = [word for phrasing in phrasings for word in phrasing.split()]
    asked = [Asked(f"{draw.choice(phrasings)} {draw.choice(others)}", 1) for _ in range(20_000)]
    began = time.process_time()
    cluster(asked)
    assert time.process_time() - began < 60
