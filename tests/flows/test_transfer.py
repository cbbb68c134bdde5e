"""Being put through: agents rung one after the other, the line one waits in, and the ways out."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import pytest

from flows.actions import Action, NoteOutcome, Say, TakeMessage, Transfer
from flows.ask import Talk
from flows.booking import AskCallback
from flows.events import CallStarted, Event, OpeningFound
from flows.routing import AgentFreed, AgentsFound, AgentsState, QueueEnded, QueueMoved, WaitInQueue
from flows.transfer import MAX_RINGS, hand_over
from tests.flows.calls import HOURS, PlayedCall, sure
from tests.flows.services import MOBILE, Played, TownHall


def wanted(talk: Talk, started: CallStarted) -> Generator[Action, Event, bool]:
    talk.keep(name="Camille Martin", phone=MOBILE, address="")
    return (yield from hand_over(talk, started, service="etat-civil", subject="un acte", summary="un acte"))


def found(*states: AgentsState, position: int = 1) -> list[AgentsFound]:
    return [AgentsFound(state=state, position=position) for state in states]


def calling(town: TownHall) -> Played:
    return Played(wanted, town)


def prompts(call: Played) -> list[str]:
    return [action.prompt for action in call.last if isinstance(action, Say)]


def test_the_agent_is_told_all_that_was_taken_down() -> None:
    call = calling(TownHall())
    (transfer,) = call.deeds(Transfer)
    assert transfer == Transfer(
        service="etat-civil",
        subject="un acte",
        summary="un acte",
        fields={"name": "Camille Martin", "phone": MOBILE},
    )


def test_a_refusal_brings_the_next_agent_at_once() -> None:
    call = calling(TownHall(agents=found("free", "free", "away")))
    call.agent("declined")
    assert prompts(call) == ["transfer.next"]
    assert call.asked == "Transfer"
    call.agent("no_answer")
    assert prompts(call) == ["transfer.no_answer", "message.offer"]


def test_somebody_who_answers_after_a_refusal_takes_the_call() -> None:
    call = calling(TownHall(agents=found("free", "free")))
    call.agent("busy")
    call.agent("answered")
    assert call.result is True
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="transferred")]


@pytest.mark.parametrize("outcome", ["busy", "no_answer", "declined", "failed", "canceled", "hung_up"])
def test_each_failure_has_its_own_sentence(outcome: str) -> None:
    call = calling(TownHall(agents=found("free", "away")))
    call.agent(outcome)
    assert prompts(call) == [f"transfer.{outcome}", "message.offer"]


def test_a_talk_that_was_cut_off_is_taken_up_again() -> None:
    call = calling(TownHall(agents=found("free", "free", "away")))
    call.agent("dropped")
    assert prompts(call) == ["transfer.dropped", "transfer.connecting"]
    call.agent("dropped")
    assert prompts(call) == ["transfer.dropped", "message.offer"], "it is said once, not twice"


def test_telephones_taken_by_another_caller_lead_to_the_line() -> None:
    call = calling(TownHall(agents=[*found("free"), *found("engaged", position=2)]))
    call.agent("taken")
    assert prompts(call) == ["queue.joined"]
    assert call.asked == "WaitInQueue"


def test_nobody_at_work_is_told_and_a_message_offered() -> None:
    call = calling(TownHall(agents=found("away")))
    assert prompts(call) == ["transfer.away", "message.offer"]
    call = calling(TownHall(agents=found("full")))
    assert prompts(call) == ["transfer.busy", "message.offer"]


def test_ringing_has_an_end() -> None:
    call = calling(TownHall(agents=found(*["free"] * (MAX_RINGS + 5))))  # type: ignore[arg-type]
    rings = 1
    while True:
        call.agent("declined")
        if call.asked != "Transfer":
            break
        rings += 1
    assert rings == MAX_RINGS
    assert call.asked == "message.offer"


def waiting(position: int = 2, *then: AgentsState) -> Played:
    town = TownHall(agents=[*found("engaged", position=position), *found(*then)])
    call = calling(town)
    assert call.dialogue.waiting_for == WaitInQueue(service="etat-civil", position=position)
    return call


def test_the_place_in_the_line_is_told_and_told_again_when_it_changes() -> None:
    call = waiting(2)
    assert "en position 2" in call.said[-1]
    call.feed(QueueMoved(position=2))
    assert "en position 2" in call.said[-1]
    call.feed(QueueMoved(position=1))
    assert prompts(call) == ["queue.position_first"]
    assert call.dialogue.waiting_for == WaitInQueue(service="etat-civil", position=1)
    call.feed(AgentFreed())
    assert prompts(call) == ["queue.turn"]
    call.agent("answered")
    assert call.result is True


def test_whoever_comes_next_is_not_given_a_number() -> None:
    call = waiting(1)
    assert prompts(call) == ["queue.joined_first"]
    assert not any(digit in call.said[-1].replace("sur 1", "") for digit in "0123456789")


def test_key_1_leaves_the_line_for_a_message() -> None:
    call = waiting(3)
    call.presses("1")
    assert call.asked == "message.speak"
    call.says("rappelez-moi pour mon acte")
    call.is_silent()
    call.says("oui")
    assert call.result is True
    assert [deed.service for deed in call.deeds(TakeMessage) if isinstance(deed, TakeMessage)] == [
        "etat-civil"
    ]


def test_hash_goes_back_to_the_open_question() -> None:
    call = waiting(3)
    call.presses("#")
    assert call.results == ["BackWanted"]


@pytest.mark.parametrize("key", ["0", "*", "7"])
def test_other_keys_have_the_place_said_again(key: str) -> None:
    call = waiting(3)
    call.presses(key)
    assert prompts(call) == ["queue.position"]
    assert call.asked == "WaitInQueue"


@pytest.mark.parametrize("reason", ["too_long", "away"])
def test_a_wait_in_vain_is_told_and_a_message_offered(reason: str) -> None:
    call = waiting(1)
    call.feed(QueueEnded(reason=reason))  # type: ignore[arg-type]
    assert prompts(call) == [f"queue.{reason}", "message.offer"]


def test_a_caller_whose_turn_came_to_nothing_waits_again() -> None:
    call = waiting(1, "engaged")
    call.feed(AgentFreed())
    call.agent("taken")
    assert call.asked == "WaitInQueue"


def test_hanging_up_in_the_line_ends_it() -> None:
    call = waiting(2)
    assert call.hangs_up() == []
    assert call.results == ["gone"]


def test_the_service_that_stands_in_is_tried_before_a_message() -> None:
    town = TownHall(overflow={"etat-civil": "accueil", "accueil": "etat-civil"})
    town.agents = found("free", "away", "free", "away")
    call = calling(town)
    call.agent("no_answer")
    assert prompts(call) == ["transfer.no_answer", "transfer.overflow", "transfer.connecting"]
    assert "J'essaie de joindre le service accueil." in call.said
    assert isinstance(call.dialogue.waiting_for, Transfer)
    assert call.dialogue.waiting_for.service == "accueil"
    call.agent("declined")
    assert call.asked == "message.offer", "two services that stand in for each other are each tried once"
    call.says("oui")
    call.says("un acte")
    call.is_silent()
    call.says("oui")
    (message,) = call.deeds(TakeMessage)
    assert message == TakeMessage(
        service="etat-civil",
        subject="un acte",
        text="un acte",
        phone=MOBILE,
        fields={"name": "Camille Martin", "phone": MOBILE},
    )


def test_a_closed_service_is_stood_in_for_too() -> None:
    town = replace(TownHall(), open=False, overflow={"etat-civil": "astreinte"})
    call = calling(town)
    assert prompts(call) == [
        "transfer.closed",
        "transfer.overflow",
        "transfer.closed",
        "message.offer",
    ]


@pytest.mark.parametrize("reply", ["rappelez-moi", "oui je voudrais être rappelé", "3"])
def test_being_rung_back_may_be_agreed_instead_of_a_message(reply: str) -> None:
    call = calling(TownHall(agents=found("away")))
    if reply.isdigit():
        call.presses(reply)
    else:
        call.says(reply)
    assert call.asked == "callback.when"
    call.says("demain matin")
    call.says("oui")
    call.says("oui")
    call.says("martin")
    call.says("oui")
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    assert (deed.service, deed.subject, deed.phone) == ("etat-civil", "un acte", MOBILE)
    assert call.result is True


@pytest.mark.parametrize("reply", ["non", "2"])
def test_neither_message_nor_callback_may_be_wanted(reply: str) -> None:
    call = calling(TownHall(agents=found("away")))
    if reply.isdigit():
        call.presses(reply)
    else:
        call.says(reply)
    assert call.result is False


def test_an_answer_that_is_none_is_asked_again_then_kept_as_the_message() -> None:
    call = calling(TownHall(agents=found("away")))
    call.says("blabla")
    assert call.asked == "message.offer.no_match.1"
    call.presses("7")
    assert call.asked == "message.offer.no_match.2"
    call.says("blabla")
    assert call.asked == "message.more"
    call.hangs_up()
    assert [deed.text for deed in call.deeds(TakeMessage) if isinstance(deed, TakeMessage)] == [
        "blabla\nblabla"
    ]


def test_what_a_person_was_asked_for_about_goes_with_the_message():
    call = PlayedCall(opening=OpeningFound(open=False, sentence="Fermé."))
    call.says("passez moi l'état civil c'est pour mon livret de famille")
    assert call.asked == "message.offer"
    call.says("oui")
    call.says("je suis madame roux")
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.subject == "passez moi l'état civil c'est pour mon livret de famille"


ALLERGIC = "passez moi la cantine mon fils est allergique aux oeufs"
REFUSED = "passez moi l'urbanisme c'est pour mon permis refusé"


def asking(words: str, *, languages: tuple[str, ...] = ("fr",)) -> PlayedCall:
    call = PlayedCall(
        services=TownHall(named={"cantine": "scolaire", "school": "scolaire", "urbanisme": "urbanisme"}),
        languages=languages,
    )
    call.says(words)
    assert call.asked == "Transfer"
    return call


def letter(call: PlayedCall) -> list[tuple[str, str]]:
    return [(one.service, one.text) for one in call.deeds(TakeMessage) if isinstance(one, TakeMessage)]


@pytest.mark.parametrize(
    ("words", "service", "languages"),
    [
        (ALLERGIC, "scolaire", ("fr",)),
        (REFUSED, "urbanisme", ("fr",)),
        ("put me through to the school office my son is allergic to eggs", "scolaire", ("en", "fr")),
    ],
)
def test_why_a_person_was_asked_for_is_kept_when_the_caller_hangs_up_while_it_rings(
    words: str, service: str, languages: tuple[str, ...]
) -> None:
    call = asking(words, languages=languages)
    call.hangs_up()
    assert letter(call) == [(service, words)]


def test_why_a_person_was_asked_for_is_kept_when_the_caller_hangs_up_at_the_offer_of_a_message() -> None:
    call = asking(ALLERGIC)
    call.agent("busy")
    assert call.asked == "message.offer"
    call.hangs_up()
    assert letter(call) == [("scolaire", ALLERGIC)]


def test_it_is_written_once_when_the_caller_hangs_up_while_the_message_is_waited_for() -> None:
    call = asking(ALLERGIC)
    call.agent("busy")
    call.says("oui")
    call.hangs_up()
    assert letter(call) == [("scolaire", ALLERGIC)]


@pytest.mark.parametrize("words", ["passez moi la cantine", "je veux parler à quelqu'un", "un agent"])
def test_whoever_hangs_up_without_a_reason_leaves_no_message(words: str) -> None:
    call = asking(words)
    call.hangs_up()
    assert letter(call) == []


def test_a_reason_told_after_an_answer_is_what_the_agent_reads() -> None:
    call = PlayedCall(knows={"les horaires": sure(HOURS)}, services=TownHall(named={"cantine": "scolaire"}))
    call.says("les horaires")
    call.says(ALLERGIC)
    assert call.transfer.summary == ALLERGIC
    call.hangs_up()
    assert letter(call) == [("scolaire", ALLERGIC)]


def test_what_was_answered_is_no_reason() -> None:
    call = PlayedCall(knows={"quels sont les horaires de la mairie": sure(HOURS)})
    call.says("quels sont les horaires de la mairie")
    call.says("passez-moi quelqu'un")
    call.hangs_up()
    assert letter(call) == []


def test_a_refused_message_is_not_written_all_the_same() -> None:
    call = asking(ALLERGIC)
    call.agent("busy")
    call.says("non")
    call.hangs_up()
    assert letter(call) == []
