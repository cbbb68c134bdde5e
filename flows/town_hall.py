"""The front door: welcome, open question, route, anything else?"""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, HangUp, NoteOutcome, Remark
from flows.answer import answer
from flows.appointments.lookup import wish_about_it
from flows.appointments.wish import times_visit
from flows.appointments.words import speaks_of_visit
from flows.ask import Reply
from flows.asked_again import day_is_told
from flows.callbacks.changed import changes_callback
from flows.closed_questions import Confirmation
from flows.collect.wish import Wish, wish_of
from flows.coming_back import asked_for_a_note, more, the_second_one
from flows.described import pass_on
from flows.dialogue import CallerGone, Flow
from flows.doing import get_done
from flows.emergencies.after import (
    AFTER_DANGER,
    beside_another_subject,
    flooded_and_safe,
    step_after_danger,
    told_where,
    unclear_after_danger,
)
from flows.emergencies.emergency import emergency, reports_danger, tells_a_flood
from flows.emergencies.flooded_home import floods_home, on_the_roof
from flows.events import CallStarted, Event, Heard, Pressed
from flows.fetching import (
    FAILURES,
    OTHERWISE,
    not_our_business,
    not_understood,
    person,
    person_wanted,
    silence,
)
from flows.file_progress import asks_progress, find_out
from flows.follow_up import Told
from flows.front_door import (
    FrontDoor,
    Step,
    agrees,
    asks_of_last,
    did_not_help,
    going_on,
    greets,
    may_be_asked_for_a_note,
    merely_refuses,
    offers_person,
    opens_politely,
    places_the_promised,
    wants_details,
    wants_to_report,
)
from flows.in_parts import said_apart, said_in_one_go
from flows.interruptions import (
    AbuseRepeated,
    AgentWanted,
    BackWanted,
    ChangeOfMind,
    EmergencyHeard,
    GoodbyeSaid,
    LanguageWanted,
    WrongNumber,
)
from flows.other_bodies import lodges_complaint, other_body, surely_elsewhere, without_desk
from flows.other_towns import names_other_town
from flows.outstanding import left_undone
from flows.reports.corrected import worsens_report
from flows.reports.left import left_in_doubt
from flows.reports.promised import promises_report
from flows.routes import Route
from flows.second_request import first_of_several
from flows.self_correction import as_corrected
from flows.services import route_in, route_wanted
from flows.settling import answer_with, choose_among
from flows.street_alone import ToldThere, what_is_there
from flows.telling import Answered, Ending
from flows.text_link import offer_text
from flows.vague_papers import LIKELIEST, wants_some_paper
from flows.which_case import corrects_case

KEYS = {"1": "horaires-contact-mairie", "2": "carte-identite"}
"""Articles that the keys of the open question lead to; 3 and 4 begin a service's flow (`services.KEYS`), 0 is
a person. Said by main.question.no_input.2."""

ALERTED_IN = "fr"
"""What alerts are written in: a call that begins in another language hears none."""


def town_hall(started: CallStarted) -> Flow:
    """A whole call, from the welcome to the goodbye."""
    door = FrontDoor(started)
    try:
        yield from door.talk.say("welcome", interruptible=False)
        if started.alerts and door.talk.language == ALERTED_IN:
            for told in said_apart(started.alerts):
                yield from door.talk.say("main.alert", {"alert": told})
        yield from door.talk.offer_language()
        yield from _conversation(door)
    except CallerGone:
        yield from left_undone(door.talk, door.caller)
        if (yield from left_in_doubt(door.talk, started)):
            return
        if door.last is None and (door.last_question or door.talk.doubted):
            yield NoteOutcome(outcome="unanswered")
        return
    yield from left_undone(door.talk, door.caller)
    yield HangUp()


def _conversation(door: FrontDoor) -> Generator[Action, Event, None]:
    """Step after step, until nothing is left to say. Any step may be left for a person, an emergency…"""
    step = _listen(door, "main.question")
    leaving = False
    while True:
        try:
            following = yield from step
        except AgentWanted as wanted:
            step = person_wanted(door, wanted)
        except EmergencyHeard as heard:
            step = _emergency(door, heard)
        except LanguageWanted:
            step = _listen(door, "main.question_again")
        except BackWanted as back:
            if wish_about_it(door.talk, back.text) is Wish.CANCEL:
                step = get_done(door, Route.APPOINTMENT, Heard(text=back.text))
            elif changes_callback(door.talk, back.text):
                step = get_done(door, Route.CALLBACK, Heard(text=back.text))
            else:
                step = _listen(door, "main.question_again")
        except ChangeOfMind as changed:
            step = _one_question(door, Heard(text=changed.text))
        except GoodbyeSaid as leave:
            if greets(door, leave.text):
                step = _listen(door, "main.question_again")
                continue
            door.take_up_later()
            leaving = leaving or door.talk.failures.asked.startswith("main.also_")
            if door.later and not leaving:  # once: what waits was asked for, and must not go without a word
                leaving = True
                step = the_second_one(door)
                continue
            yield from left_in_doubt(door.talk, door.started)
            yield from door.talk.say("goodbye")
            return
        except AbuseRepeated:
            yield Remark(kind="abuse_ended")
            yield from door.talk.say("main.take_leave", interruptible=False)
            return
        except WrongNumber:
            yield Remark(kind="wrong_number")
            yield from door.talk.say("main.wrong_number")
            return
        else:
            if following is None and may_be_asked_for_a_note(door):
                step = asked_for_a_note(door)
            elif following is None:
                yield from door.talk.say("goodbye")
                return
            else:
                step = (
                    _listen(door, following)
                    if isinstance(following, str)
                    else _one_question(door, following[0])
                )


def _listen(door: FrontDoor, prompt: str) -> Step:
    reply = yield from door.talk.ask(prompt)
    if reply is None:
        return (yield from silence(door))
    if (step := step_after_danger(door, prompt, reply)) is not None:
        return (yield from step)
    if isinstance(reply, Heard) and prompt.startswith("main.question"):
        if merely_refuses(door, prompt, reply.text):
            return (yield from not_understood(door))
        if opens_politely(door, prompt, reply.text):
            return "main.question_again"
    return going_on(door, reply) if prompt == OTHERWISE else (reply, prompt)


def _one_question(door: FrontDoor, reply: Reply) -> Step:
    before = ("", "") if door.talk.reported else (door.last_question, door.danger)
    if isinstance(reply, Heard):
        reply = yield from as_corrected(door.talk, reply)
        reply, waiting = yield from first_of_several(door.talk, reply)
        door.later = [*waiting, *door.later]
        if door.talk.told.hear(reply.text, door.talk.tongue) or not door.last_question:
            door.last_question = reply.text or door.last_question
        if names_other_town(reply.text, door.started.town):
            return (yield from not_our_business(door, "elsewhere.other_town"))
    route = None if asks_of_last(door, reply) else (yield from route_wanted(door.talk, reply))
    if route is not None:
        if body := _visit_elsewhere(door, route, reply):
            return (yield from not_our_business(door, body))
        return (yield from get_done(door, route, reply))
    if isinstance(reply, Heard) and asks_progress(reply.text, door.talk.language):
        if body := other_body(reply.text, door.talk.language):
            return (yield from not_our_business(door, body))
        return (yield from find_out(door, reply))
    if isinstance(reply, Heard) and places_the_promised(door, reply.text):
        return (yield from get_done(door, Route.REPORT, door.promised(reply)))
    if isinstance(reply, Pressed):
        if reply.digits not in KEYS:
            return (yield from not_understood(door))
        result = yield from answer_with(door.talk, KEYS[reply.digits])
    else:
        if door.last is None and door.talk.tongue.is_wrong_number(reply.text):
            raise WrongNumber(reply.text)
        if door.talk.tongue.another_question(reply.text) == "":
            return "main.question_again"
        if door.talk.tongue.nothing_more(reply.text) or door.talk.tongue.takes_back(reply.text):
            return None
        if (there := (yield from what_is_there(door.talk, reply, *before))) is not None:
            return (yield from _in_that_street(door, there))
        told = door.told if door.told and door.told.choice == door.last else None
        corrects = corrects_case(door.talk, told, reply.text)
        spoken_of = corrects or day_is_told(told, reply.text)
        if not spoken_of and (yield from times_visit(door.talk, door.last, reply.text)):
            return (yield from get_done(door, Route.APPOINTMENT, reply))
        if (still := (yield from beside_another_subject(door, reply))) is not None:
            return (yield from still)
        if door.talk.danger_asked and (helped := (yield from flooded_and_safe(door, reply))) is not None:
            return (yield from helped)
        if lodges_complaint(reply.text):
            return (yield from not_our_business(door, "elsewhere.complaint"))
        if body := surely_elsewhere(reply.text, door.talk.language):
            return (yield from not_our_business(door, body))
        if (asked := without_desk(reply.text)) != reply.text:
            reply = Heard(at=reply.at, text=asked)
        if wants_some_paper(reply.text, after_another=door.last is not None):
            result = yield from choose_among(door.talk, LIKELIEST)
        else:
            result = yield from answer(door.talk, reply, door.topic, told)
    if result.ending is Ending.ANSWERED:
        door.failures, door.rateable = 0, True
        door.talk.told.settle(_of(result))
        return (yield from _anything_else(door, result))
    if result.ending is Ending.MORE_TOLD:
        door.failures = 0
        door.last, door.told = result.choice, result.told
        door.talk.told.settle(_of(result))
        return (yield from more(door))
    if result.ending is Ending.DESCRIBED and result.told and result.next_words:
        return (yield from _passed_on(door, result.told, result.next_words.text))
    if result.ending is Ending.VISIT and result.next_words:
        door.last = result.choice
        return (yield from get_done(door, Route.APPOINTMENT, result.next_words))
    if result.ending is Ending.REFUSED and door.failures < FAILURES - 1:
        door.failures += 1
        yield from door.talk.say("answer.neither")
        return "main.question_again"
    if result.ending is Ending.UNTRANSLATED:
        door.last = result.choice
        return (yield from person(door, ""))
    if result.next_words and result.choice and door.talk.tongue.route_of(result.next_words.text):
        door.last = result.choice  # "rendez-vous", asked which case of a Pacs: it is for one
    if result.next_words is not None and door.failures < FAILURES - 1:
        door.failures += result.missed
        return result.next_words, "main.question_again"
    if (still := unclear_after_danger(door)) is not None:
        return (yield from still)
    # After an answer, "il faut l'avis d'imposition" is about it.
    words = reply.text if isinstance(reply, Heard) and door.last is None else ""
    if body := other_body(words, door.talk.language):
        return (yield from not_our_business(door, body))
    return (yield from not_understood(door))


def _visit_elsewhere(door: FrontDoor, route: Route, reply: Reply) -> str:
    """ "Un rendez-vous pour mon titre de séjour": who sees to it, unless a visit that was booked is meant."""
    if route is not Route.APPOINTMENT or not isinstance(reply, Heard) or door.last is not None:
        return ""
    booked = speaks_of_visit(door.talk, reply.text) or wish_of(reply.text) not in (None, Wish.BOOK)
    return "" if booked else other_body(reply.text, door.talk.language)


def _passed_on(door: FrontDoor, told: Told, words: str) -> Step:
    """What was told of a lost thing goes to the service that looks after it, for whoever wants that."""
    door.failures = 0
    done = yield from pass_on(door.talk, door.started, told, door.answered, words)
    if done is True:
        door.talk.told.settle(told.choice.service)
        return (yield from more(door))
    rest = done.text if isinstance(done, Confirmation) else ""
    return (Heard(text=rest), "main.question_again") if len(rest.split()) > 1 else OTHERWISE


def _of(result: Answered) -> str:
    """Slug of the service that the article is of; empty without one."""
    return result.choice.service if result.choice else ""


def _in_that_street(door: FrontDoor, there: ToldThere) -> Step:
    if there.reply is None:
        return (yield from silence(door))
    if there.danger and not there.problem and isinstance(there.reply, Heard):
        return (yield from told_where(door, there.reply.text))
    if there.problem:
        return (yield from get_done(door, Route.REPORT, there.reply, danger_met=there.danger))
    return there.reply, "main.question_again"


def _anything_else(door: FrontDoor, result: Answered) -> Step:
    """After an answer: details, another question, a person, or goodbye."""
    door.last, door.answered, door.told, door.danger = result.choice, door.last_question, result.told, ""
    rest = list(result.rest)
    promised = promises_report(door.talk, result.choice)
    if (
        result.choice
        and not promised
        and (instead := (yield from offer_text(door.talk, door.started, result.choice)))
    ):
        return instead, "main.question_again"
    door.take_up_later()
    if door.later:
        return (yield from the_second_one(door))
    prompt = "main.details_or_else" if rest else "main.anything_else"
    if promised:
        prompt = "main.where_or_else"
    elif result.choice and offers_person(result.choice.spoken):
        prompt = "main.person_or_else"
    while True:
        reply = yield from door.talk.ask(prompt)
        if reply is None:
            door.rateable = False
            return None
        if prompt == "main.where_or_else" and wants_to_report(door, reply):
            return (yield from get_done(door, Route.REPORT, door.promised(reply)))
        if isinstance(reply, Heard) and door.talk.tongue.two_requests(reply.text):
            return reply, "main.question_again"
        if not asks_of_last(door, reply) and (route := route_in(door.talk, reply)) is not None:
            return (yield from get_done(door, route, reply))
        if prompt == "main.person_or_else" and agrees(door, reply):
            return (yield from person(door, ""))
        if rest and result.choice and wants_details(door, reply):
            now = said_in_one_go(rest)
            for part in rest[:now]:
                yield from door.talk.say("answer.details", {"text": part}, language=result.choice.language)
            del rest[:now]
            prompt = "main.details_or_else" if rest else "main.anything_else"
            continue
        if isinstance(reply, Heard) and did_not_help(door, reply.text):
            door.last, door.rateable = None, False
            return (yield from not_understood(door))
        return going_on(door, reply)


def _emergency(door: FrontDoor, heard: EmergencyHeard) -> Step:
    words = heard.text
    if floods_home(door.danger) and on_the_roof(words):
        words = door.danger
    if heard.met:
        door.danger = words
        return (heard.after, AFTER_DANGER) if isinstance(heard.after, Heard | Pressed) else OTHERWISE
    if tells_a_flood(door.talk, words):
        yield from emergency(door.talk, words)
        return (yield from get_done(door, Route.REPORT, Heard(text=words), danger_met=True))
    if reports_danger(door.talk, words) or worsens_report(door.talk, words):
        return (yield from get_done(door, Route.REPORT, Heard(text=words)))
    door.danger = words
    yield from emergency(door.talk, words)
    return AFTER_DANGER
