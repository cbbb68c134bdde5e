"""Insults, threats, lost tempers, and all the innocent words that sound like them."""

import pytest

from flows.actions import Remark
from flows.french.rude_words import Rudeness, request_beside, rudeness
from flows.understand import fold
from tests.flows.calls import PlayedCall

RUDE = {
    Rudeness.INSULT: """connard|t'es con ou quoi|vous êtes vraiment des incapables|bande de nuls
    |espèce d'idiot
        |ta gueule|va te faire foutre|allez vous faire voir|je t'emmerde|pauvre con|vous êtes nuls|dégage
        |salope
        |mais quel abruti|t'es débile|toi t'es qu'une merde|espèce de bâtard|ferme la""",
    Rudeness.THREAT: """je vais te tuer|je vais venir tout casser|je vais te casser la gueule
    |je sais où vous habitez
        |on va mettre le feu à la mairie|tu vas me le payer|je vais vous frapper|je vais tout casser
        |je vais venir avec un fusil|je vais débarquer chez vous avec un couteau|j'ai une arme sur moi
        |je vais poser une bombe|je vais vous tirer dessus""",
    Rudeness.TEMPER: """putain|c'est n'importe quoi|vous comprenez rien|ça m'énerve|putain de merde
    |j'en ai marre
        |oh la la ça m'agace|ça marche pas votre truc|putain ça fait trois fois que j'appelle
        |c'est la troisième fois que j'appelle|y en a marre ça fait une heure que j'attends
        |ça fait dix fois que je vous le dis|personne ne répond jamais|ça fait deux semaines que j'attends""",
}
INNOCENT = """un concert|c'est pour mon conjoint|le conseil municipal|la rue est sale|de la merde de chien
|il y a des merdes de chien sur le trottoir|y a de la merde partout devant chez moi|une grosse merde de chien
|mon voisin m'a traité de connard|on m'a insulté de sale pute|mon voisin est un gros con il fait du bruit
|il y a un tag connard sur mon mur|à quelle heure vous fermez la mairie|vous fermez la piscine quand
|ça va vous faire rire|un gros porc sur la route|un pauvre type dort dans la rue
|une grosse vache dans le champ
|vous êtes bien la mairie|vous êtes bien gentille|vous êtes ouverts|nulle part|c'est idiot comme question
|bande dessinée|bande cyclable|le chien est un bâtard|monsieur bâtard|l'eau est sale et noire
|dégagez la neige devant l'école|une vitre cassée|je vais tuer le temps|qui s'occupe des ordures
|vous êtes le service des ordures|c'est que des ordures|le feu d'artifice|salaire|putois|député|dispute
|computer
|qu'on|comme ça|rue du pont|l'arbre menace de tomber|je suis malade|je vais vous frapper à la porte
|je vais retrouver mon fils|je vais venir vous voir|je vais vous retrouver le numéro|c'est pas possible mardi
|mercredi|un passeport|oui|non|c'est dangereux|je vais venir avec mon fils|une arme à feu à déclarer
|je vais chasser le permis avec fusil|je vais venir avec ma carte
|ça fait trois fois que j'appelle pour un lampadaire cassé|personne ne répond à la cantine"""


def spoken(words: str) -> list[str]:
    return [entry.strip() for entry in words.replace("\n", "").split("|")]


@pytest.mark.parametrize(("kind", "words"), [(kind, w) for kind, ws in RUDE.items() for w in spoken(ws)])
def test_rude_words_are_heard(kind, words):
    assert rudeness(fold(words)) is kind


@pytest.mark.parametrize("words", spoken(INNOCENT))
def test_innocent_words_are_never_an_insult(words):
    assert rudeness(fold(words)) is None


def test_a_rude_word_the_recogniser_is_not_sure_of_is_no_insult():
    assert rudeness("connard", {"connard": 0.4}) is None
    assert rudeness("connard", {"connard": 0.9}) is Rudeness.INSULT


def test_a_word_that_shares_its_confidence_with_another_form_is_borne_out_by_those_around_it():
    words = "vous êtes vraiment des incapables"
    assert rudeness(words, {"des": 0.8, "incapables": 0.45}) is Rudeness.INSULT
    assert rudeness(words, {"des": 0.8, "incapables": 0.3}) is None
    assert rudeness(words, dict.fromkeys(words.split(), 0.45)) is None


@pytest.mark.parametrize(
    ("words", "request_"),
    [
        ("bande de nuls je veux refaire ma carte d'identité", "je veux refaire ma carte d'identité"),
        ("répondez connard je veux un passeport", "répondez je veux un passeport"),
        ("vous êtes vraiment qu'une bande de connards", ""),
        ("ta gueule", ""),
    ],
)
def test_what_is_asked_for_beside_an_insult_is_kept(words, request_):
    assert request_beside(fold(words)) == request_


def test_a_witness_who_tells_of_a_fall_threatens_nobody():
    call = PlayedCall()
    call.says("je voudrais signaler un nid de poule")
    call.says("un cycliste vient de se casser la figure")
    assert call.deeds(Remark) == []
