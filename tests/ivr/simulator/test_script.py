"""Scripts: what they may say, and what is said to who writes one wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivr.simulator import steps as s
from ivr.simulator.agents import Agent
from ivr.simulator.demonstration import HERE
from ivr.simulator.errors import SimulatorError
from ivr.simulator.leg import Fault
from ivr.simulator.script import Script, load_script, parse_script
from ivr.simulator.utterances import saying, utterance

CALLS = Path(__file__).parents[2] / "calls"
SHIPPED = [*CALLS.glob("*.yaml"), *CALLS.glob("enquete/*.yaml"), *CALLS.glob("prepares/*.yaml")]
PATH = Path("appel.yaml")


def steps(text: str) -> list[s.Step]:
    return list(parse_script(text, PATH).steps)


def refusal(text: str) -> str:
    with pytest.raises(SimulatorError) as error:
        parse_script(text, PATH)
    return str(error.value)


@pytest.mark.parametrize("path", [*SHIPPED, *HERE.glob("*.yaml")], ids=lambda path: path.stem)
def test_every_shipped_script_can_be_read(path: Path) -> None:
    script = load_script(path)
    assert script.title
    assert script.steps


def test_a_plain_list_of_steps_is_a_script() -> None:
    assert steps('- hears: welcome\n- asks: main.question\n- says: ""\n- ends: answered\n') == [
        s.Hears(prompts=("welcome",), line=1, source="hears: welcome"),
        s.Asks(prompts=("main.question",), line=2, source="asks: main.question"),
        s.Speaks(utterance=None, line=3, source="says: "),
        s.Ends(outcome="answered", line=4, source="ends: answered"),
    ]


def test_what_surrounds_a_call_is_read() -> None:
    script = parse_script(
        "title: Essai\ncaller: anonymous\nmode: stream\nreal_time: true\nalerts: [31921]\n"
        'agents:\n  "+33465710001": {presses: "2", rings: 3}\n  default: busy\nsteps:\n  - hears: welcome\n',
        PATH,
    )
    assert script == Script(
        name="appel",
        title="Essai",
        caller="anonymous",
        mode="stream",
        real_time=True,
        alerts=(31921,),
        agents={"+33465710001": Agent(presses="2", rings_seconds=3.0), "default": Agent(answer="busy")},
        steps=(s.Hears(prompts=("welcome",), line=10, source="hears: welcome"),),
    )


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("asks: a.b | c", s.Asks(prompts=("a.b", "c"), line=1, source="")),
        (
            "asks: {prompt: name.read_back, with: Sylvie Martin}",
            s.Asks(prompts=("name.read_back",), with_words="Sylvie Martin", line=1, source=""),
        ),
        ("says: Non merci.", s.Speaks(utterance=saying("Non merci"), line=1, source="")),
        ("audio: oui", s.Speaks(utterance=utterance("oui"), line=1, source="")),
        (
            "barge_in: {after: 2, says: Non merci., stops_within: 0.5}",
            s.Speaks(utterance=saying("Non merci"), over_seconds=2.0, stops_within=0.5, line=1, source=""),
        ),
        ('presses: "12#"', s.Presses(keys="12#", line=1, source="")),
        ('presses: {keys: "0", after: 0.5}', s.Presses(keys="0", over_seconds=0.5, line=1, source="")),
        ("silence: 6", s.StaysSilent(seconds=6.0, line=1, source="")),
        ("hangs_up: true", s.HangsUp(line=1, source="")),
        ("hangs_up: {after: 1.5}", s.HangsUp(over_seconds=1.5, line=1, source="")),
        ("drops: reset", s.Drops(fault=Fault("reset"), line=1, source="")),
        ("drops: {how: stall, seconds: 3}", s.Drops(fault=Fault("stall", 3.0), line=1, source="")),
        ("transfers: accueil", s.Transfers(service="accueil", line=1, source="")),
        (
            "transfers: {service: voirie, outcome: busy, whispered: true}",
            s.Transfers(service="voirie", outcome="busy", whispered=True, line=1, source=""),
        ),
        (
            "leaves_message: {service: accueil, words: volet}",
            s.LeavesMessage(service="accueil", words="volet", line=1, source=""),
        ),
        (
            "if_asked: {prompt: answer.confirm, says: Oui.}",
            s.IfAsked(prompt="answer.confirm", utterance=saying("oui"), line=1, source=""),
        ),
        (
            'if_asked: {prompt: report.similar, presses: "2"}',
            s.IfAsked(prompt="report.similar", keys="2", line=1, source=""),
        ),
        ("answers: carte-identite", s.Answers(slug="carte-identite", line=1, source="")),
        ("presses: reference", s.GivesReference(line=1, source="")),
    ],
)
def test_each_verb_is_read(text: str, step: s.Step) -> None:
    (read,) = steps(f"- {text}")
    assert {**vars(read), "source": ""} == vars(step)
    assert type(read) is type(step)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- hears: welcome\n- dances: waltz", 2, "« dances » n'est pas connu"),
        ("- says: Cette phrase n'existe nulle part", 1, "Aucun enregistrement ne dit"),
        ("- hears: welcome\n  asks: main.question", 1, "n'est pas une étape"),
        ("- presses: 12A", 1, "suite de touches"),
        ("- drops: everything", 1, "reset, half_open"),
        ("- ends: badly", 1, "answered, transferred"),
        ("- silence: long", 1, "n'est pas de la bonne sorte"),
        ("- hears: {prompt: welcome, volume: loud}", 1, "« volume » n'est pas connu"),
        ("- audio: absent.wav", 1, "ne peut pas être lu"),
        ("steps:\n  - hears: welcome\ncolour: blue", 3, "« colour: blue » n'est pas connue"),
        ("agents:\n  default: asleep\nsteps:\n  - hears: welcome", 1, "ne décrit pas un agent"),
        ("mode: radio\nsteps:\n  - hears: welcome", 1, "mode (stream ou turns)"),
        ("title: vide", 1, "aucune étape"),
        ("bonjour", 1, "une liste d'étapes"),
        ("- hears: 'welcome", 1, "ce n'est pas du YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_to_write_instead(text: str, line: int, said: str) -> None:
    sentence = refusal(text)
    assert sentence.startswith(f"appel.yaml, ligne {line} : ")
    assert said in sentence


def test_other_calls_and_absences_are_written_in_the_same_script() -> None:
    script = parse_script(
        """
away: ["+33465710002"]
others:
  - before: 6
    title: avant
    steps:
      - hangs_up: true
steps:
  - hears: queue.turn
""",
        PATH,
    )
    assert script.away == ("+33465710002",)
    (other,) = script.others
    assert (other.before_seconds, other.script.title) == (6.0, "avant")
    assert [type(step) for step in other.script.steps] == [s.HangsUp]


def test_calls_follow_each_other_by_signals() -> None:
    script = parse_script(
        """
agents:
  default: {talks: 4, until: first}
others:
  - after: there
    steps:
      - waits_for: first
      - hangs_up: true
steps:
  - signals: there
  - signals: first
""",
        PATH,
    )
    assert script.agents["default"].until == "first"
    (other,) = script.others
    assert (other.script.after, other.before_seconds) == ("there", 0.0)
    assert other.script.steps[0] == s.WaitsFor(name="first", line=7, source="waits_for: first")
    assert script.steps[0] == s.Signals(name="there", line=10, source="signals: there")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("steps:\n  - signals: here\n  - waits_for: there\n", 3),
        ("after: there\nsteps:\n  - signals: here\n", 1),
        ("agents:\n  default: {until: there}\nsteps:\n  - signals: here\n", 1),
        ("others:\n  - after: there\n    steps:\n      - signals: here\nsteps:\n  - hears: welcome\n", 1),
    ],
)
def test_a_signal_that_nobody_gives_is_named(text: str, line: int) -> None:
    told = refusal(text)
    assert f"ligne {line} : le signal « there » est attendu" in told
    assert "Signaux donnés : here" in told


def test_another_call_says_how_long_before_it_was_placed() -> None:
    told = refusal("others:\n  - steps:\n      - hangs_up: true\nsteps:\n  - hears: welcome\n")
    assert "ligne 2" in told
    assert "before" in told
