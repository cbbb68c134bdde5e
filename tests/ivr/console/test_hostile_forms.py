"""Every form and every address of the console, sent what no browser would send: never an error of ours."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.routing import Rule

import ivr.console
from ivr.web.limits import limiter
from tests.ivr.console.town import Browser, token_in

pytestmark = [pytest.mark.timeout(400), pytest.mark.usefixtures("unlimited")]

SOURCES = Path(ivr.console.__file__).parent
NAMES = sorted(
    {
        name
        for path in [*SOURCES.glob("*.py"), *SOURCES.glob("templates/console/*.html")]
        for name in re.findall(
            r"""(?:(?:form|args)\.get(?:list)?\(\s*"|name="|^    (?=\w+ = \w+Field))(\w+)""",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    }
    - {"csrf_token"}
)
"""Names that the console's forms and addresses give to what is typed, found in its sources."""
HOSTILE = {
    "nothing": None,
    "empty": "",
    "NUL": "a\x00b",
    "long": "é" * 20_000,
    "digits": "9" * 400,
    "minus": "-1",
    "other digits": "²٣",
    "not a number": "nan",
    "SQL": "' or 1=1; drop table calls; --",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "percent": "%s%(x)s{0}{x}\\",
    "no day": "2026-13-45",
    "year one": "0001-01-01",
    "last year": "9999-12-31T23:59",
    "lone": "\ud800",
    "lines": "a\r\nSet-Cookie: x=1\r\n\r\n",
}
IDS = ("1", "0", "999999", "inconnu", "' or 1=1", "a\x00b", "é" * 500, "9" * 400, "..%2f..%2fetc")
NOT_HERE = {"sign_in.sign_out", "listening.listen"}
"""What would sign out the one who tries; and the voice, which this console has none of (503)."""


@pytest.fixture
def unlimited(monkeypatch):
    """Asks for as many pages a minute as it likes."""
    monkeypatch.setattr(limiter, "enabled", False)


def rules(console, method: str) -> list[Rule]:
    return [
        rule
        for rule in sorted(console.app.url_map.iter_rules(), key=str)
        if method in (rule.methods or ())
        and rule.endpoint not in NOT_HERE
        and rule.rule.startswith("/console")
        and not rule.endpoint.endswith(("static", "assets"))
    ]


def addresses(console, rule: Rule) -> list[str]:
    """The rule about things that are there, that are not, and that cannot be."""
    db = console.office.calls.get()
    there = {
        "call_id": db.execute("select max(id) from calls").fetchone()[0],
        "slug": "encombrants",
        "reference": db.execute("select max(reference) from appointments").fetchone()[0],
        "user_id": str(console.person("viewer").id),
        "service": "voirie",
        "key": "main.question",
        "item": str(db.execute("select max(id) from messages").fetchone()[0]),
        "number": "1",
    }
    made = []
    for given in ("there", *IDS):
        built = rule.rule
        for name in rule.arguments:
            choices = re.search(rf"<any\(([^)]*)\):{name}>", built)
            first = choices[1].split(",")[0].strip() if choices else ""
            value = first or (there.get(name, "1") if given == "there" else given)
            built = re.sub(rf"<(?:[^<>]*:)?{name}>", lambda _, value=value: value, built)
        made.append(built)
    return list(dict.fromkeys(made))


def faults(console, method: str, values: dict[str, str | None], *, there_only: bool) -> list[str]:
    """What breaks down, of every address, sent each of these values in every field."""
    found: list[str] = []
    browser, token = attacker(console)
    for rule in rules(console, method):
        for path in addresses(console, rule)[: 1 if there_only else None]:
            for name, value in values.items():
                typed = {} if value is None else dict.fromkeys(NAMES, value.encode("utf-8", "surrogatepass"))
                if method == "GET":
                    answer = browser.get(path, query_string=typed)
                else:
                    answer = browser.send(path, {**typed, "csrf_token": token})
                answer.get_data()
                if answer.status_code >= 500:
                    found.append(f"{method} {path[:60]!r} {name}: {answer.status_code}")
        if browser.get("/console/compte/").status_code != 200:  # a session was ended, as it should
            browser, token = attacker(console)
    return found


def attacker(console) -> tuple[Browser, str]:
    """Somebody signed in, with a form's token."""
    console.clock[0] += 1800  # so many people do not sign in within a quarter of an hour
    browser = console.signed_in("admin")
    return browser, token_in(browser.get("/console/compte/").text)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_value_breaks_a_page(console, method):
    # No address is as long as a form may be.
    values = {name: value and value[: 200 if method == "GET" else None] for name, value in HOSTILE.items()}
    assert faults(console, method, values, there_only=True) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_that_cannot_be_there_breaks_a_page(console, method):
    values = {name: HOSTILE[name] for name in ("nothing", "markup")}
    assert faults(console, method, values, there_only=False) == []


def test_a_file_where_words_are_expected_is_refused(console):
    browser, token = attacker(console)
    broken = []
    for rule in rules(console, "POST"):
        path = addresses(console, rule)[0]
        files = {name: (BytesIO(b"x"), "x.txt") for name in NAMES}
        if browser.send(path, {**files, "csrf_token": token}).status_code >= 500:
            broken.append(path)
    assert broken == []


def test_the_names_are_found_in_the_sources():
    assert {"slug", "wording", "revision", "jour", "q", "mots", "services", "text", "losses"} <= set(NAMES)
