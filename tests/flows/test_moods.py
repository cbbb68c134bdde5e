"""What callers say beside the question: angry, lost, hard of hearing, in a hurry, or in need of time."""

import pytest

from flows.actions import Ask, Remark, Say
from flows.ask import Talk
from flows.events import CallStarted, Heard, Word
from flows.french.rude_words import rudeness
from flows.reporting import KeepRating
from tests.flows.calls import BINS, CARD, PlayedCall, either, nearly, sure
from tests.flows.services import Played


def remarks(call: PlayedCall) -> list[str]:
    return [action.kind for action in call.done if isinstance(action, Remark)]


def test_an_insult_is_answered_calmly_then_with_a_way_to_a_person_then_the_line_takes_leave():
    call = PlayedCall()
    assert call.says("connard") == ["ask.courtesy", "main.question"]
    assert call.says("ta gueule") == ["ask.courtesy_again", "main.question"]
    assert call.says("espèce d'abruti") == ["main.take_leave"]
    assert call.hung_up
    assert remarks(call) == ["insult", "insult", "insult", "abuse_ended"]


def test_a_threat_is_noted_and_answered_calmly():
    call = PlayedCall()
    assert call.says("je vais venir tout casser") == ["ask.threat", "main.question"]
    assert remarks(call) == ["threat"]


@pytest.mark.parametrize(
    "words", ["je vais venir avec un fusil", "je vais tout casser", "je vais débarquer avec un couteau"]
)
def test_whoever_takes_the_call_of_somebody_who_threatened_is_warned_before_they_take_it(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.threat", "main.question"]
    assert remarks(call) == ["threat"]
    call.presses("0")
    assert call.transfer.fields["threat"]


def test_a_threat_against_oneself_is_distress():
    call = PlayedCall()
    assert call.says("je vais me tirer une balle")[0] == "emergency.distress"


@pytest.mark.parametrize(
    "words",
    [
        "putain ça fait trois fois que j'appelle",
        "ça fait une heure que j'attends",
        "personne ne répond jamais",
    ],
)
def test_whoever_has_rung_too_often_is_apologised_to_and_offered_a_person_or_a_message(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.sorry", "main.question"]
    assert remarks(call) == []
    assert call.says("laisser un message") == ["message.speak"]


def test_slower_is_acknowledged_then_everything_is():
    call = PlayedCall()
    assert call.says("plus lentement s'il vous plaît") == ["ask.slower", "welcome", "main.question"]
    assert all(action.slow for action in call.last if isinstance(action, Say))
    call.says("les encombrants")
    assert all(action.slow for action in call.last if isinstance(action, Say))


def test_a_request_made_with_an_insult_is_answered_and_the_insult_noted():
    call = PlayedCall(knows={"je veux mes encombrants": sure(BINS)})
    assert call.says("bande de nuls je veux mes encombrants")[0] == "answer.spoken"
    assert remarks(call) == ["insult"]


def test_whoever_insults_but_wants_a_person_gets_one():
    call = PlayedCall()
    call.says("passez moi quelqu'un connard")
    assert call.asked == "Transfer"
    assert remarks(call) == ["insult"]


def test_a_rude_word_misheard_is_not_scolded():
    call = PlayedCall()
    call.feed(Heard(text="connard", words=(Word(text="connard", confidence=0.3),)))
    assert call.asked == "main.question.no_match.1"


def test_a_lost_temper_is_met_with_an_apology_then_a_person():
    call = PlayedCall()
    assert call.says("putain") == ["ask.sorry", "main.question"]
    assert call.says("vous comprenez rien") == ["ask.sorry", "main.question"]
    assert call.says("ça m'énerve") == ["transfer.connecting"]


def test_a_harsh_opinion_is_a_note_not_an_insult():
    call = PlayedCall(knows={"les encombrants": sure(BINS)}, survey=True)
    call.says("les encombrants")
    assert call.says("non merci") == ["survey.rate"]
    call.says("c'est nul")
    call.hangs_up()
    assert call.deeds(KeepRating) == [KeepRating(score=1, topic=BINS.slug)]
    assert remarks(call) == ["survey_asked"]


def test_that_a_note_was_asked_for_is_kept_even_when_none_is_given():
    call = PlayedCall(knows={"les encombrants": sure(BINS)}, survey=True)
    call.says("les encombrants")
    call.says("non merci")
    call.is_silent()
    assert remarks(call) == ["survey_asked"]
    assert call.deeds(KeepRating) == []


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("vous êtes un robot", "ask.robot"),
        ("est-ce que je parle à une vraie personne", "ask.robot"),
        ("qui est à l'appareil", "ask.robot"),
        ("alors allô vous m'entendez", "ask.present"),
        ("allô", "ask.present"),
        ("il y a quelqu'un", "ask.present"),
        ("je suis sourd", "ask.relay"),
        ("je suis malentendante", "ask.relay"),
        ("bonjour ici le centre relais téléphonique j'appelle pour une personne sourde", "ask.interpreter"),
        ("je suis interprète en langue des signes", "ask.interpreter"),
    ],
)
def test_what_is_said_beside_the_question_is_answered_and_the_question_asked_again(words, prompt):
    call = PlayedCall()
    assert call.says(words) == [prompt, "main.question"]


@pytest.mark.parametrize("words", ["je n'entends rien", "parlez plus fort", "je vous entends très mal"])
def test_whoever_hears_badly_is_told_what_to_do_and_spoken_to_slowly(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.louder", "main.question"]
    assert call.last[-1].slow


@pytest.mark.parametrize(
    "words", ["laissez moi le temps", "je parle lentement", "ne me coupez pas la parole"]
)
def test_taking_ones_time_holds_for_the_whole_call(words):
    call = PlayedCall(knows={"les encombrants": sure(BINS), "ma carte": sure(CARD), "tri": nearly(BINS)})
    assert call.says(words) == ["ask.take_your_time"]
    call.says("les encombrants")
    call.says("ma carte")
    call.says("adulte")
    call.says("tri")
    call.says("oui")
    call.says("je voudrais prendre rendez-vous pour une carte d'identité")
    asked = [action for action in call.done if isinstance(action, Ask)][2:]
    assert len(asked) >= 6
    assert all(question.patience == "long" and question.silence_seconds >= 10 for question in asked)
    later = call.done[call.done.index(asked[0]) :]
    assert all(action.slow for action in later if isinstance(action, Say))


def test_a_moment_to_look_for_something_does_not_slow_the_voice():
    call = PlayedCall()
    call.says("attendez une minute")
    assert not call.last[-1].slow


def test_a_wrong_number_is_let_go_kindly():
    call = PlayedCall()
    assert call.says("excusez-moi je me suis trompé de numéro") == ["main.wrong_number"]
    assert call.hung_up
    assert remarks(call) == ["wrong_number"]


def test_a_correction_in_the_middle_changes_the_subject():
    knows = {"le passeport": nearly(BINS), "la carte d'identité": sure(CARD)}
    call = PlayedCall(knows=knows)
    call.says("le passeport")
    assert call.says("non pas le passeport la carte d'identité") == ["answer.which_2"]
    call = PlayedCall(knows={"papiers": either(BINS, CARD), "un acte de naissance": sure(BINS)})
    call.says("papiers")
    assert call.says("non plutôt un acte de naissance")[0] == "answer.spoken"


def test_the_choices_of_a_deciding_question_are_named_when_it_is_not_understood():
    call = PlayedCall(knows={"ma carte": sure(CARD)})
    call.says("ma carte")
    call.says("blabla")
    assert call.says("blabla") == ["answer.which_2.no_match.2"]
    assert call.last[-1].values["choice_1"] == "un adulte"
    assert call.last[-1].values["choice_2"] == "un mineur"


@pytest.mark.parametrize(
    "words", ["très bien merci", "c'est parfait", "d'accord merci", "c'est bon merci", "ça va"]
)
def test_whoever_is_content_is_let_go(words):
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    assert call.says(words) == ["goodbye"]


def test_what_an_interpreter_asks_for_at_once_is_not_lost():
    call = PlayedCall(knows={"c'est pour les encombrants": sure(BINS)})
    relay = "ici le centre relais téléphonique j'appelle pour une personne sourde"
    said = call.says(f"{relay} c'est pour les encombrants")
    assert said == ["ask.interpreter", "answer.spoken", "main.anything_else"]


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("parlez doucement je suis un peu sourde", "ask.slower"),
        ("pouvez-vous articuler je suis sourde articulez", "ask.slower"),
        ("je suis un peu dure d'oreille", "ask.louder"),
    ],
)
def test_whoever_hears_a_little_badly_is_spoken_to_slowly_rather_than_sent_to_a_relay(words, prompt):
    call = PlayedCall()
    said = call.says(words)
    assert said[0] == prompt
    assert "ask.relay" not in said
    assert call.last[-1].slow
    assert call.asked == "main.question"


@pytest.mark.parametrize(
    "words",
    [
        "vous êtes enregistré",
        "est-ce que je suis enregistré",
        "vous m'enregistrez là",
        "l'appel est enregistré",
        "est-ce que vous enregistrez les appels",
    ],
)
def test_whoever_asks_whether_they_are_recorded_is_told_the_truth(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.not_recorded", "main.question"]
    talk = Talk(CallStarted(recording_days=30))
    recorded = Played(lambda _, started: talk.ask("main.question"))
    recorded.says(words)
    assert [action.values for action in recorded.last if action.prompt == "ask.recorded_if_agreed"] == [
        {"days": 30}
    ]


@pytest.mark.parametrize(
    "words", ["c'est enregistré", "mon rendez-vous est bien enregistré", "vous êtes la mairie"]
)
def test_what_is_kept_is_not_a_voice(words):
    assert "ask.not_recorded" not in PlayedCall().says(words)


@pytest.mark.parametrize(
    "words",
    [
        "je cherche papa",
        "il est où mon papa",
        "maman",
        "allô maman",
        "je veux ma maman",
        "passez-moi papa",
        "maman elle est pas là",
    ],
)
def test_a_child_who_looks_for_their_parents_is_answered_calmly(words):
    call = PlayedCall()
    assert call.says(words) == ["ask.child", "main.question"]
    assert call.says("un agent")[0] == "transfer.connecting"


@pytest.mark.parametrize(
    "words",
    ["je cherche une maison de retraite pour maman", "inscrire maman à l'aide à domicile", "c'est pour papa"],
)
def test_whoever_calls_for_their_parents_is_no_child(words):
    assert "ask.child" not in PlayedCall().says(words)
    assert not PlayedCall().says(words)[0].startswith("emergency")


def test_a_threat_to_complain_is_answered_calmly_and_leads_to_a_person_or_a_message():
    words = "ça fait trois fois que j'appelle personne ne répond c'est scandaleux je vais porter plainte"
    call = PlayedCall()
    assert call.says(words) == ["ask.sorry", "main.question"]
    assert call.says("laisser un message") == ["message.speak"]
    assert PlayedCall().says("je veux me plaindre") == ["ask.sorry", "main.question"]
    assert PlayedCall().says("j'ai une réclamation à faire contre la mairie")[0] == "ask.sorry"
    call = PlayedCall()
    call.says("je vais porter plainte contre la mairie")
    assert call.says("un agent")[0] == "transfer.connecting"


@pytest.mark.parametrize(
    "words",
    [
        "je veux porter plainte",
        "je vais porter plainte contre mon voisin",
        "je veux me plaindre de mon voisin",
    ],
)
def test_whoever_asks_how_to_complain_of_somebody_has_lost_no_temper(words):
    assert rudeness(words) is None
