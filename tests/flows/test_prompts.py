"""The catalogue of sentences, held against the flows that say them."""

import ast
import re
from pathlib import Path

import pytest

import flows
from flows.other_bodies import prompts_of_bodies
from flows.prompts import Catalogue, PromptMissing, of_place, one_by_one, phone_in_pairs
from flows.prompts.rules import MOST_CHOICES, choices_named, tells_what_to_do, too_many_choices
from tests.flows.spoken_length import LONGEST_SECONDS, filled, seconds, spoken_keys

FRENCH = Catalogue.load("fr")
KEYS = FRENCH.keys()
FLOWS = Path(flows.__file__).parent
ENGLISH = Catalogue.load("en")
FRENCH_WAY = re.compile(r"appuyez|tapez|touches?|raccroch|dites|posez|parlez|patientez", re.IGNORECASE)
ENGLISH_WAY = re.compile(r"press|key|hang up|say|ask|speak|wait", re.IGNORECASE)

#: Prompts that the channels say, or whose key is put together from parts.
ELSEWHERE = re.compile(
    r"main\.also_|notice\.(report|appointment)_|resume\.|line\.|whisper\.|message\.(by_keys|told\.|unsure_phone)|callback\.(given_up|no_subject)|emergency\."
    r"|answer\.choose_|transfer\.(busy|away|no_answer|declined|hung_up|canceled|failed)"
    r"|queue\.(joined_first|position_first|too_long|away)"
)


def literals() -> set[str]:
    """Every string of the flows' code."""
    found = set()
    for path in FLOWS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and not node.value.endswith((".", "_"))
            ):
                found.add(node.value)
    return found


def questions_asked(*methods: str) -> set[str]:
    """Keys given as they are to `Talk.ask`, `confirm`, `choose`, and to what collects an answer."""
    wanted = methods or ("ask", "confirm", "choose", "confirm_number")
    found = set()
    for path in FLOWS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in wanted or (not methods and called.startswith("collect_")):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {key for key in found if isinstance(key, str) and "." in key and ".no_" not in key}


def written(language: str) -> dict[str, str]:
    """Every sentence of a language, by key."""
    catalogue = Catalogue.load(language)
    return {key: catalogue.written(key) for key in KEYS}


def base(key: str) -> str:
    return re.split(r"\.no_(?:input|match)\.", key)[0]


def bases() -> set[str]:
    return {base(key) for key in KEYS}


def test_every_prompt_said_exists():
    said = {
        s
        for s in {*literals(), *prompts_of_bodies()}
        if re.fullmatch(r"[a-z_]+\.[a-z_0-9]+(\.[a-z_0-9.]+)?", s)
    }
    assert said
    assert {key for key in said if key.split(".")[0] in {b.split(".")[0] for b in bases()}} <= set(
        FRENCH.keys()
    )


def test_every_prompt_is_said():
    said = literals() | set(prompts_of_bodies())
    unused = {key for key in bases() if key not in said and not ELSEWHERE.match(key)}
    assert unused == set()


def test_escalations_need_nothing_that_the_question_does_not():
    for key in KEYS:
        given = FRENCH.placeholders(base(key))
        if found := re.match(r"answer\.which_(\d)", key):  # the question itself is the article's
            given |= {f"choice_{place}" for place in range(1, int(found[1]) + 1)}
        assert FRENCH.placeholders(key) <= given, key


def test_no_sentence_is_longer_than_twelve_seconds():
    for key in spoken_keys(FRENCH):
        assert seconds(filled(FRENCH, key)) <= LONGEST_SECONDS, key


def test_a_question_says_what_one_can_do_before_it_gives_up():
    """Every question, in every catalogue: two sentences after silence, the last of them telling a way out."""
    for catalogue, way in ((FRENCH, FRENCH_WAY), (ENGLISH, ENGLISH_WAY)):
        known = catalogue.keys()
        for key in {base(each) for each in known if base(each) != each}:
            after = [each for each in known if base(each) == key and each != key]
            assert f"{key}.no_input.1" in after, f"{key} says nothing after a first silence"
            assert f"{key}.no_input.2" in after, f"{key} says nothing after a second silence"
            assert way.search(filled(catalogue, f"{key}.no_input.2")), f"{key} tells no way out"


def test_every_question_that_is_asked_has_what_follows_silence_and_misunderstanding():
    asked = questions_asked()
    assert len(asked) > 20
    for key in asked & bases():
        assert f"{key}.no_input.2" in KEYS, key
    for key in questions_asked("confirm", "choose") & bases():
        assert f"{key}.no_match.2" in KEYS, key


def test_closed_questions_name_their_choices_when_they_are_not_understood():
    for key in KEYS:
        if key.endswith(".no_match.2") and FRENCH.placeholders(base(key)) & {"question"}:
            assert any(name.startswith("choice_") for name in FRENCH.placeholders(key)), key


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_menu_has_more_than_four_choices_that_of_a_person_among_them(language):
    sentences = written(language)
    assert [key for key, text in sentences.items() if too_many_choices(key, text)] == []
    assert sum(len(choices_named(text)) == MOST_CHOICES for text in sentences.values()) > 5


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_of_every_question_says_what_one_can_do(language):
    for key, text in written(language).items():
        if base(key) != key:
            assert tells_what_to_do(text), key


#: How a question tells that one may do without, or reach a person.
WAYS_OUT = {
    "fr": re.compile(
        r"\b0\b|un agent|raccroche|patiente|\bsans\b|sinon|je n(?:e l'|'en )ai pas|je ne sais plus|non merci"
        r"|n'importe quand|\bou (?:par )?non\b|dites non|sur 2\b|\b2 :|sur dièse",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b0\b|an agent|hang up|\bwait\b|without|otherwise|don't have|don't know|no thanks"
        r"|any time|\bor no\b|say no\b|\b2 (?:for|to|if)|press 2|\b2:|hash",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_question_tells_a_way_out_on_the_way_to_its_end(language):
    """Whoever cannot answer is told before the third failure what else there is: no, without, a person."""
    sentences = written(language)
    for question in sorted({base(key) for key in sentences if base(key) != key}):
        told = [text for key, text in sentences.items() if base(key) == question]
        assert any(WAYS_OUT[language].search(text) for text in told), question


def test_the_sentences_are_typeset_in_french():
    for key in KEYS:
        text = FRENCH.voice(key, dict.fromkeys(FRENCH.placeholders(key), "x"))
        assert not re.search(r"\w[?!:;]", text), key
        assert text == text.strip(), key


def test_a_missing_prompt_says_where_to_add_it():
    with pytest.raises(PromptMissing, match=r"fr\.toml"):
        FRENCH.voice("no.such.prompt", {})


def test_a_missing_value_is_an_error_not_a_brace_read_aloud():
    with pytest.raises(KeyError):
        FRENCH.voice("answer.confirm", {})


def test_braces_reach_no_further_than_a_name():
    hostile = Catalogue({"a": "{x.__class__}", "b": "{x[0]}", "c": "{x:>99}"})
    for key in "abc":
        with pytest.raises(ValueError, match=r"plain name|no kind"):
            hostile.voice(key, {"x": "y"})


def test_numbers_are_written_in_pairs():
    assert phone_in_pairs("+33612345678") == "06 12 34 56 78"
    assert phone_in_pairs("3939") == "3939"
    assert one_by_one("AB1") == "A, B, 1"


def test_what_can_be_rendered_ahead_is_known():
    fixed = FRENCH.fixed({"town": "Valmont"})
    assert "Que puis-je faire pour vous ?" in fixed
    assert not any("{" in sentence for sentence in fixed)


def test_every_catalogue_of_the_language_is_loaded():
    assert {"main.question", "appointment.booked", "report.opened"} <= set(FRENCH.keys())


def test_two_catalogues_never_hold_the_same_sentence():
    with pytest.raises(ValueError, match=r"'a\.b'"):
        Catalogue.from_toml('[a.b]\nvoice = "un"', '[a.b]\nvoice = "deux"')


def test_the_town_is_named_as_french_names_it():
    names = ("Valmont", "Aix", "Le Mans", "Les Ulis", "La Rochelle", "Évian")
    expected = ["de Valmont", "d'Aix", "du Mans", "des Ulis", "de La Rochelle", "d'Évian"]
    assert [of_place(name) for name in names] == expected
