"""When what runs by itself ran, and how it went."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from rusmiddel.deadlines.enums import WatchName
from rusmiddel.deadlines.models import Mail, WatchRun
from rusmiddel.prepared import prepared

# A run is late when the next one should have begun so long ago: a worker may be busy for a while.
PATIENCE = timedelta(minutes=15)


@contextmanager
def recorded(name: WatchName) -> Iterator[WatchRun]:
    """Write down that it began, and how it ended. Call it outside the transaction that does the work.

    Of an error only the kind is kept: its text could quote a row.
    """
    run = WatchRun.objects.create(name=name, started_at=timezone.now())
    try:
        yield run
    except Exception as error:
        run.error = type(error).__name__
        raise
    finally:
        run.finished_at = timezone.now()
        run.save()


def next_run_after(name: WatchName, moment: datetime) -> datetime:
    """When the beat schedule starts it next."""
    schedule = copy(settings.CELERY_BEAT_SCHEDULE[name]["schedule"])
    schedule.nowfun = lambda: moment
    # Added in UTC: on the night the clock is put forward there is no 02.00.
    return moment.astimezone(UTC) + schedule.remaining_estimate(moment)


@dataclass(frozen=True, kw_only=True)
class WatchLine:
    """What the team lead is told about the watch, in plain words."""

    now: datetime
    checked_at: datetime | None
    next_at: datetime
    is_late: bool
    has_failed: bool
    failed_mails: int
    drifts: int | None

    @property
    def is_well(self) -> bool:
        return not (self.is_late or self.has_failed or self.failed_mails or self.drifts)

    @property
    def text(self) -> str:
        return " · ".join(
            (self._checked, f"næste kontrol kl. {_clock(self.next_at)}", self._mails, self._reconciled)
        )

    @property
    def _checked(self) -> str:
        if self.checked_at is None:
            return "Fristerne er endnu ikke kontrolleret"
        when = f"{_day(self.checked_at, self.now)} kl. {_clock(self.checked_at)}"
        if self.has_failed:
            return f"Den seneste kontrol af fristerne mislykkedes; de er sidst kontrolleret {when}"
        if self.is_late:
            return f"Fristerne er ikke kontrolleret siden {when}"
        return f"Fristerne er kontrolleret {when}"

    @property
    def _mails(self) -> str:
        return f"{self.failed_mails} {'besked' if self.failed_mails == 1 else 'beskeder'} fejlet"

    @property
    def _reconciled(self) -> str:
        if self.drifts is None:
            return "natlig efterregning har endnu ikke kørt"
        return f"{self.drifts} {'afvigelse' if self.drifts == 1 else 'afvigelser'} ved natlig efterregning"


def watch_line(now: datetime) -> WatchLine:
    """The state of the watch at a moment, in three small queries; in four where the last run failed."""
    last = next(iter(_last_ended(WatchName.WATCH, False)), None)
    completed = next(iter(_last_ended(WatchName.WATCH, True)), None) if last and last.error else last
    reconciled = next(iter(_last_ended(WatchName.RECONCILE, True)), None)
    checked_at = completed.finished_at if completed else None
    return WatchLine(
        now=now,
        checked_at=checked_at,
        next_at=next_run_after(WatchName.WATCH, now),
        is_late=checked_at is None or next_run_after(WatchName.WATCH, checked_at) + PATIENCE < now,
        has_failed=last is not None and bool(last.error),
        failed_mails=Mail.objects.failed(before=now - timedelta(hours=1)).count(),
        drifts=reconciled.drift_count if reconciled else None,
    )


@prepared
def _last_ended(name: WatchName, is_whole: bool, /) -> QuerySet[WatchRun]:
    """The latest run that has ended, or that has ended without a mistake."""
    runs = WatchRun.objects.filter(name=name, finished_at__isnull=False).order_by("-started_at")
    return (runs.filter(error="") if is_whole else runs)[:1]


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H.i")


def _day(moment: datetime, now: datetime) -> str:
    day, today = timezone.localdate(moment), timezone.localdate(now)
    if day == today:
        return "i dag"
    if day == today - timedelta(days=1):
        return "i går"
    return f"den {date_format(day, 'j. F')}"
