"""A caller who does anything, at a town hall that answers anything: what a state machine plays calls with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.actions import Action, Ask, FindAnswers, OpenNow, Query, Say, SendText, TakeMessage, Transfer
from flows.booking import AskCallback
from flows.dialogue import Dialogue, Flow
from flows.events import (
    AnswersFound,
    CallStarted,
    Event,
    Heard,
    HungUp,
    NoInput,
    OpeningFound,
    Pressed,
    TransferEnded,
)
from flows.prompts import Catalogue
from flows.reporting import JoinReport, OpenReport
from flows.routing import AgentFreed, AgentsFound, QueueEnded, QueueMoved, WaitInQueue
from flows.service_registry import nothing_found
from flows.tongues import TONGUES, tongue_of
from flows.town_hall import town_hall

CATALOGUES = {language: Catalogue.load(language) for language in TONGUES}
NONSENSE = "blabla dans le vent"
OPEN_QUESTIONS = ("main.question", "main.question_again")
"""Where three failures in a row fetch a person."""
DICTATING = ("message.speak", "message.more")
LANGUAGES_ASKED = {"en anglais": "en", "english please": "en"}
"""What is said for the line to speak another language, and tells nobody anything."""
WORDS_WAIT = ("message.", "phone.", "ask.", "emergency.resume", "emergency.asked")
"""Questions at which what was dictated is not yet sent: an emergency in the middle is one. Whoever
hangs up at any of them has left their message."""
AFTER_THE_PLACE = ("report.similar", "report.describe", "report.by_text", "report.mobile")
"""Questions by which a report has what it takes: whoever leaves there has reported."""
LEAVE_KEY = "1"
"""In the line: a message rather than the wait."""
BACK_KEY = "#"
"""In the line: back to the questions, for whoever would rather not wait."""
OF_A_MESSAGE = ("message.", "phone.")
"""Questions that offer a message, or take one down: the number alone, of who is not understood."""
MOST_QUERIES = 12
"""Questions to the town hall that one event may cause, at the very most."""


class WholeCall:
    """One call, with its log and what must be true of it."""

    def __init__(self, started: CallStarted, flow: Callable[[CallStarted], Flow] = town_hall) -> None:
        self._flow = flow
        self.dialogue = Dialogue(flow)
        self.log: list[tuple[Event, list[Action]]] = []
        self.dictated: list[str] = []
        """Words of a message that no deed holds yet."""
        self.failures: dict[str, int] = {}
        """Failures in a row, by question, since a person was last looked for."""
        self.started = started
        self.texts_agreed = 0
        """Links by SMS that the caller said yes to, and that no deed has sent yet."""
        self.somebody_owed = False
        """A person was looked for, and neither a person nor the offer of a message has come of it yet."""
        self.place = 0
        """The caller's place in the line, as they were told it last."""
        self.window_agreed = False
        """A caller whose number is known agreed on a window to be rung back in, and no deed holds it yet."""
        self.step(started, {})

    @property
    def waiting(self) -> Action | None:
        return self.dialogue.waiting_for

    @property
    def question(self) -> str:
        """The question now waiting for an answer, without its escalation; empty when none is."""
        return self.waiting.prompt.split(".no_")[0] if isinstance(self.waiting, Ask) else ""

    def step(self, event: Event, answers: Mapping[str, Event]) -> list[Action]:
        """One event, and all that the town hall answers to the questions it causes."""
        before, expected = self.waiting, self.waiting
        if isinstance(before, Ask) and before.prompt.startswith("answer.by_text"):
            assert self.started.texts, "a link was offered to whoever can receive none"
            self.texts_agreed += says_yes(event)
        done = self._handle(event)
        queries = 0
        while isinstance(query := self.waiting, Query):
            queries += 1
            assert queries <= MOST_QUERIES, f"{query} after {queries} queries for one event"
            done += self._handle(answers.get(type(query).__name__) or _default(query))
        self._owe_somebody(before, event, done)
        if isinstance(before, Ask):
            self._remember(before, event, done)
        if isinstance(before, WaitInQueue):
            self._remember_the_line(event, done, answers)
        assert expected is not None or len(self.log) == 1 or not done, "an ended call does nothing more"
        return done

    def _handle(self, event: Event) -> list[Action]:
        done = self.dialogue.handle(event)
        self.log.append((event, list(done)))
        assert self.dialogue.ended or self.waiting is not None, "the dialogue neither waits nor has ended"
        asked = [action for action in done if isinstance(action, Ask)]
        assert len(asked) <= 1, "two questions without an answer between"
        assert not asked or (asked[0] is done[-1] and asked[0] is self.waiting), (
            "a question is the last thing said"
        )
        for action in done:
            if isinstance(action, Say):
                CATALOGUES[action.language].voice(action.prompt, {"town": "Valmont", **action.values})
            if isinstance(action, SendText):
                assert self.texts_agreed > 0, "an SMS was sent that nobody said yes to"
                assert action.to == self.started.caller, "an SMS was sent to somebody else"
                self.texts_agreed -= 1
            if isinstance(action, Say) and action.prompt.startswith(("queue.joined", "queue.position")):
                self.place = int(action.values.get("position", 1))
            if isinstance(action, WaitInQueue):
                assert action.position == self.place, "the caller was told another place than theirs"
            if isinstance(action, TakeMessage):
                assert all(words in action.text for words in self.dictated), (
                    "a message lost some of its words"
                )
                self.dictated = []
        return done

    def _remember(self, asked: Ask, event: Event, done: list[Action]) -> None:
        """What the caller said or failed to say, against what followed."""
        base = asked.prompt.split(".no_")[0]
        failed = isinstance(event, NoInput) or (isinstance(event, Heard) and event.text == NONSENSE)
        yes = (isinstance(event, Heard) and event.text == "oui") or event == Pressed(digits="1")
        if base == "callback.window" and yes:
            self.window_agreed = self.question == "callback.same_number"
        if any(isinstance(action, AskCallback) for action in done) or self.question.startswith("main."):
            self.window_agreed = False
        if base in DICTATING and isinstance(event, Heard) and event.text and self.question in DICTATING:
            # A language that is asked for is spoken from then on; where it is not, the words are a message.
            wanted = LANGUAGES_ASKED.get(event.text, asked.language)
            if asked.language == wanted or wanted != self.waiting.language:
                self.dictated.append(event.text)
        if not self.question.startswith(WORDS_WAIT) and not self.dialogue.ended:
            assert not self.dictated, f"words were dictated, and {self.question or self.waiting} forgets them"
        if not failed:
            self.failures = {}
            return
        self.failures[base] = self.failures.get(base, 0) + 1
        fetched = any(isinstance(action, OpenNow) for action in done)
        if base not in DICTATING and not asked.prompt.startswith("ask."):
            again = self.question == base and self.failures[base] >= 3
            assert not again, f"{base} is asked again after three failures in a row"
        if base in OPEN_QUESTIONS and self.failures[base] >= 3:
            assert fetched or self.dialogue.ended, "three failures in a row, and nobody was looked for"
        if fetched:
            self.failures = {}

    def _owe_somebody(self, before: Action | None, event: Event, done: list[Action]) -> None:
        """To look for a person is a promise: one takes the call, or a message is offered."""
        self.somebody_owed |= any(isinstance(action, OpenNow) for action in done)
        taken = isinstance(before, Transfer) and event == transfer_ended("answered")
        offered = any(isinstance(action, Ask) and action.prompt.startswith(OF_A_MESSAGE) for action in done)
        gone_back = isinstance(before, WaitInQueue) and event == Pressed(digits=BACK_KEY)
        if taken or offered or gone_back or isinstance(event, HungUp):
            self.somebody_owed = False
        still_looking = isinstance(self.waiting, Transfer | WaitInQueue)
        assert still_looking or not self.somebody_owed, (
            "nobody took the call, and neither a message nor a callback was offered"
        )

    def _remember_the_line(self, event: Event, done: list[Action], answers: Mapping[str, Event]) -> None:
        """What happened in the line, against what followed."""
        waits = isinstance(self.waiting, WaitInQueue)
        if event == Pressed(digits=LEAVE_KEY):
            assert not waits, "whoever wants to leave the line is kept in it"
        if isinstance(event, QueueEnded):
            told = [action.prompt for action in done if isinstance(action, Say)]
            assert told[:1] == [f"queue.{event.reason}"], "the wait ended without a word"
        if isinstance(event, QueueMoved):
            assert waits, "a place that changes ends the wait"
            assert self.place == event.position, "the new place was not told"
        if isinstance(event, AgentFreed) and answers.get("FindAgents") == AgentsFound(state="free"):
            assert isinstance(self.waiting, Transfer), "an agent is free, and nobody is rung"

    def hangs_up(self) -> list[Action]:
        """The caller leaves: what they dictated must be kept."""
        question, dictated = self.question, list(self.dictated)
        waited = isinstance(self.waiting, WaitInQueue)
        agreed = self.window_agreed
        done = self.step(HungUp(), {})
        assert self.dialogue.ended
        assert not (waited and any(isinstance(action, Transfer) for action in done)), (
            "somebody is rung for a caller who left the line"
        )
        if dictated:
            kept = " ".join(action.text for action in done if isinstance(action, TakeMessage))
            assert all(words in kept for words in dictated), "a hang-up lost what was dictated"
        if question in AFTER_THE_PLACE:
            assert any(isinstance(action, OpenReport | JoinReport) for action in done), (
                "a hang-up lost a report"
            )
        if agreed:
            assert any(isinstance(action, AskCallback) for action in done), "a hang-up lost a callback"
        return done

    def replayed(self) -> Dialogue:
        """The same call rebuilt from its log; every action must be what it was."""
        again = Dialogue(self._flow)
        for event, done in self.log:
            assert again.handle(event) == done, f"the replay of {event} differs"
        same = (again.waiting_for, again.pending, again.ended)
        assert same == (self.waiting, self.dialogue.pending, self.dialogue.ended), "the replay ends elsewhere"
        return again


def says_yes(event: Event) -> bool:
    """Is it a yes, spoken or keyed, in any of the languages?"""
    if isinstance(event, Heard):
        return any(tongue_of(language).yes_or_no(event.text) is True for language in TONGUES)
    return event == Pressed(digits="1")


def _default(query: Query) -> Event:
    """What answers a query that nothing was drawn for."""
    if isinstance(query, OpenNow):
        return OpeningFound(open=True, sentence="Fermé.")
    return AnswersFound(decision="none") if isinstance(query, FindAnswers) else nothing_found(query)


def transfer_ended(outcome: str) -> TransferEnded:
    """What becomes of a transfer."""
    return TransferEnded(outcome=outcome)  # type: ignore[arg-type]
