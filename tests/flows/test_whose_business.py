"""The service whose business some words are, wherever that is asked."""

from collections.abc import Generator

from flows.actions import Action
from flows.events import Event
from flows.memory import Memory
from flows.routing import RECEPTION, FindService, ServiceFound
from flows.whose_business import service_named, service_of, service_unless_known


def found(asked: Generator[Action, Event, str], named: dict[str, str]) -> tuple[str, list[str]]:
    """The service that is found, and the words that were looked for."""
    looked_for: list[str] = []
    event = None
    while True:
        try:
            action = next(asked) if event is None else asked.send(event)
        except StopIteration as stop:
            return stop.value, looked_for
        assert isinstance(action, FindService)
        looked_for.append(action.text)
        event = ServiceFound(service=named.get(action.text, ""))


def test_nothing_is_looked_for_without_words():
    assert found(service_named(Memory(), ""), {}) == ("", [])


def test_a_problem_is_the_business_of_whoever_mends_it_whatever_else_is_named():
    assert found(service_of(Memory(), "un lampadaire cassé devant l'école"), {}) == ("voirie", [])


def test_anything_else_is_the_business_of_the_service_that_is_named():
    assert found(service_of(Memory(), "l'école"), {"l'école": "scolaire"}) == ("scolaire", ["l'école"])


def test_a_service_that_is_known_is_not_looked_for_again():
    assert found(service_unless_known(Memory(), "voirie", "l'école"), {"l'école": "scolaire"}) == (
        "voirie",
        [],
    )
    assert (
        found(service_unless_known(Memory(), RECEPTION, "l'école"), {"l'école": "scolaire"})[0] == "scolaire"
    )
    assert found(service_unless_known(Memory(), RECEPTION, "le bal"), {})[0] == RECEPTION
