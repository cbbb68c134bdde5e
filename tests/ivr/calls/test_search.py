"""Whatever is typed in the search, it finds calls or nothing; never more than one page at once."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.calls import search
from ivr.calls.search import Filters, count, every, find, full_text
from ivr.calls.search_index import Attention, index_due
from tests.ivr.calls.past import hold, said
from tests.ivr.calls.town import opened


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    connections = opened(tmp_path_factory.mktemp("calls"))
    heard = (
        [said("je voudrais refaire ma carte d'identité"), said("non merci")],
        [said("les poubelles de l'école", 0.4)],
        [said("ma carte"), said("oui"), said("c'est pas ça")],
        [said("l'été au marché")],
        [said("les poubelles du marché")],
    )
    for number, events in enumerate(heard):
        hold(
            connections,
            f"CA{number}",
            events,
            at=1e6 + 1000 * number,
            channel="turns" if number == 4 else "stream",
        )
    index_due(connections, "fr")
    return connections.get()


def ids(calls):
    return [call.call_id for call in calls]


def found(db, **filters):
    return ids(find(db, Filters(**filters)).calls)


def test_the_last_calls_come_first(db):
    assert found(db) == ["CA4", "CA3", "CA2", "CA1", "CA0"]


def test_words_are_found_without_their_accents_and_by_their_beginning(db):
    assert found(db, words="ECOLE") == ["CA1"]
    assert found(db, words="poubelle") == ["CA4", "CA1"]
    assert found(db, words="poubelle marche") == ["CA4"]
    assert found(db, words="d'identite") == ["CA0"]


def test_words_between_quotation_marks_are_found_in_that_order(db):
    assert found(db, words='"ma carte"') == ["CA2", "CA0"]
    assert found(db, words='"carte ma"') == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "carte AND",
        "NOT carte",
        "words:carte",
        "car*te^2",
        "NEAR(a b)",
        "();--",
        "' or 1=1 --",
        "{a} : b",
        "…",
    ],
)
def test_signs_of_the_index_mean_nothing(db, typed):
    find(db, Filters(words=typed))
    assert count(db, Filters(words=typed)) <= 5


@given(st.text(max_size=80))
def test_any_text_may_be_looked_for(db, typed):
    assert count(db, Filters(words=typed)) <= 5


def test_what_holds_no_word_finds_nothing(db):
    assert full_text("… !?") == ""
    assert found(db, words="… !?") == []


def test_calls_are_filtered(db):
    assert found(db, topic="carte-identite") == ["CA2", "CA0"]
    assert found(db, outcome="unanswered") == ["CA4", "CA3", "CA1"]
    assert found(db, channel="turns") == ["CA4"]
    assert found(db, service="etat-civil") == ["CA2", "CA0"]
    assert found(db, services=("etat-civil", "voirie")) == ["CA2", "CA0"]
    assert found(db, since=1e6 + 1000, until=1e6 + 3000) == ["CA2", "CA1"]
    assert found(db, confidence_below=0.5) == ["CA1"]
    assert found(db, attention=Attention.COMPLAINT) == ["CA2"]
    assert found(db, attention=~Attention(0), reviewed=False) == ["CA4", "CA3", "CA2", "CA1"]
    assert found(db, topic="' or 1=1 --") == []


def test_pages_follow_each_other_both_ways(db):
    first = find(db, Filters(), limit=2)
    assert (ids(first.calls), first.newer) == (["CA4", "CA3"], "")
    second = find(db, Filters(), before=first.older, limit=2)
    third = find(db, Filters(), before=second.older, limit=2)
    assert (ids(third.calls), third.older) == (["CA0"], "")
    back = find(db, Filters(), after=third.newer, limit=2)
    assert ids(back.calls) == ids(second.calls)
    assert ids(find(db, Filters(), after=back.newer, limit=2).calls) == ["CA4", "CA3"]
    assert find(db, Filters(), after=back.newer, limit=2).newer == ""


@pytest.mark.parametrize("key", ["", "x", "1_", "_1", "1_2_3", "nan_1", "-1_1", "' or 1=1 --"])
def test_a_key_nobody_gave_is_ignored(db, key):
    assert len(find(db, Filters(), before=key).calls) == 5


def test_an_export_reads_everything_little_by_little(db, monkeypatch):
    monkeypatch.setattr(search, "CHUNK", 2)
    assert ids(every(db, Filters())) == ["CA4", "CA3", "CA2", "CA1", "CA0"]
    assert ids(itertools.islice(every(db, Filters(words="carte")), 1)) == ["CA2"]


@pytest.mark.parametrize("frequent", [1, 2, 1000])
@pytest.mark.parametrize("words", ["", "je", "poubelles", "marché", '"ma carte"', "rienderien", "carte non"])
@pytest.mark.parametrize(
    "others",
    [{}, {"channel": "turns"}, {"confidence_below": 0.9}, {"satisfaction": (1, 2)}, {"since": 1e6 + 1500}],
)
def test_frequent_and_rare_words_find_the_same_calls(db, monkeypatch, frequent, words, others):
    monkeypatch.setattr(search, "FREQUENT", frequent)
    wanted = Filters(words=words, **others)
    terms = full_text(words)
    held = (
        {
            row[0]
            for row in db.execute("select rowid from call_search_fts where call_search_fts match ?", [terms])
        }
        if terms
        else None
    )
    plain = [one.call_id for one in every(db, Filters(**others)) if held is None or one.id in held]
    assert ids(every(db, wanted)) == ids(find(db, wanted).calls) == plain
    assert count(db, wanted) == len(plain)
    first = find(db, wanted, limit=1)
    assert ids(first.calls) == plain[:1]
    if first.older:
        assert ids(find(db, wanted, before=first.older, limit=1).calls) == plain[1:2]


def test_more_calls_than_are_counted_are_told_as_such(db, monkeypatch):
    monkeypatch.setattr(search, "COUNTED", 1)
    assert count(db, Filters(words="poubelles")) == count(db, Filters(words="poubelles", until=1e9)) == 2
    assert count(db, Filters(words="identité")) == 1
