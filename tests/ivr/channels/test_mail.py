"""Letters handed to a real mail server on this machine: encrypted, signed in, refused, once."""

from __future__ import annotations

import email
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from pydantic import SecretStr

from ivr.calls.letters import Letter
from ivr.calls.outbox import DeedError
from ivr.channels.mail import letter_sender_for, message_of
from ivr.settings import Mail
from tests.ivr.calls.town import settings_with

CERTIFICATE = Path(__file__).parent / "mail_server.pem"
"""Made for these tests alone, by itself, for 127.0.0.1."""
LETTER = Letter(
    to="voirie@valmont.example",
    subject="Signalement n° 471290 : une panne d'éclairage",
    body="Bonjour,\n\nUn problème est signalé à l'été.\n",
    key="report-471290-new-7",
    written_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
)


class Desk:
    """What the server does with the letters it is given."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.refusing = ""
        """What it answers to the recipient, or to the letter, instead of taking it."""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refusing.startswith(("550", "450")):
            return self.refusing
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refusing:
            return self.refusing
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


class Server(Controller):
    """A mail server on a free port of this machine."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        self.options = options
        super().__init__(desk, hostname="127.0.0.1", port=0)

    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.options)

    def _trigger_server(self) -> None:
        """The port is only known once it listens."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def authenticator(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ligne", b"secret")
    return AuthResult(success=known, handled=known)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def plain(desk: Desk) -> Iterator[Server]:
    server = Server(desk)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def encrypted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    server = Server(
        desk, tls_context=context, require_starttls=True, authenticator=authenticator, auth_required=True
    )
    server.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    yield server
    server.stop()


def send(server: Server, letter: Letter = LETTER, **changes: Any) -> None:
    mail = Mail(
        **{
            "host": "127.0.0.1",
            "port": server.port,
            "tls": "none",
            "from": "ligne@valmont.example",
            **changes,
        }
    )
    sender = letter_sender_for(settings_with(mail=mail))
    assert sender is not None
    sender(letter)


def test_a_letter_arrives_whole_with_its_accents(plain: Server, desk: Desk) -> None:
    send(plain)
    (letter,) = desk.letters
    assert letter["From"] == "ligne@valmont.example"
    assert letter["To"] == "voirie@valmont.example"
    assert letter["Subject"] == LETTER.subject
    assert letter["Date"].datetime == LETTER.written_at
    assert letter["Message-ID"] == "<standardiste-report-471290-new-7@valmont.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().replace("\r\n", "\n") == LETTER.body
    assert letter.get_content_type() == "text/plain"


def test_the_same_deed_has_the_same_message_id_at_every_try(plain: Server, desk: Desk) -> None:
    send(plain)
    send(plain)
    assert len({letter["Message-ID"] for letter in desk.letters}) == 1


def test_it_signs_in_over_an_encrypted_connection(encrypted: Server, desk: Desk) -> None:
    send(encrypted, tls="starttls", user="ligne", password=SecretStr("secret"))
    assert len(desk.letters) == 1


def test_a_wrong_password_is_tried_again_and_said(encrypted: Server) -> None:
    with pytest.raises(DeedError, match="STANDARDISTE_SMTP_PASSWORD") as raised:
        send(encrypted, tls="starttls", user="ligne", password=SecretStr("faux"))
    assert not raised.value.permanent


def test_a_server_whose_certificate_is_not_trusted_gets_nothing(
    encrypted: Server, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(DeedError, match="SSLCertVerificationError"):
        send(encrypted, tls="starttls", user="ligne", password=SecretStr("secret"))
    assert desk.letters == []


def test_a_server_that_offers_no_encryption_is_not_written_to_in_clear(plain: Server, desk: Desk) -> None:
    with pytest.raises(DeedError, match="SMTPNotSupportedError"):
        send(plain, tls="starttls")
    assert desk.letters == []


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("550 no such person voirie@valmont.example", True),
        ("450 come back later", False),
        ("552 too large", True),
        ("451 try again", False),
    ],
)
def test_refusals_for_good_and_for_now_are_told_apart(
    plain: Server, desk: Desk, answer: str, permanent: bool
) -> None:
    desk.refusing = answer
    with pytest.raises(DeedError, match=answer[:3]) as raised:
        send(plain)
    assert raised.value.permanent is permanent
    assert "valmont" not in str(raised.value)


def test_a_server_that_is_not_there_is_tried_again(plain: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(DeedError, match="could not be reached") as raised:
        send(plain, port=port)
    assert not raised.value.permanent


def test_a_server_that_says_nothing_is_given_up_after_a_while(unanswering: int) -> None:
    mail = Mail(**{"host": "127.0.0.1", "port": unanswering, "tls": "none", "from": "l@valmont.example"})
    sender = letter_sender_for(settings_with(mail=mail.model_copy(update={"timeout_seconds": 0.2})))
    assert sender is not None
    with pytest.raises(DeedError, match=r"SMTPServerDisconnected|TimeoutError"):
        sender(LETTER)


@pytest.fixture
def unanswering() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize("header", ["subject", "to"])
def test_no_header_can_be_smuggled_in(header: str) -> None:
    hostile = {"subject": LETTER.subject, "to": LETTER.to, header: "x\r\nBcc: tous@valmont.example"}
    letter = Letter(**hostile, body="", key="k", written_at=LETTER.written_at)
    with pytest.raises(DeedError, match="header") as raised:
        message_of(letter, "ligne@valmont.example")
    assert raised.value.permanent


def test_a_town_without_a_mail_server_writes_to_nobody() -> None:
    assert letter_sender_for(settings_with(mail=None)) is None
