"""Alerts published in a minute, heard by every process at the next call, stopped as fast."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from ivr.console.spoken_marks import marks_in, unspeakable
from knowledge.notices import ALERT_LENGTH, Alert
from tests.ivr.console.town import NOW

PATH = "/console/alertes"

ANOTHER_PROCESS = """
import json, sys
from datetime import datetime
from pathlib import Path
from knowledge.fresh import FreshMatch
from knowledge.librarian import Librarian
from knowledge.store import KnowledgeStore
from knowledge.town import Closure, Service, TownFacts, WeeklyHours

class Nothing:
    def match(self, text, alternatives=(), confidences=()):
        return FreshMatch((), "none")

week = WeeklyHours.parse({"monday": ["08:30-12:00"]})
town = TownFacts(name="Valmont", hours={"mairie": week}, services={"accueil": Service(name="l'accueil")})
now = datetime.fromisoformat(sys.argv[2])
store = KnowledgeStore(Path(sys.argv[1]))
librarian = Librarian(store, town, lambda articles, refused: Nothing(), now=now)
for _ in sys.stdin:
    heard = [alert.text for alert in librarian.alerts(now)]
    print(json.dumps([heard, librarian.calendar(now).is_open("mairie", now)]), flush=True)
"""


ANOTHER_LINE = """
import json, sys
from datetime import datetime
from pathlib import Path
from flows.actions import Say
from ivr.house import House
from tests.ivr.console.town import settings_in

now = datetime.fromisoformat(sys.argv[2])
desk = House(settings_in(Path(sys.argv[1])), now=lambda: now).desk
for number, _ in enumerate(sys.stdin):
    call = desk.begin(f"CA{number:032x}", caller="+33639980101", channel="text")
    again = desk.resume(call.call_id)
    said = [desk.voice_text(action) for action in call.pending if isinstance(action, Say)]
    replayed = [desk.voice_text(action) for action in again.pending if isinstance(action, Say)]
    print(json.dumps([said, replayed]), flush=True)
"""


@pytest.fixture
def caller(console):
    """Whoever calls another process of the line: what they hear first, and what a worker that takes their
    call up again would have said."""
    folder = console.office.knowledge.path.parent
    command = [sys.executable, "-c", ANOTHER_LINE, str(folder), NOW.isoformat()]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 (our own program)

        def welcomed() -> list[list[str]]:
            process.stdin.write("?\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield welcomed
        process.stdin.close()


@pytest.fixture
def elsewhere(console):
    """Another worker process of the line, over the same base: what it would tell a caller now."""
    path = console.office.knowledge.path
    command = [sys.executable, "-c", ANOTHER_PROCESS, str(path), NOW.isoformat()]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:  # noqa: S603 (our own program)

        def asked() -> list[str]:
            process.stdin.write("?\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())[0]

        yield asked
        process.stdin.close()


def fields(**changes):
    return {"text": "La mairie est fermée ce matin.", "starts": "", "ends": "2026-11-25T18:00", **changes}


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


@pytest.mark.parametrize("key", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, key):
    browser = console.signed_in(key)
    assert browser.get(PATH).status_code == 403
    assert browser.post(PATH, fields()).status_code == 403
    assert browser.post(f"{PATH}/1/arreter").status_code == 403
    assert console.office.knowledge.notices.alerts(NOW) == []


def test_an_alert_published_here_is_heard_by_another_process_at_its_next_call(console, elsewhere):
    assert elsewhere() == []
    browser = console.signed_in("admin")
    assert browser.post(PATH, fields()).status_code == 302
    assert elsewhere() == ["La mairie est fermée ce matin."]
    (alert,) = console.office.knowledge.notices.alerts(NOW)
    assert "La mairie est fermée ce matin." in browser.get(PATH).text
    browser.post(f"{PATH}/{alert.id}/arreter")
    assert elsewhere() == []
    assert actions(console)[:2] == ["alert.ended", "alert.published"]


def test_an_alert_for_everybody_is_heard_in_the_welcome_of_the_next_call_of_another_process(console, caller):
    silent, _ = caller()
    assert not any("fermée ce matin" in sentence for sentence in silent)
    browser = console.signed_in("admin")
    browser.post(PATH, fields())
    browser.post(PATH, fields(text="L'état civil est fermé.", about="place:etat-civil"))
    said, replayed = caller()
    assert said == [silent[0], "À noter : La mairie est fermée ce matin.", *silent[1:]]
    assert replayed == said
    for alert in console.office.knowledge.notices.alerts(NOW):
        browser.post(f"{PATH}/{alert.id}/arreter")
    assert caller()[0] == silent


def test_an_alert_typed_with_a_beginning_long_past_begins_now(console):
    assert console.signed_in("admin").post(PATH, fields(starts="0001-01-01T00:00")).status_code == 302
    (alert,) = console.office.knowledge.notices.alerts(NOW)
    assert alert.active(NOW)


def test_an_alert_has_a_beginning_in_the_towns_own_time(console):
    browser = console.signed_in("admin")
    browser.post(PATH, fields(starts="2026-11-26T08:00", ends="2026-11-26T12:00"))
    (alert,) = console.office.knowledge.notices.alerts(NOW)
    assert alert.starts.isoformat() == "2026-11-26T07:00:00+00:00"
    assert not alert.active(NOW)
    assert "n’ont pas commencé" in browser.get(PATH).text


@pytest.mark.parametrize(
    ("about", "service", "topic"),
    [("", "", ""), ("place:etat-civil", "etat-civil", ""), ("article:encombrants", "", "encombrants")],
)
def test_an_alert_is_for_everybody_a_place_or_an_article(console, about, service, topic):
    console.signed_in("admin").post(PATH, fields(about=about))
    (alert,) = console.office.knowledge.notices.alerts(NOW)
    assert (alert.service, alert.topic) == (service, topic)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "a" * (ALERT_LENGTH + 1)},
        {"text": "Appelez le {phone}."},
        {"text": "Bip\x00"},
        {"ends": ""},
        {"ends": "hier"},
        {"ends": "2026-11-24T18:00"},
        {"ends": "9999-12-31T23:59"},
        {"starts": "0001-01-01T00:00", "ends": "0001-01-01T01:00"},
        {"starts": "2026-11-26T18:00", "ends": "2026-11-26T17:00"},
        {"about": "place:inconnu"},
        {"about": "article:' or 1=1"},
    ],
)
def test_what_cannot_be_said_is_told_and_kept_on_the_page(console, changes):
    typed = fields(**changes)
    answer = console.signed_in("admin").post(PATH, typed)
    assert answer.status_code == 422
    assert "À corriger" in answer.text
    assert console.office.knowledge.notices.alerts(NOW) == []


@pytest.mark.parametrize(
    ("changes", "hour"),
    [
        ({"starts": "2027-03-28T02:30", "ends": "2027-03-28T03:30"}, "2 h 30"),
        ({"starts": "2027-03-28T01:00", "ends": "2027-03-28T02:15"}, "2 h 15"),
    ],
)
def test_an_hour_skipped_when_the_clocks_change_is_told_and_the_page_still_opens(console, changes, hour):
    browser = console.signed_in("admin")
    answer = browser.post(PATH, fields(**changes))
    assert answer.status_code == 422
    assert f"Il ne sera jamais {hour} ce jour-là" in answer.text
    assert browser.get(PATH).status_code == 200


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"about": "place:inconnu"}, "Ce choix n’est pas proposé"),
        ({"ends": "hier"}, "Ce n’est pas une date suivie d’une heure valide."),
        ({"text": "  "}, "requis|est vide"),
    ],
)
def test_what_is_to_be_mended_is_a_whole_sentence(console, changes, told):
    answer = console.signed_in("admin").post(PATH, fields(**changes))
    page = answer.text.replace("\u00a0", " ")
    assert re.search(told, page.split("corriger")[1].split("</p>")[0])
    assert "compte 0 caractères" not in page


def test_an_alert_that_cannot_be_read_is_listed_and_stopped(console, elsewhere):
    store, browser = console.office.knowledge, console.signed_in("admin")
    browser.post(PATH, fields())
    with store.connections.writing() as database:
        moment = {"starts": "2027-03-28T01:30:00+00:00", "ends": "2027-03-28T01:30:00+00:00"}
        other = {"text": "La nuit.", "service": "", "topic": "", "who": "Claire", **moment}
        number = database.table("alerts").insert(other).last_pk
    assert elsewhere() == ["La mairie est fermée ce matin."]
    page = browser.get(PATH)
    assert "Illisibles" in page.text
    assert f"{PATH}/{number}/arreter" in page.text
    browser.post(f"{PATH}/{number}/arreter")
    assert "Illisibles" not in browser.get(PATH).text


def test_scripts_are_only_text(console):
    """Refused where they are typed; published from elsewhere, they are shown for what they are."""
    browser, script = console.signed_in("admin"), "<script>alert(1)</script>"
    refused = browser.post(PATH, fields(text=script))
    hours = {"starts": NOW - timedelta(hours=1), "ends": NOW + timedelta(hours=1)}
    console.office.knowledge.notices.add_alert(Alert(text=script, **hours), who=script)
    for page in (refused.text, browser.get(PATH).text):
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_those_that_are_over_are_listed_apart_and_stopping_one_twice_is_harmless(console):
    past = {"starts": NOW - timedelta(days=2), "ends": NOW - timedelta(days=1)}
    number = console.office.knowledge.notices.add_alert(Alert(text="Passée.", **past), who="Camille")
    browser = console.signed_in("admin")
    assert "Alertes des deux derniers mois" in browser.get(PATH).text
    assert browser.post(f"{PATH}/{number}/arreter").status_code == 302
    assert browser.post(f"{PATH}/999999/arreter").status_code == 302
    assert "alert.ended" not in actions(console)


def test_marks_that_a_voice_would_read_are_told_before_anything_is_published(console):
    browser = console.signed_in("admin")
    fields = {"text": "La <b>rue</b> Victor Hugo est fermée.", "ends": "2026-11-26T18:00", "about": ""}
    answer = browser.post(PATH, fields)
    assert answer.status_code == 422
    assert "&lt;b&gt;, &lt;/b&gt;" in answer.text
    assert console.office.knowledge.notices.alerts(NOW - timedelta(days=1)) == []


@pytest.mark.parametrize("text", ["Fermé 😀 lundi.", "Fermé ⚠️.", "Passez → ici.", f"{'a' * 119} est fermée."])
def test_what_has_no_sound_is_refused_with_the_sign_that_has_none(console, text):
    answer = console.signed_in("admin").post(PATH, fields(text=text))
    assert answer.status_code == 422
    assert "à voix haute" in answer.text or "un seul souffle" in answer.text
    assert console.office.knowledge.notices.alerts(NOW) == []


@pytest.mark.parametrize("text", ["**Fermé** lundi", "Caf&eacute;", "[ici](https://x.fr)", "<br/>Fermé"])
def test_marks_are_found(text):
    assert marks_in(text)


@pytest.mark.parametrize("text", ["Moins de 3 < 5 ans, M. & Mme", "Un prix de 5 * 3 euros", ""])
def test_what_is_no_mark_is_left(text):
    assert not marks_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le 1ᵉʳ décembre, 12 °C, 5 € au n° 3 … « fermé » – 50 %.",
        "Anticonstitutionnellement à Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson.",
        "Voyez https://www.communautedecommunesdupaysdevalmont.fr/fermetures.",
    ],
)
def test_what_a_voice_can_read_is_left(text):
    assert not unspeakable(text)


def test_a_draft_is_not_offered_for_an_alert(console):
    store = console.office.knowledge
    article = store.article("encombrants")
    draft = replace(article, slug="jamais-publie", title="Jamais publié", status="draft")
    store.save(draft, who="Claire", at=NOW, expected=0)
    page = console.signed_in("admin").get(PATH).text
    assert "article:encombrants" in page
    assert "article:jamais-publie" not in page
