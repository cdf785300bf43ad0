"""A mail at once to whom a colleague has given something, that says nothing but that something waits."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction

from rusmiddel.access.models import User
from rusmiddel.deadlines.models import Mail
from rusmiddel.deadlines.tasks import send_mail


def owe_mail(recipients: Iterable[User], *, by: User, now: datetime) -> None:
    """Owe each a mail but the one who acts, and let the worker send it when all is stored.

    The debt is a row of this transaction: a broker that is down costs until the next watch, not the mail.
    """
    owed = {user.pk for user in recipients if user.is_active and user.email} - {by.pk}
    Mail.objects.bulk_create(Mail(recipient_id=pk, created_at=now) for pk in sorted(owed))
    for pk in sorted(owed):
        transaction.on_commit(partial(send_mail.apply_async, [pk], retry=False), robust=True)
