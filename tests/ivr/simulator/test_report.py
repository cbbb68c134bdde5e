"""A call told in French."""

from __future__ import annotations

from ivr.simulator import report
from ivr.simulator.caller import Failure
from ivr.simulator.journal import Journal, percentile


def test_the_conversation_is_told_in_order_with_its_delays() -> None:
    journal = Journal()
    journal.note(0.0, "line", "Que puis-je faire pour vous ?", "main.question")
    journal.note(8.84, "says", "Bonjour.")
    journal.note(10.2, "recognised", "bonjour")
    journal.note(10.2, "found", "", "none")
    journal.answered(10.3, 0.456, "Bonjour.")
    journal.note(70.0, "transferred", "", "no_answer")
    journal.note(71.0, "drops", "half_open")
    assert list(report.conversation(journal)) == [
        "◂ ligne      0:00,0   Que puis-je faire pour vous ?",
        "▸ appelant   0:08,8   « Bonjour. »",
        "             0:10,2   compris : « bonjour »",
        "             0:10,2   aucune fiche",
        "             0:10,3   première syllabe après 0,46 s",
        "⇄ transfert  1:10,0   personne n'a décroché",
        "⚡ réseau     1:11,0   [connexion muette]",
    ]


def test_words_that_were_not_understood_are_told_as_such() -> None:
    journal = Journal()
    journal.note(1.0, "recognised", "")
    assert list(report.conversation(journal)) == ["             0:01,0   compris : rien"]


def test_the_conversation_can_be_followed_as_it_happens() -> None:
    told: list[str] = []
    journal = Journal(lambda row: told.append(report.one_line(row)))
    journal.note(1.0, "presses", "12")
    journal.answered(2.0, 0.5, "12")
    assert told == [
        "▸ appelant   0:01,0   [touches 12]",
        "             0:02,0   première syllabe après 0,50 s",
    ]


def test_the_verdict_names_the_line_of_the_script() -> None:
    assert list(report.verdict([], checked=True)) == ["✓ L'appel s'est déroulé comme le dit le script."]
    assert "seul le son" in next(report.verdict([], checked=False))
    failures = [Failure(4, "answers: cantine", "rien."), Failure(0, "", "une erreur.")]
    assert list(report.verdict(failures, checked=True)) == [
        "✗ ligne 4, « answers: cantine » : rien.",
        "✗ une erreur.",
    ]


def test_delays_are_summed_up_by_median_and_95th_percentile() -> None:
    journal = Journal()
    for hundredths in range(1, 101):
        journal.answered(0.0, hundredths / 100, "")
    journal.interruptions = [0.3, 0.2, 0.5]
    journal.cut_offs = 2
    delays, interruptions, cut_offs = report.timings([journal], speed=1.0)
    assert "médiane 0,50 s" in delays
    assert "95e centile 0,95 s (100 réponses)" in delays
    assert "0,30 s (médiane), 0,50 s au pire" in interruptions
    assert "2 fois" in cut_offs


def test_delays_measured_in_a_hurry_are_said_to_be_worth_nothing() -> None:
    none, warning = report.timings([Journal()], speed=4.0)
    assert "Aucun délai" in none
    assert "vitesse 4" in warning


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([], 0.5) == 0.0
    assert percentile([3.0], 0.95) == 3.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0


def test_the_longest_silence_of_all_calls_is_told_with_its_moment() -> None:
    journals = [Journal(), Journal()]
    for at, seconds in ((12.0, 0.4), (63.0, 1.75), (70.0, 0.9)):
        journals[1].silent(at, seconds)
    _, silence = report.timings(journals, speed=1.0)
    assert "1,75 s (fini à 1:03,0)" in silence
