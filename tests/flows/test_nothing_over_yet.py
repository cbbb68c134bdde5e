"""Words that end a call once it has answered something, said before it has."""

import pytest

from flows.actions import Remark
from tests.flows.calls import PlayedCall


@pytest.mark.parametrize(
    "words",
    ["je me suis trompé", "vous êtes gentille", "ah super", "j'ai fini"],
)
def test_nobody_is_hung_up_on_before_anything_was_answered(words):
    call = PlayedCall()
    assert call.says(words) == ["main.question_again"]
    assert not call.hung_up
    assert not [action for action in call.done if isinstance(action, Remark)]


def test_the_second_time_ends_it():
    call = PlayedCall()
    call.says("ah super")
    assert call.says("parfait") == ["goodbye"]


def test_after_a_sentence_not_understood_nothing_is_over_either():
    call = PlayedCall()
    call.says("blabla dans le vent")
    assert call.says("c'est bon")[-1] == "main.question_again"
