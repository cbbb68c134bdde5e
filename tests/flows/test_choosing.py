"""Which option did these words choose?"""

import pytest

from flows.choosing import Option, chosen_option, place_in

AGE = [Option("un adulte", ("majeur", "moi", "pour moi")), Option("un mineur", ("enfant", "mon fils"))]
FAMILY = [Option("un adulte", ("moi", "mon mari")), Option("un mineur", ("enfant", "ma fille", "le petit"))]
FOUND = [Option("j'ai perdu un objet", ("j'ai perdu",)), Option("j'ai trouvé un objet", ("j'ai trouvé",))]
MOVED = [Option("un déménagement", ("j'ai déménagé",)), Option("un jeune", ("mon fils",))]
WHERE = [Option("ici", ("né ici",)), Option("ailleurs", ("pas ici", "à paris"))]
PAPERS = [Option("une carte d'identité"), Option("un passeport"), Option("une carte électorale")]


@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("un adulte", AGE, 0),
        ("pour un mineur s'il vous plaît", AGE, 1),
        ("c'est pour mon fils", AGE, 1),
        ("le premier", AGE, 0),
        ("la deuxième", AGE, 1),
        ("celui du milieu", PAPERS, 1),
        ("celui du milieu", AGE, None),
        ("un", AGE, 0),
        ("deux", AGE, 1),
        ("le dernier", PAPERS, 2),
        ("le passeport", PAPERS, 1),
        ("la carte d'identité", PAPERS, 0),
        ("la carte électorale", PAPERS, 2),
        ("la carte", PAPERS, None),
        ("je ne sais pas", PAPERS, None),
        ("adultes", AGE, 0),
        ("", AGE, None),
    ],
)
def test_it_knows_which(words, options, expected):
    assert chosen_option(words, options) == expected


@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("il a cinquante ans", AGE, 0),
        ("elle a quatre-vingts ans", AGE, 0),
        ("ma grand-mère", AGE, 0),
        ("mon fils majeur", AGE, 0),
        ("mon fils il a vingt ans", AGE, 0),
        ("il a six mois", AGE, 1),
        ("pour moi j'ai dix-sept ans", AGE, 1),
        ("mon petit-fils", AGE, 1),
        ("pour moi et pour ma fille", AGE, None),
        ("mon frère", AGE, None),
        ("je suis né en mille neuf cent cinquante", FAMILY, 0),
        ("elle est née le douze mars mille neuf cent quatre-vingts", FAMILY, 0),
        ("mon fils est né en mille neuf cent quatre-vingt-dix", FAMILY, 0),
        ("je suis né en deux mille quinze", FAMILY, None),
        ("pour toute la famille", FAMILY, None),
        ("je suis de la ville", FAMILY, None),
        ("mon petit ami", FAMILY, None),
        ("ma petite sœur", FAMILY, None),
        ("mon fils et son petit frère", FAMILY, 1),
        ("mes filles", FAMILY, 1),
        ("le petit", FAMILY, 1),
        ("il a dix-huit ans demain", FAMILY, 1),
        ("il a dix-huit ans dans deux mois", FAMILY, 1),
        ("il a dix-huit ans cette année", FAMILY, None),
        ("il a vingt ans en mars", FAMILY, 0),
        ("j'ai quarante ans", MOVED, None),
    ],
)
def test_an_age_chooses_and_resembles_no_word(words, options, expected):
    assert chosen_option(words, options) == expected


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("d'identité", [Option("un adulte", ("majeur",)), Option("un mineur", ("le petit",))]),
        ("elle", [Option("un adulte"), Option("un mineur", ("ma fille",))]),
        ("ce mois-ci", [Option("un adulte", ("moi",)), Option("un mineur")]),
        ("j'ai un chien", FOUND),
        ("les deux", AGE),
        ("tous les deux", FOUND),
    ],
)
def test_a_short_word_is_chosen_by_itself_alone(words, options):
    assert chosen_option(words, options) is None


@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("pas ici", WHERE, 1),
        ("pas à paris ici", WHERE, None),
        ("je ne suis pas né ici", WHERE, None),
        ("pas pour moi", AGE, None),
        ("pas pour ma fille", AGE, None),
        ("pas pour un adulte", AGE, 1),
        ("pas le passeport mais la carte d'identité", PAPERS, 0),
        ("je n'ai pas perdu mais trouvé quelque chose", FOUND, 1),
    ],
)
def test_what_is_denied_is_not_chosen(words, options, expected):
    assert chosen_option(words, options) == expected


BORN = [
    Option("ici", ("né ici", "chez vous", "à valmont", "dans la commune")),
    Option("ailleurs en France", ("autre commune", "à paris", "pas ici")),
    Option("à l'étranger", ("autre pays", "en algérie")),
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((words, 0) for words in ("ici", "né à valmont", "à valmon", "à la clinique de valmont")),
        *((words, 1) for words in ("à toulouse", "saint-étienne", "je suis née à marseille", "non à lyon")),
        *((words, 1) for words in ("à trifouillis-les-oies", "au mans", "en bretagne", "à la réunion")),
        *((words, 1) for words in ("sur grenoble", "né à dijon mais j'habite ici", "à l'hôpital de lyon")),
        *((words, 1) for words in ("dans une autre commune", "à saint-valmont", "né le douze mars à annecy")),
        *((words, 1) for words in ("bourgoin", "à saint-denis à la réunion", "à annecy en haute-savoie")),
        *((words, 2) for words in ("au canada à montréal", "à montréal au canada", "née à alger en algérie")),
        *((words, 2) for words in ("à saint-louis au sénégal", "né à new york aux états-unis")),
        *((words, 2) for words in ("au maroc", "en allemagne", "à casablanca", "née à bruxelles")),
        *((words, None) for words in ("à la mairie", "à domicile", "à côté", "à voir", "en france", "oui")),
        *((words, None) for words in ("je ne suis pas né ici", "pas à valmont", "j'ai une question")),
    ],
)
def test_any_town_but_this_one_is_elsewhere(words, expected):
    assert chosen_option(words, BORN) == expected


def test_no_town_is_another_one_where_this_one_is_not_named():
    options = [Option("ici", ("chez vous",)), Option("ailleurs en France"), Option("à l'étranger")]
    assert chosen_option("à valmont", options) is None


def test_a_place_where_nobody_is_born_is_none():
    assert place_in("j'habite à toulouse", BORN, in_passing=True) is None
    assert place_in("je suis né à toulouse en mille neuf cent soixante", BORN, in_passing=True) == 1
    assert place_in("je suis né à toulouse et mon fils est né ici", BORN, in_passing=True) is None


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("je sais pas un adulte je pense", 0),
        ("je suis pas sûr majeur je crois", 0),
        ("c'est pas grave un mineur", 1),
        ("pas pour un adulte", 1),
        ("il est pas encore majeur", 1),
        ("un adulte et un enfant", None),
        ("une carte adulte et une carte enfant", None),
    ],
)
def test_only_what_is_denied_is_not_chosen_and_two_people_are_asked_about(words: str, chosen: int | None):
    options = [Option("un adulte", ("majeur",)), Option("un mineur", ("enfant", "mon fils"))]
    assert chosen_option(words, options) == chosen


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("le car", 0),
        ("pas le bus le car", 0),
        ("nouvelle", 1),
        ("pas de souci la facture", 2),
        ("la carte", None),
    ],
)
def test_half_a_label_names_its_option_where_no_other_has_it(words: str, chosen: int | None):
    options = [
        Option("le car scolaire"),
        Option("une nouvelle carte de bus"),
        Option("la facture de la carte"),
    ]
    assert chosen_option(words, options) == chosen


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("à madrid en espagne", 2),
        ("né à liège en belgique", 2),
        ("née à porto alegre au brésil", 2),
        ("à vienne en autriche", 2),
        ("à vienne", 1),
        ("à toulouse en france", 1),
    ],
)
def test_the_country_of_a_town_says_whether_it_is_abroad(words: str, chosen: int):
    options = [
        Option("ici", ("à valmont", "ici")),
        Option("ailleurs en France", ("ailleurs",)),
        Option("à l'étranger", ("étranger",)),
    ]
    assert chosen_option(words, options) == chosen
