"""What is told in a few words, or at another question, reaches the report: half a yes, a place, a word."""

import pytest

from flows.collect.happening import happens
from flows.collect.problem import problem_in, tells_of_danger
from flows.routes import Route, route_of
from tests.flows.reports.calls import calling, harmless, opened


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("signaler un trou", "chaussee"),
        ("signaler une lampe cassée", "eclairage"),
        ("un chien mort sur la chaussée", "animal"),
        ("une branche sur le trottoir", "arbre"),
        ("un tag sur le panneau", "proprete"),
        ("un caddie dans la rivière", "depot-sauvage"),
        ("un voisin qui brûle ses déchets", "brulage"),
        ("un problème sur le trottoir", "chaussee"),
        ("un trou dans la chaussée", "chaussee"),
    ],
)
def test_the_thing_is_the_problem_and_not_what_it_stands_on(words, kind):
    found = problem_in(words)
    assert found is not None
    assert found.slug == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a dead dog on the road", "animal"),
        ("a branch on the pavement", "arbre"),
        ("a shopping trolley in the river", "depot-sauvage"),
        ("my neighbour is burning his rubbish", "brulage"),
        ("a broken lamp", "eclairage"),
    ],
)
def test_the_same_in_english(words, kind):
    found = problem_in(words, "en")
    assert found is not None
    assert found.slug == kind


@pytest.mark.parametrize(
    "words",
    [
        "une voiture ventouse",
        "une voiture abandonnée depuis des mois",
        "il y a une épave sur le parking",
        "l'eau coule dans la rue depuis hier soir",
        "la cave est inondée",
        "un chien mort sur la chaussée",
        "un caddie dans la rivière",
        "un voisin qui brûle ses déchets",
        "on a cassé l'abribus",
        "la benne à verre est pleine",
        "poubelle du parc pleine à craquer",
        "un camion a perdu de l'huile sur la chaussée les motos glissent",
        "un sanglier mort sur le bord de la route",
    ],
)
def test_a_thing_told_as_it_is_there_is_a_report(words):
    assert route_of(words) is Route.REPORT


@pytest.mark.parametrize(
    "words",
    [
        "ma voiture abandonnée est à la fourrière",
        "l'eau ne coule plus chez moi",
        "est-ce interdit de brûler ses déchets",
        "mon chien est mort",
        "on a cassé ma voiture",
        "ma poubelle est pleine",
        "poubelle pleine pas vidée",
    ],
)
def test_what_is_the_callers_own_or_a_question_is_none(words):
    assert not happens(words)


@pytest.mark.parametrize(
    "words",
    [
        "there is an abandoned car in my street",
        "a dead dog on the road",
        "water is running down the road",
        "my neighbour is burning his rubbish",
        "a trolley in the river",
    ],
)
def test_a_thing_told_in_english_as_it_is_there_is_a_report(words):
    assert happens(words, "en")


@pytest.mark.parametrize("said", ["c'est raciste", "sur l'école", "non c'est la fumée"])
def test_short_words_at_the_question_about_danger_go_with_the_report(said):
    call = calling("signaler un tag")
    call.says(said)
    while call.asked.startswith("report.danger"):
        call.says("non")
    call.says("rue pasteur")
    call.says("oui")
    call.hangs_up()
    assert said in opened(call).description


@pytest.mark.parametrize("said", ["non merci", "non personne", "non ça va", "non pas du tout"])
def test_a_mere_no_tells_nothing(said):
    call = calling("signaler un tag")
    call.says(said)
    call.says("rue pasteur")
    call.says("oui")
    call.hangs_up()
    assert said not in opened(call).description


def test_a_place_told_at_the_question_about_danger_is_kept_for_whoever_hangs_up():
    call = calling("signaler un tag")
    call.says("sur l'école")
    call.hangs_up()
    assert opened(call).place == "sur l'école"


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("un petit peu", "fr"),
        ("ça gèle les gens glissent", "fr"),
        ("non enfin ça commence à rentrer dans les caves", "fr"),
        ("a little bit", "en"),
        ("people are slipping", "en"),
    ],
)
def test_half_a_yes_and_people_who_slip_are_a_danger(said, language):
    assert tells_of_danger(said, language)


@pytest.mark.parametrize("said", ["absolument personne", "strictement personne", "à part moi personne"])
def test_nobody_however_stressed_is_a_no(said):
    call = calling("signaler un tag")
    call.says(said)
    assert call.asked == "report.where"


def test_a_little_broken_is_no_danger():
    assert not tells_of_danger("il est un peu cassé")


@pytest.mark.parametrize("said", ["est-ce que ça reste anonyme", "j'ai pas de portable"])
def test_a_question_or_a_refusal_at_the_offer_of_texts_describes_nothing(said):
    call = harmless("un lampadaire en panne")
    for words in ("rue pasteur", "oui", "il clignote", said):
        call.says(words)
    call.hangs_up()
    assert said not in opened(call).description


def test_no_mobile_is_a_no_to_texts():
    call = harmless("un lampadaire en panne")
    for words in ("rue pasteur", "oui", "il clignote", "j'ai pas de portable"):
        call.says(words)
    assert not call.asked.startswith("report.by_text")
    assert not opened(call).text_updates
