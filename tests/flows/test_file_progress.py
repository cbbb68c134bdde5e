"""Where a file stands is no article's to tell: the service that deals with it is looked for."""

from dataclasses import replace

import pytest

from flows.events import OpeningFound
from flows.file_progress import asks_progress, names_no_file
from tests.flows.calls import CARD, HOURS, PlayedCall, either, sure

HOUSING = replace(HOURS, slug="logement", title="un logement social", service="logement")


@pytest.mark.parametrize(
    ("words", "unnamed"),
    [
        ("où en est ma demande", True),
        ("je voudrais savoir où en est mon dossier", True),
        ("mon dossier il en est où", True),
        ("est-ce que ma demande a été acceptée", True),
        ("avoir des nouvelles de mon dossier", True),
        ("mon dossier n'avance pas", True),
        ("ma demande de logement social en est où", False),
        ("suivi de ma demande de carte d'identité", False),
        ("j'attends toujours une réponse à ma demande de subvention", False),
        ("où en est mon permis de construire", False),
    ],
)
def test_where_a_file_stands_is_asked(words, unnamed):
    assert asks_progress(words)
    assert names_no_file(words) is unnamed


@pytest.mark.parametrize(
    "words",
    [
        "où en est mon signalement",
        "où en sont les travaux de la rue",
        "je veux faire une demande de logement",
        "où déposer mon dossier",
        "quels papiers pour mon dossier de mariage",
        "ma demande de rendez-vous",
        "annuler ma demande",
        "mon inscription à la cantine",
        "",
    ],
)
def test_other_words_ask_nothing_of_the_kind(words):
    assert not asks_progress(words)


def test_it_is_asked_in_english_as_well():
    assert asks_progress("where is my application", "en")
    assert not asks_progress("where is the town hall", "en")


def test_whoever_names_no_file_is_asked_which_and_put_through_with_it():
    call = PlayedCall(knows={"où en est ma demande": either(HOUSING, CARD)})
    assert call.says("où en est ma demande") == ["main.which_file"]
    assert call.says("un logement social")[:2] == ["main.file_at_service", "transfer.connecting"]
    assert call.transfer.summary == "où en est ma demande, un logement social"


def test_a_file_that_is_named_is_not_asked_for():
    call = PlayedCall(knows={"où en est ma demande de logement": sure(HOUSING)})
    assert call.says("où en est ma demande de logement")[0] == "main.file_at_service"


def test_after_an_answer_it_is_that_of_its_service():
    call = PlayedCall(knows={"un logement social": sure(HOUSING)})
    call.says("un logement social")
    assert call.says("et où en est ma demande")[0] == "main.file_at_service"
    assert call.transfer.service == "logement"


def test_a_report_named_in_the_place_of_a_file_is_looked_for():
    call = PlayedCall()
    call.says("où en est ma demande")
    assert call.says("mon signalement") == ["status.reference"]


def test_when_nobody_is_there_a_message_is_offered():
    call = PlayedCall(opening=OpeningFound(open=False, sentence="Fermé."))
    call.says("où en est mon dossier")
    assert call.says("un permis de construire")[-1] == "message.offer"


def test_what_another_body_deals_with_is_told_so():
    assert PlayedCall().says("où en est ma demande de carte grise")[0] == "elsewhere.vehicles"
