"""Links sent to citizens: signed, so that nobody makes one up; for a time; good for one report alone."""

from __future__ import annotations

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

PHOTO_DAYS = 30
"""How long a photo can be added after the report."""
_DAY_SECONDS = 86_400


class LinkExpired(Exception):
    """The link was good, once."""


class LinkInvalid(Exception):
    """This is no link of ours."""


class PhotoLinks:
    """Makes and reads the links that add photos to a report."""

    def __init__(self, public_url: str, key: str) -> None:
        """`key`: this line's secret."""
        self._public_url = public_url
        self._signer = URLSafeTimedSerializer(key, salt="report-photo")

    def link(self, reference: str) -> str:
        """The address to send."""
        return f"{self._public_url}/photo/{self.token(reference)}"

    def token(self, reference: str) -> str:
        """What proves that its holder was given this report's link."""
        token = self._signer.dumps(reference)
        return token if isinstance(token, str) else token.decode()

    def reference(self, token: str) -> str:
        """The report that a token is about. Raises LinkExpired, LinkInvalid."""
        try:
            reference = self._signer.loads(token, max_age=PHOTO_DAYS * _DAY_SECONDS)
        except SignatureExpired:
            raise LinkExpired from None
        except BadSignature:
            raise LinkInvalid from None
        return str(reference)
