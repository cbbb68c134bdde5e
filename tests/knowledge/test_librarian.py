"""What is found for a question, while people edit the base: texts live at once, no broken answer."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from knowledge.articles import Article, Variant
from knowledge.hours_desk import HOURS_TOPIC
from knowledge.librarian import Librarian
from knowledge.notices import Alert
from knowledge.store import KnowledgeStore
from knowledge.town import Closure
from tests.knowledge.valmont import MONDAY, TOWN, article, at

WHO = {"who": "Camille", "at": MONDAY}

ARTICLES = [
    article(phrasings=("mon passeport est périmé",), spoken="Prenez rendez-vous au {phone}."),
    article(
        HOURS_TOPIC,
        title="Horaires",
        offer="les horaires de la mairie",
        service="accueil",
        spoken="{today:mairie} Nous sommes {address}.",
        phrasings=("adresse de la mairie", "horaires et adresse"),
    ),
    article(
        "piscine",
        title="Piscine",
        offer="la piscine",
        service="culture-sport",
        spoken="La piscine est avenue du Stade. {today:piscine}",
        phrasings=("nager", "la piscine avec des enfants"),
    ),
    article("encombrants", title="Encombrants", service="accueil", phrasings=("un vieux canapé", "matelas")),
]


@dataclass(frozen=True)
class Why:
    phrasing: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    slug: str
    score: float
    evidence: Why


@dataclass(frozen=True)
class Match:
    decision: str
    candidates: tuple[Found, ...]


class ExactMatcher:
    """Finds the articles that have a phrasing in the question: a simple, sure matcher of our contract."""

    def __init__(self, articles: Sequence[Article], refused: Sequence[str] = ()) -> None:
        self.articles = articles

    def match(self, text: str, alternatives: Sequence[str] = (), confidences: Sequence[float] = ()) -> Match:
        found = [
            Found(each.slug, 0.9 - 0.1 * rank, Why(phrasing, tuple(phrasing.split())))
            for rank, (each, phrasing) in enumerate(
                (each, phrasing) for each in self.articles for phrasing in each.phrasings if phrasing in text
            )
        ]
        decisions = {0: "none", 1: "answer", 2: "disambiguate"}
        return Match(decisions.get(len(found), "confirm"), tuple(found))


def library(source=ARTICLES, factory=ExactMatcher, now=MONDAY) -> Librarian:
    return Librarian(source, TOWN, factory, now=now)


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    store = KnowledgeStore(tmp_path / "knowledge.db")
    store.save_all(ARTICLES, **WHO)
    return store


def test_it_answers_with_everything_ready_to_be_said():
    found = library().find("mon passeport est périmé", now=MONDAY)
    (response,) = found.responses
    assert found.decision == "answer"
    assert (response.slug, response.offer, response.service) == ("passeport", "un passeport", "etat-civil")
    assert response.spoken == "Prenez rendez-vous au 04 65 71 00 00."
    assert found.reason == "passeport 0.90 « mon passeport est périmé » (mon, passeport, est, périmé)"


def test_it_offers_the_close_ones():
    found = library().find("mon passeport est périmé et j'ai un vieux canapé", now=MONDAY)
    assert found.decision == "disambiguate"
    assert [response.slug for response in found.responses] == ["passeport", "encombrants"]
    scores = [response.score for response in found.responses]
    assert scores == sorted(scores, reverse=True)


def test_it_says_when_it_knows_nothing():
    found = library().find("je voudrais une pizza", now=MONDAY)
    assert (found.decision, found.responses) == ("none", ())


def test_an_article_can_be_chosen_by_its_slug():
    (response,) = library().article("piscine", now=MONDAY).responses
    closed = "La piscine est fermée en ce moment. Elle rouvre mercredi 25 novembre à 10 h."
    assert response.spoken == f"La piscine est avenue du Stade. {closed}"
    assert library().article("inconnue", now=MONDAY).decision == "none"


@pytest.mark.parametrize(
    ("question", "topic", "slug", "said"),
    [
        ("vous êtes ouverts demain", "", HOURS_TOPIC, "Demain, mardi 24 novembre, la mairie est ouverte"),
        (
            "la piscine est ouverte dimanche",
            "",
            "piscine",
            "Dimanche 29 novembre, la piscine est ouverte de 9 h",
        ),
        ("la piscine dimanche", "", "piscine", "Dimanche 29 novembre, la piscine est ouverte de 9 h"),
        ("et samedi matin", HOURS_TOPIC, HOURS_TOPIC, "Samedi 28 novembre au matin, la mairie est ouverte"),
        ("et mercredi", "piscine", "piscine", "Après-demain, mercredi 25 novembre, la piscine est ouverte"),
        ("et la piscine", HOURS_TOPIC, "piscine", "La piscine est fermée en ce moment."),
        (
            "et mercredi",
            f"{HOURS_TOPIC}@urbanisme",
            HOURS_TOPIC,
            "Après-demain, mercredi 25 novembre, le service urbanisme",
        ),
        ("quand ouvre l'état civil", "", HOURS_TOPIC, "Le service état civil est ouvert en ce moment"),
        (
            "je peux venir samedi matin",
            "passeport",
            HOURS_TOPIC,
            "Samedi 28 novembre au matin, le service état civil",
        ),
        (
            "à quelle heure vous fermez",
            "passeport",
            HOURS_TOPIC,
            "Aujourd'hui, lundi 23 novembre, le service état civil ferme",
        ),
    ],
)
def test_the_calendar_answers_questions_about_hours(question, topic, slug, said):
    found = library().find(question, topic=topic, now=MONDAY)
    (response,) = found.responses
    assert (found.decision, response.slug) == ("answer", slug)
    assert response.spoken.startswith(said)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("samedi matin", ""),
        ("et samedi matin", "passeport"),
        ("les horaires de la cantine", ""),
        ("la poste est ouverte demain", ""),
        ("la piscine", ""),
        ("on est quel jour", ""),
        ("ferme-la", ""),
        ("ferme-la", HOURS_TOPIC),
    ],
)
def test_the_calendar_does_not_answer_for_what_it_does_not_know(question, topic):
    assert library().find(question, topic=topic, now=MONDAY).decision == "none"


def test_a_matched_article_on_hours_answers_for_the_day_meant():
    found = library().find("bonjour adresse de la mairie et vous êtes ouverts samedi machin", now=MONDAY)
    (response,) = found.responses
    assert response.slug == HOURS_TOPIC
    assert response.spoken == "Samedi 28 novembre, la mairie est ouverte de 9 h à 12 h."
    for question in ("adresse de la mairie", "les horaires et adresse de la mairie"):
        (plain,) = library().find(question, now=MONDAY).responses
        assert "place de la République" in plain.spoken


def test_a_matched_article_keeps_its_text_when_only_a_day_is_said():
    (response,) = library().find("je veux nager mercredi", now=MONDAY).responses
    assert response.spoken.startswith("La piscine est avenue du Stade.")


def test_an_answer_about_hours_remembers_its_place_and_offers_the_week():
    (response,) = library().find("urbanisme ouvert demain", now=MONDAY).responses
    assert (response.topic, response.offer) == (
        f"{HOURS_TOPIC}@urbanisme",
        "les horaires du service urbanisme",
    )
    assert response.service == "urbanisme"
    assert response.details.startswith("Le service urbanisme est ouvert le lundi")
    following = library().find("et mercredi", topic=response.topic, now=MONDAY)
    assert "urbanisme" in following.responses[0].spoken


@pytest.mark.parametrize("text", ["", "\ud83d", "\0", "🚒" * 5000, "ouvert " * 5000, "{phone}", "<script>"])
def test_any_words_are_read_in_bounded_time(text):
    began = time.monotonic()
    found = library().find(text, topic=text[:20], now=MONDAY)
    assert time.monotonic() - began < 1
    assert found.decision in ("none", "answer")


def test_an_article_is_answered_on_its_days_only(store):
    store.save(replace(ARTICLES[3], valid_until=date(2026, 11, 23)), **WHO)
    librarian = library(store)
    assert librarian.find("un vieux canapé", now=at("2026-11-23 23:59")).decision == "answer"
    assert librarian.find("un vieux canapé", now=at("2026-11-24 00:00")).decision == "none"


def test_a_draft_is_never_answered(store):
    store.save(replace(ARTICLES[3], status="draft"), **WHO)
    librarian = library(store)
    assert librarian.find("un vieux canapé", now=MONDAY).decision == "none"
    assert librarian.article("encombrants", now=MONDAY).decision == "none"


def test_a_neighbour_never_answers_for_an_article_out_of_its_days():
    late = [replace(ARTICLES[0], valid_from=date(2027, 1, 1)), *ARTICLES[1:]]

    class Stubborn(ExactMatcher):
        def __init__(self, articles: Sequence[Article], refused: Sequence[str]) -> None:
            super().__init__(late)

    question = "mon passeport est périmé et j'ai un vieux canapé"
    found = library(late, Stubborn).find(question, now=MONDAY)
    assert found.decision == "none"
    assert found.reason.startswith("La fiche « passeport » n'est pas à dire aujourd'hui.")


def test_one_of_two_close_articles_out_of_its_days_leaves_a_confirmation():
    late = [*ARTICLES[:3], replace(ARTICLES[3], valid_from=date(2027, 1, 1))]

    class Stubborn(ExactMatcher):
        def __init__(self, articles: Sequence[Article], refused: Sequence[str]) -> None:
            super().__init__(late)

    found = library(late, Stubborn).find("mon passeport est périmé et j'ai un vieux canapé", now=MONDAY)
    assert (found.decision, [response.slug for response in found.responses]) == ("confirm", ["passeport"])


def test_what_it_may_be_instead_comes_with_the_article_to_be_confirmed():
    class Nearly(ExactMatcher):
        def match(self, text: str, *heard: Sequence[object]) -> Match:
            return Match("confirm", super().match(text).candidates)

    found = library(ARTICLES, Nearly).find("mon passeport est périmé et j'ai un vieux canapé", now=MONDAY)
    assert found.decision == "confirm"
    assert [response.slug for response in found.responses] == ["passeport", "encombrants"]


def test_an_article_with_nothing_left_to_say_is_not_answered():
    lost = [replace(ARTICLES[0], spoken="Appelez le {fact:plombier}.")]
    assert library(lost).find("mon passeport est périmé", now=MONDAY).decision == "none"


def test_an_edited_text_is_said_at_the_next_question(store):
    librarian = library(store)
    other = KnowledgeStore(store.path)
    other.save(replace(ARTICLES[0], spoken="C'est gratuit."), **WHO)
    (response,) = librarian.find("mon passeport est périmé", now=MONDAY).responses
    assert response.spoken == "C'est gratuit."


def test_a_new_phrasing_is_understood_within_a_second(store):
    librarian = library(store)
    assert librarian.find("voyage en Islande", now=MONDAY).decision == "none"
    KnowledgeStore(store.path).save(replace(ARTICLES[0], phrasings=("voyage en Islande",)), **WHO)
    librarian.find("voyage en Islande", now=MONDAY)
    assert librarian.wait(1.0)
    assert librarian.find("voyage en Islande", now=MONDAY).decision == "answer"


def test_the_old_index_serves_while_the_new_one_is_built(store):
    gate, built = threading.Event(), []

    def slow(articles: Sequence[Article], refused: Sequence[str]) -> ExactMatcher:
        if built:
            gate.wait(10)
        built.append(len(articles))
        return ExactMatcher(articles)

    librarian = library(store, slow)
    store.save(article("velo", phrasings=("mon vélo",)), **WHO)
    store.save(article("bus", phrasings=("le bus",)), **WHO)
    began = time.monotonic()
    assert librarian.find("mon passeport est périmé", now=MONDAY).decision == "answer"
    assert librarian.find("où ranger un cycle", now=MONDAY).decision == "none"
    assert time.monotonic() - began < 2
    gate.set()
    assert librarian.wait(10)
    assert librarian.find("mon vélo", now=MONDAY).decision == "answer"
    assert librarian.find("le bus", now=MONDAY).decision == "answer"
    assert built[0] == 4


def test_a_matcher_that_cannot_be_rebuilt_leaves_the_old_one(store):
    tries = []

    def once(articles: Sequence[Article], refused: Sequence[str]) -> ExactMatcher:
        tries.append(articles)
        if len(tries) > 1:
            raise RuntimeError("no memory")
        return ExactMatcher(articles)

    librarian = library(store, once)
    store.save(article("velo", phrasings=("mon vélo",)), **WHO)
    assert librarian.find("mon passeport est périmé", now=MONDAY).decision == "answer"
    assert librarian.wait(5)
    assert librarian.find("mon passeport est périmé", now=MONDAY).decision == "answer"
    assert librarian.wait(5)
    assert len(tries) == 2


def test_a_base_that_breaks_under_it_does_not_silence_it(store):
    librarian = library(store)
    with sqlite3.connect(store.path) as connection:
        connection.execute("drop table counter")
    connection.close()
    assert librarian.find("mon passeport est périmé", now=MONDAY).decision == "answer"


def test_an_alert_is_said_before_the_answers_it_concerns_until_it_ends(store):
    librarian = library(store)
    alert = Alert(
        text="Le service est fermé ce matin.",
        starts=MONDAY,
        ends=MONDAY + timedelta(hours=1),
        service="etat-civil",
    )
    store.notices.add_alert(alert, who="Camille")

    def said(question: str, minutes: int) -> str:
        return librarian.find(question, now=MONDAY + timedelta(minutes=minutes)).responses[0].spoken

    assert said("mon passeport est périmé", 5).startswith("Le service est fermé ce matin. Prenez")
    assert said("un vieux canapé", 5) == "Prenez rendez-vous."
    assert said("mon passeport est périmé", 60).startswith("Prenez")


def test_an_alert_is_said_whichever_variant_is_chosen(store):
    variants = (
        Variant(label="un adulte", phrases=("adulte",), spoken="Adulte."),
        Variant(label="un mineur", phrases=("mineur",), spoken="Mineur."),
    )
    store.save(replace(ARTICLES[0], question="Pour qui ?", variants=variants), **WHO)
    ends = MONDAY + timedelta(hours=1)
    store.notices.add_alert(Alert(text="Grève.", starts=MONDAY, ends=ends, topic="passeport"), who="Camille")
    (response,) = library(store).find("mon passeport est périmé", now=MONDAY).responses
    assert [variant.spoken for variant in response.variants] == ["Grève. Adulte.", "Grève. Mineur."]


def test_a_general_alert_is_said_before_hours_and_given_for_the_welcome(store):
    ends = MONDAY + timedelta(hours=1)
    store.notices.add_alert(Alert(text="La mairie ferme à 11 h.", starts=MONDAY, ends=ends), who="Camille")
    librarian = library(store)
    assert (
        librarian.find("vous êtes ouverts", now=MONDAY)
        .responses[0]
        .spoken.startswith("La mairie ferme à 11 h. ")
    )
    assert librarian.find("un vieux canapé", now=MONDAY).responses[0].spoken == "Prenez rendez-vous."
    assert [alert.text for alert in librarian.alerts(MONDAY)] == ["La mairie ferme à 11 h."]
    assert librarian.alerts(ends) == ()


def test_a_closure_declared_meanwhile_is_answered_at_once(store):
    librarian = library(store)
    tuesday = date(2026, 11, 24)
    store.notices.add_closure(
        Closure(service="mairie", first=tuesday, last=tuesday, reason="travaux"), who="Camille"
    )
    (response,) = librarian.find("vous êtes ouverts demain", now=MONDAY).responses
    assert response.spoken.startswith("Demain, mardi 24 novembre, la mairie est fermée pour travaux.")
    assert librarian.calendar(MONDAY).hours_on("mairie", tuesday) == ()


def test_a_closure_of_a_place_since_removed_from_the_settings_is_ignored(store):
    tuesday = date(2026, 11, 24)
    store.notices.add_closure(Closure(service="gare", first=tuesday, last=tuesday), who="Camille")
    assert library(store).find("vous êtes ouverts demain", now=MONDAY).decision == "answer"


def test_many_threads_may_ask_while_somebody_edits(store):
    librarian = library(store)
    wrong: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            found = librarian.find("mon passeport est périmé", now=MONDAY)
            if found.decision != "answer" or not found.responses[0].spoken.startswith("Texte"):
                wrong.append(found.reason)
        store.connections.close()

    store.save(replace(ARTICLES[0], spoken="Texte."), **WHO)
    callers = [threading.Thread(target=ask) for _ in range(4)]
    for caller in callers:
        caller.start()
    for number in range(20):
        store.save(replace(ARTICLES[0], spoken=f"Texte {number}."), **WHO)
    stop.set()
    for caller in callers:
        caller.join()
    assert wrong == []
