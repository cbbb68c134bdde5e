"""What is wrong, told as it happens, begins the right report, or is told who to tell it to."""

import pytest

from flows.collect.elsewhere import told_elsewhere
from flows.collect.problem import problem_in
from flows.english.numbers import with_digits
from flows.routes import Route
from flows.tongues import tongue_of
from tests.flows.calls import PlayedCall
from tests.flows.english.test_services import EnglishCall
from tests.flows.reports.calls import town

HAPPENING = [
    ("fr", "une voiture bloque ma sortie de garage", "vehicule"),
    ("fr", "une voiture gêne la sortie de mon garage", "vehicule"),
    ("fr", "y a un camion garé devant mon portail", "vehicule"),
    ("fr", "un chien errant", "animal"),
    ("fr", "un chien en liberté dans le parc", "animal"),
    ("fr", "les feux clignotent orange", "feu-tricolore"),
    ("fr", "les feux de la gare sont éteints", "feu-tricolore"),
    ("fr", "le panneau de la rue de la paix est par terre", "signalisation"),
    ("fr", "le banc est arraché", "mobilier"),
    ("en", "a car is blocking my driveway", "vehicule"),
    ("en", "someone is parked across our gate with a van", "vehicule"),
    ("en", "a stray dog is wandering around", "animal"),
    ("en", "the traffic lights are flashing orange", "feu-tricolore"),
    ("en", "the road sign is on the ground", "signalisation"),
    ("en", "there are rats in my street", "animal"),
    ("en", "there's a tag on my wall", "proprete"),
    ("en", "there is graffiti on the school", "proprete"),
    ("en", "someone dumped rubbish on my street", "depot-sauvage"),
    ("en", "report illegal dumping", "depot-sauvage"),
    ("en", "report dog poop", "proprete"),
    ("en", "report graffiti", "proprete"),
    ("en", "report noise", "bruit"),
    ("en", "report rats", "animal"),
    ("en", "report a dead animal", "animal"),
]


@pytest.mark.parametrize(("language", "words", "kind"), HAPPENING)
def test_a_problem_told_as_it_happens_begins_its_report(language, words, kind):
    assert tongue_of(language).route_of(words) is Route.REPORT
    named = problem_in(words, language)
    assert named is not None
    assert named.slug == kind


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "ma voiture est en panne"),
        ("fr", "j'ai trouvé un chien errant que faire"),
        ("fr", "comment adopter un chien abandonné"),
        ("fr", "ma voiture bloque mon garage comment faire"),
        ("fr", "à quelle heure est le feu d'artifice"),
        ("fr", "je veux payer ma facture d'électricité"),
        ("en", "i lost my dog"),
        ("en", "where can i park my car"),
        ("en", "how do i adopt a stray dog"),
    ],
)
def test_other_matters_begin_no_report(language, words):
    assert tongue_of(language).route_of(words) is not Route.REPORT


@pytest.mark.parametrize(
    ("language", "words", "prompt"),
    [
        ("fr", "plus d'électricité dans tout le quartier", "report.power_cut"),
        ("fr", "y a plus de courant dans ma rue", "report.power_cut"),
        ("fr", "il y a une panne d'électricité", "report.power_cut"),
        ("fr", "signaler un vol de vélo", "report.theft"),
        ("fr", "on m'a volé mon scooter cette nuit", "report.theft"),
        ("fr", "signaler une grossesse", "report.pregnancy"),
        ("fr", "signaler un vol de plaque d'égout", ""),
        ("fr", "plus de courant et les fils sont à nu", ""),
        ("fr", "une aide pour payer ma panne de courant", ""),
        ("fr", "un lampadaire en panne", ""),
        ("en", "the power is out in the whole street", "report.power_cut"),
        ("en", "there is a power cut", "report.power_cut"),
        ("en", "my bike was stolen", "report.theft"),
        ("en", "report a street light that is out", ""),
    ],
)
def test_what_somebody_else_sees_to_is_told_from_what_the_town_does(language, words, prompt):
    assert told_elsewhere(words, language) == prompt


def test_whoever_tells_of_a_power_cut_is_given_the_number_and_asked_nothing():
    call = PlayedCall(services=town())
    assert call.says("plus d'électricité dans tout le quartier") == ["report.power_cut", "main.anything_else"]


def test_in_english_too():
    call = EnglishCall()
    assert "09 72 67 50" in call.says("the power is out in the whole street")[0]


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("rue du four", "rue du four"),
        ("four rue du four", "4 rue du four"),
        ("twenty rue des six", "20 rue des six"),
    ],
)
def test_a_french_name_holds_no_english_number(said, digits):
    assert with_digits(said) == digits


def test_the_street_of_the_oven_is_found_in_english():
    tongue = tongue_of("en")
    said = tongue.address.said_in(tongue.digits("at twelve rue du four"))
    assert said is not None
    assert (said.number, said.street) == ("12", "rue du four")


@pytest.mark.parametrize(
    ("language", "words", "route"),
    [
        ("fr", "un nid de poule avenue jean moulin", Route.REPORT),
        ("fr", "c'est pour un lampadaire rue pasteur", Route.REPORT),
        ("fr", "une place de stationnement rue pasteur", None),
        ("fr", "un nid de poule", None),
        ("en", "a pothole on avenue jean moulin", Route.REPORT),
    ],
)
def test_a_thing_named_with_its_street_is_to_be_mended(language, words, route):
    assert tongue_of(language).route_of(words) is route
