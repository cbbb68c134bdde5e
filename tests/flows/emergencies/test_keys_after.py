"""Keys pressed once the number to dial was told: a yes, or a no."""

from tests.flows.calls import PlayedCall


def test_after_the_number_for_distress_they_are_a_yes_and_a_no():
    yes, no = PlayedCall(), PlayedCall()
    assert yes.says("je veux mourir")[0] == no.says("je veux mourir")[0] == "emergency.distress"
    assert yes.presses("1") == ["emergency.still"]
    assert no.presses("2") == ["emergency.distress", "emergency.stay"]
