"""An export opens in a spreadsheet, says who called nowhere, and runs no formula."""

import csv
import io
import json
from zoneinfo import ZoneInfo

import pytest

from ivr.calls.export import COLUMNS, to_csv, to_json
from ivr.calls.search import Found
from ivr.calls.spreadsheet import csv_lines

PARIS = ZoneInfo("Europe/Paris")


def call(words="", call_id="CA1"):
    return Found(
        id=1,
        call_id=call_id,
        started_at=1_764_082_800.0,
        ended_at=1_764_082_842.4,
        channel="stream",
        language="fr",
        topic="carte-identite",
        outcome="answered",
        service="etat-civil",
        confidence=0.875,
        score=None,
        satisfaction=4,
        turns=3,
        attention=1,
        reviewed=0,
        words=words,
    )


def read(calls):
    text = "".join(to_csv(calls, PARIS, lambda section, key: f"{section}.{key}"))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))


def test_a_line_says_what_the_call_was():
    (row,) = read([call("ma carte\noui")])
    assert len(row) == len(COLUMNS)
    assert (row["export.date"], row["export.time"], row["export.seconds"]) == ("25/11/2025", "16:00:00", "42")
    assert (row["export.confidence"], row["export.score"], row["export.satisfaction"]) == ("0,88", "", "4")
    assert row["export.words"] == "ma carte / oui"
    assert row["export.reasons"] == "attention.complaint"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t", "\r", "\n"])
def test_no_cell_of_any_table_is_taken_for_a_formula(start):
    assert list(csv_lines(["a"], [[f"{start}1"]]))[1].strip('"').startswith("'")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_word_of_a_caller_is_taken_for_a_formula(start):
    assert read([call(f'{start}cmd|" /C calc"!A0')])[0]["export.words"].startswith("'")
    assert read([call(call_id=f"{start}1")])[0]["export.call_id"].startswith("'")


def test_words_with_quotes_and_semicolons_stay_in_their_cell():
    assert (
        read([call('il a dit "non" ; puis\n<script>')])[0]["export.words"]
        == 'il a dit "non" ; puis / <script>'
    )


def test_numbers_are_masked_in_both():
    told = "rappelez moi au 06 39 98 00 01"
    assert "98 00" not in "".join(to_csv([call(told)], PARIS, lambda section, key: key))
    assert "98 00" not in "".join(to_json([call(told)], PARIS))


def test_json_holds_for_none_one_and_many():
    for count in (0, 1, 3):
        rows = json.loads("".join(to_json([call("a\nb")] * count, PARIS)))
        assert len(rows) == count
        assert all(row["words"] == ["a", "b"] and row["reasons"] == ["complaint"] for row in rows)
        assert all(row["started_at"] == "2025-11-25T16:00:00+01:00" for row in rows)


def test_an_export_is_written_while_it_is_read():
    def endless():
        while True:
            yield call("x" * 1000)

    written = to_csv(endless(), PARIS, lambda section, key: key)
    assert sum(len(next(written)) for _ in range(1000)) > 1_000_000


def test_people_read_names_where_programs_read_keys():
    (row,) = read([call()])
    assert row["export.service"] == "service.etat-civil"
    assert row["export.topic"] == "topic.carte-identite"
    assert row["export.language"] == "language.fr"
    (told,) = json.loads("".join(to_json([call()], PARIS)))
    assert (told["service"], told["topic"], told["language"]) == ("etat-civil", "carte-identite", "fr")
