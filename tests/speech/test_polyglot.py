"""Several languages behind one mouth, and behind one pair of ears."""

from pathlib import Path

import numpy as np
import pytest

from speech.mouth import Mouth
from speech.polyglot import ManyEars, Mouths
from speech.prompt_cache import PromptCache
from speech.synthesiser import SynthesisError
from speech.written import Written, language_of


class Voice:
    rate = 8000
    at_once = 1

    def __init__(self, name: str) -> None:
        self.fingerprint = name * 64
        self.said: list[str] = []

    def speak(self, text: str, *, slow: bool = False):
        self.said.append(text)
        yield np.full(80, 1000, np.int16)


@pytest.fixture
def french() -> Voice:
    return Voice("a")


@pytest.fixture
def english() -> Voice:
    return Voice("b")


@pytest.fixture
def mouths(tmp_path: Path, french: Voice, english: Voice) -> Mouths:
    cache = PromptCache(tmp_path)
    return Mouths(french, cache, lambda text: text, {"en": Mouth(english, cache, str.upper)})


def test_each_text_is_said_by_the_voice_of_its_language(mouths: Mouths, french: Voice, english: Voice):
    assert b"".join(mouths.say("Bonjour."))
    assert b"".join(mouths.say(Written("Hello.", "en")))
    assert (french.said, english.said) == (["Bonjour."], ["HELLO."])


def test_each_text_is_written_out_in_its_own_language(mouths: Mouths):
    assert mouths.sentences(Written("Hello. There.", "en")) == ["HELLO.", "THERE."]


def test_the_same_words_in_two_languages_are_two_sounds(mouths: Mouths):
    assert mouths.digests("Message.") != mouths.digests(Written("Message.", "en"))
    assert all(mouths.read(digest) for digest in mouths.digests(Written("Message.", "en")))


def test_what_is_rendered_ahead_is_ready_in_both_languages(mouths: Mouths):
    texts = ["Bonjour.", Written("Hello.", "en")]
    assert mouths.missing(texts) == texts
    assert mouths.render_ahead(texts) == 2
    assert all(mouths.cached(text) for text in texts)


def test_a_language_without_a_voice_is_for_somebody_else_to_say(mouths: Mouths):
    text = Written("Hallo.", "de")
    assert not mouths.cached(text)
    assert mouths.missing([text]) == []
    with pytest.raises(SynthesisError, match="'de'"):
        list(mouths.say(text))


def test_a_text_keeps_its_language_and_is_the_text():
    assert Written("Hello.", "en") == "Hello."
    assert (language_of(Written("Hello.", "en")), language_of("Bonjour.")) == ("en", "fr")


class Ears:
    def __init__(self) -> None:
        self.opened: list[tuple[str, ...]] = []

    def open(self, phrases=()):
        self.opened.append(tuple(phrases))
        return self


def test_each_language_is_heard_by_its_own_ears():
    first, other = Ears(), Ears()
    ears = ManyEars(first, {"en": other})  # type: ignore[arg-type, dict-item]
    ears.open(("oui",))
    ears.open(("yes",), "en")
    assert (first.opened, other.opened) == ([("oui",)], [("yes",)])


def test_a_language_without_ears_is_listened_to_openly_by_the_first_ones():
    first = Ears()
    ears = ManyEars(first, {})  # type: ignore[arg-type]
    ears.open(("yes", "no"), "en")
    assert first.opened == [()]
    assert not ears.hears("en")
