"""Letters and texts that could not be sent: seen with their cause, and sent again, by administrators."""

import ast

import pytest

from flows.actions import Deed, SendText
from flows.registry import ACTIONS
from ivr.calls.house_deeds import HOUSE_DEEDS
from ivr.calls.outbox import DeedError, Outbox, promise
from ivr.calls.undelivered import undelivered
from ivr.console.causes import UNEXPECTED, cause_named, cause_of
from ivr.console.messages import has_message
from tests.ivr.console.town import ROOT


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
    told = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "<td>L’opérateur a refusé ce SMS : le numéro ne peut" in told
    assert '<details><summary>Détail technique</summary><code lang="en">The provider refused a text' in page
    assert "SMS" in page
    assert "639980101" not in page
    browser.post("/console/envois/retenter", {"id": str(failed.id)} if one_by_one else {})
    assert undelivered(console.office.calls.get()) == []
    assert "Tout est parti" in browser.get("/console/envois/").text


def texts_of_deed_errors():
    """What every DeedError of the house says, with 401 where something is filled in."""
    for path in sorted((ROOT / "ivr").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("DeedError", "TextRefused"):
                parts = getattr(node.args[0], "values", [node.args[0]])
                yield "".join(str(one.value) if isinstance(one, ast.Constant) else "401" for one in parts)


def test_every_way_a_deed_may_fail_has_a_cause_in_french(console):
    texts = list(texts_of_deed_errors())
    assert len(texts) > 12
    assert [text for text in texts if cause_named(text) == UNEXPECTED] == []
    with console.app.app_context():
        assert not {cause_of(text) for text in texts} & set(texts)
        assert cause_of("ZeroDivisionError").startswith("Une erreur imprévue")


@pytest.mark.parametrize(
    ("status", "cause"),
    [(400, "text_refused"), (401, "text_credentials"), (429, "text_overloaded"), (503, "text_overloaded")],
)
def test_what_the_provider_answers_tells_what_to_do(status, cause):
    assert cause_named(f"The provider refused a text: status {status}, error 20003.") == cause


def test_every_deed_has_a_french_name_among_those_that_wait():
    kinds = [name for name, kind in {**ACTIONS, **HOUSE_DEEDS}.items() if issubclass(kind, Deed)]
    assert [name for name in kinds if not has_message(f"undelivered.{name}")] == []
