"""How many warnings wait for somebody: asked by every page with the bar on it."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from rusmiddel.access.models import User
from rusmiddel.access.permissions import works_with_cases
from rusmiddel.access.visibility import keys_hidden_from
from rusmiddel.deadlines.models import Notice
from rusmiddel.prepared import Keys, prepared


def number_of_unread(user: User) -> int:
    """The same as `Notice.objects.unread_for(user).matters().count()`."""
    if not works_with_cases(user):
        return 0
    hidden = keys_hidden_from(Notice.objects.all(), user, through="deadline__case")
    return len(_unread(tuple(user.roles), user=user.pk, today=timezone.localdate(), hidden=hidden))


@prepared
def _unread(roles: tuple[str, ...], /, *, user: int, today: date, hidden: Keys) -> QuerySet[Notice, int]:
    """The deadlines they are about, each once."""
    mine = Notice.objects.waiting().addressed_to(User(pk=user, roles=list(roles)), on=today)
    found = mine.exclude(deadline__case__in=hidden.among)
    return found.order_by().values_list("deadline", flat=True).distinct()
