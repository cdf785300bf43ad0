from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.urls import reverse

from rusmiddel.deadlines.models import WatchRun
from rusmiddel.health import pulse, state, views

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC).timestamp()
ALIVE = {"worker": NOW - 1, "beat": NOW - 5, "done": NOW - 5}


@pytest.fixture
def signs(monkeypatch):
    """The signs of life found in the broker; change them to let a part die."""
    signs = dict(ALIVE)
    monkeypatch.setattr(pulse, "read", lambda: signs)
    monkeypatch.setattr(views.time, "time", lambda: NOW)
    return signs


@pytest.fixture
def ask(client, db, signs):
    return lambda: client.get(reverse("health:health"))


def test_all_is_well_without_anyone_signed_in(ask):
    answer = ask()
    assert answer.status_code == 200
    assert {name: part["ok"] for name, part in answer.json().items() if name != "watches"} == {
        "database": True,
        "broker": True,
        "worker": True,
        "beat": True,
    }


def test_the_address_is_the_one_that_monitoring_knows():
    assert reverse("health:health") == "/health/"


def test_it_is_never_cached(ask):
    assert "no-store" in ask()["Cache-Control"]


@pytest.mark.parametrize(
    ("part", "seconds", "ok"),
    [
        ("worker", pulse.WORKER_SILENT_AFTER, True),
        ("worker", pulse.WORKER_SILENT_AFTER + 1, False),
        ("beat", pulse.BEAT_SILENT_AFTER, True),
        ("beat", pulse.BEAT_SILENT_AFTER + 1, False),
    ],
)
def test_silence_counts_as_down_after_a_while(ask, signs, part, seconds, ok):
    signs[part] = NOW - seconds
    answer = ask()
    assert answer.json()[part]["ok"] is ok
    assert answer.status_code == (200 if ok else 503)


@pytest.mark.parametrize("part", ["worker", "beat"])
def test_a_part_that_never_showed_is_down(ask, signs, part):
    del signs[part]
    assert ask().json()[part] == {"ok": False, "detail": "Har ikke givet lyd fra sig.", "last_seen": None}


def test_a_worker_that_lives_but_does_nothing_is_down(ask, signs):
    signs["done"] = signs["beat"] - pulse.TASKS_STUCK_AFTER - 1
    assert ask().json()["worker"]["ok"] is False


def test_without_the_broker_the_rest_is_unknown(ask, monkeypatch, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    pulse.connection.cache_clear()
    monkeypatch.setattr(pulse, "read", lambda: pulse.connection().hgetall(pulse.KEY))
    answer = ask()
    pulse.connection.cache_clear()
    assert answer.status_code == 503
    assert [answer.json()[part]["ok"] for part in ("database", "broker", "worker", "beat")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_dead_database_is_reported_not_a_crash(ask, monkeypatch):
    def refuse() -> None:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(state.connection, "cursor", refuse)
        answer = ask()
    assert answer.status_code == 503
    assert answer.json()["database"]["ok"] is False
    assert answer.json()["watches"] == {"watch": None, "reconcile": None}


def run(name: str, day: int, *, hours: int | None = 1, error: str = "") -> datetime | None:
    started_at = datetime(2026, 3, day, 1, tzinfo=UTC)
    finished_at = None if hours is None else started_at.replace(hour=1 + hours)
    WatchRun.objects.create(name=name, started_at=started_at, finished_at=finished_at, error=error)
    return finished_at


def test_each_watch_says_when_it_last_finished_without_error(ask):
    run("watch", 1)
    latest = run("watch", 2)
    run("watch", 3, error="mailserveren svarer ikke")
    run("watch", 4, hours=None)
    watches = ask().json()["watches"]
    assert datetime.fromisoformat(watches["watch"]) == latest
    assert watches["reconcile"] is None


def test_it_costs_three_queries(ask, count_queries):
    run("watch", 1)
    with count_queries() as queries:
        ask()
    assert len(queries) == 3


def test_signs_left_in_the_broker_are_read_back():
    before = pulse.read().get("worker", 0)
    pulse.leave("worker")
    assert pulse.read()["worker"] > before
