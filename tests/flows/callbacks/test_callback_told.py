"""What is told while a callback is agreed on: kept, asked once, or given up with it."""

from datetime import date

import pytest

from flows.booking import AskCallback, FindWindows, Period, Window
from flows.callbacks.callback import callback
from flows.collect.callback_wish import CallbackWish, callback_wish
from flows.collect.moments import read_when
from flows.collect.wished_periods import period_of
from flows.french.service_words import names_somebody
from flows.giving_up import gives_up_callback
from flows.routes import Route, route_of
from tests.flows.calls import HOURS, PlayedCall, sure
from tests.flows.services import Played, TownHall

TOWN = {"permis": "urbanisme", "cantine": "scolaire"}


def ringing(words: str = "rappelez-moi") -> Played:
    town = TownHall(named=TOWN)
    return Played(lambda talk, started: callback(talk, started, "accueil", "", words), town)


def promised(call: Played) -> AskCallback:
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    return deed


@pytest.mark.parametrize(
    "words",
    ["pour le permis de construire de mon fils", "c'est pour le permis", "mon permis de construire"],
)
def test_what_it_is_about_said_when_the_moment_is_asked_is_kept_and_not_asked_again(words: str):
    call = ringing()
    assert call.says(words)[0] == "C'est noté."
    assert call.asked == "callback.when"
    for answer in ("demain matin", "oui", "oui", "robert martin", "oui"):
        call.says(answer)
    assert "À quel sujet faut-il vous rappeler ?" not in call.said
    assert (promised(call).service, promised(call).subject) == ("urbanisme", words)


@pytest.mark.parametrize("at", ["callback.when", "callback.window", "callback.same_number", "callback.name"])
def test_whoever_hangs_up_once_they_told_what_it_is_about_is_rung_back_about_it(at: str):
    call = ringing()
    answers = ["demain matin", "oui", "oui"]
    while call.asked != at:
        call.says(answers.pop(0))
    call.says("pour mon loyer")
    call.hangs_up()
    assert promised(call).subject == "pour mon loyer"


def test_a_moment_is_never_what_it_is_about():
    call = ringing()
    call.says("demain")
    call.hangs_up()
    assert promised(call).subject == ""
    assert promised(call).fields == {"wished": "demain"}


@pytest.mark.parametrize("moment", ["demain", "pour demain", "n'importe quand", "pour moi c'est demain"])
def test_a_moment_said_with_for_is_a_moment(moment: str):
    call = ringing()
    call.says(moment)
    assert call.asked == "callback.window"


@pytest.mark.parametrize("words", ["annulez tout", "bah laissez", "ne me rappelez pas", "tant pis"])
@pytest.mark.parametrize("after", range(6))
def test_given_up_at_any_question_nobody_rings(words: str, after: int):
    call = ringing()
    for answer in ("demain matin", "oui", "oui", "robert martin", "oui")[:after]:
        call.says(answer)
    said = call.says(words)
    assert call.deeds(AskCallback) == []
    assert said == ["D'accord, personne ne vous rappellera."]
    assert call.results == [True]
    call.hangs_up()
    assert call.deeds(AskCallback) == []


@pytest.mark.parametrize(
    "words",
    [
        "laissez un message",
        "rappelez-moi plutôt demain",
        "rien avant demain",
        "annulez mon inscription",
        "non",
    ],
)
def test_what_says_more_or_less_gives_nothing_up(words: str):
    assert not gives_up_callback(words)


@pytest.mark.parametrize(
    "words",
    [
        "vous deviez me rappeler annulez",
        "vous deviez me rappeler annulez j'ai eu la réponse",
        "on devait me rappeler c'est plus la peine",
        "you were supposed to call me back cancel it",
    ],
)
def test_a_callback_that_was_due_may_be_given_up(words: str):
    assert callback_wish(words) is CallbackWish.CANCEL


def test_a_number_told_when_the_moment_is_asked_is_the_one_to_ring():
    call = ringing()
    call.says("au zéro six douze trente-quatre cinquante-six soixante-dix-neuf")
    assert call.asked == "callback.when"
    call.says("demain matin")
    call.says("oui")
    assert call.said[-1] == "Au 06 12 34 56 79 ?"


@pytest.mark.parametrize("words", ["quand mon mari sera là", "ça dépend de l'école", "je suis à la cantine"])
def test_a_moment_that_no_clock_knows_is_not_what_it_is_about(words: str):
    call = ringing()
    call.says(words)
    call.hangs_up()
    assert promised(call).subject == ""
    assert promised(call).fields in ({}, {"said": words})


def test_another_request_made_meanwhile_waits_for_its_turn():
    call = ringing("rappelez-moi demain")
    call.says("et aussi signaler un tag")
    assert call.asked.startswith("callback.window")
    call.hangs_up()
    assert promised(call).subject == ""
    assert [later.words for later in call.talks[0].outstanding] == ["signaler un tag"]


def test_a_time_when_nobody_is_there_is_told_to_be_one():
    town = TownHall(windows=[Window(start="2026-11-24T13:30", end="2026-11-24T14:30")])
    call = Played(lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi à midi"), town)
    assert call.said[0] == "Le service n'est pas joignable à ce moment-là."
    assert call.said.count("Le service n'est pas joignable à ce moment-là.") == 1


@pytest.mark.parametrize(
    "words",
    [
        "vous pouvez me passer un coup de fil demain",
        "on peut me joindre demain matin",
        "j'aimerais bien être contacté par le service des sports",
        "je ne peux pas rester en ligne",
        "je voudrais laisser mes coordonnées",
    ],
)
def test_to_be_rung_back_is_asked_for_in_many_words(words: str):
    assert route_of(words) is Route.CALLBACK


@pytest.mark.parametrize(
    "words", ["vous pouvez m'appeler un taxi", "comment puis-je vous joindre", "rappelez-moi les horaires"]
)
def test_what_only_sounds_like_it_is_no_callback(words: str):
    assert route_of(words) is not Route.CALLBACK


def test_the_name_told_with_the_wish_is_read_back_and_not_asked():
    call = ringing("rappelez-moi demain pour le permis je m'appelle nadia benali")
    call.says("oui")
    assert call.says("oui") == ["Nadia Benali, c'est bien ça ?"]


@pytest.mark.parametrize("words", ["pour rien", "rien de spécial", "non merci"])
def test_a_subject_left_unsaid_gives_nothing_up(words: str):
    call = ringing()
    for answer in ("demain matin", "oui", "oui", "robert martin", "oui", words):
        call.says(answer)
    assert promised(call).subject == ""
    assert promised(call).start


def test_whom_a_caller_names_is_told_from_a_mere_title():
    assert names_somebody("je voudrais parler à monsieur vuillermoz")
    assert not names_somebody("bonjour madame je voudrais quelqu'un")


def test_who_asked_to_be_rung_back_and_takes_leave_is_rung_back():
    call = ringing("rappelez-moi demain")
    said = call.says("au revoir")
    assert said == ["C'est noté. Un agent vous rappellera dès que possible, au 06 12 34 56 78."]
    assert promised(call).fields == {"wished": "rappelez-moi demain"}


def test_a_moment_told_at_last_where_none_was_agreed_is_offered():
    call = ringing("rappelez-moi demain")
    while call.asked != "callback.same_number":
        call.says("non")
    call.says("jeudi")
    assert call.asked == "callback.window"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("vous m'avez appelé", "callback.who_rang"),
        ("je viens d'avoir un appel de chez vous", "callback.who_rang"),
        ("personne ne m'a rappelé", "callback.late"),
        ("vous deviez me rappeler hier", "callback.late"),
    ],
)
def test_a_call_that_is_spoken_of_and_not_known_here_is_not_passed_over(words, first):
    assert PlayedCall().says(words)[0] == first


def test_a_call_that_was_missed_tells_no_moment_to_ring_at():
    call = PlayedCall()
    call.says("vous m'avez appelé ce matin")
    assert call.asked == "callback.when"
    call.hangs_up()
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    assert (deed.subject, deed.fields) == ("vous m'avez appelé ce matin", {})


def test_a_radio_that_never_says_when_leaves_the_question_and_its_request_waits_once():
    call = ringing()
    for _ in range(6):
        assert call.asked.startswith("callback.when")
        call.says("et signaler un tag")
    assert not call.asked.startswith("callback.when")
    assert [later.words for later in call.talks[0].outstanding] == ["et signaler un tag"]


def test_a_radio_that_asks_for_something_else_for_ever_reaches_a_person():
    call = PlayedCall()
    call.says("un rendez-vous pour une chose")
    for _ in range(8):
        call.says("et aussi signaler un tag")
    assert call.transfer


@pytest.mark.parametrize(
    ("words", "first", "hours"),
    [
        ("rappelez-moi demain mais pas le matin", "2026-11-24", ("12:00", "")),
        ("vous pouvez me rappeler demain dans l'après-midi s'il vous plaît", "2026-11-24", ("12:00", "")),
        ("rappelez-moi jeudi entre deux et quatre", "2026-11-26", ("14:00", "16:00")),
        ("rappelez-moi demain de deux à quatre", "2026-11-24", ("14:00", "16:00")),
        ("rappelez-moi dans l'après-midi", "2026-11-23", ("12:00", "")),
        ("rappelez-moi demain matin pas l'après-midi", "2026-11-24", ("", "12:00")),
    ],
)
def test_a_moment_told_in_the_same_breath_is_the_one_looked_for(words: str, first: str, hours):
    when = read_when("fr", words, date(2026, 11, 23))
    assert when is not None
    period = period_of(when)
    assert (period.first, (period.earliest, period.latest)) == (first, hours)


@pytest.mark.parametrize(
    ("words", "first", "hours"),
    [
        ("call me back between two and four", "", ("14:00", "16:00")),
        ("call me back tomorrow from two to four please", "2026-11-24", ("14:00", "16:00")),
        ("call me back tomorrow but not in the morning", "2026-11-24", ("12:00", "")),
        ("why not in the morning", "", ("", "12:00")),
    ],
)
def test_a_moment_told_in_english_in_the_same_breath_is_the_one_looked_for(words: str, first: str, hours):
    when = read_when("en", words, date(2026, 11, 23))
    assert when is not None
    period = period_of(when)
    assert (period.first, (period.earliest, period.latest)) == (first, hours)


def test_an_afternoon_alone_asks_to_be_rung_and_reminds_of_nothing():
    assert route_of("rappelez-moi l'après-midi") is Route.CALLBACK
    assert route_of("rappelez-moi l'adresse") is None


def test_another_hour_alone_is_of_the_day_agreed_before():
    call = ringing("rappelez-moi demain matin")
    call.says("oui")
    assert call.asked == "callback.same_number"
    call.says("en fait l'après-midi")
    found = call.deeds(FindWindows)[-1]
    assert isinstance(found, FindWindows)
    assert found.period == Period(first="2026-11-24", last="2026-11-24", earliest="12:00")


def agreed_without_a_subject(**options: object) -> PlayedCall:
    call = PlayedCall(services=TownHall(named=TOWN), **options)  # type: ignore[arg-type]
    for answer in ("rappelez-moi demain matin", "oui", "oui", "robert martin", "oui", "rien"):
        call.says(answer)
    assert call.asked == "main.anything_else"
    return call


@pytest.mark.parametrize("words", ["pour mon permis de construire", "au sujet de mon permis"])
def test_what_a_callback_is_about_may_be_said_right_after_it_was_agreed(words: str):
    call = agreed_without_a_subject(knows={words: sure(HOURS)})
    assert call.says(words) == ["callback.about", "main.anything_else"]
    call.hangs_up()
    deed = call.deeds(AskCallback)[-1]
    assert isinstance(deed, AskCallback)
    assert (deed.subject, deed.changes) == (words, True)


def test_a_complaint_is_what_the_callback_is_about():
    call = PlayedCall(services=TownHall(named=TOWN))
    for answer in ("rappelez-moi demain matin", "oui", "oui", "robert martin", "oui"):
        call.says(answer)
    assert call.asked == "callback.subject"
    assert "callback.agreed" in call.says("je veux me plaindre du bruit")
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    assert deed.subject == "je veux me plaindre du bruit"


@pytest.mark.parametrize(
    "words",
    [
        "pour les horaires de la piscine",
        "la piscine",
        "pour la déchetterie c'est où",
        "pour voter comment on fait",
    ],
)
def test_a_question_asked_right_after_a_callback_was_agreed_stays_one(words: str):
    call = agreed_without_a_subject(knows={words: sure(HOURS)})
    assert "answer.spoken" in call.says(words)
    assert len(call.deeds(AskCallback)) == 1


def test_what_follows_another_answer_is_no_subject_of_a_callback():
    call = agreed_without_a_subject(knows={"la piscine": sure(HOURS), "pour la cantine": sure(HOURS)})
    call.says("la piscine")
    assert "answer.spoken" in call.says("pour la cantine")
    assert len(call.deeds(AskCallback)) == 1
