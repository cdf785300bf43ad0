from celery import shared_task

from rusmiddel.health.pulse import leave


@shared_task
def pulse() -> None:
    """Show that what beat sends is also done. May run any number of times."""
    leave("done")
