"""Matchers for the tests: a tiny one learnt in a moment, and the demonstration one, kept between runs."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from knowledge.calibration import shipped_calibration
from knowledge.entry import Entry
from knowledge.matching import Matcher
from knowledge.shipped import build_matcher

PROJECT = Path(__file__).parents[2]
QUESTIONS = PROJECT / "tests" / "questions"

ENTRIES = (
    Entry(
        slug="carte-identite",
        title="Demander une carte d'identité",
        service="etat-civil",
        phrasings=(
            "je voudrais refaire ma carte d'identité",
            "ma carte d'identité est périmée",
            "renouveler une carte d'identité pour mon fils",
            "on m'a volé mes papiers d'identité",
        ),
        keywords=("carte d'identité", "cni"),
        text="La carte d'identité se demande sur rendez-vous, avec une photo et une preuve de domicile.",
    ),
    Entry(
        slug="encombrants",
        title="Enlèvement des encombrants",
        service="proprete-dechets",
        phrasings=(
            "quand passe le camion des encombrants",
            "j'ai un vieux canapé à jeter",
            "comment se débarrasser d'un matelas",
            "enlever un frigo devant chez moi",
        ),
        keywords=("encombrants", "les monstres"),
        text="Les encombrants sont enlevés chaque premier mardi du mois, sur inscription.",
    ),
    Entry(
        slug="cantine",
        title="Cantine scolaire",
        service="scolaire",
        phrasings=(
            "inscrire ma fille à la cantine",
            "combien coûte un repas à la cantine",
            "mon fils ne mange pas à la cantine demain",
            "quel est le menu de la cantine",
        ),
        keywords=("cantine", "restaurant scolaire"),
        text="L'inscription à la cantine se fait sur le portail des familles avant le jeudi soir.",
    ),
)

BACKGROUND = (
    "quelle est la météo pour demain",
    "je voudrais commander une pizza",
    "comment refaire mon permis de conduire",
    "raconte-moi une blague",
    "mon patron ne me paye pas",
    "où est mon colis",
)


@cache
def tiny() -> Matcher:
    """Three articles."""
    return Matcher(ENTRIES, BACKGROUND, shipped_calibration())


@cache
def demonstration() -> Matcher:
    """The articles shipped with the package. What was learnt is kept under var, as on a real machine."""
    return build_matcher(cache=PROJECT / "var" / "matcher")


def seeded(seed: int) -> random.Random:
    """Chance that repeats itself."""
    return random.Random(seed)  # noqa: S311 (no secret is drawn from it)
