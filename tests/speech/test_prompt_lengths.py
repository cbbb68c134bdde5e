"""The line's longest sentences, said by the voice itself: nobody listens for more than twelve seconds."""

from flows.prompts import Catalogue
from speech.mouth import Mouth
from speech.prompt_cache import PromptCache
from speech.spoken import spell_out
from speech.synthesiser import PiperVoice
from tests.flows.spoken_length import LONGEST_SECONDS, filled, seconds, spoken_keys

FRENCH = Catalogue.load("fr")
MEASURED = 4
TELEPHONE_BYTES_PER_SECOND = 8000


def test_the_longest_sentences_take_no_longer_than_twelve_seconds_nor_than_estimated(
    voice: PiperVoice, tmp_path
):
    mouth = Mouth(voice, PromptCache(tmp_path), spell_out)
    for key in spoken_keys(FRENCH)[:MEASURED]:
        text = filled(FRENCH, key)
        real = sum(map(len, mouth.say(text))) / TELEPHONE_BYTES_PER_SECOND
        assert real <= LONGEST_SECONDS, (key, real)
        assert 0.8 <= real / seconds(text) <= 1.1, (key, real, seconds(text))
