"""Reports: a number each, the neighbours of a new one, and everybody counted once."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.reporting import ChangeUpdates, CorrectReport, JoinReport, OpenReport
from ivr.calls.following_up import Kind, Overtaken, history
from ivr.calls.outbox import DeedError
from ivr.calls.references import draw
from ivr.calls.reports import Reports
from tests.ivr.calls.town import claimed, opened

PARIS = ZoneInfo("Europe/Paris")
AFTERNOON = datetime(2026, 11, 24, 17, 30, tzinfo=PARIS).timestamp()
PAST_MIDNIGHT = datetime(2026, 11, 25, 0, 30, tzinfo=PARIS).timestamp()
"""Still the 24th in Greenwich."""


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def reports(connections):
    return Reports(connections, PARIS)


def lamp(**changes):
    return OpenReport(
        **{"reference": "", "kind": "eclairage", "service": "voirie", "street": "rue Pasteur", **changes}
    )


def open_(reports, deed_id=1, at=AFTERNOON, **changes):
    deed = lamp(**changes)
    reports.open(claimed(deed_id, f"CA{deed_id}", deed), deed, at)


def rows(connections, table):
    return list(connections.get().table(table).rows)


def test_reserved_numbers_have_six_digits_and_never_come_twice(reports):
    drawn = [reports.reserve(AFTERNOON) for _ in range(50)]
    assert len(set(drawn)) == 50
    assert all(len(number) == 6 and number.isdecimal() for number in drawn)


def test_when_every_number_is_used_that_is_said():
    with pytest.raises(RuntimeError, match="must be erased"):
        draw(lambda drawn: True)


def test_a_report_opened_twice_is_opened_once(reports, connections):
    open_(reports, reference="471290")
    open_(reports, reference="471290")
    (row,) = rows(connections, "reports")
    assert (row["reference"], row["kind"], row["street"], row["call_id"]) == (
        *("471290", "eclairage", "rue Pasteur"),
        "CA1",
    )


def test_a_report_without_a_number_is_given_one_once(reports, connections):
    open_(reports)
    open_(reports)
    (row,) = rows(connections, "reports")
    assert len(row["reference"]) == 6


def test_two_reports_never_share_a_number(reports, connections):
    open_(reports, reference="471290")
    open_(reports, deed_id=2, reference="471290")
    assert len({row["reference"] for row in rows(connections, "reports")}) == 2


def test_an_open_report_nearby_is_found_with_its_day(reports):
    open_(reports, reference="471290", number="12", at=PAST_MIDNIGHT)
    (found,) = reports.similar("eclairage", "rue Pasteur", "14")
    assert (found.reference, found.title, found.opened) == ("471290", "une panne d'éclairage", "2026-11-25")


def test_the_nearest_number_comes_first(reports):
    open_(reports, deed_id=1, reference="100001", number="20")
    open_(reports, deed_id=2, reference="100002", number="13 bis")
    open_(reports, deed_id=3, reference="100003", number="40")
    found = reports.similar("eclairage", "rue Pasteur", "12")
    assert [report.reference for report in found] == ["100002", "100001"]


def test_without_a_number_the_whole_street_may_be_meant(reports):
    open_(reports, reference="100001", number="20")
    assert reports.similar("eclairage", "rue Pasteur", "")


@pytest.mark.parametrize("asked", [("chaussee", "rue Pasteur"), ("eclairage", "rue Victor Hugo")])
def test_another_problem_or_another_street_is_not_the_same(reports, asked):
    open_(reports, reference="100001")
    assert not reports.similar(*asked, "")


def test_a_report_that_was_closed_is_found_no_more(reports, connections):
    open_(reports, reference="100001")
    connections.get().table("reports").update("100001", {"closed_at": AFTERNOON})
    assert not reports.similar("eclairage", "rue Pasteur", "")


def test_a_witness_is_counted_once_and_may_raise_the_alarm(reports, connections):
    open_(reports, reference="100001")
    deed = JoinReport(reference="100001", dangerous=True, phone="+33612345678", text_updates=True)
    for _ in range(2):
        reports.join(claimed(9, "CA9", deed), deed, AFTERNOON)
    (witness,) = rows(connections, "report_witnesses")
    assert (witness["phone"], witness["text_updates"]) == ("+33612345678", 1)
    assert rows(connections, "reports")[0]["dangerous"] == 1


def test_joining_a_report_that_does_not_exist_is_given_up_at_once(reports):
    deed = JoinReport(reference="999999")
    with pytest.raises(DeedError, match="'999999'") as raised:
        reports.join(claimed(9, "CA9", deed), deed, AFTERNOON)
    assert raised.value.permanent


AGENT = "anne@valmont.example"


def texts_due(connections):
    rows = connections.get().execute("select data from outbox where kind = 'SendNotice' order by id")
    return [(data["to"], data["prompt"]) for (text,) in rows for data in [json.loads(text)]]


def test_a_change_of_status_is_kept_and_told_once_to_each_who_asked(reports, connections):
    asking = {"text_updates": True, "phone": "+33639980101"}
    open_(reports, reference="471290", **asking)
    for row, phone in ((2, "+33639980101"), (3, "+33639980102")):
        joining = JoinReport(reference="471290", phone=phone, text_updates=True)
        reports.join(claimed(row, "CA2", joining), joining, 2.0)
    assert reports.set_status("471290", "in_progress", who=AGENT, at=3.0, text="équipe prévenue")
    assert not reports.set_status("471290", "in_progress", who=AGENT, at=4.0)
    assert texts_due(connections) == [
        ("+33639980101", "notice.report_in_progress"),
        ("+33639980102", "notice.report_in_progress"),
    ]
    assert [(done.what, done.text) for done in history(connections.get(), Kind.REPORT, "471290")] == [
        ("status:in_progress", "équipe prévenue")
    ]


def test_everybody_is_told_in_the_language_they_reported_it_in(reports, connections):
    open_(reports, reference="471290", phone="+33639980101", text_updates=True, language="en")
    for row, phone, language in ((2, "+33639980101", "fr"), (3, "+33639980102", "fr")):
        joining = JoinReport(reference="471290", phone=phone, text_updates=True, language=language)
        reports.join(claimed(row, f"CA{row}", joining), joining, float(row))
    assert reports.set_status("471290", "done", who=AGENT, at=4.0)
    rows = connections.get().execute("select data from outbox where kind = 'SendNotice' order by id")
    texts = [json.loads(text) for (text,) in rows]
    assert [(one["to"], one["language"], one["values"]["problem"]) for one in texts] == [
        ("+33639980101", "en", "a street light that is out"),
        ("+33639980102", "fr", "une panne d'éclairage"),
    ]


def test_whoever_did_not_ask_to_be_told_is_told_nothing(reports, connections):
    open_(reports, reference="471290", phone="+33639980101")
    reports.set_status("471290", "done", who=AGENT, at=3.0)
    assert texts_due(connections) == []


def test_what_is_done_or_refused_is_closed_and_can_be_taken_up_again(reports, connections):
    open_(reports, reference="471290")
    reports.set_status("471290", "refused", who=AGENT, at=3.0, text="voie privée")
    assert reports.similar("eclairage", "rue Pasteur", "") == ()
    reports.set_status("471290", "in_progress", who=AGENT, at=4.0)
    assert len(reports.similar("eclairage", "rue Pasteur", "")) == 1
    assert reports.status("471290").status == "in_progress"


def test_a_status_decided_on_an_old_page_is_refused(reports):
    open_(reports, reference="471290")
    reports.set_status("471290", "in_progress", who=AGENT, at=3.0, revision=0)
    with pytest.raises(Overtaken):
        reports.set_status("471290", "refused", who=AGENT, at=4.0, revision=0)


def test_where_a_report_is_is_told_to_whoever_knows_its_number(reports):
    open_(reports, reference="471290")
    told = reports.status("471290")
    assert (told.title, told.status, told.opened, told.changed) == (
        "une panne d'éclairage",
        "new",
        "2026-11-24",
        "",
    )
    reports.set_status("471290", "done", who=AGENT, at=PAST_MIDNIGHT)
    told = reports.status("471290")
    assert (told.status, told.changed) == ("done", "2026-11-25")
    assert reports.status("000000") is None


def correct(reports, deed_id, **changes):
    deed = CorrectReport(
        **{"reference": "100001", "kind": "chaussee", "service": "voirie", "words": "un trou", **changes}
    )
    reports.correct(claimed(deed_id, f"CA{deed_id}", deed), deed, PAST_MIDNIGHT)


def test_a_correction_changes_the_report_keeps_its_number_and_says_what_it_was(reports, connections):
    open_(reports, reference="100001", number="2", description="un lampadaire")
    for _ in range(2):  # done twice, it is done once
        correct(reports, 7, street="rue Pasteur", number="12")
    (row,) = rows(connections, "reports")
    assert (row["kind"], row["number"], row["description"]) == ("chaussee", "12", "un lampadaire\nun trou")
    (done,) = history(connections.get(), Kind.REPORT, "100001")
    assert (done.what, done.who, done.text) == ("corrected", "line", "une panne d'éclairage, 2 rue Pasteur")


def test_words_that_change_nothing_else_are_kept(reports, connections):
    open_(reports, reference="100001", kind="chaussee", service="voirie", description="un trou")
    for _ in range(2):
        correct(reports, 7, street="rue Pasteur", words="il est énorme")
    (row,) = rows(connections, "reports")
    assert row["description"] == "un trou\nil est énorme"


def test_a_first_correction_tried_again_after_a_second_does_not_undo_it(reports, connections):
    open_(reports, reference="100001", number="2")
    for deed_id, number in ((7, "12"), (8, "14"), (7, "12")):
        correct(reports, deed_id, street="rue Pasteur", number=number, words=f"au {number}")
    (row,) = rows(connections, "reports")
    assert (row["number"], row["description"]) == ("14", "au 12\nau 14")


def test_a_first_correction_done_only_after_a_second_keeps_its_words_and_its_danger(reports, connections):
    open_(reports, reference="100001", number="2")
    correct(reports, 8, street="rue Pasteur", number="14", words="au 14")
    correct(reports, 7, street="rue Pasteur", number="12", words="au 12", dangerous=True)
    (row,) = rows(connections, "reports")
    assert (row["number"], row["description"], row["dangerous"]) == ("14", "au 14\nau 12", 1)


def test_a_danger_once_told_is_not_taken_back_by_a_correction(reports, connections):
    open_(reports, reference="100001", dangerous=True)
    correct(reports, 7, street="rue Pasteur")
    (row,) = rows(connections, "reports")
    assert row["dangerous"] == 1


def test_a_correction_of_no_known_report_is_an_error(reports):
    with pytest.raises(DeedError, match="100001"):
        correct(reports, 7)


def test_the_reports_of_a_telephone_are_found_open_ones_first(reports, connections):
    open_(reports, deed_id=1, reference="100001", phone="+33612345678")
    open_(reports, deed_id=2, reference="100002", phone="+33612345678", kind="arbre", at=PAST_MIDNIGHT)
    open_(reports, deed_id=3, reference="100003", phone="+33699999999")
    joined = JoinReport(reference="100003", phone="+33612345678")
    reports.join(claimed(4, "CA4", joined), joined, AFTERNOON)
    connections.get().table("reports").update("100002", {"closed_at": PAST_MIDNIGHT, "status": "done"})
    found = reports.made_from("+33612345678")
    assert [one.reference for one in found] == ["100001", "100003", "100002"]
    assert [one.kind for one in found] == ["eclairage", "eclairage", "arbre"]


def test_a_hidden_number_has_made_no_report(reports):
    open_(reports, reference="100001", phone="")
    assert reports.made_from("") == ()


@pytest.mark.parametrize("wanted", [True, False])
def test_whoever_changes_their_mind_about_sms_is_told_or_no_more_and_nobody_else_is(
    reports, connections, wanted
):
    open_(reports, reference="471290", phone="+33612345678", text_updates=not wanted)
    for number, phone in ((2, "+33612345679"), (3, "+33612345670")):
        joined = JoinReport(reference="471290", phone=phone, text_updates=not wanted)
        reports.join(claimed(number, f"CA{number}", joined), joined, AFTERNOON)
    for recorded, phone in (("+33612345678", "+33698765432"), ("+33612345679", "+33612345679")):
        reports.change_updates(
            ChangeUpdates(reference="471290", phone=phone, recorded=recorded, text_updates=wanted)
        )
    (row,) = rows(connections, "reports")
    assert (row["phone"], row["text_updates"]) == ("+33698765432", wanted)
    told = {one.phone: one.text_updates for one in reports.witnesses("471290")}
    assert told == {"+33612345679": wanted, "+33612345670": not wanted}


def test_a_change_about_sms_of_no_known_report_is_an_error(reports):
    with pytest.raises(DeedError):
        reports.change_updates(ChangeUpdates(reference="999999", phone="", text_updates=False))
