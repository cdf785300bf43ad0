"""What beat starts. Every task may be run twice, and at the same time twice."""

from celery import shared_task
from django.utils import timezone

from visitation.services.agenda import fill_agendas as fill
from visitation.services.complaint_windows import close_expired_windows
from visitation.services.further_windows import close_expired_further_windows


@shared_task
def fill_agendas() -> int:
    """Put what is ready on the next agenda and warn of what comes up too late; return the cases moved."""
    return fill(by=None, now=timezone.now())


@shared_task
def close_complaint_windows() -> int:
    """Note every last day to complain that has passed; return how many."""
    today = timezone.localdate()
    return close_expired_windows(today=today) + close_expired_further_windows(today=today)
