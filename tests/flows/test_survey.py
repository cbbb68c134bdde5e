"""The satisfaction question."""

import pytest

from flows.actions import Ask
from flows.collect.rating import NOTES, parse_rating
from flows.reporting import KeepRating
from flows.survey import survey
from flows.tongues import tongue_of
from speech.grammar import grammar_of
from tests.flows.calls import BINS, HOURS, PlayedCall, sure
from tests.flows.services import Played


def asking() -> Played:
    return Played(lambda talk, started: survey(talk, "carte-identite"))


@pytest.mark.parametrize(
    ("answer", "score"), [("cinq", 5), ("très bien", 5), ("bof", 3), ("quatre sur cinq", 4)]
)
def test_a_word_is_a_note(answer, score):
    call = asking()
    assert call.says(answer) == ["Merci, votre avis est bien noté."]
    assert call.deeds(KeepRating) == [KeepRating(score=score, topic="carte-identite")]
    assert call.result == score


def test_a_key_is_a_note():
    call = asking()
    call.presses("4")
    assert call.result == 4


def test_a_low_note_is_asked_what_should_be_better():
    call = asking()
    assert call.says("deux") == ["Que pouvons-nous améliorer ? Dites-le en une phrase."]
    call.says("on m'a raccroché au nez hier au revoir")
    assert call.deeds(KeepRating) == [
        KeepRating(score=2, topic="carte-identite", comment="on m'a raccroché au nez hier au revoir")
    ]


@pytest.mark.parametrize("answer", ["non", "non merci"])
def test_no_comment_is_no_comment(answer):
    call = asking()
    call.presses("1")
    call.says(answer)
    assert call.deeds(KeepRating) == [KeepRating(score=1, topic="carte-identite")]


def test_a_low_note_is_kept_even_when_the_caller_leaves():
    call = asking()
    call.presses("1")
    call.hangs_up()
    assert call.deeds(KeepRating) == [KeepRating(score=1, topic="carte-identite")]
    assert call.result == "gone"


def test_a_person_asked_for_in_the_comment_is_fetched_and_the_note_kept():
    call = asking()
    call.presses("1")
    call.presses("0")
    assert call.result == "AgentWanted"
    assert len(call.deeds(KeepRating)) == 1


def test_silence_is_not_insisted_on():
    call = asking()
    call.is_silent()
    assert call.result is None
    assert call.deeds(KeepRating) == []


def test_no_is_not_insisted_on():
    call = asking()
    call.says("non merci")
    assert call.result is None


def test_what_is_no_note_is_asked_once_more_only():
    call = asking()
    call.says("le temps est superbe dehors")
    call.presses("9")
    assert call.result is None
    assert len(call.deeds(Ask)) == 2


def at_the_note(**known: object) -> PlayedCall:
    call = PlayedCall(knows={"les encombrants": sure(BINS), **known}, survey=True)
    call.says("les encombrants")
    call.says("non merci")
    assert call.asked == "survey.rate"
    return call


@pytest.mark.parametrize(
    "words", ["en fait j'ai encore une question c'est ouvert le dimanche", "c'est ouvert le dimanche"]
)
def test_a_question_asked_instead_of_a_note_is_answered(words):
    call = at_the_note(**{"c'est ouvert le dimanche": sure(HOURS)})
    assert call.says(words) == ["answer.spoken", "main.anything_else"]


def test_a_question_that_is_only_announced_is_listened_to():
    assert at_the_note().says("j'ai encore une question") == ["main.question_again"]


def test_something_to_do_asked_instead_of_a_note_is_done():
    assert at_the_note().says("je voudrais signaler un lampadaire")[0] == "report.understood"


def test_a_callback_asked_for_in_two_words_instead_of_a_note_is_seen_to():
    assert at_the_note().says("rappelez-moi") == ["callback.when"]


def test_words_that_ask_nothing_are_asked_for_a_note_again():
    assert at_the_note().says("le monsieur était gentil") == ["survey.rate.no_match.1"]


def test_another_question_is_announced_in_english_too():
    announced = tongue_of("en").another_question
    assert announced("actually i have another question when do you open") == "when do you open"
    assert announced("one more thing") == ""
    assert announced("five") is None


@pytest.mark.parametrize("language", sorted(NOTES))
def test_notes_and_refusals_are_what_is_listened_for(language):
    tongue = tongue_of(language)

    def in_that_language(talk, started):
        talk.language = language
        return survey(talk)

    (asked,) = Played(in_that_language).deeds(Ask)
    assert asked.phrases == (*tongue.yes_no, *NOTES[language])
    assert [note for note in NOTES[language] if parse_rating(tongue.digits(note)) is None] == []
    grammar = grammar_of(asked.phrases, lambda word: True)
    assert not grammar.is_a_beginning([NOTES[language][4]])  # no row of digits: one is the whole answer


def at_the_note_in_two_languages(**known: object) -> PlayedCall:
    call = PlayedCall(knows={"les encombrants": sure(BINS)}, survey=True, languages=("fr", "en"), **known)
    call.says("les encombrants")
    call.says("non merci")
    call.says("english please")
    return call


def test_the_note_is_asked_for_in_the_language_that_is_wanted():
    call = at_the_note_in_two_languages()
    assert call.asked == "survey.rate"
    assert "five" in call.deeds(Ask)[-1].phrases
    call.presses("9")
    assert call.asked == "survey.rate"
    assert "cinq" in call.deeds(Ask)[-1].phrases
    assert call.says("english please")[-1] == "survey.rate"
    call.says("five")
    assert [kept.score for kept in call.deeds(KeepRating)] == [5]


def test_whoever_cannot_be_heard_in_their_language_is_not_put_through_for_a_note():
    call = at_the_note_in_two_languages(unheard=("en",))
    assert call.asked == "survey.rate.no_input.2"  # by keys
    assert call.says("faille") == ["goodbye"]


@pytest.mark.parametrize("words", ["je ne note pas", "pas de note", "merci"])
def test_whoever_would_rather_not_is_not_asked_again(words):
    call = asking()
    call.says(words)
    assert call.result is None
    assert call.dialogue.ended


def test_the_place_that_an_answer_asked_for_is_no_note_and_makes_its_report():
    call = Played(lambda talk, started: survey(talk, "eclairage", told_by=lambda text: "rue" in text))
    call.says("rue pasteur")
    assert call.result == "ChangeOfMind"
    assert call.deeds(KeepRating) == []
