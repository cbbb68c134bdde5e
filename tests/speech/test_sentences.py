"""Where speech is cut, and which characters are given to a voice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.sentences import LONGEST_PIECE, speakable, split_long, split_sentences, split_to_hurry

FRENCH = st.text("abcé dîœ'’,;:.!?…«»()-0123456789M\n", max_size=600)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bonjour. Que puis-je faire pour vous ?", ["Bonjour.", "Que puis-je faire pour vous ?"]),
        ("Voyez M. Martin, Mme. Durand ou le Dr. Petit.", ["Voyez M. Martin, Mme. Durand ou le Dr. Petit."]),
        ("C'est au 3 av. de la Gare. Entrez.", ["C'est au 3 av. de la Gare.", "Entrez."]),
        ("L'école J. Ferry. La rentrée.", ["L'école J. Ferry.", "La rentrée."]),
        ("Cela coûte 12.50 euros. Merci.", ["Cela coûte 12.50 euros.", "Merci."]),
        ("Il est 8 h 30. 12 personnes attendent.", ["Il est 8 h 30.", "12 personnes attendent."]),
        ("Pain, lait, etc. Puis rien.", ["Pain, lait, etc.", "Puis rien."]),
        ("pain, lait, etc. et rien", ["pain, lait, etc. et rien"]),
        ("Il a dit « Venez ! » Puis il est parti.", ["Il a dit « Venez ! »", "Puis il est parti."]),
        ("« Où ? » demanda-t-elle.", ["« Où ? » demanda-t-elle."]),
        ("Attendez… Voilà !", ["Attendez…", "Voilà !"]),
        ("Vraiment ?! Oui.", ["Vraiment ?!", "Oui."]),
        ("Première ligne\nDeuxième ligne", ["Première ligne", "Deuxième ligne"]),
        ("Sans point à la fin", ["Sans point à la fin"]),
        ("… ! ?", []),
        ("", []),
    ],
)
def test_french_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(FRENCH)
def test_cutting_sentences_loses_no_letter(text: str) -> None:
    assert "".join(filter(str.isalnum, "".join(split_sentences(text)))) == "".join(filter(str.isalnum, text))


@given(FRENCH)
def test_pieces_are_short_enough_and_lose_nothing(text: str) -> None:
    for split in (split_long, split_to_hurry):
        pieces = split(text)
        assert all(0 < len(piece) <= LONGEST_PIECE for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_long_sentence_is_cut_where_a_speaker_breathes() -> None:
    sentence = (
        "Pour inscrire votre enfant à l'école, il faut présenter le livret de famille, un justificatif de "
        "domicile et le carnet de santé ; la mairie vous remet alors un certificat d'inscription que vous "
        "donnez à la directrice."
    )
    assert split_long(sentence) == [
        "Pour inscrire votre enfant à l'école, il faut présenter le livret de famille, un justificatif de "
        "domicile et le carnet de santé ;",
        "la mairie vous remet alors un certificat d'inscription que vous donnez à la directrice.",
    ]


def test_three_thousand_letters_without_a_breath_are_cut_all_the_same() -> None:
    assert [len(piece) for piece in split_long("a" * 3000)] == [LONGEST_PIECE] * 15


def test_a_hurried_voice_begins_with_a_few_words_and_goes_on_with_more() -> None:
    pieces = split_to_hurry(
        "Le service ouvre mardi trois mars, de huit heures à midi, puis de treize heures trente à dix-sept "
        "heures, sauf pendant les vacances scolaires, où il ferme une heure plus tôt."
    )
    assert pieces[0] == "Le service ouvre mardi trois mars,"
    assert len(pieces) >= 3
    for n in range(2, len(pieces)):
        assert len(pieces[n]) <= 2.5 * len(" ".join(pieces[:n]))


def test_a_hurried_voice_cuts_no_lone_word_and_no_short_sentence() -> None:
    assert split_to_hurry("Bonjour, je vous écoute.") == ["Bonjour, je vous écoute."]
    assert split_to_hurry("Oui, la mairie de Valmont est ouverte le samedi matin.") == [
        "Oui, la mairie de Valmont est ouverte le samedi matin."
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("D'accord, c’est noté !", "D'accord, c’est noté !"),
        ("[[ʁɛ]] bonjour", "ʁɛ bonjour"),
        ("nul\0part et\u200b ici", "nul part et ici"),
        ("Bravo 😀🇫🇷 !", "Bravo !"),
        ("la 市役所 ouvre", "la ouvre"),
        ("e\u0301tat civil", "état civil"),
        ("un\ttabou\u00a0et\nune ligne", "un tabou et une ligne"),
        ("\ud83d seul", "seul"),
        ("12 € à 3 %", "12 € à 3 %"),
        ("😀 … [[]] \0", ""),
        ("   ", ""),
    ],
)
def test_only_what_can_be_said_reaches_the_voice(text: str, kept: str) -> None:
    assert speakable(text) == kept


@given(st.text())
def test_whatever_is_written_no_trap_reaches_the_voice(text: str) -> None:
    kept = speakable(text)
    assert "[[" not in kept
    assert not any(unicodedata.category(character).startswith("C") for character in kept)
    assert speakable(kept) == kept
