"""Answers the provider's webhooks, for tests that kill it: `python -m tests.ivr.webhook_worker`.

Everything is the line's own but its engines. Each line of its input is one webhook, as JSON: its path and
its form; for each it writes the document that comes back.
"""

from __future__ import annotations

import json
import sys
from typing import Any, cast

from flask import Flask
from twilio.request_validator import RequestValidator

from ivr.channels.install import install
from ivr.house import House
from ivr.settings import load_settings
from tests.ivr.channels.fakes import InstantMouth, ScriptedEars


def main() -> None:
    """Answer webhooks until told no more, or killed."""
    settings = load_settings()
    house = House(settings)
    app = Flask("line")
    install(app, house.desk, house.connections, cast(Any, ScriptedEars()), InstantMouth())
    client = app.test_client()
    (token,) = settings.provider.tokens()
    for line in sys.stdin:
        asked = json.loads(line)
        url = f"{settings.line.public_url}{asked['path']}"
        signature = RequestValidator(token).compute_signature(url, asked["form"])
        response = client.post(asked["path"], data=asked["form"], headers={"X-Twilio-Signature": signature})
        print(json.dumps({"status": response.status_code, "text": response.text}), flush=True)


if __name__ == "__main__":
    main()
