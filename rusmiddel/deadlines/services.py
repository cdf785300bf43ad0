from django.utils import timezone

from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Notice


def mark_read(*, notice_id: int, by: User) -> bool:
    """Mark one of one's own warnings as read, with the earlier ones of the same matter.

    Return whether any of them was waiting.
    """
    own = Notice.objects.unread_for(by)
    deadline = Notice.objects.for_user(by).filter(pk=notice_id).values("deadline")
    waiting = own.filter(deadline__in=deadline, pk__lte=notice_id)
    return bool(waiting.update(read_at=timezone.now(), read_by=by))


def mark_all_read(*, up_to: int, by: User) -> int:
    """Mark one's own warnings as read up to the newest that was shown; later ones still wait."""
    waiting = Notice.objects.unread_for(by).filter(pk__lte=up_to)
    return waiting.update(read_at=timezone.now(), read_by=by)
