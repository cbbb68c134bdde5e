"""Danger in long stories and in children's words; what is denied, past or harmless."""

import pytest

from flows.emergencies.urgent_words import kind_told
from tests.flows.emergencies.told import is_emergency

DANGER = """
maman elle se réveille plus
mon papa il bouge plus
papi il ne répond plus
il y a du sang partout
papa tape maman
y a un monsieur dans la maison
il y a un voleur dans la maison
ma fille a avalé de la javel
ma mère est tombée par la fenêtre
mon bébé s'étouffe
mon mari me frappe
mon ex me menace avec un couteau
je vais me tuer avec un couteau
je vais me suicider avec un couteau
je vais mourir avec un couteau dans le ventre
je peux voir un homme avec un couteau
je viens de voir un homme avec un couteau
je vais me jeter d'un pont
je vais me jeter sous un train
je veux me jeter dans la rivière
je peux plus respirer
je vais me tuer
appelez vite les pompiers
c'est pour une urgence vitale
il y a un début d'incendie
il y a un accident il y a un blessé
il y a eu un accident quelqu'un est blessé
un cycliste est blessé devant la mairie
il y a plusieurs personnes blessées
le feu a pris dans la grange
bonjour alors voilà j'étais en train de faire la cuisine et là la friteuse a pris feu et il y a des flammes
je vous appelle parce que ma voisine du dessus qui a quatre vingt ans est tombée elle est inconsciente
je voulais refaire ma carte d'identité mais là mon mari vient de faire un malaise
la semaine dernière il allait bien et là il ne respire plus
y'a le feu chez moi
incendie rue Victor Hugo
allô vite incendie au douze rue pasteur
mon bébé est tout bleu il respire mal
mon fils devient bleu
on essaie d'entrer chez moi
je crois qu'on cambriole chez moi
on est en train de cambrioler la maison d'en face
on nous cambriole
quelqu'un est en train de forcer ma porte
j'ai envie d'en finir
j'en peux plus je vais me foutre en l'air
je veux mettre fin à mes jours
je n'ai plus envie de vivre
j'ai perdu un enfant au marché
je ne retrouve plus ma fille
un câble électrique est tombé par terre
je crois qu'on cambriole chez moi
quelqu'un me cambriole
je me fais agresser
un homme est armé devant la mairie
il y a une bagarre place de la république
un enfant est enfermé dans une voiture en plein soleil
il y a une bombe dans la mairie
une bouteille de gaz fuit
les voisins se battent au couteau
un mur s'est écroulé sur quelqu'un
un fil électrique est par terre
aidez-moi vite
il y a le feu dans la cuisine la lumière est éteinte
il y a le feu aux poubelles le feu n'est pas éteint
il y avait le feu il est éteint mais ça a repris il y a des flammes
"""
NO_DANGER = """
le coup de feu du midi à la cantine
ma fille se noie dans les papiers pour la crèche
je suis en train de mourir d'ennui
mon enfant n'est pas rentré à l'école cette année
un monsieur est perdu il cherche la mairie
on m'a cambriolé hier
je voudrais me jeter dans l'organisation du marché
je vais venir avec un couteau
non ce n'est pas urgent
c'est urgent
il n'y a pas le feu
y a pas le feu
il n'y a pas d'incendie
non personne n'est blessé
il y a un oiseau blessé dans mon jardin
j'ai trouvé un chien blessé
non il n'y a pas de blessé grave
ce n'est pas une urgence vitale
non c'est bon le feu est éteint
il n'y a pas de danger
mon père a fait un malaise l'année dernière et je voudrais une carte de stationnement
j'ai eu un accident grave il y a deux ans
il a fait un avc il y a trois ans
suite à un incendie je dois refaire mes papiers
après un cambriolage il faut refaire la carte d'identité
mon mari est décédé d'une crise cardiaque hier
faut-il appeler les pompiers pour un nid de guêpes
qui appeler en cas d'urgence médicale la nuit
j'ai envie de mourir de rire
une formation pour savoir quoi faire quand quelqu'un fait un malaise
la porte coupe-feu
devenir pompier volontaire
mon mari ne parle plus français
ma mère ne bouge plus beaucoup elle voudrait le portage de repas
mon voisin ne répond plus au courrier
ma fille mange à la cantine
mon fils a été opéré en urgence
il y a le feu aux poubelles depuis hier soir c'est éteint
il y avait un incendie cette nuit il est maintenant maîtrisé
mon vélo a été volé il est bleu
la poubelle elle est bleue
il y a une bombe de peinture abandonnée
le mur s'est écroulé
une assurance incendie à fournir pour la salle
je voudrais en finir avec ces démarches
je ne trouve pas mon fils sur la liste des inscrits
j'ai perdu mon fils à la naissance
j'ai perdu la carte d'identité de mon fils
je ne veux plus vivre ici
mon fils respire mal à cause de la pollution
"""


@pytest.mark.parametrize("words", DANGER.strip().splitlines())
def test_somebody_in_danger_is_heard(words):
    assert is_emergency(words)


@pytest.mark.parametrize("words", NO_DANGER.strip().splitlines())
def test_no_danger_is_heard_where_there_is_none(words):
    assert not is_emergency(words)


def test_a_witness_of_a_fall_or_of_a_suicide_is_told_the_number_of_the_ambulance():
    for words in (
        "il s'est pendu",
        "mon voisin s'est pendu dans le garage",
        "un cycliste vient de se casser la figure",
    ):
        assert kind_told(words) == "medical", words
