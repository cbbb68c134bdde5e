"""Addresses: said, checked against the town's streets, agreed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.address import Address, collect_address
from flows.events import Heard
from flows.french.speech import FRENCH
from flows.reporting import FindStreet, Street
from tests.flows.services import Played, TownHall

ADDRESSES = [
    ("douze rue victor hugo", "12", "rue victor hugo"),
    ("12 rue Victor Hugo", "12", "rue victor hugo"),
    ("au douze bis rue pasteur", "12 bis", "rue pasteur"),
    ("12 ter avenue du stade", "12 ter", "avenue du stade"),
    ("12bis rue pasteur", "12 bis", "rue pasteur"),
    ("douze a rue pasteur", "12 a", "rue pasteur"),
    ("c'est au vingt-quatre de la rue de la gare", "24", "rue de la gare"),
    ("numéro trente boulevard gambetta", "30", "boulevard gambetta"),
    ("rue victor hugo au douze", "12", "rue victor hugo"),
    ("chemin de la gravière numéro huit", "8", "chemin de la graviere"),
    ("rue pasteur à hauteur du quarante", "40", "rue pasteur"),
    ("quatre-vingt-six boulevard jean jaurès", "86", "boulevard jean jaures"),
    ("cent vingt trois bis route de lyon", "123 bis", "route de lyon"),
    ("deux mille chemin des vignes", "2000", "chemin des vignes"),
    ("le un place de la mairie", "1", "place de la mairie"),
    ("cinq rue du onze novembre", "5", "rue du 11 novembre"),
    ("dix-huit rue du huit mai mille neuf cent quarante-cinq", "18", "rue du 8 mai 1945"),
    ("devant le trente rue pasteur à côté de l'école", "30", "rue pasteur"),
    ("il y a un lampadaire cassé au douze rue pasteur depuis trois jours", "12", "rue pasteur"),
    ("rue pasteur 38990 valmont", "", "rue pasteur"),
    ("rue victor hugo", "", "rue victor hugo"),
    ("le lampadaire de la rue pasteur est éteint", "", "rue pasteur"),
    ("le lampadaire de la rue victor hugo ne marche plus", "", "rue victor hugo"),
    ("les toilettes de la place de la république sont dégoûtantes", "", "place de la republique"),
    ("le panneau du douze rue du moulin a été tordu", "12", "rue du moulin"),
    ("le feu de la rue de la gare clignote", "", "rue de la gare"),
    ("la rue pasteur n'a plus de lumière", "", "rue pasteur"),
    ("le banc de l'avenue de l'est est cassé", "", "avenue de l est"),
    ("douze avenue de l'est", "12", "avenue de l est"),
    ("j'habite rue des tilleuls", "", "rue des tilleuls"),
    ("dans la rue de la gare", "", "rue de la gare"),
    ("c'est place de la république", "", "place de la republique"),
    ("rue du onze novembre", "", "rue du 11 novembre"),
    ("à l'angle de la rue pasteur et de la rue de la gare", "", "rue pasteur"),
    ("le nid de poule est sur la place du marché", "", "place du marche"),
    ("résidence les lilas bâtiment b", "", "residence les lilas"),
    ("au rond-point de la gare", "", "rond point de la gare"),
    ("victor hugo", "", "victor hugo"),
    ("douze victor hugo", "12", "victor hugo"),
    ("p a s t e u r", "", "pasteur"),
    ("vé i c té o erre", "", "victor"),
    ("euh c'est rue pasteur s'il vous plaît", "", "rue pasteur"),
    ("parc municipal", "", "parc municipal"),
]
HUGO = Street(name="rue Victor-Hugo", score=0.97)
HECTOR = Street(name="rue Hector-Berlioz", score=0.74)
EGLISE = [Street(name="place de l'Église", score=0.98), Street(name="rue de l'Église", score=0.98)]


@pytest.mark.parametrize(("words", "number", "street"), ADDRESSES)
def test_it_understands_an_address(words, number, street):
    said = FRENCH.address.said_in(words)
    assert said is not None
    assert (said.number, said.street) == (number, street)


@pytest.mark.parametrize("words", ["", "oui", "non", "euh", "c'est", "12", "au quatorze bis", "ter"])
def test_it_understands_no_address_where_none_is_said(words):
    assert FRENCH.address.said_in(words) is None


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    said = FRENCH.address.said_in(text)
    assert said is None or said.street


TOWN = {
    "rue victor hugo": [HUGO, HECTOR],
    "rue Victor-Hugo": [HUGO],
    "rue hectare": [HECTOR],
    "l eglise": EGLISE,
    "eglise": EGLISE,
    "rue berlioz": [Street(name="rue Hector-Berlioz", score=0.93)],
    "pasteur": [Street(name="rue Pasteur", score=0.98)],
    "rue pasteur": [Street(name="rue Pasteur", score=1.0)],
    "pas d heure": [],
    "faux": [Street(name="rue du Maréchal Foch", score=0.75)],
    "bis": [Street(name="chemin du Bois Joli", score=0.75)],
    "ter": [Street(name="résidence Les Terrasses", score=0.75)],
    "mairie": [Street(name="place de la République", score=1.0)],
}


def asking(heard: str = "", words_will_do: bool = False) -> Played:
    said = Heard(text=heard) if heard else None
    return Played(
        lambda talk, started: collect_address(talk, "report.where", heard=said, words_will_do=words_will_do),
        TownHall(streets=dict(TOWN)),
    )


def test_a_street_that_exists_is_read_back_as_it_is_written():
    call = asking()
    assert call.says("douze bis rue victor hugo") == ["12 bis rue Victor-Hugo, c'est bien ça ?"]
    call.says("oui")
    assert call.result == Address(street="rue Victor-Hugo", number="12 bis", said="douze bis rue victor hugo")


def test_the_number_and_the_other_hypotheses_are_asked_about():
    call = asking()
    call.says("douze rue victor gros", "douze rue victor hugo")
    assert call.deeds(FindStreet) == [
        FindStreet(text="rue victor gros", alternatives=("rue victor hugo",), number="12")
    ]


def test_a_street_that_only_the_other_hypotheses_name_is_read_back():
    call = asking()
    read_back = call.says("devant chez moi c'est victor hugo", "devant chez moi rue victor hugo")
    assert read_back == ["Rue Victor-Hugo, c'est bien ça ?"]


def test_a_street_that_only_the_other_hypotheses_name_must_be_the_towns():
    call = asking()
    call.says("devant l'école", "rue hectare")
    assert call.asked == "report.where.no_match.1"


def test_words_already_said_are_not_asked_again():
    call = asking("un lampadaire en panne au douze rue victor hugo")
    assert call.said == ["12 rue Victor-Hugo, c'est bien ça ?"]


def test_words_already_said_that_hold_no_known_street_are_asked_without_a_word():
    for words in ("un lampadaire en panne", "un trou sur la place de parking", "rue hectare"):
        assert asking(words).asked == "report.where"


def test_a_number_the_street_does_not_have_is_questioned_then_kept():
    call = Played(
        lambda talk, started: collect_address(talk, "report.where"),
        TownHall(
            streets={"rue victor hugo": [Street(name="rue Victor-Hugo", score=0.97, number_known=False)]}
        ),
    )
    assert call.says("999 rue victor hugo") == [
        "Je ne connais pas le numéro 999 dans cette rue. C'est bien 999 rue Victor-Hugo ?"
    ]
    call.says("oui")
    assert call.result.number == "999"


def test_a_number_is_corrected_alone():
    call = asking()
    call.says("douze rue victor hugo")
    assert call.says("non le quatorze bis") == ["14 bis rue Victor-Hugo, c'est bien ça ?"]
    call.says("oui")
    assert call.result.number == "14 bis"


def test_a_street_is_corrected_in_the_answer():
    call = asking()
    call.says("douze rue victor hugo")
    assert call.says("non rue berlioz") == ["Rue Hector-Berlioz, c'est bien ça ?"]


def test_two_streets_as_likely_are_offered():
    call = asking()
    assert call.says("l'église") == ["C'est plutôt place de l'Église, ou rue de l'Église ?"]
    assert call.says("la deuxième") == ["Rue de l'Église, c'est bien ça ?"]


def test_an_offered_street_is_also_a_key():
    call = asking()
    call.says("l'église")
    assert call.presses("1") == ["Place de l'Église, c'est bien ça ?"]


def test_other_words_than_an_offered_street_are_heard():
    call = asking()
    call.says("l'église")
    assert call.says("non c'est rue victor hugo") == ["Rue Victor-Hugo, c'est bien ça ?"]


def test_after_a_refusal_the_street_may_be_spelled():
    call = asking()
    call.says("rue hectare")
    assert call.asked == "address.read_back"
    assert call.says("non") == ["Dites seulement le nom de la rue, ou épelez-le."]
    assert call.says("p a s t e u r") == ["Rue Pasteur, c'est bien ça ?"]


def test_it_gives_up_politely_after_three_failures():
    call = asking()
    for _ in range(3):
        assert not call.dialogue.ended
        call.says("pas d'heure")
    assert call.result is None
    assert call.said[-1] == "Je n'arrive pas à noter l'adresse."


def test_when_words_will_do_they_are_kept_as_they_were_said():
    call = asking(words_will_do=True)
    for words in ("derrière le stade", "oui", "sur le parking de la piscine"):
        call.says(words)
    assert call.result == Address(street="", said="sur le parking de la piscine")
    assert call.result.written == "sur le parking de la piscine"


def test_three_silences_end_the_question():
    call = asking(words_will_do=True)
    for _ in range(3):
        call.is_silent()
    assert call.result is None


def test_another_kind_of_street_than_the_one_said_is_told():
    there = TownHall(streets={"rue de la republique": [Street(name="place de la République", score=0.9)]})
    call = Played(lambda talk, started: collect_address(talk, "report.where"), there)
    assert call.says("12 rue de la République") == [
        "Je ne connais pas de rue de ce nom. Est-ce 12 place de la République ?"
    ]
    call.says("oui")
    assert call.result.written == "12 place de la République"


def test_a_mere_no_is_never_the_place_that_is_kept():
    call = asking(words_will_do=True)
    call.says("devant la boulangerie je ne sais pas le nom")
    call.says("une clio rouge")
    call.says("non")
    assert call.result.said == "devant la boulangerie je ne sais pas le nom"


@pytest.mark.parametrize("words", ["au quatorze bis", "au douze ter", "au bis", "c'est faux", "faux"])
def test_a_number_or_a_no_is_no_street_that_sounds_like_it(words):
    call = asking()
    call.says(words)
    assert not call.asked.startswith("address.read_back")


def test_a_no_to_a_street_read_back_names_no_other():
    call = asking()
    call.says("rue victor hugo")
    call.says("c'est faux")
    assert call.asked == "address.street_only"


@pytest.mark.parametrize(
    "words", ["sur le mur de la mairie", "sur le parking de la mairie", "à côté de la mairie", "la mairie"]
)
def test_whatever_stands_at_the_town_hall_is_in_its_street(words):
    call = asking()
    assert call.says(words) == ["Place de la République, c'est bien ça ?"]


@pytest.mark.parametrize(
    "tries",
    [
        ["rue des", "rue de la", "je sais plus"],
        ["c'est dans ma rue", "ben chez moi", "devant chez moi"],
        ["rue de la je sais plus", "rue de je sais plus quoi", "au coin de la rue"],
        ["devant la maison", "ici", "en face de chez nous"],
    ],
)
def test_what_nobody_could_find_is_not_kept_as_the_place(tries):
    call = asking(words_will_do=True)
    for words in tries:
        call.says(words)
    assert call.result is None
    assert call.said[-1] == "Je n'arrive pas à noter l'adresse."


@pytest.mark.parametrize(
    "words", ["devant chez moi près du stade", "derrière la boulangerie", "sous le pont"]
)
def test_what_somebody_could_find_is_kept_as_it_was_said(words):
    call = asking(words_will_do=True)
    for _ in range(3):
        if not call.dialogue.ended:
            call.says(words)
    assert call.result == Address(street="", said=words)


def test_a_house_number_alone_is_asked_which_street_it_is_in():
    call = asking()
    assert call.says("au cinq") == ["Le numéro 5 de quelle rue ?"]
    assert call.says("rue victor hugo") == ["5 rue Victor-Hugo, c'est bien ça ?"]
    call.says("oui")
    assert call.result == Address(street="rue Victor-Hugo", number="5", said="rue victor hugo")


@pytest.mark.parametrize(
    ("tries", "kept"),
    [
        (["allée du pré de l'âne", "au quatorze bis"], "14 bis allée du pré de l'âne"),
        (["allée du pré de l'âne", "allée du pré de l'âne"], "allée du pré de l'âne"),
        (["allée du pré de l'âne", "je répète allée du pré de l'âne"], "allée du pré de l'âne"),
        (
            ["allée du pré de l'âne", "c'est au quatorze bis allée du pré de l'âne"],
            "c'est au quatorze bis allée du pré de l'âne",
        ),
        (
            ["au quatorze bis", "allée du pré de l'âne", "allée du pré de l'âne"],
            "14 bis allée du pré de l'âne",
        ),
    ],
)
def test_a_street_that_is_not_in_the_list_is_kept_when_it_is_said_again(tries, kept):
    call = asking(words_will_do=True)
    for words in tries:
        call.says(words)
    assert call.said[-1].startswith("Je ne trouve pas cette rue dans ma liste.")
    assert call.result == Address(street="", said=kept)


def test_another_street_said_after_one_that_is_not_in_the_list_is_looked_for():
    call = asking(words_will_do=True)
    call.says("allée du pré de l'âne")
    assert call.says("rue victor hugo") == ["Rue Victor-Hugo, c'est bien ça ?"]


@pytest.mark.parametrize(
    "words",
    [
        "au carrefour de la rue victor hugo et de la rue pasteur",
        "à l'angle de la rue victor hugo et de la rue pasteur devant la banque",
        "rue victor hugo et rue pasteur",
    ],
)
def test_two_streets_that_meet_are_both_read_back(words):
    call = asking()
    assert call.says(words) == ["Rue Victor-Hugo et rue Pasteur, c'est bien ça ?"]
    call.says("oui")
    assert call.result == Address(street="rue Victor-Hugo", said=words)


@pytest.mark.parametrize(
    "words",
    [
        *("rue victor hugo et la rue est barrée", "rue victor hugo et il y en a deux", "rue victor hugo"),
        *("je suis à pied et rue pasteur il fait noir", "rue victor hugo et rue de la"),
    ],
)
def test_one_street_is_no_crossing(words):
    assert FRENCH.address.crossing(words) == ""


def test_a_second_street_that_the_town_has_not_is_left_in_the_words():
    call = asking()
    words = "au coin de la rue victor hugo et de la rue perdue"
    assert call.says(words) == ["Rue Victor-Hugo, c'est bien ça ?"]
