"""`standardiste users`, as the person who installs the line types it."""

import pytest
from click.testing import CliRunner

from ivr.accounts.accounts import Accounts
from ivr.cli import main
from tests.ivr.console.town import ROOT

PASSPHRASE = "un cheval vert sur le toit"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(ROOT / "mairie.toml"))

    def command(*words, typed=""):
        return CliRunner().invoke(main, ["users", *words], input=typed)

    return command


@pytest.fixture
def accounts(tmp_path, run):
    return Accounts(tmp_path / "accounts.db")


def add(run, email="claire@valmont.fr", *more, typed=PASSPHRASE + "\n"):
    return run("add", email, "--name", "Claire Fontaine", *more, typed=typed)


def test_somebody_added_is_listed_with_their_role_and_services(run, accounts):
    added = add(run, "claire@valmont.fr", "--role", "agent", "--service", "etat-civil")
    assert added.exit_code == 0, added.output
    assert "claire@valmont.fr  Claire Fontaine  agent  etat-civil" in run("list").output
    assert accounts.audit.page()[0].action == "user.added"


@pytest.mark.parametrize(
    ("password", "told"),
    [("court", "trop court"), ("claire fontaine", "devine"), ("aaaaaaaaaaaaaaaa", "devine")],
)
def test_weak_passwords_are_refused_with_the_reason(run, password, told):
    refused = add(run, typed=password + "\n")
    assert refused.exit_code == 2
    assert told in refused.output


def test_bad_input_is_named(run):
    assert "n'est pas une adresse" in add(run, "claire").output
    assert "n'existe pas dans mairie.toml" in add(run, "claire@valmont.fr", "--service", "inconnu").output
    assert "Personne n'a l'adresse" in run("disable", "personne@valmont.fr").output
    add(run)
    assert "déjà l'adresse" in add(run, "Claire@Valmont.fr").output


def test_a_telephone_is_kept_in_one_form_and_is_that_of_one_account(run, accounts):
    assert add(run, "claire@valmont.fr", "--phone", "04 65 71 00 01").exit_code == 0
    assert accounts.users.by_email("claire@valmont.fr").phone == "+33465710001"
    for more in ((), ("--invite",)):
        refused = add(run, "luc@valmont.fr", "--phone", "+33 4 65 71 00 01", *more)
        assert refused.exit_code == 2
        assert "déjà le poste de Claire Fontaine" in refused.output
    assert "ne peut pas être appelé" in add(run, "luc@valmont.fr", "--phone", "poste 12").output
    run("disable", "claire@valmont.fr")
    assert add(run, "luc@valmont.fr", "--phone", "0465710001").exit_code == 0
    assert "déjà le poste de" in run("enable", "claire@valmont.fr").output


def test_an_invitation_is_a_link_and_waits_in_the_list(run, accounts):
    told = add(run, "luc@valmont.fr", "--invite").output
    token = told.strip().rpartition("/")[2]
    assert accounts.invitations.find(token).email == "luc@valmont.fr"
    assert "luc@valmont.fr  Claire Fontaine  invité" in run("list").output


def test_a_link_that_only_opens_here_says_which_setting_is_missing(run, monkeypatch):
    add(run)
    for told in (add(run, "luc@valmont.fr", "--invite").output, run("reset", "claire@valmont.fr").output):
        assert "public_url vaut http://127.0.0.1:8080" in told
    monkeypatch.setenv("STANDARDISTE_PUBLIC_URL", "https://voix.valmont.example")
    told = run("reset", "claire@valmont.fr").output
    assert "public_url" not in told
    assert "https://voix.valmont.example/console/invitation/" in told


def test_disabling_resetting_and_signing_out_reach_the_account(run, accounts):
    add(run)
    user = accounts.users.by_email("claire@valmont.fr")
    run("disable", user.email)
    assert accounts.users.by_id(user.id).disabled
    run("enable", user.email)
    assert not accounts.users.by_id(user.id).disabled
    link = run("reset", user.email).output.strip().rpartition("/")[2]
    assert accounts.invitations.find(link).user_id == user.id
    before = accounts.users.by_id(user.id).session_version
    assert run("sign-out").exit_code == 0
    assert run("reset-second-factor", user.email).exit_code == 0
    assert accounts.users.by_id(user.id).session_version == before + 2
