"""Telephone numbers, dictated, keyed, misheard, corrected."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.collect.asked_number import collect_phone_number, confirm_number
from flows.collect.numbers import in_words
from flows.collect.phone_number import (
    corrected_number,
    dictated_digits,
    is_mobile,
    national,
    phone_numbers,
    written_number,
)
from tests.flows.services import MOBILE, Played

SPOKEN = {
    "+33612345678": """
        zéro six douze trente quatre cinquante six soixante dix huit
        zéro six douze trente-quatre cinquante-six soixante-dix-huit
        mon numéro c'est le zéro six douze trente-quatre cinquante-six soixante-dix-huit
        zéro six un deux trois quatre cinq six sept huit
        alors c'est le zéro six un deux trente quatre cinquante six sept huit
        six douze trente quatre cinquante six soixante dix huit
        euh alors zéro six euh douze trente quatre cinquante six soixante dix huit voilà
        j'en ai un c'est le zéro six douze trente quatre cinquante six soixante dix huit
        plus trente trois six douze trente quatre cinquante six soixante dix huit
        plus trente-trois zéro six douze trente quatre cinquante six soixante dix huit
        zéro zéro trente trois six douze trente quatre cinquante six soixante dix huit
        le double zéro trente trois six douze trente quatre cinquante six soixante dix huit
        zéro sept non pardon zéro six douze trente quatre cinquante six soixante dix huit
        zéro six douze trente-cinq non trente-quatre cinquante-six soixante-dix-huit
        zéro six douze trente-trois pardon trente-quatre cinquante-six soixante-dix-huit
        zéro six douze quarante-trois euh non trente-quatre cinquante-six soixante-dix-huit
        zéro six treize je me suis trompé zéro six douze trente quatre cinquante six soixante dix huit
        zéro six treize je recommence zéro six douze trente quatre cinquante six soixante dix huit
        le zéro six puis douze puis trente quatre puis cinquante six et soixante dix huit
        zéro six douze trois cent quarante cinq six sept huit
        indicatif trente trois six douze trente quatre cinquante six soixante dix huit
        trente-trois six douze trente-quatre cinquante-six soixante-dix-huit
        zéro si douze trente quatre cinquante sis soixante dix huit
        zéro six douze trente katre cinquante six soissante dix huit
        06 12 34 56 78
        06.12.34.56.78
        0612345678
        +33 6 12 34 56 78
        +33 (0)6 12 34 56 78
        0033612345678
    """,
    "+33660182231": "zéro six soixante dix huit vingt deux trente un",
    "+33678223112": "zéro six soixante dix huit vingt deux trente et un douze",
    "+33476000012": """
        zéro quatre soixante seize zéro zéro zéro zéro douze
        zéro quatre soixante seize double zéro double zéro douze
        zéro quatre soixante-seize deux fois zéro deux fois zéro douze
    """,
    "+33680998110": "zéro six quatre vingt quatre vingt dix neuf quatre vingt un dix",
    "+33775829312": """
        zéro sept septante cinq octante deux nonante trois douze
        zéro sept soixante quinze quatre vingt deux quatre vingt treize douze
    """,
    "+33951214101": "zéro neuf cinquante et un vingt et un quarante et un zéro un",
    "+33142967532": "zéro un quarante deux quatre vingt seize soixante quinze trente deux",
    "+33671727374": "zéro six soixante et onze soixante douze soixante treize soixante quatorze",
    "+33606060606": "zéro six zéro six zéro six zéro six zéro six",
    "+33622673456": "zéro six vin deux soixante cet trente quatre cinquante six",
    "+33623456789": "zéro six cent vingt trois quatre cent cinquante six sept cent quatre vingt neuf",
    "+262262121314": "zéro deux soixante deux douze treize quatorze",
    "+262692121314": "zéro six quatre vingt douze douze treize quatorze",
    "+590690121314": "zéro six quatre vingt dix douze treize quatorze",
    "+596696121314": "0696121314",
    "+594694121314": "zéro six quatre vingt quatorze douze treize quatorze",
    "+32470123456": "plus trente deux quatre cent soixante dix douze trente quatre cinquante six",
    "+41792345612": "plus quarante et un soixante-dix-neuf deux cent trente-quatre cinquante-six douze",
    "+393331234567": "0039 333 123 45 67",
}
TABLE = [(line.strip(), number) for number, lines in SPOKEN.items() for line in lines.strip().splitlines()]

NOT_NUMBERS = """
    bonjour
    je ne sais pas
    oui
    je voudrais ma carte d'identité
    zéro six douze
    trente-six trente-neuf
    le quinze
    zéro huit cent vingt douze treize quatorze
    zéro huit quatre vingt dix neuf douze treize quatorze
    zéro six douze trente quatre cinquante six soixante dix huit quatre vingt
    zéro sept septante cinq nonante trois
    plus trente-trois
    +33 6 12
"""


@pytest.mark.parametrize(("words", "number"), TABLE)
def test_it_understands_a_dictated_number(words, number):
    assert phone_numbers(words)[0] == number


@pytest.mark.parametrize("words", ["", *map(str.strip, NOT_NUMBERS.strip().splitlines())])
def test_it_does_not_make_up_a_number(words):
    assert phone_numbers(words) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (
            "zéro sept quatre vingt dix huit quatre vingt dix sept quatre vingt quatre vingt un",
            "+33798978081",
        ),
        ("zéro six quatre vingt un quatre vingt deux quatre vingt trois quatre vingt quatre", "+33681828384"),
        ("zéro six vingt et un vingt et un vingt et un vingt et un", "+33621212121"),
        ("zéro six soixante douze soixante treize quatre vingt quinze quatre vingt seize", "+33672739596"),
        ("zéro cinq quatre vingt seize douze treize quatorze", "+596596121314"),
        ("plus six cent quatre vingt neuf quarante douze treize quatorze", "+68940121314"),
        ("plus six cent quatre vingt sept douze treize quatorze", "+687121314"),
    ],
)
def test_pairs_that_run_together_are_parted_as_they_are_said(words, number):
    assert phone_numbers(words)[0] == number


def test_an_article_in_a_sentence_is_no_digit_of_a_number():
    call = Played(lambda talk, started: collect_phone_number(talk, "appointment.number"))
    call.says("zéro six trente neuf")
    assert call.asked == "phone.rest"
    call.says("signaler un nid de poule")
    assert call.asked != "phone.rest"


def test_a_number_given_in_two_breaths_is_one_number():
    begun = dictated_digits("alors zéro six douze")
    assert begun == "0612"
    assert phone_numbers("trente quatre cinquante six soixante dix huit", begun)[0] == MOBILE
    assert phone_numbers("zéro sept onze onze onze onze", begun)[0] == "+33711111111", (
        "starting again replaces it"
    )


@given(
    st.integers(10**7, 10**9 - 1), st.sampled_from("1234567"), st.lists(st.booleans(), min_size=5, max_size=5)
)
@example(60_142_000, "1", [True, False, True, False, True])  # zéro un soixante un quatre vingt zéro zéro
@settings(max_examples=200)
def test_any_number_is_among_the_readings_however_its_pairs_are_said(rest, first, digit_by_digit):
    digits = f"0{first}{rest % 10**8:08d}"
    said = []
    for at, apart in zip(range(0, 10, 2), digit_by_digit, strict=True):
        pair = digits[at : at + 2]
        whole = not apart and pair[0] != "0"
        said.append(in_words(int(pair)) if whole else " ".join(in_words(int(digit)) for digit in pair))
    found = phone_numbers(" ".join(said))
    assert digits in [national(number) for number in found]


@given(st.text(max_size=60), st.text("0123456789", max_size=12))
@settings(max_examples=150)
def test_whatever_is_said_only_whole_numbers_come_out(text, begun):
    assert all(re.fullmatch(r"\+[1-9]\d{7,14}", number) for number in phone_numbers(text, begun))


def test_a_flood_of_digits_is_read_quickly():
    assert phone_numbers("quatre vingt dix sept " * 40) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("non à la fin c'est soixante dix neuf", "+33612345679"),
        ("non à la fin sept quatre vingt douze", "+33612345692"),
        ("le dernier chiffre c'est neuf", "+33612345679"),
        ("les deux derniers c'est zéro deux", "+33612345602"),
        ("soixante dix neuf", "+33612345679"),
        ("non soixante six pas cinquante six", "+33612346678"),
        ("pas cinquante six soixante six", "+33612346678"),
        ("zéro sept pas zéro six", "+33712345678"),
        ("zéro sept", "+33712345678"),
        ("au début c'est zéro sept", "+33712345678"),
        ("les deux premiers chiffres c'est zéro sept", "+33712345678"),
        ("non zéro six douze trente quatre cinquante six soixante dix neuf", "+33612345679"),
        ("non", None),
        ("pas du tout", None),
        ("quarante deux douze onze", None),
    ],
)
def test_a_correction_changes_only_what_it_says(words, number):
    assert corrected_number(MOBILE, words) == number


def test_numbers_are_written_as_they_are_dialled():
    assert national("+33612345678") == "0612345678"
    assert national("+262262121314") == "0262121314"
    assert national("+32470123456") == "+32470123456"
    assert written_number("+33476000012") == "04 76 00 00 12"


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("+33612345678", True),
        ("+33712345678", True),
        ("+33476000012", False),
        ("+262692121314", True),
        ("", False),
        ("+32470123456", True),
        ("anonymous", False),
    ],
)
def test_only_mobiles_are_sent_an_sms(number, mobile):
    assert is_mobile(number) is mobile


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zéro six trente-neuf quatre-vingt-dix-huit zéro un soixante-quinze", "+33639980175"),
        ("zéro six trente-neuf zéro deux zéro un soixante-quinze", "+262639020175"),
    ],
)
def test_a_number_kept_for_fiction_is_the_one_its_telephone_calls_with(words, number):
    assert phone_numbers(words)[0] == number
    assert written_number(number).startswith("06 39")


def asking() -> Played:
    return Played(lambda talk, started: collect_phone_number(talk, "callback.number"))


def test_it_reads_the_number_back_in_pairs_and_returns_it():
    call = asking()
    assert call.says("zéro six douze trente quatre cinquante six soixante dix huit") == [
        "Le 06 12 34 56 78, c'est bien ça ?"
    ]
    call.says("oui c'est ça")
    assert call.result == MOBILE


def test_ten_keys_are_a_number():
    call = asking()
    call.presses("0612345678")
    call.presses("1")
    assert call.result == MOBILE


def test_it_asks_for_the_rest_of_a_number_begun():
    call = asking()
    assert call.says("alors zéro six douze") == ["J'ai noté 06 12. Donnez-moi la suite."]
    assert call.says("trente quatre cinquante six") == ["J'ai noté 06 12 34 56. Donnez-moi la suite."]
    assert call.says("soixante dix huit") == ["Le 06 12 34 56 78, c'est bien ça ?"]


def test_the_international_prefix_can_be_keyed_in_two_goes():
    call = asking()
    call.presses("0033612345")
    assert call.asked == "phone.rest"
    call.presses("678")
    call.says("oui")
    assert call.result == MOBILE


def test_a_correction_in_the_answer_is_read_back():
    call = asking()
    call.says("zéro six douze trente quatre cinquante six soixante dix huit")
    assert call.says("non à la fin c'est soixante-dix-neuf") == ["Le 06 12 34 56 79, c'est bien ça ?"]
    call.says("oui")
    assert call.result == "+33612345679"


def test_yes_with_a_correction_is_not_a_yes():
    call = asking()
    call.says("zéro six douze trente quatre cinquante six soixante dix huit")
    call.says("oui mais à la fin c'est soixante-dix-neuf")
    assert call.asked == "phone.read_back"
    call.says("oui")
    assert call.result == "+33612345679"


def test_after_a_refusal_it_asks_for_keys_and_never_offers_the_same_number_again():
    call = asking()
    for _ in range(2):  # said again, it lacks nothing
        call.says("zéro six soixante dix huit vingt deux trente un")
    assert "06 60 18" in call.said[-1]
    call.says("non")
    assert call.asked == "phone.by_keys"
    assert "06 60 18" not in " ".join(call.says("zéro six soixante dix huit vingt deux trente un"))
    call.presses("0678223112")
    call.presses("1")
    assert call.result == "+33678223112"


def test_another_hypothesis_of_the_recogniser_is_tried():
    call = asking()
    call.says("zéro ici douze", "zéro six douze trente quatre cinquante six soixante dix huit")
    assert call.asked == "phone.read_back"


def test_too_many_digits_are_said_to_be_too_many():
    call = asking()
    said = call.says("zéro six douze trente quatre cinquante six soixante dix huit quatre vingt")
    assert said[0] == "J'ai entendu trop de chiffres pour un numéro de téléphone."


def test_it_gives_up_politely_after_three_failures():
    call = asking()
    for _ in range(3):
        assert not call.dialogue.ended
        call.says("je suis dans le train")
    assert call.result is None
    assert call.said[-1] == "Je n'arrive pas à noter votre numéro."


def test_whoever_does_not_want_to_give_it_is_not_asked_again():
    call = asking()
    call.says("je préfère ne pas le donner")
    assert call.result is None


def test_zero_then_hash_is_a_person_and_hash_goes_back():
    for keys, left in (("0", "AgentWanted"), ("#", "BackWanted")):
        call = asking()
        call.presses(keys)
        assert call.result == left


def confirming(caller: str = MOBILE) -> Played:
    return Played(
        lambda talk, started: confirm_number(talk, started.caller, "callback.same_number", "callback.number"),
        caller=caller,
    )


def test_the_number_of_the_call_is_offered_first():
    call = confirming()
    assert call.said == ["Au 06 12 34 56 78 ?"]
    call.says("oui")
    assert call.result == MOBILE


def test_another_number_is_asked_for_when_that_one_does_not_suit():
    call = confirming()
    call.says("non")
    assert call.asked == "callback.number"


@pytest.mark.parametrize("caller", ["", "anonymous", "sip:someone@example.org", "+0"])
def test_a_number_that_cannot_be_rung_is_not_offered(caller):
    assert confirming(caller).asked == "callback.number"


def test_another_number_said_instead_of_yes_is_read_back():
    call = confirming()
    assert call.says("non plutôt le zéro quatre soixante seize double zéro double zéro douze") == [
        "Le 04 76 00 00 12, c'est bien ça ?"
    ]
    call.says("oui")
    assert call.result == "+33476000012"


def test_another_number_refused_once_read_back_is_asked_for():
    call = confirming()
    call.says("non plutôt le zéro quatre soixante seize double zéro double zéro douze")
    call.says("non")
    assert call.asked == "callback.number"


def test_a_number_of_another_country_that_lacks_digits_is_asked_the_rest_of():
    call = Played(lambda talk, started: collect_phone_number(talk, "callback.number"))
    call.says("plus quarante quatre vingt sept neuf cents")
    assert call.asked == "phone.rest"


@pytest.mark.parametrize("said", ["plus quarante-quatre vingt sept neuf quatre six zéro neuf cinq huit"])
def test_a_whole_number_of_another_country_is_taken(said):
    assert "+442079460958" in phone_numbers(said)


def test_whoever_refuses_a_number_of_theirs_may_come_back_to_it():
    call = confirming()
    call.says("non")
    assert call.says("le numéro d'où j'appelle") == ["Le 06 12 34 56 78, c'est bien ça ?"]


def test_whoever_has_no_telephone_is_not_told_that_it_cannot_be_noted():
    call = asking()
    assert call.says("j'ai pas de téléphone") == ["D'accord."]
    assert call.result is None


def test_whoever_asks_what_a_number_is_for_is_told_and_asked_again():
    call = asking()
    assert call.says("pourquoi vous voulez mon numéro")[0].startswith("Ce numéro ne sert qu'à vous joindre")
    assert call.asked == "callback.number"
