"""The visits expected, by day or searched; marked, noted, cancelled by those they are for."""

import re

import pytest

from ivr.calls.visits import Visits


def visits_of(console):
    rows = console.office.calls.get().execute("select reference, start from appointments order by reference")
    return rows.fetchall()


def one(console, reference):
    return Visits(console.office.settings, console.office.calls).one(reference)


def send(browser, path, data):
    """Send a form of the page of a visit, as the page stands now."""
    page = browser.get(path.rpartition("/")[0]).text
    return browser.post(path, {"revision": revision_in(page), **data})


def revision_in(page):
    return re.search(r'name="revision"[^>]*value="(\d+)"', page)[1]


@pytest.fixture
def visit(console):
    reference, _ = visits_of(console)[0]
    return one(console, reference)


def test_it_refuses_the_wrong_role(console, visit):
    browser = console.signed_in("viewer")
    assert browser.get("/console/rendez-vous/").status_code == 403
    assert browser.get(f"/console/rendez-vous/{visit.reference}").status_code == 403


def test_a_day_shows_its_visits_and_the_way_to_the_next(console, visit):
    browser = console.signed_in("scoped")
    assert visit.reference in browser.get(f"/console/rendez-vous/?jour={visit.start[:10]}").text
    assert "Aucun rendez-vous" in browser.get("/console/rendez-vous/?jour=2031-01-01").text
    assert browser.get("/console/rendez-vous/?jour=hier").status_code == 200


def test_a_visit_of_another_service_is_not_there(console, visit):
    user = console.person("scoped")
    console.accounts.users.change(
        user.id, name=user.name, role=user.role, services=["voirie"], phone=user.phone
    )
    browser = console.signed_in("scoped")
    assert visit.reference not in browser.get(f"/console/rendez-vous/?jour={visit.start[:10]}").text
    assert visit.reference not in browser.get(f"/console/rendez-vous/?q={visit.reference}").text.replace(
        f'value="{visit.reference}"', ""
    ).replace(f"«\u00a0{visit.reference}\u00a0»", "")
    for gesture in ("", "presence", "confier", "annuler", "noter"):
        path = f"/console/rendez-vous/{visit.reference}"
        answer = browser.post(f"{path}/{gesture}", {"attendance": "came"}) if gesture else browser.get(path)
        assert answer.status_code == 404


def test_it_is_found_by_reference_and_by_number(console, visit):
    browser = console.signed_in("agent")
    number = f"0{visit.phone[3:]}"
    for typed in (visit.reference, number):
        page = browser.get("/console/rendez-vous/", query_string={"q": typed})
        assert f"/console/rendez-vous/{visit.reference}" in page.text


def test_attendance_is_not_said_before_the_day_of_the_visit(console, visit):
    with console.office.calls.writing() as db:
        db.execute(
            "update appointments set start = '2026-11-26T09:00' where reference = ?", [visit.reference]
        )
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    page = browser.get(path).text
    assert "à partir du jour" in page
    assert 'value="came"' not in page
    assert send(browser, f"{path}/presence", {"attendance": "came"}).status_code == 409
    assert ">Venu</span>" not in browser.get(path).text


def test_attendance_is_said_and_taken_back(console, visit):
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    send(browser, f"{path}/presence", {"attendance": "absent"})
    assert ">Absent</span>" in browser.get(path).text
    assert ">Absent</span>" in browser.get(f"/console/rendez-vous/?jour={visit.start[:10]}").text
    send(browser, f"{path}/presence", {"attendance": ""})
    assert ">Absent</span>" not in browser.get(path).text
    assert send(browser, f"{path}/presence", {"attendance": "peut-être"}).status_code == 422


def test_a_cancelled_visit_gives_its_slot_back_once(console, visit):
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    seen = revision_in(browser.get(path).text)
    send(browser, f"{path}/annuler", {"text": "guichet fermé"})
    assert one(console, visit.reference).status == "cancelled"
    page = browser.get(path).text
    assert "guichet fermé" in page
    assert "Annuler le rendez-vous" not in page
    late = browser.post(f"{path}/presence", {"attendance": "came", "revision": seen})
    assert late.status_code == 409
    assert "Rien n’a changé" in late.text


def test_a_visit_that_its_caller_gives_back_meanwhile_is_told(console, visit):
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    seen = revision_in(browser.get(path).text)
    with console.office.calls.writing() as db:
        db.execute("update appointments set cancelled_at = 1 where reference = ?", [visit.reference])
    browser.post(f"{path}/presence", {"attendance": "came", "revision": seen})
    assert "Rien n’a changé" in browser.get(path).text


def test_notes_are_text(console, visit):
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    for nothing in ("", " \n\t "):
        assert browser.post(f"{path}/noter", {"text": nothing}).status_code == 422
    browser.post(f"{path}/noter", {"text": "<b>en fauteuil</b>"})
    assert "&lt;b&gt;en fauteuil&lt;/b&gt;" in browser.get(path).text


def test_a_visit_is_given_to_somebody_of_its_service_and_the_day_says_to_whom(console, visit):
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    luc, day = console.person("scoped"), f"/console/rendez-vous/?jour={visit.start[:10]}"
    assert luc.name not in browser.get(day).text
    assert send(browser, f"{path}/confier", {"to": luc.email}).status_code == 302
    assert one(console, visit.reference).assigned_to == luc.email
    assert f"<td>{luc.name}</td>" in browser.get(day).text
    assert f"Confié à {luc.name}" in " ".join(browser.get(path).text.split())
    assert send(browser, f"{path}/confier", {"to": console.person("viewer").email}).status_code == 422
    send(browser, f"{path}/confier", {"to": ""})
    assert one(console, visit.reference).assigned_to == ""
    seen = revision_in(browser.get(path).text)
    send(browser, f"{path}/annuler", {"text": ""})
    browser.post(f"{path}/confier", {"to": luc.email, "revision": seen})
    assert one(console, visit.reference).assigned_to == ""


def test_of_two_agents_who_take_the_same_visit_the_second_is_told(console, visit):
    karim, claire = console.signed_in("agent"), console.signed_in("admin")
    path = f"/console/rendez-vous/{visit.reference}"
    seen = revision_in(karim.get(path).text)
    assert revision_in(claire.get(path).text) == seen
    first = karim.post(f"{path}/confier", {"to": console.person("agent").email, "revision": seen})
    assert first.status_code == 302
    second = claire.post(f"{path}/confier", {"to": console.person("admin").email, "revision": seen})
    assert second.status_code == 409
    assert "Quelqu’un a modifié" in second.text
    assert one(console, visit.reference).assigned_to == console.person("agent").email
    again = claire.post(
        f"{path}/confier", {"to": console.person("admin").email, "revision": revision_in(second.text)}
    )
    assert again.status_code == 302
    assert one(console, visit.reference).assigned_to == console.person("admin").email


@pytest.mark.parametrize("gesture", ["presence", "confier", "annuler"])
@pytest.mark.parametrize("revision", [None, "", "0", "-1", "x", "9" * 40, "\x00"])
def test_a_form_that_does_not_say_what_it_saw_changes_nothing(console, visit, gesture, revision):
    browser, path = console.signed_in("agent"), f"/console/rendez-vous/{visit.reference}"
    send(browser, f"{path}/confier", {"to": console.person("agent").email})
    told = {} if revision is None else {"revision": revision}
    answer = browser.post(f"{path}/{gesture}", {"attendance": "came", "to": "", "text": "grippe", **told})
    assert answer.status_code == 409
    assert one(console, visit.reference).assigned_to == console.person("agent").email
    assert one(console, visit.reference).status == "booked"
    assert gesture != "annuler" or "grippe" in answer.text


def test_a_day_shows_mine_alone_or_those_that_nobody_has(console, visit):
    browser, path = console.signed_in("agent"), "/console/rendez-vous/"
    day, reference = visit.start[:10], f"/console/rendez-vous/{visit.reference}"
    assert reference not in browser.get(f"{path}?jour={day}&qui=moi").text
    assert reference in browser.get(f"{path}?jour={day}&qui=personne").text
    send(browser, f"{reference}/confier", {"to": console.person("agent").email})
    assert reference in browser.get(f"{path}?jour={day}&qui=moi").text
    assert reference in browser.get(f"{path}?q={visit.reference}&qui=moi").text
    assert reference not in browser.get(f"{path}?jour={day}&qui=personne").text
    assert reference not in console.signed_in("admin").get(f"{path}?jour={day}&qui=moi").text
    # The way to the next day leads to the next of mine, and stays among them.
    before = f"{path}?jour=2026-11-01&qui=moi"
    assert f"{path}?jour={day}&amp;qui=moi" in browser.get(before).text
    assert reference in browser.get(f"{path}?jour={day}&qui=quiconque").text
