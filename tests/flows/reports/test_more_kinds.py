"""What citizens report that is neither a lamp nor a hole: nests, ice, squats, walls."""

import pytest

from flows.actions import Say
from flows.collect.problem import problem_in
from flows.reporting import OpenReport
from flows.routes import Route, route_of
from flows.tongues import tongue_of
from flows.two_requests import two_requests
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import PASTEUR, calling, harmless, town
from tests.flows.services import TownHall


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("nid de frelons", "animal"),
        ("un chat écrasé rue pasteur", "animal"),
        ("la route est verglacée", "neige"),
        ("des jeunes font du rodéo en moto", "tranquillite"),
        ("gens du voyage installés sur le stade", "tranquillite"),
        ("mon voisin a construit un mur sans permis", "construction"),
        ("on a jeté des matelas et un frigo au bord de la route", "depot-sauvage"),
        ("une moto abandonnée sur le trottoir depuis trois mois", "vehicule"),
        ("le trottoir est défoncé mon mari est en fauteuil roulant", "chaussee"),
        ("le feu rouge ne marche plus", "feu-tricolore"),
        ("quelqu'un a vidé son camion de gravats dans le chemin", "depot-sauvage"),
        ("le parcmètre est cassé", "mobilier"),
        ("la rue de la gare est inondée", "egout"),
        ("les poubelles sont brûlées", "poubelle"),
        ("on a volé la plaque d'égout", "egout"),
        ("ça déborde rue pasteur les égouts", "egout"),
        ("la corbeille déborde sur le trottoir", "poubelle"),
        ("une trottinette électrique traîne au milieu du trottoir", "vehicule"),
    ],
)
def test_what_happens_in_the_street_is_a_report(words: str, kind: str):
    found = problem_in(words)
    assert found is not None
    assert (route_of(words), found.slug) == (Route.REPORT, kind)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("there is a hornets nest", "animal"),
        ("the road is icy", "neige"),
        ("travellers have moved in on the stadium", "tranquillite"),
        ("my neighbour built a wall without a permit", "construction"),
        ("street light is out", "eclairage"),
        ("the street lamp doesn't work", "eclairage"),
        ("graffiti on the school wall", "proprete"),
        ("a car has been parked here for months", "vehicule"),
    ],
)
def test_the_same_in_english(words: str, kind: str):
    found = problem_in(words, "en")
    assert found is not None
    assert (tongue_of("en").route_of(words), found.slug) == (Route.REPORT, kind)


@pytest.mark.parametrize(
    "words",
    [
        "il y a une école de musique",
        "j'ai construit un mur sans permis",
        "un cours de musique",
        "ma voiture ne marche plus",
        "on m'a volé ma plaque d'immatriculation",
        "j'ai jeté mon matelas",
        "ils ont laissé la moitié de mes sacs",
        "le site de la mairie ne marche pas",
    ],
)
def test_a_question_is_no_report(words: str):
    assert route_of(words) is None


@pytest.mark.parametrize("words", ["un sdf qui a froid", "des gens dorment dehors"])
def test_whoever_sleeps_outside_is_helped_by_another_number(words: str):
    call = PlayedCall(services=TownHall())
    call.says("signaler un problème")
    call.says(words)
    assert "report.homeless" in [one.prompt for one in call.done if isinstance(one, Say)]


def test_a_problem_of_no_kind_told_twice_is_taken_as_it_is():
    call = calling("signaler un problème")
    call.says("un mur")
    assert call.asked == "report.what.no_match.1"
    call.says("il est bombé")
    assert call.asked == "report.danger"


def test_a_problem_of_no_kind_told_in_a_sentence_is_taken_at_once():
    call = calling("signaler une planche")
    call.says("une planche avec des clous qui dépassent")
    assert call.asked == "report.danger"


def test_a_problem_of_no_kind_told_with_the_verb_is_not_asked_for_again():
    assert calling("signaler un voisin qui fume du cannabis").asked == "report.danger"
    assert calling("je voudrais signaler un problème dans ma rue").asked == "report.what"


def test_another_wish_said_in_the_place_of_a_problem_is_heard():
    call = calling("signaler un problème")
    call.says("je veux un rendez-vous pour un passeport")
    assert call.result == "ChangeOfMind"


def test_two_problems_of_one_breath_are_two_reports():
    found = two_requests("j'ai deux choses un trou devant chez moi et un tag")
    assert found == [("signaler un trou devant chez moi", "signaler un tag")]


def test_somebody_well_again_is_no_misunderstanding():
    call = PlayedCall(services=TownHall())
    call.says("le chien du voisin a mordu ma fille")
    call.says("elle va bien")
    assert call.asked == "main.question_again"


def test_a_street_that_is_not_named_is_no_place():
    call = calling("la route est verglacée")
    call.says("oui")
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert report.place == ""


def test_one_s_own_garden_is_no_street_of_that_name():
    call = harmless("nid de frelons", TownHall(streets={"mon jardin": [], "jardin": []}))
    call.says("dans mon jardin")
    assert call.asked == "report.where.no_match.1"


def test_a_danger_named_where_its_place_is_asked_is_of_that_kind():
    call = calling("je veux signaler quelque chose de dangereux", town())
    call.says("un trou")
    call.says(PASTEUR)
    call.says("oui")
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert report.kind == "chaussee"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("ça déborde dans la rue les égouts", "egout"),
        ("ça déborde de partout le ruisseau", "egout"),
        ("ça déborde le caniveau", "egout"),
        ("la poubelle déborde dans la rue", "poubelle"),
        ("la corbeille du banc déborde", "poubelle"),
        ("ça déborde devant chez moi", "poubelle"),
    ],
)
def test_what_overflows_is_the_thing_that_is_named_wherever_it_is(words, slug):
    named = problem_in(words)
    assert named is not None
    assert named.slug == slug
