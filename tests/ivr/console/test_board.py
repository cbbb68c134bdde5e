"""The board: what agents see of the calls going on, and who takes calls."""

import re
import time

import pytest

from flows.events import Heard
from flows.routing import WaitInQueue
from tests.ivr.console.town import token_in

PARTS = ["/console/en-direct/", "/console/en-direct/appels", "/console/en-direct/moi"]
CARD = "Demander ou renouveler une carte d&#39;identité"
SCHOOL_CALLER = "06\N{NO-BREAK SPACE}39\N{NO-BREAK SPACE}98\N{NO-BREAK SPACE}01\N{NO-BREAK SPACE}03"


def live_call(console, beginning):
    rows = console.office.calls.get().execute(
        "select id from calls where ended_at is null and id like ?", [f"{beginning}%"]
    )
    return rows.fetchone()[0]


@pytest.mark.parametrize("path", PARTS)
def test_it_refuses_the_wrong_role(console, path):
    assert console.signed_in("viewer").get(path).status_code == 403
    assert console.visitor().get(path).status_code == 302


def test_it_shows_where_each_call_is(console):
    page = console.signed_in("agent").get("/console/en-direct/").text
    for told in (
        "3 appels en ligne",
        "Attend un agent",
        "Service scolaire",
        "Écoute la demande",
        SCHOOL_CALLER,
    ):
        assert told in page


def caller_waiting(console):
    """A caller in line behind the one for whom the reception's telephones ring."""
    assert console.ring(live_call(console, "CA0025"), "accueil")
    conversation = console.office.desk.begin("CAline", caller="+33639980199", channel="stream")
    conversation.handle("1", Heard(text="je voudrais parler à quelqu'un"))
    assert isinstance(conversation.waiting_for, WaitInQueue)
    return conversation.waiting_for


def test_it_shows_who_waits_in_line_for_whom(console):
    waits = caller_waiting(console)
    live = next(one for one in console.office.live.now() if one.call.id == "CAline")
    assert (live.stage, live.for_service) == ("waiting", waits.service)
    row = row_of(console.signed_in("agent").get("/console/en-direct/").text, "CAline")
    assert "Attend un agent" in row
    assert "Accueil" in row


def test_each_of_those_whose_telephone_rings_is_named_until_one_has_taken_the_call(console):
    call_id = live_call(console, "CA0025")
    assert console.ring(call_id, "accueil") == [console.person(key).phone for key in ("admin", "agent")]
    row = row_of(console.signed_in("agent").get("/console/en-direct/").text, call_id)
    assert "<strong>Vous</strong>" in row
    assert "Claire Fontaine" in row
    console.office.availability.talking(call_id, 1, console.person("admin").phone, 600)
    console.office.live._read_at = -10.0
    row = row_of(console.signed_in("agent").get("/console/en-direct/").text, call_id)
    assert "Vous" not in row
    assert "Claire Fontaine" in row


def test_a_talk_with_an_agent_stays_on_the_board_for_hours(console):
    call_id = live_call(console, "CA0025")
    assert console.ring(call_id, "accueil")
    console.office.availability.talking(call_id, 1, console.person("agent").phone, 14_400)
    console.clock[0] += 3600
    browser = console.signed_in("agent")
    assert "Avec un agent" in row_of(browser.get("/console/en-direct/").text, call_id)
    assert re.search(r"Appels en cours</dt><dd><a[^>]*>1<", browser.get("/console/").text)


def row_of(page, call_id):
    return next(row for row in page.split("<tr>") if f"/console/appels/{call_id}" in row)


def test_an_agent_of_other_services_sees_that_there_are_calls_and_not_their_words(console):
    page = console.signed_in("scoped").get("/console/en-direct/").text
    assert "3 appels en ligne" in page
    assert "Un autre service" in page
    assert SCHOOL_CALLER not in page
    assert "refaire ma carte" not in page


def test_it_is_sent_again_only_when_it_changed(console, monkeypatch):
    monkeypatch.setattr("ivr.console.live_calls.FRESH_SECONDS", 0.0)
    browser = console.signed_in("agent")
    first = browser.get("/console/en-direct/appels")
    headers = {"If-None-Match": first.headers["ETag"], "X-Polling": "1"}
    assert browser.client.get("/console/en-direct/appels", headers=headers).status_code == 304
    conversation = console.office.desk.resume(live_call(console, "CA0027"))
    conversation.handle("more", Heard(text="je voudrais un passeport"))
    changed = browser.client.get("/console/en-direct/appels", headers=headers)
    assert changed.status_code == 200
    assert "je voudrais un passeport" in changed.text


def test_many_boards_read_the_calls_once(console, monkeypatch):
    live, reads = console.office.live, []
    real = live._read
    monkeypatch.setattr(live, "_read", lambda: reads.append(time.monotonic()) or real())
    monkeypatch.setattr(live, "_ticks", lambda: 5.0)
    for _ in range(20):
        assert len(live.now()) == 3
    assert len(reads) == 1


def test_i_say_that_i_take_no_calls_for_a_while(console):
    browser, phone = console.signed_in("agent"), console.person("agent").phone
    fields = {"phone": phone, "available": "0", "minutes": "30"}
    browser.post("/console/en-direct/disponibilite", fields)
    state = console.office.availability.state(phone)
    assert not state.available
    assert state.until == console.clock[0] + 1800
    assert "ne prenez pas les appels" in browser.get("/console/en-direct/").text
    browser.post("/console/en-direct/disponibilite", {"phone": phone, "available": "1"})
    assert console.office.availability.state(phone).available


def test_only_an_administrator_says_it_for_somebody_else(console):
    phone = console.person("scoped").phone
    fields = {"phone": phone, "available": "0", "minutes": "0"}
    assert console.signed_in("agent").post("/console/en-direct/disponibilite", fields).status_code == 403
    assert console.office.availability.state(phone).available
    assert console.signed_in("admin").post("/console/en-direct/disponibilite", fields).status_code == 302
    assert not console.office.availability.state(phone).available


def test_the_team_on_call_is_made_absent_knowingly_and_the_pages_say_so_while_it_lasts(console):
    browser, phone = console.signed_in("admin"), console.office.settings.services["astreinte"].agents[0]
    board = browser.get("/console/en-direct/").text
    assert board.count("Plus personne ne prendra les appels de") == 1
    assert "Plus personne ne prend les appels" not in board
    fields = {"phone": phone, "available": "0", "minutes": "60", "left_alone": "astreinte"}
    browser.post("/console/en-direct/disponibilite", fields)
    for key, page in (("admin", "/console/"), ("agent", "/console/"), ("admin", "/console/en-direct/appels")):
        assert "Plus personne ne prend les appels" in console.signed_in(key).get(page).text
    assert "Plus personne" not in console.signed_in("viewer").get("/console/").text
    console.clock[0] += 3601
    assert "Plus personne ne prend les appels" not in console.signed_in("admin").get("/console/").text


def given(console, key, phone):
    """That person's telephone becomes this one."""
    user = console.person(key)
    console.accounts.users.change(
        user.id, name=user.name, role=user.role, services=user.services, phone=phone
    )


def test_the_last_agent_on_call_goes_absent_knowingly_too(console):
    given(console, "agent", console.office.settings.services["astreinte"].agents[0])
    mine = my_card(console.signed_in("agent"))
    assert "<details><summary>Ne plus prendre d’appels…</summary>" in mine
    assert "Plus personne ne prendra les appels de" in mine
    assert "astreinte, urgences comprises" in mine


def test_who_leaves_nobody_without_an_answer_goes_absent_in_one_step(console):
    mine = my_card(console.signed_in("agent"))
    assert ">Ne plus prendre d’appels</button>" in mine
    assert "<details>" not in mine
    assert "Plus personne" not in mine


def two_on_call(console):
    """The telephones of two people who take the calls of the team on call, the agent's first."""
    services = console.office.settings.services
    phones = (console.person("agent").phone, console.person("admin").phone)
    services["astreinte"] = services["astreinte"].model_copy(update={"agents": phones})
    return phones


def sent_by(page, phone):
    """What the form of a page that takes this telephone off sends."""
    form = next(one for one in page.split("<form ") if f'name="phone" value="{phone}"' in one)
    hidden = re.findall(r'name="(minutes|left_alone)" value="([^"]*)"', form)
    return {"phone": phone, "available": "0", **dict(hidden)}


def test_who_became_the_last_one_on_call_while_the_page_was_open_is_asked_again(console):
    mine, other = two_on_call(console)
    browser, book = console.signed_in("agent"), console.office.availability
    seen = {**sent_by(browser.get("/console/en-direct/").text, mine), "minutes": "30"}
    assert seen["left_alone"] == ""
    book.switch(other, available=False)
    answer = browser.post("/console/en-direct/disponibilite", seen)
    assert answer.status_code == 409
    assert "Vous êtes la dernière personne" in answer.text
    assert "astreinte, urgences comprises" in answer.text
    assert book.state(mine).available
    again = sent_by(answer.text, mine)
    assert again == {"phone": mine, "available": "0", "minutes": "30", "left_alone": "astreinte"}
    assert browser.post("/console/en-direct/disponibilite", again).status_code == 302
    assert book.state(mine).until == console.clock[0] + 1800
    assert [one.action for one in console.accounts.audit.page()].count("agent.away") == 1


def test_an_administrator_is_asked_again_too_and_told_whom_it_is_about(console):
    agent, mine = two_on_call(console)
    browser, book = console.signed_in("admin"), console.office.availability
    seen = sent_by(browser.get("/console/en-direct/appels").text, agent)
    book.switch(mine, available=False)
    answer = browser.post("/console/en-direct/disponibilite", seen)
    assert answer.status_code == 409
    assert f"{console.person('agent').name} est la dernière personne" in answer.text
    assert browser.post("/console/en-direct/disponibilite", sent_by(answer.text, agent)).status_code == 302
    assert not book.state(agent).available


def test_who_was_told_to_be_the_last_of_one_team_is_asked_again_for_another(console):
    mine, other = two_on_call(console)
    services, book = console.office.settings.services, console.office.availability
    services["garde"] = services["astreinte"].model_copy(
        update={"name": "l'équipe de garde", "agents": (mine,)}
    )
    browser = console.signed_in("agent")
    seen = sent_by(browser.get("/console/en-direct/").text, mine)
    assert seen["left_alone"] == "garde"
    book.switch(other, available=False)
    answer = browser.post("/console/en-direct/disponibilite", seen)
    assert answer.status_code == 409
    assert sent_by(answer.text, mine)["left_alone"] == "garde astreinte"


def test_the_last_agent_on_call_comes_back_in_one_step(console):
    phone = console.office.settings.services["astreinte"].agents[0]
    given(console, "agent", phone)
    browser = console.signed_in("agent")
    fields = {"phone": phone, "available": "0", "minutes": "60", "left_alone": "astreinte"}
    browser.post("/console/en-direct/disponibilite", fields)
    mine = my_card(browser)
    assert ">Reprendre les appels</button>" in mine
    assert "<details>" not in mine


def test_every_service_left_without_anybody_is_told_in_the_plural(console):
    services = console.office.settings.services
    services["garde"] = services["astreinte"].model_copy(update={"name": "l'équipe de garde"})
    browser, phone = console.signed_in("admin"), services["astreinte"].agents[0]
    fields = {"phone": phone, "available": "0", "minutes": "60", "left_alone": "astreinte garde"}
    browser.post("/console/en-direct/disponibilite", fields)
    assert "les appels urgents qui leur reviennent" in browser.get("/console/").text
    del services["garde"]
    assert "les appels urgents qui lui reviennent" in browser.get("/console/").text


def test_who_is_there_is_asked_once_for_all_the_colleagues(console, monkeypatch):
    """Every open board asks for this part every few seconds."""
    browser, asked = console.signed_in("agent"), []
    real = console.office.availability.states
    monkeypatch.setattr(
        console.office.availability, "states", lambda phones: asked.append(list(phones)) or real(phones)
    )
    browser.get("/console/en-direct/appels")
    assert asked.count(list(console.office.settings.services["astreinte"].agents)) == 1


def my_card(browser):
    page = browser.get("/console/en-direct/").text
    return page.split('id="mine-title"')[1].split("</section>")[0]


@pytest.mark.parametrize("wrong", [{"phone": "+33199000000"}, {"available": "2"}, {"minutes": "9999"}])
def test_nonsense_about_availability_is_refused(console, wrong):
    browser = console.signed_in("admin")
    fields = {"phone": console.person("agent").phone, "available": "0", "minutes": "0", **wrong}
    assert browser.post("/console/en-direct/disponibilite", fields).status_code in (403, 422)


def test_the_call_that_rings_for_me_is_told_with_its_subject(console):
    call_id = live_call(console, "CA0025")
    browser = console.signed_in("scoped")
    assert browser.get("/console/en-direct/moi").json["call"] == ""
    assert console.ring(call_id, "etat-civil") == [console.person("scoped").phone]
    told = browser.get("/console/en-direct/moi").json
    assert (told["call"], told["engaged"]) == (call_id, "ringing")
    assert "Cantine" in told["subject"]
    assert browser.get(told["address"]).status_code == 200


def test_a_page_whose_session_ended_is_told_so_quietly(console):
    browser = console.signed_in("agent")
    console.accounts.users.sign_out_everywhere()
    answer = browser.client.get("/console/en-direct/appels", headers={"X-Polling": "1"})
    assert answer.status_code == 401
    assert answer.text == ""


def test_a_forged_switch_is_refused(console):
    browser = console.signed_in("agent")
    phone = console.person("agent").phone
    answer = browser.send("/console/en-direct/disponibilite", {"phone": phone, "available": "0"})
    assert answer.status_code == 400
    token = token_in(console.signed_in("viewer").get("/console/compte/").text)
    answer = browser.send(
        "/console/en-direct/disponibilite", {"csrf_token": token, "phone": phone, "available": "0"}
    )
    assert answer.status_code == 400
    assert console.office.availability.state(phone).available


def test_calls_i_took_are_to_be_wrapped_up_until_i_have_said_what_came_of_them(console):
    browser, call_id = console.signed_in("agent"), live_call(console, "CA0025")
    assert "Mes derniers appels" not in browser.get("/console/en-direct/").text
    row = {"call_id": call_id, "attempt": 1, "service": "accueil", "answer": "accepted"}
    taken = {"agent": console.person("agent").phone, "answered_at": console.clock[0]}
    with console.office.calls.writing() as db:
        db.table("transfers").upsert({**row, **taken}, pk=("call_id", "attempt"))
    console.office.desk.close(call_id)
    page = browser.get("/console/en-direct/").text
    assert page.count("À clôturer") == 1
    browser.post(f"/console/appels/{call_id}/cloture", {"outcome": "to_follow_up", "text": ""})
    browser.post(f"/console/appels/{call_id}/cloture", {"outcome": "settled", "text": "Finalement oui."})
    page = browser.get("/console/en-direct/").text
    assert "À clôturer" not in page
    assert page.count("La demande est réglée") == 1


def live_page_of(console, *said):
    """The row of the board, and the page, of somebody who has just called and said these words."""
    conversation = console.office.desk.begin("CAnarrow", caller="+33639980199", channel="stream")
    for number, text in enumerate(said):
        conversation.handle(str(number), Heard(text=text))
    browser = console.signed_in("agent")
    row = row_of(browser.get("/console/en-direct/").text, "CAnarrow")
    return row, browser.get("/console/appels/CAnarrow/conversation").text


@pytest.mark.parametrize(
    ("said", "stage", "subject"),
    [
        (["refaire ma carte d'identité"], "Précise la demande", CARD),
        (["renouveler mes papiers"], "Précise la demande", CARD),
        (["renouveler mes papiers", "non"], "Écoute la demande", "Pas encore connu"),
        (["je voudrais un rendez-vous pour un passeport"], "Prend un rendez-vous", "Un rendez-vous"),
        (["des papiers"], "Précise la demande", f"{CARD} ou Demander ou renouveler un passeport ou "),
    ],
)
def test_the_subject_known_so_far_is_shown_before_any_answer(console, said, stage, subject):
    row, page = live_page_of(console, *said)
    assert stage in row
    assert f"<td>{subject}" in row
    assert f"<dt>Sujet</dt><dd>{subject}" in page


def test_several_articles_between_which_the_line_hesitates_are_all_named(console):
    row, page = live_page_of(console, "j'ai besoin d'un acte")
    titles = console.office.knowledge.titles()
    told = [titles[slug] for slug in ("acte-naissance", "acte-mariage-deces")]
    for shown in (row, page):
        seen = shown.replace("&#39;", "'")
        assert " ou ".join(told) in seen or " ou ".join(reversed(told)) in seen


def test_the_telephone_that_rings_is_told_the_subject_narrowed_so_far(console):
    live_page_of(console, "refaire ma carte d'identité")
    assert console.ring("CAnarrow", "accueil")
    found = console.signed_in("agent").get("/console/en-direct/moi").get_json()
    assert found["subject"] == "Demander ou renouveler une carte d'identité"


def test_the_calls_i_took_are_named_by_what_they_were_about(console):
    conversation = console.office.desk.begin("CAhole", caller="+33639980157", channel="stream")
    conversation.handle("said", Heard(text="je signale un trou dans la chaussée"))
    row = {"call_id": "CAhole", "attempt": 1, "service": "accueil", "answer": "accepted"}
    taken = {"agent": console.person("agent").phone, "answered_at": console.clock[0]}
    with console.office.calls.writing() as db:
        db.table("transfers").upsert({**row, **taken}, pk=("call_id", "attempt"))
    console.office.desk.close("CAhole")
    recent = console.signed_in("agent").get("/console/en-direct/").text.split("Mes derniers appels")[1]
    assert "Un signalement ·" in recent
