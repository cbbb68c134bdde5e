"""A street and a house number by keys alone: the first letters of its name, as in directories by name."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from flows.actions import Action
from flows.ask import AGENT_KEY, BACK_KEY, TRIES, Talk
from flows.booking import answered
from flows.choosing import Option
from flows.collect.street_choice import Missed, choose_street
from flows.events import Event, Heard
from flows.interruptions import AgentWanted, BackWanted
from flows.reporting import FindStreetByKeys, Street, StreetsFound
from flows.stepping_back import is_one_step

MOST_LETTERS = 12
MOST_OFFERED = 4
_LONGEST_NUMBER = 4
_MORE = "address.letters_more"
_SUFFIX = {2: "address.suffix_2", 3: "address.suffix_3", 4: "address.suffix_4"}


def key_street(talk: Talk) -> Generator[Action, Event, Street | Heard | None]:
    """The street whose first letters are keyed, chosen among four at most.

    Words said in the place of keys are given back. None after three failures or silences.
    """
    asked, failures = "address.letters", 0
    while failures < TRIES:
        reply = yield from talk.ask(asked, digits=MOST_LETTERS, patience="long", silence_seconds=10.0)
        if reply is None or isinstance(reply, Heard):
            return reply
        keys = reply.digits.rstrip(BACK_KEY)
        if keys == AGENT_KEY:
            raise AgentWanted
        if not keys:
            raise BackWanted
        event = yield FindStreetByKeys(keys=keys)
        streets = answered(event, StreetsFound).streets
        if len(streets) > MOST_OFFERED and asked != _MORE:
            asked = _MORE
            continue
        if len(streets) == 1:
            return streets[0]
        if streets:
            chosen = yield from _one_of(talk, streets[:MOST_OFFERED])
            if not isinstance(chosen, Missed):
                return chosen
        failures += 1
        asked = f"address.letters.no_match.{failures}" if failures < TRIES else asked
    return None


def key_number(talk: Talk) -> Generator[Action, Event, str]:
    """The house number keyed; empty for whoever has none."""
    reply = yield from talk.ask(
        "address.house_number", digits=_LONGEST_NUMBER, silence_seconds=8.0, patience="long", tries=2
    )
    if reply is None:
        return ""
    if isinstance(reply, Heard):
        return reply.text
    keys = reply.digits.rstrip(BACK_KEY)
    if keys == AGENT_KEY:
        raise AgentWanted
    return keys.lstrip("0")


def key_suffix(talk: Talk, number: str, suffixed: Sequence[str]) -> Generator[Action, Event, str]:
    """Which of the houses that bear this number: 12, 12 bis, 12 ter? The number itself when none is chosen.

    `suffixed`: the others; four keys at most, for no key says "bis".
    """
    houses = (number, *suffixed)[:MOST_OFFERED]
    if len(houses) < 2:
        return number
    values = {f"number_{place}": house for place, house in enumerate(houses, start=1)}
    chosen = yield from talk.choose(_SUFFIX[len(houses)], [Option(house) for house in houses], values)
    return houses[chosen] if isinstance(chosen, int) else number


def _one_of(talk: Talk, streets: tuple[Street, ...]) -> Generator[Action, Event, Street | Heard | Missed]:
    """The street chosen; going back is going back to the letters."""
    try:
        return (yield from choose_street(talk, streets))
    except BackWanted as back:
        if not is_one_step(back):
            raise
        return Missed.REFUSED
