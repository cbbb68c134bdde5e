"""standardiste knowledge alert and hours: what holds for a time, and what is answered about opening hours."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import click

from ivr.cli.advice import tell
from ivr.cli.knowledge_base import account, db_option, explained, open_store, say, text, town
from knowledge.calendar import OpeningCalendar
from knowledge.notices import Alert
from knowledge.town import EVERYWHERE, Closure, Span, TownFacts, day_of


@click.group(help="Les alertes : publier, voir, arrêter.")
def alert() -> None:
    pass


@alert.command(
    help="Publier une alerte, dite dès l'accueil ou avant les réponses concernées, jusqu'à sa fin."
)
@click.argument("words", metavar="TEXTE")
@click.option(
    "--until", required=True, metavar="MOMENT", help="Fin : 2026-11-24 (inclus) ou 2026-11-24 18:30."
)
@click.option("--from", "since", default="", metavar="MOMENT", help="Début ; par défaut maintenant.")
@click.option("--service", default=EVERYWHERE, help="Service ou lieu concerné ; par défaut tous.")
@click.option("--topic", default="", metavar="FICHE", help="La seule fiche concernée.")
@db_option
def add(words: str, until: str, since: str, service: str, topic: str, db: Path) -> None:
    facts, now = town(), datetime.now(UTC)
    calendar = OpeningCalendar(facts)
    starts = _moment(since, calendar, time.min) if since else now
    ends = _moment(until, calendar, time.max)
    _known(service, facts)
    with explained(db):
        store = open_store(db)
        if topic and store.article(topic) is None:
            say("problem.no_topic", value=topic, err=True)
            sys.exit(1)
        made = Alert(text=words, starts=starts, ends=ends, service=service, topic=topic)
        number = store.notices.add_alert(made, who=account())
    key = "done.alert_added" if made.active(now) else "done.alert_planned"
    say(key, number=number, starts=_written(starts, calendar), ends=_written(ends, calendar))


@alert.command("list", help="Les alertes en cours et à venir.")
@db_option
def list_(db: Path) -> None:
    calendar = OpeningCalendar(town())
    with explained(db):
        alerts, unreadable = open_store(db).notices.readable_alerts(datetime.now(UTC))
    if not alerts and not unreadable:
        say("alert.none")
    for broken in unreadable:
        say("alert.unreadable", id=broken.id, text=broken.text, told=broken.told)
    for each in alerts:
        about = each.topic or each.service or text("alert.everywhere")
        starts, ends = _written(each.starts, calendar), _written(each.ends, calendar)
        say("alert.line", id=each.id, starts=starts, ends=ends, about=about, text=each.text)


@alert.command(help="Arrêter une alerte.")
@click.argument("number", metavar="NUMÉRO", type=int)
@db_option
def end(number: int, db: Path) -> None:
    with explained(db):
        done = open_store(db).notices.end_alert(number, at=datetime.now(UTC))
    if not done:
        say("problem.no_alert", number=number, err=True)
        sys.exit(1)
    say("done.alert_ended", number=number)


@click.group(
    invoke_without_command=True, help="Les horaires : ce que la ligne en dit, les fermetures exceptionnelles."
)
@click.pass_context
@db_option
def hours(ctx: click.Context, db: Path) -> None:
    ctx.obj = db
    if ctx.invoked_subcommand is not None:
        return
    facts, now = town(), datetime.now(UTC)
    with explained(db):
        today = OpeningCalendar(facts).local(now).date()
        declared, unreadable = open_store(db).notices.readable_closures(today)
    calendar = OpeningCalendar(facts, [closure for _, closure in declared])
    for table in facts.hours:
        tell(calendar.week_sentence(table))
        tell(f"  {calendar.today_sentence(table, now)}")
    for number, closure in declared:
        reason = text("hours.closure_reason", reason=closure.reason) if closure.reason else ""
        dates = text("hours.closure_dates", first=closure.first, last=closure.last)
        place = closure.service or text("hours.everywhere")
        say("hours.closure", number=number, place=place, dates=dates, reason=reason)
    for broken in unreadable:
        say("hours.unreadable", id=broken.id, text=broken.text, told=broken.told)


@hours.command(help="Ce que la ligne répond à une question sur les horaires : « et samedi matin ? ».")
@click.argument("question", metavar="QUESTION")
@click.option("--service", default="", help="Le service ou le lieu dont on parle, s'il n'est pas nommé.")
@click.option("--at", default="", metavar="MOMENT", help="Comme si on le demandait à ce moment.")
@click.pass_obj
def ask(db: Path, question: str, service: str, at: str) -> None:
    facts = town()
    plain_calendar = OpeningCalendar(facts)
    now = _moment(at, plain_calendar, time(9)) if at else datetime.now(UTC)
    _known(service, facts)
    with explained(db):
        closures = [closure for _, closure in open_store(db).notices.closures()]
    calendar = OpeningCalendar(facts, closures)
    named, read = calendar.read(question, now)
    tell(calendar.answer_to(read, named or service or calendar.places.main, now))


@hours.command(help="Déclarer une fermeture exceptionnelle, ou des horaires exceptionnels.")
@click.argument("place", metavar="LIEU")
@click.argument("first", metavar="PREMIER_JOUR")
@click.argument("last", metavar="[DERNIER_JOUR]", default="")
@click.option(
    "--reason", default="", metavar="MOTS", help="Se dit après « pour » : les fêtes de fin d'année."
)
@click.option(
    "--open", "spans", multiple=True, metavar="PLAGE", help="Horaires gardés : 09:00-12:00 ; répétable."
)
@click.pass_obj
def close(db: Path, place: str, first: str, last: str, reason: str, spans: tuple[str, ...]) -> None:
    _known(place, town())
    begins, ends = _day(first), _day(last or first)
    with explained(db):
        kept = day_of(Span.parse(span) for span in spans)
        closure = Closure(service=place, first=begins, last=ends, reason=reason, hours=kept)
        number = open_store(db).notices.add_closure(closure, who=account())
    say("done.closed", number=number)


@hours.command(help="Retirer une fermeture exceptionnelle.")
@click.argument("number", metavar="NUMÉRO", type=int)
@click.pass_obj
def reopen(db: Path, number: int) -> None:
    with explained(db):
        done = open_store(db).notices.remove_closure(number)
    if not done:
        say("problem.no_closure", number=number, err=True)
        sys.exit(1)
    say("done.reopened", number=number)


def _known(service: str, facts: TownFacts) -> None:
    if not facts.knows(service):
        known = ", ".join((*facts.hours, *facts.services))
        say("problem.no_place", value=service, known=known, err=True)
        sys.exit(1)


def _moment(value: str, calendar: OpeningCalendar, hour: time) -> datetime:
    """A moment in the town's time; a date alone means that hour of it."""
    try:
        if len(value.strip()) == len("2026-11-24"):
            moment = datetime.combine(date.fromisoformat(value.strip()), hour)
        else:
            moment = datetime.fromisoformat(value.strip())
    except ValueError:
        say("problem.moment", value=value, err=True)
        sys.exit(1)
    return moment if moment.tzinfo else moment.replace(tzinfo=calendar.zone)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        say("problem.day", value=value, err=True)
        sys.exit(1)


def _written(moment: datetime, calendar: OpeningCalendar) -> str:
    return calendar.local(moment).strftime("%Y-%m-%d %H:%M")
