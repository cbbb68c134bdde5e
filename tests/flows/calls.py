"""A two-sided helper: plays a caller against a dialogue and shows both sides."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.actions import Action, Ask, FindAnswers, HangUp, OpenNow, Query, Say, Transfer
from flows.dialogue import Dialogue
from flows.events import (
    AnswersFound,
    CallStarted,
    Choice,
    Event,
    Heard,
    HungUp,
    NoInput,
    OpeningFound,
    Pressed,
    TransferEnded,
    Variant,
)
from flows.town_hall import town_hall
from tests.flows.services import MONDAY, TownHall

CARD = Choice(
    slug="carte-identite",
    title="une carte d'identité",
    service="etat-civil",
    score=0.95,
    spoken="Prenez rendez-vous.",
    details="Apportez une photo.",
    question="Pour un adulte ou pour un mineur ?",
    variants=(
        Variant(label="un adulte", phrases=("adulte", "majeur", "moi"), spoken="Adulte : venez seul."),
        Variant(label="un mineur", phrases=("mineur", "enfant", "fils"), spoken="Mineur : venez à deux."),
    ),
)
BINS = Choice(
    slug="encombrants", title="les encombrants", service="proprete", score=0.9, spoken="Appelez-nous."
)
HOURS = Choice(slug="horaires", title="les horaires", service="accueil", score=0.9, spoken="Dès 8 h 30.")


@dataclass
class PlayedCall:
    """A dialogue with a small town hall around it."""

    knows: dict[str, AnswersFound] = field(default_factory=dict)
    """What is found for a text; nothing for any other."""
    opening: OpeningFound = field(default_factory=lambda: OpeningFound(open=True, sentence="Fermé."))
    caller: str = "+33612345678"
    services: TownHall = field(default_factory=TownHall)
    """What answers the services' flows."""
    survey: bool = False
    texts: bool = False
    languages: tuple[str, ...] = ("fr",)
    unheard: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.dialogue = self.begun()
        self.done: list[Action] = []
        self.last: list[Action] = []
        self.queries: list[FindAnswers] = []
        started = CallStarted(
            caller=self.caller,
            channel="test",
            local_time=MONDAY,
            survey=self.survey,
            languages=self.languages,
            unheard=self.unheard,
            texts=self.texts,
        )
        self.feed(started)

    def begun(self) -> Dialogue:
        return Dialogue(town_hall)

    def feed(self, event: Event) -> list[Action]:
        """Hand over one event, answer the queries it causes, keep the rest."""
        self.last = []
        actions = self.dialogue.handle(event)
        while actions:
            self.done += actions
            self.last += [action for action in actions if not isinstance(action, Query)]
            query = actions[-1]
            if isinstance(query, FindAnswers):
                self.queries.append(query)
                found = self.knows.get(query.article or query.text, AnswersFound(decision="none"))
                actions = self.dialogue.handle(found)
            elif isinstance(query, OpenNow):
                self.services.rung = False
                actions = self.dialogue.handle(self.opening)
            elif isinstance(query, Query):
                actions = self.dialogue.handle(self.services.answer(query))
            else:
                break
        return self.last

    def says(self, text: str) -> list[str]:
        """The caller speaks; the prompts said in return."""
        return prompts(self.feed(Heard(text=text)))

    def presses(self, digits: str) -> list[str]:
        return prompts(self.feed(Pressed(digits=digits)))

    def is_silent(self) -> list[str]:
        return prompts(self.feed(NoInput()))

    def hangs_up(self) -> list[Action]:
        return self.feed(HungUp())

    def agent(self, outcome: str) -> list[str]:
        return prompts(self.feed(TransferEnded(outcome=outcome)))

    @property
    def asked(self) -> str:
        """The question now waiting for an answer."""
        waiting = self.dialogue.waiting_for
        return waiting.prompt if isinstance(waiting, Ask) else type(waiting).__name__

    @property
    def transfer(self) -> Transfer:
        assert isinstance(self.dialogue.waiting_for, Transfer)
        return self.dialogue.waiting_for

    @property
    def hung_up(self) -> bool:
        return self.dialogue.ended and isinstance(self.done[-1], HangUp)

    def deeds(self, kind: type[Action]) -> list[Action]:
        return [action for action in self.done if isinstance(action, kind)]


def prompts(actions: list[Action]) -> list[str]:
    return [action.prompt for action in actions if isinstance(action, Say)]


def sure(choice: Choice) -> AnswersFound:
    return AnswersFound(decision="answer", choices=(choice,))


def nearly(choice: Choice) -> AnswersFound:
    return AnswersFound(decision="confirm", choices=(choice,))


def either(*choices: Choice) -> AnswersFound:
    return AnswersFound(decision="disambiguate", choices=choices)
