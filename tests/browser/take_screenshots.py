"""Pictures of each screen for docs/screenshots, in French, with the seeded days: `make screenshots`.

Not a test, and not collected as one: pytest lends its fixtures.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.conftest import TELEPHONE

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
COLOURS = 128
MOST_BYTES = 200_000
SCREENS = {
    "connexion": ("", "/console/connexion"),
    "accueil": ("agent", "/console/"),
    "en-direct": ("agent", "/console/en-direct/"),
    "appel": ("agent", "/console/appels/{call}"),
    "a-traiter": ("agent", "/console/a-traiter/?etat=all"),
    "message": ("agent", "/console/a-traiter/message/1"),
    "signalement": ("agent", "/console/a-traiter/report/{report}"),
    "rendez-vous": ("agent", "/console/rendez-vous/?jour={day}"),
    "fiches": ("admin", "/console/fiches"),
    "fiche": ("admin", "/console/fiches/carte-identite"),
    "alertes": ("admin", "/console/alertes"),
    "horaires": ("admin", "/console/horaires"),
    "questions": ("admin", "/console/questions"),
    "indicateurs": ("admin", "/console/indicateurs?du=2026-11-01&au=2026-11-30"),
    "relecture": ("admin", "/console/relecture"),
    "vie-privee": ("admin", "/console/vie-privee"),
    "envois": ("admin", "/console/envois"),
    "comptes": ("admin", "/console/comptes/"),
    "mon-compte": ("admin", "/console/compte/"),
    "second-facteur": ("admin", "/console/compte/second-facteur"),
    "journal": ("admin", "/console/journal/"),
}
"""File name: who is signed in, and where."""
ON_A_TELEPHONE = ("accueil", "appel", "a-traiter", "horaires")


@pytest.mark.parametrize("name", SCREENS)
def test_picture(lived_in, signed_in_page, name):
    take(lived_in, signed_in_page, name)


@pytest.mark.parametrize("name", ON_A_TELEPHONE)
def test_picture_on_a_telephone(lived_in, signed_in_page, name):
    take(lived_in, signed_in_page, name, suffix="-telephone", viewport=TELEPHONE)


def take(site, signed_in_page, name, suffix="", **more):
    key, path = SCREENS[name]
    page = signed_in_page(key, **more)
    # The clock of the page is that of the seeded days: "depuis 40 s", not "depuis 3 000 min".
    page.clock.set_fixed_time(datetime.fromtimestamp(site.console.clock[0], UTC))
    answer = page.goto(path.format(**places(site)))
    assert answer.ok, f"{path}: {answer.status}"
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = FOLDER / f"{name}{suffix}.png"
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(written, optimize=True)
    assert written.stat().st_size < MOST_BYTES, written


def places(site):
    db = site.console.office.calls.get()
    (call,) = db.execute("select id from calls where id like 'CA0006%'").fetchone()
    (report,) = db.execute("select reference from reports order by opened_at desc").fetchone()
    (start,) = db.execute("select start from appointments").fetchone()
    return {"call": call, "report": report, "day": start[:10]}
