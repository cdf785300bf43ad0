import os

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rusmiddel.settings")

app = Celery("rusmiddel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_unsafe_settings(**_kwargs: object) -> None:
    from rusmiddel import checks

    checks.refuse_unsafe_settings()
