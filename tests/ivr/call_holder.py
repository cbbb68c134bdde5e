"""A worker that holds calls, for tests that kill it: `python -m tests.ivr.call_holder`.

Each line of its input is one thing that happens in a call, as JSON; for each it writes what the line did.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from flows.actions import Ask, Say, Transfer
from flows.events import Event, Heard, NoInput, Pressed, TransferEnded
from ivr.house import House
from ivr.settings import load_settings

CALLER = "+33639980101"


def main() -> None:
    """Hold calls until told no more, or killed."""
    desk = House(load_settings()).desk
    held: dict[str, Any] = {}
    for line in sys.stdin:
        happened = json.loads(line)
        call = happened["call"]
        if call not in held:
            known = desk.resume(call)
            held[call] = known or desk.begin(call, caller=CALLER, channel="stream")
            if known is None:
                known = held[call]
                _tell(known, known.pending)
                continue
        conversation = held[call]
        event = _event(happened)
        if event is None:
            _tell(conversation, conversation.pending)
        else:
            _tell(conversation, conversation.handle(happened["key"], event))


def _event(happened: dict[str, Any]) -> Event | None:
    if "says" in happened:
        return Heard(text=happened["says"]) if happened["says"] else NoInput()
    if "presses" in happened:
        return Pressed(digits=happened["presses"])
    if "ends" in happened:
        return TransferEnded(outcome=happened["ends"])
    return None


def _tell(conversation: Any, actions: list[Any]) -> None:
    waiting = conversation.waiting_for
    told = {
        "said": [action.prompt for action in actions if isinstance(action, Say)],
        "asked": waiting.prompt if isinstance(waiting, Ask) else "",
        "transfer": waiting.service if isinstance(waiting, Transfer) else "",
        "reference": next(
            (a.values["reference"] for a in actions if isinstance(a, Say) and "reference" in a.values), ""
        ),
        "ended": conversation.ended,
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
