"""The visit just booked is corrected: another moment, name or kind; and a second visit is not the first."""

import pytest

from flows.appointments.words import name_meant
from flows.booking import BookSlot, RenameAppointment
from flows.reporting import RemindByText, SendNotice
from tests.flows.calls import HOURS, nearly
from tests.flows.reopened import ReopenedCall, having_booked
from tests.flows.services import MOBILE


def only_visit(call: ReopenedCall):
    (visit,) = call.visits.values()
    return visit


def asked_again(call: ReopenedCall) -> None:
    """The SMS is declined: any other question?"""
    call.says("no" if call.languages[0] == "en" else "non")
    assert call.asked == "main.anything_else"


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "en fait plutôt vendredi",
        "je préfère vendredi",
        "en fait je préfère vendredi",
        "non plutôt vendredi",
        "oui mais plutôt vendredi",
        "est-ce que je peux venir vendredi à la place",
        "mettez moi plutôt vendredi",
    ],
)
def test_another_day_moves_the_visit_just_booked(words, later):
    call = having_booked(knows={words: nearly(HOURS)})
    if later:
        asked_again(call)
    assert call.says(words)[-1] == "appointment.offer_1"
    call.says("oui")
    assert call.says("oui")[0] == "appointment.moved"
    visit = only_visit(call)
    assert (visit.start, visit.name, visit.kind.slug) == ("2026-11-27T16:00", "Paul Petit", "passeport")
    assert call.services.booked[-1].replaces == "123456"


@pytest.mark.parametrize(
    "words", ["actually friday instead", "i'd rather friday", "no friday would be better"]
)
def test_another_day_moves_the_visit_in_english(words):
    call = having_booked(english=True)
    assert call.says(words)[-1] == "appointment.offer_1"
    call.says("yes")
    assert call.says("yes")[0] == "appointment.moved"
    assert only_visit(call).start == "2026-11-27T16:00"


def test_a_visit_that_is_not_moved_after_all_stays():
    call = having_booked()
    call.says("en fait plutôt vendredi")
    call.hangs_up()
    assert only_visit(call).start == "2026-11-24T09:00"


def test_the_sms_agreed_to_follows_the_visit_that_moves():
    call = having_booked()
    call.says("oui")
    call.says("en fait plutôt vendredi")
    call.says("oui")
    assert call.says("oui")[-2:] == ["appointment.text_follows", "main.anything_else"]
    last = call.deeds(SendNotice)[-1]
    assert (last.to, last.values["reference"]) == (MOBILE, "123457")
    assert call.deeds(RemindByText)[-1] == RemindByText(reference="123457")


def test_a_yes_to_the_sms_that_moves_the_visit_is_kept():
    call = having_booked()
    call.says("oui mais plutôt vendredi")
    call.says("oui")
    assert "appointment.text_follows" in call.says("oui")
    assert [deed.values["reference"] for deed in call.deeds(SendNotice)][-1] == "123457"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("je me suis trompé de nom c'est durand", "Paul Durand"),
        ("le nom c'est durand", "Paul Durand"),
        ("non attendez c'est durand mon nom", "Paul Durand"),
        ("c'est pas petit c'est durand", "Paul Durand"),
        ("mettez le au nom de marie durand plutôt", "Marie Durand"),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_another_name_is_kept_for_the_visit_just_booked(words, name, later):
    call = having_booked()
    if later:
        asked_again(call)
    assert call.says(words) == ["name.read_back"]
    asked = "main.anything_else" if later else "appointment.by_text"  # the SMS is offered again
    assert call.says("oui") == ["appointment.renamed", asked]
    assert call.deeds(RenameAppointment) == [RenameAppointment(reference="123456", phone=MOBILE, name=name)]


@pytest.mark.parametrize(
    "words", ["je me suis trompé de nom", "c'est au nom de ma femme en fait", "vous avez mal écrit mon nom"]
)
def test_a_name_that_is_only_wrong_is_asked_for(words):
    call = having_booked()
    assert call.says(words) == ["appointment.name"]
    call.says("lucie durand")
    assert call.says("oui")[0] == "appointment.renamed"
    assert call.deeds(RenameAppointment)[0].name == "Lucie Durand"


def test_another_name_is_kept_in_english():
    call = having_booked(english=True)
    assert call.says("sorry the name is mary jones") == ["name.read_back"]
    assert call.says("yes")[0] == "appointment.renamed"
    assert call.deeds(RenameAppointment)[0].name == "Mary Jones"


@pytest.mark.parametrize(
    "words",
    [
        "à quel nom c'est",
        "c'est quoi le nom du maire",
        "vendredi",
        "le nom de la rue c'est pasteur",
        "non merci",
    ],
)
def test_what_asks_about_a_name_changes_none(words):
    assert name_meant(words, "Paul Petit") is None


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "c'était pour une carte d'identité",
        "en fait c'est pour une carte d'identité",
        "je me suis trompé c'est pour une carte d'identité",
        "c'est pas un passeport c'est une carte d'identité",
        "plutôt une carte d'identité",
    ],
)
def test_another_kind_takes_the_place_of_the_visit_once_it_is_agreed(words, later):
    call = having_booked()
    if later:
        asked_again(call)
    assert call.says(words) == ["appointment.instead", "appointment.confirm"]
    assert only_visit(call).kind.slug == "passeport"
    assert call.says("oui")[0] == "appointment.changed"
    visit = only_visit(call)
    assert (visit.kind.slug, visit.start, visit.name) == ("carte-identite", "2026-11-24T09:00", "Paul Petit")


def test_another_kind_takes_the_place_of_the_visit_in_english():
    call = having_booked(english=True)
    assert call.says("sorry it was for an identity card") == ["appointment.instead", "appointment.confirm"]
    assert call.says("yes")[0] == "appointment.changed"
    assert only_visit(call).kind.slug == "carte-identite"


def test_the_visit_stays_when_the_other_kind_is_left_before_it_is_agreed():
    call = having_booked()
    call.says("c'était pour une carte d'identité")
    call.hangs_up()
    assert only_visit(call).kind.slug == "passeport"


def test_by_keys_the_visit_corrected_by_voice_is_agreed():
    call = having_booked()
    call.says("c'était pour une carte d'identité")
    assert call.presses("1")[0] == "appointment.changed"


@pytest.mark.parametrize("words", ["et pour ma femme aussi", "pareil pour ma femme", "et ma femme aussi"])
def test_a_visit_for_somebody_else_is_a_second_one(words):
    call = having_booked()
    asked_again(call)
    assert call.says(words)[0] == "appointment.one_more"
    assert call.asked == "appointment.offer_3"
    call.says("le premier")
    assert call.says("oui") == ["appointment.name"]
    call.says("lucie petit")
    assert call.says("oui")[0] == "appointment.booked"
    assert [one.name for one in call.visits.values()] == ["Paul Petit", "Lucie Petit"]
    assert call.services.booked[-1] == BookSlot(
        slot="2026-11-24T14:30", kind="passeport", name="Lucie Petit", phone=MOBILE
    )


def test_a_visit_for_somebody_else_is_a_second_one_in_english():
    call = having_booked(english=True)
    asked_again(call)
    assert call.says("and one for my wife too")[0] == "appointment.one_more"


@pytest.mark.parametrize(
    "words",
    ["un autre rendez-vous pour une carte d'identité", "je voudrais un autre rendez-vous pour une carte"],
)
def test_another_visit_begins_clean_and_offers_the_name_that_is_known(words):
    call = having_booked()
    asked_again(call)
    assert call.says(words) == ["appointment.offer_3"]
    call.says("le premier")
    assert call.says("oui") == ["appointment.same_name"]
    assert call.says("oui")[0] == "appointment.booked"
    assert [(one.kind.slug, one.name) for one in call.visits.values()] == [
        ("passeport", "Paul Petit"),
        ("carte-identite", "Paul Petit"),
    ]


def test_another_name_said_to_the_one_that_is_known_is_taken():
    call = having_booked()
    asked_again(call)
    for said in ("un autre rendez-vous pour une carte d'identité", "le premier", "oui"):
        call.says(said)
    assert call.says("non lucie petit") == ["name.read_back"]
    call.says("oui")
    assert [one.name for one in call.visits.values()] == ["Paul Petit", "Lucie Petit"]


def test_an_agent_is_told_of_the_second_visit_and_of_the_first_as_an_earlier_one():
    call = having_booked()
    asked_again(call)
    call.says("un autre rendez-vous pour une carte d'identité")
    call.says("je voudrais parler à quelqu'un")
    fields = call.transfer.fields
    assert not {"slot", "name"} & set(fields)
    assert fields["visit"] == "une carte d'identité"
    assert fields["earlier"] == "un passeport, mardi 24 novembre à 9 h, Paul Petit"


@pytest.mark.parametrize("words", ["non", "non merci", "merci au revoir", "non c'est bon pour moi"])
def test_whoever_has_nothing_more_to_say_changes_nothing(words):
    call = having_booked()
    call.says("non")
    call.says(words)
    assert call.hung_up
    assert len(call.services.booked) == 1


@pytest.mark.parametrize(
    "words", ["non attendez c'est martin mon nom", "je me suis trompé de nom c'est martin"]
)
def test_a_name_is_corrected_while_the_number_is_asked(words):
    call = ReopenedCall()
    for said in ("un rendez-vous pour un passeport", "le premier", "oui", "paul petit", "oui"):
        call.says(said)
    assert call.asked == "appointment.same_number"
    assert call.says(words) == ["name.read_back"]
    assert call.says("oui") == ["appointment.same_number"]
    call.says("oui")
    assert only_visit(call).name == "Paul Martin"


def test_the_name_is_changed_when_that_is_what_is_to_change():
    call = having_booked()
    assert call.says("changez le nom") == ["appointment.name"]
    call.says("lucie petit")
    assert call.says("oui")[0] == "appointment.renamed"
