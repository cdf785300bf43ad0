"""What the worker does. Every task may be run twice, and at the same time twice: the rows decide."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from rusmiddel.letters.models import DigitalMessage, LetterBatch
from visitation.services.agenda import fill_agendas as fill
from visitation.services.complaint_windows import close_expired_windows
from visitation.services.digital_post import read_receipts, write_message
from visitation.services.further_windows import close_expired_further_windows
from visitation.services.letter_batches import make_batch

# Work that nobody has touched for so long was left by a worker that is gone.
ABANDONED_AFTER = timedelta(minutes=5)


@shared_task
def fill_agendas() -> int:
    """Put what is ready on the next agenda and warn of what comes up too late; return the cases moved."""
    return fill(by=None, now=timezone.now())


@shared_task
def close_complaint_windows() -> int:
    """Note every last day to complain that has passed; return how many."""
    today = timezone.localdate()
    return close_expired_windows(today=today) + close_expired_further_windows(today=today)


@shared_task
def make_letter_batch(batch_id: int) -> bool:
    """Make a batch of letters; return whether this run made the print."""
    return make_batch(batch_id=batch_id, now=timezone.now())


@shared_task
def resume_letter_batches() -> int:
    """Take up again the batches that a killed worker left, or a broker that was down never heard of."""
    left = LetterBatch.objects.being_made().filter(touched_at__lt=timezone.now() - ABANDONED_AFTER)
    batches = list(left.values_list("pk", flat=True))
    for batch_id in batches:
        make_letter_batch.delay(batch_id)
    return len(batches)


@shared_task
def write_digital_post(message_id: int) -> bool:
    """Write a message for the municipality's distribution component; return whether this run did."""
    return write_message(message_id=message_id, now=timezone.now())


@shared_task
def exchange_digital_post() -> int:
    """Write what is still queued, and read the receipts that have come; return how many were new."""
    for message_id in list(DigitalMessage.objects.queued().values_list("pk", flat=True)):
        write_message(message_id=message_id, now=timezone.now())
    return read_receipts(now=timezone.now())
