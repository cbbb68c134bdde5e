"""The telephones of accounts: in one form whatever was typed, and each that of one person only."""

from __future__ import annotations

import phonenumbers
from sqlite_utils import Database


class NotAPhone(ValueError):
    """This number cannot be rung."""


class PhoneTaken(ValueError):
    """Somebody else's calls ring on this telephone already: `name` says whose."""

    def __init__(self, phone: str, name: str) -> None:
        super().__init__(f"{name} has the telephone {phone} already.")
        self.name = name


def normal_phone(written: str) -> str:
    """E.164 of a number as people write it, "04 65 71 00 01" or "+33 (0)4 65…"; empty for none.

    Raises NotAPhone.
    """
    if not written.strip():
        return ""
    try:
        number = phonenumbers.parse(written, "FR")
    except phonenumbers.NumberParseException:
        raise NotAPhone(written) from None
    if not phonenumbers.is_possible_number(number):
        raise NotAPhone(written)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def keep_to_one(db: Database, phone: str, email: str, now: float) -> None:
    """Inside the transaction that gives this telephone to an address: raises PhoneTaken when an account that
    is not disabled, or an invitation that can still be used, has it already.

    `phone`: empty for nobody's. `now`: seconds since the epoch.
    """
    holders = db.execute(
        "select name, phone from users where disabled_at is null and phone != '' and email != ?1"
        " union all select name, phone from invitations where user_id is null and phone != ''"
        " and email != ?1 and used_at is null and revoked_at is null and expires_at > ?2",
        [email, now],
    )
    for name, held in holders.fetchall() if phone else ():
        if _comparable(held) == _comparable(phone):
            raise PhoneTaken(phone, name)


def _comparable(held: str) -> str:
    """The form of a number that was kept as it was typed: earlier versions did."""
    try:
        return normal_phone(held)
    except NotAPhone:
        return held
