"""What is kept is told, what is erased is proved, and only admins erase."""

import re

import pytest

from ivr.calls.erasure import proofs
from ivr.calls.search_index import index_due
from ivr.console.erasure_reason import names_somebody
from tests.ivr.calls.past import hold, said
from tests.ivr.console.town import NOW, PASSWORD

ROOT = "/console/vie-privee"
NUMBER = "+33639980017"
POSTS = (
    (f"{ROOT}/purge", {}),
    (f"{ROOT}/effacer/apercu", {"numero": NUMBER}),
    (f"{ROOT}/effacer", {"numero": NUMBER}),
)
SURE = {"numero": NUMBER, "raison": "demande du 3 mars", "certain": "oui"}


@pytest.fixture
def calls(console):
    connections = console.office.calls
    hold(connections, "CA1", [said("le cryptonyme")], caller=NUMBER, at=NOW.timestamp() - 3600)
    hold(connections, "CA2", [said("trop ancien")], caller=NUMBER, at=NOW.timestamp() - 400 * 86_400)
    hold(connections, "CA3", [said("sans numéro")], caller="", at=NOW.timestamp() - 3600)
    while index_due(connections, "fr"):
        pass
    return console


def heard(console):
    return {row["call_id"] for row in console.office.calls.get()["call_events"].rows} & {"CA1", "CA2", "CA3"}


@pytest.mark.parametrize("role", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role_everywhere(calls, role):
    browser = calls.signed_in(role)
    for path in (ROOT, f"{ROOT}/registre"):
        assert browser.get(path).status_code == 403
        assert calls.visitor().get(path).status_code == 302
    for path, fields in POSTS:
        assert browser.post(path, fields).status_code == 403
    assert heard(calls) == {"CA1", "CA2", "CA3"}


@pytest.mark.parametrize(("path", "fields"), POSTS)
def test_a_form_without_its_token_erases_nothing(calls, path, fields):
    assert calls.signed_in("admin").send(path, {**fields, **SURE}).status_code == 400
    assert heard(calls) == {"CA1", "CA2", "CA3"}


def test_what_is_kept_follows_the_settings(calls):
    page = calls.signed_in("admin").get(ROOT).text
    assert "90 jours après l’appel" in page
    assert "30 jours après l’appel" in page
    assert "1 appels ont des paroles trop anciennes" in page


def test_a_purge_is_run_and_proved(calls):
    browser = calls.signed_in("admin")
    browser.post(f"{ROOT}/purge")
    assert heard(calls) == {"CA1", "CA3"}
    proof = proofs(calls.office.calls.get())[0]
    assert (proof.kind, proof.by) == ("retention", "Claire Fontaine")
    page = browser.get(ROOT).text
    assert "Claire Fontaine" in page
    assert "numéros d’appelants" in page
    assert "paroles trop anciennes" not in page


def test_a_caller_is_erased_once_one_is_sure(calls):
    browser = calls.signed_in("admin")
    preview = browser.post(f"{ROOT}/effacer/apercu", {"numero": "06 39 98 00 17"})
    assert "2, dont les paroles" in preview.text
    assert heard(calls) == {"CA1", "CA2", "CA3"}
    for missing in ("raison", "certain"):
        fields = {name: value for name, value in SURE.items() if name != missing}
        assert browser.post(f"{ROOT}/effacer", fields).status_code == 422
    assert heard(calls) == {"CA1", "CA2", "CA3"}
    assert browser.post(f"{ROOT}/effacer", SURE).status_code == 303
    assert heard(calls) == {"CA3"}
    page = browser.get(ROOT).text
    assert "demande du 3 mars" in page
    assert NUMBER not in page
    entries = calls.accounts.audit.page(action="privacy.erased", size=1)
    assert (entries[0].target, entries[0].details) == ("…17", "demande du 3 mars")


def test_a_call_erased_because_somebody_asked_says_so(calls):
    browser = calls.signed_in("admin")
    browser.post(f"{ROOT}/effacer", SURE)
    for path in ("/console/relecture/appel/CA1", "/console/appels/CA1"):
        page = browser.get(path).text
        assert "effacées, à la demande de la personne concernée" in page
        assert "durée de conservation" not in page


def test_erasing_asks_for_the_password_again_after_a_while(calls):
    browser = calls.signed_in("admin")
    calls.clock[0] += 3600
    answer = browser.post(f"{ROOT}/effacer", SURE)
    assert answer.status_code in (302, 401)
    assert heard(calls) == {"CA1", "CA2", "CA3"}
    assert PASSWORD not in answer.text


def test_a_call_without_a_number_is_erased_alone(calls):
    browser = calls.signed_in("admin")
    assert "cet appel" in browser.get(f"{ROOT}?appel=CA3").text
    preview = browser.post(f"{ROOT}/effacer/apercu", {"appel": "CA3"})
    assert "numéro est masqué" in preview.text
    browser.post(f"{ROOT}/effacer", {"appel": "CA3", "raison": "demande", "certain": "oui"})
    assert heard(calls) == {"CA1", "CA2"}


def test_a_call_leads_to_everything_its_caller_left(calls):
    preview = calls.signed_in("admin").post(f"{ROOT}/effacer/apercu", {"appel": "CA1"})
    assert "2, dont les paroles" in preview.text


@pytest.mark.parametrize(
    "fields", [{}, {"numero": "bonjour"}, {"numero": "0600000000"}, {"appel": "' or 1=1 --"}]
)
def test_nobody_is_erased_by_mistake(calls, fields):
    browser = calls.signed_in("admin")
    for path in (f"{ROOT}/effacer/apercu", f"{ROOT}/effacer"):
        answer = browser.post(path, {**fields, "raison": "demande", "certain": "oui"})
        assert answer.status_code == 422
    assert heard(calls) == {"CA1", "CA2", "CA3"}


def test_no_number_at_all_is_asked_for(calls):
    browser = calls.signed_in("admin")
    preview = f"{ROOT}/effacer/apercu"
    assert "Écrivez le numéro" in browser.post(preview, {}).text
    typed = browser.post(preview, {"numero": "0600000000"}).text
    assert "Aucun appel de ce numéro" in typed
    assert 'value="0600000000"' in typed


def test_the_register_is_made_from_the_settings(calls):
    page = calls.signed_in("admin").get(f"{ROOT}/registre").text
    assert "Commune de Valmont-sur-Isère" in page
    assert "Paroles\u00a0: 90 jours" in page
    assert "La voix n’est pas enregistrée" in page


def test_the_switch_for_voices_is_shown_with_the_words_it_triggers(calls):
    page = calls.signed_in("admin").get(ROOT).text
    assert "Aucune voix n’est gardée" in page
    assert "Acceptez-vous d&#39;être enregistré" in page
    assert "au bout de 30 jours" in page


@pytest.mark.parametrize(
    ("messages", "told"),
    [(False, "<code>messages = true</code>"), (True, "<code>messages = false</code>")],
)
def test_the_page_says_where_the_switch_for_voices_is_whichever_way_it_stands(calls, messages, told):
    settings = calls.office.settings
    recording = settings.recording.model_copy(update={"messages": messages})
    object.__setattr__(calls.office, "settings", settings.model_copy(update={"recording": recording}))
    page = calls.signed_in("admin").get(ROOT).text
    assert told in page
    assert "ne se change pas depuis la console" in page
    assert "relancez la ligne" in page


def test_after_the_password_what_was_asked_is_confirmed_in_words_and_not_called_late(calls):
    browser = calls.signed_in("admin")
    calls.clock[0] += 3600
    asked = browser.post(f"{ROOT}/effacer", SURE)
    (kept,) = re.findall(r'name="kept"[^>]*value="([^"]+)"', asked.text)
    page = browser.post("/console/confirmation", {"password": PASSWORD, "kept": kept})
    assert "<h1>Mot de passe vérifié</h1>" in page.text
    assert "Vérification faite" in page.text
    assert "trop longtemps" not in page.text
    assert ">Confirmer</button>" in page.text
    browser.post(f"{ROOT}/effacer", SURE)
    assert heard(calls) != {"CA1", "CA2", "CA3"}


@pytest.mark.parametrize(
    "reason",
    ["demande du 06 39 98 00 17", "demande de Mme Lefebvre", "par m.lefebvre@courriel.example", "M. Durand"],
)
def test_the_proof_keeps_neither_number_nor_name(calls, reason):
    browser = calls.signed_in("admin")
    answer = browser.post(f"{ROOT}/effacer", {**SURE, "raison": reason})
    assert answer.status_code == 422
    assert "n’y écrivez ni nom" in answer.text
    assert heard(calls) == {"CA1", "CA2", "CA3"}


def test_a_name_left_in_a_visit_is_known_however_it_is_typed():
    assert names_somebody("lettre de Lefèbvre", ["Jeanne Lefebvre"])
    assert not names_somebody("courrier du 3 mars 2026, dossier 114", ["Jeanne Lefebvre"])


def test_an_address_names_somebody_unless_it_is_hidden():
    assert names_somebody("demande de lefebvre.j@courriel.example", [])
    assert not names_somebody("demande par courriel, ••@••", [])
