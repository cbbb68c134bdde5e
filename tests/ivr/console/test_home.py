"""The first page: what waits, for the services of whoever looks."""

import re

from tests.ivr.console.town import NOW


def tile(page, label):
    found = re.search(rf"<dt>{label}</dt><dd>(?:<a[^>]*>)?(\d+)", page)
    assert found, label
    return int(found[1])


def book(console, desk, reference):
    with console.office.calls.writing() as db:
        db.table("appointments").insert(
            {
                "reference": reference,
                "call_id": f"CA{reference}",
                "kind": "carte-identite",
                "desk": desk,
                "counter": 1,
                "start": f"{NOW:%Y-%m-%d}T16:00",
                "end": f"{NOW:%Y-%m-%d}T16:20",
                "name": "Marie Dubois",
                "phone": "+33612345678",
                "booked_at": NOW.timestamp(),
            }
        )


def test_the_visits_counted_are_those_that_its_link_lists(console):
    label = "Rendez-vous encore attendus aujourd’hui"
    before = tile(console.signed_in("scoped").get("/console/").text, label)
    book(console, "titres", "ZZ1")
    book(console, "unions", "ZZ2")
    assert tile(console.signed_in("scoped").get("/console/").text, label) == before + 2
    luc = console.person("scoped")
    console.accounts.users.change(
        luc.id, name=luc.name, role=luc.role, services=("elections",), phone=luc.phone
    )
    assert tile(console.signed_in("scoped").get("/console/").text, label) == 0


def test_calls_are_those_of_the_whole_line_and_the_page_says_so(console):
    assert tile(console.signed_in("scoped").get("/console/").text, "Appels en cours, tous services") == 3
    assert tile(console.signed_in("agent").get("/console/").text, "Appels en cours") == 3


def test_whoever_only_looks_is_shown_how_the_line_does_and_where_to_read_more(console):
    viewer = console.signed_in("viewer")
    page = viewer.get("/console/").text
    assert "Cette semaine" in page
    assert page.count('class="indicator"') == 5
    assert "Sujets les plus demandés" in page
    links = set(re.findall(r'<li><a href="(/console/[^"]+)"', page)) | {"/console/relecture/a-revoir"}
    assert {"/console/indicateurs", "/console/indicateurs/rapport", "/console/relecture"} <= links
    assert {viewer.get(link).status_code for link in links} == {200}
    assert "Messages à traiter" not in page


def test_whoever_answers_is_shown_what_waits_and_no_week(console):
    page = console.signed_in("agent").get("/console/").text
    assert "Messages à traiter" in page
    assert "Cette semaine" not in page


def test_what_is_late_or_dangerous_is_told_beside_what_waits(console):
    page = console.signed_in("admin").get("/console/").text
    assert tile(page, "Messages à traiter")
    with console.office.calls.writing() as db:
        db.execute("update messages set due_at = ? where handled_at is null", [NOW.timestamp() - 60])
        late = db.execute("select count(*) from messages where handled_at is null").fetchone()[0]
        db.execute("update reports set dangerous = 1 where closed_at is null")
        dangerous = db.execute("select count(*) from reports where closed_at is null").fetchone()[0]
    page = console.signed_in("admin").get("/console/").text
    assert f"{late} en retard" in page
    assert f"{dangerous} avec danger" in page


def test_the_register_says_how_many_accounts_have_a_second_factor(console):
    page = console.signed_in("admin").get("/console/vie-privee/registre").text
    assert re.search(r"second facteur facultatif, activé par 0 compte sur \d+", page)


def test_the_address_of_the_line_alone_leads_to_it(console):
    assert console.signed_in("admin").get("/").location == "/console/"
