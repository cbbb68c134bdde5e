"""Who is fetched for a caller who wants help, and does not say what with."""

import pytest

from flows.messages.words import wants_only_help
from tests.flows.calls import BINS, PlayedCall, nearly


@pytest.mark.parametrize(
    "words",
    [
        "je veux quelqu'un qui m'aide",
        "je voudrais quelqu'un qui peut me renseigner",
        "passez-moi un agent pour m'aider",
    ],
)
def test_help_of_no_kind_is_the_reception_s(words):
    call = PlayedCall(knows={words: nearly(BINS)})
    call.says(words)
    assert call.transfer.service == "accueil"


@pytest.mark.parametrize(
    "words",
    [
        "je veux quelqu'un qui m'aide pour mon logement",
        "je veux quelqu'un pour le logement",
        "quelqu'un pour m'aider à remplir un dossier",
        "pour mon passeport je veux quelqu'un qui m'aide",
        "ma fille cherche de l'aide",
    ],
)
def test_help_with_something_is_not(words):
    assert not wants_only_help(words)
