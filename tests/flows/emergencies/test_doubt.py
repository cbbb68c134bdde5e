"""Words that may tell of a danger: one question, and nothing of the call is lost."""

import pytest

from flows.actions import NoteOutcome
from flows.ask import Talk
from flows.emergencies.alarm.learnt import Level
from flows.emergencies.doubt import doubtful
from flows.emergencies.emergency import reports_danger
from flows.events import CallStarted
from flows.understand import fold
from tests.flows.calls import BINS, PlayedCall, nearly, sure

PERHAPS, LIKELY = "la dame du dessous est bizarre", "la vieille a bu le bidon"
IN_ENGLISH = "the old lady drank the jug"
FIRE = "la chaudière de l'immeuble fume beaucoup"
REPORT = "je veux signaler un nid de poule"
SURELY = "le monsieur d'en face est tout mou"
LEVELS = {
    SURELY: Level.SURE,
    FIRE: Level.LIKELY,
    REPORT: Level.LIKELY,
    PERHAPS: Level.PERHAPS,
    LIKELY: Level.LIKELY,
    IN_ENGLISH: Level.LIKELY,
}


@pytest.fixture(autouse=True)
def levels(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is learnt may change; what is done with it does not."""
    known = {fold(text): level for text, level in LEVELS.items()}
    for module in ("flows.emergencies.urgent_words", "flows.english.danger"):
        monkeypatch.setattr(f"{module}.danger_level", lambda text, language: known.get(text, Level.NONE))
    monkeypatch.setattr("flows.tongue.likeliest_kind", lambda text, language: "medical")


@pytest.mark.parametrize("words", [PERHAPS, LIKELY])
def test_whoever_may_be_in_danger_is_asked_and_told_the_number_of_that_danger(words):
    call = PlayedCall()
    assert call.says(words) == ["emergency.asked"]
    assert call.says("oui") == ["emergency.medical", "emergency.next"]
    call = PlayedCall()
    call.says(words)
    assert call.presses("1") == ["emergency.medical", "emergency.next"]


@pytest.mark.parametrize("no", ["non", "non personne", "non il n'y a pas de danger"])
def test_on_no_the_call_goes_on_with_what_was_first_understood(no):
    call = PlayedCall(knows={PERHAPS: nearly(BINS)})
    call.says(PERHAPS)
    assert call.says(no) == ["answer.confirm"]
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]


def test_no_by_key_goes_on_too():
    call = PlayedCall(knows={LIKELY: sure(BINS)})
    call.says(LIKELY)
    assert call.presses("2") == ["answer.spoken", "main.anything_else"]


def test_what_was_meant_may_be_said_with_the_no():
    call = PlayedCall(knows={"pour les encombrants": sure(BINS)})
    call.says(PERHAPS)
    assert call.says("non c'est pour les encombrants") == ["answer.spoken", "main.anything_else"]


def test_a_subject_that_is_sure_is_asked_about_only_when_danger_is_likely():
    call = PlayedCall(knows={PERHAPS: sure(BINS), LIKELY: sure(BINS)})
    assert call.says(PERHAPS) == ["answer.spoken", "main.anything_else"]
    assert call.says(LIKELY) == ["emergency.asked"]


def test_whoever_says_no_is_not_asked_again_for_as_little():
    call = PlayedCall(knows={PERHAPS: nearly(BINS)})
    call.says(PERHAPS)
    call.says("non")
    call.says("oui")
    assert call.says(PERHAPS) == ["answer.spoken", "main.anything_else"], "of the article just told"
    assert call.says(LIKELY) == ["emergency.asked"]


def test_silence_at_the_question_gets_the_number():
    call = PlayedCall()
    call.says(LIKELY)
    call.is_silent()
    call.is_silent()
    assert call.is_silent() == ["emergency.medical", "emergency.next"]


def test_whoever_tells_more_of_it_instead_of_yes_gets_the_number():
    call = PlayedCall()
    call.says(PERHAPS)
    assert call.says(LIKELY) == ["emergency.medical", "emergency.next"]


def test_a_report_that_asks_about_danger_itself_is_asked_once():
    call = PlayedCall()
    call.says(REPORT)
    assert call.asked == "report.danger"
    call.says("non")
    call.says(LIKELY)
    assert call.asked.startswith("report.")


def test_misunderstandings_before_the_question_still_count_after_it():
    call = PlayedCall()
    call.says("le truc")
    call.says(PERHAPS)
    assert call.says("non") == ["main.question.no_match.2"]


def test_what_was_said_is_kept_for_whoever_hangs_up_or_wants_a_person_at_the_question():
    call = PlayedCall()
    call.says(PERHAPS)
    assert NoteOutcome(outcome="unanswered") in call.hangs_up()
    call = PlayedCall()
    call.says(PERHAPS)
    call.presses("0")
    assert call.transfer.summary == PERHAPS


def test_it_is_asked_in_english_of_whoever_speaks_english():
    call = PlayedCall(languages=("en",))
    assert call.says(IN_ENGLISH) == ["emergency.asked"]
    assert call.says("yes") == ["emergency.medical", "emergency.next"]


def test_what_surely_tells_of_a_danger_is_told_the_number_at_once():
    assert PlayedCall(knows={SURELY: sure(BINS)}).says(SURELY) == ["emergency.medical", "emergency.next"]


def test_listed_words_in_a_sentence_that_sounds_harmless_are_asked_about(monkeypatch):
    monkeypatch.setattr("flows.emergencies.alarm.learnt._sounds_harmless", lambda folded, language: True)
    call = PlayedCall()
    assert call.says("elle a perdu connaissance de la date") == ["emergency.asked"]


def test_it_is_asked_in_the_middle_of_a_service_and_the_answer_is_kept():
    call = PlayedCall()
    call.says("je voudrais un rendez-vous")
    before = call.asked
    call.says(LIKELY)
    assert call.asked != "emergency.asked"  # a name, a place or a moment may be anything
    call = PlayedCall()
    call.says("je voudrais un rendez-vous")
    call.says(SURELY)
    assert call.asked == "emergency.asked"
    call.says("non")
    assert call.asked.split(".")[0] == before.split(".")[0]


@pytest.mark.parametrize(
    ("words", "no", "yes"), [("i want to die", "no", "yes"), ("je veux mourir", "non merci", "oui")]
)
def test_a_mere_no_from_somebody_who_spoke_of_dying_is_told_the_number_again(words, no, yes):
    call = PlayedCall(languages=("en",) if no == "no" else ("fr",))
    assert call.says(words) == ["emergency.distress", "emergency.next"]
    assert call.says(no) == ["emergency.distress", "emergency.stay"]
    assert call.says(no) == ["main.question_again"]
    call = PlayedCall(languages=("en",) if no == "no" else ("fr",))
    for said in (words, no, yes):
        call.says(said)
    assert call.transfer.summary == words


def test_a_mere_no_after_any_emergency_is_asked_whether_it_is_one():
    call = PlayedCall()
    call.says("y a le feu dans la cuisine")
    assert call.says("non") == ["emergency.still"]
    assert call.says("non") == ["main.question_again"]


@pytest.mark.parametrize("words", ["j'ai six ans", "moi j'ai 8 ans", "j'ai que cinq ans"])
def test_a_child_who_tells_their_age_is_told_the_number_again(words):
    call = PlayedCall()
    call.says("maman elle veut pas se réveiller")
    assert call.says(words) == ["emergency.medical", "emergency.stay"]


@pytest.mark.parametrize(
    "words",
    ["j'ai cotisé dix ans", "j'ai attendu trois ans", "i am waiting three", "i'm number five"],
)
def test_years_that_are_no_age_tell_the_number_to_nobody_again(words):
    call = PlayedCall(languages=("fr", "en"))
    call.says("maman elle veut pas se réveiller")
    assert "emergency.stay" not in call.says(words)


@pytest.mark.parametrize("words", ["i'm six", "no i'm seven years old"])
def test_a_child_who_tells_their_age_in_english_is_told_the_number_again(words):
    call = PlayedCall(languages=("en", "fr"))
    call.says("mummy won't wake up")
    assert call.says(words)[-1] == "emergency.stay"


@pytest.mark.parametrize("words", ["aidez moi", "aidez-moi s'il vous plaît", "au secours mon imprimante"])
def test_help_asked_for_in_few_words_or_for_a_harmless_thing_is_asked_about(words):
    call = PlayedCall()
    assert call.says(words) == ["emergency.asked"]
    assert call.says("oui") == ["emergency.any", "emergency.next"]


@pytest.mark.parametrize(
    "words", ["je vais exploser", "j'ai envie d'en finir avec la paperasse", "je vais péter un câble"]
)
def test_a_figure_of_speech_is_no_emergency(words, monkeypatch):
    call = PlayedCall()
    monkeypatch.setattr(
        "flows.emergencies.urgent_words.danger_level",
        lambda text, language: Level.SURE if text == fold(words) else Level.NONE,
    )
    assert call.says(words)[-1] == "main.question.no_match.1"
    assert call.says(f"{words} je veux mourir")[0] == "emergency.distress"


@pytest.mark.parametrize(
    "words", ["quel est le numéro des urgences", "j'appelle en urgence", "non là je me sens pas bien"]
)
def test_an_emergency_told_without_saying_which_is_asked_about(words):
    assert PlayedCall().says(words) == ["emergency.asked"]


@pytest.mark.parametrize("words", ["au secours", "à l'aide", "au secours il a un couteau"])
def test_a_mere_cry_and_one_with_a_danger_are_told_the_number(words):
    assert PlayedCall().says(words)[0] in ("emergency.any", "emergency.police")


def test_a_child_whose_mother_does_not_wake_is_told_the_doctors_number():
    assert PlayedCall().says("maman elle veut pas se réveiller")[0] == "emergency.medical"


def test_few_words_are_asked_about_only_when_danger_is_likely(monkeypatch):
    for module in ("flows.emergencies.urgent_words", "flows.english.danger"):
        monkeypatch.setattr(f"{module}.danger_level", lambda text, language: Level.PERHAPS)
    assert "emergency.asked" not in PlayedCall().says("merci beaucoup madame")
    assert PlayedCall().says("la dame du dessous est bizarre") == ["emergency.asked"]


def test_a_danger_of_the_street_told_where_a_message_is_offered_is_asked_about():
    talk = Talk(CallStarted())
    with pytest.raises(StopIteration) as done:
        next(doubtful(talk, "message.offer", "le mur s'écroule sur la rue"))
    assert done.value.value is True
    with pytest.raises(StopIteration) as done:
        next(doubtful(talk, "message.offer", "le mur de mon voisin est trop haut"))
    assert done.value.value is False


def test_a_danger_of_the_street_in_rare_words_is_asked_about_and_then_a_dangerous_report():
    call = PlayedCall()
    assert call.says("un tilleul va s'écraser sur l'école") == ["emergency.asked"]
    call.says("oui")
    assert call.asked == "report.where"


@pytest.mark.parametrize("answer", ["non", "non ils sont partis", "non il n'y a personne", "je sais pas"])
def test_a_fire_is_told_the_firemens_number_whoever_is_inside(monkeypatch, answer):
    monkeypatch.setattr("flows.tongue.likeliest_kind", lambda text, language: "fire")
    call = PlayedCall()
    assert call.says(FIRE) == ["emergency.asked"]
    assert call.says(answer) == ["emergency.fire", "emergency.next"]


@pytest.mark.parametrize("answer", ["non c'est éteint", "non c'est juste mon barbecue"])
def test_a_fire_that_is_none_or_is_out_is_told_no_number(monkeypatch, answer):
    monkeypatch.setattr("flows.tongue.likeliest_kind", lambda text, language: "fire")
    call = PlayedCall()
    call.says(FIRE)
    assert "emergency.fire" not in call.says(answer)


@pytest.mark.parametrize("answer", ["elle a trois ans environ", "je sais pas"])
def test_what_is_told_of_somebody_instead_of_yes_or_no_is_no_other_matter(answer):
    call = PlayedCall()
    call.says(LIKELY)
    assert call.says(answer) == ["emergency.medical", "emergency.next"]


def test_whoever_is_well_again_once_the_number_was_told_is_heard():
    call = PlayedCall()
    call.says(SURELY)
    assert call.says("non c'est bon il respire") == ["main.question_again"]


def test_whoever_asks_whether_anybody_is_there_is_in_no_danger():
    assert PlayedCall().says("allo y'a quelqu'un")[-1] == "main.question"


def test_a_bridge_that_gives_way_is_a_dangerous_report():
    call = PlayedCall()
    call.says("le pont s'affaisse")
    call.says("oui")
    assert call.asked == "report.where"


def test_what_falls_is_a_danger_when_it_falls_on_people_and_not_when_it_is_night_or_a_key():
    assert not reports_danger(
        Talk(CallStarted()), "la nuit est tombée et il n'y a pas de lumière rue du four"
    )
    assert not reports_danger(Talk(CallStarted()), "ma clé est tombée dans l'égout")
    assert reports_danger(Talk(CallStarted()), "une ardoise tombe du toit de la mairie")
