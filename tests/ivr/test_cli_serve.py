"""What `standardiste serve` tells about the console once the line answers."""

import re
import time
from types import SimpleNamespace

from click.testing import CliRunner

from ivr.accounts import passwords
from ivr.accounts.accounts import Accounts
from ivr.accounts.demonstration import EMAIL
from ivr.accounts.users import Role
from ivr.cli import serve
from ivr.cli.serve import _tell_console
from ivr.database import BACKGROUND_SECONDS, LOCK_SECONDS
from ivr.house import House, accounts_path, prepare_databases
from ivr.serving import GRACE_SECONDS
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


def test_the_background_worker_waits_long_to_remember_what_it_sent(tmp_path, monkeypatch):
    opened = []

    class Ended(House):
        def worker(self, name, clock=time.time):
            opened.append(self.connections.get().execute("PRAGMA busy_timeout").fetchone()[0])
            return SimpleNamespace(run=lambda stopping: None)

        def improver(self, name, clock=time.time):
            return SimpleNamespace(run=lambda stopping: None)

    settings = settings_in(tmp_path)
    prepare_databases(settings)
    monkeypatch.setattr(serve, "House", Ended)
    monkeypatch.setattr(serve, "settings_or_exit", lambda: settings)
    monkeypatch.setattr(serve.os, "nice", lambda more: None)
    monkeypatch.setattr(serve.signal, "signal", lambda number, told: None)
    monkeypatch.setattr(serve, "set_up_logging", lambda: None)
    assert CliRunner().invoke(serve.worker, catch_exceptions=False).exit_code == 0
    assert opened == [BACKGROUND_SECONDS * 1000]
    assert GRACE_SECONDS > BACKGROUND_SECONDS > 10 * LOCK_SECONDS
