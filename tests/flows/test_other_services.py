"""The rescue services, and others who ring the town hall for their work, reach a person."""

import pytest

from flows.actions import Transfer
from flows.commands import Command
from flows.french.commands import command
from flows.french.other_services import rings_for_work
from tests.flows.calls import PlayedCall


@pytest.mark.parametrize(
    "words",
    [
        "ici les pompiers de grenoble on cherche un responsable",
        "ici la gendarmerie passez moi le maire",
        "c'est le samu on cherche une adresse",
        "c'est la police nationale",
        "ici l'hôpital de grenoble",
        "ici le sdis de l'isère",
        "ici les pompiers s'il vous plaît",
        "c'est la gendarmerie à propos d'un véhicule",
        "c'est le samu c'est urgent",
        "c'est enedis à l'appareil pour une coupure",
        "les pompiers ont besoin du maire",
        "livreur je suis devant la mairie avec un colis",
        "ici les pompiers il y a un incendie rue pasteur il nous faut le maire",
    ],
)
def test_they_reach_a_person_and_are_asked_about_no_danger(words):
    call = PlayedCall()
    assert "transfer.connecting" in call.says(words)
    assert call.transfer == Transfer(service="accueil", summary=words, fields=call.transfer.fields)


def test_whoever_looks_for_the_team_on_call_reaches_it():
    call = PlayedCall()
    call.says("ici les pompiers de grenoble on cherche l'astreinte")
    assert call.transfer.service == "astreinte"


@pytest.mark.parametrize(
    "words",
    [
        "c'est la gendarmerie qui m'envoie pour une procuration",
        "ici les pompiers sont bloqués",
        "ici la police municipale ne vient jamais",
        "c'est pour la police municipale",
    ],
)
def test_whoever_speaks_of_them_is_not_one_of_them(words):
    assert not rings_for_work(words)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("un agent s'il vous plaît c'est personnel", Command.AGENT),
        ("non merci je voulais un agent", Command.AGENT),
        ("moi pas parler bien français", Command.HESITANT),
        ("hablo español", Command.HESITANT),
        ("hilfe", Command.HESITANT),
    ],
)
def test_a_person_or_another_language_is_asked_for_in_few_words(words, wanted):
    assert command(words) is wanted
