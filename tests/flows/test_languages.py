"""Choosing a language, by its key or by its name, and what follows in it."""

import pytest

from flows.actions import Ask, Say, Transfer
from flows.dialogue import Dialogue
from flows.events import AnswersFound, CallStarted, Choice, Event, Heard, NoInput, OpeningFound, Pressed
from flows.languages import language_named
from flows.routing import AgentsFound, ServiceFound
from flows.town_hall import town_hall
from tests.flows.services import MONDAY

CARD = Choice(
    slug="carte-identite",
    title="an identity card",
    service="etat-civil",
    score=0.9,
    spoken="Come in person.",
    language="en",
)
BINS = Choice(slug="dechets", title="bins", service="proprete", score=0.9, spoken="Le mardi.")


class Bilingual:
    """A call on a line that speaks both languages."""

    def __init__(self, **started):
        values = {"languages": ("fr", "en"), "local_time": MONDAY, **started}
        self.dialogue = Dialogue(town_hall)
        self.actions = self.dialogue.handle(CallStarted(caller="+33612345678", **values))

    def feed(self, event: Event) -> list[tuple[str, str]]:
        self.actions = self.dialogue.handle(event)
        return self.said

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(action.prompt, action.language) for action in self.actions if isinstance(action, Say)]

    @property
    def query(self):
        return self.dialogue.waiting_for

    def says(self, *texts: str) -> list[tuple[str, str]]:
        return self.feed(Heard(text=texts[0], alternatives=texts[1:]))

    def presses(self, digits: str) -> list[tuple[str, str]]:
        return self.feed(Pressed(digits=digits))


def test_the_welcome_tells_of_english_in_english():
    call = Bilingual()
    assert call.said == [("welcome", "fr"), ("language.offer", "en"), ("main.question", "fr")]


def test_a_line_that_has_no_english_voice_tells_of_it_in_french():
    assert ("language.offer_other", "fr") in Bilingual(unvoiced=("en",)).said


def test_alerts_are_told_after_the_welcome_and_before_english_is_spoken_of():
    call = Bilingual(alerts=("La mairie ferme à midi.", "La rue est barrée."))
    assert call.said[:3] == [("welcome", "fr"), ("main.alert", "fr"), ("language.offer", "en")]
    alert = call.actions[1]
    assert alert.values == {"alert": "La mairie ferme à midi. La rue est barrée."}
    assert alert.interruptible


def test_alerts_which_are_in_french_are_not_told_to_whom_english_is_spoken():
    assert "main.alert" not in [
        prompt for prompt, _ in Bilingual(languages=("en",), alerts=("La rue.",)).said
    ]


def test_a_line_that_speaks_french_alone_says_nothing_of_languages():
    call = Bilingual(languages=("fr",))
    assert call.said == [("welcome", "fr"), ("main.question", "fr")]
    assert call.presses("9")[-1] == ("main.question.no_match.1", "fr")


def test_key_nine_changes_the_language_at_any_question():
    call = Bilingual()
    assert call.presses("9") == [("language.changed", "en"), ("main.question", "en")]
    assert isinstance(call.query, Ask)
    assert call.query.language == "en"


def test_key_nine_pressed_again_goes_back_to_french():
    call = Bilingual()
    call.presses("9")
    assert call.presses("9") == [("language.changed", "fr"), ("main.question", "fr")]


@pytest.mark.parametrize(
    "text",
    [
        "english please",
        "do you speak english",
        "est-ce que vous parlez anglais",
        "bonjour en anglais s'il vous plaît",
        "je ne parle pas français",
        "i don't speak french",
        "hello sorry my french is bad passport please",
    ],
)
def test_english_is_asked_for_by_its_name(text):
    call = Bilingual()
    assert call.says(text) == [("language.changed", "en"), ("language.offer", "fr"), ("main.question", "en")]


def test_one_english_word_among_what_the_french_ears_make_of_the_rest_is_enough():
    call = Bilingual()
    assert call.says("le ici qui glisse", "le dix speak english")[-1] == ("main.question", "en")


@pytest.mark.parametrize(
    "text",
    ["des cours d'anglais", "je ne parle pas anglais", "carte d'identité anglaise", "le prof d'anglais"],
)
def test_speaking_of_english_is_not_asking_for_it(text):
    assert language_named([text], "fr") != "en"


@pytest.mark.parametrize(
    "text",
    [
        *("ma mère ne parle pas français", "elle parle pas français et elle a reçu une lettre"),
        *("mon voisin ne comprend pas le français", "c'est pour une dame qui parle pas français"),
    ],
)
def test_whoever_speaks_for_somebody_else_goes_on_in_their_own_language(text):
    assert language_named([text], "fr") == ""


@pytest.mark.parametrize(
    "text", ["mon mari et moi on parle pas français", "ma femme dit que je parle pas français"]
)
def test_whoever_speaks_of_themselves_is_answered_in_english(text):
    assert language_named([text], "fr") == "en"


def test_french_is_asked_for_by_its_name():
    call = Bilingual()
    call.presses("9")
    assert call.says("en français s'il vous plaît") == [("language.changed", "fr"), ("main.question", "fr")]


def test_words_are_looked_for_and_answered_in_the_language_chosen():
    call = Bilingual()
    call.presses("9")
    call.says("i need an identity card")
    assert (call.query.text, call.query.language) == ("i need an identity card", "en")
    assert call.feed(AnswersFound(decision="answer", choices=(CARD,))) == [
        ("answer.spoken", "en"),
        ("main.anything_else", "en"),
    ]
    assert call.says("no thank you") == [("goodbye", "en")]


def test_an_answer_in_french_alone_is_offered_before_it_is_read():
    call = Bilingual()
    call.presses("9")
    call.says("when are the bins collected")
    assert call.feed(AnswersFound(decision="answer", choices=(BINS,))) == [("answer.untranslated", "en")]
    assert call.says("yes please") == [("answer.spoken", "fr"), ("main.anything_else", "en")]


def test_whoever_declines_an_answer_in_french_gets_a_person():
    call = Bilingual()
    call.presses("9")
    call.says("when are the bins collected")
    call.feed(AnswersFound(decision="answer", choices=(BINS,)))
    call.presses("2")
    call.feed(ServiceFound())  # nothing said last is of another service
    call.feed(OpeningFound(open=True, sentence=""))
    call.feed(AgentsFound())
    assert isinstance(call.query, Transfer)
    assert (call.query.service, call.query.language) == ("proprete", "en")


def test_commands_are_obeyed_in_english():
    call = Bilingual()
    call.presses("9")
    assert call.says("could you speak more slowly please") == [
        ("ask.slower", "en"),
        ("main.question", "en"),
    ]
    assert call.says("there is a fire in my kitchen")[0] == ("emergency.fire", "en")
    call.says("i want to speak to someone")
    assert call.query.language == "en"


def test_naming_another_language_where_the_question_is_about_french_words_starts_again_from_the_front_door():
    call = Bilingual()
    call.says("les poubelles")
    call.feed(AnswersFound(decision="confirm", choices=(BINS,)))
    assert call.says("english please") == [
        ("language.changed", "en"),
        ("language.offer", "fr"),
        ("main.question_again", "en"),
    ]


def test_without_ears_for_english_the_keys_are_told_at_once():
    call = Bilingual(unheard=("en",))
    assert call.presses("9") == [
        ("language.changed", "en"),
        ("language.keys_only", "en"),
        ("main.question.no_input.2", "en"),
    ]


def test_without_ears_for_english_words_are_not_taken_for_what_they_are_not():
    call = Bilingual(unheard=("en",))
    call.presses("9")
    assert call.says("je voudrais une carte d'identité") == [
        ("language.keys_only", "en"),
        ("main.question.no_input.2", "en"),
    ]
    call.says("oui")
    call.says("oui")
    call.feed(OpeningFound(open=True, sentence=""))
    call.feed(AgentsFound())
    assert isinstance(call.query, Transfer)


def test_without_ears_for_english_french_is_still_heard_by_its_name():
    call = Bilingual(unheard=("en",))
    call.presses("9")
    assert call.says("en français")[-1] == ("main.question", "fr")


def test_without_ears_for_english_a_call_is_held_by_keys_to_its_end():
    call = Bilingual(unheard=("en",))
    call.presses("9")
    call.presses("2")
    assert (call.query.article, call.query.language) == ("carte-identite", "en")
    assert call.feed(AnswersFound(decision="answer", choices=(CARD,)))[-1] == (
        "main.anything_else.no_input.2",
        "en",
    )
    assert call.presses("2") == [("goodbye", "en")]


def test_a_question_not_understood_tells_of_english_again_and_the_next_one_no_more():
    call = Bilingual()
    call.says("hello i would like a card")
    said = call.feed(AnswersFound(decision="none"))
    assert said == [("language.offer", "en"), ("main.question.no_match.1", "fr")]
    call.says("des trucs et des machins")
    assert call.feed(AnswersFound(decision="none")) == [("main.question.no_match.2", "fr")]


def test_a_log_written_before_there_were_languages_replays_as_it_was():
    old, new = Dialogue(town_hall), Dialogue(town_hall)
    for dialogue, started in ((old, CallStarted()), (new, CallStarted(languages=("fr",)))):
        dialogue.handle(started)
        dialogue.handle(NoInput())
    assert [type(action) for action in old.pending] == [type(action) for action in new.pending]
    assert old.pending == new.pending


@pytest.mark.parametrize("reply", ["call me back please", "3"])
def test_whoever_speaks_english_may_be_rung_back_when_no_agent_is_there(reply):
    call = Bilingual()
    call.presses("9")
    call.presses("0")
    call.feed(OpeningFound(open=True, sentence=""))
    assert call.feed(AgentsFound(state="away")) == [("transfer.away", "en"), ("message.offer", "en")]
    said = call.presses(reply) if reply.isdigit() else call.says(reply)
    assert said == [("callback.when", "en")]


def test_a_cry_in_english_is_heard_by_a_line_that_was_asked_nothing_in_english():
    assert Bilingual().says("my house is on fire") == [("emergency.fire", "en"), ("emergency.next", "en")]
    assert Bilingual().says("help me please")[0] == ("emergency.any", "en")
    call = Bilingual()
    call.presses("9")
    assert call.says("au secours")[0] == ("emergency.any", "fr")


@pytest.mark.parametrize("said", ["un shooting photo", "la prévention du suicide", "un burglar"])
def test_french_words_are_no_cry_in_english(said):
    call = Bilingual()
    assert not [prompt for prompt, _ in call.says(said) if prompt.startswith("emergency.")]
