"""Spaces that do not break, in what templates say and not in what they are given."""

import pytest
from flask import Flask, render_template_string

from ivr.web.install import install_web
from ivr.web.typography import printed, unbroken

PAGE = (
    "<p title='{{ typed }} : oui'>« {{ typed }} » ? Ouvert à 9 h 30 ; {{ count }} % des appels.</p>"
    "{% if count > 1 %}<p>Fin : {{ typed }}</p>{% endif %}"
)


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("de 8 h 30 à 12 h et de 13 h 30 à 17 h", "de 8_h_30 à 12_h et de 13_h_30 à 17_h"),
        ("ouvert à 9 h, 25 rue Hugo", "ouvert à 9_h, 25 rue Hugo"),
        ("12 hommes, 3 mines", "12 hommes, 3 mines"),
        ("à 9 h 2026 personnes", "à 9_h 2026 personnes"),
        ("87,4 % : « oui »", "87,4_%_: «_oui_»"),
        ("dans 20 min", "dans 20_min"),
    ],
)
def test_a_number_stays_on_the_line_of_what_it_counts(plain, kept):
    assert unbroken(plain) == kept.replace("_", "\u00a0")


def test_a_page_keeps_signs_and_units_with_what_they_follow(tmp_path):
    app = Flask("pages")
    install_web(app, var=tmp_path, town="Valmont", https=False)
    with app.test_request_context():
        page = render_template_string(PAGE, typed="un mot : deux ?", count=12)
    assert page == (
        "<p title='un mot : deux ?\u00a0: oui'>«\u00a0un mot : deux ?\u00a0»\u00a0? "
        "Ouvert à 9\u00a0h\u00a030\u00a0; "
        "12\u00a0% des appels.</p><p>Fin\u00a0: un mot : deux ?</p>"
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Équipe d'astreinte", "Équipe d’astreinte"),
        ("l'école, jusqu'à 17 h 30", "l’école, jusqu’à 17_h_30"),
        ("Cantine scolaire : tarifs", "Cantine scolaire_: tarifs"),
        ("'entre guillemets'", "'entre guillemets'"),
    ],
)
def test_what_people_typed_is_shown_as_the_page_is_written(typed, shown):
    assert printed(typed) == shown.replace("_", "\u00a0")
