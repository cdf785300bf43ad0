"""What the worker does. Every task may be run twice, and at the same time twice: the rows decide."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from rights.enums import BundleStatus
from rights.models import Bundle
from rights.services.bundles import gather
from rights.services.sealing import seal

# Work that nobody has touched for so long was left by a worker that is gone.
ABANDONED_AFTER = timedelta(minutes=5)


@shared_task
def gather_bundle(bundle_id: int) -> bool:
    """Gather everything held on the person; return whether this run gathered the last of it."""
    return gather(bundle_id=bundle_id, now=timezone.now())


@shared_task
def seal_bundle(bundle_id: int) -> bool:
    """Write and seal the bundle; return whether this run did."""
    return seal(bundle_id=bundle_id, now=timezone.now())


@shared_task
def resume() -> int:
    """Take up again what a killed worker left, or a broker that was down never heard of."""
    left = Bundle.objects.working().filter(touched_at__lt=timezone.now() - ABANDONED_AFTER)
    found = list(left.values_list("pk", "status"))
    for bundle_id, status in found:
        (gather_bundle if status == BundleStatus.GATHERING else seal_bundle).delay(bundle_id)
    return len(found)
