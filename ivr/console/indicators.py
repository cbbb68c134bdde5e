"""Indicators: how the line does over a week, a month, any days; drawn, tabled, exported, printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from ivr.calls.indicators.board import Board, read_board
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.indicators.spans import Span, SpanError, month_of, read_span, week_of
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.asked import asked_day
from ivr.console.indicator_charts import CHARTS, MOST_TOPICS, POLICY, SIZES
from ivr.console.indicator_csv import written
from ivr.console.indicator_heat import heat
from ivr.console.indicator_words import (
    busiest,
    change,
    compared,
    month_name,
    named,
    number,
    percent,
    period,
    step_name,
    tone,
    value,
    words,
)
from ivr.console.office import office
from ivr.console.titles import every_title
from ivr.console.words import service_name

blueprint = Blueprint("indicators", __name__, url_prefix="/console/indicateurs")
CHART_SECONDS = 60


@dataclass(frozen=True)
class Asked:
    """What a page, a chart or an export is asked for."""

    span: Span
    today: date
    service: str
    """Slug; empty: every service that may be seen."""
    problem: bool
    """The days asked for were none: this week is shown instead."""

    @property
    def address(self) -> dict[str, str]:
        """The same, for the address of another page."""
        asked = {"du": self.span.first.isoformat(), "au": self.span.last.isoformat()}
        return {**asked, "service": self.service} if self.service else asked


@blueprint.get("")
@requires(Role.ADMIN, Role.VIEWER, Role.AGENT)
def indicators() -> ResponseReturnValue:
    """Everything, on one page."""
    asked = _asked()
    board = _board(asked)
    return render_template(
        "console/indicators.html",
        asked=asked,
        choices=_choices(asked.today),
        services=_services(),
        **_shown(board),
    )


@blueprint.get("/export.csv")
@requires(Role.ADMIN, Role.VIEWER, Role.AGENT)
def export() -> ResponseReturnValue:
    """Every figure, for a spreadsheet."""
    asked = _asked()
    noted("indicators.exported", f"{asked.span.first} – {asked.span.last}", asked.service)
    name = words("format", "csv_file", first=asked.span.first, last=asked.span.last)
    return Response(
        written(_board(asked), _titles()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@blueprint.get("/graphiques/<name>.svg")
@requires(Role.ADMIN, Role.VIEWER, Role.AGENT)
def chart(name: str) -> ResponseReturnValue:
    """One chart, as an image, as large as it is asked for."""
    size = SIZES.get(request.args.get("largeur", ""))
    if name not in CHARTS or size is None:
        abort(404)
    return Response(
        CHARTS[name](_board(_asked()), _titles(), size),
        mimetype="image/svg+xml",
        headers={
            "Content-Security-Policy": POLICY,
            "Cache-Control": f"private, max-age={CHART_SECONDS}",
        },
    )


@blueprint.get("/rapport")
@requires(Role.ADMIN, Role.VIEWER, Role.AGENT)
def report() -> ResponseReturnValue:
    """A month on two sheets of paper."""
    today = _today()
    first = asked_day(f"{request.args.get('mois', f'{today:%Y-%m}')}-01")
    if first is None:
        abort(404)
    month = month_of(first)
    asked = Asked(month, today, _service(), problem=False)
    earlier = [month_of(today.replace(day=1) - timedelta(days=31 * n - 15)) for n in range(13)]
    return render_template(
        "console/indicator_report.html",
        asked=asked,
        month=month,
        months=sorted({month, month_of(today), *earlier}, key=lambda one: one.first, reverse=True),
        month_name=month_name,
        services=_services(),
        **_shown(_board(asked)),
    )


def this_week() -> dict[str, object]:
    """The week so far, as templates read it, of the services this user sees."""
    today = _today()
    asked = Asked(week_of(today), today, "", problem=False)
    return {"asked": asked, **_shown(_board(asked))}


def _shown(board: Board) -> dict[str, object]:
    """What the templates of both pages read."""
    titles = _titles()

    def table(name: str, *codes: str, most: int = 0) -> list[tuple[str, int, int]]:
        return [
            (named(name, code, titles), now, then) for code, now, then in board.breakdown(name, codes, most)
        ]

    return {
        "board": board,
        "headlines": {one.key: one for one in board.headlines()},
        "heat": heat(board),
        "busiest": busiest,
        "table": table,
        "most_topics": MOST_TOPICS,
        "words": words,
        "number": number,
        "percent": percent,
        "period": period,
        "compared": compared,
        "step_name": step_name,
        "value": value,
        "change": change,
        "tone": tone,
    }


def _asked() -> Asked:
    today = _today()
    first, last = request.args.get("du", ""), request.args.get("au", "")
    problem, span = False, week_of(today)
    if first or last:
        try:
            span = read_span(first or last, last or first)
        except SpanError:
            problem = True
    return Asked(span, today, _service(), problem)


def _board(asked: Asked) -> Board:
    here = office()
    mine = _services()
    services: list[str] | None = [asked.service] if asked.service else None
    if services is None and len(mine) < len(here.settings.services):
        services = list(mine)
    return read_board(
        Ledger(here.settings, here.calls),
        here.calls.get(),
        asked.span,
        now=_now(),
        minutes_per_call=here.settings.indicators.minutes_per_call,
        services=services,
    )


def _services() -> dict[str, str]:
    """Services whose figures this user sees, by slug: an agent those of theirs."""
    user = signed_in()
    known = office().settings.services
    limited = user.role is Role.AGENT and bool(user.services)
    return {slug: service_name(slug) for slug in known if not limited or slug in user.services}


def _service() -> str:
    """The service asked for. A service that is not theirs is refused."""
    wanted = request.args.get("service", "")
    if wanted and wanted not in _services():
        abort(403 if wanted in office().settings.services else 404)
    return wanted


def _titles() -> Mapping[str, str]:
    """What topics and services are called, by slug."""
    here = office()
    return {**every_title(), **{slug: service_name(slug) for slug in here.settings.services}}


def _today() -> date:
    return _now().date()


def _now() -> datetime:
    """In the town's zone."""
    here = office()
    return here.now().astimezone(here.settings.zone)


def _choices(today: date) -> dict[str, Span]:
    """Spans one asks for most."""
    week, month = week_of(today), month_of(today)
    return {
        "week": week,
        "last_week": week_of(week.first - timedelta(days=1)),
        "month": month,
        "last_month": month_of(month.first - timedelta(days=1)),
    }
