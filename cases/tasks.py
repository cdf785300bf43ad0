from celery import shared_task
from django.utils import timezone

from cases.services.caseload import carry_out_moves
from cases.services.drafts import clear_forgotten_drafts


@shared_task
def move_caseloads() -> int:
    """Move every case whose day has come, also one that a missed night left behind; return how many."""
    return carry_out_moves(now=timezone.now())


@shared_task
def clear_drafts() -> int:
    """Throw away what was typed about no case and never sent; return how many."""
    return clear_forgotten_drafts(now=timezone.now())
