"""A call as the agent who takes it needs it: who, about what, what was said, what to write down."""

from __future__ import annotations

import re
from collections import Counter

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from ivr.calls.call_notes import WRAP_UPS, notes_of, wrap_up
from ivr.calls.forgetting import erased_on_request
from ivr.calls.records import remarks
from ivr.calls.replayed import replay
from ivr.calls.transcript import Transcript, transcript
from ivr.console.access import Role, noted, noted_once, requires, signed_in
from ivr.console.answer_cards import answer_cards
from ivr.console.call_files import CallFile
from ivr.console.dangers import danger_met, danger_reported
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.staff import names_by_email
from ivr.console.subject_words import subject_remembered, subject_told
from ivr.console.subjects import subject_so_far
from ivr.console.words import phone
from ivr.web.forms import Form

blueprint = Blueprint("call_page", __name__, url_prefix="/console/appels")

TONES = ("insult", "threat", "abuse_ended")
"""Remarks that the agent who takes the call had better know of."""
READ_BACK = (".read_back", ".confirm", ".understood", ".booked", ".agreed", ".window", "answer.case")
"""Ends of the prompts in which the line says back what it has understood."""
_ASKED_BACK = re.compile(
    r"[\s,.;:]*\b(?:c['’]est (?:bien|ça|exact)|est-ce (?:bien|ça|exact)|cela vous|ça vous|vous confirmez"
    r"|is (?:that|this)|does (?:that|this)|would (?:that|this))\b[^.?!]*\?[^?]*$",
    re.IGNORECASE,
)
"""The question that ends a sentence said back: "…, c'est bien ça ?"."""


class WrapUpForm(Form):
    """What came of the call, once it is over."""

    outcome = RadioField(
        choices=[SelectChoice(one, message(f"wrap_up.{one}")) for one in WRAP_UPS],
        validators=[InputRequired()],
    )
    text = TextAreaField(validators=[Optional(), Length(max=4000)])


@blueprint.get("/<call_id>")
@requires(Role.ADMIN, Role.AGENT)
def call(call_id: str) -> ResponseReturnValue:
    """The whole page."""
    found = _call(call_id)
    noted_once("call.seen", call_id)
    return _page(found, WrapUpForm(formdata=None))


@blueprint.get("/<call_id>/conversation")
@requires(Role.ADMIN, Role.AGENT)
def conversation(call_id: str) -> ResponseReturnValue:
    """What has been said so far, for a page that is open while the call goes on."""
    found = _call(call_id)
    words = {"over": not found.live, **_words(found)}
    response = Response(render_template("console/call_turns.html", call=found, **words))
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache, private"
    response.make_conditional(request)
    return response


@blueprint.post("/<call_id>/cloture")
@requires(Role.ADMIN, Role.AGENT)
def close(call_id: str) -> ResponseReturnValue:
    """Keep the agent's notes."""
    found, form = _call(call_id), WrapUpForm()
    if not form.validate():
        return _page(found, form, 422)
    now, me = office().accounts.clock(), signed_in()
    wrap_up(office().calls, call_id, form.outcome.data, (form.text.data or "").strip(), who=me.email, at=now)
    noted("call.wrapped_up", call_id, form.outcome.data)
    flash(message("call.wrapped_up"))
    return redirect(url_for("call_page.call", call_id=call_id))


def _call(call_id: str) -> CallFile:
    """The call, if it is for whoever asks. Not theirs and not there are answered alike."""
    found = office().files.for_agent(signed_in(), call_id)
    if found is None:
        state = office().availability.state(signed_in().phone) if signed_in().phone else None
        if state is not None and state.call_id == call_id:
            found = office().files.for_board(call_id)  # it rings for them, whatever it is about
    if found is None:
        abort(404)
    return found


def _page(found: CallFile, form: WrapUpForm, status: int = 200) -> ResponseReturnValue:
    here, me = office(), signed_in()
    page = render_template(
        "console/call.html",
        call=found,
        form=form,
        notes=notes_of(here.calls, found.id),
        left=here.files.left_by(me, found),
        earlier=here.files.earlier(me, found),
        subject_of=subject_remembered,
        staff=names_by_email(),
        tone=_tone(found),
        **_words(found),
    )
    return page, status


def _tone(found: CallFile) -> list[str]:
    """What the line remarked of the caller's manners, and of how it took leave: "insultes : 2"."""
    kinds = Counter(remarks(office().calls.get(), found.id))
    return [message(f"tone.{kind}", count=kinds[kind]) for kind in TONES if kinds[kind]]


def _words(found: CallFile) -> dict[str, object]:
    here = office()
    replayed = replay(here.desk.log.rows(found.id))
    conversation = transcript(replayed, here.desk.screen_text)
    subject = subject_so_far(replayed.steps, over=not found.live)
    articles = subject.articles if found.live or not found.topic else (found.topic,)
    return {
        "subject": subject_told(found, subject),
        "cards": answer_cards(articles),
        "danger": danger_met(replayed.steps) or danger_reported(here.calls.get(), found.id),
        "conversation": conversation,
        "on_request": erased_on_request(here.calls.get(), found.id),
        "understood": understood_of(conversation),
        "captured": _captured(conversation),
    }


def _captured(conversation: Transcript) -> list[tuple[str, str]]:
    """What was taken down before the call was last put through: names and values, as people write them."""
    last = next((turn.transfer for turn in reversed(conversation.turns) if turn.transfer), None)
    return [
        (name, phone(str(value)) if name == "phone" else str(value))
        for name, value in (last.fields.items() if last else ())
    ]


def understood_of(conversation: Transcript) -> list[str]:
    """The last time each thing was said back to the caller, in order; without the question put about it.

    Asked again, the prompt (phone.read_back.no_match.1) tells how to answer, and nothing more was understood.
    """
    said = {
        one.prompt: _ASKED_BACK.sub("", one.text) or one.text
        for turn in conversation.turns
        for one in turn.said
        if one.prompt.endswith(READ_BACK)
    }
    return list(said.values())
