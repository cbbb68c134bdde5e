"""Handing letters to the town hall's own mail server."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ivr.calls.letters import Letter, LetterSender
from ivr.calls.outbox import DeedError
from ivr.settings import Mail, Settings

log = logging.getLogger(__name__)


def letter_sender_for(settings: Settings) -> LetterSender | None:
    """What sends letters for this town; None when no mail server is named.

    Its errors say what kind of failure it was and no more: the server's own words may cite addresses.
    """
    mail = settings.mail
    if mail is None:
        return None

    def send(letter: Letter) -> None:
        _send(mail, message_of(letter, mail.sender))

    return send


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The letter as mail servers exchange it. Raises DeedError when a header cannot be written."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
    except ValueError as error:  # a line break in a header: the email package refuses it
        raise DeedError("A letter's header holds what no header may.", permanent=True) from error
    message["Date"] = format_datetime(letter.written_at)
    # The same for every try: a server that took the letter without saying so knows it again.
    message["Message-ID"] = f"<standardiste-{letter.key}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice in return
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    return message


def _send(mail: Mail, message: EmailMessage) -> None:
    try:
        with _connected(mail) as server:
            if mail.user:
                server.login(mail.user, mail.password.get_secret_value())
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise DeedError(
            f"The mail server refused the address: {codes}.", permanent=min(codes) >= 500
        ) from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        raise DeedError(
            f"The mail server refused the letter: {error.smtp_code}.", permanent=error.smtp_code >= 500
        ) from None
    except smtplib.SMTPAuthenticationError as error:
        raise DeedError(
            f"The mail server refused the password: {error.smtp_code}. Check [mail] user and"
            " STANDARDISTE_SMTP_PASSWORD."
        ) from None
    except smtplib.SMTPException as error:
        raise DeedError(f"The mail server failed: {type(error).__name__}.") from None
    except OSError as error:
        raise DeedError(
            f"The mail server {mail.host}:{mail.port} could not be reached: {type(error).__name__}."
        ) from None


def _connected(mail: Mail) -> smtplib.SMTP:
    """A session with the server, encrypted as the settings say, its certificate checked."""
    if mail.tls == "implicit":
        return smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=mail.timeout_seconds, context=ssl.create_default_context()
        )
    server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout_seconds)
    if mail.tls == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server
