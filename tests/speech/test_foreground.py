"""Whose words are whose, by how loud they are."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from speech.foreground import ABOUT_SECONDS, BEHIND_DB, SURE, Foreground, Moment
from tests.speech.conftest import line_noise


class Word(NamedTuple):
    text: str
    moment: Moment


def kept(foreground: Foreground, *words: Word) -> list[str]:
    return [word.text for word in foreground.of_caller(words)]


def heard(*pieces: bytes) -> Foreground:
    foreground = Foreground()
    for piece in pieces:
        foreground.add(piece)
    return foreground


def surely(foreground: Foreground, *moments: Moment) -> None:
    for moment in moments:
        foreground.hear_word(moment, 1.0)


NEAR, FAR = Word("oui", (0.0, 0.5)), Word("ce", (0.5, 1.0))


@pytest.mark.parametrize(
    ("behind", "left"), [(BEHIND_DB - 2.0, ["oui", "ce"]), (BEHIND_DB + 2.0, ["oui"]), (60.0, ["oui"])]
)
def test_words_far_behind_the_loudest_are_somebody_elses(behind: float, left: list[str]) -> None:
    foreground = heard(line_noise(0.5, -25.0), line_noise(0.5, -25.0 - behind))
    surely(foreground, NEAR.moment, FAR.moment)
    assert kept(foreground, NEAR, FAR) == left


def test_a_word_that_is_swallowed_is_the_callers() -> None:
    foreground = heard(line_noise(0.5, -25.0), line_noise(0.2, -60.0), line_noise(0.5, -25.0))
    words = Word("hôtel", (0.0, 0.5)), Word("de", (0.5, 0.7)), Word("ville", (0.7, 1.2))
    surely(foreground, *(word.moment for word in words))
    assert kept(foreground, *words) == ["hôtel", "de", "ville"]


def test_what_was_said_behind_is_told_from_the_caller_once_the_caller_speaks() -> None:
    foreground = heard(line_noise(0.5, -50.0))
    surely(foreground, (0.0, 0.5))
    behind = Word("papa", (0.0, 0.5))
    assert kept(foreground, behind) == ["papa"]  # all there is so far
    foreground.add(line_noise(0.5, -25.0))
    surely(foreground, (0.5, 1.0))
    assert kept(foreground, behind, Word("bonjour", (0.5, 1.0))) == ["bonjour"]


def test_a_click_on_a_word_does_not_make_the_others_quiet() -> None:
    click = line_noise(0.2, -40.0) + line_noise(0.02, -3.0) + line_noise(0.28, -40.0)
    foreground = heard(click, line_noise(0.5, -40.0))
    surely(foreground, NEAR.moment, FAR.moment)
    assert kept(foreground, NEAR, FAR) == ["oui", "ce"]


def test_a_sound_without_a_word_makes_none_quiet() -> None:
    foreground = heard(line_noise(0.5, -45.0), line_noise(0.5, -10.0))  # a door slams after the caller
    surely(foreground, NEAR.moment)
    assert kept(foreground, NEAR) == ["oui"]


@pytest.mark.parametrize("moment", [(0.0, 0.0), (0.49, 0.5), (0.5, 0.9), (3.0, 4.0)])
def test_a_word_at_the_end_of_the_sound_or_beyond_is_as_loud_as_the_end(moment: Moment) -> None:
    foreground = heard(line_noise(0.5, -30.0))
    surely(foreground, (0.0, 0.5), moment)
    assert kept(foreground, NEAR, Word("là", moment)) == ["oui", "là"]


@pytest.mark.parametrize("sound", [b"", bytes(160), bytes(640), bytes(1600)])
def test_of_too_short_or_silent_a_sound_every_word_is_kept(sound: bytes) -> None:
    foreground = heard(sound)
    surely(foreground, NEAR.moment)
    assert kept(foreground, NEAR, FAR) == ["oui", "ce"]


def test_the_sound_may_come_in_pieces_of_any_size() -> None:
    sound = line_noise(0.5, -25.0) + line_noise(0.5, -45.0)
    foreground = heard(*(sound[at : at + 102] for at in range(0, len(sound), 102)))
    surely(foreground, NEAR.moment, FAR.moment)
    assert kept(foreground, NEAR, FAR) == ["oui"]


def test_nothing_is_left_out_before_any_word_was_heard() -> None:
    assert kept(heard(line_noise(0.5, -25.0), line_noise(0.5, -70.0)), NEAR, FAR) == ["oui", "ce"]


def test_a_doubtful_word_makes_none_quiet() -> None:
    foreground = heard(line_noise(0.5, -40.0), line_noise(0.5, -10.0))  # a cough, taken for a word
    foreground.hear_word(NEAR.moment, 0.9)
    foreground.hear_word(FAR.moment, SURE - 0.1)
    assert kept(foreground, NEAR, FAR) == ["oui", "ce"]


def test_a_caller_who_has_moved_away_is_heard_further_on() -> None:
    foreground = heard(line_noise(0.5, -20.0), line_noise(ABOUT_SECONDS, -70.0), line_noise(0.5, -40.0))
    later = Word("donc", (0.6 + ABOUT_SECONDS, 1.0 + ABOUT_SECONDS))
    surely(foreground, NEAR.moment, later.moment)
    assert kept(foreground, NEAR, later) == ["oui", "donc"]
