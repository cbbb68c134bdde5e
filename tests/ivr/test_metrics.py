"""/metrics: what it tells, to whom, at what cost, and that it tells nothing of anybody."""

import sqlite3
from datetime import timedelta

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from flows.events import CallStarted, Heard
from ivr import metrics
from ivr.calls.gauges import read_gauges
from ivr.calls.indicators.ledger import Ledger
from ivr.metrics import LineCollector, install_metrics
from tests.ivr.calls.indicators.made import BEGAN, MARIE, keep_call
from tests.ivr.calls.town import MONDAY, TOWN, opened, settings_with


def client_of(tmp_path, token=None):
    connections = opened(tmp_path)
    db = connections.get()
    keep_call(db, CallStarted(caller=MARIE), Heard(text="ma vie privée", confidence=0.8), id="CA1")
    keep_call(db, id="CA2", ended_at=None, outcome=None, seen_at=BEGAN, streaming=1)
    Ledger(TOWN, connections).keep(BEGAN + 120)
    app = Flask(__name__)
    settings = settings_with(var=tmp_path, metrics_token=SecretStr(token) if token else None)
    install_metrics(app, settings, connections, lambda: MONDAY)
    return app.test_client(), connections


def told(text):
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_it_tells_how_the_line_does(tmp_path):
    client, _ = client_of(tmp_path)
    found = told(client.get("/metrics").text)
    assert found["standardiste_calls_live",] == 1
    assert found["standardiste_streams_live",] == 1
    assert found["standardiste_calls_today", "answered"] == 1
    assert found["standardiste_calls_today", "open"] == 1
    assert found["standardiste_recognition_confidence",] == pytest.approx(0.8)
    assert found["standardiste_calls_unmeasured",] == 0
    assert found["standardiste_database_up",] == 1
    assert found["standardiste_database_bytes", "calls"] > 0


def test_a_long_talk_with_an_agent_is_a_call_going_on(tmp_path):
    db = opened(tmp_path).get()
    keep_call(db, (Heard(text="un agent"), "Say Transfer"), ended_at=None, outcome=None, seen_at=BEGAN)
    assert read_gauges(db, MONDAY + timedelta(hours=1)).live == 1


def test_it_tells_nothing_of_anybody(tmp_path):
    client, _ = client_of(tmp_path)
    text = client.get("/metrics").text
    assert MARIE not in text
    assert "privée" not in text


def test_waiting_and_failed_deeds_are_counted(tmp_path):
    _, connections = client_of(tmp_path)
    outbox = connections.get()["outbox"]
    row = {"call_id": "CA1", "seq": 1, "kind": "SendText", "data": "{}", "due_at": BEGAN - 30}
    outbox.insert_all([{**row, "n": 1, "failed_at": None}, {**row, "n": 2, "failed_at": BEGAN}])
    gauges = read_gauges(connections.get(), MONDAY)
    assert (gauges.deeds_waiting, gauges.deeds_failed, gauges.oldest_deed_seconds) == (1, 1, 30.0)


def test_the_token_opens_it_and_nothing_else_does(tmp_path):
    client, _ = client_of(tmp_path, token="s3cret")
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Basic s3cret"}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer s3crét"}).status_code == 403
    right = client.get(
        "/metrics", headers={"Authorization": "Bearer s3cret"}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert right.status_code == 200
    assert right.content_type.startswith("text/plain")


def test_without_a_token_only_the_machine_itself_is_answered(tmp_path):
    client, _ = client_of(tmp_path)
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": ""}).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_a_proxy_on_the_same_machine_is_not_the_machine_itself(tmp_path, header):
    client, _ = client_of(tmp_path)
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 403


def test_asked_again_at_once_the_databases_are_left_alone(tmp_path, monkeypatch):
    reads = []
    monkeypatch.setattr(metrics, "read_gauges", lambda db, now: reads.append(1) or read_gauges(db, now))
    client, _ = client_of(tmp_path)
    for _ in range(5):
        assert client.get("/metrics").status_code == 200
    assert len(reads) == 1


def test_a_database_that_cannot_be_read_is_told_as_such():
    def broken():
        raise sqlite3.OperationalError("disk I/O error")

    families = {family.name: family for family in LineCollector(broken, []).collect()}
    assert families["standardiste_database_up"].samples[0].value == 0
    assert "standardiste_calls_live" not in families
