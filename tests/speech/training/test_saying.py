import random

from speech.training.brief import answers, brief_sentences
from speech.training.english import language_of, requests
from speech.training.saying import draw, punctuated, relaxed


def test_a_question_is_marked_as_one_and_nothing_else_is():
    chance = random.Random(1)
    assert {punctuated("à quelle heure ouvre la mairie", chance)[-1] for _ in range(20)} == {"?"}
    assert "?" not in {punctuated("je voudrais un passeport", chance)[-1] for _ in range(20)}


def test_a_greeting_is_at_times_followed_by_a_pause():
    said = {punctuated("bonjour madame", random.Random(seed)).startswith("bonjour, ") for seed in range(40)}
    assert said == {True, False}


def test_weak_sounds_are_dropped_by_some_and_said_by_others():
    ipa = "ʒə vudʁˈɛ lə fɔʁmylˈɛʁ"
    said = {relaxed(ipa, random.Random(seed)) for seed in range(60)}
    assert ipa in said
    assert "ʒ vudʁˈɛ lə fɔʁmylˈɛʁ" in said
    assert "ʒ vudʁˈɛ l fɔʁmylˈɛʁ" in said


def test_only_weak_sounds_are_ever_dropped():
    for seed in range(60):
        said = relaxed("sˈamədi katʁ ʒˈuʁ", random.Random(seed))
        assert said.replace("ə", "").replace("tʁ", "t") == "sˈamdi kat ʒˈuʁ"


def test_a_language_learns_brief_answers_as_often_as_they_are_given_and_no_rest():
    drawn = brief_sentences(4000, random.Random(1))
    assert not [text for text in drawn if "," in text]
    assert 0.5 < sum(text in answers() for text in drawn) / len(drawn) < 0.9
    assert min(drawn.count("oui"), drawn.count("non")) > 5 * drawn.count("jamais") > 0
    assert drawn.count("non merci") > drawn.count("lundi") > 0


def test_what_is_drawn_is_made_of_the_texts_and_never_long():
    texts = ["oui", "je voudrais un rendez-vous pour un passeport", "mot " * 17]
    words = {word for text in texts for word in text.split()} | {"euh"}
    drawn = [draw(texts, random.Random(seed), brief=0, english=0) for seed in range(2000)]
    assert {word for text in drawn for word in text.split()} == words
    assert max(len(text.split()) for text in drawn) <= 18
    assert any(text.split().count("je") == 2 or "un un" in text for text in drawn)  # a word said twice


def test_some_utterances_are_an_answer_of_a_word_or_two():
    texts = ["je voudrais un rendez-vous pour un passeport"]
    drawn = [draw(texts, random.Random(seed), brief=0.2, english=0) for seed in range(500)]
    brief = [text for text in drawn if not set(text.split()) <= {"euh", *texts[0].split()}]
    assert 60 < len(brief) < 140
    assert {1, 6} <= {len(text.split()) for text in brief}


def test_some_ask_for_english_in_english():
    texts = ["je voudrais un rendez-vous pour un passeport"]
    drawn = [draw(texts, random.Random(seed), brief=0, english=0.1) for seed in range(500)]
    asked = [text for text in drawn if language_of(text) != "fr"]
    assert 30 < len(asked) < 80
    assert set(asked) <= set(requests())
