"""Whatever is booked, whoever for, whenever: no sentence about a visit lasts longer than twelve seconds."""

import re
from datetime import date, datetime

import pytest

from flows.ask import Talk
from flows.booking import Slot
from flows.collect.moments import writing
from flows.collect.slot import listed
from flows.events import CallStarted
from flows.prompts import Catalogue
from speech.spoken import spell_out
from tests.flows.spoken_length import LETTERS_PER_SECOND, LONGEST_SECONDS

OF_A_VISIT = ("appointment.", "name.", "emergency.over_visit")
BOTH = {"fr": "un passeport et une carte d'identité", "en": "a passport and an identity card"}
NAME = "Anne-Sophie Saint-Exupéry de la Tour du Pin"
TODAY = date(2026, 11, 23)
NEXT_YEAR = ("2027-09-22T11:40", "2027-09-23T14:20", "2027-09-29T16:40")
IN_WINTER = ("2026-12-23T11:40", "2026-12-24T14:20", "2026-12-30T16:40")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("starts", [NEXT_YEAR, IN_WINTER])
def test_no_sentence_about_a_visit_is_longer_than_twelve_seconds(language, starts):
    catalogue, write, what = Catalogue.load(language), writing(language), BOTH[language]
    slots = [Slot(id=start, start=start) for start in starts]
    first = datetime.fromisoformat(starts[0])
    offered = listed(Talk(CallStarted(languages=(language,))), slots)
    values = {
        **{f"slot_{place}": text for place, text in enumerate(offered, start=1)},
        **{"slot": write.moment(first, TODAY), "day": write.day(first.date(), TODAY)},
        **{"when": write.habit((2,), "12:00", ""), "time": write.time(first.time())},
        **{"kind_1": what, "kind_2": "une carte d'identité", "kind_3": "un Pacs", "kind_4": "un mariage"},
        **{"what": what, "name": NAME, "letters": ", ".join("SAINTEXUPERY"), "examples": what, "text": ""},
        **{"phone": "+33612345678", "reference": "471290", "count": 4, "minutes": 80},
        "place": "1 place de la République, 38990 Valmont-sur-Isère",
    }
    for key in filter(lambda one: one.startswith(OF_A_VISIT), catalogue.keys()):
        wanted = catalogue.placeholders(key)
        text = catalogue.voice(key, {one: values.get(one, "une lettre") for one in wanted})
        text = re.sub(r"(\d)\.(\d)", r"\1 \2", text)  # "11.40 am" is no number with a comma in it
        assert len(spell_out(text)) / LETTERS_PER_SECOND <= LONGEST_SECONDS, text


def test_the_year_of_a_slot_is_told_where_it_is_read_back():
    talk = Talk(CallStarted())
    assert "2027" not in listed(talk, [Slot(id=NEXT_YEAR[0], start=NEXT_YEAR[0])])[0]
    assert "2027" in writing("fr").moment(datetime.fromisoformat(NEXT_YEAR[0]), TODAY)
