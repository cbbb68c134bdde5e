"""What is wanted where the words of a message are waited for is heard, and never sent as one."""

import pytest

from flows.actions import TakeMessage, Transfer
from flows.booking import AskCallback
from flows.callbacks.words import subject_in
from tests.flows.calls import PlayedCall


def waited_for(words: str = "laisser un message", languages: tuple[str, ...] = ("fr",)) -> PlayedCall:
    call = PlayedCall(languages=languages)
    assert call.says(words) == ["message.speak"]
    return call


@pytest.mark.parametrize(
    "words", ["passez-moi un agent", "non je préfère parler à quelqu'un", "je préfère attendre"]
)
def test_whoever_wants_a_person_instead_is_put_through(words: str):
    call = waited_for()
    call.says(words)
    assert call.transfer.service == "accueil"
    call.hangs_up()
    assert not call.deeds(TakeMessage)


@pytest.mark.parametrize(
    "words",
    [
        *("j'aimerais mieux attendre", "laissez-moi attendre", "bah j'attends", "je voudrais attendre"),
        *(
            "non je voudrais attendre en fait",
            "je souhaite attendre un agent",
            "je préfère attendre mon tour",
        ),
        "je voudrais attendre que quelqu'un se libère s'il vous plaît",
    ],
)
def test_whoever_would_rather_wait_is_put_through(words: str):
    call = waited_for()
    call.says(words)
    assert call.transfer.service == "accueil"


@pytest.mark.parametrize("words", ["je voudrais attendre", "non finalement je préfère attendre"])
def test_whoever_would_wait_once_words_were_dictated_has_them_sent_and_is_put_through(words: str):
    call = waited_for()
    call.says("le lampadaire de la rue du four est en panne")
    call.says(words)
    (message,) = call.deeds(TakeMessage)
    assert message.text == "le lampadaire de la rue du four est en panne"
    assert call.transfer.service == "accueil"


@pytest.mark.parametrize(
    "words", ["je voudrais attendre mon fils devant l'école", "je voudrais attendre janvier pour payer"]
)
def test_to_wait_for_something_else_is_a_message(words: str):
    call = waited_for()
    assert call.says(words) == ["message.more"]
    call.hangs_up()
    assert [message.text for message in call.deeds(TakeMessage)] == [words]


@pytest.mark.parametrize("words", ["attends", "attends merci", "attendre"])
def test_whoever_asks_for_a_moment_is_not_put_through(words: str):
    call = waited_for()
    assert call.says(words) == ["message.more"]


@pytest.mark.parametrize("words", ["i'd rather wait", "i prefer to wait", "i'd like to wait", "i'll hold on"])
def test_whoever_would_rather_wait_is_put_through_in_english(words: str):
    call = waited_for(languages=("fr", "en"))
    call.says("english")
    call.says(words)
    assert call.transfer.service == "accueil"


@pytest.mark.parametrize("words", ["j'attends une réponse de la mairie", "je patiente depuis un mois"])
def test_whoever_tells_what_they_wait_for_is_taken_down(words: str):
    call = waited_for()
    call.says(words)
    assert call.asked == "message.more"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("je veux un rendez-vous passeport", "appointment."),
        ("signaler un lampadaire", "report."),
        ("revenir", "main."),
    ],
)
def test_another_wish_is_followed_and_is_no_message(words: str, asked: str):
    call = waited_for()
    call.says(words)
    assert call.asked.startswith(asked)
    call.hangs_up()
    assert not any(message.text == words for message in call.deeds(TakeMessage))


def test_whoever_would_rather_be_rung_back_is_by_the_service_they_named():
    call = waited_for("laisser un message au service urbanisme")
    call.says("rappelez-moi demain")
    assert call.asked == "callback.window"
    call.hangs_up()
    (deed,) = call.deeds(AskCallback)
    assert deed.service == "urbanisme"
    assert not call.deeds(TakeMessage)


def test_another_language_is_spoken_and_is_no_message():
    call = waited_for(languages=("fr", "en"))
    assert call.says("english")[0] == "language.changed"
    assert call.asked == "message.speak"
    call.hangs_up()
    assert not call.deeds(TakeMessage)


@pytest.mark.parametrize(
    "words",
    [
        "le lampadaire de la rue du four est en panne",
        "rappelez-moi pour mon permis",
        "ici madame dupont",
        "il faut que monsieur martin me rappelle demain pour le devis de la toiture de l'école",
    ],
)
def test_what_is_told_to_a_service_stays_a_message(words: str):
    call = waited_for()
    call.says(words)
    assert call.asked == "message.more"


@pytest.mark.parametrize("words", ["merci", "c'est pas grave laissez tomber", "1"])
def test_what_tells_nothing_is_never_sent(words: str):
    call = waited_for("message")
    call.says(words)
    call.hangs_up()
    assert not call.deeds(TakeMessage)


@pytest.mark.parametrize(
    "words",
    [
        "vous pouvez me rappeler jeudi entre deux et quatre",
        "rappelez-moi sur mon portable",
        "rappelez-moi demain mais pas le matin",
        "call me back between two and four",
    ],
)
def test_when_and_where_to_ring_are_never_what_it_is_about(words: str):
    assert subject_in(words) == ""


def test_a_yes_that_asks_to_be_rung_back_is_no_mere_yes():
    call = waited_for()
    call.says("oui rappelez moi")
    assert call.asked.startswith("callback.")


def test_words_told_with_the_wish_for_another_language_are_kept():
    call = waited_for(languages=("fr", "en"))
    assert call.says("i do not speak french my roof is leaking") == ["language.changed", "message.more"]
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.text == "i do not speak french my roof is leaking"


def test_a_message_about_somebody_who_speaks_no_french_is_kept():
    call = waited_for(languages=("fr", "en"))
    told = "ma mère ne parle pas français et elle a reçu une lettre de la mairie"
    assert call.says(told) == ["message.more"]
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.text == told


@pytest.mark.parametrize("words", ["en anglais", "english please", "je ne parle pas français"])
def test_the_wish_for_another_language_is_obeyed_and_sent_to_nobody(words: str):
    call = waited_for(languages=("fr", "en"))
    assert call.says(words) == ["language.changed", "message.speak"]
    call.says("my roof is leaking")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.text == "my roof is leaking"


@pytest.mark.parametrize("words", ["madame durand", "bonjour c'est monsieur martin", "madame nadia benali"])
def test_the_name_that_is_asked_for_is_no_wish_to_speak_to_somebody(words: str):
    call = waited_for()
    assert call.says(words) == ["message.more"]
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.text == words


@pytest.mark.parametrize("words", ["je veux parler à madame durand", "passez-moi monsieur martin"])
def test_whoever_asks_for_somebody_by_name_is_put_through(words: str):
    call = waited_for()
    call.says(words)
    assert isinstance(call.transfer, Transfer)
    call.hangs_up()
    assert not call.deeds(TakeMessage)
