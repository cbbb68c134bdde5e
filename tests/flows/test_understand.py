"""What works at any question: yes, no, commands, emergencies."""

import pytest

from flows.commands import Command
from flows.french.commands import command
from flows.understand import yes_or_no
from tests.flows.emergencies.told import is_emergency

YES = """oui|ouais|euh oui|oui oui|oui s'il vous plaît|c'est ça|oui c'est ça|voilà|exactement
|tout à fait|d'accord|ben oui|bien sûr|absolument|je veux bien|volontiers|ok|oui c'est bien ça
|c'est bien ça|effectivement|oui madame|si|c'est exact|parfait|affirmatif|oui oui c'est bon|alors oui
|mm oui|oui merci|entendu|pourquoi pas"""
NO = """non|non merci|nan|euh non|pas du tout|non non|ah non|non c'est pas ça|ce n'est pas ça
|c'est pas ça|surtout pas|non pas vraiment|jamais|non monsieur|négatif|pas la peine|sans façon
|c'est tout|ce sera tout|ça ira merci|non non c'est bon merci|rien d'autre|non ça ira"""
NEITHER = "je ne sais pas|ma carte d'identité|euh|oui non|peut-être|"


@pytest.mark.parametrize("words", [w.strip() for w in YES.split("|")])
def test_it_takes_a_yes_for_a_yes(words):
    assert yes_or_no(words.removeprefix("ah ")) is True


@pytest.mark.parametrize("words", [w.strip() for w in NO.split("|")])
def test_it_takes_a_no_for_a_no(words):
    assert yes_or_no(words) is False


@pytest.mark.parametrize("words", [w.strip() for w in NEITHER.split("|")])
def test_it_does_not_guess(words):
    assert yes_or_no(words) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("un agent", Command.AGENT),
        ("un agent de l'état civil", Command.AGENT),
        ("non un agent de la voirie s'il vous plaît", Command.AGENT),
        ("quelqu'un de l'urbanisme", Command.AGENT),
        ("un agent de la ville a cassé ma boîte", None),
        ("quelqu'un de blessé", None),
        ("une personne de confiance", None),
        ("quelqu'un du quartier est tombé", None),
        ("je voudrais parler à quelqu'un s'il vous plaît", Command.AGENT),
        ("passez moi une vraie personne", Command.AGENT),
        ("je veux un être humain", Command.AGENT),
        ("pouvez-vous me passer le standard", Command.AGENT),
        ("répétez", Command.REPEAT),
        ("vous pouvez répéter s'il vous plaît", Command.REPEAT),
        ("pardon", Command.REPEAT),
        ("répète", Command.REPEAT),
        ("je répète rue pasteur", None),
        ("je vous répète zéro six douze", None),
        ("je n'ai pas compris", Command.REPEAT),
        ("plus lentement", Command.SLOWER),
        ("vous parlez trop vite", Command.SLOWER),
        ("attendez une minute", Command.WAIT),
        ("attendez je prends un stylo", Command.WAIT),
        ("non attendez finalement je le garde", None),
        ("attendez plutôt jeudi", None),
        ("non en fait attendez", Command.WAIT),
        ("au revoir", Command.GOODBYE),
        ("merci bonne journée", Command.GOODBYE),
        ("retour", Command.BACK),
        ("il y a le feu dans ma cuisine", Command.EMERGENCY),
        ("je voudrais refaire ma carte d'identité", None),
        ("je n'ai pas compris ma facture d'eau de ce mois ci pouvez-vous m'expliquer", None),
        ("comment faire une carte d'identité", None),
        ("je cherche un logement social", None),
        ("je cherche une place en crèche", None),
        ("je cherche mon numéro", Command.WAIT),
        ("à quelle heure je peux passer à l'accueil", None),
        ("comment avoir une aide pour une personne handicapée", None),
        ("je voudrais voir un conseiller numérique", None),
        ("je voudrais avoir quelqu'un au téléphone", Command.AGENT),
        ("est-ce que je peux parler à l'accueil", Command.AGENT),
        ("vous pouvez me passer quelqu'un s'il vous plaît", Command.AGENT),
        ("passez-moi l'accueil", Command.AGENT),
        ("je ne veux pas parler à un robot", Command.AGENT),
        ("quelqu'un", Command.AGENT),
        ("retour des livres à la bibliothèque", None),
        ("bonne soirée des voisins", None),
        ("merci au revoir", Command.GOODBYE),
        ("je vous laisse choisir", None),
        ("je vous laisse", Command.GOODBYE),
        ("le feu rouge est cassé", None),
        ("quand est le feu d'artifice", None),
        ("", None),
    ],
)
def test_it_knows_commands_from_questions(words, expected):
    assert command(words) is expected


@pytest.mark.parametrize(
    "words",
    [
        "au secours",
        "mon mari ne respire plus",
        "ma mère a fait un malaise",
        "il y a une fuite de gaz dans l'immeuble",
        "quelqu'un est entré chez moi",
        "on me frappe",
        "mon fils a perdu connaissance",
        "il faut appeler les pompiers",
        "j'ai envie de mourir je veux en finir",
        "la maison brûle",
        "Il y a le feu !",
        "il y a le feu chez moi quel numéro je dois appeler",
        "mon mari a déjà eu un malaise et là il ne respire plus",
        "l'alarme incendie sonne il y a le feu dans l'immeuble",
        "ça sent le gaz et mon détecteur sonne",
        "mon père fait un avc",
        "quelqu'un me suit dans la rue",
    ],
)
def test_it_hears_danger(words):
    assert is_emergency(words)


@pytest.mark.parametrize(
    "words",
    [
        "je voudrais un détecteur de fumée",
        "le feu tricolore ne marche plus",
        "où a lieu le don du sang",
        "j'ai un problème urgent de poubelle",
        "l'assistante sociale qui me suit est absente",
        "on tape quel code pour entrer",
        "quand a lieu le feu de la saint jean",
        "où est la bouche d'incendie",
        "une formation aux premiers secours",
        "mon voisin fait du bruit",
        "la police municipale est ouverte le samedi",
    ],
)
def test_it_does_not_see_danger_everywhere(words):
    assert not is_emergency(words)


@pytest.mark.parametrize(
    "text", ["je vous laisse choisir", "je vous laisse mon numéro", "je vous laisse voir"]
)
def test_leaving_something_to_somebody_is_no_goodbye(text):
    assert command(text) is None


@pytest.mark.parametrize("text", ["je vous laisse", "bon je vous laisse merci"])
def test_leaving_is_a_goodbye(text):
    assert command(text) is Command.GOODBYE
