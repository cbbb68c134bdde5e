"""A question that follows an answer and names no subject: what the answer holds of it is said."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.events import AnswersFound, Heard
from flows.follow_up import Told, detail_asked, follow_up, hours_in
from tests.flows.calls import BINS, HOURS, PlayedCall, nearly, sure
from tests.flows.calls import CARD as ADULT

CARD = replace(
    HOURS,
    slug="carte",
    title="une carte d'identité",
    spoken="Apportez une photo et un justificatif. C'est gratuit, sauf perte.",
    details="La photo a moins de six mois. Le délai varie selon la saison.",
)
TOLD = Told(CARD, f"{CARD.spoken} {CARD.details}")


def asked() -> PlayedCall:
    call = PlayedCall(knows={"la carte": sure(CARD), "le prix de la cantine": nearly(HOURS)})
    call.says("la carte")
    return call


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("le prix", "C'est gratuit, sauf perte."),
        ("et c'est gratuit", "C'est gratuit, sauf perte."),
        (
            "il faut quoi comme papiers",
            "Apportez une photo et un justificatif. La photo a moins de six mois.",
        ),
        ("combien de temps ça prend", "Le délai varie selon la saison."),
        ("combien de temps ça met", "Le délai varie selon la saison."),
        ("je peux avoir quoi comme prix", "C'est gratuit, sauf perte."),
        ("et les délais", "Le délai varie selon la saison."),
        ("et en cas de perte", "C'est gratuit, sauf perte."),
    ],
)
def test_what_the_answer_holds_of_it_is_said(words, heard):
    told = [one for one in asked().feed(Heard(text=words)) if isinstance(one, Say)]
    assert [one.prompt for one in told] == ["answer.details", "main.anything_else"]
    assert told[0].values == {"text": heard}


def test_an_answer_that_holds_nothing_of_it_says_so():
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    call.says("les horaires")
    assert call.says("quel est le prix") == ["answer.not_told", "main.anything_else"]


@pytest.mark.parametrize("words", ["des trucs et des machins", "le bidule de la grande place"])
def test_words_that_ask_nothing_of_it_are_not_understood(words):
    assert asked().says(words)[-1] == "main.question.no_match.1"


def test_a_subject_that_is_named_comes_first():
    assert asked().says("le prix de la cantine") == ["answer.confirm"]
    assert follow_up(TOLD, "le prix de la cantine", understood=True) is None


@pytest.mark.parametrize(
    "words",
    [
        "c'est quand le bal",
        "la CNI c'est combien",
        "le Pacs c'est combien",
        "quels papiers pour le pacs",
        "les papiers du bac",
        "et pour payer l'eau",
    ],
)
def test_a_short_word_names_a_subject_as_well(words):
    assert follow_up(TOLD, words, understood=False) is None
    assert follow_up(TOLD, words, understood=True) is None
    assert asked().says(words)[-1] == "main.question.no_match.1"


def test_two_articles_that_come_near_are_offered_before_the_last_one_is_searched():
    told = replace(CARD, spoken="Inscrivez-le à l'école. Apportez une photo.")
    found = AnswersFound(decision="disambiguate", choices=(HOURS, BINS))
    call = PlayedCall(knows={"la carte": sure(told), "inscription à l'école": found})
    call.says("la carte")
    assert call.says("inscription à l'école") == ["answer.choose_2"]


def test_the_subject_of_the_answer_may_be_named_again():
    told = Told(replace(CARD, title="un Pacs"), TOLD.text)
    assert follow_up(told, "le Pacs c'est combien", understood=False) == ("C'est gratuit, sauf perte.",)


def test_a_country_is_no_price():
    told = Told(CARD, "Indiquez votre pays de naissance. Le timbre coûte 25 euros.")
    assert follow_up(told, "c'est combien", understood=False) == ("Le timbre coûte 25 euros.",)


def test_nothing_follows_before_an_answer():
    assert PlayedCall().says("le prix")[-1] == "main.question.no_match.1"
    assert follow_up(None, "le prix", understood=False) is None


def test_english_questions_follow_as_well():
    told = Told(CARD, "Bring a photo. It costs 25 euros.")
    assert follow_up(told, "how much is it", understood=False) == ("It costs 25 euros.",)
    assert follow_up(told, "what do i bring", understood=False) == ("Bring a photo.",)


PAPERS = Told(
    replace(CARD, title="un passeport"),
    "Apportez un timbre fiscal de 86 €. La photo a moins de six mois. Le passeport est valable dix ans. "
    "Le délai varie selon la saison. Confirmez votre demande tous les six mois.",
)
BINS_OUT = Told(
    replace(CARD, title="le ramassage des poubelles"),
    "Les ordures sont ramassées le lundi, dès 5 h. Sont refusés les gravats et les pneus. "
    "L'équipe repasse sous vingt-quatre heures. Un bac cassé se remplace en ligne.",
)


@pytest.mark.parametrize(
    ("told", "words", "heard"),
    [
        (PAPERS, "combien de temps pour l'avoir", "Le délai varie selon la saison."),
        (PAPERS, "c'est valable combien de temps", "Le passeport est valable dix ans."),
        (PAPERS, "combien ça coûte", "Apportez un timbre fiscal de 86 €."),
        (PAPERS, "c'est combien par mois", "Apportez un timbre fiscal de 86 €."),
        (PAPERS, "combien dois-je payer", "Apportez un timbre fiscal de 86 €."),
        (BINS_OUT, "à quelle heure", "Les ordures sont ramassées le lundi, dès 5 h."),
        (BINS_OUT, "c'est quand", "Les ordures sont ramassées le lundi, dès 5 h."),
        (BINS_OUT, "vous prenez les pneus", "Sont refusés les gravats et les pneus."),
        (BINS_OUT, "je peux amener un pneu", "Sont refusés les gravats et les pneus."),
    ],
)
def test_only_the_sentence_that_answers_is_said(told, words, heard):
    assert follow_up(told, words, understood=False) == (heard,)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (BINS_OUT, "combien ça coûte"),
        (BINS_OUT, "combien coûte un bac"),
        (PAPERS, "le prix de la photo"),
        (PAPERS, "combien de photos"),
    ],
)
def test_a_sentence_that_only_shares_a_word_is_no_answer(told, words):
    assert not follow_up(told, words, understood=False)


@pytest.mark.parametrize("words", ["quels objets vendre", "je suis au portable"])
def test_a_word_that_only_begins_like_another_is_another(words):
    told = Told(CARD, "Venez le vendredi. Inscrivez-vous sur le portail.")
    assert follow_up(told, words, understood=False) is None


def test_of_two_sentences_that_say_the_same_the_fuller_is_said():
    told = Told(CARD, "La réponse vient en un mois. La réponse vient en un mois, deux près d'un monument.")
    heard = follow_up(told, "combien de temps pour la réponse", understood=False)
    assert heard == ("La réponse vient en un mois, deux près d'un monument.",)


WEDDING = replace(
    HOURS,
    slug="mariage",
    title="un mariage",
    spoken="Retirez le dossier à l'état civil, deux mois avant.",
    details="Donnez la liste des témoins, de deux à quatre. Pour une allergie, voyez la mairie.",
)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("combien de témoins", "Donnez la liste des témoins, de deux à quatre."),
        ("ma cousine est allergique", "Pour une allergie, voyez la mairie."),
    ],
)
def test_of_the_same_article_only_what_the_words_ask_is_said_rather_than_all_again(words, heard):
    call = PlayedCall(knows={"le mariage": sure(WEDDING), words: sure(WEDDING)})
    call.says("le mariage")
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert (told[0].prompt, told[0].values) == ("answer.details", {"text": heard})


@pytest.mark.parametrize("words", ["c'est pour un mariage à la mairie", "combien d'invités"])
def test_the_same_article_is_told_again_where_nothing_of_it_is_named(words):
    call = PlayedCall(knows={"le mariage": sure(WEDDING), words: sure(WEDDING)})
    call.says("le mariage")
    assert call.says(words)[0] == "answer.spoken"


def test_another_case_of_the_same_article_has_its_own_answer():
    told = replace(ADULT, details="Le timbre est dû pour un mineur.")
    words = "et la carte pour un mineur"
    call = PlayedCall(knows={"la carte": sure(told), words: sure(told)})
    call.says("la carte")
    call.says("un adulte")
    assert "answer.details" not in call.says(words)


NURSERY = replace(
    HOURS, slug="garderie", title="la garderie", spoken="Elle ouvre dès 7 h 30, jusqu'à 18 h 30."
)


@pytest.mark.parametrize("words", ["ça ferme à quelle heure", "c'est jusqu'à quelle heure le soir"])
def test_the_hours_that_an_answer_tells_come_before_those_of_its_service(words):
    call = PlayedCall(knows={"la garderie": sure(NURSERY), words: sure(HOURS)})
    call.says("la garderie")
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert (told[0].prompt, told[0].values) == ("answer.details", {"text": NURSERY.spoken})


@pytest.mark.parametrize(
    "words",
    ["vous fermez à quelle heure", "la piscine ferme à quelle heure", "à quelle heure demain", "le prix"],
)
def test_the_hours_of_another_place_or_day_are_not_those_told(words):
    assert hours_in(Told(NURSERY, NURSERY.spoken), words) is None


def test_an_answer_without_hours_leaves_them_to_the_calendar():
    assert hours_in(TOLD, "ça ferme à quelle heure") is None


TOWN = replace(HOURS, details="Notre numéro est le 04 65 71 00 00. L'entrée de gauche est de plain-pied.")


@pytest.mark.parametrize(
    "words",
    [
        "c'est quoi le numéro de téléphone de la mairie",
        "quel est votre numéro",
        "le numéro de la mairie",
        "le numéro de la mairie s'il vous plaît",
        "le numéro de la mairie de votre commune",
        "le numéro de la mairie de la ville",
        "à quel numéro je peux vous joindre",
        "je peux vous appeler à quel numéro",
    ],
)
def test_the_number_is_told_first_to_whoever_asks_for_it(words):
    call = PlayedCall(knows={words: sure(TOWN)})
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert told[0].values == {"text": "Notre numéro est le 04 65 71 00 00. Dès 8 h 30."}


def test_the_number_is_told_first_to_whoever_names_the_town():
    words = "le numéro de la mairie de valmont"
    town = replace(TOWN, spoken="Elle est à Valmont.")
    call = PlayedCall(knows={words: sure(town)})
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert told[0].values["text"].startswith("Notre numéro est")


@pytest.mark.parametrize(
    "words",
    [
        "les horaires de la mairie",
        "le numéro de ma rue",
        "mon numéro fiscal",
        "c'est quoi le numéro de la mairie de Grenoble",
        "le numéro de téléphone de la mairie d'à côté",
        "le numéro de la mairie de la commune voisine",
        "vous avez le numéro de la mairie de Saint-Martin",
        "à quel numéro vous allez me rappeler",
    ],
)
def test_nobody_else_hears_it_first(words):
    call = PlayedCall(knows={words: sure(TOWN)})
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert told[0].values == {"text": "Dès 8 h 30."}


PASSPORT = replace(
    ADULT,
    title="un passeport",
    details="",
    variants=(
        replace(ADULT.variants[0], spoken="Apportez une photo. Cela coûte 86 €."),
        replace(ADULT.variants[1], spoken="Venez avec un parent et une photo. Cela coûte 17 €."),
    ),
)


def told_of(case: str) -> PlayedCall:
    call = PlayedCall(knows={"un passeport": sure(PASSPORT)})
    call.says("un passeport")
    call.says(case)
    return call


@pytest.mark.parametrize(
    ("first", "words", "case"),
    [
        ("un adulte", "c'est combien pour un enfant", 1),
        ("un adulte", "et pour ma fille c'est combien", 1),
        ("un adulte", "quels papiers pour mon fils", 1),
        ("un adulte", "et mon fils c'est combien", 1),
        ("un adulte", "c'est combien le tarif enfant", 1),
        ("un adulte", "et pour les moins de quinze ans c'est combien", 1),
        ("un mineur", "c'est combien pour ma femme", 0),
        ("un mineur", "et pour mon mari quels papiers", 0),
        ("un mineur", "et pour moi c'est combien", 0),
        ("un mineur", "c'est combien pour un adulte", 0),
        ("un mineur", "quels papiers pour ma fille de vingt ans", 0),
    ],
)
def test_what_is_asked_for_somebody_else_is_not_answered_by_the_case_just_told(first, words, case):
    told = [one for one in told_of(first).feed(Heard(text=words)) if isinstance(one, Say)]
    assert [one.prompt for one in told][:2] == ["answer.case", "answer.spoken"]
    assert told[0].values == {"choice": PASSPORT.variants[case].label}
    assert told[1].values == {"text": PASSPORT.variants[case].spoken}


@pytest.mark.parametrize(
    ("first", "words", "heard"),
    [
        ("un adulte", "c'est combien pour ma femme", "Cela coûte 86 €."),
        ("un adulte", "c'est combien pour ma fille de vingt ans", "Cela coûte 86 €."),
        ("un mineur", "et pour mon fils c'est combien", "Cela coûte 17 €."),
        ("un mineur", "mon mari doit apporter quels papiers", "Venez avec un parent et une photo."),
    ],
)
def test_what_is_asked_for_the_same_case_is_answered_by_it(first, words, heard):
    told = [one for one in told_of(first).feed(Heard(text=words)) if isinstance(one, Say)]
    assert (told[0].prompt, told[0].values) == ("answer.details", {"text": heard})


def test_two_cases_asked_for_at_once_are_asked_apart():
    assert told_of("un adulte").says("c'est combien pour mon fils et moi") == ["answer.which_2"]


def told_as(spoken: str, details: str = "", title: str = "un papier", case: int | None = None) -> Told:
    return Told(
        replace(HOURS, title=title, spoken=spoken, details=details), f"{spoken} {details}".strip(), case
    )


BIRTH = told_as(
    "Une naissance se déclare dans les cinq jours, avec vos pièces.",
    "Le jour de l'accouchement ne compte pas : le délai va jusqu'au jour ouvré suivant.",
)
LIBRARY = told_as("L'inscription est gratuite.", "On emprunte dix livres pour trois semaines.")
CANTEEN = told_as(
    "Un repas se réserve l'avant-veille. Le prix dépend du quotient familial.", title="la cantine"
)
GUEST = told_as("Apportez une photo.", "Elle sert à recevoir un étranger moins de trois mois.")
BLUE = told_as("On se gare une heure et demie. La carte se demande en ligne.")
SCHOOL = told_as("Remettez la demande avant la fin avril. Une commission répond en juin.")
GRANT = told_as(
    "Déposez le dossier avec les statuts et le bilan.", "Un bureau change dans les trois mois.", case=1
)
GRAVE = told_as("Demandez une concession.", "Les concessions durent quinze, trente ou cinquante ans.")


@pytest.mark.parametrize(
    ("told", "words", "heard"),
    [
        (BIRTH, "combien de temps", (BIRTH.choice.spoken, BIRTH.choice.details)),
        (BIRTH, "c'est quoi le délai", (BIRTH.choice.spoken, BIRTH.choice.details)),
        (LIBRARY, "combien de temps", (LIBRARY.choice.details,)),
        (LIBRARY, "combien de temps pour les livres", (LIBRARY.choice.details,)),
        (GUEST, "combien de temps", (GUEST.choice.details,)),
        (BLUE, "combien de temps", ("On se gare une heure et demie.",)),
        (GRAVE, "combien de temps", (GRAVE.choice.details,)),
        (CANTEEN, "c'est combien le repas", ("Le prix dépend du quotient familial.",)),
        (CANTEEN, "c'est combien par repas", ("Le prix dépend du quotient familial.",)),
        (SCHOOL, "quand est-ce qu'on a la réponse", ("Une commission répond en juin.",)),
        (GRANT, "quels papiers", (GRANT.choice.spoken,)),
    ],
)
def test_what_the_answer_tells_otherwise_is_said_rather_than_nothing_or_a_remainder(told, words, heard):
    assert follow_up(told, words, understood=False) == heard


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (LIBRARY, "combien de temps pour l'avoir"),
        (GUEST, "c'est quoi le délai"),
        (told_as("Venez avec une photo de moins de six mois."), "combien de temps"),
        (told_as("L'école est obligatoire dès trois ans."), "combien de temps"),
        (told_as("C'est fermé un jour férié."), "combien de temps"),
        (GRANT, "combien de temps"),
        (CANTEEN, "quels papiers"),
        (told_as("Apportez une photo. C'est gratuit, sauf perte."), "le prix de la photo"),
    ],
)
def test_a_length_of_time_or_a_price_of_something_else_is_no_answer(told, words):
    assert not follow_up(told, words, understood=False)


WITH_MAIL = replace(TOWN, details=f"{TOWN.details} Notre adresse mail est mairie@exemple.fr.")


@pytest.mark.parametrize(
    "words",
    [
        "c'est quoi votre mail",
        "l'adresse mail de la mairie",
        "votre adresse e-mail",
        "comment vous écrire par mail",
        "quelle est votre adresse électronique",
    ],
)
def test_the_mail_address_is_told_first_to_whoever_asks_for_it(words):
    call = PlayedCall(knows={words: sure(WITH_MAIL)})
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert told[0].values == {"text": "Notre adresse mail est mairie@exemple.fr. Dès 8 h 30."}


@pytest.mark.parametrize(
    "words",
    [
        "l'adresse de la mairie",
        "l'adresse mail du service état civil",
        "le mail de la mairie de Grenoble",
        "je vous ai envoyé un mail",
    ],
)
def test_nobody_else_hears_the_mail_address_first(words):
    call = PlayedCall(knows={words: sure(WITH_MAIL)})
    told = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert told[0].values == {"text": "Dès 8 h 30."}


CANTEEN = replace(
    HOURS,
    slug="cantine",
    title="la cantine",
    spoken="Inscrivez-vous sur le portail. Un repas s'annule la veille.",
    details=(
        "En cas de maladie, prévenez le matin même. Pour une allergie, il faut l'avis du médecin. "
        "Le tarif dépend du quotient. Avec la carte, c'est gratuit le mercredi. "
        "Ouvert lundi, mardi, jeudi et vendredi à 12 h. "
        "La garderie ferme à 18 h."
    ),
)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ma fille est malade aujourd'hui pour la cantine", "En cas de maladie, prévenez le matin même."),
        ("mon fils est allergique aux oeufs il peut venir", "Pour une allergie, il faut l'avis du médecin."),
        ("c'est combien l'inscription à la cantine", "Le tarif dépend du quotient."),
        ("la cantine ça coûte combien par mois", "Le tarif dépend du quotient."),
        ("à quelle heure on doit venir le chercher", "La garderie ferme à 18 h."),
    ],
)
def test_the_detail_that_is_asked_for_is_found(words, first):
    assert detail_asked(CANTEEN, words) == first


@pytest.mark.parametrize(
    "words",
    [
        "la cantine",
        "inscrire mon fils à la cantine",
        "annuler un repas parce qu'elle est malade",
        "la cantine du mercredi",
        "j'ai vu le médecin pour la cantine",
        "",
    ],
)
def test_an_answer_that_tells_what_is_asked_is_told_as_it_is(words):
    assert detail_asked(CANTEEN, words) == ""


def test_the_question_that_decides_comes_before_any_detail():
    assert detail_asked(ADULT, "quel délai pour la carte de ma fille") == ""


def test_what_is_asked_with_the_subject_is_told_right_behind_its_answer_and_not_again():
    words = "ma fille est malade pour la cantine"
    call = PlayedCall(knows={words: sure(CANTEEN)})
    told = [
        str(one.values["text"]) for one in call.feed(Heard(text=words)) if isinstance(one, Say) and one.values
    ]
    assert told == [CANTEEN.spoken, "En cas de maladie, prévenez le matin même."]
    more = [str(one.values) for one in call.feed(Heard(text="la suite")) if isinstance(one, Say)]
    assert "allergie" in more[0]
    assert "maladie" not in more[0]


BOTH = Told(
    HOURS, "L'inscription se fait en juin. Vous pouvez venir seul ou à deux. Le tarif dépend du quotient."
)


@pytest.mark.parametrize("words", ["on doit venir tous les deux", "est-ce qu'on doit être là tous les deux"])
def test_coming_together_is_asked_of_the_answer_just_given(words):
    assert follow_up(BOTH, words, understood=True) == ("Vous pouvez venir seul ou à deux.",)


@pytest.mark.parametrize("words", ["c'est combien la journée", "quel prix la semaine"])
def test_what_a_price_is_of_is_no_subject(words):
    assert follow_up(BOTH, words, understood=True) == ("Le tarif dépend du quotient.",)


def test_for_an_adult_is_no_subject():
    assert follow_up(BOTH, "pour un adulte", understood=True) == ()
    music = Told(HOURS, "Elle accueille les enfants et les adultes. On s'inscrit en juin.")
    assert follow_up(music, "pour un adulte", understood=True) == (
        "Elle accueille les enfants et les adultes.",
    )


def test_the_article_just_told_is_not_made_sure_of_again():
    call = PlayedCall(knows={"la salle": sure(HOURS), "pour un anniversaire": nearly(HOURS)})
    call.says("la salle")
    assert call.says("pour un anniversaire")[0] == "answer.spoken"


def test_for_an_adult_agrees_to_what_was_nearly_understood():
    call = PlayedCall(knows={"la piscine": nearly(HOURS), "pour un adulte": nearly(BINS)})
    assert call.says("la piscine") == ["answer.confirm"]
    assert call.says("pour un adulte")[0] == "answer.spoken"


@pytest.mark.parametrize(
    ("words", "spoken", "details"),
    [
        ("je veux payer mon amende", "Pour une amende, voyez un site.", "La fourrière a un prix."),
        ("à quelle heure est le conseil", "Les conseils sont publics.", "Le maire reçoit le samedi, de 9 h."),
        ("où est enterré mon père", "Voyez le service.", "Peuvent être enterrés ici les habitants."),
    ],
)
def test_no_detail_of_something_else_is_told_behind_an_answer(words, spoken, details):
    assert detail_asked(replace(HOURS, title="la mairie", spoken=spoken, details=details), words) == ""
