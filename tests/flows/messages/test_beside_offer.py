"""Where a message or a callback is offered, anything else that is wanted is heard."""

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback
from flows.events import AnswersFound, Choice
from flows.french.service_words import asks_for_service
from flows.messages.begun import begun_in
from flows.messages.beside_offer import would_rather_wait
from flows.messages.message import take_message
from flows.messages.offer import message_or_callback
from flows.tongues import tongue_of
from tests.flows.services import MOBILE, Played, TownHall


def sure(service: str) -> AnswersFound:
    choice = Choice(slug="x", title="la piscine", service=service, score=0.95, spoken="Ouverte.")
    return AnswersFound(decision="answer", choices=(choice,))


KNOWS = {
    "le passeport": sure("etat-civil"),
    "horaires": sure("accueil"),
    "c'est pour ma clôture": sure("urbanisme"),
    "ma véranda a été refusée": sure("voirie"),
    "what are the opening hours of the pool": sure("sport"),
}


def offered(**options: str) -> Played:
    town = TownHall(knows=KNOWS, named={"état civil": "etat-civil", "urbanisme": "urbanisme"})
    return Played(lambda talk, started: message_or_callback(talk, started, "urbanisme", ""), town, **options)


@pytest.mark.parametrize(
    "words",
    [
        "où en est mon signalement",
        "signaler un lampadaire en panne",
        "non je voudrais signaler un trou dans la route",
        "rendez-vous passeport",
        "le passeport",
        "dites-moi plutôt vos horaires",
        "non annuler mon rendez-vous",
    ],
)
def test_another_matter_is_heard(words: str):
    call = offered()
    call.says(words)
    assert call.results == ["ChangeOfMind"]


def test_another_service_is_asked_for():
    call = offered()
    call.says("passez-moi l'état civil alors")
    assert call.results == ["AgentWanted"]


@pytest.mark.parametrize(
    "words",
    [
        "ma véranda a été refusée",
        "c'est pour ma clôture",
        "mon voisin a construit un mur qui penche sur ma maison",
        "j'avais rendez-vous hier et personne n'est venu me voir",
    ],
)
def test_what_is_told_to_the_service_that_is_closed_stays_its_message(words: str):
    call = offered()
    call.says(words)
    call.says("c'est injuste")
    call.says("je ne sais plus quoi faire de tout ça")
    assert "ChangeOfMind" not in call.results


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("bon tant pis", False),
        ("ni l'un ni l'autre", False),
        ("neither", False),
        ("laissez tomber", "BackWanted"),
    ],
)
def test_neither_is_a_no(words: str, result: bool | str):
    call = offered()
    call.says(words)
    assert call.results == [result]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("le premier", "message.speak"),
        ("la première option", "message.speak"),
        ("le deuxième", "callback.when"),
        ("les deux", "callback.when"),
    ],
)
def test_one_of_the_two_is_chosen_by_its_place(words: str, asked: str):
    call = offered()
    call.says(words)
    assert call.asked == asked


def dictating(service: str = "accueil") -> Played:
    town = TownHall(named={"école": "scolaire"})
    return Played(lambda talk, started: take_message(talk, started.caller, service, ""), town)


@pytest.mark.parametrize("words", ["euh non rien", "finalement non", "non merci", "laissez tomber"])
def test_no_message_after_all_sends_nothing(words: str):
    call = dictating()
    assert call.says(words) == ["D'accord, aucun message n'est envoyé."]
    assert call.deeds(TakeMessage) == []


def test_who_wants_nobody_to_ring_is_let_say_the_message_and_asked_no_number():
    call = dictating()
    call.says("ne me rappelez pas")
    assert call.asked == "message.go_on"
    call.says("vos fleurs sont magnifiques")
    call.says("voilà")
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert (message.text, message.phone) == ("ne me rappelez pas\nvos fleurs sont magnifiques", "")


def test_a_message_goes_to_the_service_it_says_it_is_for():
    call = dictating()
    call.says("c'est pour l'école")
    call.says("mon fils Lucas est malade")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert (message.service, message.phone) == ("scolaire", MOBILE)


def test_who_hangs_up_before_the_message_has_told_what_it_was_about():
    call = dictating()
    call.talks[0].told.hear("mon fils est allergique aux arachides", call.talks[0].tongue)
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.text == "mon fils est allergique aux arachides"


def test_who_hangs_up_having_told_nothing_leaves_nothing():
    call = dictating()
    call.hangs_up()
    assert call.deeds(TakeMessage) == call.deeds(AskCallback) == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("je voulais laisser un message mais finalement non", "fr"),
        ("je voulais un rendez-vous mais laissez tomber", "fr"),
        ("i wanted to leave a message but actually no", "en"),
    ],
)
def test_what_is_taken_back_in_the_same_breath_asks_for_nothing(words: str, language: str):
    tongue = tongue_of(language)
    assert tongue.takes_back(words)
    assert tongue.route_of(words) is None


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("j'ai essayé de payer en ligne mais non", "fr"),
        ("vous êtes ouverts samedi ou finalement non", "fr"),
        ("je voulais un rendez-vous sur le site mais non", "fr"),
        ("je voudrais signaler un lampadaire on m'avait dit que ce serait réparé mais non", "fr"),
        ("is it open or actually no", "en"),
        ("i tried to book an appointment but no", "en"),
    ],
)
def test_what_merely_ends_with_a_no_takes_nothing_back(words: str, language: str):
    tongue = tongue_of(language)
    assert not tongue.takes_back(words)
    assert not tongue.nothing_more(words)


@pytest.mark.parametrize(
    "words",
    ["vous m'aviez dit que ce serait réparé mais non", "je voulais un rendez-vous mais finalement non"],
)
def test_a_message_may_end_with_a_no(words: str):
    call = dictating()
    call.says(words)
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.text == words


def test_a_message_may_go_on_with_words_that_end_with_a_no():
    call = dictating()
    call.says("ma carte de bus n'est pas arrivée")
    call.says("je l'ai demandée sur le site mais non")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert "je l'ai demandée sur le site mais non" in message.text


def test_a_message_given_up_in_the_breath_that_asks_for_it_sends_nothing():
    call = dictating()
    call.says("je voulais laisser un message mais finalement non")
    assert call.deeds(TakeMessage) == []


@pytest.mark.parametrize("words", ["je voudrais madame benslimane", "monsieur kerdoncuff s il vous plait"])
def test_somebody_is_asked_for_by_name(words: str):
    assert asks_for_service(words)


@pytest.mark.parametrize("words", ["madame", "bonjour madame", "madame le maire", "merci beaucoup madame"])
def test_nobody_is_asked_for_by_a_mere_title(words: str):
    assert not asks_for_service(words)


def test_a_number_that_was_agreed_to_is_not_to_be_checked():
    call = dictating()
    for words in ("mon fils est malade", "voilà", "non", "zéro six douze trente-quatre cinquante-six douze"):
        call.says(words)
    call.says("oui")
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert (message.phone, message.unsure_phone) == ("+33612345612", False)


@pytest.mark.parametrize("words", ["bonjour", "allô"])
def test_a_greeting_is_no_word_of_the_message(words: str):
    call = dictating()
    call.says(words)
    assert call.asked == "message.go_on"
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


@pytest.mark.parametrize("words", ["au revoir", "merci au revoir madame", "bonne journée"])
def test_a_goodbye_is_no_word_of_the_message(words: str):
    call = dictating()
    call.says(words)
    assert call.results == ["GoodbyeSaid"]
    call = dictating()
    call.says("mon fils est malade")
    call.says(words)
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.text == "mon fils est malade"


@pytest.mark.parametrize(
    "words",
    [
        "réessayez",
        "je peux attendre",
        "non je vais patienter",
        "non merci je préfère attendre",
        "je reste en ligne",
        "bah j'attends",
        "je préfère attendre que quelqu'un se libère",
        "j'aime mieux attendre",
        "j'aimerais mieux attendre",
        "je préfère rester en attente",
        "laissez-moi attendre",
    ],
)
def test_the_telephones_ring_once_more_for_who_would_rather_wait(words: str):
    call = offered()
    call.says(words)
    assert call.results == ["AgentWanted"]


@pytest.mark.parametrize(
    "words",
    [
        "i'd rather wait",
        "no i would rather wait",
        "i prefer to wait",
        "i'd prefer to hold",
        "i'd like to wait",
        "i'll hold on",
        "i'll wait",
    ],
)
def test_whoever_would_rather_wait_says_so_in_english(words: str):
    assert would_rather_wait(words)


@pytest.mark.parametrize(
    "words", ["attends", "attends merci", "patiente", "wait", "hold on", "reste en ligne"]
)
def test_whoever_tells_somebody_to_wait_would_not_rather_wait(words: str):
    assert not would_rather_wait(words)


def test_what_is_to_be_told_to_somebody_is_the_message():
    call = offered()
    call.says("dites-lui que j'arrive lundi")
    assert call.asked == "message.more"


@pytest.mark.parametrize("words", ["laisser un message à l'état civil", "un message pour la petite enfance"])
def test_whom_a_message_is_for_is_no_word_of_it(words: str):
    assert begun_in(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        *(
            "non mais dites leur que je suis malade",
            "non dites juste que le toit fuit",
            "dites que je suis malade",
        ),
        *(
            "prévenez les que c'est grave",
            "oui dites lui que j'arrive",
            "non vous pouvez dire que c'est réglé",
        ),
        "no just tell them my son is ill",
    ],
)
def test_what_they_are_to_be_told_is_the_message_itself(words: str):
    call = offered()
    call.says(words)
    assert call.asked == "message.more"
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.text == words


@pytest.mark.parametrize(
    "words", ["non merci", "non je vais leur dire moi-même", "non dites moi vos horaires"]
)
def test_a_refusal_that_tells_them_nothing_stays_one(words: str):
    call = offered()
    call.says(words)
    call.hangs_up()
    assert not call.deeds(TakeMessage)
