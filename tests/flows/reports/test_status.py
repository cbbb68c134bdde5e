"""Asking where a report is: by its number, said or keyed, and told without anything of who made it."""

import pytest

from flows.actions import NoteOutcome, Transfer
from flows.collect.report_wish import ReportWish, report_wish_in
from flows.reporting import FindReports, FindReportStatus, JoinReport, ReportStatus, SimilarReport, Street
from flows.reports.report_issue import report_issue
from flows.reports.status import report_status
from flows.routes import Route, route_of
from flows.tongues import tongue_of
from tests.flows.calls import PlayedCall
from tests.flows.services import MOBILE, Played, TownHall


def lamp(status: str, changed: str = "2026-11-20") -> TownHall:
    known = ReportStatus(
        reference="471290", title="une panne d'éclairage", status=status, opened="2026-11-18", changed=changed
    )
    return TownHall(statuses={"471290": known})


def asking(town: TownHall) -> Played:
    return Played(report_status, town)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("new", "mercredi 18 novembre, est bien enregistré"),
        ("in_progress", "pris en charge depuis le vendredi 20 novembre"),
        ("done", "réglé depuis le vendredi 20 novembre"),
        ("refused", "examiné le vendredi 20 novembre : il n'y aura pas d'intervention"),
    ],
)
def test_each_status_has_its_sentence(status, told):
    call = asking(lamp(status))
    assert call.asked == "status.reference"
    call.presses("471290#")
    said = call.says("oui")
    assert told in said[0]
    assert "panne d'éclairage" in said[0]
    assert call.result is True
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="answered", topic="suivi-signalement")]


def test_the_number_can_be_said():
    call = asking(lamp("done"))
    call.says("quarante-sept douze quatre-vingt-dix")
    call.says("oui")
    assert call.deeds(FindReportStatus)[-1] == FindReportStatus(reference="471290")
    assert call.result is True


def test_a_number_nobody_knows_is_asked_again_once_then_a_person_is_expected():
    call = asking(lamp("done"))
    for number in ("111111#", "222222#"):
        call.presses(number)
        assert call.says("oui")[0] == "Je ne trouve pas de signalement avec ce numéro."
    assert call.asked == "status.what"
    call.says("je ne sais plus")
    assert call.result is False


LAMP = ReportStatus(reference="471290", title="une panne d'éclairage", status="new", opened="2026-11-18")
TREE = ReportStatus(
    reference="300111", title="un arbre", status="done", opened="2026-11-02", changed="2026-11-20"
)


def without_number(town: TownHall) -> Played:
    call = asking(town)
    call.says("je ne sais pas")
    return call


def test_a_lost_number_is_found_by_the_telephone_of_the_call():
    call = asking(TownHall(made_from={MOBILE: [LAMP, TREE]}))
    assert call.said[-1] == ("Est-ce votre signalement du mercredi 18 novembre, pour une panne d'éclairage ?")
    call.says("non")
    assert "pour un arbre" in call.said[-1]
    assert "réglé depuis le vendredi 20 novembre" in call.says("oui")[0]
    assert call.result is True


def test_a_lost_number_is_found_by_what_was_reported_and_where():
    town = TownHall(
        streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]},
        reports=[SimilarReport(reference="471290", title="une panne d'éclairage", opened="2026-11-18")],
        statuses={"471290": LAMP},
    )
    call = without_number(town)
    assert call.asked == "status.what"
    call.says("un lampadaire")
    call.says("au douze rue pasteur")
    call.says("oui")
    assert call.asked == "status.is_it"
    assert "est bien enregistré" in call.says("oui")[0]
    assert call.deeds(FindReports) == [FindReports(kind="eclairage", street="rue Pasteur", number="12")]


def test_what_was_reported_and_where_can_be_keyed():
    town = TownHall(
        keyed={"7278": [Street(name="rue Pasteur", score=1.0)]},
        reports=[SimilarReport(reference="471290", title="une panne d'éclairage", opened="2026-11-18")],
        statuses={"471290": LAMP},
    )
    call = asking(town)
    for keys in ("111111#", "1", "222222#", "1", "1", "1", "7278#", "#", "1", "1"):
        call.presses(keys)
    assert call.result is True


def test_what_is_found_nowhere_ends_with_a_person():
    call = without_number(TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]}))
    call.says("un lampadaire")
    call.says("rue pasteur")
    assert call.says("oui") == ["Je ne trouve pas de signalement ouvert à cet endroit."]
    assert call.result is False


def test_whoever_says_nothing_is_not_kept():
    call = asking(lamp("done"))
    while call.asked:
        call.is_silent()
    assert call.result is False


def test_it_is_reached_by_key_from_the_first_question_of_a_report():
    call = Played(lambda talk, started: report_issue(talk, started), lamp("in_progress"))
    call.is_silent()
    assert "4 pour autre chose ou un signalement déjà fait" in call.is_silent()[-1]
    assert "4 : suivre un signalement" in call.presses("4")[-1]
    call.presses("4")
    assert call.asked == "status.reference"
    call.presses("471290#")
    call.presses("1")
    assert call.result is True


def test_a_status_nobody_can_tell_ends_with_a_person():
    call = Played(lambda talk, started: report_issue(talk, started), lamp("in_progress"))
    call.presses("4")
    call.presses("4")
    for _ in range(2):
        call.presses("111111#")
        call.presses("1")
    call.says("je ne sais pas")
    assert isinstance(call.dialogue.waiting_for, Transfer)


@pytest.mark.parametrize(
    "words",
    [
        "donner mon signalement",
        "où en est mon signalement",
        "bonjour je voudrais savoir où en est mon signalement pour le lampadaire",
        "je voudrais suivre mon signalement",
        "avez-vous des nouvelles de mon signalement",
        "j'ai signalé un trou la semaine dernière où ça en est",
        "mon signalement il avance",
        "j'avais signalé un lampadaire et toujours rien",
        "quel est l'état de mon signalement",
        "je rappelle pour mon signalement",
        "j'ai déjà signalé ce lampadaire",
    ],
)
def test_asking_about_a_report_is_no_new_report(words):
    assert route_of(words) is Route.STATUS


@pytest.mark.parametrize(
    "words",
    [
        "je voudrais signaler un trou",
        "faire un signalement",
        "il y a un lampadaire en panne",
        "signaler un dépôt",
    ],
)
def test_a_new_report_stays_one(words):
    assert route_of(words) is Route.REPORT


def test_the_hash_that_people_were_told_to_end_with_is_no_way_back():
    call = asking(lamp("done"))
    call.presses("471290")
    assert call.asked == "digits.read_back"
    call.presses("#")
    assert call.asked == "digits.read_back"
    call.presses("1")
    assert call.result is True


def test_a_second_hash_is_a_way_back_one_question_at_a_time():
    call = asking(lamp("done"))
    question = call.asked
    call.presses("471290")
    call.presses("#")
    call.presses("#")
    assert call.asked == question
    call.presses("#")
    assert call.result == "BackWanted"


def test_a_reference_said_at_once_is_not_asked_again():
    words = "où en est mon signalement numéro quatre sept un deux neuf zéro"
    call = Played(lambda talk, started: report_status(talk, started, words), lamp("new"))
    assert "est bien enregistré" in call.said[0]
    assert call.result is True


def test_a_wrong_reference_said_at_once_is_asked_once_more():
    words = "où en est mon signalement un un un un un un"
    call = Played(lambda talk, started: report_status(talk, started, words), lamp("new"))
    assert call.said[0] == "Je ne trouve pas de signalement avec ce numéro."
    assert call.asked == "status.reference"


def test_the_report_just_made_is_offered_first_even_to_a_hidden_number():
    town = TownHall(
        streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]}, statuses={"471290": LAMP}
    )
    call = PlayedCall(caller="", services=town)
    call.says("signaler un dépôt sauvage rue pasteur")
    call.says("non")
    call.says("oui")
    call.is_silent()
    call.says("non")
    call.says("où en est mon signalement")
    assert call.asked == "status.is_it"
    assert call.says("oui") == ["status.new", "main.anything_else"]


NEAR = ReportStatus(
    reference="471290", title="une panne d'éclairage", status="new", opened="2026-11-18", kind="eclairage"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("j'avais appelé pour un lampadaire rue pasteur et c'est toujours pas réparé", "status.told_still"),
        ("ça fait un mois que j'ai signalé ce trou et vous avez rien fait", "status.told_still"),
        ("le lampadaire rue pasteur est réparé merci", "status.told_mended"),
        ("c'est réparé merci", "status.told_mended"),
        ("le trou a été rebouché merci", "status.told_mended"),
        ("le lampadaire n'est toujours pas réparé", "status.told_still"),
        ("ça fait trois fois que j'appelle pour ce lampadaire", "status.told_still"),
        ("je n'ai plus besoin du signalement", "status.told_withdraw"),
        ("je veux annuler mon signalement", "status.told_withdraw"),
    ],
)
def test_what_callers_say_of_their_own_report_finds_it_and_reaches_its_team(words, told):
    call = PlayedCall(services=TownHall(made_from={MOBILE: [NEAR]}))
    call.says(words)
    assert call.asked == "status.is_it"
    assert told in call.says("oui")
    assert call.deeds(JoinReport) == [JoinReport(reference="471290", description=words, phone=MOBILE)]


@pytest.mark.parametrize(
    "words",
    [
        "where is my report",
        "i'm calling about my report",
        "cancel my report",
        "the street light has been fixed thanks",
        "i reported a street light and it still hasn't been fixed",
    ],
)
def test_english_callers_find_their_own_report(words):
    assert tongue_of("en").route_of(words) is Route.STATUS


@pytest.mark.parametrize(
    "words",
    ["le lampadaire est réparé quand", "annuler mon rendez-vous", "le lampadaire est en panne"],
)
def test_other_words_are_of_no_report_made_before(words):
    assert route_of(words) is not Route.STATUS


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "où en sont les travaux du trottoir rue Pasteur"),
        ("fr", "où en est la collecte des encombrants"),
        ("fr", "le lampadaire est réparé depuis hier mais il y a un trou dans la chaussée"),
        ("fr", "le lampadaire est réparé et maintenant il y a un trou dans la chaussée"),
        ("fr", "le panneau est arrangé de travers"),
        ("en", "the bins are cleared on monday"),
        ("en", "the street light is fixed to a pole and it leans"),
        ("en", "the street light has been fixed but there's a pothole"),
        ("en", "where is the pothole department"),
    ],
)
def test_a_question_or_a_second_trouble_is_of_no_report_made_before(language, words):
    assert report_wish_in(words, language) is None
    assert tongue_of(language).route_of(words) is not Route.STATUS


@pytest.mark.parametrize(
    ("language", "words", "wish"),
    [
        ("fr", "où en est mon lampadaire", ReportWish.ASK),
        ("fr", "où en est le lampadaire que j'ai signalé", ReportWish.ASK),
        ("fr", "où en est le signalement", ReportWish.ASK),
        ("fr", "le lampadaire est réparé depuis hier merci", ReportWish.MENDED),
        ("en", "what about the pothole i reported", ReportWish.ASK),
        ("en", "the street light has been fixed on my street", ReportWish.MENDED),
    ],
)
def test_what_is_wanted_of_a_report_made_before_is_heard(language, words, wish):
    assert report_wish_in(words, language) is wish


def test_the_kind_that_was_named_is_offered_first():
    call = PlayedCall(services=TownHall(made_from={MOBILE: [TREE, NEAR]}))
    call.says("où en est mon lampadaire")
    said = [action for action in call.last if getattr(action, "prompt", "") == "status.is_it"]
    assert said[0].values["problem"] == "une panne d'éclairage"


def test_the_number_of_a_report_found_by_its_telephone_is_said_to_whoever_asks_for_it():
    call = PlayedCall(services=TownHall(made_from={MOBILE: [NEAR]}))
    call.says("où en est mon signalement")
    call.says("oui")
    assert "reference.note" in call.says("c'était quoi le numéro")


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("j'ai signalé un trou il y a un mois et rien n'a été fait", ReportWish.STILL),
        ("j'ai signalé un dépôt sauvage la semaine dernière et personne n'est passé", ReportWish.STILL),
        ("j'avais appelé pour un lampadaire et pas de nouvelles", ReportWish.STILL),
        ("j'ai fait un signalement et personne ne vient", ReportWish.STILL),
        ("j'ai signalé un problème et rien n'a été fait", ReportWish.STILL),
        ("j'ai signalé le bruit de mon voisin et toujours rien", ReportWish.STILL),
        ("j'ai signalé mon changement d'adresse et rien n'a été fait", None),
        ("j'ai déjà signalé mon déménagement", None),
        ("j'ai déclaré la perte de ma carte d'identité et toujours pas de réponse", None),
        ("j'ai écrit au maire et pas de réponse", None),
        ("j'ai appelé pour mon passeport et pas de nouvelles", None),
        ("je signale un trou rien n'a été fait pour les piétons", None),
    ],
)
def test_a_report_of_which_nothing_came_is_no_new_one(words, wish):
    assert report_wish_in(words) is wish
