"""Signs of life that worker and beat leave in the broker, where the health page reads them.

Three moments are kept: when the worker's main process last beat, when beat last sent its task, and when a
worker last finished that task. A worker that is alive but takes no tasks shows as the third falling behind.
"""

import time
from datetime import UTC, datetime
from functools import cache

from celery.signals import after_task_publish, beat_init, heartbeat_sent, worker_ready
from django.conf import settings
from redis import Redis

KEY = "rusmiddel:pulse"
TASK = "rusmiddel.health.tasks.pulse"
# Celery's worker beats every 2 seconds, beat sends its task every 10.
WORKER_SILENT_AFTER = 20
BEAT_SILENT_AFTER = 60
# A long job may hold the queue up for a while without anything being wrong.
TASKS_STUCK_AFTER = 600


@cache
def connection() -> Redis:
    """A connection that gives up at once: a health page that waits is no help."""
    timeouts = {"socket_connect_timeout": 1, "socket_timeout": 1}
    return Redis.from_url(settings.REDIS_URL, decode_responses=True, **timeouts)


def leave(part: str) -> None:
    connection().hset(KEY, part, str(time.time()))


def read() -> dict[str, float]:
    return {str(part): float(moment) for part, moment in connection().hgetall(KEY).items()}


def as_moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


@heartbeat_sent.connect
@worker_ready.connect
def worker_beats(**_kwargs: object) -> None:
    leave("worker")


@after_task_publish.connect(sender=TASK)
def beat_sends(**_kwargs: object) -> None:
    leave("beat")


@beat_init.connect
def beat_starts(**_kwargs: object) -> None:
    """Do not wait for the first interval to pass before showing that beat is there."""
    from rusmiddel.health.tasks import pulse

    pulse.apply_async(expires=BEAT_SILENT_AFTER)
