"""How a transfer ended."""

from __future__ import annotations

import pytest

from flows.events import TransferOutcome
from ivr.calls.transfers import AgentsPart
from ivr.channels.outcomes import transfer_outcome


@pytest.mark.parametrize(
    ("status", "bridged", "answer", "outcome"),
    [
        ("completed", "true", "accepted", "answered"),
        ("completed", "", "accepted", "answered"),
        ("completed", "false", "declined", "declined"),
        ("no-answer", "false", "declined", "declined"),
        ("completed", "false", "", "no_answer"),
        ("no-answer", "false", "", "no_answer"),
        ("busy", "false", "", "busy"),
        ("failed", "false", "", "failed"),
        ("canceled", "", "", "canceled"),
        ("", "", "", "failed"),
        ("completed", "false", "accepted", "dropped"),
        ("failed", "true", "accepted", "dropped"),
        ("no-answer", "true", "", "dropped"),
        ("completed", "false", "silent", "no_answer"),
        ("no-answer", "false", "silent", "no_answer"),
    ],
)
def test_each_way_a_transfer_ends_is_its_own_outcome(
    status: str, bridged: str, answer: str, outcome: TransferOutcome
) -> None:
    assert transfer_outcome(status, bridged, AgentsPart(answer, picked_up=bool(answer))) == outcome


@pytest.mark.parametrize("status", ["completed", "no-answer", "answered"])
def test_whoever_picks_up_and_hangs_up_in_the_middle_of_the_whisper_is_told_apart(status: str) -> None:
    assert transfer_outcome(status, "false", AgentsPart(picked_up=True)) == "hung_up"
    assert transfer_outcome(status, "false", AgentsPart()) == "no_answer"
