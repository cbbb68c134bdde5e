"""A case told before its question is asked: named outright, or the question is asked."""

import pytest

from flows.choosing import Option
from flows.events import Choice, Variant
from flows.told_case import case_told
from flows.tongues import tongue_of
from knowledge.articles import Article
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.translations import Translation
from tests.flows.calls import PlayedCall, nearly

FRENCH = [one for one in load_demonstration() if len(one.variants) > 1]
ENGLISH = [one for one in load_demonstration_english() if len(one.variants) > 1]
ADULT_OR_MINOR = ["carte-identite", "passeport"]

NAMES_NONE = [
    "oui",
    "oui c'est exactement ça",
    "c'est ça",
    "oui c'est moi",
    "oui c'est la première fois",
    "oui la première inscription",
    "oui les deux",
    "oui mais pas pour mon fils",
    "oui sauf pour ma fille",
    "oui ni ma fille",
    "oui pour mon fils non",
    "non pas pour mon fils",
    "oui pas ici",
    "un",
    "deux",
    "trois",
    "la première",
    "le premier",
    "le dernier",
    "oui le deuxième",
    "non la première",
    "non c'est une erreur",
    "oui c'est une demande",
    "non merci",
    "peut-être mon fils",
]
"""Said to agree, to refuse, or of nothing that any article of the demonstration asks about."""
NAMES_NONE_IN_ENGLISH = [
    "yes",
    "yes exactly that",
    "yes that's me",
    "yes it's the first time",
    "yes both",
    "yes but not for my son",
    "yes except my son",
    "it isn't for my son",
    "one",
    "two",
    "the first one",
    "no the second one",
]


def case(article: Article | Translation, words: str, language: str = "fr") -> str | None:
    """The label of the case that the words name."""
    options = [Option(variant.label, variant.phrases) for variant in article.variants]
    place = case_told(words, article.offer, options, tongue_of(language))
    return None if place is None else options[place].label


@pytest.mark.parametrize("words", NAMES_NONE)
@pytest.mark.parametrize("article", FRENCH, ids=[one.slug for one in FRENCH])
def test_a_yes_a_place_or_a_negation_names_no_case_of_any_article(article: Article, words: str):
    assert case(article, words) is None


@pytest.mark.parametrize("words", NAMES_NONE_IN_ENGLISH)
@pytest.mark.parametrize("article", ENGLISH, ids=[one.slug for one in ENGLISH])
def test_nor_in_english(article: Translation, words: str):
    assert case(article, words, "en") is None


@pytest.mark.parametrize("words", ["oui c'est mon mari", "oui pour ma mère"])
@pytest.mark.parametrize("article", FRENCH, ids=[one.slug for one in FRENCH])
def test_somebody_named_is_the_case_only_where_an_article_names_them(article: Article, words: str):
    assert case(article, words) == ("un adulte" if article.slug in ADULT_OR_MINOR else None)


@pytest.mark.parametrize(
    "said", ["{}", "oui {}", "oui c'est pour {}", "oui c'est ça {} s'il vous plaît", "non {}"]
)
@pytest.mark.parametrize("article", FRENCH, ids=[one.slug for one in FRENCH])
def test_the_label_of_a_case_names_it(article: Article, said: str):
    for variant in article.variants:
        assert case(article, said.format(variant.label)) == variant.label


@pytest.mark.parametrize("article", ENGLISH, ids=[one.slug for one in ENGLISH])
def test_the_label_of_a_case_names_it_in_english(article: Translation):
    for variant in article.variants:
        assert case(article, f"yes {variant.label}", "en") == variant.label


@pytest.mark.parametrize(
    ("slug", "words", "label"),
    [
        ("passeport", "oui bien sûr pour mon fils", "un mineur"),
        ("passeport", "non c'est pour ma fille", "un mineur"),
        ("passeport", "oui celui de mon fils", "un mineur"),
        ("passeport", "oui pour mon fils et ma femme", None),
        ("objets-trouves", "oui j'ai perdu", "j'ai perdu un objet"),
        ("livret-famille", "oui le second livret", "un second livret"),
        ("inscription-ecole", "oui une inscription", None),
        ("inscription-ecole", "oui pour inscrire", "une nouvelle inscription"),
        ("acte-naissance", "oui ici", "ici"),
        ("transports", "oui les bus", "les bus"),
    ],
)
def test_whole_words_decide(slug: str, words: str, label: str | None):
    (article,) = (one for one in FRENCH if one.slug == slug)
    assert case(article, words) == label


def choice_of(article: Article) -> Choice:
    return Choice(
        slug=article.slug,
        title=article.offer,
        service=article.service,
        score=0.5,
        spoken=article.spoken,
        question=article.question,
        variants=tuple(
            Variant(label=one.label, phrases=one.phrases, spoken=one.spoken) for one in article.variants
        ),
    )


@pytest.mark.parametrize("words", ["oui c'est exactement ça", "oui c'est la première fois", "oui les deux"])
@pytest.mark.parametrize("article", FRENCH, ids=[one.slug for one in FRENCH])
def test_whoever_only_agrees_is_asked_the_deciding_question(article: Article, words: str):
    call = PlayedCall(knows={"blabla": nearly(choice_of(article))})
    assert call.says("blabla") == ["answer.confirm"]
    assert call.says(words) == [f"answer.which_{len(article.variants)}"]


@pytest.mark.parametrize("words", ["un", "deux", "la première"])
@pytest.mark.parametrize("article", FRENCH, ids=[one.slug for one in FRENCH])
def test_a_place_among_choices_that_nobody_named_confirms_nothing(article: Article, words: str):
    call = PlayedCall(knows={"blabla": nearly(choice_of(article))})
    call.says("blabla")
    call.says(words)
    assert call.asked in ("answer.confirm.no_match.1", "main.question.no_match.2")
