"""What the worker does. Every task may be run twice, and at the same time twice: the rows decide."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from rights.enums import BundleStatus, ListStatus
from rights.models import Bundle, DestructionList, FileToRemove
from rights.services import destruction
from rights.services.bundles import gather
from rights.services.complaint_windows import close_expired_windows
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
def gather_list(list_id: int) -> bool:
    """Write down which rows a list would destroy; return whether this run wrote the last of them."""
    return destruction.gather_list(list_id=list_id, now=timezone.now())


@shared_task
def destroy_list(list_id: int) -> bool:
    """Destroy an approved list and its files; return whether this run destroyed the last of it."""
    done = destruction.destroy_list(list_id=list_id, now=timezone.now())
    destruction.remove_files()
    return done


@shared_task
def close_complaint_windows() -> int:
    """Note that the time to complain of an answer about access has run out; return for how many."""
    return close_expired_windows(today=timezone.localdate())


@shared_task
def remove_files() -> int:
    """Remove the files whose rows are gone; return how many."""
    return destruction.remove_files()


@shared_task
def resume() -> int:
    """Take up again what a killed worker left, or a broker that was down never heard of."""
    before = timezone.now() - ABANDONED_AFTER
    bundles = list(Bundle.objects.working().filter(touched_at__lt=before).values_list("pk", "status"))
    for bundle_id, status in bundles:
        (gather_bundle if status == BundleStatus.GATHERING else seal_bundle).delay(bundle_id)
    lists = list(DestructionList.objects.working().filter(touched_at__lt=before).values_list("pk", "status"))
    for list_id, status in lists:
        (gather_list if status == ListStatus.GATHERING else destroy_list).delay(list_id)
    if FileToRemove.objects.filter(since__lt=before).exists():
        remove_files.delay()
    return len(bundles) + len(lists)
