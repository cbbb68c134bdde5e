"""How a transfer ended."""

from __future__ import annotations

import pytest

from flows.events import TransferOutcome
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
        ("canceled", "", "", "failed"),
        ("", "", "", "failed"),
        ("completed", "false", "accepted", "no_answer"),
    ],
)
def test_each_way_a_transfer_ends_is_its_own_outcome(
    status: str, bridged: str, answer: str, outcome: TransferOutcome
) -> None:
    assert transfer_outcome(status, bridged, answer) == outcome
