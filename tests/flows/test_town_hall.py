"""The front door, played from both sides."""

from dataclasses import replace

import pytest

from flows.actions import NoteOutcome, Say, TakeMessage
from flows.booking import AskCallback
from flows.events import AnswersFound, Choice, OpeningFound
from flows.reporting import OpenReport, Street
from tests.flows.calls import BINS, CARD, HOURS, PlayedCall, either, nearly, sure


def test_it_welcomes_then_listens():
    call = PlayedCall()
    assert [action.prompt for action in call.done if isinstance(action, Say)] == ["welcome", "main.question"]
    assert not call.done[0].interruptible


def test_it_answers_a_sure_question_and_asks_for_more():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    assert call.says("les encombrants") == ["answer.spoken", "main.anything_else"]
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="answered", topic="encombrants")]
    assert call.says("non merci") == ["goodbye"]
    assert call.hung_up


@pytest.mark.parametrize(
    "words", ["j'ai essayé de payer en ligne mais non", "vous êtes ouverts samedi ou finalement non"]
)
def test_a_question_that_ends_with_a_no_is_looked_up(words: str):
    call = PlayedCall(knows={words: sure(HOURS)})
    assert call.says(words) == ["answer.spoken", "main.anything_else"]


def test_whoever_takes_back_what_they_ask_for_is_taken_leave_of():
    assert PlayedCall().says("je voulais un rendez-vous mais finalement non") == ["goodbye"]


def test_it_asks_the_one_question_that_decides():
    call = PlayedCall(knows={"ma carte": sure(CARD)})
    assert call.says("ma carte") == ["answer.which_2"]
    call.says("c'est pour mon fils")
    assert call.last[1].values == {"text": "Mineur : venez à deux."}


def test_it_confirms_what_it_is_nearly_sure_of():
    call = PlayedCall(knows={"carton tité": nearly(BINS)})
    assert call.says("carton tité") == ["answer.confirm"]
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]


def test_a_refused_confirmation_is_a_misunderstanding():
    call = PlayedCall(knows={"carton": nearly(BINS)})
    call.says("carton")
    assert call.says("non") == ["main.question.no_match.1"]


def nearly_one_of(*scored: tuple[Choice, float]) -> AnswersFound:
    choices = tuple(replace(choice, score=score) for choice, score in scored)
    return AnswersFound(decision="confirm", choices=choices)


def test_what_it_may_be_instead_is_offered_to_whoever_refuses_the_first():
    call = PlayedCall(knows={"carton": nearly_one_of((BINS, 0.7), (HOURS, 0.1))})
    assert call.says("carton") == ["answer.confirm"]
    assert call.says("non") == ["answer.neither", "answer.confirm"]
    assert call.last[-1].values == {"offer": HOURS.title}
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]


def test_whoever_refuses_the_first_chooses_between_what_is_left():
    call = PlayedCall(knows={"carton": nearly_one_of((BINS, 0.7), (HOURS, 0.1), (CARD, 0.1))})
    call.says("carton")
    assert call.says("non") == ["answer.neither", "answer.choose_2"]
    assert call.says("le deuxième") == ["answer.which_2"]


def test_what_is_unlikely_is_not_offered_after_a_refusal():
    call = PlayedCall(knows={"carton": nearly_one_of((BINS, 0.6), (HOURS, 0.05))})
    call.says("carton")
    assert call.says("non") == ["main.question.no_match.1"]


def test_whoever_refuses_what_was_offered_instead_is_asked_again():
    call = PlayedCall(knows={"carton": nearly_one_of((BINS, 0.7), (HOURS, 0.1))})
    call.says("carton")
    call.says("non")
    assert call.says("non") == ["main.question.no_match.1"]


@pytest.mark.parametrize("words", ["c'est mon père", "giraud marie", "j'ai le droit de couper"])
def test_what_is_said_beside_a_confirmation_is_asked_about_once_more(words: str):
    call = PlayedCall(knows={"carton": nearly(BINS)})
    call.says("carton")
    assert call.says(words) == ["answer.confirm.no_match.1"]
    assert call.says("oui") == ["answer.spoken", "main.anything_else"]


def test_the_subject_is_left_to_whoever_says_something_else_twice():
    call = PlayedCall(knows={"carton": nearly(BINS)})
    call.says("carton")
    call.says("c'est mon père")
    assert call.says("c'est ma mère aussi") == ["main.question.no_match.2"]


def test_another_subject_told_beside_a_confirmation_is_answered():
    call = PlayedCall(knows={"carton": nearly(BINS), "les horaires de la mairie": sure(HOURS)})
    call.says("carton")
    assert call.says("les horaires de la mairie") == ["answer.spoken", "main.anything_else"]


@pytest.mark.parametrize("words", ["c'est parce que je pars bientôt", "pas pour moi"])
def test_what_is_said_beside_the_deciding_question_is_asked_about_once_more(words: str):
    call = PlayedCall(knows={"ma carte": sure(CARD)})
    call.says("ma carte")
    assert call.says(words) == ["answer.which_2.no_match.1"]
    call.says("c'est pour mon fils")
    assert call.last[1].values == {"text": "Mineur : venez à deux."}


@pytest.mark.parametrize("words", ["non", "non merci", "aucun des deux", "ni l'un ni l'autre", "aucune"])
def test_whoever_wants_neither_of_two_subjects_was_understood(words: str):
    call = PlayedCall(knows={"inscription": either(BINS, HOURS)})
    assert call.says("inscription") == ["answer.choose_2"]
    assert call.says(words) == ["answer.neither", "main.question_again"]


def test_whoever_wants_neither_three_times_is_given_a_person():
    call = PlayedCall(knows={"inscription": either(BINS, HOURS)})
    for _ in range(2):
        call.says("inscription")
        assert call.says("non") == ["answer.neither", "main.question_again"]
    call.says("inscription")
    assert "main.lets_find_someone" in call.says("non")


def test_a_correction_in_the_middle_is_heard():
    call = PlayedCall(knows={"le passeport": nearly(BINS), "la carte d'identité": sure(HOURS)})
    call.says("le passeport")
    assert call.says("non la carte d'identité") == ["answer.spoken", "main.anything_else"]


def test_a_change_of_mind_at_the_deciding_question_changes_the_subject():
    call = PlayedCall(knows={"ma carte": sure(CARD), "passeport": sure(BINS)})
    call.says("ma carte")
    assert call.says("non passeport") == ["answer.spoken", "main.anything_else"]
    assert call.last[1].values == {"text": BINS.spoken}


@pytest.mark.parametrize(
    "words",
    ["oui c'est pour mon fils", "pour mon fils", "mineur", "non c'est pour mon fils", "non pour mon fils"],
)
def test_a_case_told_where_the_subject_is_asked_agrees_to_it(words):
    call = PlayedCall(knows={"carton tité": nearly(CARD)})
    assert call.says("carton tité") == ["answer.confirm"]
    call.says(words)
    assert call.last[1].values == {"text": "Mineur : venez à deux."}


def test_a_case_that_is_refused_is_not_answered():
    call = PlayedCall(knows={"carton tité": nearly(CARD)})
    call.says("carton tité")
    assert call.says("oui mais pas pour mon fils") == ["answer.which_2"]


def test_another_case_told_after_the_answer_is_answered():
    words = "euh en fait non c'est pour mon fils"
    call = PlayedCall(knows={"ma carte": sure(CARD), "c'est pour mon fils": either(BINS, HOURS)})
    call.says("ma carte")
    call.says("adulte")
    call.says(words)
    assert call.last[1].values == {"text": "Mineur : venez à deux."}


@pytest.mark.parametrize("words", ["oui tranquille", "oui voilà super", "ouais nickel"])
def test_a_yes_and_a_word_of_no_meaning_choose_nothing_and_change_no_subject(words):
    call = PlayedCall(knows={"ma carte": sure(CARD), words: sure(BINS)})
    call.says("ma carte")
    assert call.says(words) == ["answer.which_2.no_match.1"]
    call.says("adulte")
    assert call.last[1].values == {"text": "Adulte : venez seul."}


def test_two_close_articles_are_offered():
    call = PlayedCall(knows={"poubelle": either(BINS, HOURS)})
    assert call.says("poubelle") == ["answer.choose_2"]
    assert call.says("le deuxième") == ["answer.spoken", "main.anything_else"]
    assert call.last[1].values == {"text": HOURS.spoken}


def test_an_offer_is_also_a_key():
    call = PlayedCall(knows={"poubelle": either(BINS, HOURS)})
    call.says("poubelle")
    call.presses("1")
    assert call.last[1].values == {"text": BINS.spoken}


def test_three_misunderstandings_in_a_row_reach_a_person():
    call = PlayedCall()
    assert call.says("blabla") == ["main.question.no_match.1"]
    assert call.says("blabla") == ["main.question.no_match.2"]
    assert call.says("blabla") == ["main.lets_find_someone", "transfer.connecting"]
    assert call.transfer.summary == "blabla"


def test_three_silences_reach_a_person():
    call = PlayedCall()
    assert call.is_silent() == ["main.question.no_input.1"]
    assert call.is_silent() == ["main.question.no_input.2"]
    assert call.is_silent() == ["main.silence", "transfer.connecting"]


def test_a_person_is_reached_with_the_subject():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    assert call.says("je voudrais parler à quelqu'un") == ["transfer.connecting"]
    assert (call.transfer.service, call.transfer.subject) == ("proprete", "les encombrants")
    assert call.transfer.summary == "les encombrants"
    call.agent("answered")
    assert call.hung_up


def test_a_named_subject_routes_the_transfer():
    words = "je voudrais parler à un agent pour mes encombrants"
    call = PlayedCall(knows={words: sure(BINS)})
    call.says(words)
    assert call.transfer.service == "proprete"


def test_a_failed_transfer_is_told_and_offers_a_message():
    for outcome in ("busy", "no_answer", "declined", "failed"):
        call = PlayedCall()
        call.presses("0")
        assert call.agent(outcome) == [f"transfer.{outcome}", "message.offer"]


def test_a_message_is_taken_once_with_the_number_to_ring_back():
    call = PlayedCall(opening=OpeningFound(open=False, sentence="Fermé jusqu'à demain."))
    assert call.says("un agent") == ["transfer.closed", "message.offer"]
    assert call.says("oui") == ["message.speak"]
    assert call.says("je suis madame martin") == ["message.more"]
    assert call.is_silent() == ["message.same_number"]
    assert call.says("oui") == ["message.taken", "goodbye"]
    assert call.deeds(TakeMessage) == [
        TakeMessage(service="accueil", subject="", text="je suis madame martin", phone="+33612345678")
    ]


def test_a_message_survives_a_hang_up():
    call = PlayedCall(opening=OpeningFound(open=False, sentence="Fermé."))
    call.presses("0")
    call.says("oui")
    call.says("mon toit fuit")
    call.hangs_up()
    assert [deed.text for deed in call.deeds(TakeMessage)] == ["mon toit fuit"]


def test_whoever_asks_to_be_rung_back_in_the_place_of_a_message_and_takes_leave_is():
    call = PlayedCall(opening=OpeningFound(open=False, sentence="Fermé."))
    call.presses("0")
    call.says("oui")
    assert call.says("rappelez moi au revoir") == ["callback.when"]
    call.hangs_up()
    assert [deed.phone for deed in call.deeds(AskCallback)] == ["+33612345678"]
    assert not call.deeds(TakeMessage)


def test_a_hidden_number_is_asked_for_by_keys():
    call = PlayedCall(opening=OpeningFound(open=False, sentence="Fermé."), caller="")
    call.presses("0")
    call.says("oui")
    call.says("je suis madame martin")
    assert call.is_silent() == ["message.number_by_keys"]
    call.presses("0612345678")
    assert call.asked == "phone.read_back"
    call.says("oui")
    assert call.deeds(TakeMessage)[0].phone == "+33612345678"


def test_an_emergency_comes_before_everything():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    assert call.says("il y a le feu") == ["emergency.fire", "emergency.next"]
    assert not call.last[1].interruptible
    assert call.says("les encombrants") == ["answer.spoken", "main.anything_else"]


def test_each_danger_has_its_number():
    for words, kind in [
        ("mon père a fait un malaise", "medical"),
        ("on me frappe", "police"),
        ("je veux en finir", "distress"),
        ("ça sent le gaz", "fire"),
        ("au secours", "any"),
        ("un homme est inconscient", "medical"),
        ("mon fils a avalé de la javel", "medical"),
        ("il ne bouge plus", "medical"),
        ("mon bébé est tout bleu il respire mal", "medical"),
        ("on essaie d'entrer chez moi", "police"),
        ("j'ai perdu un enfant au marché", "police"),
        ("j'en peux plus je vais me foutre en l'air", "distress"),
        ("un câble électrique est tombé par terre", "fire"),
        ("incendie rue victor hugo", "fire"),
    ]:
        assert PlayedCall().says(words)[0] == f"emergency.{kind}", words


def test_it_repeats_the_answer_and_the_question():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    assert call.says("répétez") == ["answer.spoken", "main.anything_else"]
    assert call.presses("*") == ["answer.spoken", "main.anything_else"]


def test_it_slows_down_and_stays_slow():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    call.says("plus lentement s'il vous plaît")
    assert all(action.slow for action in call.last)
    call.says("les encombrants")
    assert all(action.slow for action in call.last if isinstance(action, Say))


def test_somebody_who_needs_time_gets_it():
    call = PlayedCall()
    assert call.says("attendez une minute") == ["ask.take_your_time"]
    assert call.dialogue.waiting_for.silence_seconds > 10
    assert call.dialogue.waiting_for.patience == "long"


def test_details_are_said_on_request():
    call = PlayedCall(knows={"ma carte": sure(CARD)})
    call.says("ma carte")
    call.says("adulte")
    assert call.asked == "main.details_or_else"
    assert call.says("plus de détails") == ["answer.details", "main.anything_else"]


def test_a_wrong_answer_can_be_said_to_be_wrong():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    assert call.says("ce n'est pas ça ma question") == ["main.question.no_match.1"]


def test_keys_reach_answers_without_a_word():
    call = PlayedCall(knows={"carte-identite": sure(CARD)})
    assert call.presses("2") == ["answer.which_2"]


def test_another_question_follows_in_the_light_of_the_last():
    call = PlayedCall(knows={"les encombrants": sure(BINS), "et samedi": sure(HOURS)})
    call.says("les encombrants")
    call.says("et samedi")
    assert call.queries[-1].topic == "encombrants"


def test_leaving_is_always_possible():
    call = PlayedCall()
    assert call.says("au revoir") == ["goodbye"]
    assert call.hung_up


def test_a_hang_up_before_any_answer_is_recorded():
    call = PlayedCall()
    call.says("blabla")
    call.hangs_up()
    assert call.done[-1] == NoteOutcome(outcome="unanswered")


def when_nothing_came_of_it() -> PlayedCall:
    """A call asked "Puis-je vous aider autrement ?": nobody answered, and no message was wanted."""
    call = PlayedCall()
    call.presses("0")
    call.agent("no_answer")
    call.says("non")
    assert call.asked == "main.otherwise"
    return call


def test_after_nothing_came_of_it_keys_answer_yes_or_no_as_they_are_told():
    call = when_nothing_came_of_it()
    call.is_silent()
    assert call.is_silent() == ["main.otherwise.no_input.2"]
    assert call.presses("2") == ["goodbye"]
    assert call.hung_up
    assert when_nothing_came_of_it().presses("1") == ["main.question.no_input.2"]


def test_after_nothing_came_of_it_another_question_is_heard():
    call = when_nothing_came_of_it()
    call.knows["les poubelles"] = sure(BINS)
    assert call.says("les poubelles") == ["answer.spoken", "main.anything_else"]
    assert when_nothing_came_of_it().says("non merci") == ["goodbye"]
    assert when_nothing_came_of_it().presses("3")[0].startswith("report.")


def test_whoever_has_another_question_by_keys_is_told_the_keys():
    call = PlayedCall(knows={"les encombrants": sure(BINS), "horaires-contact-mairie": sure(BINS)})
    call.says("les encombrants")
    assert call.presses("1") == ["main.question.no_input.2"]
    assert call.presses("1")[0] == "answer.spoken"


PROMISE = Choice(
    slug="arbres",
    title="les arbres",
    service="proprete-dechets",
    score=0.9,
    spoken="Pour un arbre à tailler, dites-moi l'endroit : je peux transmettre.",
    text_message="Les arbres : mairie.fr/arbres",
)
TREE = "un arbre à tailler"


def promised() -> PlayedCall:
    call = PlayedCall(knows={TREE: sure(PROMISE)})
    call.services.streets["place de la republique"] = [Street(name="place de la République", score=0.99)]
    assert call.says(TREE) == ["answer.spoken", "main.where_or_else"]
    return call


def test_the_place_that_an_answer_asked_for_makes_a_report_of_it():
    call = promised()
    assert call.says("place de la république") == ["report.understood", "report.danger"]
    call.says("non")
    assert call.asked == "address.read_back"
    call.says("oui")
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert (report.kind, report.street) == ("arbre", "place de la République")
    assert TREE in report.description


@pytest.mark.parametrize("words", ["devant l'école", "oui"])
def test_a_place_in_no_street_or_a_mere_yes_goes_on_with_the_report_that_was_promised(words):
    call = promised()
    assert call.says(words)[0] == "report.understood"


def test_the_report_that_was_promised_is_also_a_key():
    call = promised()
    assert call.presses("1")[0] == "report.understood"


def test_whoever_wants_no_report_may_ask_something_else_or_leave():
    call = promised()
    call.knows["les horaires"] = sure(HOURS)
    assert call.says("les horaires") == ["answer.spoken", "main.anything_else"]
    call = promised()
    assert call.says("non merci") == ["goodbye"]


def test_an_agent_hears_the_most_telling_thing_said_and_reads_the_others():
    call = PlayedCall()
    for words in ("le bidule de la grande place", "oui", "machin chose"):
        call.says(words)
    assert call.transfer.summary == "le bidule de la grande place"
    call = PlayedCall()
    for words in ("le truc", "le bidule de la grande place", "machin chose"):
        call.says(words)
    assert call.transfer.summary == "le bidule de la grande place"
    assert call.transfer.fields == {"said": "le truc\nmachin chose"}


def test_a_mere_yes_after_an_emergency_is_asked_whether_it_is_one():
    call = PlayedCall()
    assert call.says("ma maman elle bouge plus") == ["emergency.medical", "emergency.next"]
    assert call.says("oui") == ["emergency.still"]
    assert call.says("oui") == ["emergency.medical", "transfer.connecting"]
    assert call.transfer.summary == "ma maman elle bouge plus"
    call = PlayedCall()
    call.says("ma maman elle bouge plus")
    call.says("oui")
    assert call.says("non") == ["main.question_again"]
    call = PlayedCall()
    call.says("ma maman elle bouge plus")
    call.says("oui")
    assert call.says("personne") == ["main.question_again"]


def test_an_agent_of_a_service_is_wanted_in_the_middle_of_a_flow_too():
    call = PlayedCall()
    call.says("je veux signaler un lampadaire")
    assert call.asked == "report.danger"
    assert "transfer.connecting" in call.says("un agent de la voirie")
