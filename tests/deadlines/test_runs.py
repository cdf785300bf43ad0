from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rusmiddel.deadlines import runs
from rusmiddel.deadlines.enums import WatchName
from rusmiddel.deadlines.models import Mail, WatchRun

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 3, 16, 6, 20, tzinfo=COPENHAGEN)
SIX = datetime(2026, 3, 16, 6, 0, tzinfo=COPENHAGEN)


def ran(name, at, **facts):
    return WatchRun.objects.create(name=name, started_at=at, finished_at=at + timedelta(seconds=2), **facts)


@pytest.fixture
def well(db):
    ran(WatchName.RECONCILE, SIX.replace(hour=2, minute=30))
    return ran(WatchName.WATCH, SIX)


def test_the_line_says_when_it_ran_when_it_runs_next_and_what_failed(well):
    line = runs.watch_line(NOW)

    assert line.is_well
    assert line.text == (
        "Fristerne er kontrolleret i dag kl. 06.00 · næste kontrol kl. 07.00 · 0 beskeder fejlet"
        " · 0 afvigelser ved natlig efterregning"
    )


def test_the_line_names_the_day_of_a_watch_that_has_not_run_since(well):
    assert runs.watch_line(NOW + timedelta(days=1)).text.startswith(
        "Fristerne er ikke kontrolleret siden i går kl. 06.00"
    )
    assert runs.watch_line(NOW + timedelta(days=9)).text.startswith(
        "Fristerne er ikke kontrolleret siden den 16. marts kl. 06.00"
    )


def test_a_watch_that_failed_is_said_with_the_last_that_did_not(well):
    ran(WatchName.WATCH, SIX + timedelta(minutes=10), error="OperationalError")

    line = runs.watch_line(NOW)

    assert not line.is_well
    assert line.text.startswith(
        "Den seneste kontrol af fristerne mislykkedes; de er sidst kontrolleret i dag kl. 06.00"
    )


def test_a_watch_that_was_killed_is_not_taken_for_one_that_ran(well):
    WatchRun.objects.create(name=WatchName.WATCH, started_at=SIX + timedelta(hours=1))

    assert runs.watch_line(NOW + timedelta(hours=2)).is_late


def test_before_the_first_watch_the_line_says_so(db):
    assert runs.watch_line(NOW).text == (
        "Fristerne er endnu ikke kontrolleret · næste kontrol kl. 07.00 · 0 beskeder fejlet"
        " · natlig efterregning har endnu ikke kørt"
    )


def test_the_line_counts_failed_mails_and_deviations(well, caseworker):
    ran(WatchName.RECONCILE, SIX.replace(hour=3), drift_count=1)
    Mail.objects.create(recipient=caseworker, run=well, created_at=SIX, failed_attempts=2)

    line = runs.watch_line(NOW)

    assert "1 besked fejlet · 1 afvigelse ved natlig efterregning" in line.text
    assert not line.is_well


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 16, 6, 59, tzinfo=COPENHAGEN), "2026-03-16T07:00+01:00"),
        (datetime(2026, 3, 16, 23, 30, tzinfo=COPENHAGEN), "2026-03-17T00:00+01:00"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=COPENHAGEN), "2026-03-29T03:00+02:00"),
    ],
)
def test_the_next_run_follows_the_schedule_of_beat(moment, expected):
    assert runs.next_run_after(WatchName.WATCH, moment) == datetime.fromisoformat(expected)


def test_each_name_of_a_run_is_in_the_schedule(settings):
    assert set(WatchName.values) <= set(settings.CELERY_BEAT_SCHEDULE)
