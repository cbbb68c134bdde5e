"""The scripts of tests/calls, played on the whole line, several calls at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from ivr.simulator import steps as s
from ivr.simulator.account import Account
from ivr.simulator.demonstration import HERE, demonstration_scripts
from ivr.simulator.exchange import ProviderHabits
from ivr.simulator.media_socket import StreamHabits
from ivr.simulator.rehearsal import Rehearsal, Rehearsed, transcriber
from ivr.simulator.script import Script, load_script
from ivr.simulator.webhooks import Habits
from speech.models import ModelStore
from speech.mouth import Mouth
from speech.prompt_cache import PromptCache
from speech.recogniser import VoskEars
from speech.spoken import spell_out
from speech.synthesiser import PiperVoice
from tests.ivr.calls.town import TOWN
from tests.ivr.simulator.tiny_line import ACCOUNT_SID
from tests.ivr.simulator.whole_line import CLOSED, WholeLine, shared_folder

CALLS = sorted((Path(__file__).parents[2] / "calls").glob("*.yaml"))
SPEED = 8.0
AT_A_TIME = 8
LINES_BESIDE = 2
"""Lines like the first one: most calls that ring somebody ring the same two agents, one after the other."""
BOOKED = "appointment.booked"
TURN_BY_TURN = (
    *("urgence", "touches", "rendez_vous_au_clavier"),
    # However an agent's telephone may end: taken, refused, not for a machine, busy, out of order, put down.
    *("demande_un_agent", "agent_refuse", "repondeur", "repondeur_puis_agent", "message_de_logement"),
    *("agents_occupes_message", "agents_injoignables", "agent_raccroche_pendant_l_annonce"),
    *("communication_coupee", "file_attente"),
)
"""Calls played turn by turn as well: recordings, keys, transfers, silences."""
LEFT_IN_SILENCE_SECONDS = 8.0
"""A caller who waits so long for a sound has been forgotten. The line is made for two seconds; how many it
takes depends on the machine: `standardiste call --script … --timings` tells."""


@pytest.fixture(scope="module")
def ears(town_ears: Path) -> VoskEars:
    return VoskEars(town_ears)


@pytest.fixture(scope="module")
def stream_line(tmp_path_factory: pytest.TempPathFactory, ears: VoskEars) -> Iterator[WholeLine]:
    with WholeLine(tmp_path_factory.mktemp("var"), ears) as line:
        yield line


@pytest.fixture(scope="module")
def turns_line(tmp_path_factory: pytest.TempPathFactory, ears: VoskEars) -> Iterator[WholeLine]:
    with WholeLine(tmp_path_factory.mktemp("var"), ears, mode="turns") as line:
        yield line


@pytest.fixture(scope="module")
def stream_lines_beside(
    tmp_path_factory: pytest.TempPathFactory, ears: VoskEars
) -> Iterator[list[WholeLine]]:
    with ExitStack() as lines:
        beside = [WholeLine(tmp_path_factory.mktemp("var"), ears) for _ in range(LINES_BESIDE)]
        yield [lines.enter_context(line) for line in beside]


@pytest.fixture(scope="module")
def turns_lines_beside(tmp_path_factory: pytest.TempPathFactory, ears: VoskEars) -> Iterator[list[WholeLine]]:
    with ExitStack() as lines:
        beside = [WholeLine(tmp_path_factory.mktemp("var"), ears, mode="turns") for _ in range(LINES_BESIDE)]
        yield [lines.enter_context(line) for line in beside]


@pytest.fixture(scope="module")
def closed_line(tmp_path_factory: pytest.TempPathFactory, ears: VoskEars) -> Iterator[WholeLine]:
    with WholeLine(tmp_path_factory.mktemp("var"), ears, now=CLOSED) as line:
        yield line


def play_all(rehearsal: Rehearsal, scripts: list[Script], *beside: Rehearsal) -> list[Rehearsed]:
    """Several calls at once; but those that would wait for one another, or take each other's slot, in turn.

    `beside`: other lines, each with agents and a diary of its own, among which such calls are shared out.
    """
    lines = (rehearsal, *beside)
    waiting = [script for script in scripts if held_by(script)]
    line_of = {script.name: place % len(lines) for place, script in enumerate(waiting)}
    names = {name for script in scripts for name in held_by(script)}
    lanes = {(line, name): threading.Lock() for line in range(len(lines)) for name in sorted(names)}
    places = threading.Semaphore(AT_A_TIME)

    def play(script: Script) -> Rehearsed:
        line = line_of.get(script.name, 0)
        with ExitStack() as held:
            for name in sorted(held_by(script)):
                held.enter_context(lanes[line, name])
            held.enter_context(places)
            return lines[line].play(script)

    with ThreadPoolExecutor(max(1, len(scripts))) as pool:
        return list(pool.map(play, scripts))


def held_by(script: Script) -> set[str]:
    """What a script cannot share with another played on the same line: services' agents, the diary."""
    books = any(isinstance(step, s.Hears) and BOOKED in step.prompts for step in script.steps)
    return reached(script) | ({BOOKED} if books else set())


def reached(script: Script) -> set[str]:
    """The services whose agents a script rings, keeps away, or holds on another call."""
    named = {step.service for step in script.steps if isinstance(step, s.Transfers)}
    away = {name for name, one in TOWN.services.items() if set(one.agents) & set(script.away)}
    return named | away | {name for other in script.others for name in reached(other.script)}


def left_in_silence(played: Rehearsed) -> bool:
    """Was the caller left without a sound for longer than they may be?"""
    if any(isinstance(step, s.Drops) for step in played.script.steps):
        return False  # the silence is the network's
    return played.journal.longest_silence.seconds > LEFT_IN_SILENCE_SECONDS


def report_of(played: Rehearsed) -> str:
    told = [f"{moment.at:.1f} {moment.kind} {moment.key} {moment.text}" for moment in played.journal.moments]
    return "\n".join([str(played.failures), *told])


@pytest.mark.timeout(2400)  # dozens of calls, those that ring the same agents one after the other
def test_every_call_goes_as_its_script_says(
    stream_line: WholeLine, stream_lines_beside: list[WholeLine], subtests: pytest.Subtests
) -> None:
    scripts = [script for script in map(load_script, CALLS) if script.mode in ("", "stream")]
    beside = [line.rehearsal(SPEED) for line in stream_lines_beside]
    for played in play_all(stream_line.rehearsal(SPEED), scripts, *beside):
        with subtests.test(played.script.name):
            assert played.went_well, report_of(played)
            assert not left_in_silence(played), f"{played.journal.longest_silence}\n{report_of(played)}"


@pytest.mark.timeout(1200)
def test_the_same_calls_go_as_well_turn_by_turn(
    turns_line: WholeLine, turns_lines_beside: list[WholeLine], subtests: pytest.Subtests
) -> None:
    scripts = [load_script(path) for path in CALLS if path.stem in TURN_BY_TURN]
    assert len(scripts) == len(TURN_BY_TURN)
    beside = [line.rehearsal(SPEED) for line in turns_lines_beside]
    for played in play_all(turns_line.rehearsal(SPEED), scripts, *beside):
        with subtests.test(played.script.name):
            assert played.went_well, report_of(played)
            assert played.call.streams == ()


BAD_HABITS = {
    "repeats everything": ProviderHabits(
        requests=Habits(deliver_twice=True, header_case="lower"), callbacks="twice"
    ),
    "reports backwards": ProviderHabits(callbacks="reversed", declined_status="no-answer"),
    "trembles and loses callbacks": ProviderHabits(
        callbacks="lost", stream=StreamHabits(jitter_ms=150, sign="slash", seed=5)
    ),
}


def test_a_provider_with_bad_habits_changes_nothing_for_the_caller(
    stream_line: WholeLine, subtests: pytest.Subtests
) -> None:
    script = load_script(next(path for path in CALLS if path.stem == "agent_refuse"))
    for name, habits in BAD_HABITS.items():  # one after the other: they ring the same agents
        played = stream_line.rehearsal(SPEED, habits=habits).play(script)
        with subtests.test(name):
            assert played.went_well, report_of(played)


def test_a_caller_who_is_not_sent_by_the_provider_gets_nothing(stream_line: WholeLine) -> None:
    forger = Rehearsal(
        account=Account(sid=ACCOUNT_SID, auth_token="not the token"),
        url=stream_line.url,
        town="",
        speed=SPEED,
    )
    played = forger.play(load_script(CALLS[0]))
    assert [alert.code for alert in played.call.alerts] == [11200, 11200, 11200]
    assert played.call.streams == ()


@pytest.mark.parametrize("sign", ["wrong", "missing"])
def test_a_stream_that_is_not_signed_is_refused_and_the_call_goes_on(
    stream_line: WholeLine, sign: str
) -> None:
    habits = ProviderHabits(stream=StreamHabits(sign=sign))  # type: ignore[arg-type]
    script = load_script(next(path for path in CALLS if path.stem == "raccroche"))
    played = stream_line.rehearsal(SPEED, habits=habits).play(script)
    assert {alert.code for alert in played.call.alerts} == {31920}
    assert {failure.line for failure in played.failures} == {0}


def test_the_demonstration_goes_as_announced_open_or_closed(
    stream_line: WholeLine, closed_line: WholeLine, subtests: pytest.Subtests
) -> None:
    shown = {"carte-identite": stream_line, "agent": stream_line, "agent-mairie-fermee": closed_line}
    assert [script.name for script in demonstration_scripts(stream_line.settings)] == list(shown)[:2]
    assert [script.name for script in demonstration_scripts(closed_line.settings)][1] == list(shown)[2]
    with ThreadPoolExecutor(len(shown)) as pool:
        calls = {
            name: pool.submit(line.rehearsal(SPEED).play, load_script(HERE / f"{name}.yaml"))
            for name, line in shown.items()
        }
        for name, call in calls.items():
            with subtests.test(name):
                assert call.result().went_well, report_of(call.result())


def test_what_is_really_said_can_be_understood_by_whoever_listens(
    tmp_path: Path, ears: VoskEars, model_store: ModelStore
) -> None:
    voice = PiperVoice(model_store.path("fr_FR-siwis-kokoro"))
    mouth = Mouth(voice, PromptCache(shared_folder("voice")), spell_out)
    with WholeLine(tmp_path, ears, mouth=mouth) as line:
        mouth.render_ahead(
            [line.sentence("welcome"), line.sentence("main.question"), line.sentence("goodbye")]
        )
        script = load_script(next(path for path in CALLS if path.stem == "au_revoir"))
        played = line.rehearsal(2.0, transcribe=transcriber(ears)).play(script)
        assert played.went_well, report_of(played)
        deaf = line.rehearsal(4.0, transcribe=lambda ulaw: "tout autre chose").play(script)
        assert "on n'entend pas « au revoir »" in report_of(deaf)
