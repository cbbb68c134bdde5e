"""Emergencies told in plain words, each with the number it calls for; what only sounds like one."""

import json
from pathlib import Path

import pytest

from flows.tongues import tongue_of
from tests.flows.emergencies.told import is_emergency

QUESTIONS = Path(__file__).parents[2] / "questions"

DANGERS = {
    "violence": """
mon voisin frappe sa femme toutes les nuits
le voisin du dessus tape souvent ses enfants
mon frère n'arrête pas de battre sa compagne
""",
    "police": """
j'ai un couteau sous la gorge
je me fais agresser
mon fils se fait tabasser devant le collège
une dame se fait arracher son sac et frapper sur la place
on vient de m'agresser
on vient de m'arracher mon sac
un homme est armé devant la mairie
il y a un homme armé dans le parc
un type se promène avec une machette
quelqu'un a sorti un couteau
il a un fusil et il menace tout le monde
ils tirent sur des gens
les voisins se battent au couteau
il y a une bagarre place de la république
des jeunes se battent devant la gare
mon voisin frappe sa femme
mon chien attaque le facteur
mon mari va me tuer
il y a une bombe dans la mairie
il y a un colis suspect à la gare
j'ai trouvé un obus dans mon jardin
quelqu'un défonce ma porte
il y a un inconnu dans mon jardin
il y a quelqu'un chez moi
ma mère qui a alzheimer a disparu
ma fille n'est pas rentrée de l'école
un chien attaque un enfant
je crois qu'on cambriole chez moi
je crois qu'il y a quelqu'un dans la maison
il y a des cambrioleurs chez le voisin
j'entends un voleur
quelqu'un a tiré sur moi
on m'a tiré dessus
on braque la boulangerie
il y a un terroriste
quelqu'un essaie d'ouvrir ma porte
des cris de femme chez le voisin
mon grand père alzheimer est parti tout seul
""",
    "fire": """
un monsieur a sauté dans la rivière pour récupérer son chien
un enfant est enfermé dans une voiture en plein soleil
un bébé est tout seul dans une voiture
je suis bloquée dans l'ascenseur
un ouvrier est coincé sous des gravats
mon fils a la main coincée dans la machine
un mur s'est écroulé sur quelqu'un
une branche est tombée sur une dame
l'immeuble est en train de s'effondrer
une bouteille de gaz fuit
le tuyau de gaz est arraché
on a percé une conduite de gaz
une voiture vient d'exploser
la haie du voisin brûle
il y a de la fumée noire qui sort de l'immeuble
il y a un feu de forêt derrière le stade
la rivière déborde
l'eau monte dans la rue
un enfant est tombé dans la rivière
une dame est tombée dans un puits
on est coincés par les eaux
un fil électrique est par terre
un câble électrique pend sur le trottoir
une voiture est coincée sur le passage à niveau
un fil électrique dénudé pend du lampadaire
le fil électrique est à nu
le lampadaire fait des étincelles
un arbre est tombé sur une voiture il y a quelqu'un dedans
le mur est tombé il y a deux personnes dessous
y a une odeur bizarre de gaz rue pasteur
ça sent très fort le gaz dans l'immeuble
ça sent le brûlé dans l'immeuble
un enfant marche sur le toit
un enfant est sur le rebord de la fenêtre
un bébé est au bord du balcon
un homme est dans l'eau
une personne s'est noyée
la maison prend l'eau je suis coincée
feu de poubelle devant l'école
j'ai reçu une décharge électrique
""",
    "medical": """
je me sens mal
mon gamin a bu le liquide vaisselle qu'est ce que je fais
ma fille vient d'avaler une pastille de lave-vaisselle
un piéton vient d'être renversé
une voiture a renversé une petite fille
mon père vient de tomber dans l'escalier
un monsieur est allongé sur le trottoir
un homme est inanimé devant la poste
mon fils saigne de la tête
ma fille fait une crise d'asthme
mon mari a la bouche tordue
j'ai très mal dans la poitrine
mon fils a avalé de l'eau de javel
il a pris trop de médicaments
elle s'est coupé le doigt
mon bébé s'est brûlé
ma femme a perdu les eaux
elle est en train d'accoucher
mon voisin n'a plus de pouls
mon petit frère étouffe avec un bonbon
ma mère est par terre elle répond pas
mon fils fait une allergie il gonfle
ma femme est en train de faire une fausse couche
je me sens très mal
un serpent m'a mordu
quelqu'un s'est jeté du pont
""",
    "distress": """
une femme veut sauter du pont
mon fils veut se suicider
""",
    "any": """
quelqu'un a abandonné un bébé devant l'église
aidez moi vite
vite aidez nous
venez vite
envoyez les secours
je suis en danger
sauvez moi
c'est une question de vie ou de mort
attention un enfant va se faire écraser
une voiture a percuté un mur
il y a eu un accident rue pasteur
deux voitures se sont rentrées dedans
un accident de moto devant la mairie
un sanglier m'a chargé
un essaim d'abeilles attaque les enfants
j'ai peur
je suis tout seul à la maison et j'ai peur
""",
}
NO_DANGER = """
je me sens mal accueilli
le numéro d'urgence de l'eau
j'ai trouvé un bébé hérisson
je suis en danger de perdre mon logement
mon fils se noie dans ses devoirs
mon fils a bu du parfum il y a deux ans
la bouteille de gaz où la jeter
où déposer une bouteille de gaz vide
une bouteille de gaz à rendre
il y a eu une bagarre hier soir
il y a eu une bagarre la semaine dernière devant chez moi
il y a des bagarres tous les samedis sur la place
mes enfants se battent pour aller à la piscine
je me suis battu pour avoir ce dossier
mon fils est enfermé dehors
je suis enfermé dehors
j'ai perdu mes clés je suis bloqué devant chez moi
je suis bloqué dans mes démarches
mon dossier est bloqué dans le logiciel
je suis bloquée dans les embouteillages
mon chien est enfermé dans le jardin
ma voiture est bloquée par un camion
l'ascenseur est bloqué
l'ascenseur est en panne
une bombe de peinture où la jeter
une bombe anti frelons
mes voisins ont mis des bombes de peinture dans la poubelle
je me suis fait agresser l'année dernière et je voudrais porter plainte
je me suis fait agresser verbalement au guichet
j'ai été agressé il y a deux ans
je me suis fait voler mon portefeuille
je me fais voler mon courrier
on m'a volé ma carte d'identité
déclarer un vol de papiers
je voudrais rendre une arme
j'ai un fusil à déclarer
mon père avait un fusil de chasse comment le rendre
mon fils est dans l'armée
la journée de l'armée
il faut être armé de patience
l'arme du crime c'est le titre du film à la médiathèque
le mur du cimetière
mon mur s'est écroulé l'hiver dernier et je voudrais un permis
le mur de ma clôture est tombé
un arbre est tombé dans mon jardin
une tuile est tombée de mon toit
la poubelle est renversée
on a renversé ma poubelle
ma poubelle a été renversée par le vent
mon chat a été écrasé
un chat mort sur le trottoir
un cadavre de sanglier au bord de la route
la rivière déborde tous les hivers
est ce que la rivière est inondable
le canal déborde de déchets
les poubelles débordent
la poubelle déborde
la poubelle de verre déborde
mon lave linge fuit
ma chaudière fuit
le robinet fuit
une fuite d'eau sur ma facture
l'eau monte de prix chaque année
mon immeuble est vieux
le prix de la cantine explose
ma facture a explosé
le budget explose
je brûle mes herbes au jardin est ce que c'est permis
mon voisin brûle ses déchets
brûler des végétaux c'est autorisé
le feu de cheminée est il interdit
mon barbecue fait de la fumée
un détecteur de fumée est obligatoire
le feu rouge ne marche pas
le feu d'artifice du quatorze juillet
aidez moi à remplir le formulaire
aidez moi à trouver une place en crèche
pouvez vous m'aider
j'ai besoin d'aide pour mes démarches
besoin d'aide à domicile pour ma mère
j'ai besoin d'un médecin
je voudrais savoir si un médecin vient s'installer
envoyez moi le formulaire
envoyez moi quelqu'un pour le lampadaire
venez chercher mon canapé
mon commerce est en danger
une espèce en danger
sauvez la forêt
la maison est en danger d'expulsion
mon fils s'est cassé la jambe il ne peut pas aller à la cantine
ma mère est tombée malade
ma femme est tombée enceinte
je suis tombé sur votre répondeur
ma mère est tombée le mois dernier elle a besoin du portage de repas
ma fille fait de l'asthme pour la cantine il faut un protocole
mon fils fait des crises d'épilepsie comment faire pour la cantine
que faire quand quelqu'un fait une crise d'épilepsie
mon mari est mort
ma mère est morte chez elle que faire
mon père vient de mourir
ma femme vient d'accoucher
ma femme va accoucher en mars
où accoucher dans le coin
je saigne du nez souvent
mon voisin a disparu de la liste électorale
le chat de ma fille a disparu
mon chien a disparu
mon livret de famille a disparu
mon fils a été enlevé de la liste de la cantine
il faut enlever mon fils de la cantine
mon fils est rentré en sixième
le chien du voisin aboie
un chien m'a mordu la semaine dernière
mon chien attaque les poules du voisin
un fil du téléphone est par terre
le câble de la fibre est par terre
comment devenir pompier
le stage de massage cardiaque
mon voisin menace de me faire un procès
mon propriétaire me menace d'expulsion au tribunal
le bus arrive en retard
la rue est à contresens pour les vélos
un vélo à contresens dans ma rue
j'ai peur que le mur tombe sur quelqu'un
il va tomber sur les enfants
il vient de tomber sur la route
ma taxe sur la maison a explosé
ma copine accouche dans un mois
la police municipale est elle armée
si quelqu'un tombe dans le trou qui est responsable
mon logement a des fils électriques dénudés c'est un logement indigne
mon propriétaire laisse des fils électriques à nu
les fils électriques à nu de mon appartement est ce aux normes
un électricien pour un fil électrique à nu
que faire d'un fil électrique dénudé
comment signaler un fil électrique à nu
comment se protéger des cambrioleurs
j'ai peur des cambrioleurs
il y a quelqu'un dans la maison des associations
un cambrioleur est venu l'année dernière
est ce qu'il y a quelqu'un à la maison de santé
la menace de grève est levée
ma demande menace de tomber à l'eau
le feu d'artifice fait des étincelles
une odeur de gaz d'échappement
je ne sens pas le gaz
mon voisin fait un barbecue ça sent le brûlé
mon fils a eu un accident à l'école
déclarer un accident du travail
il y a souvent des accidents à ce carrefour
mes papiers sont par terre
j'ai pris une décharge sauvage en photo
un serpent dans mon jardin
une fausse couche donne droit à un congé
un feu de cheminée dans mon insert est ce autorisé
on a tiré les rois
ils ont braqué les projecteurs
mon grand père alzheimer a besoin d'aide
une voiture a percuté mon portail la semaine dernière
un enfant va se faire opérer
les guêpes dans mon toit
je me sens mal informé
j'ai peur de rater la date
prises qui font des étincelles et proprio qui ne fait rien
je suis toute seule à la maison
je voudrais inscrire maman à l'aide à domicile
ai je droit à l'aide sociale
""".strip().splitlines()


@pytest.mark.parametrize(
    ("kind", "words"),
    [(kind, words) for kind, told in DANGERS.items() for words in told.strip().splitlines()],
)
def test_an_emergency_in_plain_words_is_told_the_right_number(kind, words):
    assert is_emergency(words)
    assert tongue_of("fr").emergency_kind(words) == kind


@pytest.mark.parametrize("words", NO_DANGER)
def test_what_only_sounds_like_an_emergency_is_none(words):
    assert not is_emergency(words)


@pytest.mark.parametrize(
    "words",
    [
        "mon voisin frappe sa femme dans un logement indigne",
        "un homme armé est entré chez le propriétaire de mon logement",
        "mon logement est en feu il y a des fils électriques à nu",
        "un fil électrique à nu dans mon appartement venez vite",
    ],
)
def test_what_makes_an_errand_of_one_danger_silences_no_other(words):
    assert is_emergency(words)


@pytest.mark.parametrize("source", sorted(QUESTIONS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_no_question_of_the_published_ones_is_taken_for_an_emergency(source):
    asked = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    assert asked
    assert [words for words in asked if is_emergency(words)] == []
