from celery import shared_task
from django.utils import timezone

from cases.services.caseload import carry_out_moves


@shared_task
def move_caseloads() -> int:
    """Move every case whose day has come, also one that a missed night left behind; return how many."""
    return carry_out_moves(now=timezone.now())
