"""From the recogniser's results to words with confidences and alternatives."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.hypotheses import (
    AS_WRITTEN,
    MOST_ALTERNATIVES,
    RecognisedWord,
    Row,
    Utterance,
    as_written,
    highest_score,
    join_utterances,
    read_result,
    utterance_of,
    without_unknown,
)
from tests.conftest import PROJECT


def result(*hypotheses: tuple[str, float]) -> str:
    """A result as Vosk writes it; words of 0.3 s one after the other, scores as log-likelihoods."""
    return json.dumps(
        {
            "alternatives": [
                {
                    "text": text,
                    "confidence": score,
                    "result": [
                        {"word": word, "start": 0.3 * n, "end": 0.3 * (n + 1)}
                        for n, word in enumerate(text.split())
                    ],
                }
                for text, score in hypotheses
            ]
        }
    )


def test_one_hypothesis_is_certain() -> None:
    heard = read_result(result(("non merci", -39.1)))
    assert heard.text == "non merci"
    assert [word.confidence for word in heard.words] == [1.0, 1.0]
    assert (heard.words[1].start, heard.words[1].end) == (0.3, 0.6)
    assert heard.confidence == 1.0
    assert heard.alternatives == ()


def test_where_whole_answers_are_known_they_are_weighed_too_and_the_likeliest_is_kept() -> None:
    heard = result(("la cantine", -10.0), ("la rentrée", -10.4), ("ma rentrée", -10.4))
    assert read_result(heard).text == "la rentrée"

    class Another:
        def beside(
            self, rows: Sequence[Row], scores: Sequence[float]
        ) -> tuple[Sequence[Row], Sequence[float]]:
            return [*rows, [RecognisedWord("piscine", 0.0, 0.0, 0.6)]], [*scores, -10.2]

    told = read_result(heard, answers=Another())
    assert told.text == "la cantine"
    assert told.alternatives[0] == "piscine"


def test_a_letter_that_takes_no_time_is_as_sure_as_the_row_that_has_it() -> None:
    class Perrin:
        def beside(
            self, rows: Sequence[Row], scores: Sequence[float]
        ) -> tuple[Sequence[Row], Sequence[float]]:
            (p, e, r, i, n) = rows[0]
            twice = replace(r, start=r.start, end=r.start)
            return [*rows, [p, e, twice, r, i, n]], [*scores, scores[0] + math.log(3)]

    heard = read_result(result(("p e r i n", -10.0)), answers=Perrin())
    assert heard.text == "p e r r i n"
    assert [word.confidence for word in heard.words] == pytest.approx([1.0, 1.0, 0.75, 1.0, 1.0, 1.0])


def test_confidence_is_the_share_of_the_likelihood() -> None:
    heard = read_result(result(("la cantine", -10.0), ("la rentrée", -10.0 - math.log(3))))
    assert heard.text == "la cantine"
    assert [word.confidence for word in heard.words] == pytest.approx([1.0, 0.75])
    assert heard.confidence == pytest.approx(0.875)
    assert heard.alternatives == ("la rentrée",)


def test_an_opinion_on_the_texts_weighs_beside_the_sound() -> None:
    heard = result(("il est fermer", -10.0), ("il est fermé", -11.0))
    assert read_result(heard).text == "il est fermer"

    def opinion(texts: Sequence[str], scores: Sequence[float]) -> list[float]:
        likely = [0.0 if "fermé" in text.split() else -3.0 for text in texts]
        return [score + more for score, more in zip(scores, likely, strict=True)]

    judged = read_result(heard, opinion)
    assert judged.text == "il est fermé"
    assert judged.words[-1].confidence == pytest.approx(1 / (1 + math.exp(-2)))


def test_a_single_hypothesis_needs_no_opinion() -> None:
    def opinion(texts: Sequence[str], scores: Sequence[float]) -> list[float]:
        raise AssertionError("nothing to choose between")

    assert read_result(result(("non merci", -39.1)), opinion).text == "non merci"


def test_the_sentence_with_the_fewest_expected_errors_wins_over_the_likeliest() -> None:
    heard = read_result(
        result(
            ("allez donc", -1.0),
            ("un acte de naissance", -1.1),
            ("un acte de naissances", -1.2),
            ("un acte de mes chances", -1.2),
        )
    )
    assert heard.text == "un acte de naissance"
    assert heard.alternatives[0] == "allez donc"
    assert heard.words[1].confidence > 0.7


def test_a_word_elsewhere_in_time_does_not_support_this_one() -> None:
    heard = read_result(result(("deux rue deux", -1.0), ("deux rue rue", -1.0 - math.log(4))))
    assert [word.confidence for word in heard.words] == pytest.approx([1.0, 1.0, 0.8])


@pytest.mark.parametrize("nothing", ['{"text": ""}', '{"alternatives": []}', result(("", -3.0)), "{}"])
def test_nothing_heard_is_an_empty_utterance(nothing: str) -> None:
    assert read_result(nothing) == Utterance()


def test_pieces_between_pauses_make_one_utterance() -> None:
    first = utterance_of([RecognisedWord("bonjour", 0.5, 0.0, 0.4)], ["bon jour"])
    second = utterance_of(
        [RecognisedWord("la", 1.0, 1.5, 1.6), RecognisedWord("cantine", 0.9, 1.6, 2.0)], ["la rentrée"]
    )
    whole = join_utterances([first, Utterance(), second])
    assert whole.text == "bonjour la cantine"
    assert whole.confidence == pytest.approx(0.8)
    assert [word.start for word in whole.words] == [0.0, 1.5, 1.6]
    assert whole.alternatives == ("bon jour la cantine", "bonjour la rentrée")
    assert join_utterances([]) == Utterance()


def test_the_unknown_is_no_word() -> None:
    words = [RecognisedWord("non", 0.9, 0, 0.2), RecognisedWord("[unk]", 1.0, 0.2, 1.0)]
    heard = without_unknown(utterance_of(words, ["[unk]", "non [unk] merci", "non"]))
    assert heard.text == "non"
    assert heard.confidence == 0.9
    assert heard.alternatives == ("non merci",)


@given(
    st.lists(
        st.tuples(st.text("abc ", max_size=12).map(lambda text: " ".join(text.split())), st.floats(-500, 0)),
        max_size=40,
        unique_by=lambda one: one[0],
    )
)
def test_whatever_is_heard_figures_stay_within_bounds(hypotheses: list[tuple[str, float]]) -> None:
    heard = read_result(result(*hypotheses))
    assert 0.0 <= heard.confidence <= 1.0
    assert all(0.0 <= word.confidence <= 1.0 for word in heard.words)
    assert heard.text == " ".join(word.text for word in heard.words)
    assert heard.text not in heard.alternatives
    assert len(set(heard.alternatives)) == len(heard.alternatives) <= MOST_ALTERNATIVES
    assert set(heard.alternatives) <= {text for text, _ in hypotheses}


def test_a_word_learnt_as_the_voice_says_it_is_written_as_people_do() -> None:
    spoken = tomllib.loads((PROJECT / "speech/data/spoken.toml").read_text(encoding="utf-8"))["short"]
    for sounded, written in AS_WRITTEN.items():
        assert spoken[written] == sounded
    heard = read_result(result(("fermé le ouiquènde", 0.0), ("fermez le ouiquènde", -3.0)))
    assert heard.text == "fermé le week-end"
    assert heard.alternatives == ("fermez le week-end",)


def test_the_readers_are_given_words_as_they_learnt_them() -> None:
    asked: list[str] = []

    def opinion(texts: Sequence[str], scores: Sequence[float]) -> Sequence[float]:
        asked.extend(texts)
        return scores

    heard = read_result(result(("signer un pacse", 0.0), ("signé un pacse", -3.0)), opinion)
    assert asked == ["signer un pacse", "signé un pacse"]
    assert (heard.text, heard.alternatives) == ("signer un pacs", ("signé un pacs",))


def test_to_be_joined_in_a_pacs_stays_a_verb() -> None:
    assert as_written(["on", "se", "pacse", "pour", "signer", "le", "pacse"]) == [
        "on",
        "se",
        "pacse",
        "pour",
        "signer",
        "le",
        "pacs",
    ]


def test_a_result_is_as_likely_as_its_likeliest_alternative() -> None:
    alternatives = [{"text": "oui", "confidence": 210.5}, {"text": "ouais", "confidence": 212.0}]
    assert highest_score(json.dumps({"alternatives": alternatives})) == 212.0
    assert highest_score(json.dumps({"text": ""})) == 0.0
