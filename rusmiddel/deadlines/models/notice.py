import uuid
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone

from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.access.visibility import of_cases_not_hidden
from rusmiddel.deadlines.enums import DeadlineStatus
from rusmiddel.deadlines.models.deadline import Deadline
from rusmiddel.deadlines.values import milestone_label

WAITING = Q(read_at=None, settled_at=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_user(self, user: User) -> Self:
        """Those to the user in person, to a role the user has, or to somebody the user stands in for today.

        Never about a case that is hidden from the user.
        """
        # What waits is about a date of one's own, so only what is hidden is left out.
        return of_cases_not_hidden(
            self.addressed_to(user, on=timezone.localdate()), user, through="deadline__case"
        )

    def addressed_to(self, user: User, *, on: date) -> Self:
        away = Absence.objects.covered_by(user, on=on)
        return self.filter(Q(recipient=user) | Q(role__in=user.roles) | Q(recipient__in=away))

    def waiting(self) -> Self:
        return self.filter(WAITING)

    def unread_for(self, user: User) -> Self:
        return self.for_user(user).waiting()

    def moot(self) -> Self:
        """Those that say nothing true any more: closed, moved, or somebody else's."""
        return self.filter(
            ~Q(deadline__status=DeadlineStatus.OPEN)
            | ~Q(due_on=F("deadline__due_on"))
            | (
                Q(recipient__isnull=False)
                & (Q(deadline__responsible=None) | ~Q(recipient=F("deadline__responsible")))
            )
        )

    def for_list(self) -> Self:
        return self.select_related("deadline__case", "read_by")

    def one_per_deadline(self) -> Self:
        """A line for each matter: what waits of it, else the latest."""
        latest = self.order_by("deadline", Case(When(WAITING, then=0), default=1), "-pk").distinct("deadline")
        return self.filter(pk__in=latest.values("pk"))

    def matters(self) -> models.QuerySet["Notice", dict[str, int]]:
        """The deadlines they are about, each once."""
        return self.order_by().values("deadline").distinct()

    def waiting_first(self) -> Self:
        return self.order_by(Case(When(WAITING, then=0), default=1), "-pk")


class Notice(models.Model):
    """A warning about a deadline (besked), to one person or to whoever has a role."""

    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, db_index=False, related_name="notices", verbose_name="frist"
    )
    milestone = models.CharField("hvad", max_length=60)
    due_on = models.DateField("frist")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="notices",
        verbose_name="modtager",
    )
    role = models.CharField("rolle", max_length=20, choices=Role.choices, blank=True)
    created_at = models.DateTimeField("skrevet")
    read_at = models.DateTimeField("læst", null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="læst af",
    )
    # The deadline was closed, moved or given to somebody else: there is nothing to read any more.
    settled_at = models.DateTimeField("bortfaldet", null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "besked"
        verbose_name_plural = "beskeder"
        constraints = [
            # The lock: however many watches run, each warning is written once for each due date.
            models.UniqueConstraint(
                name="notice_once",
                fields=["deadline", "milestone", "due_on", "recipient", "role"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="notice_role_valid", condition=Q(role__in=["", *Role.values])),
            models.CheckConstraint(
                name="notice_to_person_or_role",
                condition=(Q(recipient=None) & ~Q(role="")) | Q(recipient__isnull=False, role=""),
            ),
            models.CheckConstraint(
                name="notice_read_by_somebody",
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
            ),
        ]
        indexes = [
            # Serve the number of unread on every page.
            models.Index(name="notice_unread_by_recipient", fields=["recipient"], condition=WAITING),
            models.Index(name="notice_unread_by_role", fields=["role"], condition=WAITING & ~Q(role="")),
            # Serve the list of one's own, newest first.
            models.Index(name="notice_by_recipient", fields=["recipient", "-id"]),
            models.Index(name="notice_by_role", fields=["role", "-id"], condition=~Q(role="")),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.due_on:%Y-%m-%d}"

    @property
    def label(self) -> str:
        return milestone_label(self.milestone)

    @property
    def is_waiting(self) -> bool:
        return self.read_at is None and self.settled_at is None


class MailQuerySet(models.QuerySet["Mail"]):
    def unsent(self) -> Self:
        return self.filter(sent_at=None, recipient__is_active=True)

    def failed(self, *, before: datetime) -> Self:
        """Unsent because the mail server refused, or because nobody has tried since `before`."""
        return self.unsent().filter(Q(failed_attempts__gt=0) | Q(created_at__lt=before))


class Mail(models.Model):
    """That a person is owed the mail 'something waits': written with the notices, cleared when sent."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mails", verbose_name="modtager"
    )
    # None where a colleague's act owes it, and no watch.
    run = models.ForeignKey("deadlines.WatchRun", on_delete=models.PROTECT, null=True, related_name="mails")
    # Becomes the Message-ID: a second copy after a crash can be told for what it is.
    key = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField("skrevet")
    sent_at = models.DateTimeField("sendt", null=True)
    failed_attempts = models.PositiveIntegerField("mislykkede forsøg", default=0)
    last_error = models.CharField("seneste fejl", max_length=100, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails"
        constraints = [
            models.UniqueConstraint(name="mail_one_per_person_and_run", fields=["recipient", "run"]),
        ]
        indexes = [
            # Serves the sending and the number of failed ones: what is sent is never looked at again.
            models.Index(name="mail_unsent", fields=["recipient", "id"], condition=Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk}"
