"""Names spelled letter by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.spelling import before_spelling, parse_spelling, spelled_out

SPELLED = {
    "martin": """
        m a r t i n
        emme a erre té i enne
        ème a ère té i enne
        aime a air té i haine
        ma erre té i enne
        m comme marie a r t i n
        m comme marie a r t i n comme nicolas
        m de marie a r t i n
        martin m a r t i n
        je m'appelle martin m a r t i n
        je vous épelle m a r t i n
        ça s'écrit m a r t i n
        majuscule m a r t i n
        alors euh m a r t i n voilà
        monsieur martin ça s'écrit m a r t i n
    """,
    "camus": """
        c comme camille a m u s
        cé a emme u esse
        sé a m u èsse
        c'est a m u s
    """,
    "villette": """
        v i deux l e deux t e
        vé i deux elle e deux té e
        v i double l e double t e
        v i l l e t t e
    """,
    "l'hermite": """
        l apostrophe h e r m i t e
        elle apostrophe ache e erre emme i té e
        l apostrophe h comme henri e r m i t e
    """,
    "d'ormesson": "d apostrophe o r m e deux s o n",
    "éloïse": "e accent aigu l o i tréma s e",
    "jean-pierre": """
        j e a n tiret p i e r r e
        j e a n trait d'union p i e deux r e
        ji e a enne trait d'union pé i e double r e
    """,
    "watelet": "double vé a t e l e t",
    "willy": "w i l l i grec",
    "yves": "i grec v e s",
    "françois": "f r a n c cédille o i s",
    "noël": "n de nicolas o e tréma l",
    "zoé": "zède o é accent aigu",
    "hélène": "ache e accent aigu l e accent grave n e",
    "benoît": "b e n o i accent circonflexe t",
    "sœur": "s o e dans l'o u r",
    "de la tour": "d e espace l a espace t o u r",
    "le goff": "l e espace g o deux f",
    "georges": "gé e o erre gé e esse",
    "thomas": "té comme thérèse h comme henri o m a s",
    "xavier": "ixe a vé i e erre",
    "quentin": "qu u e enne té i enne",
    "kacz": "k comme kléber a c z",
    "bernard": "bé e erre enne a erre dé",
    "lefevre": "elle e fé vé erre e",
    "dupont": "dé u pé o enne té",
}
TABLE = [(line.strip(), name) for name, lines in SPELLED.items() for line in lines.strip().splitlines()]


def test_a_letter_like_no_other_is_surer_than_the_first_name_heard_after_it():
    assert parse_spelling("té comme pierre ache comme marie i comme isabelle") == "phi"


@pytest.mark.parametrize(("words", "name"), TABLE)
def test_it_reads_the_letters(words, name):
    assert parse_spelling(words) == name


@pytest.mark.parametrize(
    "words", ["", "oui", "martin", "je ne veux pas", "m", "bonjour madame", "elle e zut vé erre e"]
)
def test_it_reads_no_letters_where_none_are_spelled(words):
    assert parse_spelling(words) is None


def test_an_accent_bears_on_the_letter_before_it_only_when_it_can():
    assert parse_spelling("m tréma a") == "ma"
    assert parse_spelling("é accent aigu a") == "éa"


def test_what_comes_before_the_letters_is_the_name_as_it_is_said():
    assert before_spelling("jean martin m a r t i n") == "jean martin"
    assert before_spelling("m a r t i n") == ""
    assert before_spelling("jean martin") == ""


def test_letters_are_read_back_one_by_one():
    assert spelled_out("L'Éloï") == "L, apostrophe, É, L, O, Ï"
    assert spelled_out("De-La Tour") == "D, E, tiret, L, A, espace, T, O, U, R"


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12))
def test_any_name_survives_being_spelled(name):
    assert parse_spelling(" ".join(name)) == name


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    assert parse_spelling(text) is None or parse_spelling(text)
    assert isinstance(before_spelling(text), str)
