"""One call, turn by turn, and what is thought of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlite_utils import Database

from flows.events import Event
from flows.prompts import phone_in_pairs
from ivr.calls.forgetting import erased_on_request
from ivr.calls.masking import mask, mask_keys
from ivr.calls.replayed import Question, replay
from ivr.calls.reviews import Review, UnknownQuestion, Verdict, review, reviews_of
from ivr.calls.search import reasons
from ivr.calls.sounds_kept import SoundsKept
from ivr.calls.transcript import Transcript, Turn, transcript
from ivr.console.access import Role, noted, requires, sees_service, signed_in
from ivr.console.article_form import in_french
from ivr.console.office import office
from ivr.console.reading_on import QUEUE, came_from
from ivr.console.review_list import blueprint, titles
from ivr.console.review_words import term
from ivr.console.titles import every_title
from ivr.console.trials import propose_wordings
from knowledge.articles import tidy_all
from knowledge.connections import StoreError
from knowledge.located import InputError

SHORTEST_REASON = 5
LONGEST_REASON = 200
LONGEST_CALL_ID = 64

__all__ = ["blueprint"]


@dataclass(frozen=True)
class Judged:
    """A turn, the question it was, and what reviewers said of it."""

    turn: Turn
    question: Question | None
    """The last one its words became: what the caller met."""
    reviews: tuple[Review, ...]
    """Oldest first."""

    @property
    def answer(self) -> Event | None:
        """What the knowledge base answered to the question."""
        asked = self.question and self.question.seq
        return next((one.answer for one in self.turn.lookups if one.seq == asked), None)

    @property
    def standing(self) -> Review | None:
        """The verdict that holds."""
        return self.reviews[-1] if self.reviews else None


@blueprint.get("/appel/<call_id>")
@requires(Role.ADMIN, Role.VIEWER)
def call(call_id: str) -> ResponseReturnValue:
    """The call as it was held."""
    row = _call_for_reviewer(call_id)
    noted("call.read", call_id)
    return _page(row)


@blueprint.post("/appel/<call_id>/numero")
@requires(Role.ADMIN)
def reveal(call_id: str) -> ResponseReturnValue:
    """The same with its numbers in clear, for a reason that is kept; never at an address of its own."""
    row = _call_for_reviewer(call_id)
    reason = " ".join(request.form.get("raison", "").split())[:LONGEST_REASON]
    if len(reason) < SHORTEST_REASON:
        flash(term("said", "reason_needed"), "error")
        return redirect(url_for("reviews.call", call_id=call_id, **_kept()), 303)
    noted("number.revealed", call_id, reason)
    return _page(row, clear=True)


@blueprint.post("/appel/<call_id>/questions/<int:seq>")
@requires(Role.ADMIN)
def judge(call_id: str, seq: int) -> ResponseReturnValue:
    """Keep a verdict on one question."""
    row = _call_for_reviewer(call_id)
    back = redirect(url_for("reviews.call", call_id=call_id, _anchor=f"q{seq}", **_kept()), 303)
    try:
        verdict = Verdict(request.form.get("verdict", ""))
    except ValueError:
        abort(400)
    should_be = request.form.get("fiche", "")
    if should_be and verdict is not Verdict.SHOULD_BE:  # an article was chosen, and another button pressed
        return _page(row, chosen=(seq, should_be)), 422
    if verdict is Verdict.SHOULD_BE and should_be not in titles():
        flash(term("said", "unknown_article"), "error")
        return back
    here = office()
    try:
        review(
            here.calls,
            call_id,
            seq,
            verdict,
            by=signed_in().name,
            at=here.now().timestamp(),
            should_be=should_be,
        )
    except UnknownQuestion:
        flash(term("said", "too_early"), "error")
        return back
    noted("question.reviewed", f"{call_id}#{seq}", f"{verdict} {should_be}".strip())
    told = "reviewed_should_be" if should_be else "reviewed"
    verdict_told = term("verdict", verdict)
    verdict_told = verdict_told[:1].lower() + verdict_told[1:]
    flash(term("said", told, verdict=verdict_told, title=titles().get(should_be, "")), "success")
    return back


@blueprint.post("/appel/<call_id>/questions/<int:seq>/formulation")
@requires(Role.ADMIN)
def add_wording(call_id: str, seq: int) -> ResponseReturnValue:
    """Propose the words of a question to the article that should have answered them, and try that."""
    _call_for_reviewer(call_id)
    here = office()
    back = redirect(url_for("reviews.call", call_id=call_id, _anchor=f"q{seq}", **_kept()), 303)
    about = [one for one in reviews_of(here.calls.get(), call_id) if one.seq == seq]
    if not about or not about[-1].should_be or not about[-1].text:
        abort(404)
    article = here.knowledge.article(about[-1].should_be)
    if article is None:
        flash(term("said", "article_gone"), "error")
        return back
    texts = [text for text in tidy_all([about[-1].text]) if text not in article.phrasings]
    if not texts:
        flash(term("said", "known_wording"), "warning")
        return back
    try:
        number = propose_wordings(article, texts)
    except InputError as error:
        flash(" ".join(in_french(problem.text) for problem in error.problems), "error")
        return back
    except StoreError as error:
        flash(str(error), "error")
        return back
    return redirect(url_for("proposals.proposal", number=number), 303)


@blueprint.get("/appel/<call_id>/voix/<int:number>")
@requires(Role.ADMIN)
def voice(call_id: str, number: int) -> ResponseReturnValue:
    """The recording of a message left in this call; its name is the database's, never the address's."""
    _call_for_reviewer(call_id)
    here = office()
    where = "call_id = ? and id = ? and audio != ''"
    message = next(iter(here.calls.get().table("messages").rows_where(where, [call_id, number])), None)
    sound = SoundsKept(here.settings.var).wav_for_agent(message["audio"]) if message else None
    if sound is None:
        abort(404)
    noted("recording.heard", call_id, str(number))
    return Response(sound, mimetype="audio/wav", headers={"Cache-Control": "no-store"})


def _kept() -> dict[str, Any]:
    """What the address of the call keeps of the list it was opened from."""
    reading = came_from(request.args)
    return reading.kept if reading else {}


def _call_for_reviewer(call_id: str) -> dict[str, Any]:
    """The call's row, if it is for a service of whoever asks. Not theirs and not there are answered alike."""
    if len(call_id) > LONGEST_CALL_ID:
        abort(404)
    db, user = office().calls.get(), signed_in()
    found = next(iter(db.table("calls").rows_where("id = ?", [call_id])), None)
    if found is None:
        abort(404)
    listed = db.execute("select service from call_search where call_id = ?", [call_id]).fetchone()
    if not (listed and sees_service(user, listed[0])) and office().files.for_agent(user, call_id) is None:
        abort(404)
    return found


def _page(row: dict[str, Any], *, clear: bool = False, chosen: tuple[int, str] = (0, "")) -> str:
    """`chosen`: the question somebody judged while an article was chosen for it, and that article."""
    here = office()
    db, call_id, reading = here.calls.get(), row["id"], came_from(request.args)
    rows = db.table("call_events").rows_where("call_id = ?", [call_id], order_by="seq")
    told = transcript(replay(rows), here.desk.screen_text)
    found = next(iter(db.table("call_search").rows_where("call_id = ?", [call_id])), None)
    return render_template(
        "console/review_call.html",
        call=row,
        found=found,
        reasons=reasons(found["attention"]) if found else [],
        told=told,
        on_request=erased_on_request(db, call_id),
        judged=_judged(told, reviews_of(db, call_id)),
        transfers=list(db.table("transfers").rows_where("call_id = ?", [call_id], order_by="attempt")),
        rating=next(iter(db.table("ratings").rows_where("call_id = ?", [call_id])), None),
        recordings=_recordings(db, call_id) if signed_in().role is Role.ADMIN else [],
        deeds=list(db.table("outbox").rows_where("call_id = ?", [call_id], order_by="id")),
        titles=every_title(),
        articles=titles(),
        clear=clear,
        reading=reading,
        kept=_kept(),
        following=reading.after(call_id) if reading else "",
        QUEUE=QUEUE,
        chosen=chosen,
        shown=(lambda text: text)
        if clear
        else partial(mask, public=(here.settings.town.phone, here.settings.town.email)),
        shown_keys=(lambda digits: digits) if clear else mask_keys,
        number=phone_in_pairs(row["caller"] or "") if clear else "",
        may_judge=signed_in().role is Role.ADMIN and row["ended_at"] is not None,
        may_reveal=signed_in().role is Role.ADMIN,
        Verdict=Verdict,
    )


def _recordings(db: Database, call_id: str) -> list[int]:
    """Numbers of the messages whose voice was kept."""
    rows = db.table("messages").rows_where("call_id = ? and audio != ''", [call_id], select="id")
    return [row["id"] for row in rows]


def _judged(told: Transcript, reviews: list[Review]) -> list[Judged]:
    by_seq = {question.seq: question for question in told.questions}
    turns = []
    for turn in told.turns:
        places = [one.seq for one in turn.lookups]
        question = next((by_seq[seq] for seq in reversed(places) if seq in by_seq), None)
        about = tuple(one for one in reviews if question is not None and one.seq in places)
        turns.append(Judged(turn, question, about))
    return turns
