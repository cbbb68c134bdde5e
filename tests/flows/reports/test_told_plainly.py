"""Problems told in plain words are reports; what only resembles them is a question like another."""

import pytest

from flows.actions import TakeMessage
from flows.collect.problem import says_danger
from flows.events import TransferEnded
from flows.reporting import OpenReport, SimilarReport
from flows.routes import Route, route_of
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import PASTEUR, harmless, opened, town


@pytest.mark.parametrize(
    "words",
    [
        "on a tagué ma façade",
        "le robinet du cimetière fuit",
        "l'égout refoule dans ma cuisine",
        "les eaux usées remontent dans la rue",
        "mon voisin laisse ses poubelles sur le trottoir",
        "quelqu'un jette des gravats dans le parc",
        "il n'y a plus de feu au carrefour",
        "il n'y a plus de lumière dans la rue",
    ],
)
def test_it_is_a_report(words):
    assert route_of(words) is Route.REPORT


@pytest.mark.parametrize(
    "words",
    [
        "quand on met les poubelles sur le trottoir",
        "on met des cartons dans le bac jaune",
        "où est ce qu'on jette des gravats dans la commune",
        "mon robinet fuit",
        "je laisse mes poubelles où",
        "il n'y a plus de place à la crèche",
        "il n'y a pas de lumière dans ma salle de bains",
        "ma cheminée refoule",
        "on a démonté ma façade pour les travaux",
    ],
)
def test_it_is_none(words):
    assert route_of(words) is not Route.REPORT


@pytest.mark.parametrize(
    "words", ["l'eau envahit la cave du voisin", "il bouche la route", "elle obstrue la route"]
)
def test_a_danger_told_as_the_description_is_one(words):
    call = harmless("un arbre tombé rue pasteur")
    call.says("oui")
    assert call.asked == "report.describe"
    call.says(words)
    assert opened(call).dangerous


@pytest.mark.parametrize("words", ["it blocks the road", "the water is flooding the cellar"])
def test_english_tells_them_too(words):
    assert says_danger(words, "en")


@pytest.mark.parametrize(
    "words",
    [
        "il bouche la vue",
        "il est dans la cave",
        "la cave est jolie",
        "le lierre envahit la maison",
        "il m'a coupé la route",
    ],
)
def test_a_description_that_only_looks_like_one_is_none(words):
    call = harmless("un arbre tombé rue pasteur")
    call.says("oui")
    call.says(words)
    call.hangs_up()
    assert not opened(call).dangerous


@pytest.mark.parametrize("words", ["éteint", "vert"])
def test_a_word_that_describes_it_is_kept_where_another_report_is_asked_about(words):
    theirs = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-12")
    call = harmless("un lampadaire rue pasteur", town(reports=[theirs]))
    call.says("oui")
    assert call.asked == "report.similar"
    call.says(words)
    call.hangs_up()
    assert words in opened(call).description


@pytest.mark.parametrize("words", ["mouais", "euh bon", "comment"])
def test_a_word_that_tells_nothing_is_not(words):
    theirs = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-12")
    call = harmless("un lampadaire rue pasteur", town(reports=[theirs]))
    call.says("oui")
    call.says(words)
    call.hangs_up()
    assert words not in opened(call).description


def test_every_name_heard_for_a_street_that_is_not_known_is_kept():
    call = harmless("un trou")
    for words in ("rue zouzou", "rue patapon", "rue bilboquet"):
        call.says(words)
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert report.place == "rue zouzou, rue patapon, rue bilboquet"


def test_what_it_is_about_told_at_the_offer_of_a_message_is_the_message():
    call = PlayedCall(services=town())
    call.says("un agent")
    call.feed(TransferEnded(outcome="busy"))
    assert call.asked == "message.offer"
    call.says("c'est pour prolonger mes livres")
    call.hangs_up()
    (deed,) = call.deeds(TakeMessage)
    assert isinstance(deed, TakeMessage)
    assert "prolonger mes livres" in deed.text
    assert PASTEUR not in deed.text
