"""A change tried on past questions: its gains and losses are shown, it is published, it is undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ivr.calls.improver import Improver
from ivr.calls.replays import ask_replay, claim_replay, fail_replay, finish_replay, note_progress
from ivr.town import town_facts
from knowledge.proposals import Proposals
from knowledge.replay import Outcome, PastQuestion, Replayed
from tests.ivr.calls.asked import ByPhrasing
from tests.ivr.console.town import NOW

PATH = "/console/essais"
SLUG = "encombrants"
WHO = {"who": "Claire Fontaine", "at": NOW}


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


@pytest.fixture
def number(console) -> int:
    """A phrasing proposed for an article, its replay asked for."""
    store = console.office.knowledge
    article = store.article(SLUG)
    changed = replace(article, phrasings=(*article.phrasings, "<b>mes abeilles</b>"))
    made = Proposals(store).propose_article(changed, expected=store.revision_of(SLUG), **WHO)
    ask_replay(console.office.calls, made, NOW.timestamp())
    return made


@pytest.fixture
def improver(console) -> Improver:
    """The background helper, with a matcher that takes no time to learn."""
    here = console.office
    return Improver(
        "test", here.calls, here.knowledge, here.librarian, ByPhrasing, town_facts(here.settings), here.now,
        lambda: NOW.timestamp(),
    )  # fmt: skip


def deeds(number):
    return [f"{PATH}/{number}/{deed}" for deed in ("publier", "annuler", "abandonner", "rejouer")]


@pytest.mark.parametrize("key", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, number, key):
    browser = console.signed_in(key)
    pages = (PATH, f"{PATH}/{number}", f"{PATH}/{number}/etat", f"{PATH}/{number}/pertes")
    assert {browser.get(path).status_code for path in pages} == {403}
    assert {browser.post(path).status_code for path in deeds(number)} == {403}
    assert Proposals(console.office.knowledge).proposal(number).state == "open"


def test_progress_is_told_until_the_results_are_there(console, number, improver):
    browser, calls = console.signed_in("admin"), console.office.calls
    state = f"{PATH}/{number}/etat"
    assert "attend son tour" in browser.get(state).get_json()["told"]
    taken = claim_replay(calls, "test", NOW.timestamp())
    assert "apprend" in browser.get(state).get_json()["told"]
    note_progress(calls, taken.id, "test", NOW.timestamp(), 10, 40)
    assert browser.get(state).get_json()["percent"] == 25
    assert "<progress" in browser.get(f"{PATH}/{number}").text
    with calls.writing() as db:
        db.execute("update replays set claimed_at = null")
    assert improver.run_replay()
    assert browser.get(state).get_json()["finished"]


def test_gains_and_losses_are_shown_with_their_sentences(console, number, improver):
    with console.office.calls.writing() as db:
        for seq, text in enumerate(("<b>mes abeilles</b> au secours", "jeter un vieux matelas"), start=1):
            row = {"call_id": "CAreplay", "seq": seq, "asked_at": NOW.timestamp(), "text": text}
            more = {"confidence": 1.0, "decision": "none", "topic": "", "best": "", "score": 0.0}
            db.table("questions").insert({**row, **more, "service": "", "complained": 0})
    assert improver.run_replay()
    page = console.signed_in("admin").get(f"{PATH}/{number}").text
    assert "Trouvent une réponse, à vérifier" in page
    assert "Gagnées" not in page
    assert "Formulations ajoutées : 1 sur 1 serait comprise." in " ".join(page.split())
    assert "Perdues" in page
    assert "Aujourd’hui, la ligne" in page
    assert "&lt;b&gt;mes abeilles&lt;/b&gt;" in page
    assert "<b>mes" not in page


def test_it_is_published_and_undone(console, number):
    browser, before = console.signed_in("admin"), console.office.knowledge.article(SLUG)
    assert "Publier sans attendre" in browser.get(f"{PATH}/{number}").text
    assert browser.post(f"{PATH}/{number}/publier").location == f"{PATH}/{number}"
    assert console.office.knowledge.article(SLUG).phrasings[-1] == "<b>mes abeilles</b>"
    assert "Annuler la publication" in browser.get(f"{PATH}/{number}").text
    browser.post(f"{PATH}/{number}/annuler")
    assert console.office.knowledge.article(SLUG) == before
    assert actions(console)[:2] == ["proposal.undone", "proposal.published"]


def test_an_article_changed_meanwhile_is_told_and_not_written_over(console, number):
    store, browser = console.office.knowledge, console.signed_in("admin")
    store.save(replace(store.article(SLUG), spoken="Écrit par Dominique."), who="Dominique", at=NOW)
    page = browser.get(f"{PATH}/{number}").text
    assert "il ne peut plus être publié" in page
    assert "Publier" not in page.split("</h1>")[1]
    browser.post(f"{PATH}/{number}/publier")
    assert "rien n’est publié" in browser.get(f"{PATH}/{number}").text
    assert store.article(SLUG).spoken == "Écrit par Dominique."


def test_a_publication_followed_by_another_change_is_not_undone_blindly(console, number):
    store, browser = console.office.knowledge, console.signed_in("admin")
    browser.post(f"{PATH}/{number}/publier")
    store.save(replace(store.article(SLUG), spoken="Écrit par Dominique."), who="Dominique", at=NOW)
    answer = browser.post(f"{PATH}/{number}/annuler")
    assert answer.location == f"/console/fiches/{SLUG}/historique"
    assert store.article(SLUG).spoken == "Écrit par Dominique."


def test_a_refusal_is_published_and_undone(console):
    store, browser = console.office.knowledge, console.signed_in("admin")
    number = Proposals(store).propose_refusal(["un dentiste de garde"], **WHO)
    browser.post(f"{PATH}/{number}/publier")
    assert [one.text for one in store.refused.phrases()] == ["un dentiste de garde"]
    assert console.office.librarian.find("un dentiste de garde", now=NOW).decision == "none"
    browser.post(f"{PATH}/{number}/annuler")
    assert store.refused.phrases() == []


def test_one_that_was_dropped_is_never_published(console, number):
    browser, before = console.signed_in("admin"), console.office.knowledge.article(SLUG)
    assert browser.post(f"{PATH}/{number}/abandonner").location == PATH
    for path in deeds(number):
        assert browser.post(path).status_code == 302
    assert console.office.knowledge.article(SLUG) == before
    assert browser.get(f"{PATH}/{number}").status_code == 200


@pytest.mark.parametrize("unknown", ["999", "9" * 30, "0"])
def test_unknown_ones_are_not_found(console, unknown):
    browser = console.signed_in("admin")
    assert browser.get(f"{PATH}/{unknown}").status_code == 404
    assert browser.get(f"{PATH}/{unknown}/etat").status_code == 404
    assert browser.post(f"{PATH}/{unknown}/publier").status_code == 404


def test_a_replay_that_failed_says_so(console, number, improver, monkeypatch):
    monkeypatch.setattr(Improver, "_replay", lambda self, claimed: 1 / 0)
    assert improver.run_replay()
    assert "ZeroDivisionError" in console.signed_in("admin").get(f"{PATH}/{number}").text


@pytest.fixture
def losing(console, number) -> int:
    """The same, tried: two past questions would be served less well, one better. Its replay's number."""
    calls = console.office.calls
    taken = claim_replay(calls, "test", NOW.timestamp())

    def replayed(text: str, verdict: str) -> Replayed:
        return Replayed(PastQuestion(text), Outcome("answer", (SLUG,)), Outcome("none"), verdict)

    found = [
        replayed("jeter un <i>matelas</i>", "lost"),
        replayed("un vieux frigo", "lost"),
        replayed("abeilles", "won"),
    ]
    finish_replay(calls, taken.id, "test", NOW.timestamp(), found)
    return taken.id


def test_what_loses_is_not_published_before_its_losses_were_seen(console, number, losing):
    browser, before = console.signed_in("admin"), console.office.knowledge.article(SLUG)
    page, confirming = f"{PATH}/{number}", f"{PATH}/{number}/pertes"
    publishing = f"{PATH}/{number}/publier"
    assert f'href="{confirming}"' in browser.get(page).text
    assert f'action="{publishing}"' not in browser.get(page).text
    for unseen in ({}, {"losses": ""}, {"losses": str(losing + 1)}, {"losses": "oui"}):
        answer = browser.post(publishing, unseen)
        assert answer.location == confirming
        assert console.office.knowledge.article(SLUG) == before
    asked = browser.get(confirming).text
    assert "2 questions déjà posées par des habitants seraient moins bien servies" in asked.replace(
        "\u00a0", " "
    )
    assert "jeter un &lt;i&gt;matelas&lt;/i&gt;" in asked
    assert "un vieux frigo" in asked
    assert "<i>matelas" not in asked
    assert browser.post(publishing, {"losses": str(losing)}).location == page
    assert console.office.knowledge.article(SLUG) != before
    told = console.accounts.audit.page()[0]
    assert (told.action, told.details) == ("proposal.published", f"n° {number}, malgré 2 pertes")
    assert browser.get(confirming).location == page


def test_losses_seen_before_another_trial_are_not_those_of_the_last_one(console, number, losing):
    browser, calls = console.signed_in("admin"), console.office.calls
    again = ask_replay(calls, number, NOW.timestamp())
    assert claim_replay(calls, "test", NOW.timestamp()).id == again
    worse = [Replayed(PastQuestion("la piscine"), Outcome("answer", (SLUG,)), Outcome("none"), "lost")]
    finish_replay(calls, again, "test", NOW.timestamp(), worse)
    assert (
        browser.post(f"{PATH}/{number}/publier", {"losses": str(losing)}).location
        == f"{PATH}/{number}/pertes"
    )
    assert Proposals(console.office.knowledge).proposal(number).state == "open"
    asked = browser.get(f"{PATH}/{number}/pertes").text
    assert "la piscine" in asked
    assert "serait moins bien servie" in asked


def test_a_trial_without_losses_asks_nothing_more(console, number):
    browser, calls = console.signed_in("admin"), console.office.calls
    taken = claim_replay(calls, "test", NOW.timestamp())
    finish_replay(calls, taken.id, "test", NOW.timestamp(), [])
    assert browser.get(f"{PATH}/{number}/pertes").location == f"{PATH}/{number}"
    browser.post(f"{PATH}/{number}/publier")
    assert Proposals(console.office.knowledge).proposal(number).state == "published"


@pytest.mark.parametrize("fails", [False, True])
def test_losses_found_before_another_trial_still_count_while_it_runs_or_when_it_fails(
    console, number, losing, fails
):
    browser, calls, page = console.signed_in("admin"), console.office.calls, f"{PATH}/{number}"
    browser.post(f"{page}/rejouer")
    if fails:
        taken = claim_replay(calls, "test", NOW.timestamp())
        fail_replay(calls, taken.id, "test", NOW.timestamp(), "ValueError")
    assert "Publier malgré les pertes" in browser.get(page).text
    assert browser.post(f"{page}/publier").location == f"{page}/pertes"
    assert Proposals(console.office.knowledge).proposal(number).state == "open"
    assert "un vieux frigo" in browser.get(f"{page}/pertes").text


def test_a_stale_trial_keeps_its_title_and_tells_whose_the_present_one_is(console, number):
    store, browser = console.office.knowledge, console.signed_in("admin")
    mine = store.article(SLUG).title
    store.save(replace(store.article(SLUG), title="Les gros déchets"), who="Dominique", at=NOW)
    page = browser.get(f"{PATH}/{number}").text
    assert f"<h1>{mine} " in page
    assert "Dernière modification : Dominique, qui l’intitule « Les gros déchets »." in page
    assert "De la fiche de Dominique à cet essai" in page


def test_the_answers_to_come_bear_the_title_proposed_and_a_settled_trial_says_so(console, improver):
    store, calls, browser = console.office.knowledge, console.office.calls, console.signed_in("admin")
    renamed = replace(store.article(SLUG), title="Le titre proposé")
    made = Proposals(store).propose_article(renamed, expected=store.revision_of(SLUG), **WHO)
    ask_replay(calls, made, NOW.timestamp())
    taken = claim_replay(calls, "test", NOW.timestamp())
    won = [Replayed(PastQuestion("jeter un lit"), Outcome("none"), Outcome("answer", (SLUG,)), "won")]
    finish_replay(calls, taken.id, "test", NOW.timestamp(), won)
    page = browser.get(f"{PATH}/{made}").text
    assert "répond «\N{NO-BREAK SPACE}Le titre proposé\N{NO-BREAK SPACE}»" in page
    browser.post(f"{PATH}/{made}/publier")
    page = browser.get(f"{PATH}/{made}").text
    assert "annonçait avant la publication" in page
    assert "Avant, la ligne" in page
    browser.post(f"{PATH}/{made}/annuler")
    assert "La publication est annulée : rien de ceci n’a plus cours" in browser.get(f"{PATH}/{made}").text
