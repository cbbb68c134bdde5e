"""`/metrics` for Prometheus: read from SQLite when asked, so that every process gives the same figures."""

from __future__ import annotations

import hmac
import ipaddress
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, abort, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from ivr.calls.gauges import Gauges, read_gauges
from ivr.database import Connections, backups
from ivr.settings import Settings
from ivr.version import __version__

KEPT_SECONDS = 5.0
"""However often it is asked, the databases are read no more often than that."""
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


class LineCollector(Collector):
    """The gauges of the line, as Prometheus wants them."""

    def __init__(
        self,
        read: Callable[[], Gauges],
        databases: Iterable[Path],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`read` raises sqlite3.Error; `clock`: seconds since the epoch."""
        self._read = read
        self._databases = tuple(databases)
        self._clock = clock

    def collect(self) -> Iterable[Metric]:
        """What is known now; without the databases, only that they cannot be read."""
        yield InfoMetricFamily("standardiste", "Version of the line.", value={"version": __version__})
        try:
            gauges = self._read()
        except sqlite3.Error:
            yield GaugeMetricFamily("standardiste_database_up", "1 when calls.db can be read.", value=0)
            return
        yield GaugeMetricFamily("standardiste_database_up", "1 when calls.db can be read.", value=1)
        yield from _of_calls(gauges)
        yield from _of_work(gauges)
        yield from self._files()

    def _files(self) -> Iterable[Metric]:
        size = GaugeMetricFamily("standardiste_database_bytes", "Size of a database.", labels=["database"])
        age = GaugeMetricFamily(
            "standardiste_backup_age_seconds", "Age of a database's newest backup.", labels=["database"]
        )
        for path in self._databases:
            if path.exists():
                size.add_metric([path.stem], path.stat().st_size)
            newest = next(iter(backups(path)), None)
            if newest is not None:
                age.add_metric([path.stem], max(0.0, self._clock() - newest.stat().st_mtime))
        yield size
        yield age


def _of_calls(gauges: Gauges) -> Iterable[Metric]:
    yield GaugeMetricFamily("standardiste_calls_live", "Calls going on.", value=gauges.live)
    yield GaugeMetricFamily("standardiste_streams_live", "Calls that hold a stream.", value=gauges.streams)
    today = GaugeMetricFamily(
        "standardiste_calls_today", "Calls since midnight in the town, by outcome.", labels=["outcome"]
    )
    for outcome, count in sorted(gauges.today.items()):
        today.add_metric([outcome or "open"], count)
    yield today
    if gauges.confidence is not None:
        yield GaugeMetricFamily(
            "standardiste_recognition_confidence",
            "Mean confidence of the recogniser over the last hour, 0 to 1.",
            value=gauges.confidence,
        )
    yield GaugeMetricFamily(
        "standardiste_calls_unmeasured", "Ended calls no indicator counts yet.", value=gauges.to_measure
    )


def _of_work(gauges: Gauges) -> Iterable[Metric]:
    yield GaugeMetricFamily("standardiste_deeds_waiting", "Deeds to be done.", value=gauges.deeds_waiting)
    yield GaugeMetricFamily("standardiste_deeds_failed", "Deeds given up.", value=gauges.deeds_failed)
    yield GaugeMetricFamily(
        "standardiste_deeds_late_seconds", "How late the latest deed is.", value=gauges.oldest_deed_seconds
    )
    items = GaugeMetricFamily(
        "standardiste_items_open", "What the services have still to deal with.", labels=["kind"]
    )
    for kind, count in gauges.open_items.items():
        items.add_metric([kind], count)
    yield items


class _Kept:
    """The last answer, read again only once it is old."""

    def __init__(self, make: Callable[[], bytes], clock: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._clock = clock
        self._lock = threading.Lock()
        self._text = b""
        self._until = float("-inf")

    def get(self) -> bytes:
        with self._lock:
            if self._clock() >= self._until:
                self._text = self._make()
                self._until = self._clock() + KEPT_SECONDS
            return self._text


def install_metrics(
    app: Flask, settings: Settings, connections: Connections, now: Callable[[], datetime]
) -> None:
    """Answer /metrics, to whoever holds the token; without a token set, to the machine itself only."""
    registry = CollectorRegistry(auto_describe=False)
    databases = [settings.var / name for name in ("calls.db", "knowledge.db", "accounts.db")]
    registry.register(
        LineCollector(lambda: read_gauges(connections.get(), now().astimezone(settings.zone)), databases)
    )
    kept = _Kept(lambda: generate_latest(registry))
    token = settings.metrics_token.get_secret_value() if settings.metrics_token else ""

    @app.get("/metrics")
    def metrics() -> Response:
        """Figures for machines; no words, no numbers called from."""
        if not (_holds(token) if token else _is_local()):
            abort(403)
        return Response(kept.get(), content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _holds(token: str) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def _is_local() -> bool:
    """Asked from this machine, and by no proxy, for one passes on what the whole world asks."""
    if any(header in request.headers for header in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
