"""Calls as agents may see them: whose they are, what they left, what came before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from ivr.accounts.users import User, sees_service
from ivr.console.messages import message
from ivr.database import Connections
from ivr.settings import Settings
from knowledge.store import KnowledgeStore

EARLIER = 10
"""Earlier calls of the same number shown beside a call."""


@dataclass(frozen=True)
class CallFile:
    """What is known of a call without its words."""

    id: str
    channel: str
    caller: str
    """E.164; empty when hidden, or erased in time."""
    started_at: float
    """Seconds since the epoch."""
    ended_at: float | None
    outcome: str
    topic: str
    services: frozenset[str]
    """Slugs of the services it was for, as far as known."""
    agents: frozenset[str]
    """Numbers of the agents it was put through to."""

    @property
    def live(self) -> bool:
        return self.ended_at is None


@dataclass(frozen=True)
class Left:
    """Something a call left to take care of."""

    kind: str
    """message, callback, report or appointment."""
    item: str
    service: str
    summary: str
    done: bool


class CallFiles:
    """The calls of calls.db, as people of the town hall may see them."""

    def __init__(self, settings: Settings, connections: Connections, knowledge: KnowledgeStore) -> None:
        self._settings = settings
        self._connections = connections
        self._knowledge = knowledge

    def for_agent(self, user: User, call_id: str) -> CallFile | None:
        """The call, when this user may open it; None when there is none, or it is not for them."""
        found = self.for_board(call_id)
        return found if found and may_open(user, found) else None

    def for_board(self, call_id: str) -> CallFile | None:
        """The call, to be counted with the others; what is shown of it depends on who looks."""
        row = next(iter(self._db().table("calls").rows_where("id = ?", [call_id])), None)
        return self._file(row) if row else None

    def earlier(self, user: User, call: CallFile) -> list[CallFile]:
        """The last calls of the same number before this one, those that this user may open."""
        if not call.caller:
            return []
        rows = (
            self._db()
            .table("calls")
            .rows_where(
                "caller = ? and started_at < ? and id != ?",
                [call.caller, call.started_at, call.id],
                order_by="started_at desc",
                limit=EARLIER,
            )
        )
        return [one for row in rows if may_open(user, one := self._file(row))]

    def taken_by(self, phone: str) -> list[CallFile]:
        """The last calls an agent took, the latest first."""
        rows = self._db().execute(
            "select call_id from transfers where agent = ? and answer = 'accepted'"
            " order by answered_at desc limit ?",
            [phone, EARLIER],
        )
        found = [self.for_board(row[0]) for row in rows.fetchall()] if phone else []
        return [one for one in found if one]

    def left_by(self, user: User, call: CallFile) -> list[Left]:
        """What the call left to take care of, for the services this user sees."""
        rows = self._db().execute(
            "select 'message', cast(id as text), service, text, handled_at from messages where call_id = ?1"
            " union all select 'callback', cast(deed as text), service, coalesce(subject, ''), handled_at"
            " from callbacks where call_id = ?1"
            " union all select 'report', reference, service, coalesce(description, ''), closed_at"
            " from reports where call_id = ?1",
            [call.id],
        )
        left = [Left(kind, item, service, text, done is not None) for kind, item, service, text, done in rows]
        visits = self._db().execute(
            "select reference, desk, start, cancelled_at from appointments where call_id = ?", [call.id]
        )
        left += [
            Left("appointment", reference, self._service_of_desk(desk), start, done=cancelled is not None)
            for reference, desk, start, cancelled in visits
        ]
        return [one for one in left if sees_service(user, one.service)]

    def title(self, topic: str) -> str:
        """An article's title; empty for what is no article."""
        article = self._knowledge.article(topic) if topic else None
        if article is None and topic and (gone := self._knowledge.past_titles().get(topic)):
            return message("articles.gone_title", title=gone)
        return article.title if article else ""

    def _file(self, row: dict[str, Any]) -> CallFile:
        db, call_id, topic = self._db(), row["id"], row["topic"] or ""
        transfers = db.execute(
            "select service, agent, answer from transfers where call_id = ?", [call_id]
        ).fetchall()
        left = db.execute(
            "select service from messages where call_id = ?1 union select service from callbacks"
            " where call_id = ?1 union select service from reports where call_id = ?1",
            [call_id],
        ).fetchall()
        desks = db.execute("select desk from appointments where call_id = ?", [call_id]).fetchall()
        article = self._knowledge.article(topic) if topic else None
        services = [article.service if article else "", *(one[0] for one in (*transfers, *left))]
        return CallFile(
            id=call_id,
            channel=row["channel"],
            caller=row["caller"] or "",
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            outcome=row["outcome"] or "",
            topic=topic,
            services=_known([*services, *(self._service_of_desk(desk[0]) for desk in desks)]),
            agents=_known(agent for _, agent, answer in transfers if answer == "accepted"),
        )

    def _service_of_desk(self, desk: str) -> str:
        known = self._settings.desks.get(desk)
        return known.service if known else ""

    def _db(self) -> Database:
        return self._connections.get()


def may_open(user: User, call: CallFile) -> bool:
    """Was it put through to them, or is it for one of their services?

    A call that is for no service yet is open to agents of all services only.
    """
    if user.is_admin or (user.phone and user.phone in call.agents) or not user.services:
        return True
    return any(sees_service(user, service) for service in call.services)


def _known(values: Iterable[str | None]) -> frozenset[str]:
    return frozenset(value for value in values if value)
