"""Whatever happens, in whatever order: each service waits or has ended, and traps nobody."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.actions import Ask, Query, Say, Transfer
from flows.appointments.appointment import appointment
from flows.booking import (
    Appointment,
    AppointmentFound,
    AppointmentKindsFound,
    CallbacksFound,
    OpenCallback,
    Slot,
    SlotBooked,
    SlotsFound,
    Window,
    WindowsFound,
)
from flows.callbacks.callback import callback
from flows.codec import decode_action, decode_event, encode
from flows.dialogue import Dialogue
from flows.events import (
    AnswersFound,
    CallStarted,
    Heard,
    HungUp,
    NoInput,
    OpeningFound,
    Pressed,
    Resumed,
    TransferEnded,
    TransferOutcome,
)
from flows.messages.message import take_message
from flows.reporting import (
    ReferenceReserved,
    ReportsFound,
    ReportStatus,
    ReportStatusFound,
    SendNotice,
    SimilarReport,
    Street,
    StreetsFound,
)
from flows.reports.report_issue import report_issue
from flows.reports.status import report_status
from flows.routing import (
    AgentFreed,
    AgentsFound,
    AgentsState,
    QueueEnded,
    QueueMoved,
    ServiceFound,
    WaitInQueue,
)
from flows.service_registry import nothing_found
from flows.survey import survey
from tests.flows.calls import BINS
from tests.flows.services import CARD, FRENCH, MOBILE, MONDAY, PACS, WEDDING, Started, as_flow


def recorded_message(talk, started):
    """A message left where voices are kept, of whoever agrees."""
    talk.recording_days = 30
    return (yield from take_message(talk, started.caller, "voirie", ""))


STATUS = ReportStatus(reference="471290", title="un arbre", status="done", opened="2026-11-20")
SERVICES: dict[str, Started] = {
    "status": report_status,
    "message": lambda talk, started: recorded_message(talk, started),
    "report": lambda talk, started: report_issue(talk, started),
    "report from words": lambda talk, started: report_issue(
        talk, started, "un lampadaire au douze rue pasteur"
    ),
    "book": lambda talk, started: appointment(
        talk, started, "un rendez-vous pour une carte d'identité mardi"
    ),
    "change": lambda talk, started: appointment(talk, started, "changer mon rendez-vous"),
    "cancel": lambda talk, started: appointment(talk, started, "annuler mon rendez-vous"),
    "callback": lambda talk, started: callback(talk, started, "urbanisme", "un permis"),
    "survey": lambda talk, started: survey(talk, "carte-identite"),
}
UTTERANCES = st.sampled_from(
    [
        *(
            "oui",
            "non",
            "euh",
            "",
            "un agent",
            "répétez",
            "plus lentement",
            "attendez",
            "au revoir",
            "retour",
        ),
        *(
            "le premier",
            "le deuxième",
            "plus tard",
            "un samedi",
            "hier",
            "mardi",
            "le trois",
            "n'importe quand",
        ),
        *("demain matin", "non plutôt jeudi", "la semaine prochaine", "un lampadaire", "c'est dangereux"),
        *(
            "douze rue pasteur",
            "rue de l'église",
            "non le quatorze",
            "derrière le stade",
            "martin",
            "m a r t i n",
        ),
        *(
            "zéro six douze",
            "zéro six douze trente quatre cinquante six soixante dix huit",
            "soixante dix neuf",
        ),
        *(
            "quarante-sept douze quatre-vingt-dix",
            "je ne veux pas le donner",
            "une carte d'identité",
            "cinq",
            "nul",
        ),
    ]
)
STREETS = [
    Street(name="rue Pasteur", score=0.97),
    Street(name="rue de l'Église", score=0.96, number_known=False),
]
SLOTS = [Slot(id=at, start=at) for at in ("2026-11-24T09:00", "2026-11-24T14:30", "2026-11-28T09:30")]
WINDOWS = [Window(start="2026-11-24T09:00", end="2026-11-24T12:00")] * 2
CALLBACKS = [
    OpenCallback(
        reference=str(number), service="voirie", subject=subject, phone=MOBILE, start=start, end=start and end
    )
    for number, (subject, start, end) in enumerate(
        [
            ("", "", ""),
            ("un arbre", "2026-11-20T09:00", "2026-11-20T12:00"),
            ("un arbre", "2026-11-26T09:00", "2026-11-26T12:00"),
        ],
        start=1,
    )
]
MADE = Appointment(reference="471290", kind=CARD, start="2026-11-27T16:00")
REPORT = SimilarReport(reference="300111", title="un dépôt sauvage", opened="2026-11-12")


def some(things):
    return st.lists(st.sampled_from(things), max_size=4, unique_by=id).map(tuple)


#: What a town hall may answer to each question, sensible or not.
ANSWERS = st.fixed_dictionaries(
    {
        "FindAnswers": st.sampled_from(
            [AnswersFound(decision="none"), AnswersFound(decision="answer", choices=(BINS,))]
        ),
        "FindStreet": st.builds(StreetsFound, streets=some(STREETS)),
        "FindStreetByKeys": st.builds(StreetsFound, streets=some(STREETS * 3)),
        "FindAppointmentKinds": st.builds(AppointmentKindsFound, kinds=some([CARD, WEDDING, PACS])),
        "FindSlots": st.builds(SlotsFound, slots=some(SLOTS)),
        "BookSlot": st.builds(
            SlotBooked, outcome=st.sampled_from(["booked", "taken", "failed"]), reference=st.just("123456")
        ),
        "FindAppointment": st.builds(AppointmentFound, appointments=some([MADE])),
        "FindReports": st.builds(ReportsFound, reports=some([REPORT])),
        "FindReportStatus": st.builds(ReportStatusFound, reports=some([STATUS])),
        "ReserveReference": st.builds(ReferenceReserved, reference=st.sampled_from(["", "471290"])),
        "FindWindows": st.builds(WindowsFound, windows=some(WINDOWS)),
        "FindCallbacks": st.builds(CallbacksFound, callbacks=some(CALLBACKS)),
        "OpenNow": st.builds(
            OpeningFound, open=st.booleans(), sentence=st.just("Fermé."), reachable=st.booleans()
        ),
        "FindAgents": st.builds(
            AgentsFound, state=st.sampled_from(get_args(AgentsState)), position=st.integers(1, 9)
        ),
        "FindService": st.builds(ServiceFound, service=st.sampled_from(["", "urbanisme"])),
        "Transfer": st.builds(TransferEnded, outcome=st.sampled_from(get_args(TransferOutcome))),
        "WaitInQueue": st.one_of(
            st.builds(QueueMoved, position=st.integers(1, 9)),
            st.just(AgentFreed()),
            st.builds(QueueEnded, reason=st.sampled_from(["too_long", "away"])),
        ),
    }
)
EVENTS = st.one_of(
    *[st.builds(Heard, text=UTTERANCES, alternatives=st.lists(UTTERANCES, max_size=2).map(tuple))] * 4,
    st.builds(Heard, text=st.text(max_size=30)),
    st.builds(Pressed, digits=st.sampled_from("0123456789*#")),
    st.builds(Pressed, digits=st.sampled_from(["471290", "0612345678", "0312", "1430", "0033612345"])),
    st.builds(Pressed, digits=st.text("0123456789#", min_size=1, max_size=12)),
    st.just(NoInput()),
    st.sampled_from([AnswersFound(decision="none"), Resumed(), CallStarted(), SlotsFound(), HungUp()]),
)
CALLS = st.lists(st.tuples(EVENTS, ANSWERS), max_size=40)
STARTS = st.builds(
    CallStarted,
    caller=st.sampled_from(["", MOBILE, "+33476000012", "anonymous"]),
    local_time=st.sampled_from([MONDAY, "2028-02-29T23:59:59+01:00", "", "nonsense"]),
)
CHOSEN = st.sampled_from(sorted(SERVICES))


def play(dialogue, call):
    """Hand over each event, and whatever answers the questions it causes: (event, actions) one by one."""
    for event, answers in call:
        yield event, dialogue.handle(event)
        for _ in range(60):
            if type(dialogue.waiting_for).__name__ not in answers:
                break
            answer = answers[type(dialogue.waiting_for).__name__]
            yield answer, dialogue.handle(answer)


@settings(max_examples=300)
@given(CHOSEN, STARTS, CALLS)
def test_after_any_event_a_service_waits_or_has_ended(service, started, call):
    dialogue = Dialogue(as_flow(SERVICES[service], []))
    dialogue.handle(started)
    questions = 0
    for event, actions in play(dialogue, call):
        assert dialogue.ended or dialogue.waiting_for is not None
        questions = questions + 1 if isinstance(dialogue.waiting_for, Query) else 0
        assert questions <= 8, "one event may cause eight questions in a row, no more"
        for action in actions:
            if isinstance(action, Say):
                assert FRENCH.voice(action.prompt, {"town": "Valmont", **action.values})
            if isinstance(action, SendNotice):
                values = {"town": "Valmont", "photo_link": "https://x", **action.values}
                assert FRENCH.screen(action.prompt, values)
            assert decode_action(*encode(action)) == action
        assert decode_event(*encode(event)) == event


@settings(max_examples=100)
@given(CHOSEN, STARTS, CALLS)
def test_a_replay_gives_the_same_conversation(service, started, call):
    first, second = (Dialogue(as_flow(SERVICES[service], [])) for _ in range(2))
    logged = [(started, first.handle(started)), *play(first, call)]
    assert [second.handle(event) for event, _ in logged] == [actions for _, actions in logged]
    assert (first.waiting_for, first.pending, first.ended) == (
        second.waiting_for,
        second.pending,
        second.ended,
    )


@settings(max_examples=120)
@given(CHOSEN, CALLS, ANSWERS, st.sampled_from(["silence", "nonsense", "no", "keys"]))
def test_from_anywhere_failing_long_enough_ends_or_reaches_a_person(service, call, answers, failure):
    failures = {
        "silence": NoInput(),
        "nonsense": Heard(text="blabla dans le vent"),
        "no": Heard(text="non"),
        "keys": Pressed(digits="9"),
    }
    dialogue = Dialogue(as_flow(SERVICES[service], []))
    dialogue.handle(CallStarted(caller=MOBILE, local_time=MONDAY))
    for _ in play(dialogue, call):
        pass
    for _ in play(dialogue, [(failures[failure], answers)] * 60):
        if dialogue.ended or isinstance(dialogue.waiting_for, Transfer | WaitInQueue):
            return
    raise AssertionError(f"still waiting for {dialogue.waiting_for} after sixty failures")


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_a_town_hall_that_can_answer_nothing_still_gets_the_caller_somewhere(service):
    dialogue = Dialogue(as_flow(SERVICES[service], []))
    dialogue.handle(CallStarted(caller=MOBILE, local_time=MONDAY))
    for _ in range(80):
        waiting = dialogue.waiting_for
        if waiting is None or isinstance(waiting, Transfer):
            break
        if isinstance(waiting, Ask):
            dialogue.handle(Heard(text="oui"))
        elif type(waiting).__name__ == "OpenNow":
            dialogue.handle(OpeningFound(open=True, sentence=""))
        else:
            dialogue.handle(nothing_found(waiting))
    assert dialogue.ended or isinstance(dialogue.waiting_for, Transfer)
