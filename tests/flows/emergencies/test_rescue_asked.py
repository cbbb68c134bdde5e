"""The rescue services asked for by name, as if this line could put anybody through to them."""

import pytest

from flows.emergencies.rescue_asked import rescue_asked
from tests.flows.calls import PlayedCall

NAMED = {
    "passez-moi le samu": "medical",
    "passez-moi le quinze": "medical",
    "je voudrais le samu": "medical",
    "il me faut le samu": "medical",
    "le samu vite": "medical",
    "allô le samu": "medical",
    "passez-moi les urgences": "medical",
    "passez-moi les urgences de l'hôpital s'il vous plaît": "medical",
    "vous pouvez me passer les urgences": "medical",
    "je voudrais parler aux urgences de l'hôpital": "medical",
    "passez-moi le centre antipoison": "medical",
    "passez-moi sos médecins": "medical",
    "passez-moi les pompiers": "fire",
    "je voudrais les pompiers s'il vous plaît": "fire",
    "mettez-moi en relation avec les pompiers": "fire",
    "je suis bien chez les pompiers": "fire",
    "passez-moi la police": "police",
    "je voudrais parler à la police": "police",
    "passez-moi le dix-sept": "police",
    "passez-moi les secours": "any",
    "passez-moi le cent douze": "any",
}


@pytest.mark.parametrize(("words", "kind"), NAMED.items())
def test_the_number_is_told_and_that_the_line_cannot_put_through_to_it(words, kind):
    assert PlayedCall().says(words) == [f"emergency.{kind}", "emergency.no_transfer", "emergency.next"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("put me through to the police", "police"),
        ("can i speak to the fire brigade please", "fire"),
        ("i need an ambulance", "medical"),
    ],
)
def test_it_is_so_in_english(words, kind):
    call = PlayedCall(languages=("fr", "en"))
    call.presses("9")
    assert call.says(words)[:2] == [f"emergency.{kind}", "emergency.no_transfer"]


@pytest.mark.parametrize(
    "words",
    [
        "passez-moi la police municipale",
        "je voudrais le quinze",
        "je voudrais les pompiers pour un nid de guêpes",
        "les pompiers sont déjà là",
        "c'est les pompiers",
        "je cherche la gendarmerie",
        "devant les urgences",
        "j'appelle le samu merci",
        "je voudrais le calendrier des pompiers",
    ],
)
def test_what_only_names_them_asks_for_none(words):
    assert rescue_asked(words.replace("-", " ")) is None


def test_more_told_beside_it_is_heard_for_what_it_is():
    call = PlayedCall()
    assert call.says("passez-moi le samu mon mari respire mal") == ["emergency.medical", "emergency.next"]
