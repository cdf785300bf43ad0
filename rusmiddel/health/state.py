"""What the health page says, and when a part counts as down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import Error, connection
from redis import RedisError

from rusmiddel.deadlines.enums import WatchName
from rusmiddel.deadlines.models import WatchRun
from rusmiddel.health import pulse


@dataclass(frozen=True)
class Part:
    ok: bool
    detail: str
    last_seen: datetime | None = None


def worker_state(signs: dict[str, float], *, now: float) -> Part:
    """Alive when its main process beats and beat's tasks come through."""
    seen = signs.get("worker")
    if seen is None:
        return Part(False, "Har ikke givet lyd fra sig.")
    last_seen = pulse.as_moment(seen)
    if now - seen > pulse.WORKER_SILENT_AFTER:
        return Part(False, f"Ingen lyd i {now - seen:.0f} sekunder.", last_seen)
    sent = signs.get("beat", 0.0)
    if sent - signs.get("done", sent) > pulse.TASKS_STUCK_AFTER:
        return Part(False, "Lever, men udfører ikke opgaverne i køen.", last_seen)
    return Part(True, "Udfører opgaver.", last_seen)


def beat_state(signs: dict[str, float], *, now: float) -> Part:
    """Alive when it sent its own task lately."""
    seen = signs.get("beat")
    if seen is None:
        return Part(False, "Har ikke givet lyd fra sig.")
    last_seen = pulse.as_moment(seen)
    if now - seen > pulse.BEAT_SILENT_AFTER:
        return Part(False, f"Ingen lyd i {now - seen:.0f} sekunder.", last_seen)
    return Part(True, "Sætter opgaver i gang.", last_seen)


def broker_states(*, now: float) -> dict[str, Part]:
    """Broker, worker and beat; without the broker the other two cannot be known."""
    try:
        signs = pulse.read()
    except RedisError:
        unknown = Part(False, "Ukendt: køen svarer ikke.")
        return {"broker": Part(False, "Svarer ikke."), "worker": unknown, "beat": unknown}
    return {
        "broker": Part(True, "Svarer."),
        "worker": worker_state(signs, now=now),
        "beat": beat_state(signs, now=now),
    }


def database_state() -> tuple[Part, dict[str, datetime | None]]:
    """The database, and when each watch last finished without error (never: None)."""
    never: dict[str, datetime | None] = dict.fromkeys(WatchName.values)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Part(False, "Svarer ikke."), never
    try:
        return Part(True, "Svarer."), {name: last_finished(name) for name in WatchName.values}
    except Error:
        return Part(False, "Svarer, men mangler tabeller: kør migrate."), never


def last_finished(name: str) -> datetime | None:
    finished = WatchRun.objects.filter(name=name, error="", finished_at__isnull=False)
    return finished.order_by("-started_at").values_list("finished_at", flat=True).first()
