"""My account, everybody's accounts, invitations, the audit trail."""

import re

import pyotp
import pytest

from ivr.accounts.accounts import SEAL_KEY
from ivr.accounts.invitations import RESET_SECONDS, VALID_SECONDS
from ivr.accounts.sessions import CONFIRMED_SECONDS
from ivr.accounts.users import Role
from tests.ivr.console.town import PASSWORD, settings_in, token_in

NEW = "quatre chevaux dans la neige"
ADMIN_PAGES = ["/console/comptes/", "/console/comptes/1", "/console/journal/"]
INVITED = {"email": "nouveau@valmont.fr", "name": "Nouveau", "role": "agent", "services": ["elections"]}


def link_in(page):
    return "/console/" + re.search(r"/console/(invitation/[\w-]+)", page.text)[1]


def accept(browser, link, password=NEW):
    page = browser.get(link)
    assert page.status_code == 200
    return browser.send(
        link, {"csrf_token": token_in(page.text), "password": password, "password_again": password}
    )


@pytest.mark.parametrize("path", ADMIN_PAGES)
@pytest.mark.parametrize("key", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, key, path):
    page = console.signed_in(key).get(path)
    assert page.status_code == 403
    assert "Accès refusé" in page.text
    assert console.accounts.audit.page()[0].action == "access.refused"


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_it_opens_to_administrators(console, path):
    assert console.signed_in("admin").get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["inviter", "4/desactiver", "4/fermer-les-sessions", "4/second-facteur", "4/nouveau-lien", "4"]
)
def test_an_agent_changes_nobodys_account(console, path):
    browser = console.signed_in("agent")
    assert browser.post(f"/console/comptes/{path}", INVITED).status_code == 403


def test_an_invitation_serves_once_and_makes_the_account_it_says(console):
    page = console.signed_in("admin").post("/console/comptes/inviter", INVITED)
    link = link_in(page)
    guest = console.visitor()
    assert accept(guest, link).location == "/console/connexion"
    assert guest.get(link).status_code == 410
    user = console.accounts.users.by_email("nouveau@valmont.fr")
    assert (user.role, user.services) == (Role.AGENT, ("elections",))
    assert console.visitor().sign_in(user.email, NEW).status_code == 302


def test_an_invitation_used_by_two_at_once_makes_one_account(console):
    link = link_in(console.signed_in("admin").post("/console/comptes/inviter", INVITED))
    first, second = console.visitor(), console.visitor()
    pages = [browser.get(link) for browser in (first, second)]
    statuses = [
        browser.send(
            link, {"csrf_token": token_in(page.text), "password": NEW + who, "password_again": NEW + who}
        ).status_code
        for browser, page, who in zip((first, second), pages, ("un", "deux"), strict=True)
    ]
    assert statuses == [302, 410]
    assert console.visitor().sign_in("nouveau@valmont.fr", NEW + "deux").status_code == 422


@pytest.mark.parametrize("what", ["too old", "revoked", "replaced"])
def test_a_link_that_is_over_says_so(console, what):
    admin = console.signed_in("admin")
    link = link_in(admin.post("/console/comptes/inviter", INVITED))
    if what == "too old":
        console.clock[0] += VALID_SECONDS + 1
    if what == "revoked":
        (waiting,) = console.accounts.invitations.waiting()
        admin.post(f"/console/comptes/invitations/{waiting.id}/annuler")
    if what == "replaced":
        admin.post("/console/comptes/inviter", INVITED)
    page = console.visitor().get(link)
    assert page.status_code == 410
    assert "ne fonctionne plus" in page.text


def test_a_new_password_by_link_ends_the_sessions_and_keeps_the_second_factor(console):
    agent = console.signed_in("agent")
    user = console.person("agent")
    secret = pyotp.random_base32()
    console.accounts.second_factors.enrol(user.id, secret, pyotp.TOTP(secret).at(console.clock[0]))
    link = link_in(console.signed_in("admin").post(f"/console/comptes/{user.id}/nouveau-lien"))
    assert accept(console.visitor(), link).status_code == 302
    assert agent.get("/console/").status_code == 302
    assert "Code de connexion" in console.visitor().sign_in(user.email, NEW).text
    assert RESET_SECONDS < VALID_SECONDS


@pytest.mark.parametrize(
    "wrong", ["court", "karim benali", "azertyazerty", "azertyuiop12", "{email} 12345", "x" * 300]
)
def test_weak_passwords_are_refused_with_the_reason(console, wrong):
    browser = console.signed_in("agent")
    wrong = wrong.format(email=console.person("agent").email)
    fields = {"present_password": PASSWORD, "password": wrong, "password_again": wrong}
    page = browser.post("/console/compte/mot-de-passe", fields, token_from="/console/compte/")
    assert page.status_code == 422
    assert "À corriger" in page.text


def test_changing_my_password_needs_the_present_one_and_ends_my_other_sessions(console):
    here, elsewhere = console.signed_in("agent"), console.signed_in("agent")
    fields = {"present_password": "pas le bon", "password": NEW, "password_again": NEW}
    assert here.post("/console/compte/mot-de-passe", fields).status_code == 422
    fields["present_password"] = PASSWORD
    assert here.post("/console/compte/mot-de-passe", fields).status_code == 302
    assert here.get("/console/").status_code == 200
    assert elsewhere.get("/console/").status_code == 302


def test_the_second_factor_is_switched_on_with_a_code_and_gives_recovery_codes(console):
    browser = console.signed_in("agent")
    page = browser.get("/console/compte/second-facteur")
    assert "<svg" in page.text
    assert "style=" not in page.text
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")
    wrong = browser.send(
        "/console/compte/second-facteur", {"csrf_token": token_in(page.text), "code": "000000"}
    )
    assert wrong.status_code == 422
    code = pyotp.TOTP(secret).at(console.clock[0])
    page = browser.send("/console/compte/second-facteur", {"csrf_token": token_in(page.text), "code": code})
    codes = re.findall(r"<li><code>([\w-]+)</code>", page.text)
    assert len(codes) == 10
    assert console.person("agent").second_factor
    page = browser.post("/console/compte/codes-de-secours")
    assert not set(codes) & set(re.findall(r"<li><code>([\w-]+)</code>", page.text))
    browser.post("/console/compte/second-facteur/retirer")
    assert not console.person("agent").second_factor


def test_sensitive_acts_ask_for_the_password_again_and_lose_nothing(console):
    admin = console.signed_in("admin")
    console.clock[0] += CONFIRMED_SECONDS + 1
    assert admin.get("/console/comptes/").location == "/console/confirmation?suite=/console/comptes/"
    page = admin.post("/console/comptes/inviter", INVITED)
    assert page.status_code == 401
    kept = re.search(r'name="kept"[^>]*value="([^"]+)"', page.text)[1]
    fields = {"csrf_token": token_in(page.text), "password": PASSWORD, "kept": kept}
    page = admin.send("/console/confirmation", fields)
    assert "nouveau@valmont.fr" in page.text
    assert not console.accounts.invitations.waiting()
    assert admin.post("/console/comptes/inviter", INVITED).status_code == 200
    assert console.accounts.invitations.waiting()


def test_nobody_closes_somebody_elses_session(console):
    console.signed_in("agent")
    (session,) = console.accounts.sessions.of(console.person("agent").id)
    viewer = console.signed_in("viewer")
    assert viewer.post(f"/console/compte/sessions/{session.id}/fermer").status_code == 404
    assert console.accounts.sessions.of(console.person("agent").id)


def test_i_close_my_other_sessions(console):
    here, elsewhere, third = (console.signed_in("agent") for _ in range(3))
    sessions = console.accounts.sessions.of(console.person("agent").id)
    assert len(sessions) == 3
    third_id = max(one.id for one in sessions)
    here.post(f"/console/compte/sessions/{third_id}/fermer")
    assert third.get("/console/").status_code == 302
    here.post("/console/compte/sessions/fermer")
    assert elsewhere.get("/console/").status_code == 302
    assert here.get("/console/").status_code == 200


def test_the_last_administrator_cannot_be_lost(console):
    admin, user = console.signed_in("admin"), console.person("admin")
    admin.post(f"/console/comptes/{user.id}/desactiver")
    assert not console.person("admin").disabled
    page = admin.post(f"/console/comptes/{user.id}", {"name": user.name, "role": "viewer"})
    assert page.status_code == 422
    assert console.person("admin").is_admin


def test_changing_a_role_ends_the_sessions_that_had_the_old_one(console):
    agent, user = console.signed_in("agent"), console.person("agent")
    fields = {"name": user.name, "role": "viewer", "phone": "04 65 71 00 02"}
    assert console.signed_in("admin").post(f"/console/comptes/{user.id}", fields).status_code == 302
    assert console.person("agent").role is Role.VIEWER
    assert console.person("agent").phone == "+33465710002"
    assert agent.get("/console/").status_code == 302


def test_of_two_administrators_who_change_an_account_the_second_is_told(console):
    admin, user = console.signed_in("admin"), console.person("agent")
    path = f"/console/comptes/{user.id}"
    seen = re.search(r'name="revision"[^>]*value="(\w+)"', admin.get(path).text)[1]
    fields = {"name": user.name, "phone": user.phone, "revision": seen}
    assert admin.post(path, {**fields, "role": "viewer"}).status_code == 302
    second = admin.post(path, {**fields, "role": "admin", "name": "Karim B."})
    assert second.status_code == 409
    assert "rôle : Lecture seule" in " ".join(second.text.split())
    assert 'value="Karim B."' in second.text
    assert console.person("agent").role is Role.VIEWER
    fields["revision"] = re.search(r'name="revision"[^>]*value="(\w+)"', second.text)[1]
    assert admin.post(path, {**fields, "role": "admin", "name": "Karim B."}).status_code == 302
    assert console.person("agent").is_admin


def test_everybody_is_signed_out_at_once(console):
    agent, admin = console.signed_in("agent"), console.signed_in("admin")
    admin.post("/console/comptes/fermer-toutes-les-sessions")
    assert agent.get("/console/").status_code == 302
    assert admin.get("/console/").status_code == 302
    assert "Toutes les sessions sont fermées" in admin.get("/console/connexion").text


def test_what_shuts_people_out_is_confirmed_first(console):
    admin = console.signed_in("admin")
    assert "Oui, fermer toutes les sessions" in admin.get("/console/comptes/").text
    agent = console.person("agent")
    assert "Oui, désactiver ce compte" in admin.get(f"/console/comptes/{agent.id}").text


@pytest.mark.parametrize(
    "written", ["04 65 71 00 02", "+33 4 65 71 00 02", "+33 (0)4.65.71.00.02", "0033465710002"]
)
def test_a_telephone_is_that_of_one_account_however_it_is_written(console, written):
    admin, other = console.signed_in("admin"), console.person("scoped")
    invited = admin.post("/console/comptes/inviter", {**INVITED, "phone": written})
    fields = {"name": other.name, "role": "agent", "phone": written}
    changed = admin.post(f"/console/comptes/{other.id}", fields)
    for page in (invited, changed):
        assert page.status_code == 422
        assert "déjà le poste de Karim Benali" in page.text
    assert console.accounts.invitations.waiting() == []
    assert console.person("scoped").phone == other.phone


def test_a_telephone_promised_to_somebody_invited_is_theirs_until_the_link_is_void(console):
    admin, other = console.signed_in("admin"), console.person("scoped")
    assert admin.post("/console/comptes/inviter", {**INVITED, "phone": "04 65 71 00 09"}).status_code == 200
    fields = {"name": other.name, "role": "agent", "phone": "+33465710009"}
    assert "déjà le poste de Nouveau" in admin.post(f"/console/comptes/{other.id}", fields).text
    (waiting,) = console.accounts.invitations.waiting()
    admin.post(f"/console/comptes/invitations/{waiting.id}/annuler")
    assert admin.post(f"/console/comptes/{other.id}", fields).status_code == 302


def test_the_telephone_of_somebody_who_left_may_be_given_and_they_come_back_without_it(console):
    admin, left, next_one = console.signed_in("admin"), console.person("agent"), console.person("scoped")
    admin.post(f"/console/comptes/{left.id}/desactiver")
    fields = {"name": next_one.name, "role": "agent", "phone": "04 65 71 00 02"}
    assert admin.post(f"/console/comptes/{next_one.id}", fields).status_code == 302
    back = admin.get(admin.post(f"/console/comptes/{left.id}/reactiver").location)
    assert "est devenu le poste de Luc Perrin" in back.text
    assert console.person("agent").disabled
    admin.post(f"/console/comptes/{left.id}", {"name": left.name, "role": "agent", "phone": ""})
    admin.post(f"/console/comptes/{left.id}/reactiver")
    assert not console.person("agent").disabled


@pytest.mark.parametrize("name", ["   ", "\u00a0\t", "Jean\u202egnir", "\u200b", "Jean\x00"])
def test_a_name_that_cannot_be_read_or_clicked_is_refused(console, name):
    admin, user = console.signed_in("admin"), console.person("agent")
    invited = admin.post("/console/comptes/inviter", {**INVITED, "name": name})
    changed = admin.post(f"/console/comptes/{user.id}", {"name": name, "role": "agent"})
    assert (invited.status_code, changed.status_code) == (422, 422)
    assert console.person("agent").name == user.name


def test_a_name_is_kept_on_one_line(console):
    admin, user = console.signed_in("admin"), console.person("agent")
    admin.post(f"/console/comptes/{user.id}", {"name": " Anne-Lise\r\n  D’Été ", "role": "agent"})
    assert console.person("agent").name == "Anne-Lise D’Été"


def test_names_are_text_and_never_markup(console):
    admin = console.signed_in("admin")
    fields = {**INVITED, "name": "<script>alert(1)</script>"}
    link = link_in(admin.post("/console/comptes/inviter", fields))
    for page in (admin.get("/console/comptes/"), console.visitor().get(link)):
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;alert(1)" in page.text


def test_the_trail_is_searched_and_read_page_by_page(console):
    for number in range(120):
        console.accounts.audit.note(console.person("agent"), "call.seen", f"CA{number}")
    admin = console.signed_in("admin")
    page = admin.get("/console/journal/?action=call.seen")
    assert page.text.count("<td>CA") == 50
    older = re.search(r'rel="next" href="([^"]+)"', page.text)[1].replace("&amp;", "&")
    assert "CA69<" in admin.get(older).text
    assert admin.get("/console/journal/?objet=CA7").text.count("<td>CA") == 1
    assert admin.get("/console/journal/?qui=x&du=hier&avant=x").status_code == 200
    assert "Aucune ligne" in admin.get("/console/journal/?objet=%27+or+1%3D1").text


@pytest.mark.parametrize(
    ("origin", "warned"),
    [("http://192.168.1.20:8080", False), ("https://console.valmont.example", False), ("", True)],
)
def test_without_a_public_address_an_invitation_leads_where_the_page_was_asked_for(console, origin, warned):
    admin = console.signed_in("admin")
    token = token_in(admin.get("/console/comptes/").text)
    host = origin.partition("://")[2] or "localhost"
    headers = {"Accept": "text/html", "Host": host, **({"Origin": origin} if origin else {})}
    admin.client.set_cookie(
        "standardiste", admin.client.get_cookie("standardiste").value, domain=host.partition(":")[0]
    )
    page = admin.client.post(
        "/console/comptes/inviter",
        data={**INVITED, "csrf_token": token},
        headers=headers,
        base_url=f"http://{host}",
    )
    assert page.status_code == 200
    assert f"{origin or 'http://localhost'}/console/invitation/" in page.text
    assert ("public_url" in page.text) is warned


def test_a_public_address_once_set_is_the_one_in_links(console, tmp_path):
    public = settings_in(tmp_path, STANDARDISTE_PUBLIC_URL="https://voix.valmont.example")
    object.__setattr__(console.office, "settings", public)
    page = console.signed_in("admin").post("/console/comptes/inviter", INVITED)
    assert "https://voix.valmont.example/console/invitation/" in page.text
    assert "public_url" not in page.text


@pytest.mark.parametrize(
    ("key", "told"), [(None, "a disparu"), ("court", "est abîmée"), ("z" * 64, "est abîmée")]
)
def test_nobody_enrols_while_the_key_of_second_factors_is_lost_or_damaged(console, tmp_path, key, told):
    colleague, secret = console.person("admin"), pyotp.random_base32()
    console.accounts.second_factors.enrol(colleague.id, secret, pyotp.TOTP(secret).at(console.clock[0]))
    file = tmp_path / SEAL_KEY
    file.unlink()
    if key:
        file.write_text(key)
    browser = console.signed_in("agent")
    page = browser.get("/console/compte/second-facteur")
    letters = re.search(r"Clé\s?: <code>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")
    code = pyotp.TOTP(letters).at(console.clock[0])
    page = browser.send("/console/compte/second-facteur", {"csrf_token": token_in(page.text), "code": code})
    assert page.status_code == 503
    assert told in page.text
    assert SEAL_KEY in page.text
    assert file.exists() is bool(key)
    assert not console.person("agent").second_factor


def test_the_accounts_say_who_has_a_second_factor_and_when_each_last_signed_in(console):
    browser = console.signed_in("admin")
    page = browser.get("/console/comptes/").text
    rows = {key: page.split(console.person(key).email)[1].split("</tr>")[0] for key in ("admin", "viewer")}
    assert "<td>Non</td>" in rows["admin"]
    assert "<time" in rows["admin"]
    assert "Aucune depuis un an" in rows["viewer"]
