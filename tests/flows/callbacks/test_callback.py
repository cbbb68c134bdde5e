"""Being rung back."""

from collections.abc import Generator

import pytest

from flows.actions import Action, NoteOutcome, TakeMessage
from flows.ask import Talk
from flows.booking import AskCallback, FindWindows, Period, Window
from flows.callbacks.callback import callback
from flows.callbacks.words import subject_in, without_wish
from flows.events import CallStarted, Event
from tests.flows.callbacks.calls import (
    asked_for,
    asking,
    promised,
    rung_back,
    rung_back_without_another_number,
)
from tests.flows.calls import PlayedCall
from tests.flows.services import MOBILE, Played, TownHall


def test_a_window_is_agreed_with_a_number_and_a_name():
    call = asking()
    assert call.asked == "callback.when"
    assert call.says("demain matin") == [
        "Le service peut vous rappeler mardi 24 novembre entre 9 h et midi. Cela vous convient ?"
    ]
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    said = call.says("oui")
    assert said == [
        "C'est noté. Un agent vous rappellera mardi 24 novembre entre 9 h et midi, au 06 12 34 56 78."
    ]
    assert promised(call) == AskCallback(
        service="urbanisme",
        subject="un permis de construire",
        phone=MOBILE,
        start="2026-11-24T09:00",
        end="2026-11-24T12:00",
        name="Jean Martin",
    )
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="message")]
    assert call.result is True


def test_when_already_said_is_not_asked_again():
    call = asking(words="rappelez-moi demain après-midi")
    assert call.said == [
        "Le service peut vous rappeler mardi 24 novembre entre 13 h 30 et 17 h 30. Cela vous convient ?"
    ]


def test_another_moment_said_instead_of_yes_is_looked_for():
    call = asking()
    call.says("n'importe quand")
    call.says("non plutôt jeudi")
    assert call.deeds(FindWindows)[-1] == FindWindows(
        service="urbanisme", period=Period(first="2026-11-26", last="2026-11-26")
    )
    assert "jeudi 26 novembre" in call.said[-1]


def test_a_refused_window_is_followed_by_the_next():
    call = asking()
    call.says("n'importe quand")
    assert "13 h 30" in call.says("non")[0]


def test_a_moment_when_nobody_is_there_is_said_and_another_offered():
    call = asking()
    assert call.says("dimanche")[0] == "Le service n'est pas joignable à ce moment-là."
    assert call.asked == "callback.window"


def test_a_past_day_is_explained():
    call = asking()
    call.says("n'importe quand")
    assert call.says("non plutôt le trois novembre")[0] == "Le mardi 3 novembre est déjà passé."


def test_when_no_window_suits_it_is_as_soon_as_can_be():
    call = asking()
    call.says("n'importe quand")
    for _ in range(3):
        call.says("non")
    assert call.asked == "callback.when_then"
    call.says("non")
    assert call.asked == "callback.same_number"
    call.says("oui")
    call.says("martin")
    assert call.says("oui") == ["C'est noté. Un agent vous rappellera dès que possible, au 06 12 34 56 78."]
    assert (promised(call).start, promised(call).end) == ("", "")


def test_a_service_without_hours_rings_back_as_soon_as_it_can():
    call = asking(TownHall(windows=[]))
    call.says("n'importe quand")
    assert call.asked == "callback.same_number"


def test_another_number_is_taken():
    call = asking(caller="")
    call.says("demain matin")
    call.says("oui")
    assert call.asked == "callback.number"
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    call.says("oui")
    call.says("martin")
    call.says("oui")
    assert promised(call).phone == "+33476000012"


def test_without_a_number_nobody_is_rung_back_but_what_it_is_about_is_handed_over():
    call = asking(caller="", words="rappelez-moi demain matin")
    call.says("oui")
    for _ in range(3):
        call.says("je suis dans le train")
    assert call.said[-2:] == [
        "Sans numéro, je ne peux pas vous faire rappeler.",
        "Votre message est bien enregistré. Il sera transmis au service.",
    ]
    assert call.deeds(AskCallback) == []
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.text == "rappelez-moi demain matin\nun permis de construire"
    assert call.result is True


def test_without_a_number_nor_a_subject_there_is_nothing_to_hand_over():
    call = Played(
        lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi demain matin"), caller=""
    )
    call.says("oui")
    for _ in range(3):
        call.says("je suis dans le train")
    assert call.result is False


def test_whoever_gives_no_other_number_is_rung_back_on_their_own():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("non")
    for _ in range(3):
        call.says("je suis dans le train")
    call.says("martin")
    call.says("oui")
    assert (promised(call).phone, promised(call).start) == (MOBILE, "2026-11-24T09:00")


def test_a_refused_window_is_followed_by_when_then():
    call = asking(words="rappelez-moi demain matin")
    assert call.says("non") == ["Quand préférez-vous être rappelé, alors ?"]
    call.says("jeudi")
    assert call.asked == "callback.window"
    call.says("oui")
    call.says("oui")
    call.says("martin")
    call.says("oui")
    assert promised(call).start == "2026-11-26T09:00"


def test_the_afternoon_instead_is_that_of_the_same_day():
    thursday = Window(start="2026-11-26T13:30", end="2026-11-26T17:30")
    call = asking(TownHall(windows=[*TownHall().windows, thursday]), words="rappelez-moi jeudi matin")
    assert "jeudi 26 novembre entre 13 h 30" in call.says("plutôt l'après-midi")[0]


def test_a_yes_with_another_moment_is_no_yes_to_the_first():
    call = asking(words="rappelez-moi demain matin")
    assert "jeudi 26 novembre" in call.says("oui finalement jeudi")[0]


def test_a_yes_with_the_same_moment_is_a_yes():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui demain matin")
    assert call.asked == "callback.same_number"


def test_what_it_is_about_said_at_the_window_is_kept_and_refuses_nothing():
    call = Played(lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi demain matin"))
    call.says("c'est pour mon permis de construire")
    assert call.asked == "callback.window.no_match.1"
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    assert (promised(call).subject, promised(call).start) == (
        "c'est pour mon permis de construire",
        "2026-11-24T09:00",
    )


@pytest.mark.parametrize("answers", [("oui",), ("oui", "oui")])
def test_another_moment_is_heard_at_the_number_and_at_the_name(answers):
    call = asking(words="rappelez-moi demain matin")
    for answer in answers:
        call.says(answer)
    asked = call.asked
    assert asked in ("callback.same_number", "callback.name")
    assert "jeudi 26 novembre" in call.says("non finalement rappelez-moi plutôt jeudi")[0]
    call.says("oui")
    assert call.asked == asked


def test_a_number_dictated_after_a_no_is_no_other_moment():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("non")
    call.says("non plutôt le zéro quatre soixante seize double zéro double zéro douze")
    assert call.asked == "phone.read_back"


def test_what_it_is_about_does_not_contradict_the_moment_agreed():
    words = "rappelez-moi demain matin pour mon permis de construire"
    call = Played(lambda talk, started: callback(talk, started, "accueil", words, words))
    call.says("plutôt jeudi")
    for answer in ("oui", "oui", "jean martin", "oui"):
        call.says(answer)
    assert promised(call).subject == "mon permis de construire"


def test_the_words_that_ask_to_be_rung_back_then_are_left_out():
    broken = "le volet de la salle des fêtes est cassé"
    assert without_wish(f"{broken} pouvez-vous me rappeler demain matin") == broken
    assert without_wish("please call me back tomorrow morning about my roof") == "about my roof"
    assert without_wish("rappelez-moi demain") == "rappelez-moi demain"


def test_another_moment_said_in_english_at_the_subject_is_the_one_that_is_kept():
    def service(talk: Talk, started: CallStarted) -> Generator[Action, Event, bool]:
        talk.language = "en"
        return (yield from callback(talk, started, "accueil", "", "call me back tomorrow morning please"))

    call = Played(service)
    for answer in ("yes", "yes", "john smith", "yes"):
        call.says(answer)
    assert call.asked == "callback.subject"
    call.says("actually make it thursday morning")
    assert call.asked == "callback.window"
    call.says("yes")
    assert call.asked == "callback.subject"
    call.says("about my garden fence")
    asked = promised(call)
    assert (asked.start, asked.subject) == ("2026-11-26T09:00", "about my garden fence")


def test_a_name_is_welcome_but_not_needed():
    call = asking()
    call.says("demain matin")
    call.says("oui")
    call.says("oui")
    for _ in range(3):
        call.says("pourquoi vous voulez savoir")
    assert promised(call).name == ""


def test_the_number_said_with_the_wish_is_the_one_that_is_offered():
    words = "rappelez ma fille au zéro six treize quatorze quinze seize demain matin"
    call = Played(lambda talk, started: callback(talk, started, "urbanisme", "", words))
    call.says("oui")
    assert call.asked == "callback.same_number"
    assert call.last[-1].values == {"phone": "06 13 14 15 16"}


def test_a_name_told_earlier_in_the_call_is_not_asked_again():
    def known(talk: Talk, started: CallStarted) -> Generator[Action, Event, bool]:
        talk.keep(name="Paul Petit")
        return (yield from callback(talk, started, "urbanisme", "un permis", "rappelez-moi demain matin"))

    call = Played(known)
    call.says("oui")
    call.says("oui")
    assert promised(call).name == "Paul Petit"


def test_without_the_day_it_is_as_soon_as_can_be():
    call = asking(local_time="")
    assert call.asked == "callback.same_number"


def test_a_hidden_number_is_never_promised_a_callback():
    call = asking(caller="anonymous")
    call.says("demain matin")
    call.says("oui")
    call.hangs_up()
    assert call.deeds(AskCallback) == []


def test_lunch_time_at_a_service_that_closes_then_is_offered_the_windows_around():
    call = Played(
        lambda talk, started: callback(
            talk, started, "urbanisme", "", "rappelez-moi mardi entre midi et une heure"
        )
    )
    assert call.said[0] == "Le service n'est pas joignable à ce moment-là."
    assert "mardi 24 novembre" in call.said[1]


def test_a_day_when_nobody_is_there_said_at_the_first_window_is_answered_with_the_nearest():
    days = ("2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30")
    call = asking(TownHall(windows=[Window(start=f"{day}T09:00", end=f"{day}T12:00") for day in days]))
    call.says("n'importe quand")
    assert call.says("samedi après-midi") == [
        "Le service n'est pas joignable à ce moment-là.",
        "Le service peut vous rappeler lundi 30 novembre entre 9 h et midi. Cela vous convient ?",
    ]
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    assert promised(call).start == "2026-11-30T09:00"


def test_going_back_is_going_back_one_question_and_promises_nothing():
    call = asking()
    call.says("demain matin")
    call.says("oui")
    assert call.asked == "callback.same_number"
    call.says("revenir")
    assert call.asked == "callback.when"
    assert call.deeds(AskCallback) == []
    call.says("demain après-midi")
    call.says("oui")
    call.says("oui")
    call.says("revenir")
    assert call.asked == "callback.same_number"
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    assert promised(call).start == "2026-11-24T13:30"


def test_what_it_is_about_is_asked_when_nobody_knows_and_kept():
    call = Played(lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi demain matin"))
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    assert call.says("oui") == ["À quel sujet faut-il vous rappeler ?"]
    call.says("c'est au sujet de la cantine de ma fille")
    assert promised(call).subject == "c'est au sujet de la cantine de ma fille"


def test_whoever_will_not_say_what_about_is_rung_back_all_the_same():
    call = Played(lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi demain matin"))
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    call.says("non")
    assert promised(call).subject == ""


def test_what_it_is_about_may_be_said_at_once():
    assert subject_in("rappelez-moi au sujet de la cantine") == "rappelez-moi au sujet de la cantine"
    broken = "le volet de la salle des fêtes est cassé pouvez-vous me rappeler demain matin"
    assert subject_in(broken) == broken
    assert subject_in("rappelez-moi demain matin") == ""
    # "Par" is heard "pour" at times: it is still who is to ring.
    assert subject_in("je voudrais être rappelé demain après-midi pour le service urbanisme") == ""
    about = "rappelez-moi demain pour le permis"
    assert subject_in(about) == about
    assert subject_in("rappelez-moi mardi en huit plutôt le matin") == ""
    assert subject_in("rappelez-moi le trente novembre au début de l'après-midi") == ""
    assert subject_in("est-ce que quelqu'un peut me rappeler jeudi après-midi vers 15 heures") == ""


def test_another_moment_said_at_the_number_is_the_one_that_is_kept():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    assert call.asked == "callback.same_number"
    call.says("jeudi matin plutôt")
    assert call.asked == "callback.window"
    call.says("oui")
    assert call.asked == "callback.same_number"
    call.says("oui")
    assert call.asked == "callback.name"
    call.says("jean martin")
    call.says("oui")
    (deed,) = call.deeds(AskCallback)
    assert deed.start == "2026-11-26T09:00"


def test_a_callback_wished_for_too_late_is_promised_on_the_last_days():
    call = asking(TownHall(last_day="2026-11-27"))
    said = call.says("le vingt-cinq décembre au matin")
    assert said[0] == "On ne peut promettre un rappel que jusqu'au vendredi 27 novembre."
    assert "jeudi 26 novembre entre 9 h et midi" in said[1]


def test_what_it_is_about_said_at_the_window_is_kept_and_the_window_asked_again():
    call = PlayedCall(services=TownHall(named={"permis": "urbanisme"}))
    call.says("je voudrais qu'on me rappelle demain matin")
    assert call.says("c'est pour mon permis de construire") == ["callback.window.no_match.1"]
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    assert call.says("oui") == ["callback.agreed", "main.anything_else"]
    (asked,) = asked_for(call)
    assert (asked.subject, asked.start) == ("c'est pour mon permis de construire", "2026-11-24T09:00")
    assert asked.service == "urbanisme"


def test_a_yes_that_names_another_moment_is_no_yes_to_what_was_offered():
    call = PlayedCall()
    call.says("je voudrais qu'on me rappelle demain matin")
    call.says("oui finalement jeudi")
    assert call.asked == "callback.window"
    call.says("oui")
    call.hangs_up()
    assert asked_for(call)[0].start == "2026-11-26T09:00"


def test_whoever_refuses_all_that_is_offered_is_asked_when_they_would_rather():
    call = PlayedCall()
    call.says("je voudrais qu'on me rappelle demain matin")
    call.says("non")
    assert call.asked == "callback.when_then"
    call.says("jeudi")
    assert call.asked == "callback.window"


def test_whoever_refuses_their_number_and_gives_no_other_is_rung_back_on_it_all_the_same():
    call = rung_back_without_another_number()
    (asked,) = asked_for(call)
    assert asked.phone == MOBILE


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (("oui",), "callback.same_number"),
        (("oui", "oui"), "callback.name"),
        (("oui", "oui", "jean martin"), "name."),
    ],
)
def test_the_moment_can_be_changed_at_any_question_that_follows(before, asked):
    call = asking(words="rappelez-moi demain matin")
    for words in before:
        call.says(words)
    assert call.asked.startswith(asked)
    assert "jeudi 26 novembre" in call.says("non finalement rappelez-moi plutôt jeudi")[0]
    call.says("oui")
    assert call.asked.startswith(("callback.same_number", "callback.name"))
    call.hangs_up()
    assert promised(call).start == "2026-11-26T09:00"


def test_the_moment_can_be_changed_where_the_subject_is_asked():
    call = rung_back()
    call.says("en fait plutôt jeudi matin")
    call.says("oui")
    assert call.asked == "callback.subject"
    call.says("c'est pour mon loyer")
    (asked,) = asked_for(call)
    assert (asked.start, asked.subject) == ("2026-11-26T09:00", "c'est pour mon loyer")


@pytest.mark.parametrize("words", ["call me back tomorrow after lunch", "rappelez-moi demain après manger"])
def test_the_hour_of_a_meal_is_no_subject(words):
    assert subject_in(words, least=1) == ""


def test_a_name_said_at_the_number_is_read_back_and_not_asked_again():
    call = PlayedCall()
    for said in ("rappelez-moi jeudi matin pour la cantine", "oui", "durand", "oui"):
        call.says(said)
    assert call.asked == "name.read_back"
    call.says("oui")
    (asked,) = call.deeds(AskCallback)
    assert isinstance(asked, AskCallback)
    assert asked.name == "Durand"


def test_an_hour_told_once_the_windows_of_a_day_were_refused_is_of_that_day():
    late = Window(start="2026-11-26T17:00", end="2026-11-26T18:00")
    windows = [*TownHall().windows, Window(start="2026-11-24T17:00", end="2026-11-24T18:00"), late]
    call = asking(TownHall(windows=sorted(windows, key=lambda window: window.start)))
    for words in ("jeudi", "non", "non"):
        call.says(words)
    assert call.asked == "callback.when_then"
    assert "jeudi 26 novembre entre 17 h" in call.says("en fin d'après-midi")[-1]


def test_an_hour_that_the_day_refused_does_not_have_is_of_another_one():
    call = asking()
    for words in ("jeudi", "non"):
        call.says(words)
    assert call.asked == "callback.when_then"
    assert "mardi 24 novembre" in call.says("à quinze heures")[-1]
