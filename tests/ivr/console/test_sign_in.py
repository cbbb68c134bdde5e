"""Signing in and out: who enters, who does not, and what is not lost on the way."""

import re

import pyotp
import pytest

from ivr.accounts.demonstration import EMAIL as DEMONSTRATION
from ivr.accounts.sessions import IDLE_SECONDS, KEPT_SECONDS, LONGEST_SECONDS
from ivr.accounts.throttle import FROM_ONE_ADDRESS, ON_ONE_ACCOUNT, ON_ONE_ACCOUNT_AT_MOST, WINDOW_SECONDS
from ivr.accounts.users import Role
from tests.ivr.console.town import PASSWORD, settings_in, token_in


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


def with_second_factor(console, key):
    user, secret = console.person(key), pyotp.random_base32()
    code = pyotp.TOTP(secret).at(console.clock[0] - 60)
    console.clock[0] -= 60
    codes = console.accounts.second_factors.enrol(user.id, secret, code)
    console.clock[0] += 60
    return pyotp.TOTP(secret), codes


def test_without_a_session_one_is_sent_to_sign_in_and_back(console):
    answer = console.visitor().get("/console/")
    assert answer.status_code == 302
    assert answer.location == "/console/connexion?suite=/console/"
    answer = console.visitor().sign_in(console.person("agent").email, suite="/console/?onglet=2")
    assert answer.location == "/console/?onglet=2"


@pytest.mark.parametrize("key", ["admin", "agent", "viewer"])
def test_each_role_has_a_home_page(console, key):
    page = console.signed_in(key).get("/console/")
    assert page.status_code == 200
    assert console.person(key).name in page.text


@pytest.mark.parametrize(
    "suite",
    [
        "https://mechant.example/",
        "//mechant.example/console/",
        "/\\mechant.example",
        "/console/\\..//mechant.example",
        "javascript:alert(1)",
        "/console/\r\nX-Injected: 1",
        "/voice",
        "/console/../voice",
        "/console/%2e%2e/%2e%2e/voice",
        "",
    ],
)
def test_signing_in_never_leads_out_of_the_console(console, suite):
    answer = console.visitor().sign_in(console.person("agent").email, suite=suite)
    assert answer.location == "/console/"
    assert "X-Injected" not in answer.headers


def test_the_same_sentence_for_a_wrong_password_and_for_nobody(console):
    wrong = console.visitor().sign_in(console.person("agent").email, "pas le bon mot de passe")
    nobody = console.visitor().sign_in("personne@valmont.example", "pas le bon mot de passe")
    assert wrong.status_code == nobody.status_code == 422
    alerts = [re.search(r'role="alert">([^<]+)<', page.text)[1] for page in (wrong, nobody)]
    assert alerts == ["Adresse ou mot de passe incorrect."] * 2


def test_a_password_typed_in_place_of_the_address_is_not_kept(console):
    console.visitor().sign_in(PASSWORD, "claire.fontaine")
    assert console.accounts.audit.page()[0].action == "sign_in.refused"
    assert all(PASSWORD not in repr(entry) for entry in console.accounts.audit.page())


def test_somebody_disabled_is_refused_and_their_sessions_end(console):
    browser, user = console.signed_in("agent"), console.person("agent")
    console.accounts.users.disable(user.id)
    assert browser.get("/console/").status_code == 302
    assert console.visitor().sign_in(user.email).status_code == 422


def test_guessing_is_stopped_for_all_workers_and_only_for_a_while(console):
    email = console.person("agent").email
    for _ in range(FROM_ONE_ADDRESS):
        assert console.visitor().sign_in(email, "pas le bon mot de passe").status_code == 422
    refused = console.visitor().sign_in(email.upper())
    assert refused.status_code == 429
    assert "Trop d’essais" in refused.text
    console.clock[0] += WINDOW_SECONDS + 1
    assert console.visitor().sign_in(email).status_code == 302
    assert "sign_in.throttled" in actions(console)


def test_the_address_a_stranger_pretends_to_have_does_not_count(console):
    """The proxy appends the address it sees; what stands before it is the browser's invention."""
    email = console.person("agent").email
    for number in range(FROM_ONE_ADDRESS + 1):
        browser = console.visitor()
        token = token_in(browser.get("/console/connexion").text)
        answer = browser.client.post(
            "/console/connexion",
            data={"csrf_token": token, "email": email, "password": "pas le bon mot de passe"},
            headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.7", "Accept": "text/html"},
        )
    assert answer.status_code == 429


def guessed(console, email, number):
    """A wrong password, from another address each time."""
    return tried(console, email, f"192.0.2.{number}")


def tried(console, email, address):
    """A wrong password, from this address."""
    browser = console.visitor()
    token = token_in(browser.get("/console/connexion").text)
    return browser.client.post(
        "/console/connexion",
        data={"csrf_token": token, "email": email, "password": "pas le bon mot de passe"},
        headers={"Accept": "text/html"},
        environ_base={"REMOTE_ADDR": address},
    ).status_code


def entered(console, email, address):
    """The right password, in a browser never used, from this address."""
    browser = console.visitor()
    token = token_in(browser.get("/console/connexion").text)
    return browser.client.post(
        "/console/connexion",
        data={"csrf_token": token, "email": email, "password": PASSWORD},
        environ_base={"REMOTE_ADDR": address},
    ).status_code


@pytest.mark.parametrize(
    ("before", "same", "other"),
    [
        ("203.0.113.7", "203.0.113.200", "198.51.100.7"),
        ("2001:db8:1:1200::7", "2001:db8:1:12ff::9", "2001:db8:1:1300::7"),
    ],
)
def test_whoever_guesses_elsewhere_shuts_nobody_out_of_the_networks_they_use(console, before, same, other):
    email = console.person("agent").email
    assert entered(console, email, before) == 302
    for number in range(1, ON_ONE_ACCOUNT + 1):
        guessed(console, email, number)
    assert entered(console, email, other) == 429
    assert entered(console, email, same) == 302


def test_a_network_known_to_one_person_may_not_guess_at_leisure_nor_be_known_to_others(console):
    user, admin = console.person("agent"), console.person("admin")
    assert entered(console, user.email, "192.0.2.200") == 302
    statuses = [guessed(console, user.email, number) for number in range(1, ON_ONE_ACCOUNT + 2)]
    assert statuses == [422] * ON_ONE_ACCOUNT + [429], "counted together: they are one network's"
    for number in range(1, ON_ONE_ACCOUNT + 1):
        guessed(console, admin.email, number)
    assert entered(console, admin.email, "192.0.2.200") == 429


@pytest.mark.parametrize("owner", ["203.0.113.7", "::ffff:203.0.113.7"])
def test_a_neighbour_who_guesses_shuts_nobody_out_more_cheaply_than_a_stranger(console, owner):
    email = console.person("agent").email
    assert entered(console, email, owner) == 302
    for _ in range(FROM_ONE_ADDRESS):
        tried(console, email, "203.0.113.99")
    assert tried(console, email, "203.0.113.99") == 429
    assert entered(console, email, owner) == 302


def test_a_network_that_somebody_signs_in_from_is_not_told_by_how_soon_guesses_are_refused(console):
    email = console.person("agent").email
    assert entered(console, email, "203.0.113.7") == 302
    for account in (email, "personne@valmont.fr"):
        answers = [tried(console, account, "203.0.113.98") for _ in range(FROM_ONE_ADDRESS)]
        assert [*answers, tried(console, account, "203.0.113.99")] == [422] * (FROM_ONE_ADDRESS + 1)


def test_guesses_from_every_network_one_uses_are_bounded_together(console):
    email = console.person("agent").email
    networks = ("192.0.2", "198.51.100", "203.0.113")
    for network in networks:
        assert entered(console, email, f"{network}.200") == 302
    answers = [
        tried(console, email, f"{network}.{number}")
        for network in networks
        for number in range(1, ON_ONE_ACCOUNT + 1)
    ]
    assert answers.count(422) == ON_ONE_ACCOUNT_AT_MOST


def test_where_a_revoked_session_was_is_trusted_no_more_and_signing_out_distrusts_nothing(console):
    user, sessions = console.person("agent"), console.accounts.sessions
    for address in ("198.51.100.7", "203.0.113.7"):
        assert entered(console, user.email, address) == 302
    stolen, own = sorted(sessions.of(user.id), key=lambda one: one.address)
    assert sessions.revoke(user.id, stolen.id)
    assert sessions.end(user.id, own.id)
    assert sessions.addresses(user.id, user.session_version) == ["203.0.113.7"]
    console.clock[0] += KEPT_SECONDS + 1
    assert sessions.addresses(user.id, user.session_version) == []


def test_without_a_proxy_another_address_is_not_made_up_with_a_header(console):
    """The line reached directly: what the browser says of its address counts for nothing."""
    email, statuses = console.person("agent").email, []
    for number in range(FROM_ONE_ADDRESS + 1):
        browser = console.visitor()
        token = token_in(browser.get("/console/connexion").text)
        answer = browser.client.post(
            "/console/connexion",
            data={"csrf_token": token, "email": email, "password": "pas le bon mot de passe"},
            headers={"X-Forwarded-For": f"192.0.2.{number}", "Accept": "text/html"},
        )
        statuses.append(answer.status_code)
    assert statuses == [422] * FROM_ONE_ADDRESS + [429]
    assert console.accounts.audit.page()[0].address == "127.0.0.1"


def test_changing_addresses_does_not_help_and_the_owner_still_enters_where_they_have_before(console):
    user = console.person("agent")
    browser = console.signed_in("agent")
    browser.post("/console/deconnexion")
    statuses = [guessed(console, user.email, number) for number in range(1, ON_ONE_ACCOUNT + 5)]
    assert statuses.count(422) == ON_ONE_ACCOUNT
    assert statuses[-1] == 429
    assert entered(console, user.email, "198.51.100.7") == 429, "the right password, from a stranger"
    assert browser.sign_in(user.email).status_code == 302


def test_a_known_browser_may_not_guess_at_leisure_either(console):
    browser, email = console.signed_in("agent"), console.person("agent").email
    browser.post("/console/deconnexion")
    statuses = [browser.sign_in(email, "pas le bon mot de passe").status_code for _ in range(6)]
    assert statuses == [422] * FROM_ONE_ADDRESS + [429]


def test_a_browser_known_to_one_person_is_a_stranger_to_the_others(console):
    browser, admin = console.signed_in("agent"), console.person("admin")
    browser.post("/console/deconnexion")
    for number in range(1, ON_ONE_ACCOUNT + 1):
        guessed(console, admin.email, number)
    assert browser.sign_in(admin.email).status_code == 429


def test_a_browser_is_forgotten_when_every_session_is_ended_and_cannot_be_made_up(console):
    browser, user = console.signed_in("agent"), console.person("agent")
    forger = console.visitor()
    forger.client.set_cookie("standardiste-known", "eyJpZCI6IngifQ.invente", path="/console")
    console.accounts.users.sign_out_everywhere(user.id)
    for number in range(1, ON_ONE_ACCOUNT + 1):
        guessed(console, user.email, number)
    assert browser.sign_in(user.email).status_code == 429
    assert forger.sign_in(user.email).status_code == 429


def test_whoever_is_shut_out_by_guesses_enters_with_a_new_link(console):
    user, browser = console.person("agent"), console.visitor()
    for number in range(1, ON_ONE_ACCOUNT + 1):
        guessed(console, user.email, number)
    path = f"/console/invitation/{console.accounts.invitations.reset(user)}"
    phrase = "quatre canards sur un toit"
    browser.post(path, {"password": phrase, "password_again": phrase}, token_from=path)
    assert browser.sign_in(user.email, phrase).status_code == 302


def test_the_cookie_of_before_is_worth_nothing_after(console):
    """Session fixation: whoever prepared this browser's cookie learns nothing by it."""
    browser = console.visitor()
    browser.get("/console/connexion")
    prepared = browser.client.get_cookie("standardiste").value
    browser.sign_in(console.person("agent").email)
    assert browser.client.get_cookie("standardiste").value != prepared
    other = console.visitor()
    other.client.set_cookie("standardiste", prepared)
    assert other.get("/console/").status_code == 302


def test_signing_out_ends_the_session_even_for_a_copied_cookie(console):
    browser = console.signed_in("agent")
    copied = browser.client.get_cookie("standardiste").value
    assert browser.post("/console/deconnexion").status_code == 302
    other = console.visitor()
    other.client.set_cookie("standardiste", copied)
    assert other.get("/console/").status_code == 302


def test_sessions_end_after_hours_of_nothing_and_after_a_day_of_work(console):
    browser = console.signed_in("agent")
    console.clock[0] += IDLE_SECONDS + 1
    assert browser.get("/console/").status_code == 302
    browser, began = console.signed_in("agent"), console.clock[0]
    while console.clock[0] - began < LONGEST_SECONDS:
        assert browser.get("/console/").status_code == 200
        console.clock[0] += IDLE_SECONDS / 2
    assert browser.get("/console/").status_code == 302


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(console):
    browser = console.signed_in("agent")
    for _ in range(5):
        console.clock[0] += IDLE_SECONDS / 4 + 1
        answer = browser.client.get("/console/", headers={"X-Polling": "1"})
    assert answer.status_code == 401


def test_the_second_factor_is_asked_for_and_a_code_serves_once(console):
    totp, _ = with_second_factor(console, "admin")
    email, code = console.person("admin").email, totp.at(console.clock[0])
    for expected in (302, 422):
        browser = console.visitor()
        page = browser.sign_in(email, suite="/console/?x=1")
        assert "Code de connexion" in page.text
        assert browser.get("/console/").status_code == 302  # the password alone opens nothing
        answer = browser.send(
            "/console/connexion/code",
            {"csrf_token": token_in(page.text), "code": code, "suite": "/console/?x=1"},
        )
        assert answer.status_code == expected
    assert actions(console)[0] == "sign_in.refused_code"


def test_a_recovery_code_replaces_the_telephone_once(console):
    _, codes = with_second_factor(console, "admin")
    for expected in (302, 422):
        browser = console.visitor()
        page = browser.sign_in(console.person("admin").email)
        fields = {"csrf_token": token_in(page.text), "code": f" {codes[0].upper()} "}
        assert browser.send("/console/connexion/code", fields).status_code == expected


def test_codes_cannot_be_guessed_at_leisure(console):
    with_second_factor(console, "admin")
    browser = console.visitor()
    page = browser.sign_in(console.person("admin").email)
    statuses = []
    for guess in range(FROM_ONE_ADDRESS + 1):
        page = browser.send(
            "/console/connexion/code", {"csrf_token": token_in(page.text), "code": f"00000{guess}"}
        )
        statuses.append(page.status_code)
    assert statuses[-1] == 429


def test_the_demonstration_account_does_not_exist_in_public(console, tmp_path):
    console.accounts.users.add(DEMONSTRATION, "Essai", Role.ADMIN, password=PASSWORD)
    assert console.visitor().sign_in(DEMONSTRATION).status_code == 302
    public = settings_in(tmp_path, STANDARDISTE_PUBLIC_URL="https://voix.valmont.example")
    object.__setattr__(console.office, "settings", public)
    assert console.visitor().sign_in(DEMONSTRATION).status_code == 422


def test_what_was_typed_survives_the_end_of_the_session(console):
    """The form comes back after signing in, is read again, and reaches where it was going."""
    browser = console.signed_in("agent")
    token = token_in(browser.get("/console/").text)
    console.clock[0] += IDLE_SECONDS + 1
    page = browser.send(
        "/console/confirmation",
        {"csrf_token": token, "remark": "trois paragraphes\n« à la main »", "password": "x"},
    )
    assert page.status_code == 401
    assert "Rien n’est perdu" in page.text
    kept = re.search(r'name="kept"[^>]*value="([^"]+)"', page.text)[1]
    fields = {"csrf_token": token_in(page.text), "email": console.person("agent").email, "password": PASSWORD}
    page = browser.send("/console/connexion", {**fields, "kept": kept})
    assert "trois paragraphes\n« à la main »" in page.text
    assert 'action="/console/confirmation"' in page.text
    assert 'name="password"' not in page.text  # secrets are typed again
    again = {"csrf_token": token_in(page.text), "remark": "trois paragraphes", "password": PASSWORD}
    assert browser.send("/console/confirmation", again).status_code == 302


def test_what_one_person_typed_is_not_shown_to_the_next(console):
    browser = console.signed_in("agent")
    token = token_in(browser.get("/console/").text)
    console.clock[0] += IDLE_SECONDS + 1
    page = browser.send("/console/confirmation", {"csrf_token": token, "remark": "secret de Karim"})
    kept = re.search(r'name="kept"[^>]*value="([^"]+)"', page.text)[1]
    fields = {
        "csrf_token": token_in(page.text),
        "email": console.person("viewer").email,
        "password": PASSWORD,
    }
    answer = browser.send("/console/connexion", {**fields, "kept": kept})
    assert answer.status_code == 302
    assert "secret de Karim" not in browser.get("/console/").text


def test_a_kept_form_cannot_be_invented(console):
    answer = console.visitor().sign_in(console.person("agent").email, kept="WyIvY29uc29sZS8iXQ.invente")
    assert answer.location == "/console/"


def test_every_page_of_the_console_says_who_may_open_it(console):
    """A new screen that forgets `requires` is found here."""
    public = {"sign_in.sign_in", "sign_in.enter", "sign_in.enter_code", "sign_in.sign_out", "console.root"}
    public |= {"invitation.invitation", "invitation.accept"}
    open_to_all = {
        rule.endpoint
        for rule in console.app.url_map.iter_rules()
        if rule.rule.startswith("/console")
        and not rule.endpoint.endswith(".static")
        and not hasattr(console.app.view_functions[rule.endpoint], "required_roles")
    }
    assert open_to_all == public
