"""Calls that ask to be rung back."""

from flows.booking import AskCallback
from flows.callbacks.callback import callback
from flows.events import AnswersFound
from tests.flows.calls import PlayedCall
from tests.flows.services import Played, TownHall


def asking(town: TownHall | None = None, words: str = "", **options: str) -> Played:
    return Played(
        lambda talk, started: callback(talk, started, "urbanisme", "un permis de construire", words),
        town,
        **options,
    )


def promised(call: Played) -> AskCallback:
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    return deed


def rung_back(town: TownHall | None = None) -> PlayedCall:
    """A caller who is to be rung back tomorrow morning, and has not said what about."""
    call = PlayedCall(services=town or TownHall())
    call.says("je voudrais qu'on me rappelle demain matin")
    for answer in ("oui", "oui", "jean martin", "oui"):
        call.says(answer)
    assert call.asked == "callback.subject"
    return call


def asked_for(call: PlayedCall) -> list[AskCallback]:
    return [deed for deed in call.deeds(AskCallback) if isinstance(deed, AskCallback)]


def rung_back_without_another_number() -> PlayedCall:
    call = PlayedCall()
    call.says("je voudrais qu'on me rappelle demain matin au sujet de mon loyer")
    call.says("oui")
    call.says("non")
    assert call.asked == "callback.number"
    while call.asked.startswith(("callback.number", "phone.")):
        call.is_silent()
    call.says("jean martin")
    call.says("oui")
    return call


def agreed(knows: dict[str, AnswersFound] | None = None) -> PlayedCall:
    """A whole call in which a callback has just been agreed, about a water bill."""
    call = PlayedCall(knows=knows or {})
    for words in ("rappelez-moi demain matin pour ma facture d'eau", "oui", "oui", "paul petit", "oui"):
        call.says(words)
    assert call.asked == "main.anything_else"
    return call


def last_asked(call: PlayedCall) -> AskCallback:
    deed = call.deeds(AskCallback)[-1]
    assert isinstance(deed, AskCallback)
    return deed
