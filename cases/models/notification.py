from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cases.enums import (
    NEXT_NOTIFICATION_STATUSES,
    OPEN_NOTIFICATIONS,
    NotificationGround,
    NotificationStatus,
)
from cases.models.case import Case
from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter
from rusmiddel.transitions import checked_move

OPEN = Q(status__in=sorted(OPEN_NOTIFICATIONS))
IN_LETTER = Q(status__in=[NotificationStatus.WRITTEN, NotificationStatus.SENT])


class NotificationQuerySet(models.QuerySet["Notification"]):
    def open(self) -> Self:
        """Those not yet sent or decided against."""
        return self.filter(OPEN)


class Notification(models.Model):
    """A child may need help and the child's home municipality is told (underretning), CHI-1 to CHI-7.

    Due until it is sent or decided against. Needs no consent, and holds for anonymous citizens (ANO-5).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notifications")
    ground = models.CharField("grund", max_length=10, choices=NotificationGround.choices)
    status = models.CharField(
        "status", max_length=20, choices=NotificationStatus.choices, default=NotificationStatus.DUE
    )
    child_name = models.CharField("barnets navn", max_length=200, blank=True)
    child_birth_date = models.DateField("barnets fødselsdato eller termin", null=True, blank=True)
    is_unborn = models.BooleanField("barnet er ikke født endnu", default=False)
    municipality_code = models.CharField("barnets hjemkommune", max_length=4, blank=True)
    concern = models.TextField("bekymringen", blank=True)
    citizen_told = models.BooleanField("borgeren er orienteret", default=False)
    # ANO-13: notifying takes an identity; what was done to find it is written down.
    identity_sought = models.TextField("hvad er gjort for at finde barnet", blank=True)
    opened_at = models.DateTimeField("opstået")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="notification"
    )
    reason = models.TextField("hvorfor fravalgt", blank=True)
    closed_at = models.DateTimeField("afsluttet", null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = NotificationQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "underretning"
        verbose_name_plural = "underretninger"
        constraints = [
            models.CheckConstraint(
                name="notification_ground_valid", condition=Q(ground__in=NotificationGround.values)
            ),
            models.CheckConstraint(
                name="notification_status_valid", condition=Q(status__in=NotificationStatus.values)
            ),
            models.CheckConstraint(
                name="notification_sent_is_a_letter",
                condition=(IN_LETTER & Q(letter__isnull=False)) | (~IN_LETTER & Q(letter=None)),
                violation_error_message="En underretning er først sendt, når der er skrevet et brev.",
            ),
            models.CheckConstraint(
                name="notification_decided_against_has_reason",
                condition=~Q(status=NotificationStatus.DECIDED_AGAINST) | Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor der ikke underrettes.",
            ),
            models.CheckConstraint(
                name="notification_identity_was_sought",
                condition=~Q(status=NotificationStatus.IDENTITY_UNKNOWN)
                | Q(identity_sought__regex=r"\S", concern__regex=r"\S"),
                violation_error_message="Skriv bekymringen, og hvad der er gjort for at finde barnet.",
            ),
            models.CheckConstraint(
                name="notification_closed_by_somebody",
                condition=(OPEN & Q(closed_at=None, closed_by=None))
                | (~OPEN & Q(closed_at__isnull=False, closed_by__isnull=False)),
            ),
            models.UniqueConstraint(
                name="notification_policy_once_open",
                fields=["case"],
                condition=Q(ground=NotificationGround.POLICY) & OPEN,
            ),
        ]
        indexes = [
            # Serves what blocks a case, and the case page.
            models.Index(name="notification_by_case", fields=["case", "-opened_at"]),
        ]

    def __str__(self) -> str:
        return f"Underretning {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:notification", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows that it is due."""
        return f"notification:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_NOTIFICATIONS

    @property
    def is_due(self) -> bool:
        return self.status == NotificationStatus.DUE

    @property
    def child(self) -> str:
        """Who it is about, as far as that is known."""
        return self.child_name or ("Barn, der ikke er født endnu" if self.is_unborn else "Barn uden navn")

    @property
    def colour(self) -> str:
        if self.status == NotificationStatus.SENT:
            return "kept"
        return "overdue" if self.is_open else "neutral"

    def move_to(self, status: NotificationStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_NOTIFICATION_STATUSES, NotificationStatus(self.status), status)
