"""Families of what is seen around, and of what is missing: told as dangers; what resembles them is none."""

import pytest

from flows.emergencies.dangers import danger_told
from flows.understand import fold

DANGERS = {
    "une grange s'est écroulée et mes cousins sont dessous": "fire",
    "la voiture s'est renversée le conducteur est encore dedans": "fire",
    "des randonneurs sont piégés par la crue": "fire",
    "une dame est assise sur le rebord de la fenêtre": "fire",
    "un homme est passé de l'autre côté du parapet": "any",
    "je fais une crise et j'ai plus de ventoline je manque d'air": "medical",
    "je me fais suivre par quelqu'un dans le parking": "police",
    "un type se masturbe devant le collège": "police",
    "des jeunes arrivent avec des barres de fer": "police",
    "ils fracturent la boutique d'en face en ce moment": "police",
    "la voisine secoue son bébé": "child",
    "les gamins d'à côté sont couverts de bleus": "child",
    "j'ai plus envie d'exister": "distress",
    "je viens d'avaler toute la boîte de somnifères": "distress",
    "je prends tous mes médicaments maintenant": "distress",
    "j'ai plus envie d'être là": "distress",
    "je marche sur la voie ferrée": "distress",
    "je suis sur la voie le train arrive": "distress",
    "je me fais suivre": "police",
    "je me fais suivre par une voiture depuis la gare": "police",
    "les petits d'à côté ne mangent pas": "child",
    "l'enfant du dessus est attaché à son lit": "child",
}
HARMLESS = (
    "je me fais suivre par un cardiologue",
    "mon chat est assis sur le rebord de la fenêtre",
    "il me faut une ordonnance j'ai plus d'insuline",
    "on a des couteaux à vendre",
    "mon fils ne mange pas de porc à la cantine",
    "il faut attacher les enfants dans le bus avec la ceinture",
    "j'ai pas envie d'attendre",
    "je prends tous les jours le train",
    "la collecte est tombée un jour férié je suis dedans",
    "je voudrais rejoindre ma femme à la mairie",
    "le niveau de la piscine est à un mètre",
    "la porte est renversée",
    "comment se faire suivre pour le diabète",
    "je me fais suivre à la pmi pour ma grossesse",
    "je me fais suivre par la caf",
    "les enfants ne mangent pas de poisson",
    "les enfants sont très attachés à leur maîtresse",
    "j'ai pas envie d'être là à attendre",
    "je vais prendre tous mes médicaments à la pharmacie avant de venir",
    "je suis sur la voie publique devant un trou",
    "je suis au bord des voies il y a des herbes hautes",
)
ENGLISH = {
    "the roof collapsed and my brother is still inside": "fire",
    "a man is standing on the other side of the railing": "any",
    "she is shaking her baby": "child",
    "my brother wants to die": "distress",
    "my sister says she wants to kill herself": "distress",
    "a man is going to jump off the bridge": "distress",
    "i don't want to be here anymore": "distress",
    "i just took all my pills": "distress",
    "there is a group coming with baseball bats": "police",
}
ENGLISH_HARMLESS = (
    "a cat is sitting on the window ledge",
    "i don't want to be called anymore",
    "i need a prescription i ran out of insulin",
    "my child shook hands with the mayor",
    "my brother wants to divorce",
)


@pytest.mark.parametrize(("words", "kind"), DANGERS.items(), ids=list(DANGERS))
def test_they_are_dangers_of_their_kind(words, kind):
    assert danger_told(fold(words)) == kind


@pytest.mark.parametrize("words", HARMLESS)
def test_what_resembles_them_raises_no_alarm(words):
    assert danger_told(fold(words)) is None


@pytest.mark.parametrize(("words", "kind"), ENGLISH.items(), ids=list(ENGLISH))
def test_english_tells_them_too(words, kind):
    assert danger_told(fold(words), "en") == kind


@pytest.mark.parametrize("words", ENGLISH_HARMLESS)
def test_what_resembles_them_in_english_raises_none(words):
    assert danger_told(fold(words), "en") is None
