"""Ages, references, notes, wishes, problems: short answers, each with its own vocabulary."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.capture import declines
from flows.collect.date import collect_when
from flows.collect.digits import collect_digits, parse_digits
from flows.collect.moments import parse_when
from flows.collect.problem import other_problem, problem_in, says_danger
from flows.collect.rating import parse_rating
from flows.collect.when import When
from flows.collect.wish import Wish, wants_later, wish_of
from tests.flows.services import Played

TODAY = date(2026, 11, 24)
RATINGS = """
5 cinq|4 quatre|1 un|1 le un|3 trois sur cinq|4 huit sur dix|5 dix sur dix|4 quinze sur vingt
5 très bien|4 bien|4 pas mal|2 pas très bien|2 pas satisfait|1 nul|3 bof|3 ça va|5 parfait
5 je suis très satisfait|1 pas du tout satisfaite|1 très déçu|1 zéro|5 c'était super|3 moyen
4 je mets quatre|4 plutôt satisfait|5 une note de cinq|3 correct|2 mécontent|4 c'est bien
5 impeccable merci|1 catastrophique|2 pas terrible|4 assez satisfaite|5 nickel|2 déçue
3 ni bien ni mal|4 utile
"""
PROBLEMS = """
eclairage il y a un lampadaire cassé au douze rue pasteur|eclairage la rue est dans le noir
eclairage les réverbères clignotent|chaussee un nid de poule|chaussee un gros trou dans la chaussée
chaussee le trottoir est défoncé|feu-tricolore le feu rouge ne marche plus
arbre un arbre est tombé sur la route|arbre une branche menace de tomber
depot-sauvage des encombrants sur le trottoir|depot-sauvage un dépôt sauvage derrière le stade
poubelle une poubelle qui déborde|egout une plaque d'égout ouverte|egout une bouche d'égout bouchée
fuite-eau une fuite d'eau|signalisation un panneau arraché
signalisation le passage piéton est effacé|proprete des tags sur un mur
proprete des crottes de chien|proprete la rue est sale|vehicule une voiture ventouse
vehicule un scooter abandonné|animal un chien errant|animal il y a des rats|animal un nid de frelons
neige du verglas devant l'école|mobilier le banc est cassé|mobilier la balançoire de l'aire de jeux
bruit mon voisin fait du bruit|electricite un câble électrique par terre
"""
DANGEROUS = [
    "c'est dangereux",
    "quelqu'un va se blesser",
    "une branche menace de tomber",
    "un câble par terre",
    "c'est urgent",
]
HARMLESS = [
    "ce n'est pas dangereux",
    "il n'y a pas de danger",
    "un tag",
    "rien de grave",
    "une poubelle renversée",
]
WISHES = [
    ("je voudrais un rendez-vous pour une carte d'identité", Wish.BOOK),
    ("prendre rendez-vous", Wish.BOOK),
    ("", Wish.BOOK),
    ("je veux annuler mon rendez-vous", Wish.CANCEL),
    ("annulation de rendez-vous", Wish.CANCEL),
    ("je ne pourrai pas venir à mon rendez-vous de mardi", Wish.MISS),
    ("j'ai rendez-vous demain et je ne pourrai pas être là", Wish.MISS),
    ("j'ai un empêchement pour mon rendez-vous", Wish.MISS),
    ("je ne pourrez pas venir à mon rendez-vous", Wish.MISS),
    ("je voudrais savoir quand euh mon rendez-vous", Wish.ASK),
    ("mon fils a un rendez-vous il est malade", Wish.MISS),
    ("mon rendez-vous de demain je peux pas venir", Wish.MISS),
    ("je ne viendrai pas à mon rendez-vous", Wish.CANCEL),
    ("c'est quand mon rendez-vous déjà", Wish.ASK),
    ("confirmer mon rendez-vous", Wish.ASK),
    ("mon rendez-vous de demain est-il maintenu", Wish.ASK),
    ("vous m'avez donné rendez-vous mais je ne sais plus quand", Wish.ASK),
    ("y a-t-il un rendez-vous à mon nom", Wish.ASK),
    ("je ne sais plus quand j'ai rendez-vous", Wish.ASK),
    ("est-ce que j'ai bien un rendez-vous demain", Wish.ASK),
    ("rappelez-moi l'heure de mon rendez-vous", Wish.ASK),
    ("je voudrais un rendez-vous je ne peux pas venir le matin", Wish.BOOK),
    ("je suis malade je voudrais un rendez-vous", Wish.BOOK),
    ("mon rendez-vous chez le médecin c'est quand", Wish.BOOK),
    ("quand est-ce que je peux prendre rendez-vous", Wish.BOOK),
    ("changer mon rendez-vous", Wish.CHANGE),
    ("est-ce que je peux déplacer mon rendez-vous", Wish.CHANGE),
    ("décaler l'heure de mon rendez-vous", Wish.CHANGE),
    ("reporter mon rdv", Wish.CHANGE),
    ("changer de nom", Wish.BOOK),
    ("annuler ma cantine", Wish.BOOK),
]
LATER = [
    "plus tard",
    "un autre jour",
    "aucun",
    "aucun des trois",
    "ça ne va pas",
    "je suis pas libre",
    "d'autres dates",
]
LATER += ["non", "ça ne m'arrange pas", "je peux pas", "les suivants"]
DECLINED = [
    "je ne veux pas le donner",
    "je préfère ne pas le dire",
    "j'en ai pas",
    "je n'en ai pas",
    "je ne sais pas",
]
DECLINED += ["j'ai pas", "euh non j'ai pas"]
DECLINED += ["aucune idée", "je l'ai perdu", "j'ai pas de portable", "je ne le retrouve plus", "je veux pas"]
GIVEN = ["zéro six", "martin", "le trois", "je ne veux pas le mardi", "oui", "", "rue du château perdu"]


def entries(table: str) -> list[list[str]]:
    return [entry.split(" ", 1) for line in table.strip().splitlines() for entry in line.split("|")]


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("quatre sept un deux neuf zéro", "471290"),
        ("quarante-sept douze quatre-vingt-dix", "471290"),
        ("quatre cent soixante et onze deux cent quatre-vingt-dix", "471290"),
        ("c'est le quarante-sept douze quatre-vingt-dix", "471290"),
        ("47 12 90", "471290"),
        ("471290", "471290"),
        ("zéro zéro un deux trois quatre", "001234"),
        ("double zéro douze trente-quatre", "001234"),
        ("soixante dix huit douze onze", "781211"),
        ("quarante-sept onze non pardon quarante-sept douze quatre-vingt-dix", "471290"),
        ("quarante sept cent vingt-neuf zéro", "471290"),
        ("quatre soixante et onze vingt-neuf zéro", "471290"),
        ("quatre cent soixante et onze deux neuf zéro", "471290"),
        ("le numéro c'est quatre sept un deux neuf zéro", "471290"),
        ("euh quarante-sept euh douze euh quatre-vingt-dix", "471290"),
        ("quarante-sept, douze, nonante", "471290"),
        ("47-12-90", "471290"),
        ("numéro 471 290", "471290"),
        ("carante sept douze katre vingt dix", "471290"),
        ("quarante sept douse quatre vint dix", "471290"),
        ("quatre cette un deux neuf zéro", "471290"),
        ("quatre sept hein deux neuf zéro", "471290"),
        ("quatre sept ans de neuf zéro", "471290"),
        ("c'est à moi quatre sept un deux neuf zéro", "471290"),
        ("trois zéro zéro un un un", "300111"),
        ("trente zéro un onze", "300111"),
        ("trois cents cent onze", "300111"),
        ("triple zéro cent onze", "000111"),
        ("soixante-dix-huit soixante-dix-huit soixante-dix-huit", "787878"),
        ("dix onze douze", "101112"),
        ("cent vingt-trois quatre cent cinquante-six", "123456"),
    ],
)
def test_it_understands_a_reference(words, digits):
    assert parse_digits(words, 6)[0] == digits


@pytest.mark.parametrize("words", ["", "bonjour", "douze", "un deux trois quatre cinq six sept"])
def test_it_takes_no_other_length_for_a_reference(words):
    assert parse_digits(words, 6) == []


def test_a_reference_is_keyed_read_back_and_corrected():
    call = Played(lambda talk, started: collect_digits(talk, "appointment.reference", 6))
    call.presses("47129")
    assert call.asked == "appointment.reference.no_match.1"
    assert call.presses("471290") == ["4, 7, 1, 2, 9, 0. C'est bien ça ?"]
    call.says("non quarante-sept douze quatre-vingt-onze")
    call.says("oui")
    assert call.result == "471291"


def test_a_lost_reference_is_not_asked_again():
    call = Played(lambda talk, started: collect_digits(talk, "appointment.reference", 6))
    call.says("je l'ai perdu")
    assert call.result is None


@pytest.mark.parametrize(("score", "words"), entries(RATINGS))
def test_it_understands_a_note(score, words):
    assert parse_rating(words) == int(score)


@pytest.mark.parametrize(
    "words", ["", "six", "vingt", "oui", "non merci", "un agent", "entre trois et quatre"]
)
def test_it_understands_no_note_where_there_is_none(words):
    assert parse_rating(words) is None


@given(st.text(max_size=40))
def test_a_note_is_always_between_one_and_five(text):
    assert parse_rating(text) in (None, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(("slug", "words"), entries(PROBLEMS))
def test_it_recognises_a_problem(slug, words):
    problem = problem_in(words)
    assert problem is not None
    assert problem.slug == slug


@pytest.mark.parametrize(
    "words", ["", "bonjour", "je veux signaler un problème", "c'est dangereux", "chez moi"]
)
def test_it_recognises_no_problem_where_none_is_named(words):
    assert problem_in(words) is None


@pytest.mark.parametrize("words", DANGEROUS)
def test_it_hears_danger(words):
    assert says_danger(words)


@pytest.mark.parametrize("words", HARMLESS)
def test_it_hears_no_danger_where_there_is_none(words):
    assert not says_danger(words)


def test_other_problems_belong_to_somebody_too():
    assert other_problem().service


@pytest.mark.parametrize(("words", "wish"), WISHES)
def test_it_understands_what_to_do_with_an_appointment(words, wish):
    assert wish_of(words) is wish


@pytest.mark.parametrize("words", LATER)
def test_it_understands_that_no_slot_suits(words):
    assert wants_later(words)


@pytest.mark.parametrize("words", ["oui", "le premier", "mardi", "d'accord"])
def test_it_does_not_take_a_choice_for_a_refusal(words):
    assert not wants_later(words)


@pytest.mark.parametrize("words", DECLINED)
def test_it_understands_that_somebody_will_not_or_cannot_say(words):
    assert declines(words)


@pytest.mark.parametrize("words", GIVEN)
def test_it_does_not_take_an_answer_for_a_refusal(words):
    assert not declines(words)


def test_the_key_that_says_that_one_has_no_reference_goes_on_without():
    call = Played(lambda talk, started: collect_digits(talk, "appointment.reference", 6))
    assert call.presses("1#") == ["Ce n'est pas grave, faisons sans."]
    assert call.result is None


@pytest.mark.parametrize(
    ("key", "when"),
    [("1", When()), ("2", parse_when("le matin", TODAY)), ("3", parse_when("l'après-midi", TODAY))],
)
def test_a_key_tells_when_to_be_rung_back(key, when):
    call = Played(lambda talk, started: collect_when(talk, "callback.when", TODAY))
    call.presses(key)
    assert call.result == when
