"""Is it somebody of age that is told of? The price and the papers depend on it: a doubt is a question."""

import pytest

from flows.told_age import adult_and_minor, of_age, of_age_alone

ADULT = ["un adulte", "majeur", "moi"]
MINOR = ["un mineur", "enfant"]


@pytest.mark.parametrize(
    ("words", "grown"),
    [
        ("il a cinquante ans", True),
        ("elle a quarante-deux ans", True),
        ("elle a quatre-vingts ans", True),
        ("j'ai 40 ans", True),
        ("quarante ans", True),
        ("dix-huit ans", True),
        ("elle a plus de soixante ans", True),
        ("mon fils de vingt ans", True),
        ("mon fils vient d'avoir dix-huit ans", True),
        ("mon fils majeur", True),
        ("ma grand-mère", True),
        ("mon beau-père", True),
        ("il n'est pas mineur", True),
        ("non un adulte", True),
        ("il a six mois", False),
        ("un an", False),
        ("un bébé de trois semaines", False),
        ("j'ai dix-sept ans", False),
        ("il va avoir dix-huit ans", False),
        ("il n'a pas encore dix-huit ans", False),
        ("moins de quinze ans", False),
        ("mes enfants de huit et douze ans", False),
        ("mon petit-fils", False),
        ("pas majeur", False),
        ("la petite", False),
        ("plus de quinze ans", None),
        ("un aîné de seize ans et une fille de vingt ans", None),
        ("mon mari et ma fille", None),
        ("ma mère et mon fils de huit ans", None),
        ("mon frère", None),
        ("mon passeport a dix ans", None),
        ("il y a dix ans", None),
        ("elle est périmée depuis deux ans", None),
        ("elle expire dans six mois", None),
        ("une photo de moins de six mois", None),
        ("d'identité", None),
        ("une petite question", None),
        ("", None),
    ],
)
def test_an_age_or_a_relation_tells_an_adult_from_a_minor(words: str, grown: bool | None):
    assert of_age(words) is grown


@pytest.mark.parametrize(
    ("words", "grown"),
    [
        ("une carte d'identité pour mon fils de huit ans", False),
        ("une carte d'identité pour mon petit garçon", False),
        ("une carte d'identité pour ma petite fille", False),
        ("une carte d'identité pour mon ado", False),
        ("le passeport de mes enfants", False),
        ("une carte d'identité pour mon fils mineur", False),
        ("mon gamin a perdu sa carte d'identité", False),
        ("une carte d'identité pour ma fille", None),
        ("ma fille a perdu sa carte d'identité", None),
        ("mon fils a besoin d'un passeport pour son travail", None),
        ("un passeport pour ma fille qui se marie", None),
        ("le passeport de ma fille aînée", None),
        ("un passeport pour mon grand fils", None),
        ("un passeport pour mes grands enfants", None),
        ("j'ai une petite question un passeport pour mon fils", None),
        ("le passeport de mon fils a dix ans", None),
        ("c'est pour la carte d'identité de mon bébé", False),
        ("mon fils a perdu sa carte d'identité", None),
        ("passeport enfant", False),
        ("j'ai dix-sept ans et je veux un passeport", False),
        ("un passeport adulte", True),
        ("le passeport de ma mère", True),
        ("un passeport pour mon fils de vingt ans", True),
        ("un passeport pour moi", True),
        ("je suis né en mille neuf cent cinquante et je veux un passeport", True),
        ("un passeport pour mon fils né en mille neuf cent quatre-vingt-dix", True),
        ("je suis né en mille neuf cent cinquante un passeport pour mon petit-fils", None),
        ("un passeport pour mon fils né en deux mille quinze", None),
        ("la carte d'identité de ma fille de vingt ans", True),
        ("le passeport de mon fils de trente ans", True),
        ("la carte d'identité de mon fils âgé de vingt-cinq ans", True),
        ("la carte d'identité de ma fille qui vient d'avoir dix-huit ans", True),
        ("la carte de mon fils qui a vingt ans", True),
        ("le passeport de ma mère de quatre-vingts ans", True),
        ("la carte d'identité de mon fils de huit ans", False),
        ("le passeport de ma fille de six mois", False),
        ("le passeport de ma fille qui va avoir dix-huit ans", False),
        ("les passeports de ma femme et de mon fils de huit ans", None),
        ("un passeport pour moi et mon fils", None),
        ("un passeport pour toute la famille", None),
        ("mon passeport a dix ans", None),
        ("un passeport de dix ans", None),
        ("ma carte d'identité elle a quinze ans", None),
        ("la fille de l'accueil m'a dit de refaire ma carte", None),
        ("ma femme m'a dit de refaire mon passeport", None),
        ("un passeport pour aller voir ma fille au canada", None),
        ("un passeport je pars avec mes enfants", None),
        ("une petite question sur le passeport", None),
        ("mes enfants sont à l'école je voudrais un passeport", None),
    ],
)
def test_with_a_request_only_whoever_the_paper_is_for_tells_it(words: str, grown: bool | None):
    assert of_age(words, in_passing=True) is grown


@pytest.mark.parametrize(
    ("words", "grown"),
    [
        ("elle a vingt ans", True),
        ("mais il a vingt ans", True),
        ("ah non elle a plus de dix-huit ans", True),
        ("non il en a vingt", True),
        ("non vingt ans", True),
        ("non il est majeur", True),
        ("mon fils a trente ans", True),
        ("non c'est pour ma belle-mère", True),
        ("il a huit mois", False),
        ("non j'ai seize ans", False),
        ("il n'a pas encore dix-huit ans", False),
        ("non pour mon petit garçon", False),
        ("non pour mon grand fils", None),
        ("non mon fils aîné", None),
        ("non pas pour ma mère", None),
        ("moi et ma mère", None),
        ("il en a deux", None),
        ("j'ai trois enfants", None),
        ("dix ans", None),
        ("pour un an", None),
        ("dans deux mois", None),
        ("mon passeport a vingt ans", None),
        ("elle a seize ans elle doit faire le recensement", None),
        ("il a vingt ans et il veut s'inscrire sur les listes", None),
        ("elle est morte elle a vingt ans", None),
    ],
)
def test_words_that_ask_for_something_else_tell_no_age_alone(words: str, grown: bool | None):
    assert of_age_alone(words) is grown


def test_two_options_of_which_one_is_of_age_are_recognised():
    assert adult_and_minor([ADULT, MINOR]) == (0, 1)
    assert adult_and_minor([MINOR, ADULT]) == (1, 0)
    assert adult_and_minor([ADULT, MINOR, ["un senior"]]) is None
    assert adult_and_minor([["un jeune", "majeur"], ["un déménagement"]]) is None
