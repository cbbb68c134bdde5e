"""What is told beside a yes goes with what was agreed to: to the offer, to the number, to the window."""

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback
from flows.callbacks.callback import callback
from flows.messages.message import take_message
from flows.messages.offer import message_or_callback
from flows.told_beside import tells_more
from flows.tongues import tongue_of
from tests.flows.services import MOBILE, Played, TownHall


def dictated() -> Played:
    call = Played(lambda talk, started: take_message(talk, started.caller, "voirie", ""), caller=MOBILE)
    call.says("le banc est cassé")
    call.is_silent()
    assert call.asked == "message.same_number"
    return call


def offered() -> Played:
    return Played(lambda talk, started: message_or_callback(talk, started, "voirie", ""), TownHall())


def ringing(words: str = "rappelez-moi demain matin pour la cantine", subject: str = "la cantine") -> Played:
    return Played(lambda talk, started: callback(talk, started, "scolaire", subject, words), TownHall())


@pytest.mark.parametrize(
    "words",
    [
        *("oui et dites leur que mon fils est allergique", "oui c'est urgent", "oui jean martin"),
        *(
            "oui et c'est très urgent",
            "d'accord mais dites lui que je suis absente jeudi",
            "oui pour le maire",
        ),
        *("oui avec ma femme", "oui pour monsieur durand", "oui il faut la clé du portail"),
    ],
)
def test_a_yes_may_tell_more(words: str):
    assert tells_more(tongue_of("fr"), words)


@pytest.mark.parametrize(
    "words",
    [
        *("oui", "oui merci beaucoup madame", "oui bien sûr", "oui je veux bien", "oui c'est bien ce numéro"),
        *("oui ça me convient très bien merci", "oui vous pouvez me rappeler à ce numéro", "oui je serai là"),
        *("oui c'est le mien", "oui laisser un message s'il vous plaît", "oui pas de problème", "volontiers"),
        *(
            "oui je voudrais laisser un message",
            "oui tout à fait",
            "oui c'est mon portable",
            "oui parfait merci",
        ),
    ],
)
def test_a_yes_may_be_said_in_many_words(words: str):
    assert not tells_more(tongue_of("fr"), words)


@pytest.mark.parametrize("words", ["yes that is my number", "yes please go ahead", "yes i will be there"])
def test_an_english_yes_may_be_said_in_many_words(words: str):
    assert not tells_more(tongue_of("en"), words)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("oui et dites lui que c'est urgent", "et dites lui que c'est urgent"),
        ("oui jean martin", "jean martin"),
        ("oui à ce numéro", ""),
        ("oui après dix huit heures", "après dix huit heures"),
    ],
)
def test_what_is_told_where_the_number_is_agreed_on_goes_with_the_message(words: str, kept: str):
    call = dictated()
    call.says(words)
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.text == "le banc est cassé"
    assert message.fields == ({"said": kept} if kept else {})


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("oui je suis malade", "je suis malade"),
        ("oui pour le maire", "pour le maire"),
        ("oui je veux bien", ""),
        ("oui je voudrais laisser un message", ""),
    ],
)
def test_what_is_told_where_a_message_is_offered_goes_with_it(words: str, kept: str):
    call = offered()
    call.says(words)
    assert call.asked == "message.speak"
    call.says("le banc est cassé")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.fields == ({"said": kept} if kept else {})


def test_whoever_hangs_up_once_they_told_it_at_the_offer_has_left_it():
    call = offered()
    call.says("oui je suis malade")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.text == "je suis malade"


@pytest.mark.parametrize(
    ("window", "number", "kept"),
    [
        ("oui et dites leur que mon fils est allergique", "oui", "et dites leur que mon fils est allergique"),
        ("oui", "oui et c'est très urgent", "et c'est très urgent"),
        ("oui ça me convient très bien", "oui c'est le bon numéro", ""),
    ],
)
def test_what_is_told_where_a_callback_is_agreed_on_is_read_by_whoever_rings(
    window: str, number: str, kept: str
):
    call = ringing()
    for words in (window, number, "jean martin", "oui"):
        call.says(words)
    (asked,) = call.deeds(AskCallback)
    assert isinstance(asked, AskCallback)
    assert asked.subject == "la cantine"
    assert asked.fields == ({"said": kept} if kept else {})


def test_what_it_is_about_told_with_the_number_is_not_asked_again():
    call = ringing("rappelez-moi demain matin", subject="")
    for words in ("oui", "oui et c'est pour la cantine", "jean martin", "oui"):
        call.says(words)
    (asked,) = call.deeds(AskCallback)
    assert isinstance(asked, AskCallback)
    assert asked.subject == "et c'est pour la cantine"


def test_what_is_told_after_another_number_goes_with_the_message():
    call = dictated()
    call.says(
        "non plutôt au zéro six douze trente quatre cinquante six soixante dix neuf et dites que c'est urgent"
    )
    assert call.asked == "phone.read_back"
    call.says("oui")
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert (message.phone, message.fields) == ("+33612345679", {"said": "et dites que c'est urgent"})


@pytest.mark.parametrize(
    "words", ["oui mais c'est soixante dix neuf à la fin", "non ça finit par soixante dix neuf"]
)
def test_a_yes_may_still_correct_the_number(words: str):
    call = dictated()
    call.says(words)
    assert call.asked == "phone.read_back"
