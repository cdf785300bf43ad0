from celery import shared_task
from django.db import connection
from django.utils import timezone

from rusmiddel.access.signin import typed_text
from rusmiddel.access.signin.session import StaffSession


@shared_task
def clear_sign_in() -> int:
    """Throw away ended sessions, typed text nobody came back for, and codes too old to be used again."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_cache WHERE expires < %s", [now])
    return StaffSession.objects.filter(expire_date__lte=now).delete()[0] + typed_text.forget_unclaimed(
        now=now
    )
