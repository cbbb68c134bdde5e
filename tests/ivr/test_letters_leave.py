"""From a message left to the letter in the service's box, through the whole house and a real mail server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.actions import TakeMessage
from ivr.calls.outbox import Outbox, promise
from ivr.house import House, prepare_databases
from ivr.settings import load_settings
from tests.ivr.calls.town import PROJECT
from tests.ivr.channels.test_mail import Desk, Server


@pytest.fixture
def post() -> Iterator[tuple[Desk, int]]:
    desk = Desk()
    server = Server(desk)
    server.start()
    yield desk, server.port
    server.stop()


def test_a_message_left_reaches_the_box_of_its_service_once(tmp_path: Path, post: tuple[Desk, int]) -> None:
    desk, port = post
    config = tmp_path / "mairie.toml"
    shipped = (PROJECT / "mairie.toml").read_text(encoding="utf-8")
    mail = (
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\nfrom = "ligne@valmont.example"\n\n[voice]'
    )
    agents = 'agents = ["+33465710061"]'
    assert agents in shipped
    config.write_text(
        shipped.replace("[voice]", mail, 1).replace(agents, f'email = "voirie@valmont.example"\n{agents}'),
        encoding="utf-8",
    )
    (tmp_path / "matcher").symlink_to(PROJECT / "var" / "matcher")
    (PROJECT / "var" / "matcher").mkdir(parents=True, exist_ok=True)
    settings = load_settings(config, {"STANDARDISTE_VAR": str(tmp_path)})
    prepare_databases(settings)
    house = House(settings)
    left = TakeMessage(service="voirie", subject="une fuite", text="ça coule", phone="+33639980101")
    with house.connections.writing() as db:
        promise(db, "test", left, time.time())
    worker, stop = house.worker("test"), threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,), daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    outbox = house.connections.get().table("outbox")
    while outbox.count_where("done_at is not null") < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    thread.join(20)
    assert Outbox(house.connections, "later").claim(time.time() + 1e6) is None, "nothing is left to be sent"
    (letter,) = desk.letters
    assert letter["To"] == "voirie@valmont.example"
    assert "ça coule" in letter.get_content()
    assert "Avant le : " in letter.get_content()
    assert list(house.connections.get().table("outbox").rows_where("done_at is null")) == []
