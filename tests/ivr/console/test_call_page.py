"""A call's page: who, about what, what was said, what is written down; and who may not open it."""

from html import unescape

import pytest

from flows.actions import Transfer
from flows.events import Heard, Pressed
from ivr.calls.call_notes import notes_of
from ivr.calls.transcript import Said, Transcript, Turn
from ivr.console.call_page import understood_of


def call_id(console, beginning):
    rows = console.office.calls.get().execute("select id from calls where id like ?", [f"{beginning}%"])
    return rows.fetchone()[0]


def page(console, key, beginning):
    return console.signed_in(key).get(f"/console/appels/{call_id(console, beginning)}")


def test_it_refuses_the_wrong_role(console):
    assert page(console, "viewer", "CA0003").status_code == 403


def test_an_agent_opens_calls_of_their_services_only(console):
    """The cantine is for the school service; the card is for the registry office."""
    assert page(console, "scoped", "CA0003").status_code == 404
    assert page(console, "scoped", "CA0000").status_code == 200
    assert page(console, "agent", "CA0003").status_code == 200
    assert page(console, "scoped", "CA0026").status_code == 404  # not known to be for anybody yet


def test_a_call_that_nobody_made_is_not_found(console):
    browser = console.signed_in("admin")
    assert browser.get("/console/appels/CA' or 1=1--").status_code == 404


def test_an_agent_opens_any_call_they_were_given(console):
    db = console.office.calls.get()
    found = call_id(console, "CA0003")
    db.execute("update transfers set agent = ? where call_id = ?", [console.person("scoped").phone, found])
    db.conn.commit()
    assert page(console, "scoped", "CA0003").status_code == 200


def test_it_tells_the_conversation_and_what_was_understood(console):
    text = page(console, "agent", "CA0006").text
    assert "le lampadaire de ma rue ne marche plus" in text
    assert "rue Victor Hugo" in text.split("Ce que la ligne a compris")[1].split("Conversation")[0]
    assert "/console/a-traiter/report/" in text
    assert console.accounts.audit.page()[0].action == "call.seen"


def test_an_agent_reads_what_the_article_of_the_call_answers(console):
    text = " ".join(unescape(page(console, "agent", "CA0003").text).split())
    topic = console.office.files.for_board(call_id(console, "CA0003")).topic
    assert f"Ce que dit la fiche « {console.office.knowledge.titles()[topic]} »" in text
    (answer,) = console.office.librarian.article(topic, now=console.office.now()).responses
    assert answer.spoken[:40] in text
    assert "{" not in text.split("Ce que dit la fiche")[1].split("</section>")[0]


def test_the_article_that_was_deleted_since_answers_nothing(console):
    store = console.office.knowledge
    topic = console.office.files.for_board(call_id(console, "CA0003")).topic
    store.delete(topic, who="Ana", at=console.office.now(), expected=store.revision_of(topic))
    text = page(console, "agent", "CA0003").text
    assert "Ce que dit la fiche" not in text
    assert "(fiche supprimée)" in text


def test_only_what_was_understood_is_listed_as_such(console):
    told = page(console, "agent", "CA0006").text
    assert "enregistré" in told
    listed = told.split("Ce que la ligne a compris")[1].split("</ul>")[0]
    assert "rue Victor Hugo" in listed
    assert "?" not in listed
    assert "enregistré" not in listed


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("Le 06 39 98 00 01, c'est bien ça ?", "Le 06 39 98 00 01"),
        (
            "Je réserve mardi à 9 h, pour un passeport. C’est bien ça ?",
            "Je réserve mardi à 9 h, pour un passeport",
        ),
        ("J'ai Jean Dupont. Est-ce exact ? Dites oui ou non.", "J'ai Jean Dupont"),
        ("06 39 98 00 01. Is that right?", "06 39 98 00 01"),
        ("D'accord, c'est pour un nid-de-poule.", "D'accord, c'est pour un nid-de-poule."),
        ("C'est bien le 12 ?", "C'est bien le 12 ?"),
        (
            "The department can call you back tomorrow at 10. Would that suit you?",
            "The department can call you back tomorrow at 10",
        ),
        ("It would this once be done.", "It would this once be done."),
    ],
)
def test_what_is_said_back_is_told_without_its_question(said, understood):
    turn = Turn(1, Heard(text=""), said=(Said("phone.read_back", said, asks=True),))
    assert understood_of(Transcript(turns=(turn,))) == [understood]


@pytest.mark.parametrize("again", ["no_match.1", "no_match.2", "no_input.1"])
def test_how_to_answer_is_not_what_was_understood(again):
    said = (
        Said("callback.window", "Le service peut vous rappeler demain. Cela vous convient ?", asks=True),
        Said(f"callback.window.{again}", "Répondez par oui ou par non, ou dites un autre moment.", asks=True),
    )
    turns = tuple(Turn(seq, Heard(text=""), said=(one,)) for seq, one in enumerate(said))
    assert understood_of(Transcript(turns=turns)) == ["Le service peut vous rappeler demain"]


def test_a_case_that_was_not_asked_about_is_shown_to_the_agent():
    said = (Said("answer.case", "Je réponds pour ce cas : un adulte.", asks=False),)
    turns = (Turn(1, Heard(text="un passeport adulte"), said=said),)
    assert understood_of(Transcript(turns=turns)) == ["Je réponds pour ce cas : un adulte."]


def test_a_hidden_number_is_named_as_a_heading_is(console):
    told = page(console, "agent", "CA0010").text
    assert "Appel d’un numéro masqué" in told.split("</title>")[0]
    assert "<h1>Numéro masqué" in told


def test_what_was_taken_down_before_the_call_was_put_through_is_listed(console):
    desk = console.office.desk
    conversation = desk.begin("CAtaken", caller="+33639980155", channel="stream")
    conversation.handle("report", Pressed(digits="3"))
    for step, words in enumerate(
        ["le lampadaire de ma rue ne marche plus", "non", "devant le douze rue victor hugo", "oui"]
    ):
        conversation.handle(f"{step}", Heard(text=words))
    conversation.handle("agent", Heard(text="un agent s'il vous plaît"))
    assert isinstance(conversation.waiting_for, Transfer)
    told = console.signed_in("agent").get("/console/appels/CAtaken").text
    listed = told.split("Renseignements pris")[1].split("</dl>")[0]
    assert "<dt>Adresse</dt>" in listed
    assert "12 rue Victor Hugo" in listed
    assert "<dt>Signalement</dt>" in listed


def test_earlier_calls_of_the_same_number_are_there_where_allowed(console):
    text = page(console, "agent", "CA0014").text
    assert f"/console/appels/{call_id(console, 'CA0000')}" in text
    hidden = page(console, "agent", "CA0010").text
    assert "numéro était masqué, ou a été effacé" in hidden


def test_earlier_calls_of_other_services_are_left_out(console):
    db = console.office.calls.get()
    db.execute("update calls set caller = '+33639980101' where id like 'CA0003%'")
    db.conn.commit()
    text = page(console, "scoped", "CA0014").text
    assert f"/console/appels/{call_id(console, 'CA0000')}" in text
    assert f"/console/appels/{call_id(console, 'CA0003')}" not in text


def test_what_an_agent_notes_is_kept_with_their_name(console):
    found = call_id(console, "CA0003")
    browser = console.signed_in("agent")
    address = f"/console/appels/{found}/cloture"
    assert browser.post(address, {"text": "sans issue"}).status_code == 422
    fields = {"outcome": "to_follow_up", "text": "<b>Rappeler</b> jeudi"}
    assert browser.post(address, fields).status_code == 302
    (note,) = notes_of(console.office.calls, found)
    assert (note.who, note.what) == (console.person("agent").email, "wrapped:to_follow_up")
    text = browser.get(f"/console/appels/{found}").text
    assert "&lt;b&gt;Rappeler&lt;/b&gt; jeudi" in text
    assert "Karim Benali" in text


def test_nobody_notes_a_call_they_may_not_open(console):
    found = call_id(console, "CA0003")
    fields = {"outcome": "settled", "text": "x"}
    assert console.signed_in("scoped").post(f"/console/appels/{found}/cloture", fields).status_code == 404
    assert console.signed_in("viewer").post(f"/console/appels/{found}/cloture", fields).status_code == 403
    assert not notes_of(console.office.calls, found)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "'; drop table calls; --"])
def test_what_callers_say_is_text(console, words):
    found = call_id(console, "CA0027")
    console.office.desk.resume(found).handle("said", Heard(text=words))
    for path in (f"/console/appels/{found}", f"/console/appels/{found}/conversation", "/console/en-direct/"):
        text = console.signed_in("agent").get(path).text
        assert "<script>alert" not in text
    assert page(console, "agent", "CA0000").status_code == 200


def test_a_call_whose_words_were_erased_says_so(console):
    db = console.office.calls.get()
    db.execute("delete from call_events where call_id like 'CA0003%'")
    db.conn.commit()
    assert "ont été effacées" in page(console, "agent", "CA0003").text
    assert "durée de conservation" in page(console, "agent", "CA0003").text


def test_an_open_page_follows_the_call(console):
    found = call_id(console, "CA0027")
    browser = console.signed_in("agent")
    assert (
        f'data-refresh="/console/appels/{found}/conversation"' in browser.get(f"/console/appels/{found}").text
    )
    first = browser.get(f"/console/appels/{found}/conversation")
    headers = {"If-None-Match": first.headers["ETag"]}
    assert browser.client.get(f"/console/appels/{found}/conversation", headers=headers).status_code == 304
    console.office.desk.resume(found).handle("said", Heard(text="où est la piscine"))
    again = browser.client.get(f"/console/appels/{found}/conversation", headers=headers)
    assert "où est la piscine" in again.text


def test_an_open_page_says_when_the_call_is_over_and_what_is_left_to_do(console):
    found = call_id(console, "CA0027")
    browser = console.signed_in("agent")
    path, told = f"/console/appels/{found}", "L’appel est terminé"
    assert "<span data-until-over>" in browser.get(path).text
    assert told not in browser.get(f"{path}/conversation").text
    console.office.desk.close(found)
    assert told in browser.get(f"{path}/conversation").text
    assert told not in browser.get(path).text
    assert "data-until-over" not in browser.get(path).text


def test_the_agent_is_told_that_the_caller_was_rude(console):
    db = console.office.calls.get()
    found = call_id(console, "CA0006")
    rows = [{"call_id": found, "kind": kind, "made_at": 1.0} for kind in ("insult", "insult", "survey_asked")]
    db.table("call_remarks").insert_all(rows)
    db.conn.commit()
    assert "insultes : 2" in page(console, "agent", "CA0006").text
    assert "Ton de l" not in page(console, "agent", "CA0003").text


def danger_told_to(console, beginning="CAdanger"):
    """A call, over now, in which somebody told of a danger and was put through to a person."""
    conversation = console.office.desk.begin(beginning, caller="+33639980156", channel="stream")
    conversation.handle("report", Pressed(digits="3"))
    for step, words in enumerate(["un arbre est tombé sur la route", "oui, quelqu'un est en danger"]):
        conversation.handle(f"{step}", Heard(text=words))
    return beginning


def test_a_danger_is_said_beside_the_subject_of_the_call(console):
    found = danger_told_to(console)
    text = console.signed_in("agent").get(f"/console/appels/{found}").text
    assert "Danger</span></dd>" in text
    assert "Danger</span>" not in page(console, "agent", "CA0006").text


def test_a_danger_is_still_said_once_the_words_are_erased(console):
    db, found = console.office.calls.get(), call_id(console, "CA0006")
    db.execute("delete from call_events where call_id = ?", [found])
    db.execute("update reports set dangerous = 1 where call_id = ?", [found])
    db.conn.commit()
    assert "Danger</span></dd>" in page(console, "agent", "CA0006").text


def test_earlier_calls_are_named_by_what_they_were_about(console):
    found = danger_told_to(console)
    console.office.desk.close(found)
    console.clock[0] += 60.0
    console.office.desk.begin("CAagain", caller="+33639980156", channel="stream")
    text = console.signed_in("agent").get("/console/appels/CAagain").text
    listed = text.split("Appels précédents")[1]
    assert "Un signalement ·" in listed
    assert "Aucun sujet reconnu" not in listed
