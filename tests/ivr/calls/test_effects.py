"""Deeds done in the world: each one may come twice, and counts once."""

import pytest

from flows.actions import Deed, SendText, TakeMessage
from flows.booking import AskCallback, BookSlot, CancelAppointment, CancelCallback, RenameAppointment
from flows.registry import ACTIONS
from flows.reporting import (
    ChangeUpdates,
    CorrectReport,
    JoinReport,
    KeepRating,
    OpenReport,
    RemindByText,
    SendNotice,
)
from ivr.calls.appointments import Appointments
from ivr.calls.outbox import DeedError
from tests.ivr.calls.town import TOWN, claimed, diary_of, effects_on, opened

MOBILE, LANDLINE = "+33612345678", "+33476000012"
VALUES = {"reference": "471290", "problem": "une panne d'éclairage"}

DEEDS = [
    (TakeMessage(service="accueil", subject="", text="rappelez-moi", phone=MOBILE), "messages"),
    (AskCallback(service="voirie", subject="", phone=MOBILE, start="", end="", name="Jean"), "callbacks"),
    (KeepRating(score=5, topic="pacs"), "ratings"),
    (OpenReport(reference="", kind="eclairage", service="voirie"), "reports"),
    (SendText(to=MOBILE, text="Bonjour"), "sent_texts"),
    (SendNotice(to=MOBILE, prompt="notice.report", values=VALUES), "sent_texts"),
]


@pytest.fixture
def connections(tmp_path):
    return opened(tmp_path)


@pytest.fixture
def sent():
    return []


@pytest.fixture
def effects(connections, sent):
    return effects_on(connections, send_text=lambda to, text: sent.append((to, text)))


@pytest.mark.parametrize(("deed", "table"), DEEDS, ids=[type(deed).__name__ for deed, _ in DEEDS])
def test_a_deed_done_twice_leaves_one_trace(effects, connections, sent, deed, table):
    for _ in range(2):
        effects(claimed(7, "CA1", deed))
    (row,) = connections.get().table(table).rows
    assert row["deed"] == 7
    assert len(sent) == (table == "sent_texts")


def test_a_notice_is_put_into_words_when_it_is_sent(effects, sent):
    effects(claimed(7, "CA1", SendNotice(to=MOBILE, prompt="notice.report", values=VALUES)))
    ((to, text),) = sent
    assert to == MOBILE
    assert text.endswith("https://voix.example/photo/471290")
    assert text.startswith("Valmont-sur-Isère : votre signalement no 471290 pour une panne d'éclairage")


def test_a_landline_is_never_sent_a_notice(effects, sent):
    with pytest.raises(DeedError, match="landline") as raised:
        effects(claimed(7, "CA1", SendNotice(to=LANDLINE, prompt="notice.report", values=VALUES)))
    assert raised.value.permanent
    assert not sent


def test_a_text_that_could_not_be_sent_is_sent_at_the_next_try(connections):
    tries = []

    def send(to, text):
        tries.append(text)
        if len(tries) == 1:
            raise DeedError("the provider is down")

    effects = effects_on(connections, send_text=send)
    hello = claimed(7, "CA1", SendText(to=MOBILE, text="Bonjour"))
    with pytest.raises(DeedError):
        effects(hello)
    effects(hello)
    effects(hello)
    assert tries == ["Bonjour", "Bonjour"]


def test_a_callback_keeps_the_window_that_was_agreed(effects, connections):
    start, end = "2026-11-24T09:00", "2026-11-24T12:00"
    deed = AskCallback(service="voirie", subject="un arbre", phone=MOBILE, start=start, end=end)
    effects(claimed(7, "CA1", deed))
    (row,) = connections.get().table("callbacks").rows
    assert (row["service"], row["start"], row["end"], row["handled_at"]) == ("voirie", start, end, None)


@pytest.mark.parametrize(("words", "rung"), [("pas besoin de me rappeler", ""), ("merci", MOBILE)])
def test_whoever_wants_nobody_to_ring_is_written_down_without_a_number(effects, connections, words, rung):
    db = connections.get()
    row = {"id": "CA1", "caller": MOBILE, "channel": "turns", "started_at": 1.0, "seen_at": 1.0}
    db.table("calls").insert(row)
    effects(
        claimed(
            7, "CA1", TakeMessage(service="accueil", subject="", text=f"absent demain\n{words}", phone="")
        )
    )
    (row,) = db.table("messages").rows
    assert row["phone"] == rung


def test_a_callback_tells_what_the_call_told_besides(effects, connections):
    told = {"said": "ma fille est allergique", "wished": "demain", "phone": MOBILE}
    deed = AskCallback(service="scolaire", subject="la cantine", phone=MOBILE, start="", end="", fields=told)
    effects(claimed(7, "CA1", deed))
    (row,) = connections.get().table("callbacks").rows
    assert row["subject"].split("\n") == [
        "la cantine",
        "Moment souhaité, sur lequel rien n'a été convenu : « demain ».",
        "A dit aussi : ma fille est allergique",
    ]


def test_an_appointment_is_cancelled_once_and_twice_is_harmless(effects, connections):
    books = Appointments(TOWN, connections)
    slot = BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="", phone=MOBILE)
    reference = books.book(diary_of(), "CA1", slot, at=1.0).reference
    for _ in range(2):
        effects(claimed(7, "CA1", CancelAppointment(reference=reference, phone=MOBILE)))
    (row,) = connections.get().table("appointments").rows
    assert row["cancelled_at"] == 1.0


def test_an_appointment_is_renamed_once_where_it_stands(effects, connections):
    books = Appointments(TOWN, connections)
    slot = BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="Paul Petit", phone=MOBILE)
    reference = books.book(diary_of(), "CA1", slot, at=1.0).reference
    for _ in range(2):
        effects(claimed(7, "CA1", RenameAppointment(reference=reference, phone=MOBILE, name="Paul Durand")))
    effects(claimed(8, "CA1", RenameAppointment(reference=reference, phone="+33687654321", name="Autre")))
    (row,) = connections.get().table("appointments").rows
    assert (row["name"], row["start"], row["cancelled_at"]) == ("Paul Durand", "2026-11-26T14:00", None)


def test_a_report_corrected_before_it_is_opened_is_corrected_once_it_is(effects, connections):
    meant = CorrectReport(reference="471290", kind="arbre", service="proprete-dechets", words="un arbre")
    with pytest.raises(DeedError):
        effects(claimed(8, "CA1", meant))
    effects(claimed(7, "CA1", OpenReport(reference="471290", kind="eclairage", service="voirie")))
    effects(claimed(8, "CA1", meant))
    (row,) = connections.get().table("reports").rows
    assert (row["kind"], row["service"]) == ("arbre", "proprete-dechets")


def test_every_deed_there_is_can_be_done(effects):
    elsewhere = {
        CancelAppointment,
        RenameAppointment,
        CancelCallback,
        JoinReport,
        CorrectReport,
        ChangeUpdates,
        RemindByText,
    }
    done = {type(deed) for deed, _ in DEEDS} | elsewhere
    assert done == {kind for kind in ACTIONS.values() if issubclass(kind, Deed)}


def test_a_deed_nobody_knows_is_given_up_at_once(effects):
    class Dance(Deed):
        pass

    with pytest.raises(DeedError, match="Dance") as raised:
        effects(claimed(7, "CA1", Dance()))
    assert raised.value.permanent
