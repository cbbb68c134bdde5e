"""Ringing again about a callback that was promised."""

import pytest

from flows.booking import AskCallback, CancelCallback, OpenCallback, Window
from flows.collect.callback_wish import CallbackWish, callback_wish
from tests.flows.calls import PlayedCall
from tests.flows.services import MOBILE, TownHall

EARLIER = OpenCallback(
    reference="1001",
    service="urbanisme",
    subject="mon permis",
    phone=MOBILE,
    start="2026-11-24T09:00",
    end="2026-11-24T12:00",
    name="Jean Martin",
)
PAST = {**EARLIER.__dict__, "start": "2026-11-20T09:00", "end": "2026-11-20T12:00"}


def ringing_again(earlier: OpenCallback = EARLIER, caller: str = MOBILE) -> PlayedCall:
    return PlayedCall(services=TownHall(callbacks=[earlier]), caller=caller)


def asked(call: PlayedCall) -> list[AskCallback]:
    return [deed for deed in call.deeds(AskCallback) if isinstance(deed, AskCallback)]


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("rappelez-moi plutôt jeudi", CallbackWish.MOVE),
        ("je voudrais changer l'heure du rappel", CallbackWish.MOVE),
        ("au fait le rappel c'est plutôt vendredi", CallbackWish.MOVE),
        ("can I move my callback to friday", CallbackWish.MOVE),
        ("annuler le rappel", CallbackWish.CANCEL),
        ("finalement je n'ai plus besoin qu'on me rappelle", CallbackWish.CANCEL),
        ("please cancel the call back", CallbackWish.CANCEL),
        ("i don't need you to call me back any more", CallbackWish.CANCEL),
        ("personne ne m'a rappelé", CallbackWish.MISSED),
        ("vous ne m'avez pas rappelé", CallbackWish.MISSED),
        ("je viens d'avoir un appel de chez vous", CallbackWish.MISSED),
        ("j'ai un appel manqué de votre part", CallbackWish.MISSED),
        ("je vous rappelle comme convenu", CallbackWish.MISSED),
        ("on m'a appelé ce matin", CallbackWish.MISSED),
        ("on m'a appelé pour un sondage", None),
        ("je n'ai toujours pas été rappelée", CallbackWish.MISSED),
        ("j'ai raté votre appel", CallbackWish.MISSED),
        ("vous deviez m'appeler ce matin", CallbackWish.MISSED),
        ("j'ai eu un appel de votre part", CallbackWish.MISSED),
        ("vous avez essayé de me joindre", CallbackWish.MISSED),
        ("you were supposed to call me this morning", CallbackWish.MISSED),
        ("i had a call from the town hall", CallbackWish.MISSED),
        ("nobody has called me back", CallbackWish.MISSED),
        ("i missed your call", CallbackWish.MISSED),
        ("plus besoin de me rappeler merci", CallbackWish.CANCEL),
        ("c'est plus la peine que vous me rappeliez", CallbackWish.CANCEL),
        ("ne me rappelez pas", CallbackWish.CANCEL),
        ("i no longer need to be called back", CallbackWish.CANCEL),
        ("annulez le rappel de demain", CallbackWish.CANCEL),
        ("le service urbanisme a essayé de me joindre", CallbackWish.MISSED),
        ("pas besoin d'attendre rappelez-moi demain", None),
        ("attendre ne sert à rien c'est pas utile rappelez-moi", None),
        ("c'est pas la peine que j'attende rappelez-moi demain", None),
        ("ne me rappelez pas avant dix heures", None),
        ("pas la peine de me rappeler avant dix heures", None),
        ("i don't want to wait please call me back", None),
        ("i don't need to hold just call me back tomorrow", None),
        ("please don't call me back before ten", None),
        ("je veux reporter le paiement et un rappel", None),
        ("annuler le rappel de vaccin", None),
        ("j'attends mon rappel de vaccin", None),
        ("la police a essayé de me joindre", None),
        ("mon voisin a tenté de m'appeler", None),
        ("rappelez-moi demain matin", None),
        ("annulez le rappel par sms de mon rendez-vous", None),
        ("je ne me rappelle plus des horaires", None),
        ("on m'a rappelé hier merci", None),
        ("on m'a appelé pour me vendre des panneaux solaires", None),
        ("vous m'appellerez demain", None),
        ("quel est le rappel du vaccin", None),
    ],
)
def test_what_is_wanted_of_a_callback_is_heard(words, wish):
    assert callback_wish(words) is wish


def test_a_callback_of_an_earlier_call_is_moved_and_not_doubled():
    call = ringing_again()
    call.says("rappelez-moi plutôt jeudi")
    assert call.asked == "callback.window"
    assert call.says("oui") == ["callback.agreed", "main.anything_else"]
    (deed,) = asked(call)
    assert (deed.start, deed.changes, deed.replaces) == ("2026-11-26T09:00", True, "1001")
    assert (deed.subject, deed.name, deed.service) == ("mon permis", "Jean Martin", "urbanisme")


def test_a_new_wish_to_be_rung_back_asks_whether_it_is_the_same_thing():
    call = ringing_again()
    assert call.says("je voudrais qu'on me rappelle jeudi matin") == ["callback.same_one"]
    call.says("oui")
    call.says("oui")
    assert asked(call)[0].replaces == "1001"


def test_a_callback_about_something_else_is_another_one():
    call = ringing_again()
    call.says("je voudrais qu'on me rappelle jeudi matin")
    assert call.says("non") == ["callback.window"]
    for answer in ("oui", "oui", "jean martin", "oui", "la cantine de ma fille"):
        call.says(answer)
    assert (asked(call)[0].replaces, asked(call)[0].changes) == ("", False)


def test_a_callback_is_given_up_once_it_was_read_back():
    call = ringing_again()
    assert call.says("finalement je n'ai plus besoin qu'on me rappelle") == ["callback.cancel_this"]
    assert call.says("oui") == ["callback.cancelled", "main.anything_else"]
    assert call.deeds(CancelCallback) == [CancelCallback(reference="1001", phone=MOBILE)]


def test_a_callback_agreed_in_this_call_is_given_up_too():
    call = PlayedCall()
    call.says("je voudrais qu'on me rappelle demain matin")
    for answer in ("oui", "oui", "jean martin", "oui", "mon loyer"):
        call.says(answer)
    call.says("annulez le rappel")
    call.says("oui")
    assert call.deeds(CancelCallback) == [CancelCallback(reference="", phone=MOBILE)]


def test_a_callback_that_is_not_to_be_given_up_stays():
    call = ringing_again()
    call.says("annuler le rappel")
    assert call.says("non")[0] == "callback.unchanged"
    assert call.deeds(CancelCallback) == []


@pytest.mark.parametrize("caller", ["", "+33612345999"])
def test_nobody_hears_of_the_callback_of_another_telephone(caller):
    call = ringing_again(caller=caller)
    assert call.says("annuler le rappel")[0] == "callback.none_from_here"


def test_a_missed_callback_that_is_still_to_come_is_told_and_stands():
    call = ringing_again()
    assert call.says("personne ne m'a rappelé") == ["callback.another_moment"]
    assert call.says("non") == ["callback.unchanged", "main.anything_else"]
    assert asked(call) == []


def test_a_callback_that_did_not_come_is_agreed_anew_and_its_service_reads_it():
    call = ringing_again(OpenCallback(**PAST))
    assert call.says("personne ne m'a rappelé") == ["callback.late", "callback.when"]
    call.says("jeudi")
    call.says("oui")
    (deed,) = asked(call)
    assert (deed.start, deed.replaces) == ("2026-11-26T09:00", "1001")
    assert deed.subject == "mon permis\npersonne ne m'a rappelé"


def test_whoever_hangs_up_over_a_callback_that_did_not_come_is_rung_back_soon():
    call = ringing_again(OpenCallback(**PAST))
    call.says("personne ne m'a rappelé")
    call.hangs_up()
    (deed,) = asked(call)
    assert (deed.start, deed.replaces) == ("", "1001")


def test_a_callback_that_nobody_knows_of_any_more_is_asked_for_anew():
    call = PlayedCall()
    call.says("j'ai raté votre appel")
    assert call.asked == "callback.when"


@pytest.mark.parametrize(
    "words",
    [
        "pas besoin d'attendre rappelez-moi demain",
        "c'est pas la peine que j'attende rappelez-moi demain",
        "annulez l'ancien rappel et rappelez-moi demain",
    ],
)
def test_whoever_would_rather_be_rung_than_wait_is_promised_it(words):
    call = PlayedCall()
    assert call.says(words) == ["callback.window"]


def test_what_is_not_worth_it_is_the_wait_and_not_the_callback():
    call = ringing_again()
    assert call.says("pas besoin d'attendre rappelez-moi demain") == ["callback.same_one"]


def test_the_same_callback_on_another_day_is_moved_there_and_not_doubled():
    town = TownHall(callbacks=[EARLIER])
    town.windows.append(Window(start="2026-11-27T09:00", end="2026-11-27T12:00"))
    call = PlayedCall(services=town, caller=MOBILE)
    call.says("je voudrais qu'on me rappelle jeudi matin")
    call.says("oui mais plutôt vendredi")
    assert call.asked == "callback.window"
    call.says("oui")
    (deed,) = asked(call)
    assert (deed.start[:10], deed.changes, deed.replaces) == ("2026-11-27", True, "1001")


@pytest.mark.parametrize("words", ["non ça me va", "non non c'est très bien comme ça"])
def test_a_callback_still_to_come_that_suits_stands(words):
    call = ringing_again()
    call.says("personne ne m'a rappelé")
    assert call.says(words)[0] == "callback.unchanged"
    assert asked(call) == []


def test_a_no_that_tells_another_moment_moves_the_callback():
    call = ringing_again()
    call.says("personne ne m'a rappelé")
    call.says("non plutôt vendredi")
    assert call.asked == "callback.window"


SOON = OpenCallback(**{**EARLIER.__dict__, "start": "", "end": ""})


def test_a_callback_promised_as_soon_as_can_be_is_not_said_to_be_late():
    call = ringing_again(SOON)
    assert call.says("personne ne m'a rappelé") == ["callback.another_moment_soon"]
    assert call.says("non") == ["callback.unchanged", "main.anything_else"]
    (deed,) = asked(call)
    assert (deed.start, deed.replaces) == ("", "1001")
    assert deed.subject == "mon permis\npersonne ne m'a rappelé"


def test_a_callback_promised_as_soon_as_can_be_is_given_a_moment():
    call = ringing_again(SOON)
    call.says("personne ne m'a rappelé")
    call.says("oui")
    call.says("jeudi")
    call.says("oui")
    (deed,) = asked(call)
    assert (deed.start, deed.replaces) == ("2026-11-26T09:00", "1001")


@pytest.mark.parametrize("words", ["pour la fête des voisins", "non c'est pour la fête des voisins"])
def test_what_another_callback_is_about_is_heard_where_it_is_asked_whether_it_is_the_same(words: str):
    call = ringing_again()
    call.says("rappelez-moi")
    call.says(words)
    call.hangs_up()
    assert "fête des voisins" in asked(call)[-1].subject


def test_the_one_before_is_given_up_where_it_is_asked_whether_it_is_the_same():
    call = ringing_again()
    call.says("rappelez-moi")
    call.says("annulez")
    assert call.asked.startswith("callback.cancel_this")
