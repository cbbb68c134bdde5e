"""Texts: never to a landline nor to whoever said STOP, in letters that one text holds many of."""

import pytest

from flows.actions import SendText
from ivr.calls.outbox import DeedError
from ivr.calls.texts import (
    GSM_7,
    GSM_7_EXTENDED,
    TextRefused,
    Texts,
    can_be_texted,
    in_gsm_letters,
    note_reply,
    wants_no_text,
)
from tests.ivr.calls.town import FRENCH, claimed, opened

MOBILE = "+33639980101"
HELLO = claimed(7, "CA1", SendText(to=MOBILE, text="Bonjour"))


def texts_needed(text: str) -> int:
    """Texts paid for: one for 160 characters, else one for each 153 (70 and 67 in Unicode)."""
    if all(character in GSM_7 or character in GSM_7_EXTENDED for character in text):
        length = sum(2 if character in GSM_7_EXTENDED else 1 for character in text)
        alone, among_others = 160, 153
    else:
        length = len(text.encode("utf-16-be")) // 2
        alone, among_others = 70, 67
    return 1 if length <= alone else -(-length // among_others)


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+33612345678", True),
        ("+33712345678", True),
        ("+33639980101", True),  # kept for fiction
        ("+262692123456", True),  # La Réunion
        ("+590690123456", True),  # Guadeloupe
        ("+33476000012", False),
        ("+33912345678", False),  # a box at home
        ("+33801234567", False),
        ("+262262123456", False),
        ("+442079460000", False),
        ("+32470123456", True),
        ("", False),
        ("anonymous", False),
    ],
)
def test_only_mobiles_are_sent_texts(number, expected):
    assert can_be_texted(number) is expected


def test_a_text_is_written_in_the_letters_that_are_cheap():
    assert in_gsm_letters("L’été, à Noël : « fête » n° 5…") == 'L\'été, à Noel : " fete " no 5...'
    assert in_gsm_letters("😀") == "?"
    assert texts_needed(in_gsm_letters("ê" * 160)) == 1
    assert texts_needed("ê" * 160) == 3
    assert texts_needed("a" * 161) == 2
    assert texts_needed("€" * 81) == 2


def test_every_notice_fits_in_two_texts():
    notices = [key for key in sorted(FRENCH.keys()) if key.startswith("notice.")]
    assert notices
    for key in notices:
        values = dict.fromkeys(FRENCH.placeholders(key), "mardi 24 novembre à 14 h 30")
        assert texts_needed(in_gsm_letters(FRENCH.screen(key, values))) <= 2, key


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop.", "Arrêt", "arrêter", "désabonner"])
def test_stop_is_obeyed_until_start(connections, word):
    sent = []
    texts = Texts(connections, lambda to, text: sent.append(text), 1.0)
    assert note_reply(connections, MOBILE, word, 1.0) == "stop"
    texts.send_once(HELLO, MOBILE, "Bonjour")
    assert sent == []
    assert note_reply(connections, MOBILE, "START", 2.0) == "start"
    texts.send_once(HELLO, MOBILE, "Bonjour")
    assert sent == ["Bonjour"]


def test_other_replies_change_nothing(connections):
    assert note_reply(connections, MOBILE, "merci, à quelle heure ?", 1.0) == ""
    assert not wants_no_text(connections.get(), MOBILE)


def test_the_providers_word_that_somebody_said_stop_is_kept(connections):
    def refuse(to, text):
        raise TextRefused("stop", permanent=True)

    Texts(connections, refuse, 1.0).send_once(HELLO, MOBILE, "Bonjour")
    assert wants_no_text(connections.get(), MOBILE)


def test_a_landline_is_an_error_of_ours(connections):
    with pytest.raises(DeedError, match="landline"):
        Texts(connections, lambda to, text: None, 1.0).send_once(HELLO, "+33476000012", "Bonjour")
