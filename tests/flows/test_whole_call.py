"""The whole front door, played by a state machine.

What must be true whatever happens, in whatever order (the assertions are in `whole_call`):

- after any event the dialogue waits or has ended, and every sentence it says exists;
- there are never two questions without an answer between, and a question failed three times in a row, by
  silence or by words that mean nothing, is not asked a fourth time;
- three failures in a row at the open question fetch somebody;
- whenever somebody is fetched, for that or because one was wanted, a person takes the call or a message is
  offered, at once;
- the log, replayed, gives the same actions, after a worker died as before;
- a hang-up anywhere keeps what was dictated: a message, a report whose place is known, a callback agreed on;
- danger is answered before anything else, wherever it is spoken of;
- whoever waits in the line is told their own place, and leaves when they wish; whoever left it rings nobody;
- an SMS is sent to the caller alone, once they said yes, where the town hall offers any.

`test_the_machine_catches` breaks the code in fourteen places, one at a time, and sees that the machine
notices: a message forgotten at a hang-up, a report forgotten at a hang-up, a callback forgotten at a hang-up,
silences never counted, a front door that never gives up, one that fetches nobody, one that offers no message
when nobody came, chance in a flow, a sentence that does not exist, an emergency not heard, a query that is
asked for ever, an SMS nobody agreed to, a way out of the line that leads back into it, and a place that is
not told.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import flows.callbacks.settling
import flows.messages.message
import flows.reports.report
import flows.town_hall
import flows.waiting
import flows.which_case
from flows.actions import Ask, FindAnswers, Say, SendText, TakeMessage, Transfer
from flows.ask import Talk
from flows.booking import AppointmentKindsFound, SlotsFound, Window, WindowsFound
from flows.events import (
    AnswersFound,
    CallStarted,
    Event,
    Heard,
    NoInput,
    OpeningFound,
    Pressed,
    Resumed,
    TransferOutcome,
)
from flows.failures import Failures
from flows.reporting import ReportsFound, Street, StreetsFound
from flows.routing import AgentFreed, AgentsFound, QueueEnded, QueueMoved, WaitInQueue
from tests.flows.calls import BINS, CARD, HOURS
from tests.flows.services import CARD as KIND
from tests.flows.services import MOBILE, MONDAY
from tests.flows.test_any_service import ANSWERS, SLOTS
from tests.flows.whole_call import NONSENSE, WholeCall, transfer_ended

_THINGS = (
    # what begins a flow
    *("je voudrais prendre rendez-vous pour une carte d'identité", "annuler mon rendez-vous", "rendez-vous"),
    *("signaler un lampadaire au douze rue pasteur", "signaler un nid de poule", "je veux signaler un tag"),
    *("rappelez-moi demain matin", "je voudrais être rappelé", "un agent", "laisser un message"),
    *("les encombrants", "ma carte", "la carte et aussi signaler un lampadaire", "où en est mon signalement"),
    # what goes on with it
    *(
        "oui",
        "non",
        "le premier",
        "le deuxième",
        "un adulte",
        "plus tard",
        "mardi",
        "demain matin",
        "n'importe quand",
    ),
    *(
        "rue pasteur",
        "jean martin",
        "m a r t i n",
        "zéro six douze trente quatre cinquante six soixante dix huit",
    ),
    *("quarante-sept douze quatre-vingt-dix", "cinq", "nul", "je ne veux pas le donner", "je ne sais pas"),
    # what is said beside it
    *(
        "répétez",
        "plus lentement",
        "attendez",
        "laissez moi le temps",
        "je n'entends rien",
        "vous êtes un robot",
    ),
    *("retour", "au revoir", "connard", "je vais venir tout casser", "putain", "je suis sourd", "en anglais"),
    *("non pas la carte le passeport", "non plutôt les encombrants", "je me suis trompé de numéro", "merci"),
    *("english please", "yes", "no thank you", "c'est tout", ""),
)
SAID = st.sampled_from(_THINGS)
TEXTED = replace(BINS, text_message="Les encombrants : https://mairie.example")
FOUND = st.one_of(
    st.just(AnswersFound(decision="none")),
    st.builds(
        AnswersFound,
        decision=st.just("answer"),
        choices=st.sampled_from([(BINS,), (TEXTED,), (CARD,), (HOURS,)]),
    ),
    st.just(AnswersFound(decision="confirm", choices=(CARD,))),
    st.just(AnswersFound(decision="disambiguate", choices=(BINS, HOURS))),
)
KEYS = st.one_of(
    st.sampled_from("0123456789*#"), st.sampled_from(["471290", "0612345678", "0312", "1430", "0612"])
)
STARTS = st.builds(
    CallStarted,
    caller=st.sampled_from(["", MOBILE, MOBILE, "+33476000012"]),
    local_time=st.sampled_from([MONDAY, MONDAY, ""]),
    languages=st.sampled_from([("fr",), ("fr", "en"), ("fr", "en")]),
    unheard=st.sampled_from([(), (), ("en",)]),
    survey=st.booleans(),
    texts=st.booleans(),
)
OUTCOMES = st.sampled_from(get_args(TransferOutcome))
IN_THE_LINE = st.one_of(
    st.builds(QueueMoved, position=st.integers(1, 9)),
    st.just(AgentFreed()),
    st.builds(QueueEnded, reason=st.sampled_from(["too_long", "away"])),
    *[st.builds(Pressed, digits=st.sampled_from("0119*#"))] * 2,
)
NOTHING_FOUND: dict[str, Event] = {
    "FindAnswers": AnswersFound(decision="none"),
    "FindStreet": StreetsFound(),
    "FindAppointmentKinds": AppointmentKindsFound(),
}
#: Ways to the middle of things, which chance alone seldom finds.
SHORT_CUTS = {
    "message": ["un agent", transfer_ended("busy"), "oui", "mon toit fuit"],
    "report": ["signaler un tag rue pasteur", "non", "oui"],
    "danger": ["signaler un lampadaire", "oui", "rue pasteur", "oui"],
    "appointment": ["je voudrais prendre rendez-vous pour une carte d'identité", "le premier", "oui"],
    "callback": ["rappelez-moi demain matin", "oui"],
    "answer": ["les encombrants"],
    "line": ["un agent"],
    "out_of_the_line": ["un agent", Pressed(digits="1")],
    "deciding": ["ma carte"],
}


class FrontDoor(RuleBasedStateMachine):
    """A caller who does anything."""

    def __init__(self) -> None:
        super().__init__()
        self.call: WholeCall | None = None
        self.answers: dict[str, Event] = {}
        """What the town hall answers to each kind of question, sensible or not."""

    @initialize(started=STARTS, answers=ANSWERS)
    def somebody_calls(self, started, answers):
        self.call, self.answers = WholeCall(started), answers

    @rule(answers=ANSWERS)
    def the_town_hall_is_no_longer_the_same(self, answers):
        self.answers = answers

    @property
    def asked(self) -> bool:
        return isinstance(self.call.waiting, Ask)

    def _lives(self) -> bool:
        return self.call is not None and not self.call.dialogue.ended

    @precondition(lambda self: self._lives() and self.asked)
    @rule(text=SAID, others=st.lists(SAID, max_size=1).map(tuple), found=FOUND)
    def they_speak(self, text, others, found):
        self.call.step(Heard(text=text, alternatives=others), {**self.answers, "FindAnswers": found})

    @precondition(lambda self: self._lives() and self.asked)
    @rule(digits=KEYS, found=FOUND)
    def they_press_keys(self, digits, found):
        self.call.step(Pressed(digits=digits), {**self.answers, "FindAnswers": found})

    @precondition(lambda self: self._lives() and self.asked)
    @rule(event=st.sampled_from([NoInput(), Heard(text=NONSENSE)]), times=st.integers(1, 4))
    def they_fail(self, event, times):
        for _ in range(times):
            if self.asked:
                self.call.step(event, {**self.answers, **NOTHING_FOUND})

    @precondition(lambda self: self._lives() and self.call.question.startswith("main."))
    @rule(way=st.sampled_from(sorted(SHORT_CUTS)))
    def they_go_straight_to_something(self, way):
        known = {"les encombrants": TEXTED, "ma carte": CARD}
        for said in SHORT_CUTS[way]:
            if not self._lives():
                return
            if not isinstance(said, str):
                if isinstance(self.call.waiting, WaitInQueue):
                    self.call.step(said, self.answers)
                elif isinstance(self.call.waiting, Transfer) and not isinstance(said, Pressed):
                    self.call.step(said, {**self.answers, "FindAgents": AgentsFound(state="away")})
                continue
            choice = known.get(said)
            found = (
                AnswersFound(decision="answer", choices=(choice,)) if choice else NOTHING_FOUND["FindAnswers"]
            )
            answers = {**self.answers, "FindAnswers": found}
            if way.endswith("line"):
                answers |= {
                    "FindAgents": AgentsFound(state="engaged", position=2),
                    "OpenNow": OpeningFound(open=True, sentence=""),
                }
            if self.asked:
                self.call.step(Heard(text=said), answers)

    @precondition(lambda self: self._lives() and self.call.question.startswith("main."))
    @rule(way=st.sampled_from(sorted(SHORT_CUTS)))
    def they_begin_something_and_leave(self, way):
        self.answers = _a_town_hall_that_answers()
        self.they_go_straight_to_something(way)
        self.call.hangs_up()

    @precondition(lambda self: self._lives() and self.asked and not self._unheard())
    @rule(words=st.sampled_from(["il y a le feu", "mon mari ne respire plus", "help me there is a fire"]))
    def somebody_is_in_danger(self, words):
        french = self.call.waiting.language == "fr"
        if french == words.startswith("help"):
            return
        done = self.call.step(Heard(text=words), NOTHING_FOUND)
        said = [action.prompt for action in done if isinstance(action, Say)]
        assert said[0].startswith("emergency."), "danger is answered before anything else"

    def _unheard(self) -> bool:
        started = self.call.log[0][0]
        return self.call.waiting.language in started.unheard

    @precondition(lambda self: self._lives() and isinstance(self.call.waiting, Transfer))
    @rule(outcome=OUTCOMES)
    def the_transfer_ends(self, outcome):
        self.call.step(transfer_ended(outcome), self.answers)

    @precondition(lambda self: self._lives() and isinstance(self.call.waiting, WaitInQueue))
    @rule(event=IN_THE_LINE)
    def something_happens_in_the_line(self, event):
        self.call.step(event, self.answers)

    @rule(event=st.sampled_from([Resumed(), CallStarted(), AnswersFound(decision="none")]))
    def something_stray_happens(self, event):
        waiting = self.call.waiting
        assert self.call.step(event, {}) == []
        assert self.call.waiting is waiting

    @precondition(lambda self: self._lives())
    @rule()
    def the_worker_dies(self):
        self.call.dialogue = self.call.replayed()

    @precondition(lambda self: self._lives())
    @rule()
    def they_hang_up(self):
        self.call.hangs_up()

    @invariant()
    def a_question_waits_for_words_that_the_line_knows_how_to_ask_again(self):
        if self.call is None or not self.asked:
            return
        waiting = self.call.waiting
        assert waiting.silence_seconds > 0
        assert waiting.digits >= 1

    def teardown(self):
        if self.call is None:
            return
        if self._lives():
            self.call.hangs_up()
        self.call.replayed()


FrontDoor.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=25,
    # No shrinking: it takes minutes here, and a call reads well enough as it was played.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TestFrontDoor = FrontDoor.TestCase


def test_a_language_asked_for_where_a_message_is_dictated_is_spoken_and_no_word_of_it():
    call = WholeCall(CallStarted(caller=MOBILE, local_time=MONDAY, languages=("fr", "en")))
    for event in (
        Heard(text="un agent"),
        transfer_ended("busy"),
        Heard(text="oui"),
        Heard(text="en anglais"),
        Heard(text="rappelez-moi demain matin"),
    ):
        call.step(event, {"FindAgents": AgentsFound(state="away")})
    assert call.waiting.language == "en"
    done = call.hangs_up()
    (message,) = [action for action in done if isinstance(action, TakeMessage)]
    assert message.text == "rappelez-moi demain matin"


def forgets_messages(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows.messages.message, "TakeMessage", lambda **_: Say(prompt="goodbye"))


def forgets_reports(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows.reports.report.Report, "worth_keeping", False)


def forgets_callbacks(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows.callbacks.settling.Request, "deed", lambda self, talk: Say(prompt="goodbye"))


def counts_no_silence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Failures, "ask", lambda self, prompt: setattr(self, "count", -1))


def never_gives_up(patch: pytest.MonkeyPatch) -> None:
    def asking_again(door):
        yield from ()
        return "main.question"

    patch.setattr(flows.town_hall, "not_understood", asking_again)


def fetches_nobody(patch: pytest.MonkeyPatch) -> None:
    def left_alone(door, words):
        yield from door.talk.say("transfer.away")
        return "main.anything_else"

    patch.setattr("flows.fetching.person", left_alone)


def offers_no_message(patch: pytest.MonkeyPatch) -> None:
    def nothing(talk, started, service, subject):
        yield from ()
        return False

    patch.setattr("flows.transfer.message_or_callback", nothing)


def is_left_to_chance(patch: pytest.MonkeyPatch) -> None:
    numbers = itertools.count()
    patch.setattr(
        Talk, "offer_language", lambda self: iter([Say(prompt="welcome", values={"n": next(numbers)})])
    )


def says_what_is_not_written(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows.which_case, "_WHICH", {2: "answer.which_one"})


def hears_no_emergency(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("flows.french.commands.is_surely_listed", lambda folded: False)
    patch.setattr("flows.ask.is_alarming", lambda talk, prompt, text: False)


def asks_for_ever(patch: pytest.MonkeyPatch) -> None:
    def asking(talk, question, topic="", told=None):
        while True:
            yield FindAnswers(text=question.text)

    patch.setattr(flows.town_hall, "answer", asking)


def texts_whoever_says_no(patch: pytest.MonkeyPatch) -> None:
    def sending(talk, started, choice):
        if started.texts and choice.text_message:
            yield from talk.confirm("answer.by_text")
            yield SendText(to=started.caller, text=choice.text_message)

    patch.setattr(flows.town_hall, "offer_text", sending)


def keeps_people_in_the_line(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows.waiting, "LEAVE_KEY", "7")


def tells_no_place(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flows.waiting, "_tell", lambda talk, prompt, position: iter(()))


@pytest.mark.parametrize(
    "broken",
    [
        *(forgets_messages, forgets_reports, forgets_callbacks, counts_no_silence, never_gives_up),
        *(fetches_nobody, offers_no_message),
        *(is_left_to_chance, says_what_is_not_written, hears_no_emergency, asks_for_ever),
        *(texts_whoever_says_no, keeps_people_in_the_line, tells_no_place),
    ],
    ids=lambda broken: broken.__name__,
)
def test_the_machine_catches(broken: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch):
    broken(monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(
            FrontDoor,
            settings=settings(
                max_examples=1500,
                stateful_step_count=25,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_the_short_cuts_lead_where_they_say():
    reached = {
        "message": "message.more",
        "report": "report.describe",
        "danger": "Transfer",
        "callback": "callback.same_number",
        "appointment": "appointment.name",
        "answer": "main.anything_else",
        "line": "WaitInQueue",
        "deciding": "answer.which_2",
    }
    for way, question in reached.items():
        machine = FrontDoor()
        machine.somebody_calls(CallStarted(caller=MOBILE, local_time=MONDAY), _a_town_hall_that_answers())
        machine.they_go_straight_to_something(way)
        assert question in (machine.call.question, type(machine.call.waiting).__name__), way


def _a_town_hall_that_answers():
    return {
        "OpenNow": OpeningFound(open=True, sentence="Fermé."),
        "FindStreet": StreetsFound(streets=(Street(name="rue Pasteur", score=0.99),)),
        "FindReports": ReportsFound(),
        "FindAppointmentKinds": AppointmentKindsFound(kinds=(KIND,)),
        "FindSlots": SlotsFound(slots=tuple(SLOTS)),
        "FindWindows": WindowsFound(windows=(Window(start="2026-11-24T09:00", end="2026-11-24T12:00"),)),
    }
