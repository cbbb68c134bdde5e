"""The ears, with the real engine and real sound."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from flows.collect.alphabet import SPELLING
from flows.french.speech import YES_NO
from speech import recogniser
from speech.audio import mulaw_decode, mulaw_encode, resampled
from speech.foreground import Foreground
from speech.grammar import UNKNOWN, grammar_of
from speech.homophones import Homophones
from speech.hypotheses import Opinion, RecognisedWord, Utterance, WholeAnswers, utterance_of
from speech.letter_model import HYPOTHESES, model_of_names
from speech.model_errors import ModelDamaged, ModelMissing
from speech.models import ModelStore
from speech.pcm import to_bytes, to_samples
from speech.recogniser import CLEAR, RecogniserError, VoskEars, choose
from speech.rescoring import FILE, SHARPNESS, Rescorer, softened
from speech.spelling import letters_of
from tests.conftest import PROJECT
from tests.speech.conftest import Hear, chunks_of, line_noise, louder, mixed, tone_at, word_errors

Recording = Callable[[str], bytes]

SAID = {
    "carte_identite": "bonjour je voudrais refaire ma carte d'identité s'il vous plaît",
    "encombrants": "quand est-ce que vous passez pour les encombrants",
    "horaires": "à quelle heure ouvre la mairie samedi matin",
    "cantine": "je voudrais inscrire ma fille à la cantine",
    "non_merci": "non merci",
}


@pytest.fixture(scope="module")
def model_path(model_store: ModelStore) -> Path:
    return model_store.path("vosk-model-fr-mairie-0.15")


@pytest.mark.parametrize("name", SAID)
def test_a_citizen_is_understood_word_for_word(hear: Hear, recording: Recording, name: str) -> None:
    heard = hear(recording(name))
    assert word_errors(heard.text, SAID[name]) <= 0.13  # one word of eight
    assert heard.confidence > 0.8


def test_a_citizen_is_understood_in_noise(hear: Hear, recording: Recording) -> None:
    errors = [word_errors(hear(mixed(recording(name), -40.0)).text, said) for name, said in SAID.items()]
    assert sum(errors) / len(errors) <= 0.15


def test_the_telephone_code_costs_no_word(hear: Hear, recording: Recording) -> None:
    pcm = recording("carte_identite")
    assert hear(mulaw_decode(mulaw_encode(pcm))).text == hear(pcm).text == SAID["carte_identite"]


def test_words_carry_their_confidence_and_their_place(hear: Hear, recording: Recording) -> None:
    heard = hear(recording("horaires"))
    assert [word.text for word in heard.words] == heard.text.split()
    assert all(0.0 <= word.confidence <= 1.0 for word in heard.words)
    assert heard.words[0].start == pytest.approx(0.5, abs=0.25)
    assert heard.words[-1].end == pytest.approx(2.6, abs=0.25)
    starts = [word.start for word in heard.words]
    assert starts == sorted(starts)


def test_doubt_lowers_confidence_and_brings_alternatives(hear: Hear, recording: Recording) -> None:
    clear, doubtful = hear(recording("encombrants")), hear(mixed(recording("encombrants"), -30.0))
    assert doubtful.confidence < clear.confidence
    assert doubtful.alternatives
    assert doubtful.text not in doubtful.alternatives


def test_a_long_pause_inside_an_utterance_loses_no_word(hear: Hear, recording: Recording) -> None:
    joined = recording("encombrants") + line_noise(2.0, -62.0) + recording("horaires")
    heard = hear(joined)
    assert heard.text == f"{hear(recording('encombrants')).text} {SAID['horaires']}"
    second = next(word for word in heard.words if word.text == "heure")
    assert second.start == pytest.approx(4.675 + 2.0 + 0.8, abs=0.3)


@pytest.mark.parametrize("phrases", [(), YES_NO])
def test_what_is_said_behind_the_caller_is_not_heard(
    hear: Hear, recording: Recording, phrases: tuple[str, ...]
) -> None:
    behind, pause = louder(recording("cantine"), -18.0), line_noise(1.0, -62.0)
    before = hear(behind + pause + recording("non_merci"), phrases)
    after = hear(recording("non_merci") + behind, phrases)
    assert before.text == after.text == SAID["non_merci"]
    assert not any("cantine" in other for other in (*before.alternatives, *after.alternatives))


def test_a_caller_who_lowers_the_voice_is_still_heard(hear: Hear, recording: Recording) -> None:
    heard = hear(recording("horaires") + louder(recording("cantine"), -8.0))
    assert heard.text == f"{SAID['horaires']} {SAID['cantine']}"


def test_partial_words_come_while_the_caller_speaks(ears: VoskEars, recording: Recording) -> None:
    recogniser, so_far = ears.open(), []
    for chunk in chunks_of(recording("cantine")):
        recogniser.accept(chunk)
        so_far.append(recogniser.partial())
    assert so_far[0] == ""
    assert so_far[round(1.9 / 0.02)].startswith("je voudrais inscrire")
    assert so_far[-1] == recogniser.finish().text == recogniser.partial() == SAID["cantine"]


def test_partial_words_keep_what_was_said_before_a_pause(ears: VoskEars, recording: Recording) -> None:
    recogniser = ears.open()
    for chunk in chunks_of(recording("encombrants") + line_noise(2.0, -62.0) + recording("horaires")[:32000]):
        recogniser.accept(chunk)
    assert recogniser.partial().endswith(" pour les encombrants à quelle heure ouvre")


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(bytes(16000 * 3), id="digital silence"),
        pytest.param(line_noise(3.0, -50.0), id="line noise"),
        pytest.param(line_noise(3.0, -20.0), id="loud noise"),
        pytest.param(to_bytes(tone_at(440, 2.0)), id="dialling tone"),
        pytest.param(to_bytes(tone_at(770, 0.3) + tone_at(1336, 0.3)), id="key"),
    ],
)
@pytest.mark.parametrize("phrases", [(), ("oui", "non")])
def test_what_is_no_speech_gives_no_word(hear: Hear, sound: bytes, phrases: tuple[str, ...]) -> None:
    assert hear(sound, phrases) == Utterance()


@pytest.mark.parametrize("phrases", [(), ("oui", "non")])
def test_music_and_shouting_end_like_any_sound(
    hear: Hear, recording: Recording, phrases: tuple[str, ...]
) -> None:
    chords = [
        sum(tone_at(hertz * step, 0.25, 0.1) for step in (1.0, 1.26, 1.5)) for hertz in (262, 220, 349) * 4
    ]
    shouted = np.clip(to_samples(recording("encombrants")).astype(int) * 40, -32768, 32767)
    for sound in (np.concatenate(chords), shouted, np.concatenate([shouted[:8000], *chords, shouted])):
        heard = hear(to_bytes(sound.astype(np.int16)), phrases)
        assert 0.0 <= heard.confidence <= 1.0
        assert UNKNOWN not in heard.text.split()


def test_a_tenth_of_a_second_gives_no_word(hear: Hear, recording: Recording) -> None:
    assert hear(recording("horaires")[16000:17600]).text == ""


@pytest.mark.parametrize(
    ("name", "phrases", "expected"),
    [
        ("oui", ("oui", "non", "oui merci", "non merci"), "oui"),
        ("oui_bruit", ("oui", "non", "oui c'est bien ça", "c'est ça"), "oui c'est bien ça"),
        ("non_merci", ("oui", "non", "oui merci", "non merci"), "non merci"),
    ],
)
def test_a_closed_question_hears_its_phrases(
    hear: Hear, recording: Recording, name: str, phrases: tuple[str, ...], expected: str
) -> None:
    heard = hear(recording(name), phrases)
    assert heard.text == expected
    assert [word.text for word in heard.words] == expected.split()


def test_a_yes_that_would_be_doubted_is_sure_once_expected(hear: Hear, recording: Recording) -> None:
    said = mixed(recording("oui"), -50.0)
    doubted, expected = hear(said), hear(said, ["oui", "non"])
    assert doubted.confidence < CLEAR
    assert (expected.text, expected.confidence >= CLEAR) == ("oui", True)


def test_a_closed_question_still_hears_somebody_who_says_something_else(
    hear: Hear, recording: Recording
) -> None:
    for name in ("horaires", "cantine"):
        assert hear(recording(name), ["oui", "non", "un agent"]).text == SAID[name]


def test_phrases_that_no_word_of_the_model_spells_leave_the_question_open(
    hear: Hear, recording: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    assert hear(recording("non_merci"), ["zorglub"]).text == "non merci"
    assert hear(recording("non_merci"), ["zorglub", "non merci"]).text == "non merci"
    assert "zorglub" in caplog.text


def test_symbols_of_the_engine_never_reach_it(ears: VoskEars) -> None:
    for word in ("<eps>", "#0", "", "oui\0"):
        assert not ears.knows(word)
    assert ears.knows("oui")
    ears.open(["<eps> #0", "oui", "#0", "[unk]"]).close()


def test_what_is_said_openly_is_read_again_and_phrases_are_not(
    model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[bool, object]] = []

    class Noted:
        def __init__(
            self, natives: object, caller: Foreground, grammar: str = "", opinion: object = None
        ) -> None:
            opened.append((bool(grammar), opinion))

    ears = VoskEars(model_path)
    ears.load()
    monkeypatch.setattr(recogniser, "VoskStream", Noted)
    ears.open(["oui", "non"])
    (openly, judged), (closed, expecting) = opened
    assert (openly, closed) == (False, True)
    assert getattr(judged, "__func__", None) is Rescorer.opinion
    assert expecting is softened


def test_what_is_said_openly_is_spelled_by_all_its_words_and_phrases_are_not(
    ears: VoskEars, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shouting:
        """Homophones that spell every word in capitals."""

        def respelled(self, heard: Utterance) -> Utterance:
            words = [replace(word, text=word.text.upper()) for word in heard.words]
            return utterance_of(words, [other.upper() for other in heard.alternatives])

    ears.load()
    assert isinstance(ears._homophones, Homophones)
    monkeypatch.setattr(ears, "_homophones", Shouting())
    opened = ears.open()
    opened.accept(recording("non_merci"))
    assert opened.finish().text == opened.partial() == "NON MERCI"
    closed = ears.open(("oui", "non", "non merci"))
    closed.accept(recording("non_merci"))
    heard = closed.finish()
    assert heard.text == "non merci"
    assert "NON MERCI" in heard.alternatives


@pytest.mark.parametrize(("reads_twice", "worth"), [(True, SHARPNESS), (False, 1.0)])
def test_letters_are_read_again_and_no_surer_than_the_words_beside_them(
    monkeypatch: pytest.MonkeyPatch, reads_twice: bool, worth: float
) -> None:
    opened: list[tuple[Opinion, int, WholeAnswers]] = []

    def noted(
        natives: object,
        caller: Foreground,
        grammar: str,
        opinion: Opinion,
        *,
        hypotheses: int,
        answers: WholeAnswers,
    ) -> None:
        opened.append((opinion, hypotheses, answers))

    monkeypatch.setattr(recogniser, "VoskStream", noted)
    grammar = grammar_of(list("abcdefghijklmnopqrstuvwxyz"), lambda word: True)
    assert grammar is not None
    recogniser._expecting(None, grammar, Foreground(), softening=reads_twice)
    ((opinion, hypotheses, answers),) = opened
    assert hypotheses == HYPOTHESES
    heard = [[RecognisedWord(letter, 0.0, 0.0, 0.0) for letter in "mardin"]]
    assert "martin" in {"".join(word.text for word in one) for one in answers.beside(heard, [0.0])[0]}
    texts, scores = ["m a r t i n", "m e r k y n"], [-11.0, -10.0]
    read = model_of_names().opinion(texts, scores)
    assert opinion(texts, scores) == [worth * score for score in read]


@pytest.mark.parametrize(("name", "letters"), [("epeler-lambert", "lambert"), ("epeler-sophie", "sophie")])
def test_a_name_spelled_with_first_names_is_heard(hear: Hear, name: str, letters: str) -> None:
    sound = (PROJECT / "tests" / "calls" / "voix" / f"{name}.ulaw").read_bytes()
    assert letters_of(hear(mulaw_decode(sound), SPELLING).text) == letters


def test_a_name_that_is_said_is_not_taken_for_letters(hear: Hear) -> None:
    sound = (PROJECT / "tests" / "calls" / "voix" / "paul-lambert.ulaw").read_bytes()
    assert "lambert" in hear(mulaw_decode(sound), SPELLING).text.split()


def said_words(text: str, confidence: float) -> Utterance:
    return utterance_of([RecognisedWord(word, confidence, n, n + 1) for n, word in enumerate(text.split())])


@pytest.mark.parametrize(
    ("heard", "sure", "expected", "surely", "chosen"),
    [
        ("les jours", 0.6, "oui", 0.5, "oui"),
        ("un adulte", 1.0, "un agent", 0.9, "un adulte"),
        ("oui", 0.9, "oui", 0.99, "oui"),
        ("la piscine", 0.5, "[unk]", 1.0, "la piscine"),
        ("non la piscine", 0.8, "non [unk]", 1.0, "non la piscine"),
        ("nos", 0.6, "non [unk]", 0.7, "non"),
        ("nantes", 0.9, "non [unk]", 0.9, "nantes"),
        ("nous", 0.6, "non oui [unk]", 0.7, "non oui"),
        ("nantes oui", 0.6, "non [unk] oui", 0.7, "non oui"),
        ("non la oui", 0.6, "non [unk] oui", 0.7, "non la oui"),
        ("", 0.0, "[unk]", 0.9, ""),
        ("", 0.0, "[unk] oui", 0.6, "oui"),
        ("", 0.0, "oui", 0.6, "oui"),
        ("un", 0.3, "agent un", 0.9, "un"),
    ],
)
def test_the_phrases_win_unless_something_else_was_clearly_said(
    heard: str, sure: float, expected: str, surely: float, chosen: str
) -> None:
    grammar = grammar_of(["oui", "non", "un agent"], lambda word: True)
    assert grammar is not None
    decided = choose(said_words(heard, sure), said_words(expected, surely), grammar)
    assert decided.text == chosen
    if heard != chosen:
        assert heard in decided.alternatives or not heard


DIGITS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")


@pytest.mark.parametrize(
    ("heard", "sure", "expected", "chosen"),
    [
        ("au revoir", 0.9, "trois", "au revoir"),
        ("c'est tout", 0.6, "sept", "sept"),
        ("j'ai", 0.9, "neuf", "neuf"),
        ("c'est un deux", 0.9, "sept un deux", "sept un deux"),
        ("", 0.0, "trois", "trois"),
    ],
)
def test_one_digit_alone_is_not_believed_where_several_words_were_clearly_said(
    heard: str, sure: float, expected: str, chosen: str
) -> None:
    grammar = grammar_of(DIGITS, lambda word: True)
    assert grammar is not None
    decided = choose(said_words(heard, sure), said_words(expected, 1.0), grammar)
    assert decided.text == chosen
    assert expected in (decided.text, *decided.alternatives)


@pytest.mark.parametrize(
    ("phrases", "heard", "expected", "surely", "chosen"),
    [
        (DIGITS, "zéro trois cinq", "zéro un trois cinq", 0.9, "zéro un trois cinq"),
        (DIGITS, "zéro trois cinq", "zéro un trois cinq", 0.7, "zéro trois cinq"),
        (DIGITS, "zéro un trois cinq", "zéro trois cinq", 0.9, "zéro un trois cinq"),
        (DIGITS, "zéro treize cinq", "zéro un trois cinq", 0.9, "zéro treize cinq"),
        (DIGITS, "deux", "deux un", 0.9, "deux"),
        (DIGITS, "six trois", "sept trois", 0.9, "sept trois"),
        (SPELLING, "r o b o u i n", "r a b o u i n", 0.9, "r a b o u i n"),
        (SPELLING, "r o deux l", "r o l a", 0.9, "r o l a"),
        (SPELLING, "marie o b o u i n", "m a b o u i n", 0.9, "marie o b o u i n"),
        (SPELLING, "et puis", "e p i", 0.9, "et puis"),
        (SPELLING, "m a r t i n", "m a", 0.9, "m a r t i n"),
    ],
)
def test_who_clearly_heard_as_many_digits_or_letters_expecting_them_knows_better(
    phrases: tuple[str, ...], heard: str, expected: str, surely: float, chosen: str
) -> None:
    grammar = grammar_of(phrases, lambda word: True)
    assert grammar is not None
    assert choose(said_words(heard, 1.0), said_words(expected, surely), grammar).text == chosen


@pytest.mark.parametrize(
    ("phrases", "heard", "expected", "likelier", "chosen"),
    [
        (SPELLING, "elle le laisse couvert", "l e f e v r e", -3.0, "l e f e v r e"),
        (SPELLING, "elle le laisse couvert", "l e f e v r e", -30.0, "elle le laisse couvert"),
        (SPELLING, "c'est tout", "c e t", 0.0, "c'est tout"),
        (SPELLING, "mes mollets sont partis", "m o r [unk]", 0.0, "mes mollets sont partis"),
        (DIGITS, "il syndicat possède un", "huit cinq dix quatre sept", 0.0, "il syndicat possède un"),
        (DIGITS, "six trois ans", "six trois un cinq", -2.0, "six trois un cinq"),
        (DIGITS, "et ben dis donc", "sept un six deux", -17.0, "et ben dis donc"),
        ((*DIGITS, "et"), "hé hein", "et un et un", 0.0, "hé hein"),
    ],
)
def test_a_row_that_is_nearly_as_likely_as_a_sure_sentence_was_said(
    phrases: tuple[str, ...], heard: str, expected: str, likelier: float, chosen: str
) -> None:
    grammar = grammar_of(phrases, lambda word: True)
    assert grammar is not None
    unsure = said_words(expected, 0.5)
    assert choose(said_words(heard, 1.0), unsure, grammar, likelier).text == chosen


def test_letters_that_follow_one_another_as_no_phrases_do_give_way_to_the_likeliest_that_do() -> None:
    grammar = grammar_of([*"abcdefghijklmnopqrstuvwxyz", "t comme thérèse", "tiret"], lambda word: True)
    assert grammar is not None
    expected = said_words("a t comme tiret", 0.95)
    expected = replace(expected, alternatives=("a t comme", "d t comme thérèse", "a t comme thérèse"))
    decided = choose(said_words("attends comme thérèse", 0.9), expected, grammar)
    assert decided.text == "d t comme thérèse"
    assert decided.confidence == pytest.approx(0.95)


def test_what_was_clearly_said_does_not_give_way_to_letters_beside_an_unknown_sound() -> None:
    grammar = grammar_of([*"abcdefghijklmnopqrstuvwxyz"], lambda word: True)
    assert grammar is not None
    expected = replace(said_words("[unk] r", 0.7), alternatives=("o r",))
    assert choose(said_words("au revoir madame", 0.88), expected, grammar).text == "au revoir madame"
    assert choose(said_words("eau air", 0.5), expected, grammar).text == "o r"


def test_sound_the_model_cannot_hear_is_refused_before_the_engine_hangs(model_path: Path) -> None:
    for rate in (0, -8000, 100, 96_000):
        with pytest.raises(RecogniserError, match=f"{rate} Hz is not a rate"):
            VoskEars(model_path, rate)
    with pytest.raises(RecogniserError, match=r"hears sound at 8000 Hz or more.*4000 Hz"):
        VoskEars(model_path, 4000)


def test_wideband_sound_is_heard_at_its_own_rate(model_path: Path, recording: Recording) -> None:
    recogniser = VoskEars(model_path, 16000).open()
    recogniser.accept(to_bytes(resampled(to_samples(recording("cantine")), 8000, 16000)))
    assert recogniser.finish().text == SAID["cantine"]


def test_half_a_sample_is_refused(ears: VoskEars) -> None:
    with pytest.raises(RecogniserError, match="321 bytes"):
        ears.open().accept(bytes(321))


def test_a_recogniser_belongs_to_one_thread(ears: VoskEars) -> None:
    recogniser = ears.open()
    recogniser.accept(bytes(320))
    with ThreadPoolExecutor(1) as other:
        for use in (lambda: recogniser.accept(bytes(320)), recogniser.partial, recogniser.finish):
            with pytest.raises(RecogniserError, match="belongs to the thread"):
                other.submit(use).result()
    assert recogniser.finish() == Utterance()


def test_a_recogniser_opened_by_one_thread_may_be_used_by_another(ears: VoskEars) -> None:
    recogniser = ears.open()
    with ThreadPoolExecutor(1) as other:
        other.submit(recogniser.accept, bytes(320)).result()
        assert other.submit(recogniser.finish).result() == Utterance()


def test_a_finished_or_closed_recogniser_says_so(ears: VoskEars) -> None:
    recogniser = ears.open()
    assert recogniser.finish() == recogniser.finish()
    with pytest.raises(RecogniserError, match="finished"):
        recogniser.accept(bytes(320))
    recogniser.close()
    recogniser.close()
    with pytest.raises(RecogniserError, match="closed"):
        recogniser.accept(bytes(320))


def test_closing_from_another_thread_while_it_hears_harms_nothing(ears: VoskEars) -> None:
    noise = line_noise(1.0, -30.0)
    for _ in range(3):
        recogniser = ears.open(["oui"])
        closing = threading.Timer(0.02, recogniser.close)
        closing.start()
        with pytest.raises(RecogniserError, match="closed"):  # noqa: PT012 - any of the calls may meet it
            for _ in range(200):
                recogniser.accept(noise)
        closing.join()


def test_several_callers_are_heard_at_once(hear: Hear, recording: Recording) -> None:
    alone = [hear(recording(name)).text for name in SAID]
    with ThreadPoolExecutor(4) as callers:
        assert list(callers.map(lambda name: hear(recording(name)).text, SAID)) == alone


def test_an_endless_sound_is_heard_in_bounded_stretches(
    ears: VoskEars, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.vosk_stream.LONGEST_SECONDS", 5.0)
    recogniser = ears.open()
    for chunk in chunks_of(
        recording("cantine") + bytes(16000) + recording("horaires") + recording("non_merci")
    ):
        recogniser.accept(chunk)
    heard = recogniser.finish()
    assert heard.text == " ".join(SAID[name] for name in ("cantine", "horaires", "non_merci"))
    assert heard.words[-1].end == pytest.approx(4.1 + 1.0 + 4.475 + 1.2, abs=0.3)


def test_a_missing_model_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="standardiste models install rien"):
        VoskEars(tmp_path / "rien")


@pytest.mark.parametrize(
    "lost", ["am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst"]
)
def test_an_incomplete_model_is_refused_before_the_engine_meets_it(
    tmp_path: Path, model_path: Path, lost: str
) -> None:
    shutil.copytree(model_path, tmp_path / "entamé", copy_function=shutil.copyfile)
    (tmp_path / "entamé" / lost).unlink()
    with pytest.raises(ModelDamaged, match="models install"):
        VoskEars(tmp_path / "entamé")


def test_a_model_whose_settings_would_abort_the_process_is_refused(tmp_path: Path, model_path: Path) -> None:
    shutil.copytree(model_path, tmp_path / "muet", copy_function=shutil.copyfile)
    (tmp_path / "muet/conf/model.conf").write_text("--beam=12.0\n")
    with pytest.raises(ModelDamaged, match=r"model\.conf"):
        VoskEars(tmp_path / "muet")


@pytest.mark.parametrize(
    "damaged", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst", "graph/words.txt", FILE]
)
def test_a_damaged_model_is_told_and_not_taken_for_a_deaf_one(
    tmp_path: Path, model_path: Path, damaged: str
) -> None:
    shutil.copytree(model_path, tmp_path / "abîmé", copy_function=shutil.copyfile)
    file = tmp_path / "abîmé" / damaged
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    ears = VoskEars(tmp_path / "abîmé")
    for _ in range(2):
        with pytest.raises(ModelDamaged, match="Réinstallez-le"):
            ears.open()
