"""Leaving a message: asked for in so many words, dictated, ended, and where to ring back."""

import pytest

from flows.actions import TakeMessage, Transfer
from flows.events import OpeningFound, TransferEnded
from flows.messages.message import take_message
from flows.messages.offer import message_or_callback
from flows.messages.words import ends_message, not_to_be_rung
from tests.flows.calls import HOURS, PlayedCall, sure
from tests.flows.services import MOBILE, Played, TownHall

CLOSED = OpeningFound(open=False, sentence="Fermé.")


def dictating(caller: str = MOBILE) -> Played:
    return Played(lambda talk, started: take_message(talk, started.caller, "voirie", ""), caller=caller)


def taken(call: Played) -> TakeMessage:
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    return message


@pytest.mark.parametrize(
    "words",
    ["je voudrais laisser un message", "laisser un message", "je souhaite laisser un message à la mairie"],
)
def test_whoever_asks_to_leave_a_message_leaves_one(words):
    call = PlayedCall()
    assert call.says(words) == ["message.speak"]
    call.says("il y a une erreur sur ma facture")
    call.is_silent()
    call.says("oui")
    (message,) = call.deeds(TakeMessage)
    assert message == TakeMessage(
        service="accueil", subject="", text="il y a une erreur sur ma facture", phone=MOBILE
    )


def test_a_message_goes_to_the_service_that_was_named():
    call = PlayedCall()
    call.says("puis-je laisser un message au service urbanisme")
    call.says("ici madame dupont")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.service == "urbanisme"


@pytest.mark.parametrize("words", ["je veux parler au service urbanisme", "monsieur martin de l'urbanisme"])
def test_whoever_asks_for_a_service_by_its_name_is_put_through_to_it(words):
    call = PlayedCall()
    call.says(words)
    assert call.transfer.service == "urbanisme"
    assert isinstance(call.transfer, Transfer)


def test_a_service_that_nobody_knows_is_the_receptions_business():
    call = PlayedCall()
    call.says("je voudrais parler à la comptabilité")
    assert call.transfer.service == "accueil"


@pytest.mark.parametrize("words", ["laisser un message", "je préfère laisser un message", "oui"])
def test_the_offer_is_taken_in_its_own_words(words):
    call = PlayedCall(opening=CLOSED)
    call.presses("0")
    assert call.says(words) == ["message.speak"]


def test_a_message_dictated_at_its_very_offer_is_kept():
    call = Played(lambda talk, started: message_or_callback(talk, started, "voirie", ""))
    call.says("il faudrait refaire le marquage devant l'école")
    assert call.asked == "message.more"
    call.hangs_up()
    assert taken(call).text == "il faudrait refaire le marquage devant l'école"


@pytest.mark.parametrize("words", ["non", "non merci", "c'est tout"])
def test_whoever_has_nothing_to_add_is_asked_no_more_and_their_no_is_not_kept(words):
    call = dictating()
    call.says("le lampadaire est en panne")
    call.says(words)
    assert call.asked == "message.same_number"
    call.says("oui")
    assert taken(call).text == "le lampadaire est en panne"


def test_a_mere_yes_is_followed_by_what_is_to_be_added():
    call = dictating()
    assert call.says("oui") == ["Je vous écoute : dites votre message."]
    call.says("le lampadaire est en panne")
    call.says("oui")
    assert call.asked == "message.go_on"
    call.says("devant l'école")
    call.says("non")
    call.says("oui")
    assert taken(call).text == "le lampadaire est en panne\ndevant l'école"


def test_the_number_to_ring_back_is_read_back_and_a_yes_is_no_number():
    call = dictating(caller="")
    call.says("le lampadaire est en panne")
    call.says("non")
    assert call.asked == "message.number_by_keys"
    call.says("oui")
    assert call.asked == "message.number_by_keys.no_match.1"
    assert call.says("zéro six douze trente-quatre cinquante-six soixante-dix-huit") == [
        "Le 06 12 34 56 78, c'est bien ça ?"
    ]
    call.says("oui")
    assert taken(call).phone == "+33612345678"


def test_a_message_is_kept_without_any_number():
    call = dictating(caller="")
    call.says("le lampadaire est en panne")
    call.says("non")
    for _ in range(3):
        call.says("oui")
    assert taken(call).phone == ""


@pytest.mark.parametrize("caller", ["", "+33476000012"])
def test_the_number_said_in_the_message_is_the_one_to_ring(caller):
    call = dictating(caller)
    call.says(
        "c'est madame dupont rappelez-moi au zéro six douze trente-quatre cinquante-six soixante-dix-huit"
    )
    assert call.says("c'est tout") == ["On vous rappelle au 06 12 34 56 78 ?"]
    call.says("oui")
    assert taken(call).phone == "+33612345678"


def test_whoever_has_answered_by_keys_alone_and_dictates_nothing_is_to_be_rung_back():
    call = PlayedCall()
    call.presses("0")
    call.feed(TransferEnded(outcome="failed"))
    while call.asked != "message.offer":
        call.feed(TransferEnded(outcome="failed"))
    call.presses("1")
    for _ in range(3):
        assert call.asked.startswith("message.speak")
        call.is_silent()
    assert call.asked == "message.same_number"
    call.presses("1")
    (message,) = call.deeds(TakeMessage)
    assert message == TakeMessage(service="accueil", subject="", text="", phone=MOBILE)
    assert call.asked == "main.anything_else" or call.dialogue.ended


def test_whoever_has_spoken_and_dictates_nothing_is_to_be_rung_back_about_what_they_asked():
    call = PlayedCall()
    call.says("passez moi l'accueil")
    while call.asked != "message.offer":
        call.feed(TransferEnded(outcome="failed"))
    call.presses("1")
    for _ in range(6):
        if not call.dialogue.ended and call.asked.startswith("message."):
            call.is_silent()
    (message,) = call.deeds(TakeMessage)
    assert (message.service, message.phone) == ("accueil", MOBILE)


def test_whoever_hides_their_number_and_dictates_nothing_is_told_that_no_message_is_kept():
    call = dictating(caller="")
    for _ in range(3):
        call.is_silent()
    assert not call.deeds(TakeMessage)
    assert call.said[-1].endswith("aucun message n'est gardé.")
    assert call.result is False


def test_whoever_has_keys_alone_and_gives_no_number_is_told_the_same():
    call = PlayedCall(caller="", opening=CLOSED)
    call.presses("0")
    call.presses("1")
    call.presses("1")
    assert call.asked == "message.number_by_keys"
    said: list[str] = []
    for _ in range(6):
        if call.asked.startswith(("message.", "phone.")):
            said = call.is_silent()
    assert "message.nothing_kept" in said
    assert not call.deeds(TakeMessage)


def test_whoever_presses_a_key_where_the_message_was_to_be_said_is_to_be_rung_back():
    call = PlayedCall(opening=CLOSED)
    call.says("passez-moi l'accueil")
    call.presses("1")
    assert call.presses("1") == ["message.same_number"]


@pytest.mark.parametrize(
    "words",
    [
        "je veux laisser un message au service scolaire mon fils sera absent demain",
        "laisser un message pour dire que je serai en retard",
        "un message pour madame petit le dossier est complet",
    ],
)
def test_what_is_told_with_the_wish_to_leave_a_message_is_the_message(words):
    call = PlayedCall()
    call.says(words)
    assert call.asked == "message.more"
    call.says("c'est madame roux")
    call.hangs_up()
    assert taken(call).text == f"{words}\nc'est madame roux"


@pytest.mark.parametrize(
    "words", ["je voudrais laisser un message à madame petit", "un message pour le service des sports"]
)
def test_whom_a_message_is_for_is_not_the_message(words):
    call = PlayedCall()
    assert call.says(words) == ["message.speak"]


def test_a_message_dictated_with_a_yes_to_its_offer_is_kept():
    call = Played(lambda talk, started: message_or_callback(talk, started, "ecoles", ""))
    call.says("oui dites leur que mon fils sera absent demain")
    assert call.asked == "message.more"
    call.hangs_up()
    assert "mon fils sera absent demain" in taken(call).text


def test_another_request_in_the_place_of_a_message_is_taken_up():
    call = Played(lambda talk, started: message_or_callback(talk, started, "ecoles", ""))
    call.says("non finalement je veux un rendez-vous pour un passeport")
    assert call.result == "ChangeOfMind"


@pytest.mark.parametrize("words", ["non attendez effacez", "n'envoyez rien", "never mind", "annulez tout"])
def test_a_message_that_is_to_be_erased_is_not_sent(words):
    call = PlayedCall()
    call.says("je voudrais laisser un message")
    call.says("c'est monsieur petit je veux savoir pour ma clôture")
    assert call.says(words) == ["message.erased"]
    assert call.is_silent()[0] == "message.nothing_sent"
    assert call.deeds(TakeMessage) == []


@pytest.mark.parametrize(
    "words",
    [
        "n'oubliez pas de me rappeler",
        "je voudrais annuler mon inscription",
        "le cours de mardi est annulé",
        "supprimez mon nom de la liste",
        "notez pas après dix-huit heures",
        "n'oubliez pas",
        "please cancel my booking",
        "don't forget it",
        "don't cancel it",
    ],
)
def test_what_a_message_says_of_cancelling_or_forgetting_erases_nothing(words):
    call = dictating()
    call.says("mon fils sera absent demain")
    call.says(words)
    call.hangs_up()
    assert taken(call).text == f"mon fils sera absent demain\n{words}"


@pytest.mark.parametrize(
    "words",
    [
        "effacez",
        "pouvez-vous effacer mon message s'il vous plaît",
        "effacez ce que je viens de dire",
        "non finalement je ne veux plus laisser de message",
        "l'effacer",
        "effacez-le",
        "ne l'envoyez pas",
        "sorry please delete that message",
        "don't send it",
        "can you erase what i just said",
    ],
)
def test_a_message_is_taken_back_in_many_words(words):
    call = dictating()
    call.says("mon fils sera absent demain")
    call.says(words)
    assert call.asked == "message.erased"


def test_another_message_takes_the_place_of_the_one_that_was_erased():
    call = PlayedCall()
    call.says("je voudrais laisser un message")
    call.says("c'est monsieur petit je veux savoir pour ma clôture")
    call.says("non attendez effacez")
    call.says("dites à la voirie que la barrière est réparée")
    call.hangs_up()
    assert taken(call).text == "dites à la voirie que la barrière est réparée"


def test_whoever_hangs_up_while_their_number_is_read_back_is_reached_on_it():
    call = PlayedCall()
    call.says("je voudrais laisser un message")
    call.says("c'est monsieur petit je veux savoir pour ma clôture")
    call.is_silent()
    call.says("non")
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    assert call.asked == "phone.read_back"
    call.hangs_up()
    assert taken(call).phone == "+33476000012"


@pytest.mark.parametrize(
    ("words", "phone"),
    [
        ("non je veux parler à quelqu'un", MOBILE),
        ("je veux parler à quelqu'un", MOBILE),
        ("oui et je veux parler à quelqu'un", "+33476000012"),
    ],
)
def test_a_number_that_was_not_agreed_to_is_not_the_one_rung(words, phone):
    call = dictating()
    call.says("c'est monsieur petit je veux savoir pour ma clôture")
    call.is_silent()
    call.says("non")
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    assert call.asked == "phone.read_back"
    call.says(words)
    assert taken(call).phone == phone


@pytest.mark.parametrize(
    ("words", "phone"),
    [("non je veux parler à quelqu'un", ""), ("je veux parler à quelqu'un", "+33476000012")],
)
def test_whoever_hides_their_number_is_rung_on_the_one_said_unless_they_deny_it(words, phone):
    call = dictating(caller="")
    call.says("c'est monsieur petit je veux savoir pour ma clôture")
    call.is_silent()
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    assert call.asked == "phone.read_back"
    call.says(words)
    assert taken(call).phone == phone


def offered(service: str = "voirie") -> Played:
    return Played(lambda talk, started: message_or_callback(talk, started, service, ""))


@pytest.mark.parametrize("words", ["je rappellerai demain", "je rappelle plus tard", "i'll call back later"])
def test_whoever_will_ring_again_is_asked_for_nothing(words):
    call = offered()
    call.says(words)
    assert call.result is False


def test_a_message_that_says_so_is_one():
    call = offered()
    call.says("dites lui que je rappellerai demain matin")
    assert call.asked == "message.more"


def test_a_moment_said_at_the_offer_is_when_to_be_rung_back():
    call = offered()
    call.says("plutôt demain matin")
    assert call.asked == "callback.window"


def test_another_service_asked_for_at_the_offer_is_rung():
    call = offered("scolaire")
    call.says("et l'urbanisme alors")
    assert call.result == "AgentWanted"


def nobody_free(call: PlayedCall) -> None:
    """Nobody takes the call, however often it rings."""
    for _ in range(6):
        if call.asked != "Transfer":
            break
        call.agent("busy")
    assert call.asked == "message.offer"


def test_a_message_after_a_transfer_that_found_nobody_tells_what_it_was_asked_for():
    call = PlayedCall()
    call.says("passez-moi l'urbanisme c'est pour mon permis de construire")
    nobody_free(call)
    call.says("oui")
    call.says("c'est madame roux je rappellerai")
    call.is_silent()
    call.says("oui")
    assert taken_in(call).subject == "passez-moi l'urbanisme c'est pour mon permis de construire"


def test_a_message_after_a_booking_broken_off_tells_all_that_was_taken_down():
    call = PlayedCall()
    for words in ("je voudrais un rendez-vous pour une carte d'identité", "le premier"):
        call.says(words)
    assert call.asked == "appointment.confirm"
    call.says("je veux parler à quelqu'un")
    nobody_free(call)
    call.says("oui")
    call.says("je peux venir avec mon chien")
    call.is_silent()
    call.says("oui")
    message = taken_in(call)
    assert message.subject == "je voudrais un rendez-vous pour une carte d'identité"
    assert message.fields["visit"] == "une carte d'identité"
    assert message.fields["slot"] == "mardi 24 novembre à 9 h"


def test_a_slot_that_was_refused_is_not_told():
    call = PlayedCall()
    for words in ("je voudrais un rendez-vous pour une carte d'identité", "le premier", "non"):
        call.says(words)
    call.says("je veux parler à quelqu'un")
    assert "slot" not in call.transfer.fields


def test_a_scrap_said_at_the_offer_of_a_message_is_not_what_the_call_is_about():
    call = PlayedCall()
    call.says("je voudrais un rendez-vous pour une carte d'identité")
    call.says("je veux parler à quelqu'un")
    nobody_free(call)
    call.says("zorglub")
    call.says("je voudrais un agent")
    assert call.transfer.summary == "je voudrais un rendez-vous pour une carte d'identité"
    assert call.transfer.fields["said"] == "zorglub"


def test_a_number_left_while_it_is_read_back_is_said_to_be_unsure():
    call = dictating()
    call.says("il y a une erreur sur ma facture")
    call.is_silent()
    call.says("non")
    call.says("zéro six treize quatorze quinze seize")
    assert call.asked == "phone.read_back"
    call.hangs_up()
    assert (taken(call).phone, taken(call).unsure_phone) == ("+33613141516", True)


def taken_in(call: PlayedCall) -> TakeMessage:
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    return message


def test_a_message_is_erased_where_the_number_is_asked_and_another_one_may_be_said():
    call = dictating()
    call.says("il y a une erreur sur ma facture")
    call.is_silent()
    assert call.asked == "message.same_number"
    call.says("non attendez effacez")
    assert call.asked == "message.erased"
    call.says("mon volet est cassé")
    call.is_silent()
    call.says("oui")
    assert taken(call).text == "mon volet est cassé"


def test_a_message_erased_at_its_end_is_not_sent():
    call = dictating()
    call.says("il y a une erreur sur ma facture")
    call.is_silent()
    call.says("effacez")
    call.is_silent()
    assert call.deeds(TakeMessage) == []


def test_what_is_said_with_the_wish_to_leave_a_message_is_not_told_twice():
    call = PlayedCall()
    call.says("je veux laisser un message au service urbanisme mon mur est tombé hier soir")
    call.is_silent()
    call.says("oui")
    assert "said" not in taken_in(call).fields


def test_three_answers_that_are_none_to_the_offer_of_a_message_are_the_message():
    call = PlayedCall(opening=CLOSED)
    call.says("je veux parler à l'urbanisme")
    for words in ("j'ai reçu une lettre", "de chez vous", "recommandée"):
        call.says(words)
    assert call.asked == "message.more"
    call.is_silent()
    call.says("oui")
    assert taken_in(call).text == "j'ai reçu une lettre\nde chez vous\nrecommandée"


def test_the_offer_of_a_message_is_made_again_in_the_language_that_is_wanted():
    call = PlayedCall(opening=CLOSED, languages=("fr", "en"))
    call.says("je veux parler à l'urbanisme")
    assert call.presses("9") == ["language.changed", "message.offer"]


def test_a_question_of_its_own_is_answered_at_the_offer_of_a_message():
    call = PlayedCall(opening=CLOSED, knows={"les horaires de la piscine": sure(HOURS)})
    call.says("je veux parler à l'urbanisme")
    assert call.says("les horaires de la piscine")[0] == "answer.spoken"


@pytest.mark.parametrize("words", ["voilà", "c'est fini", "voilà c'est tout", "j'ai fini merci", "that's it"])
def test_a_message_ends_as_people_end_it(words):
    call = dictating()
    call.says("le banc est cassé")
    call.says(words)
    assert call.asked == "message.same_number"
    call.says("oui")
    assert taken(call).text == "le banc est cassé"


@pytest.mark.parametrize(
    "words", ["oui c'est urgent", "oui jean martin", "oui mon chat", "ouais rue pasteur"]
)
def test_a_yes_that_tells_something_is_part_of_the_message(words: str):
    call = dictating()
    call.says("le lampadaire est en panne")
    call.says(words)
    assert call.asked == "message.more"
    call.hangs_up()
    assert taken(call).text == f"le lampadaire est en panne\n{words}"


@pytest.mark.parametrize(
    "words",
    [
        *("oui bien sûr", "oui je veux", "oui j'écoute", "oui attendez", "oui quelque chose"),
        *("oui autre chose", "oui ça marche", "oui un message", "yes of course", "yes go ahead"),
    ],
)
def test_a_yes_that_only_agrees_is_no_word_of_the_message(words: str):
    call = dictating()
    call.says(words)
    assert call.asked == "message.go_on"
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


@pytest.mark.parametrize("words", ["dites que je suis malade", "un message pour jean martin"])
def test_a_short_message_told_with_the_wish_to_leave_it_is_kept(words: str):
    call = dictating()
    call.says(words)
    assert call.asked == "message.more"
    call.hangs_up()
    assert taken(call).text == words


@pytest.mark.parametrize("words", ["un message pour le maire", "un message pour monsieur durand"])
def test_whom_a_message_is_for_goes_with_it_when_told_where_it_is_dictated(words: str):
    call = dictating()
    call.says(words)
    assert call.asked == "message.go_on"
    call.says("le banc est cassé")
    call.hangs_up()
    assert (taken(call).text, taken(call).fields) == ("le banc est cassé", {"said": words})


def test_a_message_that_only_speaks_of_an_end_goes_on():
    assert not ends_message("voilà le banc est cassé")
    assert not ends_message("c'est fini de rire")


def test_a_key_that_is_no_word_is_no_message():
    call = dictating()
    call.says("#")
    assert call.asked == "message.go_on"


@pytest.mark.parametrize("words", ["non ne me rappelez pas", "ne m'appelez surtout pas"])
def test_whoever_wants_nobody_to_ring_is_asked_for_no_number(words):
    call = dictating()
    call.says("vos fleurs sont magnifiques")
    call.is_silent()
    call.says(words)
    assert taken(call).phone == ""
    assert taken(call).text.startswith("vos fleurs sont magnifiques\nne m")


def test_nobody_is_to_ring_in_english_too():
    assert not_to_be_rung("no don't call me")
    assert not not_to_be_rung("don't call me before ten")


def test_whoever_would_rather_leave_a_message_is_asked_no_moment():
    call = PlayedCall()
    call.says("je voudrais être rappelé")
    assert call.says("je veux juste laisser un message") == ["message.speak"]


def test_what_somebody_was_wanted_for_is_in_the_message():
    call = PlayedCall(opening=CLOSED)
    call.says("je voudrais parler à quelqu'un pour la tombe de ma mère")
    call.says("oui")
    call.says("la plaque est tombée")
    call.is_silent()
    call.says("oui")
    assert taken_in(call).subject == "je voudrais parler à quelqu'un pour la tombe de ma mère"


def test_what_was_told_before_an_answer_goes_with_the_call():
    told = "ma fille est allergique à l'arachide c'est très important"
    call = PlayedCall(knows={told: sure(HOURS)})
    call.says(told)
    call.says("elle commence demain")
    call.says("un agent")
    assert call.transfer.fields["said"] == told


@pytest.mark.parametrize("words", ["ne me rappelez pas", "laisser un message"])
def test_whoever_hangs_up_having_told_nothing_leaves_no_message(words):
    call = dictating()
    call.says(words)
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


def test_whoever_wants_nobody_to_ring_is_not_rung_although_they_hang_up():
    call = dictating()
    call.says("mon fils sera absent demain")
    call.says("ne me rappelez pas")
    call.hangs_up()
    assert taken(call).phone == ""


@pytest.mark.parametrize("words", ["c'est pas grave laissez tomber", "je me suis trompé"])
def test_a_message_that_is_given_up_is_not_sent(words):
    call = dictating()
    call.says(words)
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


def test_hours_asked_for_in_the_place_of_a_message_are_told_and_a_person_is_rung():
    call = PlayedCall(knows={"les horaires de la piscine": sure(HOURS)})
    call.says("laisser un message")
    assert "answer.spoken" in call.says("les horaires de la piscine")
    call = PlayedCall()
    call.says("laisser un message")
    call.says("non je préfère parler à quelqu'un")
    assert call.asked == "Transfer"


def test_a_danger_goes_with_the_message_that_is_left_for_the_team_on_call():
    call = PlayedCall(opening=CLOSED)
    call.says("signaler un lampadaire")
    call.says("les fils pendent")
    call.says("rue de la gare")
    while call.asked != "message.offer":
        call.says("oui")
    call.says("oui")
    call.hangs_up()
    assert "les fils pendent" in taken(call).text


@pytest.mark.parametrize(
    "words", ["ah j'ai oublié de dire c'est urgent", "j'ai oublié de préciser qu'il est allergique aux oeufs"]
)
def test_what_was_forgotten_in_a_message_is_one_more_for_the_same_service(words):
    call = PlayedCall(services=TownHall(named={"crèche": "petite-enfance"}))
    for said in ("laisser un message pour la crèche", "ma fille sera absente demain", "c'est tout", "oui"):
        call.says(said)
    call.says(words)
    assert call.asked == "message.more"
    call.hangs_up()
    first, second = (one for one in call.deeds(TakeMessage) if isinstance(one, TakeMessage))
    assert (first.service, second.service, second.text) == ("petite-enfance", "petite-enfance", words)


def test_what_was_forgotten_adds_to_no_message_where_none_was_left():
    call = PlayedCall()
    call.says("ah j'ai oublié de dire c'est urgent")
    assert call.asked.startswith("main.question")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("je veux laisser un message pour le maire", True),
        ("je voudrais laisser un petit mot à monsieur le maire", True),
        ("un message pour la comptabilité", True),
        ("je peux laisser un message à la secrétaire", True),
        ("je voudrais laisser un message à la mairie", False),
        ("je voudrais vous laisser un message", False),
        ("puis-je laisser un message au service urbanisme", False),
    ],
)
def test_whom_a_message_is_for_goes_with_it(words, kept):
    call = PlayedCall()
    call.says(words)
    assert call.asked == "message.speak"
    call.says("c'est jean bernard merci pour le repas des anciens")
    call.hangs_up()
    assert taken(call).text == "c'est jean bernard merci pour le repas des anciens"
    assert taken(call).fields.get("said", "") == (words if kept else "")
