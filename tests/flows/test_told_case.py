"""A case told before its question is asked: named outright, or the question is asked."""

import pytest

from flows.actions import Say
from flows.choosing import Option
from flows.events import Choice, Heard, Variant
from flows.told_case import case_corrected, case_in_request, case_told
from flows.tongues import tongue_of
from knowledge.articles import Article
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.translations import Translation
from tests.flows.calls import PlayedCall, nearly, sure

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


def case_asked(slug: str, words: str) -> str | None:
    (article,) = (one for one in FRENCH if one.slug == slug)
    options = [Option(variant.label, variant.phrases) for variant in article.variants]
    found = case_in_request(words, article.offer, options)
    return None if found is None else options[found].label


@pytest.mark.parametrize(
    ("slug", "words", "label"),
    [
        ("passeport", "un passeport adulte", "un adulte"),
        ("carte-identite", "une carte d'identité pour mon fils de huit ans", "un mineur"),
        ("objets-trouves", "j'ai perdu mes clés au marché samedi", "j'ai perdu un objet"),
        ("objets-trouves", "j'ai trouvé un portefeuille", "j'ai trouvé un objet"),
        ("pacs", "je veux dissoudre mon pacs", "le dissoudre"),
        ("pacs", "on voudrait se pacser", "conclure"),
        ("eau-assainissement", "je veux payer ma facture d'eau", "une facture"),
        ("acte-naissance", "je suis né à lyon je veux un acte de naissance", "ailleurs en France"),
        ("acte-naissance", "mes parents sont nés en algérie où sont leurs actes", "à l'étranger"),
        ("inscription-ecole", "une dérogation pour l'école", "une dérogation"),
        ("associations", "demander une subvention pour mon association", "une subvention"),
        ("livret-famille", "j'ai perdu mon livret de famille", "un livret perdu ou abîmé"),
    ],
)
def test_a_case_that_a_request_tells_plainly_is_heard(slug: str, words: str, label: str):
    assert case_asked(slug, words) == label


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("passeport", "je voudrais un passeport"),
        ("passeport", "mon passeport a dix ans"),
        ("passeport", "un passeport pour moi et mon fils"),
        ("carte-identite", "ma femme m'a dit de refaire ma carte d'identité"),
        ("objets-trouves", "est-ce qu'on a trouvé mes clés"),
        ("objets-trouves", "vous avez trouvé un doudou"),
        ("objets-trouves", "j'ai perdu mon chat quelqu'un l'a trouvé"),
        ("pacs", "je ne veux pas dissoudre mon pacs"),
        ("pacs", "modifier ou dissoudre un pacs"),
        ("pacs", "faire enregistrer la fin de notre pacs"),
        ("eau-assainissement", "ma facture est énorme il y a une fuite"),
        ("acte-naissance", "j'habite à lyon et je veux un acte de naissance"),
        ("acte-naissance", "je vis à l'étranger et je veux mon acte de naissance"),
        ("acte-naissance", "je me marie dans une autre ville il me faut mon acte de naissance"),
        ("acte-naissance", "je ne suis pas né ici je veux un acte de naissance"),
        ("inscription-ecole", "une inscription à l'école"),
        ("inscription-ecole", "on vient d'une autre commune pour inscrire mon fils"),
        ("changement-nom-prenom", "changer de nom ou de prénom"),
        ("changement-nom-prenom", "changer de nom et de prénom"),
        ("inscription-electorale", "inscrire un majeur sous tutelle sur la liste électorale"),
        ("livret-famille", "j'ai perdu mon mari et il me faut un livret de famille"),
        ("livret-famille", "mon ex a gardé le livret je voudrais un duplicata"),
        ("transports", "m'inscrire en ligne"),
    ],
)
def test_a_request_in_doubt_tells_no_case(slug: str, words: str):
    assert case_asked(slug, words) is None


def test_a_case_told_with_the_request_is_told_back_and_not_asked_for():
    (article,) = (one for one in FRENCH if one.slug == "passeport")
    call = PlayedCall(knows={"un passeport adulte": sure(choice_of(article))})
    assert call.says("un passeport adulte")[:2] == ["answer.case", "answer.spoken"]


def test_a_case_told_with_a_request_that_is_made_sure_of_is_remembered():
    (article,) = (one for one in FRENCH if one.slug == "passeport")
    call = PlayedCall(knows={"blabla pour mon fils de huit ans": nearly(choice_of(article))})
    call.says("blabla pour mon fils de huit ans")
    assert call.says("oui")[:2] == ["answer.case", "answer.spoken"]


@pytest.mark.parametrize("words", ["non pour un mineur", "non c'est pour mon fils", "et pour un mineur"])
def test_a_case_that_was_misheard_is_corrected_after_the_answer(words: str):
    (article,) = (one for one in FRENCH if one.slug == "passeport")
    call = PlayedCall(knows={"un passeport adulte": sure(choice_of(article))})
    call.says("un passeport adulte")
    said = call.feed(Heard(text=words))
    minor = next(one.spoken for one in article.variants if one.label == "un mineur")
    texts = [
        action.values["text"]
        for action in said
        if isinstance(action, Say) and action.prompt == "answer.spoken"
    ]
    assert texts
    assert minor.startswith(texts[0])


@pytest.mark.parametrize(
    ("slug", "words", "label"),
    [
        ("passeport", "non il en a vingt", "un adulte"),
        ("carte-identite", "il a huit mois", "un mineur"),
        ("acte-naissance", "non je suis né à valmont", "ici"),
        ("acte-naissance", "non à toulouse", "ailleurs en France"),
        (
            "acte-naissance",
            "je suis né le douze mars mille neuf cent soixante à annecy",
            "ailleurs en France",
        ),
        ("acte-naissance", "non mon père est né en algérie", "à l'étranger"),
        ("objets-trouves", "non je les ai trouvées", "j'ai trouvé un objet"),
        ("objets-trouves", "ah non je l'ai perdue", "j'ai perdu un objet"),
        ("acte-naissance", "je ne suis pas né à lyon", None),
        ("acte-naissance", "non je suis né à lyon et je veux un rendez-vous", None),
        ("acte-naissance", "non à demain", None),
        ("acte-naissance", "à toulouse", None),
        ("acte-naissance", "je suis né ici je voudrais une carte d'identité", None),
        ("objets-trouves", "je les ai trouvées", None),
        ("objets-trouves", "non je les ai pas trouvées", None),
        ("objets-trouves", "non je les ai retrouvées", None),
    ],
)
def test_words_that_tell_nothing_else_correct_a_case(slug: str, words: str, label: str | None):
    (article,) = (one for one in FRENCH if one.slug == slug)
    options = [Option(variant.label, variant.phrases) for variant in article.variants]
    place = case_corrected(words, article.offer, options, tongue_of("fr"))
    assert (None if place is None else options[place].label) == label


@pytest.mark.parametrize(
    ("asked", "words", "label"),
    [
        ("un passeport pour mon petit garçon", "non pour moi", "un adulte"),
        ("un passeport pour mon petit garçon", "non il a vingt ans", "un adulte"),
        ("un passeport pour mon petit garçon", "ah non elle a plus de dix-huit ans", "un adulte"),
        ("un passeport adulte", "elle a seize ans", "un mineur"),
    ],
)
def test_who_it_is_for_is_corrected_as_one_would_say_it(asked: str, words: str, label: str):
    (article,) = (one for one in FRENCH if one.slug == "passeport")
    call = PlayedCall(knows={asked: sure(choice_of(article))})
    call.says(asked)
    said = call.feed(Heard(text=words))
    spoken = next(one.spoken for one in article.variants if one.label == label)
    texts = [one.values["text"] for one in said if isinstance(one, Say) and one.prompt == "answer.spoken"]
    assert texts
    assert spoken.startswith(texts[0])
