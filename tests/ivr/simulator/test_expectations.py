"""Facts of the log against the steps of a script."""

from __future__ import annotations

import pytest

from ivr.simulator import steps as s
from ivr.simulator.expectations import Contradicted, Expectations
from ivr.simulator.witness import Fact

WELCOME = Fact("prompt", "welcome", "Bonjour.")
QUESTION = Fact("question", "main.question", "Que puis-je faire ?")
ANSWER = Fact("answer", "cantine")


def asks(prompt: str) -> s.Asks:
    return s.Asks(prompts=(prompt,), line=1, source="")


def hears(prompt: str) -> s.Hears:
    return s.Hears(prompts=(prompt,), line=1, source="")


def answers(slug: str) -> s.Answers:
    return s.Answers(slug=slug, line=1, source="")


def test_what_has_not_happened_yet_is_not_met_and_may_come() -> None:
    facts: list[Fact] = []
    expectations = Expectations(facts)
    assert not expectations.met(hears("welcome"))
    facts.append(WELCOME)
    assert expectations.met(hears("welcome"))


def test_a_fact_serves_once() -> None:
    expectations = Expectations([WELCOME])
    assert expectations.met(hears("welcome"))
    assert not expectations.met(hears("welcome"))


def test_sentences_nobody_mentions_are_passed_over() -> None:
    assert Expectations([WELCOME, QUESTION]).met(asks("main.question"))


def test_a_question_nobody_mentions_contradicts_the_script() -> None:
    with pytest.raises(Contradicted, match=r"main\.question \(« Que puis-je faire \? »\)"):
        Expectations([QUESTION, ANSWER]).met(answers("cantine"))


def test_any_of_several_questions_will_do() -> None:
    either = s.Asks(prompts=("main.otherwise", "main.question"), line=1, source="")
    assert Expectations([QUESTION]).met(either)


def test_a_sentence_is_not_a_question() -> None:
    assert not Expectations([WELCOME]).met(asks("welcome"))


def test_another_answer_contradicts_the_script() -> None:
    with pytest.raises(Contradicted, match="la fiche cantine, pas avec passeport"):
        Expectations([ANSWER]).met(answers("passeport"))


def test_a_question_cut_short_is_no_longer_expected_an_answer() -> None:
    facts = [QUESTION]
    expectations = Expectations(facts)
    expectations.pass_over()
    facts.append(ANSWER)
    assert expectations.met(answers("cantine"))


def test_what_comes_next_can_be_looked_at_without_being_used() -> None:
    expectations = Expectations([WELCOME, QUESTION, ANSWER])
    assert expectations.next_turn() == QUESTION
    assert expectations.met(asks("main.question"))
    assert expectations.next_turn() == ANSWER


def test_a_transfer_is_followed_to_its_end() -> None:
    step = s.Transfers(service="voirie", outcome="busy", line=1, source="")
    expectations = Expectations([Fact("transfer", "voirie"), Fact("transferred", "busy")])
    assert expectations.transfer_asked(step)
    assert expectations.transfer_ended(step)
    with pytest.raises(Contradicted, match="accueil, pas voirie"):
        Expectations([Fact("transfer", "accueil")]).transfer_asked(step)
    with pytest.raises(Contradicted, match="answered"):
        Expectations([Fact("transferred", "answered")]).transfer_ended(step)


def test_a_message_must_hold_the_words() -> None:
    step = s.LeavesMessage(service="accueil", words="volet", line=1, source="")
    assert Expectations([Fact("message", "accueil", "le volet est cassé")]).met(step)
    with pytest.raises(Contradicted, match="ne contient pas « volet »"):
        Expectations([Fact("message", "accueil", "la porte")]).met(step)


def test_a_step_the_log_knows_nothing_of_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        Expectations([]).met(s.HangsUp(line=1, source=""))


def test_a_sentence_that_reads_back_something_else_contradicts_the_script() -> None:
    read_back = Fact("question", "name.read_back", "Sophie Martin, c'est bien ça ?")
    sylvie = s.Asks(prompts=("name.read_back",), with_words="Sylvie", line=1, source="")
    with pytest.raises(Contradicted, match="ne contient pas « Sylvie »"):
        Expectations([read_back]).met(sylvie)
    sophie = s.Asks(prompts=("name.read_back",), with_words="Sophie Martin", line=1, source="")
    assert Expectations([read_back]).met(sophie)
