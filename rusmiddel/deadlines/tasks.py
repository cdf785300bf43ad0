"""What beat starts. Every task may be run twice, and at the same time twice."""

from celery import shared_task
from django.utils import timezone

from rusmiddel.deadlines import mail, reconciliation, watching


@shared_task
def watch() -> int:
    """Write every warning that is due, then queue every mail that is owed; return the number of warnings.

    The mails are queued after the commit and found in the database: a broker that is down just then costs
    an hour, not a mail.
    """
    run = watching.watch(today=timezone.localdate())
    for recipient_id in mail.recipients_owed():
        send_mail.delay(recipient_id)
    return run.notice_count


@shared_task
def send_mail(recipient_id: int) -> bool:
    """Send at least once; see `mail` for what happens when a worker is killed."""
    return mail.send_owed(recipient_id=recipient_id)


@shared_task
def reconcile() -> int:
    """Recompute every deadline from its facts; return the number of deviations."""
    return reconciliation.reconcile(today=timezone.localdate()).drift_count
