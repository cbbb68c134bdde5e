"""A call is read again as it was held, whatever became of its flow since."""

import pytest

from flows.actions import OpenNow
from flows.events import AnswersFound, Pressed, TransferEnded
from flows.prompts import PromptMissing
from flows.routing import FindAgents
from ivr.calls.replayed import replay
from ivr.calls.transcript import transcript
from tests.ivr.calls.past import OFFERS, hold, said, words_of
from tests.ivr.calls.town import opened

CARD = said("je voudrais refaire ma carte d'identité")


def read(log, call_id="CA1"):
    return transcript(replay(log.rows(call_id)), words_of)


def test_what_was_said_comes_back_with_what_was_heard(tmp_path):
    log = hold(opened(tmp_path), "CA1", [CARD, said("non merci")])
    told = read(log)
    assert [turn.kind for turn in told.turns] == ["started", "heard", "heard"]
    welcome, question, goodbye = told.turns
    assert welcome.said[0].text.startswith("Bonjour, vous êtes bien à la mairie de Valmont")
    assert question.heard.text == CARD.text
    answer, following = question.said
    assert answer.text == "Prenez rendez-vous en ligne."
    assert following.text == "Avez-vous une autre question ?"
    assert question.said[-1].asks
    assert question.clock == "0:10"
    assert told.turns[1].lookups[0].answer.reason.startswith("carte-identite 0.93")
    assert goodbye.ends
    assert (told.caller, told.channel, told.changed_at) == ("+33639980001", "stream", None)


def test_each_question_says_what_came_of_it(tmp_path):
    events = [said("blabla"), said("ma carte"), said("oui"), said("ce n'est pas ça"), said("au revoir")]
    told = read(hold(opened(tmp_path), "CA1", events))
    lost, confirmed = told.questions
    assert (lost.decision, lost.topic, lost.text) == ("none", "", "blabla")
    assert (confirmed.decision, confirmed.topic, confirmed.complained) == ("confirm", "carte-identite", True)
    assert (confirmed.score, confirmed.service) == (0.93, "etat-civil")
    assert [turn.complains for turn in told.turns].count(True) == 1


@pytest.mark.parametrize("question", OFFERS)
def test_a_complaint_is_heard_after_an_answer_that_offers_something(tmp_path, question):
    events = [said(question), said("ce n'est pas ça"), said("au revoir")]
    told = read(hold(opened(tmp_path), "CA1", events))
    assert [one.complained for one in told.questions] == [True]


def test_an_offer_that_was_refused_answers_nothing(tmp_path):
    told = read(hold(opened(tmp_path), "CA1", [said("ma carte"), said("non"), said("au revoir")]))
    assert (told.questions[0].topic, told.questions[0].best) == ("", "carte-identite")


def test_a_person_asked_for_is_no_question(tmp_path):
    wanted = said("je voudrais parler à quelqu'un pour ma carte d'identité svp")
    told = read(hold(opened(tmp_path), "CA1", [wanted, TransferEnded(outcome="answered")]))
    assert told.questions == ()
    asked = told.turns[1]
    assert asked.transfer.service == "accueil"
    assert [type(one.query) for one in asked.lookups][-2:] == [OpenNow, FindAgents]
    assert told.turns[2].kind == "transferred"
    assert told.turns[2].outcomes[0].outcome == "transferred"


def test_a_message_is_among_what_was_done(tmp_path):
    events = [Pressed(digits="0"), TransferEnded(outcome="busy"), said("oui"), said("je suis madame martin")]
    told = read(hold(opened(tmp_path), "CA1", events))
    assert [type(deed).__name__ for turn in told.turns for deed in turn.deeds] == ["TakeMessage"]


def test_a_flow_that_changed_since_leaves_what_was_heard(tmp_path):
    log = hold(opened(tmp_path), "CA1", [CARD, said("non merci")])
    rows = log.rows("CA1")
    rows[1]["actions"] = "Say Say Transfer"
    told = transcript(replay(rows), words_of)
    assert told.changed_at == 2
    assert [turn.heard.text for turn in told.turns[1:]] == [CARD.text, "non merci"]
    assert told.turns[0].said
    assert not told.turns[1].said
    assert isinstance(told.turns[1].lookups[0].answer, AnswersFound)


def test_a_row_that_cannot_be_read_is_left_out(tmp_path):
    log = hold(opened(tmp_path), "CA1", [CARD, said("non merci")])
    rows = log.rows("CA1")
    rows[1]["data"] = "{broken"
    rows[2]["type"] = "Unheard"
    told = transcript(replay(rows), words_of)
    assert told.changed_at == 2
    assert [turn.kind for turn in told.turns] == ["started", "heard"]


def test_a_sentence_lost_from_the_catalogue_shows_its_key(tmp_path):
    def lost(action):
        raise PromptMissing(action.prompt)

    log = hold(opened(tmp_path), "CA1", [CARD])
    told = transcript(replay(log.rows("CA1")), lost)
    assert told.turns[0].said[0].text == "[welcome]"
    assert told.turns[1].said[0].text == "Prenez rendez-vous en ligne."


def test_nothing_is_left_of_a_call_whose_words_were_erased():
    assert transcript(replay([]), words_of).erased
