"""What callers left: found, assigned, noted, closed; by those it is for, and by nobody else."""

import re
from html import escape, unescape

import pytest

from ivr.calls.following_up import Kind, history
from ivr.calls.inbox import Wanted, one, search
from tests.ivr.console.town import token_in


def item(console, kind, service):
    wanted = Wanted(kinds=[Kind(kind)], services=[service], state="all")
    return search(console.office.calls.get(), wanted, 0.0)[0]


def address(found):
    return f"/console/a-traiter/{found.kind}/{found.item}"


def again(console, found):
    return one(console.office.calls.get(), Kind(found.kind), found.item)


def send(browser, found, gesture, **fields):
    return browser.post(f"{address(found)}/{gesture}", {"revision": found.revision, **fields})


@pytest.mark.parametrize("path", ["/console/a-traiter/", "/console/a-traiter/message/1"])
def test_it_refuses_the_wrong_role(console, path):
    assert console.signed_in("viewer").get(path).status_code == 403


def test_an_agent_sees_what_is_for_their_services_and_nothing_else(console):
    browser = console.signed_in("scoped")
    text = browser.get("/console/a-traiter/?etat=all").text
    assert "1 résultat<" in text
    assert "carte électorale" in text
    for asked in ("?etat=all&service=voirie", "?etat=all&q=volet", "?etat=all&type=report"):
        page = browser.get(f"/console/a-traiter/{asked}").text
        assert "volet" not in page.replace('value="volet"', "")
        assert "voirie" not in page


@pytest.mark.parametrize("gesture", ["", "/confier", "/noter", "/traiter", "/rouvrir"])
def test_what_is_for_another_service_is_not_there(console, gesture):
    found = item(console, "message", "accueil")
    browser = console.signed_in("scoped")
    path = address(found) + gesture
    answer = browser.post(path, {"text": "x", "outcome": "x"}) if gesture else browser.get(path)
    assert answer.status_code == 404
    assert again(console, found) == found


def test_a_message_is_assigned_noted_closed_and_opened_again(console):
    browser, found = console.signed_in("agent"), item(console, "message", "accueil")
    me = console.person("agent").email
    send(browser, found, "confier", to=me)
    assert again(console, found).assigned_to == me
    assert "1 résultat<" in browser.get("/console/a-traiter/?qui=moi").text
    send(browser, found, "noter", text="Appelée, <i>rappelle</i> demain")
    send(browser, again(console, found), "traiter", outcome="Réparé")
    assert again(console, found).done_at == console.clock[0]
    page = browser.get(address(found)).text
    assert "&lt;i&gt;rappelle&lt;/i&gt;" in page
    assert "Réparé" in page
    send(browser, again(console, found), "rouvrir", outcome="Recassé")
    assert again(console, found).done_at is None
    done = [one.what for one in history(console.office.calls.get(), Kind.MESSAGE, found.item)]
    assert done == ["assigned", "noted", "closed", "reopened"]
    noted = [entry.action for entry in console.accounts.audit.page() if entry.action.startswith("inbox")]
    assert {"inbox.assigned", "inbox.noted", "inbox.closed", "inbox.reopened", "inbox.seen"} == set(noted)


def test_one_goes_on_to_the_next_item_of_the_list_as_it_was_asked_for(console):
    browser, query = console.signed_in("admin"), "?type=message&qui=personne"
    listed = [
        unescape(one)
        for one in re.findall(
            r'href="(/console/a-traiter/message/[^"]+)"', browser.get(f"/console/a-traiter/{query}").text
        )
    ]
    assert len(listed) > 1
    assert all(one.endswith(query) for one in listed)
    following = [f'href="{escape(one)}">Suivant à traiter' for one in (*listed[1:], listed[0])]
    assert [text in browser.get(one).text for one, text in zip(listed, following, strict=True)] == [
        True for _ in listed
    ]
    page = browser.get(listed[0]).text
    assert f'<a href="{escape("/console/a-traiter/" + query)}">À traiter</a>' in page
    found = one(console.office.calls.get(), Kind.MESSAGE, listed[0].partition("?")[0].rpartition("/")[2])
    closed = browser.post(f"{address(found)}/traiter{query}", {"revision": found.revision, "outcome": ""})
    assert closed.location == listed[0]
    assert following[0] in browser.get(closed.location).text


@pytest.mark.parametrize("query", ["", "?type=message&qui=personne"])
def test_one_click_takes_something_on_from_the_list_and_from_its_page(console, query):
    browser, me = console.signed_in("agent"), console.person("agent").email
    page = browser.get(f"/console/a-traiter/{query}").text
    found = item(console, "message", "accueil")
    assert f'action="{address(found)}/confier{escape(query)}"' in page
    assert "Je m’en occupe" in browser.get(address(found)).text
    taken = browser.post(
        f"{address(found)}/confier{query}", {"revision": found.revision, "to": me, "from": "list"}
    )
    assert taken.location == f"/console/a-traiter/{query}"
    assert again(console, found).assigned_to == me
    assert "Je m’en occupe" not in browser.get(address(found)).text


def test_a_note_of_blanks_is_no_note(console):
    browser, found = console.signed_in("agent"), item(console, "message", "accueil")
    assert send(browser, found, "noter", text=" \r\n\t ").status_code == 422
    assert not history(console.office.calls.get(), Kind.MESSAGE, found.item)


def test_a_note_far_too_long_is_given_back_whole_to_be_shortened(console):
    browser, found = console.signed_in("agent"), item(console, "message", "accueil")
    page = send(browser, found, "noter", text="é" * 20_000)
    assert page.status_code == 413
    assert "Rien n’est perdu" in page.text
    assert "é" * 20_000 in page.text
    assert f'action="{address(found)}/noter"' in page.text
    still = browser.send(f"{address(found)}/noter", {"csrf_token": token_in(page.text), "text": "é" * 5_000})
    assert still.status_code == 422
    assert "é" * 5_000 in still.text
    sent = browser.send(f"{address(found)}/noter", {"csrf_token": token_in(still.text), "text": "court"})
    assert sent.status_code == 302
    assert [one.what for one in history(console.office.calls.get(), Kind.MESSAGE, found.item)] == ["noted"]


def test_the_second_of_two_agents_is_told_and_keeps_what_they_wrote(console):
    found = item(console, "message", "accueil")
    first, second = console.signed_in("agent"), console.signed_in("admin")
    send(first, found, "traiter", outcome="Réglé par Karim")
    page = send(second, found, "traiter", outcome="Mon long compte rendu")
    assert page.status_code == 409
    assert "Quelqu’un a modifié" in page.text
    assert "Mon long compte rendu" in page.text.split("Note interne")[1]
    assert "Mon long compte rendu" not in page.text.split("Rouvrir")[1].split("Note interne")[0]
    assert again(console, found).outcome == "Réglé par Karim"


def test_it_is_given_only_to_people_of_the_service(console):
    browser, found = console.signed_in("agent"), item(console, "message", "accueil")
    for to in (console.person("scoped").email, console.person("viewer").email, "personne@ailleurs.fr"):
        assert send(browser, found, "confier", to=to).status_code == 422
    assert again(console, found).assigned_to == ""


def test_a_report_moves_on_and_is_told_by_text(console):
    browser, found = console.signed_in("agent"), item(console, "report", "voirie")
    assert send(browser, found, "etat", status="envolé").status_code == 422
    assert send(browser, found, "etat", status="done", outcome="Rebouché").status_code == 302
    moved = again(console, found)
    assert (moved.status, moved.outcome) == ("done", "Rebouché")
    assert found.item not in browser.get("/console/a-traiter/").text


def test_what_is_late_is_found_and_said(console):
    text = console.signed_in("agent").get("/console/a-traiter/?etat=late").text
    assert "En retard" in text
    assert "Rappel" in text


@pytest.mark.parametrize("typed", ["%", "_", "' or 1=1 --", "\\", "<script>"])
def test_searching_is_for_text_only(console, typed):
    page = console.signed_in("admin").get("/console/a-traiter/", query_string={"etat": "all", "q": typed})
    assert page.status_code == 200
    assert "Aucun résultat pour" in page.text
    assert "Tout afficher" in page.text
    assert "<script>" not in re.sub(r'<script type="module" src=[^>]+>', "", page.text)


@pytest.mark.parametrize("asked", ["?page=-1", "?page=x", "?etat=x&type=x&service=x&qui=x", "?page=99999"])
def test_nonsense_in_the_address_is_harmless(console, asked):
    assert console.signed_in("admin").get(f"/console/a-traiter/{asked}").status_code == 200


@pytest.mark.parametrize(
    ("key", "named"), [("admin", "Tous<"), ("agent", "Tous<"), ("scoped", "Tous les miens<")]
)
def test_all_services_are_mine_only_for_whoever_has_some(console, key, named):
    page = console.signed_in(key).get("/console/a-traiter/").text
    assert f'<select id="service" name="service"><option value="">{named}' in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([], "Personne n’a demandé de SMS"),
        (["+33639980101"], "Une personne a demandé un SMS"),
        (["+33639980101", "+33639980102"], "2 personnes ont demandé un SMS"),
    ],
)
def test_a_report_says_whether_anybody_will_be_told_by_text(console, asked, told):
    found = item(console, "report", "voirie")
    with console.office.calls.writing() as db:
        db.execute("delete from report_witnesses where reference = ?", [found.item])
        own = asked[0] if asked else "+33639980199"
        values = [own, int(bool(asked)), found.item]
        db.execute("update reports set phone = ?, text_updates = ? where reference = ?", values)
        for number, phone in enumerate(asked[1:]):
            db.table("report_witnesses").insert(
                {"deed": 9000 + number, "reference": found.item, "call_id": "CAx", "dangerous": 0,
                 "phone": phone, "text_updates": 1, "language": "fr", "joined_at": 1.0}
            )  # fmt: skip
    assert told in console.signed_in("agent").get(address(found)).text
