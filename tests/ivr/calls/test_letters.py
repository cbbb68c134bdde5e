"""What the services are written: who, what, where, by when; one letter for each thing left."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback, BookSlot, CancelAppointment, CancelCallback, RenameAppointment
from flows.reporting import JoinReport, OpenReport
from ivr.calls.appointments import Appointments
from ivr.calls.effects import Effects
from ivr.calls.following_up import FollowingUp, Kind, Overtaken, history
from ivr.calls.letters import Letter, one_line
from ivr.calls.open_callbacks import open_callbacks
from ivr.calls.outbox import DeedError, Outbox
from ivr.calls.texts import can_be_texted
from ivr.settings import Mail, Settings
from tests.ivr.calls.town import FRENCH, TOWN, claimed, diary_of, opened, settings_with

PHONE = "+33639980101"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/Paris")).timestamp()
DUE = datetime(2026, 11, 26, 17, 30, tzinfo=ZoneInfo("Europe/Paris")).timestamp()
MAIL = Mail(**{"host": "127.0.0.1", "from": "ligne@valmont.example"})


def town() -> Settings:
    services = {
        **TOWN.services,
        "voirie": TOWN.services["voirie"].model_copy(update={"email": "voirie@valmont.example"}),
    }
    return settings_with(services=services, mail=MAIL)


class Post:
    """A house with a mail server that keeps what it is given, or refuses it."""

    def __init__(self, folder, settings: Settings | None = None) -> None:
        self.settings = settings or town()
        self.connections = opened(folder)
        self.letters: list[Letter] = []
        self.refusing: DeedError | None = None
        self.outbox = Outbox(self.connections, "worker")

    def send(self, letter: Letter) -> None:
        if self.refusing is not None:
            raise self.refusing
        self.letters.append(letter)

    def effects(self, now: float = NOW) -> Effects:
        return Effects(
            self.settings,
            self.connections,
            lambda to, text: None,
            lambda action: FRENCH.screen(action.prompt, {"town": "Valmont", **action.values}),
            now,
            send_letter=self.send if self.settings.mail else None,
            due_date=lambda service, at: DUE,
            photo_link="https://voix.example/photo/{}".format,
        )

    def do(self, *deeds) -> list[Letter]:
        """Have these deeds done, then everything they promise; the letters sent."""
        for number, deed in enumerate(deeds, start=1):
            self.effects()(claimed(1000 + number, f"CA{number}", deed))
        self.deliver()
        return self.letters

    def deliver(self, now: float = NOW) -> None:
        while self.outbox.run_one(self.effects(now), now):
            pass


@pytest.fixture
def post(tmp_path):
    return Post(tmp_path)


def test_a_message_is_told_with_its_words_its_number_and_by_when(post):
    words = "il y a une fuite\nrappelez-moi"
    (letter,) = post.do(TakeMessage(service="voirie", subject="une fuite", text=words, phone=PHONE))
    assert letter.to == "voirie@valmont.example"
    assert letter.subject == "Message n° 1 : une fuite"
    assert letter.body == (
        "Bonjour,\n\n"
        "Une personne a laissé un message pour le service voirie.\n\n"
        "Sujet : une fuite\n"
        "À rappeler au : 06 39 98 01 01\n"
        "Reçu le : mardi 24 novembre 2026, 09:30\n"
        "Avant le : jeudi 26 novembre 2026, 17:30\n"
        "Ses mots :\n"
        "    il y a une fuite\n"
        "    rappelez-moi\n\n"
        "Pour le traiter : http://127.0.0.1:8080/console/a-traiter/message/1\n\n"
        "La ligne téléphonique de Valmont-sur-Isère.\n"
        "Ce courrier est écrit par un automate : n'y répondez pas.\n"
    )


def test_a_callback_is_told_with_the_window_that_was_agreed(post):
    asked = AskCallback(
        service="urbanisme",
        subject="un permis",
        phone=PHONE,
        start="2026-11-25T09:00",
        end="2026-11-25T12:00",
        name="Anne Roux",
    )
    (letter,) = post.do(asked)
    assert letter.subject == "À rappeler : un permis"
    assert "Moment convenu : mercredi 25 novembre 2026, 09:00 – 12:00" in letter.body
    assert "Nom : Anne Roux" in letter.body
    assert "Avant le : mercredi 25 novembre 2026, 12:00" in letter.body


def test_a_callback_that_is_moved_replaces_the_one_before_and_the_service_is_told(post):
    asked = AskCallback(
        **{"service": "urbanisme", "subject": "", "phone": PHONE, "name": "Anne Roux"},
        start="2026-11-25T09:00",
        end="2026-11-25T12:00",
    )
    moved = replace(
        asked, start="2026-11-26T14:00", end="2026-11-26T16:00", subject="un permis", changes=True
    )
    effects = post.effects()
    for number, deed in enumerate((asked, moved, moved), start=1):
        effects(claimed(1000 + min(number, 2), "CA1", deed))
    post.deliver()
    (row,) = post.connections.get().table("callbacks").rows
    assert (row["deed"], row["start"], row["subject"]) == (1001, "2026-11-26T14:00", "un permis")
    (told,) = (letter for letter in post.letters if letter.subject == "À rappeler, changé : un permis")
    assert "Moment convenu : jeudi 26 novembre 2026, 14:00 – 16:00" in told.body
    assert len(post.letters) == 2


def test_a_callback_is_not_moved_before_it_is_kept(post):
    moved = AskCallback(service="voirie", subject="", phone=PHONE, start="", end="", changes=True)
    with pytest.raises(DeedError):
        post.effects()(claimed(1001, "CA1", moved))


EARLIER = AskCallback(
    **{"service": "urbanisme", "subject": "un permis", "phone": PHONE, "name": "Anne Roux"},
    start="2026-11-25T09:00",
    end="2026-11-25T12:00",
)


def test_a_callback_moved_in_a_later_call_is_the_same_one(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    moved = replace(EARLIER, start="2026-11-27T09:00", end="2026-11-27T12:00", changes=True, replaces="1001")
    effects(claimed(1002, "CA2", moved))
    (row,) = post.connections.get().table("callbacks").rows
    assert (row["deed"], row["call_id"], row["start"]) == (1001, "CA1", "2026-11-27T09:00")


@pytest.mark.parametrize("phone", ["+33612345000", PHONE])
def test_a_callback_dealt_with_or_of_another_telephone_is_not_moved_but_made_anew(post, phone):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    with post.connections.writing() as db:
        db.execute("update callbacks set handled_at = 1.0 where ?", [phone == PHONE])
    moved = replace(EARLIER, phone=phone, start="2026-11-27T09:00", changes=True, replaces="1001")
    effects(claimed(1002, "CA2", moved))
    first, second = post.connections.get().table("callbacks").rows
    assert (first["start"], second["start"]) == ("2026-11-25T09:00", "2026-11-27T09:00")


MOVED = replace(EARLIER, start="2026-11-27T09:00", end="2026-11-27T12:00", changes=True)
LATER = replace(MOVED, start="2026-11-30T09:00", end="2026-11-30T12:00")


def windows_of(post):
    return [(row["deed"], row["start"]) for row in post.connections.get().table("callbacks").rows]


def dealt_with(post, number):
    assert FollowingUp(post.connections).close(Kind.CALLBACK, number, "rappelée", who="luc@v.fr", at=NOW)


def test_a_callback_dealt_with_before_the_same_call_moves_it_is_not_written_in_but_made_anew(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    dealt_with(post, 1001)
    for _ in range(2):
        effects(claimed(1002, "CA1", MOVED))
    assert windows_of(post) == [(1001, EARLIER.start), (1002, MOVED.start)]
    assert open_callbacks(post.connections.get(), PHONE)[0].start == MOVED.start


def test_whoever_closes_a_callback_on_a_page_of_before_it_was_moved_is_told_so(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    effects(claimed(1002, "CA1", MOVED))
    with pytest.raises(Overtaken):
        FollowingUp(post.connections).close(
            Kind.CALLBACK, 1001, "rappelée", who="luc@v.fr", at=NOW, revision=0
        )
    (done,) = history(post.connections.get(), "callback", 1001)
    assert (done.what, done.who) == ("changed", "line")
    assert done.text == "mercredi 25 novembre 2026, 09:00 – 12:00, un permis"


def test_a_callback_moved_once_opens_no_other_when_it_is_tried_again_after_it_was_dealt_with(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    moved = replace(MOVED, replaces="1001")
    effects(claimed(1002, "CA2", moved))
    dealt_with(post, 1001)
    effects(claimed(1002, "CA2", moved))
    assert windows_of(post) == [(1001, MOVED.start)]


def test_what_stands_in_for_a_callback_dealt_with_is_moved_and_given_up_in_its_place(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    dealt_with(post, 1001)
    effects(claimed(1002, "CA2", replace(MOVED, replaces="1001")))
    effects(claimed(1003, "CA2", replace(LATER, replaces="1001")))
    assert windows_of(post) == [(1001, EARLIER.start), (1002, LATER.start)]
    effects(claimed(1004, "CA2", CancelCallback(reference="1001", phone=PHONE)))
    assert open_callbacks(post.connections.get(), PHONE) == ()


def test_what_a_caller_said_last_of_a_callback_stands_in_whatever_order_it_is_done(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    effects(claimed(1003, "CA1", LATER))
    effects(claimed(1002, "CA1", MOVED))
    assert windows_of(post) == [(1001, LATER.start)]
    effects(claimed(1005, "CA1", CancelCallback(reference="", phone=PHONE)))
    effects(claimed(1004, "CA1", MOVED))
    assert windows_of(post) == [(1001, LATER.start)]


@pytest.mark.parametrize(("call_id", "reference"), [("CA1", ""), ("CA2", "1001")])
def test_a_callback_given_up_is_closed_and_its_service_is_told_once(post, call_id, reference):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    for _ in range(2):
        effects(claimed(1002, call_id, CancelCallback(reference=reference, phone=PHONE)))
    post.deliver()
    db = post.connections.get()
    (row,) = db.table("callbacks").rows
    assert (row["handled_by"], row["handled_at"] is None) == ("line", False)
    assert open_callbacks(db, PHONE) == ()
    assert [letter.subject for letter in post.letters].count("Plus à rappeler : un permis") == 1
    assert len(history(db, "callback", 1001)) == 1


def test_the_open_callbacks_of_a_telephone_are_found_the_last_first(post):
    effects = post.effects()
    effects(claimed(1001, "CA1", EARLIER))
    effects(claimed(1002, "CA2", replace(EARLIER, phone="+33612345000")))
    effects(claimed(1003, "CA3", replace(EARLIER, subject="un arbre", start="", end="")))
    found = open_callbacks(post.connections.get(), PHONE)
    assert [(one.reference, one.subject, one.start) for one in found] == [
        ("1003", "un arbre", ""),
        ("1001", "un permis", "2026-11-25T09:00"),
    ]


def test_whoever_left_no_window_and_no_number_is_told_so(post):
    letters = post.do(
        AskCallback(service="voirie", subject="", phone=PHONE, start="", end=""),
        TakeMessage(service="voirie", subject="", text="rappelez-moi"),
    )
    assert "Moment convenu : dès que possible" in letters[0].body
    assert "À rappeler au : numéro masqué" in letters[1].body


def test_a_number_that_its_provider_hid_is_told_as_hidden(post):
    letters = post.do(
        AskCallback(service="urbanisme", subject="un permis", phone="anonymous", start="", end="")
    )
    assert "À rappeler au : numéro masqué" in letters[0].body


def test_a_report_made_by_keys_says_that_no_word_was_said(post):
    report = OpenReport(reference="471291", kind="eclairage", service="voirie", street="rue Pasteur")
    (letter,) = post.do(report)
    assert "Signalé par les touches du téléphone" in letter.body


def test_a_report_is_told_with_its_place_and_its_danger_then_each_person_who_joins(post):
    report = OpenReport(
        reference="471290",
        kind="eclairage",
        service="voirie",
        street="rue Pasteur",
        number="12",
        dangerous=True,
        description="le lampadaire penche",
        phone=PHONE,
    )
    letters = post.do(report, JoinReport(reference="471290"), JoinReport(reference="471290"))
    assert letters[0].subject == "DANGER. Signalement n° 471290 : une panne d'éclairage, 12 rue Pasteur"
    assert "Un problème est signalé au service voirie." in letters[0].body
    assert "La personne a parlé d'un danger." in letters[0].body
    assert [letter.subject for letter in letters[1:]] == [
        "DANGER. Signalement n° 471290, encore : une panne d'éclairage, 12 rue Pasteur"
    ] * 2
    assert "Déjà signalé par 3 personnes." in letters[2].body


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"perhaps": "300111"}, "le même problème que le signalement n° 300111"),
        ({"unconfirmed": True}, "n'a pas confirmé cette adresse"),
        ({"street": "", "number": ""}, "Lieu : inconnu"),
        ({"place": "12 rue pasteur devant la poste"}, "12 rue Pasteur (« 12 rue pasteur devant la poste »)"),
    ],
)
def test_a_letter_says_what_was_left_in_doubt(post, more, line):
    sure = OpenReport(
        reference="471290", kind="eclairage", service="voirie", street="rue Pasteur", number="12"
    )
    doubtful = replace(sure, reference="471291", **more)
    told, other = post.do(sure, doubtful)
    assert line not in told.body
    assert line in other.body


def test_a_letter_about_somebody_who_joins_a_report_tells_their_words_and_their_number(post):
    report = OpenReport(
        **{"reference": "471290", "kind": "eclairage", "service": "voirie", "street": "rue Pasteur"},
        description="il est éteint",
        phone=PHONE,
    )
    first, second = (
        JoinReport(reference="471290", description=words, phone=phone)
        for words, phone in (("il clignote", "+33639980136"), ("toujours en panne", ""))
    )
    letters = post.do(report, first, second)
    assert letters[0].subject.startswith("Signalement n° 471290 :")
    assert "06 39 98 01 01" in letters[0].body
    assert "06 39 98 01 36" in letters[1].body
    assert "il clignote" in letters[1].body
    assert "06 39 98 01 01" not in letters[1].body
    assert "il est éteint" not in letters[1].body
    assert "toujours en panne" in letters[2].body
    assert "Téléphone" not in letters[2].body


def test_whoever_calls_again_about_their_own_report_is_nobody_more(post):
    report = OpenReport(
        **{"reference": "471290", "kind": "eclairage", "service": "voirie", "street": "rue Pasteur"},
        phone=PHONE,
    )
    again = JoinReport(reference="471290", description="c'est réparé merci", phone=PHONE)
    letters = post.do(report, again)
    assert letters[1].subject == "Signalement n° 471290, rappel : une panne d'éclairage, rue Pasteur"
    assert "Une personne qui a déjà signalé ce problème rappelle à son sujet." in letters[1].body
    assert "c'est réparé merci" in letters[1].body
    assert "Déjà signalé par" not in letters[1].body


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("le service voirie", "au service voirie"),
        ("les services techniques", "aux services techniques"),
        ("l'accueil", "à l'accueil"),
        ("la médiathèque", "à la médiathèque"),
    ],
)
def test_a_service_is_named_as_french_joins_it(tmp_path, name, written):
    services = {
        **TOWN.services,
        "voirie": TOWN.services["voirie"].model_copy(update={"name": name, "email": "v@valmont.example"}),
    }
    post = Post(tmp_path, settings_with(services=services, mail=MAIL))
    (letter,) = post.do(
        OpenReport(reference="471290", kind="eclairage", service="voirie", street="rue Pasteur")
    )
    assert f"Un problème est signalé {written}." in letter.body


def test_an_appointment_is_told_when_it_is_made_changed_and_cancelled(post):
    books = Appointments(post.settings, post.connections)
    first = books.book(
        diary_of(),
        "CA1",
        BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="Anne Roux", phone=PHONE),
        at=NOW,
    ).reference
    second = books.book(
        diary_of(),
        "CA2",
        BookSlot(slot="pacs/2026-11-26T15:00", kind="pacs", name="Anne Roux", phone=PHONE, replaces=first),
        at=NOW,
    ).reference
    post.deliver()
    post.do(RenameAppointment(reference=second, phone=PHONE, name="Anne Blanc"))
    post.do(CancelAppointment(reference=second, phone=PHONE))
    assert [letter.subject for letter in post.letters] == [
        f"Rendez-vous n° {first} : un Pacs",
        f"Rendez-vous changé, n° {second} : un Pacs",
        f"Rendez-vous n° {second}, changé de nom : un Pacs",
        f"Rendez-vous annulé, n° {second} : un Pacs",
    ]
    assert "Le : jeudi 26 novembre 2026, 15:00" in post.letters[1].body
    assert "Anne Blanc" in post.letters[2].body
    assert post.letters[0].to == "mairie@valmont-sur-isere.example"


def test_a_letter_that_fails_is_tried_again_later_and_sent_once(post):
    post.refusing = DeedError("the mail server is down")
    post.do(TakeMessage(service="voirie", subject="", text="rappelez-moi", phone=PHONE))
    assert post.letters == []
    post.refusing = None
    post.deliver(NOW + 1)
    assert post.letters == []
    post.deliver(NOW + 6)
    post.deliver(NOW + 4000)
    assert len(post.letters) == 1


def test_what_was_erased_before_its_letter_left_is_not_told(post):
    post.refusing = DeedError("the mail server is down")
    post.do(TakeMessage(service="voirie", subject="", text="rappelez-moi", phone=PHONE))
    post.connections.get().execute("delete from messages")
    post.connections.get().conn.commit()
    post.refusing = None
    post.deliver(NOW + 6)
    assert post.letters == []


def test_a_town_without_a_mail_server_promises_no_letter(tmp_path):
    post = Post(tmp_path, TOWN)
    assert post.do(TakeMessage(service="voirie", subject="", text="rappelez-moi", phone=PHONE)) == []
    assert post.connections.get().table("outbox").count == 0


def test_a_subject_is_one_line_whatever_the_caller_said(post):
    (letter,) = post.do(
        TakeMessage(service="voirie", subject="a\r\nBcc: tous@x.fr\x00" + "é" * 300, text="x")
    )
    assert "\n" not in letter.subject
    assert len(letter.subject) <= 120
    assert one_line("a\u2028b\tc") == "a b c"


def test_no_service_is_unknown_to_the_post(post):
    (letter,) = post.do(TakeMessage(service="service-disparu", subject="", text="x", phone=PHONE))
    assert letter.to == "mairie@valmont-sur-isere.example"
    assert can_be_texted(PHONE)


def test_a_message_tells_what_the_call_had_taken_down_before_it(post):
    fields = {
        "name": "Paul Petit",
        "visit": "un passeport",
        "slot": "mercredi 25 novembre à 10 h 20",
        "threat": 1,
    }
    (letter,) = post.do(
        TakeMessage(
            service="voirie", subject="un passeport", text="avec mon chien", phone=PHONE, fields=fields
        )
    )
    assert "Nom : Paul Petit." in letter.body
    assert "Créneau choisi, non réservé : mercredi 25 novembre à 10 h 20." in letter.body
    assert "Rendez-vous demandé" not in letter.body, "the subject says it already"


def test_a_number_that_was_never_agreed_to_is_to_be_checked(post):
    message = TakeMessage(service="voirie", subject="", text="rappelez-moi", phone=PHONE, unsure_phone=True)
    callback = AskCallback(service="voirie", subject="", phone=PHONE, start="", end="", unsure_phone=True)
    for letter in post.do(message, callback):
        assert "Numéro à vérifier" in letter.body
        assert "Numéro à vérifier" not in letter.subject


def test_a_letter_without_subject_or_words_is_named_after_the_number(post):
    (letter,) = post.do(AskCallback(service="voirie", subject="", phone=PHONE, start="", end=""))
    assert letter.subject == "À rappeler : 06 39 98 01 01"


def test_a_message_without_subject_is_named_after_its_first_words(post):
    (letter,) = post.do(
        TakeMessage(service="voirie", subject="", text="le portail du stade grince", phone=PHONE)
    )
    assert letter.subject == "Message n° 1 : le portail du stade grince"


def test_another_number_for_a_callback_is_the_one_that_is_rung(post):
    first = AskCallback(service="voirie", subject="un trou", phone=PHONE, start="", end="")
    post.do(first)
    before = post.connections.get().execute("select deed from callbacks").fetchone()[0]
    other = replace(first, phone="+33613141516", was_phone=PHONE, changes=True, replaces=str(before))
    post.effects()(claimed(1002, "CA2", other))
    rows = post.connections.get().execute("select phone from callbacks").fetchall()
    assert rows == [("+33613141516",)]
