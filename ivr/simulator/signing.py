"""The provider's request signature, written from its description and from nothing of ours.

https://www.twilio.com/docs/usage/security#validating-requests
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

HEADER = "X-Twilio-Signature"


def signature(auth_token: str, url: str, form: Mapping[str, str] | None = None) -> str:
    """Base64 of the HMAC-SHA1 of the URL followed by each form field, sorted, name then value.

    A GET request and a websocket handshake sign the URL alone; a websocket's begins with wss://.
    """
    signed = url + "".join(name + value for name, value in sorted((form or {}).items()))
    digest = hmac.new(auth_token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode("ascii")
