"""Asked and answered in English: translations, opening hours, and what exists in French only."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ivr.settings import load_settings
from ivr.town import town_facts as facts_of
from knowledge.articles import SPOKEN_SECONDS, speaking_seconds
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.english.calendar import EnglishCalendar, clock
from knowledge.english.hours import days_in, read_hours
from knowledge.english.librarian import EnglishLibrarian
from knowledge.english.matching import EnglishMatcher, decide
from knowledge.librarian import Librarian
from knowledge.located import InputError
from knowledge.notices import Alert
from knowledge.store import KnowledgeStore
from knowledge.town import TownFacts
from knowledge.translations import (
    Translation,
    from_json,
    read_translations,
    to_json,
    town_problems,
    write_translations,
)

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""Half past ten in the town: the doors are open until midday."""


def town_facts() -> TownFacts:
    return facts_of(load_settings(environ={}))


class NoMatcher:
    """The French matcher, which nobody asks here."""

    def match(self, *said: object) -> object:
        raise AssertionError("French was asked")


@pytest.fixture(scope="module")
def english() -> EnglishLibrarian:
    librarian = Librarian(load_demonstration(), town_facts(), lambda *known: NoMatcher(), now=TUESDAY)
    return EnglishLibrarian(librarian, load_demonstration_english)


def test_every_article_of_the_demonstration_has_an_english_name():
    assert {one.slug for one in load_demonstration_english()} == {one.slug for one in load_demonstration()}


def test_the_most_asked_articles_are_answered_in_english(english: EnglishLibrarian):
    assert len(english.responses(TUESDAY)) >= 12


def test_no_english_answer_is_longer_than_a_caller_is_asked_to_listen_to(english: EnglishLibrarian):
    for response in english.responses(TUESDAY):
        for spoken in (response.spoken, *(variant.spoken for variant in response.variants)):
            assert speaking_seconds(spoken) <= SPOKEN_SECONDS, response.slug
            assert "{" not in spoken


def test_the_english_answers_cite_nothing_that_the_town_does_not_declare():
    assert [wrong for one in load_demonstration_english() for wrong in town_problems(one, town_facts())] == []


def test_a_translation_leads_to_as_many_cases_as_the_article():
    articles = {one.slug: one for one in load_demonstration()}
    for one in load_demonstration_english():
        if one.spoken and articles[one.slug].variants:
            assert len(one.variants) == len(articles[one.slug].variants), one.slug


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("i need to renew my passport before my holiday", "passeport"),
        ("how do i get an identity card", "carte-identite"),
        ("i lost my keys", "objets-trouves"),
        ("i want to get married", "mariage"),
        ("where do i register to vote", "inscription-electorale"),
        ("i have a sofa to throw away", "encombrants"),
        ("a nursery place for my baby", "creche"),
        ("when are the bins collected", "collecte-ordures"),
        ("my street lamp is broken", "eclairage-public"),
        ("how much is a pasport", "passeport"),
    ],
)
def test_clear_questions_are_answered(english: EnglishLibrarian, said: str, slug: str):
    found = english.find(said, now=TUESDAY)
    assert (found.decision, found.responses[0].slug) == ("answer", slug)


@pytest.mark.parametrize(
    "said", ["i would like a pizza", "hello", "what is the weather like", "i need a form", ""]
)
def test_what_is_not_known_is_not_answered(english: EnglishLibrarian, said: str):
    assert english.find(said, now=TUESDAY).decision == "none"


def test_a_vague_question_is_asked_about_rather_than_answered(english: EnglishLibrarian):
    assert english.find("school", now=TUESDAY).decision == "disambiguate"


def test_an_answer_in_french_only_says_so(english: EnglishLibrarian):
    (bins,) = english.find("when are the bins collected", now=TUESDAY).responses
    assert (bins.language, bins.offer, bins.subject) == ("fr", "bin collection", "le ramassage des poubelles")
    (card,) = english.article("carte-identite", now=TUESDAY).responses
    assert (card.language, card.subject) == ("en", "une carte d'identité")


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("are you open", "The town hall is open now, until midday, then from 1.30 pm to 5.30 pm."),
        (
            "are you open tomorrow",
            "Tomorrow, Wednesday 25 November, the town hall is open from 8.30 am to midday"
            " and from 1.30 pm to 5.30 pm.",
        ),
        (
            "is the swimming pool open on sunday",
            "On Sunday 29 November, the swimming pool is open from 9 am to 1 pm.",
        ),
        (
            "what time does the library close",
            "The library is closed at the moment. It opens today from 2 pm to 6.30 pm.",
        ),
        (
            "is the tip open this afternoon",
            "Today, Tuesday 24 November, the recycling centre is closed. It opens again tomorrow at 8.30 am.",
        ),
    ],
)
def test_opening_hours_are_computed_in_english(english: EnglishLibrarian, said: str, spoken: str):
    found = english.find(said, now=TUESDAY)
    assert (found.decision, found.responses[0].spoken) == ("answer", spoken)


def test_a_day_alone_is_read_in_the_light_of_the_last_answer(english: EnglishLibrarian):
    (pool,) = english.find("is the swimming pool open today", now=TUESDAY).responses
    (then,) = english.find("and on sunday", topic=pool.topic, now=TUESDAY).responses
    assert then.spoken.startswith("On Sunday 29 November, the swimming pool")


def test_a_service_says_in_english_when_it_opens(english: EnglishLibrarian):
    evening = TUESDAY.replace(hour=20)
    assert english.next_sentence("accueil", evening) == (
        "The reception desk is closed at the moment. It opens again tomorrow at 8.30 am."
    )


def test_a_public_holiday_is_named_as_one():
    librarian = Librarian(load_demonstration(), town_facts(), lambda *known: NoMatcher(), now=TUESDAY)
    calendar = EnglishCalendar(librarian.calendar(TUESDAY))
    told = calendar.day_sentence("mairie", date(2027, 5, 1), TUESDAY)
    assert told.startswith("On Saturday 1 May, a public holiday, the town hall is closed.")


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("today", [0]),
        ("tomorrow", [1]),
        ("the day after tomorrow", [2]),
        ("on friday", [3]),
        ("this weekend", [4, 5]),
        ("the third of december", [9]),
        ("december 3rd", [9]),
        ("nothing of the kind", []),
    ],
)
def test_days_are_read(said: str, days: list[int]):
    today = date(2026, 11, 24)
    assert days_in(said, today) == tuple(today + timedelta(days=number) for number in days)


def test_parts_of_a_day_and_places_are_read():
    asked = read_hours("is the library open on saturday morning", date(2026, 11, 24), town_facts())
    assert (asked.place, asked.days, asked.asked) == ("mediatheque", (date(2026, 11, 28),), True)
    assert asked.part is not None


def test_times_are_written_as_the_english_write_them():
    assert [clock(minute) for minute in (510, 720, 810, 1080, 0)] == [
        "8.30 am",
        "midday",
        "1.30 pm",
        "6 pm",
        "midnight",
    ]


def one(**values: object) -> Translation:
    return Translation(**{"slug": "carte", "offer": "a card", "as_of": date(2026, 11, 1), **values})  # type: ignore[arg-type]


def test_two_articles_as_likely_are_both_offered():
    matcher = EnglishMatcher([one(slug="a", keywords=("red card",)), one(slug="b", keywords=("blue card",))])
    decision, meant = decide(matcher.match("a card"))
    assert (decision, {match.slug for match in meant}) == ("disambiguate", {"a", "b"})


def test_an_answer_changed_since_it_was_translated_is_given_in_french():
    article = next(article for article in load_demonstration() if article.slug == "carte-identite")
    old = one(slug="carte-identite", spoken="Come on Monday.", as_of=date(2020, 1, 1))
    librarian = Librarian([article], town_facts(), lambda *known: NoMatcher(), now=TUESDAY)
    (response,) = EnglishLibrarian(librarian, lambda: [old]).article(article.slug, now=TUESDAY).responses
    assert (response.language, response.offer) == ("fr", "a card")


def test_translations_survive_yaml_and_json():
    shipped = load_demonstration_english()
    assert read_translations(write_translations(shipped)) == shipped
    assert [from_json(to_json(translation)) for translation in shipped] == shipped


def test_a_wrong_file_is_refused_with_its_lines():
    with pytest.raises(InputError) as refused:
        read_translations("- slug: a\n  offer: b\n  as_of: demain\n- slug: c\n  nom: d\n")
    assert {problem.line for problem in refused.value.problems} >= {3, 5}


def test_a_placeholder_that_the_town_does_not_declare_is_refused():
    with pytest.raises(InputError, match="nulle-part"):
        read_translations(
            '- {slug: a, offer: b, as_of: 2026-11-01, spoken: "{fact:nulle-part}"}', town_facts()
        )


def test_translations_are_kept_with_their_history_and_move_the_version(tmp_path):
    store = KnowledgeStore(tmp_path / "knowledge.db")
    before = store.version()
    assert store.translations.save_all("en", [one()], who="a", at=TUESDAY) == (1, 0)
    assert store.translations.save_all("en", [one()], who="a", at=TUESDAY) == (0, 0)
    assert store.translations.save_all("en", [one(offer="an id card")], who="b", at=TUESDAY) == (0, 1)
    assert [kept.offer for kept in store.translations.all("en")] == ["an id card"]
    assert store.translations.all("de") == []
    assert store.version() > before
    with store.connections.reading() as database:
        assert database.table("translation_revisions").count == 2


def test_an_alert_is_told_in_french_with_the_french_answer(tmp_path):
    store = KnowledgeStore(tmp_path / "knowledge.db")
    store.save_all(load_demonstration(), who="test", at=TUESDAY)
    store.translations.save_all("en", load_demonstration_english(), who="test", at=TUESDAY)
    alert = Alert(
        text="Le service des cartes est fermé cette semaine.",
        topic="carte-identite",
        starts=TUESDAY - timedelta(hours=1),
        ends=TUESDAY + timedelta(days=2),
    )
    store.notices.add_alert(alert, who="test")
    librarian = Librarian(store, town_facts(), lambda *known: NoMatcher(), now=TUESDAY)
    english = EnglishLibrarian(librarian, lambda: store.translations.all("en"))
    (card,) = english.article("carte-identite", now=TUESDAY).responses
    assert card.language == "fr"
    assert card.spoken.startswith("Le service des cartes est fermé")
