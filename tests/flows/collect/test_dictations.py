"""Numbers as people dictate them, written as a recogniser writes them: hesitations, repeats, corrections."""

import pytest

from flows.collect.asked_number import collect_phone_number
from flows.collect.digits import collect_digits, parse_digits
from flows.collect.phone_number import national, phone_numbers
from tests.flows.services import Played

TELEPHONES = {
    "0465710011": """
        zéro quatre soixante-cinq soixante et onze zéro zéro onze
        zéro quatre soixante cinq soixante et onze zéro zéro onze
        zéro quatre soixante cinq soixante et onze double zéro onze
        zéro quatre six cinq sept un zéro zéro un un
    """,
    "0612345678": """
        zéro six un deux trois quatre cinq six sept huit
        alors c'est le zéro six douze trente quatre cinquante six soixante dix huit voilà
        c'est le zéro six euh douze euh trente quatre cinquante six et soixante dix huit
        zéro six un deux trois quatre cinq six soixante dix huit
        plus trente trois six douze trente quatre cinquante six soixante dix huit
        plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit
        trente trois six douze trente quatre cinquante six soixante dix huit
        zéro zéro trente trois six douze trente quatre cinquante six soixante dix huit
        zéro zéro trente trois zéro six douze trente quatre cinquante six soixante dix huit
        plus trente trois zéro six douze trente quatre cinquante six soixante dix huit
        indicatif trente trois puis six douze trente quatre cinquante six soixante dix huit
        zéro six douze trente quatre non pardon zéro six douze trente quatre cinquante six soixante dix huit
        zéro six zéro six douze trente quatre cinquante six soixante dix huit
        zéro six je dis bien zéro six douze trente quatre cinquante six soixante dix huit
        zéro six douze je répète zéro six douze trente quatre cinquante six soixante dix huit
        zéro six cent vingt trois quatre cent cinquante six soixante dix huit
        zéro six douze trois cent quarante cinq six cent soixante dix huit
        o six douze trente quatre cinquante six soixante dix huit
        six douze trente quatre cinquante six soixante dix huit
        oui alors mon numéro c'est zéro six douze trente quatre cinquante six soixante dix huit merci
        vous notez zéro six douze trente quatre cinquante six soixante dix huit
        attendez je cherche zéro six douze trente quatre cinquante six soixante dix huit
        zéro six comme toulouse douze trente quatre cinquante six soixante dix huit
        j'ai pas de fixe mais un portable zéro six douze trente quatre cinquante six soixante dix huit
        le portable de ma fille c'est zéro six douze trente quatre cinquante six soixante dix huit
        zéro six douze trente quatre ah non zéro six douze trente quatre cinquante six soixante dix huit
        zéro six douze trente six enfin trente quatre cinquante six soixante dix huit
        zéro six douze trente six je me trompe trente quatre cinquante six soixante dix huit
        zéro six douze trente quatre cinquante six enfin soixante dix huit
        zéro six douze trente quatre cinquante six pardon soixante dix huit
        zéro six douze trente quatre cinquante six euh pardon attendez soixante dix huit
        zéro six douze pardon trente quatre cinquante six soixante dix huit
        zéro six un deux trois quatre cinq six pardon sept huit
        zéro six douze enfin trente quatre cinquante six soixante dix huit
        zéro six douze trente quatre cinquante six et enfin soixante dix huit
        zéro six douze trente quatre cinquante six soixante dix huit enfin je crois
        zéro six douze trente quatre cinquante six soixante dix huit enfin voilà
        06 12 34 56 enfin 78
        zéro six douze trente quatre cinquante six soixante dix enfin soixante dix huit
        zéro six douze trente quatre enfin zéro six douze trente quatre cinquante six soixante dix huit
        zéro six douze quarante quatre attendez non trente quatre cinquante six soixante dix huit
        zéro six douze trente quatre cinquante six soixante et dix huit
        06 12 34 56 78
        06.12.34.56.78
        06-12-34-56-78
        +33 (0)6 12 34 56 78
        06 1234 5678
        le 06 12 34 56 78, merci
        06 12 34 56 78 après 18 heures
        zéro six douze trente quatre cinquante six soixante dix huit après dix huit heures
        zéro six douze trente quatre cinquante six soixante dix huit le matin avant midi
        zéro six douze trente quatre cinquante six soixante dix huit entre midi et deux
        zéro six douze trente quatre cinquante six soixante dix huit j'ai quatre vingt ans
        zéro six douze et puis trente quatre et puis cinquante six et soixante dix huit
        zéro six un deux trente quatre cinq six soixante dix huit
        zéro six ensuite douze ensuite trente quatre ensuite cinquante six ensuite soixante dix huit
        zéro six un et deux trois et quatre cinq six sept huit
        zéro six mille deux cent trente quatre cinquante six soixante dix huit
    """,
    "0613345678": """
        zéro six douze non treize trente quatre cinquante six soixante dix huit
        zéro six douze non non treize trente quatre cinquante six soixante dix huit
    """,
    "0612345679": """
        zéro six douze trente quatre cinquante six soixante dix huit non soixante dix neuf
    """,
    "0699979695": """
        zéro six quatre vingt dix neuf quatre vingt dix sept quatre vingt seize quatre vingt quinze
    """,
    "0661616161": """
        zéro six soixante et un soixante et un soixante et un soixante et un
    """,
    "0610111213": """
        zéro six dix onze douze treize
    """,
    "0177778899": """
        zéro un soixante dix sept soixante dix sept quatre vingt huit quatre vingt dix neuf
        zéro un septante sept septante sept huitante huit nonante neuf
    """,
    "0600000001": """
        zéro six zéro zéro zéro zéro zéro zéro zéro un
        zéro six zéro zéro zéro zéro zéro zéro zéro un
    """,
    "0601020304": """
        zéro six zéro un zéro deux zéro trois zéro quatre
    """,
    "0678907890": """
        zéro six soixante dix huit quatre vingt dix soixante dix huit quatre vingt dix
    """,
    "0670809010": """
        zéro six soixante dix quatre vingt quatre vingt dix dix
    """,
    "0612121212": """
        zéro six douze douze douze douze
    """,
    "0471717171": """
        zéro quatre soixante et onze soixante et onze soixante et onze soixante et onze
    """,
    "0713345678": """
        zéro six pardon zéro sept treize trente quatre cinquante six soixante dix huit
    """,
    "0671345678": """
        zéro six soixante onze trente quatre cinquante six soixante dix huit
    """,
    "0621345678": """
        zéro six vingt et un trente quatre cinquante six soixante dix huit
    """,
    "0691345678": """
        zéro six quatre vingt onze trente quatre cinquante six soixante dix huit
    """,
    "0600112233": """
        zéro six deux fois zéro deux fois un deux fois deux deux fois trois
        zéro six double zéro double un double deux double trois
    """,
    "0611122233": """
        zéro six triple un triple deux double trois
    """,
    "0477000000": """
        zéro quatre soixante dix sept six zéros
        zéro quatre soixante dix sept six fois zéro
    """,
    "0477000001": """
        zéro quatre soixante dix sept cinq fois zéro un
    """,
    "0477003000": """
        zéro quatre soixante dix sept zéro zéro trente zéro zéro
        zéro quatre soixante dix sept zéro zéro trois mille
    """,
}
WHOLE = "zéro six douze trente quatre cinquante six soixante dix huit"
REFERENCES = {
    "202612": """
        deux mille vingt-six, douze
        deux mille vingt six douze
        vingt vingt six douze
        deux zéro deux six un deux
        deux cent deux six cent douze
        deux cent deux mille six cent douze
    """,
    "471290": """
        quarante sept douze quatre vingt dix
        quatre cent soixante et onze deux cent quatre vingt dix
        quatre cent soixante et onze mille deux cent quatre vingt dix
        quatre sept un deux neuf zéro
        alors c'est le quarante sept douze quatre vingt dix merci
        j'en ai un c'est le quarante sept douze quatre vingt dix
        c'est le numéro quatre sept un euh deux neuf zéro
        quarante sept non quarante sept douze quatre vingt dix
        quarante huit non quarante sept douze quatre vingt dix
        quarante sept douze quatre vingt dix je répète quarante sept douze quatre vingt dix
        quarante sept douze quatre vingt dix quarante sept douze quatre vingt dix
        référence quarante sept treize pardon douze quatre vingt dix
        quarante sept douze enfin quatre vingt dix
        quarante sept douze et enfin quatre vingt dix
        quarante sept douze quatre vingt dix enfin je crois
        quarante sept treize enfin douze quatre vingt dix
        quarante sept treize je me trompe douze quatre vingt dix
        quarante sept treize excusez moi je voulais dire douze quatre vingt dix
        quarante sept douze quatre vingt onze non quatre vingt dix
        alors le numéro de référence c'est le quarante sept treize pardon c'est douze quatre vingt dix
        471 290
        47 12 90
        n° 471290
    """,
    "400012": """
        quatre cent mille douze
        quatre zéro zéro zéro un deux
        quatre cents zéro douze
    """,
    "120345": """
        douze zéro trois quarante cinq
    """,
    "198412": """
        mille neuf cent quatre vingt quatre douze
        dix neuf cent quatre vingt quatre douze
    """,
    "301999": """
        trente dix neuf quatre vingt dix neuf
    """,
    "201520": """
        vingt quinze vingt
    """,
}


def each(table):
    return [(line.strip(), number) for number, lines in table.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("words", "number"), each(TELEPHONES))
def test_it_hears_a_telephone_number_as_people_dictate_it(words, number):
    assert national(phone_numbers(words)[0]) == number


@pytest.mark.parametrize("between", [" ", " je répète ", " je redis bien "])
def test_a_telephone_number_said_twice_is_one(between):
    assert phone_numbers(f"{WHOLE}{between}{WHOLE}") == ["+33612345678"]


@pytest.mark.parametrize(("words", "number"), each(REFERENCES))
def test_it_hears_a_reference_as_people_dictate_it(words, number):
    assert parse_digits(words, 6)[0] == number


@pytest.mark.parametrize(
    "words",
    [
        "zéro six soixante et un quatre fois",
        "zéro six douze trente quatre cinquante six soixante dix huit euh quatre vingt",
        "zéro six douze douze trente quatre trente quatre cinquante six cinquante six",
        "zéro six douze trente quatre cinquante six mille",
        "zéro six cent mille douze trente quatre cinquante six soixante dix huit",
    ],
)
def test_what_cannot_be_a_number_is_not_bent_into_one(words):
    assert phone_numbers(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "mon rendez vous de deux mille vingt six",
        "un lampadaire signalé en deux mille vingt six",
        "je l'ai signalé le douze novembre deux mille vingt six",
        "je suis né en deux mille six",
        "c'était le douze novembre deux mille vingt six non vingt cinq",
        "je l'ai signalé le douze novembre deux mille vingt six non treize",
        "c'était le douze novembre deux mille vingt six enfin vingt cinq",
        "c'était en deux mille vingt six non douze vingt cinq",
    ],
)
def test_a_year_is_no_reference(words):
    assert parse_digits(words, 6) == []


def test_a_reference_is_not_corrected_by_what_says_something_else():
    assert parse_digits("quarante sept douze quatre vingt dix non il y a dix jours", 6) == []


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (["zéro six douze", "non treize", "trente quatre cinquante six soixante dix huit"], "0613345678"),
        (["zéro six douze", "non pardon zéro six treize trente quatre cinquante six dix huit"], "0613345618"),
        (["zéro six douze", "non zéro six treize", "trente quatre cinquante six dix huit"], "0613345618"),
        (["zéro six zéro un", "non zéro deux", "douze douze douze"], "0602121212"),
        (["zéro six douze", "trente quatre non trente cinq cinquante six soixante dix huit"], "0612355678"),
        (["zéro six douze trente quatre cinquante six", "et enfin soixante dix huit"], "0612345678"),
        (["zéro six douze trente quatre cinquante six", "enfin soixante dix huit"], "0612345678"),
        (["zéro six douze trente six", "enfin trente quatre cinquante six soixante dix huit"], "0612345678"),
        (["zéro six", "euh", "douze", "trente quatre", "cinquante six", "dix huit"], "0612345618"),
    ],
)
def test_a_telephone_number_is_corrected_as_it_is_dictated(said, number):
    call = Played(lambda talk, started: collect_phone_number(talk, "callback.number"))
    for words in said:
        call.says(words)
    assert call.asked == "phone.read_back"
    call.says("oui")
    assert national(call.result) == number


@pytest.mark.parametrize(
    "said",
    [
        ["quarante sept", "douze quatre vingt dix"],
        ["quatre sept un", "deux neuf zéro"],
        ["quarante sept", "douze", "quatre vingt dix"],
        ["quarante sept", "quarante sept douze quatre vingt dix"],
        ["quarante sept", "c'est difficile à lire", "quarante sept douze quatre vingt dix"],
    ],
)
def test_a_reference_given_in_several_breaths_is_one(said):
    call = Played(lambda talk, started: collect_digits(talk, "status.reference", 6))
    call.says(said[0])
    assert call.said[-1] == f"J'ai noté {', '.join('471' if 'un' in said[0] else '47')}. Donnez-moi la suite."
    for words in said[1:]:
        call.says(words)
    assert call.asked == "digits.read_back"
    call.says("oui")
    assert call.result == "471290"


def test_other_words_at_the_rest_of_a_reference_are_taken_as_at_its_question():
    call = Played(lambda talk, started: collect_digits(talk, "status.reference", 6))
    call.says("quarante sept")
    call.says("je l'ai pas")
    assert call.result is None
    call = Played(lambda talk, started: collect_digits(talk, "status.reference", 6))
    call.says("un lampadaire")
    assert call.asked == "status.reference.no_match.1"


class Reference:
    """The question for a reference of six digits, and what a caller answers."""

    def __init__(self, *said):
        self.call = Played(lambda talk, started: collect_digits(talk, "status.reference", 6))
        for words in said:
            self.call.says(words)

    def keys(self, digits):
        self.call.presses(digits)
        return self

    @property
    def noted(self):
        return self.call.said[-1]

    @property
    def agreed(self):
        assert self.call.asked == "digits.read_back"
        self.call.says("oui")
        return self.call.result


@pytest.mark.parametrize(
    "said",
    [
        ["quarante sept douze", "et enfin quatre vingt dix"],
        ["c'est le quarante sept douze", "quatre vingt dix"],
        ["alors le numéro de référence c'est quarante sept douze voilà", "et puis quatre vingt dix"],
        ["it's the 47 12", "90"],
        ["quarante sept douze", "quarante sept douze", "quatre vingt dix"],
        ["quarante sept douze", "je répète quarante sept douze", "c'est quatre vingt dix"],
        ["quarante sept", "c'est le douze", "quatre vingt dix"],
        ["quarante sept douze", "quarante sept douze neuf", "zéro"],
        ["quarante sept douze", "attendez", "quatre vingt dix"],
        ["quarante sept treize", "non", "quarante sept douze quatre vingt dix"],
    ],
)
def test_what_was_noted_of_a_reference_is_kept(said):
    assert Reference(*said).agreed == "471290"


def test_what_is_said_again_is_noted_once():
    assert Reference("quatre sept un", "quatre sept un").noted == "J'ai noté 4, 7, 1. Donnez-moi la suite."


def test_no_to_what_was_noted_of_a_reference_asks_for_it_again():
    call = Reference("quarante sept treize", "non").call
    assert call.asked == "status.reference.no_match.1"


def test_the_rest_of_a_reference_may_be_keyed():
    assert Reference("quarante sept douze").keys("90#").agreed == "471290"
    assert Reference("quarante sept douze").keys("471290").agreed == "471290"
    assert Reference("quarante sept douze").keys("4712#").keys("90#").agreed == "471290"


def test_keys_too_few_are_added_to_what_was_said_of_a_reference():
    begun = Reference("quarante sept douze").keys("9#")
    assert begun.noted == "J'ai noté 4, 7, 1, 2, 9. Donnez-moi la suite."
    assert begun.keys("1#").agreed == "471291"


def test_keys_too_few_alone_are_no_reference():
    assert Reference().keys("4712#").call.asked == "status.reference.no_match.1"
