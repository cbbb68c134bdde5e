"""Written French becomes spoken French."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speech.spoken import spell_out

HOURS = [
    ("La mairie ouvre à 8 h 30.", "La mairie ouvre à huit heures trente."),
    ("de 8h30 à 12h", "de huit heures trente à midi"),
    ("de 8 h à 12 h 30", "de huit heures à midi trente"),
    ("à 0 h", "à minuit"),
    ("à 0 h 15", "à minuit quinze"),
    ("jusqu'à 24 h", "jusqu'à minuit"),
    ("sous 24 h ouvrées", "sous vingt-quatre heures ouvrées"),
    ("un délai de 12 h", "un délai de douze heures"),
    ("pendant 12 h", "pendant douze heures"),
    ("12 h par semaine", "douze heures par semaine"),
    ("35 h par semaine", "trente-cinq heures par semaine"),
    ("entre 12 h et 14 h", "entre midi et quatorze heures"),
    ("à 1 h", "à une heure"),
    ("à 21 h 05", "à vingt et une heures cinq"),
    ("à 2 h 21", "à deux heures vingt et une"),
    ("13 h 00", "treize heures"),
    ("17H45", "dix-sept heures quarante-cinq"),
    ("7 h 30 min", "sept heures trente"),
    ("08:30", "huit heures trente"),
    ("08:30-12:00", "de huit heures trente à midi"),
    ("Lundi : 8h30-12h00, 13h30-17h30",
     "Lundi : de huit heures trente à midi, de treize heures trente à dix-sept heures trente"),
    ("de 8 h - 12 h et 14 h – 17 h", "de huit heures à midi et de quatorze heures à dix-sept heures"),
    ("9-12 h", "de neuf heures à midi"),
    ("lun.-ven. 9h-12h/14h-17h",
     "lundi à vendredi de neuf heures à midi, de quatorze heures à dix-sept heures"),
    ("Ouvert 24h/24 et 7j/7", "Ouvert vingt-quatre heures sur vingt-quatre et sept jours sur sept"),
    ("2 j/semaine", "deux jours par semaine"),
]  # fmt: skip

DATES = [
    ("le 15/03/2026", "le quinze mars deux mille vingt-six"),
    ("le 01/05/2026", "le premier mai deux mille vingt-six"),
    ("le 15.03.2026", "le quinze mars deux mille vingt-six"),
    ("le 15/03/26", "le quinze mars deux mille vingt-six"),
    ("mardi 3 mars 2026", "mardi trois mars deux mille vingt-six"),
    ("le 03 mars", "le trois mars"),
    ("le 1er mai", "le premier mai"),
    ("le 1 mai", "le premier mai"),
    ("2026-11-24", "vingt-quatre novembre deux mille vingt-six"),
    ("du 15/03 au 20/03", "du quinze mars au vingt mars"),
    ("le 29/02/2028", "le vingt-neuf février deux mille vingt-huit"),
    ("le 31/02/2026", "le trente et un, zéro deux, deux mille vingt-six"),
    ("le 12 sept. 2026", "le douze septembre deux mille vingt-six"),
    ("le 11 novembre 1918", "le onze novembre mille neuf cent dix-huit"),
    ("l'année scolaire 2025-2026", "l'année scolaire deux mille vingt-cinq deux mille vingt-six"),
    ("sam. et dim. 10 h", "samedi et dimanche dix heures"),
    ("au bord de la mer.", "au bord de la mer."),
]  # fmt: skip

PHONES = [
    ("04 65 71 00 70", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("04.65.71.00.70", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("04-65-71-00-70", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("0465710070", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("04\u00a065\u00a071\u202f00\u202f70",
     "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("+33 4 65 71 00 70", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("+33465710070", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("+33 (0)4 65 71 00 70", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("0033 4 65 71 00 70", "zéro quatre, soixante-cinq, soixante et onze, zéro zéro, soixante-dix"),
    ("06 01 02 03 04", "zéro six, zéro un, zéro deux, zéro trois, zéro quatre"),
    ("composez le 3939", "composez le trente-neuf trente-neuf"),
    ("le 39 39", "le trente-neuf trente-neuf"),
    ("le 3919 ou le 3114", "le trente-neuf dix-neuf ou le trente et un quatorze"),
    ("le 3 000", "le trois mille"),
    ("le 15, le 17, le 18 ou le 112.", "le quinze, le dix-sept, le dix-huit ou le cent douze."),
    ("le 114", "le cent quatorze"),
    ("le 116 117", "le cent seize, cent dix-sept"),
    ("au 0 809 401 401", "au zéro huit cent neuf, quatre cent un, quatre cent un"),
    ("0800 123 456", "zéro huit cents, cent vingt-trois, quatre cent cinquante-six"),
    ("+44 20 7946 0958",
     "plus quarante-quatre, vingt, soixante-dix-neuf, quarante-six, zéro neuf, cinquante-huit"),
]  # fmt: skip

SUMS = [
    ("12,50 €", "douze euros cinquante"),
    ("12,5 €", "douze euros cinquante"),
    ("12,05 €", "douze euros cinq"),
    ("0,50 €", "cinquante centimes"),
    ("0,01 €", "un centime"),
    ("1 €", "un euro"),
    ("0 €", "zéro euro"),
    ("80 €", "quatre-vingts euros"),
    ("86€.", "quatre-vingt-six euros."),
    ("1 500 €", "mille cinq cents euros"),
    ("1\u202f234,56 €", "mille deux cent trente-quatre euros cinquante-six"),
    ("1 000 000 €", "un million d'euros"),
    ("1,5 M€", "un virgule cinq million d'euros"),
    ("30 k€", "trente mille euros"),
    ("12 €/mois", "douze euros par mois"),
    ("3,50 €/h", "trois euros cinquante par heure"),
    ("2 €/m²", "deux euros par mètre carré"),
    ("12€50", "douze euros cinquante"),
    ("€12", "douze euros"),
    ("10 € - 20 €", "dix euros à vingt euros"),
    ("3 x 20 €", "trois fois vingt euros"),
    ("12,50 euros", "douze euros cinquante"),
]  # fmt: skip

NUMBERS = [
    ("5,5 %", "cinq virgule cinq pour cent"),
    ("100%", "cent pour cent"),
    ("3,14", "trois virgule quatorze"),
    ("0,05", "zéro virgule zéro cinq"),
    ("3,1416", "trois virgule un quatre un six"),
    ("007", "zéro zéro sept"),
    ("12 000 habitants", "douze mille habitants"),
    ("1 photo d'identité", "une photo d'identité"),
    ("21 personnes", "vingt et une personnes"),
    ("1 an", "un an"),
    ("d'1 an", "d'un an"),
    ("5 à 20", "cinq à vingt"),
    ("10-15 jours", "dix à quinze jours"),
    ("1/2", "un demi"),
    ("½ journée", "une demi-journée"),
    ("3/4", "trois quarts"),
    ("page 2/3", "page deux sur trois"),
    ("4x4", "quatre quatre"),
    ("-5 °C", "moins cinq degrés"),
    ("bac + 3", "bac plus trois"),
    ("J-7", "ji moins sept"),
    ("n° 12", "numéro douze"),
    ("N°5", "numéro cinq"),
    ("version 1.2.3", "version un point deux point trois"),
    ("formulaire n° 12100*02", "formulaire numéro douze mille cent étoile zéro deux"),
    ("123 456 789 00012", "cent vingt-trois, quatre cent cinquante-six, sept cent quatre-vingt-neuf,"
     " zéro zéro zéro douze"),
    ("40 m²", "quarante mètres carrés"),
    ("150m2", "cent cinquante mètres carrés"),
    ("1 m³", "un mètre cube"),
    ("1,5 km", "un virgule cinq kilomètre"),
    ("30 km/h", "trente kilomètres à l'heure"),
    ("35 cm", "trente-cinq centimètres"),
    ("2 kg", "deux kilos"),
    ("3,5 t", "trois virgule cinq tonnes"),
    ("1 min", "une minute"),
    ("le prix au m²", "le prix au mètre carré"),
    ("٣ places", "trois places"),
]  # fmt: skip

RANKS = [
    ("1er étage", "premier étage"),
    ("1re demande", "première demande"),
    ("1ᵉʳ", "premier"),
    ("2e classe", "deuxième classe"),
    ("3ème", "troisième"),
    ("2nde", "seconde"),
    ("les 2ndes", "les secondes"),
    ("votre 18^e anniversaire", "votre dix-huitième anniversaire"),
    ("80e", "quatre-vingtième"),
    ("200e", "deux centième"),
    ("XVIe siècle", "seizième siècle"),
    ("Ve République", "cinquième République"),
    ("Louis XIV", "Louis quatorze"),
    ("François Ier", "François premier"),
    ("Charles V", "Charles cinq"),
    ("chapitre III", "chapitre trois"),
    ("Le maire", "Le maire"),
]

PLACES = [
    ("12 bd Gambetta", "douze boulevard Gambetta"),
    ("12 av. du Stade", "douze avenue du Stade"),
    ("3 pl. de la République", "trois place de la République"),
    ("12 r. Victor Hugo", "douze rue Victor Hugo"),
    ("12 bis rue Haute", "douze bis rue Haute"),
    ("1 place de la République, 38990 Valmont-sur-Isère",
     "un, place de la République, trente-huit neuf cent quatre-vingt-dix Valmont-sur-Isère"),
    ("75001 Paris", "soixante-quinze mille un Paris"),
    ("38000 Grenoble", "trente-huit mille Grenoble"),
    ("01200 Bellegarde", "zéro un deux cents Bellegarde"),
    ("St-Martin et Ste Anne", "Saint-Martin et Sainte-Anne"),
    ("bât. B, appt 12", "bâtiment bé, appartement douze"),
    ("l'A48", "l'A quarante-huit"),
]  # fmt: skip

SHORT_WORDS = [
    ("M. Dupont et Mme Martin", "monsieur Dupont et madame Martin"),
    ("M. et Mme Dupont", "monsieur et madame Dupont"),
    ("M. le maire", "monsieur le maire"),
    ("Dr Petit", "docteur Petit"),
    ("votre CNI", "votre carte d'identité"),
    ("un PACS", "un pacse"),
    ("le PLU", "le pé-elle-u"),
    ("le PLUi", "le pé-elle-u-i"),
    ("le CCAS", "le cé-cé-a-esse"),
    ("la CAF", "la caf"),
    ("le RSA", "le erre-esse-a"),
    ("l'APA", "l'apa"),
    ("un HLM", "un ache-elle-èmme"),
    ("l'ANTS", "l'a-enne-té-esse"),
    ("la JDC", "la ji-dé-cé"),
    ("un CERFA", "un cerfa"),
    ("la TVA", "la té-vé-a"),
    ("le SIRET", "le siret"),
    ("l'INSEE", "l'insé"),
    ("une ATSEM", "une atsem"),
    ("l'ALSH", "l'a-elle-esse-ache"),
    ("PMR", "pé-èmme-erre"),
    ("un ERP", "un euh-erre-pé"),
    ("la S.N.C.F.", "la esse-enne-cé-effe"),
    ("CE1 et CM2", "cé-euh un et cé-èmme deux"),
    ("la zone B", "la zone bé"),
    ("l'EHPAD", "l'épade"),
    ("VALMONT", "valmont"),
    ("TOUS LES SERVICES SONT FERMÉS", "tous les services sont fermés"),
    ("art. L. 2122-22", "article elle deux mille cent vingt-deux tiret vingt-deux"),
    ("une perte ou un vol. Le timbre", "une perte ou un vol. Le timbre"),
    ("photos, etc. Puis signez", "photos, et cétéra. Puis signez"),
    ("p. ex. ici", "par exemple ici"),
    ("RDV à 9h", "rendez-vous à neuf heures"),
]

ADDRESSES = [
    ("https://www.service-public.fr", "trois double-vé point service tiret public point effe-erre"),
    ("www.ants.gouv.fr.", "trois double-vé point a-enne-té-esse point gouv point effe-erre."),
    ("service-public.fr/particuliers", "service tiret public point effe-erre slash particuliers"),
    ("https://valmont.fr/actes/etat-civil/F1234?x=1", "valmont point effe-erre"),
    ("mairie@valmont-sur-isere.example", "mairie arobase valmont tiret sur tiret isere point example"),
    ("jean.dupont2@orange.fr", "jean point dupont deux arobase orange point effe-erre"),
]

SIGNS = [
    ("père et/ou mère", "père et ou mère"),
    ("oui/non", "oui ou non"),
    ("l'agent(e)", "l'agent"),
    ("la mairie (rez-de-chaussée), puis", "la mairie, rez-de-chaussée, puis"),
    ("Logement > Aides", "Logement, Aides"),
    ("Rousseau & fils", "Rousseau et fils"),
    ("Appuyez sur * ou #", "Appuyez sur étoile ou dièse"),
    ("« Bonjour » 😀 !", "Bonjour !"),
    ("a\0b\u200bc", "abc"),
    ("[[fu:]] voix", "fu : voix"),
    ("MaPrimeAdapt' pour tous", "MaPrimeAdapt pour tous"),
    ("Pièces :\n- une photo\n- un acte\n\nVenez", "Pièces : une photo, un acte. Venez"),
    ("Bonjour...", "Bonjour…"),
    ("Привет 你好", ""),
    ("", ""),
    ("?!", ""),
]

EXAMPLES = [*HOURS, *DATES, *PHONES, *SUMS, *NUMBERS, *RANKS, *PLACES, *SHORT_WORDS, *ADDRESSES, *SIGNS]


@pytest.mark.parametrize(("written", "spoken"), EXAMPLES, ids=[written for written, _ in EXAMPLES])
def test_it_says_what_a_person_would_say(written: str, spoken: str) -> None:
    assert spell_out(written) == spoken


@pytest.mark.parametrize("spoken", [spoken for _, spoken in EXAMPLES])
def test_it_leaves_its_own_words_alone(spoken: str) -> None:
    assert spell_out(spoken) == spoken


def test_it_leaves_ordinary_french_alone() -> None:
    text = "Où puis-je, s'il vous plaît, déclarer la naissance de ma fille ? À l'état civil : c'est gratuit."
    assert spell_out(text) == text


_TRICKY = st.sampled_from(
    [
        *"0123456789", " ", " ", " h ", "h", ":", "/", "-", "–", ",", ".", "€", "%", "°", "²", "(", ")",
        "[[", "'", "M.", "av.", "etc.", "mer.", "n°", "er", "e", "XIV", "A", "B", "CAF", "km", "m2", "www.",
        ".fr", "@", "+33", "mars", "le ", "à ", "de ", "L", "’", "\n", "- ", "x", "½", "😀", "\0", "é", "1/2",
        "04 65", "*", "#",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_TRICKY, max_size=24).map("".join))


@given(_TEXTS)
@settings(max_examples=600)
def test_only_words_and_stops_are_left(text: str) -> None:
    said = spell_out(text)
    assert not any(character.isnumeric() for character in said)
    assert all(character.isalpha() or character in " .,;:!?…'-" for character in said)
    assert "  " not in said
    assert said == said.strip()


@given(_TEXTS)
@settings(max_examples=600)
def test_saying_it_again_changes_nothing(text: str) -> None:
    said = spell_out(text)
    assert spell_out(said) == said


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_of_day_is_said_in_words(hour: int, minute: int) -> None:
    said = spell_out(f"à {hour} h {minute:02}")
    assert re.fullmatch(r"à (minuit|midi|[a-z -]+ heures?)( [a-z -]+)?", said)
    assert said == spell_out(f"à {hour:02}:{minute:02}")


@given(st.integers(1, 9), st.lists(st.integers(0, 99), min_size=4, max_size=4))
def test_a_number_is_dictated_the_same_however_it_is_written(area: int, pairs: list[int]) -> None:
    spaced = " ".join([f"0{area}", *(f"{pair:02}" for pair in pairs)])
    said = spell_out(spaced)
    assert said.count(",") == 4
    assert spell_out(f"+33 {spaced[1:]}") == said
    assert spell_out(spaced.replace(" ", ".")) == said


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece", ["1", "1 ", "A", "a.", "BRA", "(", "12 h-", "http://a", "a@", "M. ", "\n", "/", "1.2"]
)
def test_long_nonsense_takes_no_long_time(piece: str) -> None:
    assert set(spell_out(piece * 2000)) <= set(string.ascii_letters + "àâçéèêëîïôöûùüœæ .,;:!?…'-")
