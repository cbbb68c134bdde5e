"""Days, spans and moments, said on Monday 23 November 2026."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.date import When, collect_when, parse_when, today_of
from flows.collect.numbers import in_words
from flows.collect.written import MONTHS, written_day
from tests.flows.services import Played

TODAY = date(2026, 11, 23)

ONE_DAY = """
11-24 mardi|11-24 mardi prochain|11-24 mardi qui vient|11-24 ce mardi|11-30 lundi|11-23 ce lundi
11-26 jeudi|11-24 mardi vingt-quatre|12-01 mardi en huit|12-08 mardi en quinze
12-12 samedi en quinze|12-03 le trois|12-03 jeudi trois|12-03 le trois décembre
12-03 jeudi trois décembre|12-03 le jeudi 3 décembre|12-01 le premier décembre
12-01 premier décembre|12-03 3 décembre 2026|12-03 03/12|12-03 le trois à quatorze heures trente
11-23 le vingt-trois|11-24 le vingt-quatre|12-20 le vingt neuf heures|12-12 le douze à midi
11-24 demain|11-24 demain matin|11-25 après-demain|11-23 aujourd'hui|11-23 cet après-midi
11-23 ce soir|12-01 demain en huit|11-30 aujourd'hui en huit|11-30 dans huit jours
12-07 dans quinze jours|11-26 dans trois jours|11-30 dans une semaine|12-07 dans deux semaines
12-23 dans un mois|12-07 dans une quinzaine|11-30 lundi de la semaine prochaine
12-04 vendredi de la semaine prochaine|12-02 la semaine prochaine mercredi|12-08 mardi huit décembre
11-27 le dernier vendredi du mois|12-05 le premier samedi de décembre|12-25 à noël
12-10 le dix du mois prochain|11-26 je dis prochain|11-24 euh mardi je pense
11-28 samedi si possible|12-04 dans une semaine et demie|11-23 dans une heure
11-23 dans la journée|11-27 vendre dit
12-15 le quinze entre midi et deux|12-24 la veille de noël|12-26 le lendemain de noël
12-04 le lendemain du trois décembre|12-02 la veille du trois|12-19 le samedi avant noël
12-16 un mercredi après-midi vers le quinze|12-16 vers le quinze décembre un mercredi
12-15 vers le quinze|11-23 dans l'heure
12-26 samedi après noël|12-31 à la saint-sylvestre|12-04 le quatre décembre avant les vacances
"""
NEXT_YEAR = """
01-01 le premier janvier|02-07 dans deux mois et demi|01-07 dans un mois et demi|11-23 dans un an
03-06 le premier samedi de mars|01-12 le deuxième mardi de janvier
07-14 le quatorze juillet|03-12 le douze mars deux mille vingt-sept|01-01 au jour de l'an
02-26 le dernier vendredi de février|08-15 le quinze août|03-29 lundi de pâques
03-29 le lundi de pâques à dix heures|03-28 à pâques|03-26 vendredi saint|05-06 jeudi de l'ascension
05-17 le lundi de pentecôte|02-09 mardi gras|07-14 le jour de la fête nationale
01-04 le lundi après les vacances de noël
"""
SPANS = """
11-30 12-06 la semaine prochaine|11-23 11-29 cette semaine|12-01 12-31 le mois prochain
12-01 12-10 début décembre|11-23 11-30 fin du mois|12-01 12-31 en décembre
12-03 12-08 du trois au huit|12-03 12-08 entre le trois et le huit décembre
11-23 12-07 d'ici quinze jours|11-23 11-30 sous huitaine|11-28 11-29 ce week-end
12-07 12-13 la semaine du douze décembre|11-23 12-19 avant le vingt décembre
11-23 11-26 avant vendredi|11-30 12-01 début de semaine prochaine|11-26 11-28 fin de semaine
11-23 12-24 avant noël|11-23 11-30 dans les prochains jours
12-26 12-31 entre noël et le jour de l'an|12-21 12-27 la semaine de noël
12-21 12-31 fin décembre|12-11 12-20 mi-décembre|11-23 12-15 d'ici le quinze décembre
11-23 11-28 d'ici la fin de la semaine|11-23 12-05 avant la fin de la semaine prochaine
11-23 11-30 d'ici la fin du mois|11-23 12-23 avant les fêtes|11-23 12-18 avant les vacances de noël
"""
WEEKDAYS = """
5 un samedi|2 plutôt un mercredi|0,1 le lundi ou le mardi|1,2,3,4,5,6 pas le lundi
0,1,2,3,4 en semaine|5,6 le week-end|0,1,2 du lundi au mercredi|1,3 mardi ou jeudi|5 les samedis
0,1,2,3,5,6 sauf le vendredi|2 le mercredi
"""
PROBLEMS = """
past hier|past avant-hier|past mardi dernier|past la semaine dernière|past le trois novembre
past le douze mars deux mille vingt-quatre|past le premier lundi de novembre|past le mois dernier
impossible le trente février|impossible le trente et un novembre|impossible le trente-deux
impossible le vingt-neuf février|mismatch mardi trois décembre|mismatch lundi trois
past le premier novembre|past entre le trois et le huit novembre
vague à la rentrée|vague le lundi de la rentrée|vague après les vacances|vague les vacances de pâques
vague le premier lundi des vacances|vague pendant les vacances scolaires|vague le lundi férié
vague le samedi avant les fêtes|vague la semaine de la rentrée|vague vers noël|vague le samedi de pâques
vague pas la semaine prochaine je suis en vacances
"""
DATE_WORDS = (
    *(
        "lundi",
        "mardi",
        "samedi",
        "prochain",
        "en",
        "huit",
        "quinze",
        "le",
        "premier",
        "dernier",
        "trois",
        "trente",
    ),
    *("décembre", "février", "dans", "jours", "semaine", "mois", "du", "au", "entre", "et", "avant", "après"),
    *("fin", "début", "week-end", "sauf", "un", "matin", "hier", "mille", "demain", "mi", "d'ici"),
    *("noël", "pâques", "ascension", "toussaint", "veille", "lendemain", "de", "pas", "vacances", "rentrée"),
)
NOTHING = [
    "",
    "oui",
    "je ne sais pas",
    "bonjour",
    "une carte d'identité",
    "vous êtes bien gentille",
    "trois enfants",
]


def entries(table: str) -> list[list[str]]:
    return [entry.split(" ", 1) for line in table.strip().splitlines() for entry in line.split("|")]


def heard(words: str) -> When:
    when = parse_when(words, TODAY)
    assert when is not None
    return when


@pytest.mark.parametrize(("day", "words"), entries(ONE_DAY))
def test_it_understands_a_day(day, words):
    assert (heard(words).day, heard(words).problem) == (date.fromisoformat(f"2026-{day}"), "")


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 23), date(2026, 12, 19), date(2027, 1, 3)),
        (date(2026, 12, 22), date(2026, 12, 22), date(2027, 1, 3)),
        (date(2027, 1, 2), date(2027, 1, 2), date(2027, 1, 3)),
        (date(2027, 1, 4), date(2027, 12, 18), date(2028, 1, 2)),
        (date(2023, 12, 1), date(2023, 12, 23), date(2024, 1, 7)),
        (date(2024, 12, 1), date(2024, 12, 21), date(2025, 1, 5)),
    ],
)
def test_the_christmas_holidays_are_known(today, first, last):
    when = parse_when("pendant les vacances de noël", today)
    assert when is not None
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize(("day", "words"), entries(NEXT_YEAR))
def test_a_day_already_gone_is_next_year_s(day, words):
    assert heard(words).day == date.fromisoformat(f"2027-{day}")


@pytest.mark.parametrize(("first", "rest"), entries(SPANS))
def test_it_understands_a_span(first, rest):
    last, words = rest.split(" ", 1)
    when = heard(words)
    assert (when.first, when.last) == (
        date.fromisoformat(f"2026-{first}"),
        date.fromisoformat(f"2026-{last}"),
    )


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("2026-12-12", "à partir du douze"),
        ("2026-12-13", "après le douze décembre"),
        ("2026-11-26", "à partir de jeudi"),
        ("2026-11-27", "après jeudi"),
        ("2026-11-24", "dès demain"),
        ("2026-11-30", "à partir de la semaine prochaine"),
        ("2026-11-30", "pas cette semaine"),
        ("2026-12-26", "après noël"),
        ("2026-12-12", "pas avant le douze"),
        ("2026-11-25", "pas demain"),
        ("2026-11-24", "pas avant demain"),
        ("2026-11-24", "pas aujourd'hui"),
        ("2026-12-07", "pas la semaine prochaine"),
        ("2027-01-02", "après les fêtes"),
        ("2027-01-04", "après les vacances de noël"),
    ],
)
def test_it_understands_from_a_day_on(first, words):
    assert (heard(words).first, heard(words).last) == (date.fromisoformat(first), None)


@pytest.mark.parametrize(
    ("words", "free"),
    [
        ("j'ai mes enfants lundi et mardi", (2, 3, 4, 5, 6)),
        ("sauf le lundi et le mardi", (2, 3, 4, 5, 6)),
        ("je ne suis pas libre lundi ni mardi", (2, 3, 4, 5, 6)),
        ("j'ai kiné mardi ça va pas", (0, 2, 3, 4, 5, 6)),
    ],
)
def test_all_the_days_that_are_refused_are_left_out(words, free):
    assert heard(words).weekdays == free


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("j'ai une fille, mardi me va", "mardi"),
        ("j'ai piscine, le lundi me va", "le lundi"),
        ("sauf demain, vendredi", "vendredi"),
    ],
)
def test_a_day_that_suits_is_wanted_whatever_is_told_before_it(words, wanted):
    assert heard(words) == heard(wanted)


@pytest.mark.parametrize(
    "words",
    [
        "pas possible demain",
        "je ne suis pas libre demain",
        "je peux pas venir demain",
        "pas disponible demain",
    ],
)
def test_tomorrow_is_refused_in_the_words_that_refuse_a_weekday(words):
    assert heard(words) == heard("pas demain")


def test_why_not_a_day_asks_for_it():
    assert heard("pourquoi pas demain") == heard("demain")


@pytest.mark.parametrize(("days", "words"), entries(WEEKDAYS))
def test_it_understands_days_of_the_week(days, words):
    assert heard(words).weekdays == tuple(int(day) for day in days.split(","))
    assert heard(words).first is None


@pytest.mark.parametrize(("problem", "words"), entries(PROBLEMS))
def test_a_day_that_cannot_be_is_refused_with_the_reason(problem, words):
    assert heard(words).problem == problem


@pytest.mark.parametrize(
    "words",
    [
        *("n'importe quand", "peu importe", "comme vous voulez", "quand vous pouvez", "ça m'est égal"),
        *(
            "dès que possible",
            "au plus vite",
            "le plus tôt possible",
            "n'importe quel jour",
            "à votre convenance",
        ),
    ],
)
def test_no_matter_when_is_an_answer(words):
    assert heard(words) == When()


@pytest.mark.parametrize("words", NOTHING)
def test_it_understands_nothing_where_no_moment_is_said(words):
    assert parse_when(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "first", "last", "weekdays"),
    [
        ("le trois ou le quatre décembre", (12, 3), (12, 4), (3, 4)),
        ("le trois ou le dix décembre", (12, 3), (12, 10), (3,)),
        ("lundi trente ou mardi premier", (11, 30), (12, 1), (0, 1)),
        ("demain ou après-demain", (11, 24), (11, 25), (1, 2)),
        ("je suis libre demain ou jeudi", (11, 24), (11, 26), (1, 3)),
    ],
)
def test_one_day_or_another_is_both(words, first, last, weekdays):
    when = When(first=date(2026, *first), last=date(2026, *last), weekdays=weekdays)
    assert parse_when(words, date(2026, 11, 23)) == when


@pytest.mark.parametrize(
    ("words", "first", "last", "weekdays"),
    [
        ("le vingt deux ou le vingt trois décembre", (2026, 12, 22), (2026, 12, 23), (1, 2)),
        ("le dix huit ou le dix neuf janvier", (2027, 1, 18), (2027, 1, 19), (0, 1)),
        ("plutôt le vingt ou le vingt et un", (2026, 11, 20), (2026, 11, 21), (4, 5)),
        ("le vingt neuf ou le trente et un décembre", (2026, 12, 29), (2026, 12, 31), (1, 3)),
    ],
)
def test_a_month_told_last_is_that_of_every_day(words, first, last, weekdays):
    assert parse_when(words, date(2026, 11, 17)) == When(
        first=date(*first), last=date(*last), weekdays=weekdays
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("demain ou dans quinze jours", (2026, 11, 18)),
        ("le seize décembre ou le huit janvier", (2026, 12, 16)),
    ],
)
def test_of_days_with_others_of_their_names_between_the_first_said_is_kept(words, day):
    assert parse_when(words, date(2026, 11, 17)) == When(first=date(*day), last=date(*day))


@pytest.mark.parametrize(
    "words",
    [
        "n'importe quand sauf le vingt ou le vingt trois",
        "je ne suis pas là le trois ou le quatre décembre",
        "évitez le trois ou le quatre décembre",
        "je travaille demain ou le vingt",
        "avant demain ou jeudi",
        "vendredi ou samedi trente janvier",
    ],
)
def test_days_refused_or_half_told_are_never_looked_for_together(words):
    when = parse_when(words, date(2026, 11, 17))
    assert when is None or len(when.weekdays) != 2


@pytest.mark.parametrize(
    ("words", "first", "weekdays"),
    [
        ("lundi ou mardi", date(2026, 11, 25), (0, 1)),
        ("soit lundi soit mardi", date(2026, 11, 25), (0, 1)),
        ("lundi mardi ou mercredi", date(2026, 11, 25), (0, 1, 2)),
        ("le lundi ou le mardi", None, (0, 1)),
        ("lundi ou jeudi", None, (0, 3)),
    ],
)
def test_days_of_the_week_said_on_one_of_them_are_the_coming_ones(words, first, weekdays):
    assert parse_when(words, date(2026, 11, 24)) == When(first=first, weekdays=weekdays)


def test_a_day_and_a_time_come_together():
    assert heard("le trois à quatorze heures trente") == When(
        first=date(2026, 12, 3), last=date(2026, 12, 3), at=time(14, 30)
    )
    assert heard("mardi ou jeudi matin") == When(weekdays=(1, 3), latest=time(12))
    assert heard("la semaine prochaine après seize heures").earliest == time(16)
    assert heard("plutôt le matin") == When(latest=time(12))
    assert heard("tous les matins") == When(latest=time(12))
    for words in ("entre midi et deux", "le midi", "pendant la pause de midi", "entre douze et quatorze"):
        assert heard(words) == When(earliest=time(12), latest=time(14)), words
    assert heard("entre neuf et onze") == When(earliest=time(9), latest=time(11))
    assert heard("dans deux heures").at is None


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 360))
def test_any_date_of_the_coming_year_survives_being_said(today, later):
    day = today + timedelta(days=later)
    number = "premier" if day.day == 1 else in_words(day.day)
    when = parse_when(f"le {number} {MONTHS[day.month - 1]} {in_words(day.year)}", today)
    assert when is not None
    assert (when.day, when.problem) == (day, "")


@given(st.text(max_size=60), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_no_text_breaks_it_and_no_day_offered_is_past(text, today):
    when = parse_when(text, today)
    if when and when.first and not when.problem:
        assert when.first >= today


@given(st.lists(st.sampled_from(DATE_WORDS), max_size=7), st.dates(date(2020, 1, 1), date(2032, 12, 31)))
def test_date_words_in_any_order_never_give_a_day_that_is_past(words, today):
    when = parse_when(" ".join(words), today)
    if when and not when.problem:
        assert when.first is None or when.first >= today
        assert when.last is None or when.first is None or when.last >= when.first
        assert set(when.weekdays) <= set(range(7))


def test_the_day_of_a_call_comes_from_its_start():
    assert today_of("2026-11-23T23:59:00+01:00") == TODAY
    assert today_of("") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("demain non vendredi", date(2026, 11, 27)),
        ("le douze enfin non le treize décembre", date(2026, 12, 13)),
        ("dans quarante-huit heures", date(2026, 11, 25)),
        ("jeudi dans deux semaines", date(2026, 12, 10)),
    ],
)
def test_what_is_said_after_a_no_or_in_hours_or_weeks_is_the_day_meant(words, day):
    assert parse_when(words, TODAY).first == day


def test_an_hour_said_after_a_no_is_of_the_same_day():
    when = parse_when("demain matin non plutôt l'après-midi", TODAY)
    assert (when.first, when.earliest) == (TODAY + timedelta(days=1), time(12))


def test_days_are_written_with_their_year_only_when_it_is_another_months_away():
    assert written_day(date(2026, 12, 1), TODAY) == "mardi 1er décembre"
    assert written_day(date(2027, 1, 2), TODAY) == "samedi 2 janvier"
    assert written_day(date(2027, 7, 3), TODAY) == "samedi 3 juillet 2027"
    assert written_day(date(2025, 7, 5), TODAY) == "samedi 5 juillet 2025"


def asking() -> Played:
    return Played(lambda talk, started: collect_when(talk, "callback.when", TODAY))


def test_a_past_day_is_refused_with_the_reason():
    call = asking()
    assert call.says("le trois novembre")[0] == "Le mardi 3 novembre est déjà passé."
    assert call.asked == "callback.when.no_match.1"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("le trente février", "Cette date n'existe pas."),
        ("la semaine dernière", "Cette date est déjà passée."),
        ("à la rentrée", "Je ne sais pas à quelle date cela correspond. Dites le jour et le mois."),
        (
            "mardi trois décembre",
            "Ces deux indications ne vont pas ensemble : cette date est un jeudi 3 décembre.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_explained(words, reason):
    assert asking().says(words)[0] == reason


def test_when_is_not_read_back():
    call = Played(lambda talk, started: collect_when(talk, "callback.when", TODAY))
    call.says("blabla bla")
    call.says("hier")
    call.says("demain matin")
    assert call.result == When(first=date(2026, 11, 24), last=date(2026, 11, 24), latest=time(12))


def test_when_gives_up_after_three_failures():
    call = Played(lambda talk, started: collect_when(talk, "callback.when", TODAY))
    for _ in range(3):
        call.says("hier")
    assert call.result is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("je peux pas venir le matin", 12, None),
        ("je ne suis pas disponible l'après-midi", None, 12),
        ("le matin je peux pas", 12, None),
        ("pas le matin", 12, None),
        ("je travaille le matin", 12, None),
        ("pourquoi pas le matin", None, 12),
        ("le matin", None, 12),
        ("pas avant dix heures", 10, None),
    ],
)
def test_hours_at_which_somebody_cannot_come_are_not_those_wished_for(text, earliest, latest):
    when = parse_when(text, date(2026, 11, 23))
    assert (when.earliest and when.earliest.hour, when.latest and when.latest.hour) == (earliest, latest)


def test_a_day_on_which_somebody_cannot_come_is_left_out():
    assert parse_when("je peux pas venir le mardi", date(2026, 11, 23)).weekdays == (0, 2, 3, 4, 5, 6)


TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("mercredi prochain pas celui-ci", date(2026, 12, 2)),
        ("pas ce mercredi le suivant", date(2026, 12, 2)),
        ("mercredi pas celui-ci mais le suivant", date(2026, 12, 2)),
        ("jeudi dans deux semaines", date(2026, 12, 10)),
        ("jeudi dans trois semaines", date(2026, 12, 17)),
        ("dans quarante-huit heures", date(2026, 11, 26)),
        ("mardi non mercredi", date(2026, 11, 25)),
    ],
)
def test_one_week_among_several_is_told_apart(said, day):
    when = parse_when(said, TUESDAY)
    assert when is not None
    assert when.day == day


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("pas avant janvier", date(2027, 1, 1), None),
        ("à partir de janvier", date(2027, 1, 1), None),
        ("après janvier", date(2027, 2, 1), None),
        ("avant janvier", TUESDAY, date(2026, 12, 31)),
        ("jusqu'en janvier", TUESDAY, date(2027, 1, 31)),
        ("pas avant le dix janvier", date(2027, 1, 10), None),
    ],
)
def test_a_month_bounds_the_days(said, first, last):
    when = parse_when(said, TUESDAY)
    assert when is not None
    assert (when.first, when.last, when.problem) == (first, last, "")


@pytest.mark.parametrize(
    ("said", "at", "earliest", "latest"),
    [
        ("quatorze trente", time(14, 30), None, None),
        ("plutôt neuf trente", time(9, 30), None, None),
        ("midi moins le quart", time(11, 45), None, None),
        ("à l'ouverture", None, None, time(10)),
        ("juste avant la fermeture", None, time(16), None),
        ("après l'école", None, time(16, 30), None),
    ],
)
def test_an_hour_is_told_in_few_words(said, at, earliest, latest):
    when = parse_when(said, TUESDAY)
    assert when is not None
    assert (when.at, when.earliest, when.latest) == (at, earliest, latest)


def test_another_part_of_the_day_takes_the_place_of_the_first():
    when = parse_when("demain matin non plutôt l'après-midi", TUESDAY)
    assert when is not None
    assert (when.day, when.earliest, when.latest) == (date(2026, 11, 25), time(12), None)
