"""Accounts without pages: guesses counted by every worker, codes that serve once, a demonstration."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyotp
import pytest

from ivr.accounts import passwords
from ivr.accounts.accounts import SEAL_KEY, Accounts
from ivr.accounts.audit import KEPT_SECONDS
from ivr.accounts.demonstration import EMAIL, PASSWORD_FILE, demonstration_password
from ivr.accounts.migrations import migrate
from ivr.accounts.passwords import weakness
from ivr.accounts.phones import PhoneTaken
from ivr.accounts.sealing import SealDamaged, SealLost, is_sealed
from ivr.accounts.second_factor import STEP_SECONDS, matching_step
from ivr.accounts.throttle import BY_ONE_ADDRESS, FROM_ONE_ADDRESS, ON_ONE_ACCOUNT, WINDOW_SECONDS
from ivr.accounts.users import EmailTaken, LastAdmin, Role, User, sees_service
from ivr.database import back_up, prepare
from ivr.house import prepare_databases
from ivr.settings import load_settings

ROOT = Path(__file__).parents[3]

PASSPHRASE = "un cheval vert sur le toit"
NOON = 1_795_000_000.0


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture
def accounts(tmp_path, clock):
    prepare(tmp_path / "accounts.db", migrate)
    return Accounts(tmp_path / "accounts.db", lambda: clock[0])


@pytest.fixture
def claire(accounts):
    return accounts.users.add("Claire@Valmont.fr", "Claire", Role.ADMIN, password=PASSPHRASE)


def together(count, act):
    """What `count` threads that act at the same moment get."""
    results, ready = [], threading.Barrier(count)

    def one():
        ready.wait()
        results.append(act())

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("leave", ["change", "disable"])
def test_two_administrators_who_leave_at_the_same_moment_do_not_both(accounts, claire, leave):
    for number in range(7):
        accounts.users.add(f"{number}@valmont.fr", "Luc", Role.ADMIN, password=PASSPHRASE)
    leaving = iter(accounts.users.all())

    def go():
        user = next(leaving)
        try:
            if leave == "disable":
                accounts.users.disable(user.id)
            else:
                accounts.users.change(user.id, name=user.name, role=Role.VIEWER, services=(), phone="")
        except LastAdmin:
            return "stays"
        return "left"

    assert sorted(together(8, go)) == ["left"] * 7 + ["stays"]


def test_somebody_who_administers_nothing_is_disabled_even_where_nobody_does(accounts):
    luc = accounts.users.add("luc@valmont.fr", "Luc", Role.VIEWER, password=PASSPHRASE)
    accounts.users.disable(luc.id)
    assert accounts.users.by_id(luc.id).disabled


def test_a_hundred_guesses_at_the_same_moment_gain_nothing(accounts):
    admitted = together(20, lambda: accounts.throttle.admit("claire@valmont.fr", "192.0.2.1"))
    assert admitted.count(True) == FROM_ONE_ADDRESS


def test_guesses_from_many_addresses_count_against_the_account(accounts):
    admitted = [accounts.throttle.admit("claire@valmont.fr", f"192.0.2.{n}") for n in range(60)]
    assert admitted.count(True) == ON_ONE_ACCOUNT


def test_guesses_on_many_accounts_count_against_the_address(accounts, clock):
    admitted = [accounts.throttle.admit(f"a{n}@valmont.fr", "192.0.2.1") for n in range(60)]
    assert admitted.count(True) == BY_ONE_ADDRESS
    clock[0] += WINDOW_SECONDS + 1
    assert accounts.throttle.admit("a1@valmont.fr", "192.0.2.1")


def test_signing_in_forgives_only_what_was_tried_from_there(accounts):
    for _ in range(FROM_ONE_ADDRESS):
        accounts.throttle.admit("claire@valmont.fr", "192.0.2.1")
        accounts.throttle.admit("claire@valmont.fr", "192.0.2.2")
    accounts.throttle.forgive("CLAIRE@valmont.fr ", "192.0.2.1")
    assert accounts.throttle.admit("claire@valmont.fr", "192.0.2.1")
    assert not accounts.throttle.admit("claire@valmont.fr", "192.0.2.2")


def test_a_code_given_twice_at_the_same_moment_serves_once(accounts, claire, clock):
    secret = pyotp.random_base32()
    accounts.second_factors.enrol(claire.id, secret, pyotp.TOTP(secret).at(clock[0] - STEP_SECONDS))
    code = pyotp.TOTP(secret).at(clock[0])
    assert together(6, lambda: accounts.second_factors.accept(claire.id, code)).count(True) == 1


def test_a_recovery_code_given_twice_at_the_same_moment_serves_once(accounts, claire, clock):
    secret = pyotp.random_base32()
    codes = accounts.second_factors.enrol(claire.id, secret, pyotp.TOTP(secret).at(clock[0]))
    assert together(6, lambda: accounts.second_factors.accept(claire.id, codes[3])).count(True) == 1
    assert accounts.second_factors.recovery_codes_left(claire.id) == 9


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_codes_of_a_telephone_that_is_a_little_late_or_early_are_accepted(seconds, accepted):
    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(NOON + seconds)
    assert (matching_step(secret, code, NOON) is not None) is accepted


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "'; --"])
def test_what_is_no_code_is_refused(code):
    assert matching_step(pyotp.random_base32(), code, NOON) is None


def test_two_people_cannot_have_one_address_whatever_its_case(accounts, claire):
    with pytest.raises(EmailTaken):
        accounts.users.add(" claire@VALMONT.fr", "Une autre", Role.AGENT)
    outcomes = together(4, lambda: _added(accounts, "luc@valmont.fr"))
    assert outcomes.count(True) == 1


def _added(accounts, email):
    try:
        accounts.users.add(email, "Luc", Role.AGENT)
    except EmailTaken:
        return False
    return True


def test_two_who_take_one_telephone_at_once_do_not_both_get_it(accounts):
    users = [accounts.users.add(f"{name}@valmont.fr", name, Role.AGENT) for name in ("luc", "anne")]

    def given(user):
        try:
            changed = accounts.users.change(
                user.id, name=user.name, role=user.role, services=(), phone="04 65 71 00 01"
            )
        except PhoneTaken:
            return ""
        return changed.phone

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(given, users)) == ["", "+33465710001"]


def test_two_accounts_that_have_one_telephone_already_can_still_be_changed(accounts, claire):
    luc = accounts.users.add("luc@valmont.fr", "Luc", Role.AGENT, phone="0465710001")
    anne = accounts.users.add("anne@valmont.fr", "Anne", Role.AGENT)
    with accounts.connections.writing() as db:
        db.execute("update users set phone = ? where id = ?", [luc.phone, anne.id])
    changed = accounts.users.change(anne.id, name="A.", role=Role.VIEWER, services=(), phone=luc.phone)
    assert (changed.name, changed.role) == ("A.", Role.VIEWER)


def test_somebody_invited_before_numbers_were_kept_apart_enters_without_the_telephone_of_another(accounts):
    accounts.users.add("luc@valmont.fr", "Luc", Role.AGENT, phone="0465710001")
    token = accounts.invitations.invite("anne@valmont.fr", "Anne", Role.AGENT)
    with accounts.connections.writing() as db:
        db.execute("update invitations set phone = '04 65 71 00 01'")
    user = accounts.users.by_id(accounts.invitations.accept(token, PASSPHRASE))
    assert (user.name, user.phone) == ("Anne", "")


def test_passwords_are_kept_hashed_and_compared_even_when_there_is_none(accounts, claire):
    kept = accounts.users.password_of(claire.id)
    assert kept.startswith("$argon2id$")
    assert PASSPHRASE not in kept
    assert passwords.matches(kept, PASSPHRASE)
    assert not passwords.matches(kept, PASSPHRASE + " ")
    assert not passwords.matches("", PASSPHRASE)
    assert not passwords.matches("not a hash", PASSPHRASE)


@pytest.mark.parametrize(
    "tried_first",
    [
        *("standardiste2026", "administrateur", "Bienvenue2026", "Bonjour12345", "B0nj0ur12345"),
        *("valmont-sur-isere", "valmontsurisère", "Valmont38000!", "soleilsoleil", "tournesoltournesol"),
        *("iloveyou1234", "Motdepasse2026"),
    ],
)
def test_what_anybody_would_try_first_is_no_password(tried_first):
    assert weakness(tried_first, "Karim Benali", "k.benali@valmont.example", "Valmont-sur-Isère") == "obvious"


@pytest.mark.parametrize(
    "phrase",
    [
        *("quatre chevaux dans la neige", "le soleil brille sur la commune", "x7#Kp!29vQzm"),
        *("deux oies grises volent", "mon jardin de 1987 fleurit", "un secret de polichinelle"),
    ],
)
def test_a_phrase_that_holds_an_ordinary_word_is_a_password(phrase):
    assert weakness(phrase, "Karim Benali", "k.benali@valmont.example", "Valmont-sur-Isère") == ""


def test_the_trail_is_kept_a_year(accounts, claire, clock):
    accounts.audit.note(claire, "call.seen", "CA1")
    clock[0] += KEPT_SECONDS - 1
    accounts.audit.note(claire, "call.seen", "CA2")
    clock[0] += 2
    accounts.audit.note(claire, "call.seen", "CA3")
    assert [entry.target for entry in accounts.audit.page()] == ["CA3", "CA2"]


def test_nothing_secret_is_kept_in_clear(accounts, claire, tmp_path):
    token = accounts.sessions.begin(claire.id, claire.session_version, address="", browser="")
    link = accounts.invitations.invite("luc@valmont.fr", "Luc", Role.AGENT)
    accounts.connections.get().conn.execute("pragma wal_checkpoint(truncate)")
    kept = (tmp_path / "accounts.db").read_bytes()
    for secret in (token, link, PASSPHRASE):
        assert secret.encode() not in kept


@pytest.mark.parametrize(
    ("role", "services", "seen"),
    [
        (Role.ADMIN, ("voirie",), True),
        (Role.AGENT, (), True),
        (Role.AGENT, ("etat-civil",), True),
        (Role.AGENT, ("voirie",), False),
    ],
)
def test_agents_see_their_services_and_administrators_all(role, services, seen):
    user = User(1, "a@b.fr", "A", role, services)
    assert sees_service(user, "etat-civil") is seen


def test_the_demonstration_account_is_made_once_and_only_where_nobody_works(accounts, tmp_path):
    password = demonstration_password(accounts, tmp_path, "Valmont")
    assert demonstration_password(accounts, tmp_path, "Valmont") == password
    assert (tmp_path / PASSWORD_FILE).stat().st_mode & 0o077 == 0
    user = accounts.users.by_email(EMAIL)
    assert passwords.matches(accounts.users.password_of(user.id), password)


def test_a_town_hall_that_works_gets_no_demonstration_account(accounts, claire, tmp_path):
    assert demonstration_password(accounts, tmp_path, "Valmont") == ""
    assert accounts.users.by_email(EMAIL) is None


def kept_of(accounts, user):
    return (
        accounts.connections.get()
        .execute("select totp_secret from users where id = ?", [user.id])
        .fetchone()[0]
    )


def enrolled(accounts, user, clock):
    """(The secret, the recovery codes) of a second factor just switched on."""
    secret = pyotp.random_base32()
    return secret, accounts.second_factors.enrol(
        user.id, secret, pyotp.TOTP(secret).at(clock[0] - STEP_SECONDS)
    )


def test_a_stolen_backup_gives_no_second_factor(accounts, claire, clock, tmp_path):
    secret, _ = enrolled(accounts, claire, clock)
    copy = back_up(tmp_path / "accounts.db")
    assert secret.encode() not in copy.read_bytes()
    key = tmp_path / SEAL_KEY
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_bytes() not in copy.read_bytes()
    assert accounts.second_factors.accept(claire.id, pyotp.TOTP(secret).at(clock[0]))


def test_secrets_that_an_earlier_version_left_in_clear_are_sealed_for_good(accounts, claire, clock, tmp_path):
    secret, _ = enrolled(accounts, claire, clock)
    with accounts.connections.writing() as db:
        db.execute("update users set totp_secret = ? where id = ?", [secret, claire.id])
    again = Accounts(tmp_path / "accounts.db", lambda: clock[0])
    assert again.second_factors.accept(claire.id, pyotp.TOTP(secret).at(clock[0]))
    assert again.second_factors.seal_all() == 1
    assert again.second_factors.seal_all() == 0
    assert secret.encode() not in (tmp_path / "accounts.db").read_bytes()
    assert is_sealed(kept_of(again, claire))
    clock[0] += STEP_SECONDS
    assert again.second_factors.accept(claire.id, pyotp.TOTP(secret).at(clock[0]))


@pytest.mark.parametrize("harm", ["lost", "another", "damaged"])
def test_without_the_key_only_recovery_codes_are_accepted_and_the_log_says_why(
    accounts, claire, clock, tmp_path, caplog, harm
):
    secret, codes = enrolled(accounts, claire, clock)
    key = tmp_path / SEAL_KEY
    kept = key.read_text()
    key.unlink()
    if harm != "lost":
        key.write_text("0" * 64 if harm == "another" else "rien de bon")
    assert not accounts.second_factors.accept(claire.id, pyotp.TOTP(secret).at(clock[0]))
    assert SEAL_KEY in caplog.text
    assert secret not in caplog.text
    assert key.exists() is (harm != "lost")
    assert accounts.second_factors.accept(claire.id, codes[0])
    key.write_text(kept)
    assert accounts.second_factors.accept(claire.id, pyotp.TOTP(secret).at(clock[0]))


def test_no_other_key_is_made_while_colleagues_secrets_are_sealed_with_the_lost_one(
    accounts, claire, clock, tmp_path
):
    secret, _ = enrolled(accounts, claire, clock)
    luc = accounts.users.add("luc@valmont.fr", "Luc", Role.AGENT, password=PASSPHRASE)
    key = tmp_path / SEAL_KEY
    kept = key.read_text()
    key.unlink()
    with pytest.raises(SealLost):
        enrolled(accounts, luc, clock)
    assert not key.exists()
    assert kept_of(accounts, luc) is None
    key.write_text(kept)
    luc_secret, _ = enrolled(accounts, luc, clock)
    for user, one in ((claire, secret), (luc, luc_secret)):
        assert accounts.second_factors.accept(user.id, pyotp.TOTP(one).at(clock[0]))


def test_whoever_alone_had_a_second_factor_enrols_again_after_the_key_is_lost(
    accounts, claire, clock, tmp_path
):
    enrolled(accounts, claire, clock)
    (tmp_path / SEAL_KEY).unlink()
    secret, _ = enrolled(accounts, claire, clock)
    assert accounts.second_factors.accept(claire.id, pyotp.TOTP(secret).at(clock[0]))


@pytest.mark.parametrize("damage", ["court", "z" * 64, "0" * 63, "0" * 128, "é" * 64])
def test_a_damaged_key_is_named_and_left_as_it_is(accounts, claire, clock, tmp_path, damage):
    (tmp_path / SEAL_KEY).write_text(damage)
    with pytest.raises(SealDamaged, match=SEAL_KEY):
        enrolled(accounts, claire, clock)
    assert (tmp_path / SEAL_KEY).read_text() == damage
    assert kept_of(accounts, claire) is None


def test_secrets_in_clear_wait_for_the_key_and_the_line_starts_all_the_same(
    accounts, claire, clock, tmp_path, caplog
):
    enrolled(accounts, claire, clock)
    luc = accounts.users.add("luc@valmont.fr", "Luc", Role.ADMIN, password=PASSPHRASE)
    with accounts.connections.writing() as db:
        db.execute("update users set totp_secret = 'JBSWY3DPEHPK3PXP' where id = ?", [luc.id])
    (tmp_path / SEAL_KEY).unlink()
    assert accounts.second_factors.seal_all() == 0
    assert SEAL_KEY in caplog.text
    assert not (tmp_path / SEAL_KEY).exists()


def test_the_databases_are_made_ready_with_no_secret_in_clear(tmp_path):
    settings = load_settings(ROOT / "mairie.toml", {"STANDARDISTE_VAR": str(tmp_path)})
    prepare(tmp_path / "accounts.db", migrate)
    accounts = Accounts(tmp_path / "accounts.db")
    luc = accounts.users.add("luc@valmont.fr", "Luc", Role.ADMIN, password=PASSPHRASE)
    with accounts.connections.writing() as db:
        db.execute("update users set totp_secret = 'JBSWY3DPEHPK3PXP' where id = ?", [luc.id])
    prepare_databases(settings)
    assert is_sealed(kept_of(accounts, luc))
