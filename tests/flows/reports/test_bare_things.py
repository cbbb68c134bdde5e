"""A problem told by its name and where it is, without a verb: a report, and none of the articles near it."""

import pytest

from flows.collect.happening import happens
from flows.collect.problem import problem_in, says_danger
from flows.collect.report_wish import ReportWish, report_wish_in
from flows.reporting import OpenReport
from flows.routes import Route, route_of
from flows.tongues import tongue_of
from flows.two_requests import two_requests
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import PASTEUR, harmless, opened, town
from tests.flows.services import TownHall


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("une bouche d'égout sans plaque", "egout"),
        ("fuite d'eau sur la chaussée", "fuite-eau"),
        ("tag obscène sur le mur de l'école", "proprete"),
        ("poubelle brûlée devant l'immeuble", "poubelle"),
        ("deux lampadaires éteints un rue pasteur et un rue du four", "eclairage"),
        ("il manque un panneau stop au croisement", "signalisation"),
        ("mon voisin fait de la musique à fond toutes les nuits", "bruit"),
        ("il y a du verglas maintenant les voitures glissent", "neige"),
        ("je voudrais signaler un lampadaire non pardon un banc cassé", "mobilier"),
        ("signaler un arbre, euh non, un nid de poule", "chaussee"),
        ("signaler un trou pardon une fuite", "fuite-eau"),
        ("nid de poule devant chez moi", "chaussee"),
        ("caniveau bouché rue du four", "egout"),
        ("un plot arraché place du marché", "signalisation"),
        ("je voudrais signaler des nuisances sonores", "bruit"),
    ],
)
def test_a_thing_and_its_place_begin_a_report(words: str, kind: str):
    found = problem_in(words)
    assert found is not None
    assert (route_of(words), found.slug) == (Route.REPORT, kind)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("water leak on the road", "fuite-eau"),
        ("graffiti on the school wall", "proprete"),
        ("a manhole without a cover", "egout"),
        ("pothole in front of my house", "chaussee"),
        ("a tree has fallen on the road", "arbre"),
        ("dumped rubbish near my house", "depot-sauvage"),
        ("i want to report a street light, no sorry, a broken bench", "mobilier"),
    ],
)
def test_the_same_in_english(words: str, kind: str):
    found = problem_in(words, "en")
    assert found is not None
    assert (tongue_of("en").route_of(words), found.slug) == (Route.REPORT, kind)


@pytest.mark.parametrize(
    "words",
    ["poubelles rue pasteur", "encombrants rue pasteur", "square des tilleuls", "le lampadaire de ma rue"],
)
def test_a_subject_and_a_street_may_still_ask_for_an_article(words: str):
    assert not happens(words)


@pytest.mark.parametrize(
    "words",
    [
        "y a des cafards chez moi",
        "y a des cafards dans mon appartement je suis locataire le propriétaire s'en fiche",
        "y a des rats dans mon immeuble le propriétaire fait rien",
        "y a des souris dans mes placards",
    ],
)
def test_vermin_at_home_is_no_report_of_the_street(words: str):
    assert route_of(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "il y a des rats dans la rue",
        "y a des rats devant chez moi",
        "y a des rats dans ma rue",
        "y a un rat mort sur le trottoir",
        "je voudrais signaler des rats dans mon immeuble",
    ],
)
def test_vermin_of_the_street_is_one(words: str):
    assert route_of(words) is Route.REPORT


def test_what_is_to_be_thrown_away_is_the_callers_own():
    assert two_requests("un matelas et une armoire à jeter j'ai pas de voiture") == []
    assert two_requests("un trou devant chez moi et un tag") != []


def test_dirty_water_that_overflows_is_no_bin():
    found = problem_in("ça déborde d'eau sale devant chez moi ça pue")
    assert found is not None
    assert found.slug == "egout"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("le trottoir est tout défoncé ma mère est tombée dessus hier", "fr"),
        ("la semaine dernière quelqu'un est tombé dans ce trou", "fr"),
        ("il y a eu un accident il y a trois jours", "fr"),
        ("the pavement is broken and someone fell yesterday", "en"),
    ],
)
def test_who_was_hurt_on_another_day_is_in_no_danger_now(words: str, language: str):
    assert not says_danger(words, language)


@pytest.mark.parametrize(
    "words",
    [
        "ma mère est tombée dessus",
        "quelqu'un est tombé hier il est toujours dedans",
        "un câble est tombé hier",
    ],
)
def test_who_may_still_lie_there_is(words: str):
    assert says_danger(words)


def test_the_danger_is_asked_of_a_pavement_that_hurt_somebody_yesterday():
    call = harmless("le trottoir est tout défoncé ma mère est tombée dessus hier")
    call.says(PASTEUR)
    call.says("oui")
    call.hangs_up()
    assert not opened(call).dangerous


def test_what_a_pothole_did_is_no_part_of_its_street():
    call = harmless("un nid de poule devant le douze rue pasteur j'ai crevé un pneu")
    assert call.asked.startswith("address.read_back")


def test_two_lamps_in_two_streets_are_both_told_to_whoever_goes():
    call = harmless("deux lampadaires éteints un rue pasteur et un rue du four")
    call.says("oui")
    call.hangs_up()
    report = opened(call)
    assert report.street == "rue Pasteur"
    assert "rue du four" in report.place


def test_a_landmark_told_after_a_street_nobody_knows_goes_with_it():
    call = harmless("un matelas", TownHall(streets={}))
    call.says("au bout du chemin du stade")
    call.says("près du terrain de foot")
    call.hangs_up()
    assert opened(call).place == "au bout du chemin du stade, près du terrain de foot"


def test_a_bin_told_before_its_street_is_not_asked_about_again():
    call = PlayedCall(services=town())
    call.says("ma poubelle n'a pas été ramassée ce matin")
    call.says("rue pasteur")
    assert call.asked == "report.danger"
    call.says("non")
    call.says("oui")
    call.hangs_up()
    (deed,) = [action for action in call.done if isinstance(action, OpenReport)]
    assert (deed.kind, deed.street) == ("poubelle", "rue Pasteur")


def test_a_question_about_bins_before_a_street_is_no_report():
    call = PlayedCall(services=town())
    call.says("quel jour passent les poubelles")
    call.says("rue pasteur")
    assert call.asked != "report.danger"


def test_the_families_website_is_no_gate_of_the_street():
    assert problem_in("le portail famille est en panne") is None
    assert route_of("le portail famille est en panne") is None


def test_one_s_own_tag_is_the_one_that_was_reported():
    assert report_wish_in("mon tag est toujours là") is ReportWish.STILL
    assert report_wish_in("ma poubelle est toujours là") is None
