"""What `standardiste serve` tells about the console once the line answers."""

import re

from ivr.accounts import passwords
from ivr.accounts.accounts import Accounts
from ivr.accounts.demonstration import EMAIL
from ivr.accounts.users import Role
from ivr.cli.serve import _tell_console
from ivr.house import accounts_path, prepare_databases
from tests.ivr.console.town import settings_in

URL = "http://127.0.0.1:8080"


def test_on_ones_own_machine_the_terminal_gives_an_account_that_works(tmp_path, capsys):
    settings = settings_in(tmp_path)
    prepare_databases(settings)
    _tell_console(settings, URL)
    told = capsys.readouterr().out
    assert f"{URL}/console" in told
    password = re.search(r"mot de passe (\S+)", told)[1]
    accounts = Accounts(accounts_path(settings))
    user = accounts.users.by_email(EMAIL)
    assert user.role is Role.ADMIN
    assert passwords.matches(accounts.users.password_of(user.id), password)


def test_in_public_there_is_no_such_account(tmp_path, capsys):
    settings = settings_in(tmp_path, STANDARDISTE_PUBLIC_URL="https://voix.valmont.example")
    prepare_databases(settings)
    _tell_console(settings, URL)
    assert EMAIL not in capsys.readouterr().out
    assert Accounts(accounts_path(settings)).users.by_email(EMAIL) is None
