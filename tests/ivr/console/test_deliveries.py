"""Letters and texts that could not be sent: seen with their cause, and sent again, by administrators."""

import pytest

from flows.actions import SendText
from ivr.calls.outbox import DeedError, Outbox, promise
from ivr.calls.undelivered import undelivered


@pytest.fixture
def failed(console):
    calls = console.office.calls
    with calls.writing() as db:
        promise(db, "test", SendText(to="+33639980101", text="Bonjour"), 0.0)

    def refuse(claimed):
        raise DeedError("The provider refused a text: status 400.", permanent=True)

    assert Outbox(calls, "worker").run_one(refuse, console.clock[0])
    (one,) = undelivered(calls.get())
    return one


@pytest.mark.parametrize("who", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, who):
    browser = console.signed_in(who)
    assert browser.get("/console/envois/").status_code == 403
    assert browser.post("/console/envois/retenter", {}).status_code == 403


def test_nothing_undelivered_is_said(console):
    assert "Tout est parti" in console.signed_in("admin").get("/console/envois/").text


@pytest.mark.parametrize("one_by_one", [True, False])
def test_what_was_given_up_is_shown_with_its_cause_and_sent_again(console, failed, one_by_one):
    browser = console.signed_in("admin")
    page = browser.get("/console/envois/").text
    assert "status 400" in page
    assert "SMS" in page
    assert "639980101" not in page
    browser.post("/console/envois/retenter", {"id": str(failed.id)} if one_by_one else {})
    assert undelivered(console.office.calls.get()) == []
    assert "Tout est parti" in browser.get("/console/envois/").text
