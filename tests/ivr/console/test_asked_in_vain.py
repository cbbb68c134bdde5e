"""From what citizens ask in vain to an answer: a draft, more phrasings, a refusal, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ivr.calls.question_groups import Made, groups, write_groups
from ivr.calls.replays import replay_of
from knowledge.clusters import Asked, cluster
from knowledge.proposals import Proposals
from tests.ivr.console.town import NOW

PATH = "/console/questions"
BEES = [Asked("j'ai un essaim d'abeilles", 5, 1), Asked("un essaim d'abeilles au jardin", 2)]
WIFI = [Asked("le code du wifi de la médiathèque", 0, 3)]
HOSTILE = [Asked("<script>alert(1)</script> ' or 1=1 --", 1)]


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


@pytest.fixture
def keys(console):
    """The groups of a few questions, as the worker leaves them: their keys, the most asked first."""
    found = [(one, [("encombrants", 0.31), ("disparue", 0.2)]) for one in cluster([*BEES, *WIFI, *HOSTILE])]
    write_groups(console.office.calls, found, Made(NOW.timestamp(), 12, "stamp"))
    return [one.key for one in groups(console.office.calls.get())]


def deeds(key):
    return [f"{PATH}/{key}/{deed}" for deed in ("fiche", "formulations", "hors-sujet", "de-cote")]


@pytest.mark.parametrize("role", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, keys, role):
    browser = console.signed_in(role)
    assert {browser.get(path).status_code for path in (PATH, f"{PATH}/{keys[0]}")} == {403}
    assert {browser.post(path, {}).status_code for path in deeds(keys[0])} == {403}


def test_groups_are_shown_with_volume_trend_and_nearest_article(console, keys):
    page = console.signed_in("admin").get(PATH).text
    assert page.index("essaim d&#39;abeilles") < page.index("wifi")
    assert "en hausse" in page
    assert "en baisse" in page
    assert "31\u00a0%" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_without_groups_the_page_says_why(console):
    browser = console.signed_in("admin")
    assert "pas encore établie" in browser.get(PATH).text
    write_groups(console.office.calls, [], Made(NOW.timestamp(), 0, "stamp"))
    assert "Rien à traiter" in browser.get(PATH).text


def test_every_group_can_be_opened(console, keys):
    browser = console.signed_in("admin")
    for key in keys:
        page = browser.get(f"{PATH}/{key}")
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert "Encombrants" in page.text or "encombrants" in page.text


def test_what_was_perhaps_misheard_is_marked_and_not_ticked(console):
    heard = [Asked("j'ai un essaim d'abeilles", 5, 1), Asked("j'ai un essai d'abeille", 9, confidence=0.4)]
    (found,) = cluster(heard)
    found = replace(found, doubtful=frozenset({heard[1].text}))
    write_groups(console.office.calls, [(found, [])], Made(NOW.timestamp(), 15, "stamp"))
    (one,) = groups(console.office.calls.get())
    browser = console.signed_in("admin")
    listed = browser.get(PATH).text
    assert listed.index("un essaim d&#39;abeilles") < listed.index("essai d&#39;abeille")
    assert listed.count("un essaim d&#39;abeilles") == 1
    page = browser.get(f"{PATH}/{one.key}").text
    ticks = {
        text: "checked" in rest for text, rest in re.findall(r'name="wording" value="([^"]*)"([^>]*)>', page)
    }
    assert ticks == {"j&#39;ai un essaim d&#39;abeilles": True, "j&#39;ai un essai d&#39;abeille": False}
    assert page.count("mal entendu\u00a0?") == 1
    assert "<h1>«\u00a0j&#39;ai un essaim d&#39;abeilles" in page
    answer = browser.post(f"{PATH}/{one.key}/fiche", {"wording": heard[1].text})
    article = console.office.knowledge.article(answer.location.rpartition("/")[2])
    assert article.phrasings == (heard[1].text,)
    assert article.title == "J'ai un essaim d'abeilles"


def test_groups_made_by_an_earlier_version_are_still_shown(console, keys):
    with console.office.calls.writing() as db:
        db.execute("update question_groups set wordings = ?", ['[["j\'ai un essaim", 5, 1, 0]]'])
    assert "checked" in console.signed_in("admin").get(f"{PATH}/{keys[0]}").text


def test_one_click_makes_a_draft_with_the_ticked_phrasings(console, keys):
    browser = console.signed_in("admin")
    answer = browser.post(f"{PATH}/{keys[0]}/fiche", {"wording": [one.text for one in BEES]})
    slug = answer.location.rpartition("/")[2]
    article = console.office.knowledge.article(slug)
    assert article.status == "draft"
    assert article.phrasings == tuple(one.text for one in BEES)
    page = browser.get(answer.location).text
    assert "Réponse à rédiger." in page
    assert f"Un brouillon est créé avec les {len(BEES)} formulations choisies." in page
    assert console.office.librarian.find(BEES[0].text, now=NOW).decision != "answer"
    again = browser.post(f"{PATH}/{keys[0]}/fiche", {"wording": [BEES[0].text]})
    assert again.location != answer.location
    assert actions(console)[0] == "article.drafted"


def test_one_click_proposes_phrasings_for_an_article_and_has_them_tried(console, keys):
    browser, before = console.signed_in("admin"), console.office.knowledge.article("encombrants")
    data = {"slug": "encombrants", "wording": [BEES[1].text]}
    answer = browser.post(f"{PATH}/{keys[0]}/formulations", data)
    number = int(answer.location.rpartition("/")[2])
    proposal = Proposals(console.office.knowledge).proposal(number)
    assert proposal.article.phrasings == (*before.phrasings, BEES[1].text)
    assert console.office.knowledge.article("encombrants") == before
    assert replay_of(console.office.calls.get(), number) is not None


@pytest.mark.parametrize(("score", "chosen"), [(0.31, True), (0.52, False)])
def test_an_unlikely_article_is_not_chosen_beforehand(console, score, chosen):
    found = [(one, [("encombrants", score)]) for one in cluster(BEES)]
    write_groups(console.office.calls, found, Made(NOW.timestamp(), 12, "stamp"))
    page = console.signed_in("admin").get(f"{PATH}/{groups(console.office.calls.get())[0].key}").text
    assert ('<option value="">Choisir la fiche…</option>' in page) == chosen
    off_topic = re.search(r'<button type="submit" class="(\w*)"[^>]*>Marquer hors sujet', page)
    assert off_topic
    assert off_topic[1] == "secondary"
    assert (page.index("Hors sujet</h3>") < page.index("Une nouvelle fiche")) == chosen


def test_words_that_are_not_of_the_group_are_never_taken(console, keys):
    data = {"slug": "encombrants", "wording": ["insultes", BEES[0].text]}
    answer = console.signed_in("admin").post(f"{PATH}/{keys[0]}/formulations", data)
    proposal = Proposals(console.office.knowledge).proposal(int(answer.location.rpartition("/")[2]))
    assert proposal.phrases == (BEES[0].text,)


@pytest.mark.parametrize("ticked", [[], ["insultes"]])
def test_with_nothing_of_the_group_ticked_nothing_is_done(console, keys, ticked):
    browser = console.signed_in("admin")
    noted = actions(console)
    for path in deeds(keys[0]):
        answer = browser.post(path, {"slug": "encombrants", "wording": ticked})
        assert answer.location == f"{PATH}/{keys[0]}"
        assert "Aucune formulation n’est cochée" in browser.get(answer.location).text
    assert Proposals(console.office.knowledge).proposals() == []
    assert actions(console) == noted
    assert keys[0] in [one.key for one in groups(console.office.calls.get())]


@pytest.mark.parametrize("slug", ["", "rien", "' or 1=1", "\x00"])
def test_an_article_that_does_not_exist_is_told(console, keys, slug):
    answer = console.signed_in("admin").post(
        f"{PATH}/{keys[0]}/formulations", {"slug": slug, "wording": BEES[0].text}
    )
    assert answer.location == f"{PATH}/{keys[0]}"
    assert Proposals(console.office.knowledge).proposals() == []


def test_one_click_proposes_to_refuse(console, keys):
    answer = console.signed_in("admin").post(f"{PATH}/{keys[1]}/hors-sujet", {"wording": [WIFI[0].text]})
    proposal = Proposals(console.office.knowledge).proposal(int(answer.location.rpartition("/")[2]))
    assert (proposal.kind, proposal.phrases) == ("refused", (WIFI[0].text,))
    assert console.office.knowledge.refused.phrases() == []


def test_one_click_sets_aside(console, keys):
    browser = console.signed_in("admin")
    assert browser.post(f"{PATH}/{keys[1]}/de-cote", {"wording": [WIFI[0].text]}).location == PATH
    assert "wifi" not in browser.get(PATH).text
    assert actions(console)[0] == "questions.set_aside"


@pytest.mark.parametrize("key", ["0123456789abcdef", "x"])
def test_a_group_made_anew_meanwhile_is_told(console, keys, key):
    browser = console.signed_in("admin")
    assert browser.get(f"{PATH}/{key}").location == PATH
    assert {browser.post(path, {}).location for path in deeds(key)} == {PATH}
    assert browser.get(f"{PATH}/'--").status_code == 404
