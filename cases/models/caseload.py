from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.enums import MoveStatus
from cases.models.case import Case
from rusmiddel.access.models import User

S = MoveStatus


class CaseloadMove(models.Model):
    """Cases are to go from one to others on a day, for good or until a day (flytning af sager).

    A trigger refuses every change but the last day and the stopping, and that once.
    """

    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="moves_from", verbose_name="fra")
    from_on = models.DateField("fra og med")
    # The first day on which the giver has the cases again.
    back_on = models.DateField("tilbage", null=True, blank=True)
    message = models.TextField("besked", blank=True)
    ordered_at = models.DateTimeField("bestilt")
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    cancelled_at = models.DateTimeField("stoppet", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "flytning af sager"
        verbose_name_plural = "flytninger af sager"
        constraints = [
            models.CheckConstraint(
                name="move_back_after_it_began",
                condition=Q(back_on=None) | Q(back_on__gt=F("from_on")),
                violation_error_message="Sagerne kan først komme tilbage dagen efter, at de er flyttet.",
            ),
            models.CheckConstraint(
                name="move_cancelled_by_somebody",
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Flytning {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:move", args=[self.pk])


class MovedCaseQuerySet(models.QuerySet["MovedCase"]):
    def due(self, today: date) -> Self:
        """Those whose day to go, or to come back, has come; however long ago."""
        return self.filter(
            Q(status=S.WAITING, move__from_on__lte=today) | Q(status=S.MOVED, move__back_on__lte=today),
            move__cancelled_at=None,
        )

    def under_way(self) -> Self:
        """Those that are still to go, or to come back."""
        return self.filter(
            Q(status=S.WAITING) | Q(status=S.MOVED, move__back_on__isnull=False), move__cancelled_at=None
        )

    def stuck(self) -> Self:
        return self.under_way().exclude(problem="")


class MovedCase(models.Model):
    """One case of a move, to whom it goes, and how it went."""

    move = models.ForeignKey(CaseloadMove, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves", verbose_name="sag")
    receiver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="moves_to", verbose_name="til")
    status = models.CharField("status", max_length=10, choices=MoveStatus.choices, default=S.WAITING)
    moved_at = models.DateTimeField("flyttet", null=True, blank=True)
    ended_at = models.DateTimeField("afsluttet", null=True, blank=True)
    # Why it has not gone yet, or why it stayed.
    problem = models.TextField("hvorfor ikke", blank=True)

    objects = MovedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = "flyttet sag"
        verbose_name_plural = "flyttede sager"
        constraints = [
            models.CheckConstraint(name="moved_case_status_valid", condition=Q(status__in=MoveStatus.values)),
            models.CheckConstraint(
                name="moved_case_dates_follow_status",
                condition=Q(status=S.WAITING, moved_at=None, ended_at=None)
                | Q(status=S.MOVED, moved_at__isnull=False, ended_at=None)
                | Q(status=S.BACK, moved_at__isnull=False, ended_at__isnull=False)
                | Q(status=S.STAYS, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="moved_case_stays_for_a_reason", condition=~Q(status=S.STAYS) | Q(problem__regex=r"\S")
            ),
            models.UniqueConstraint(
                name="moved_case_waits_once",
                fields=["case"],
                condition=Q(status=S.WAITING),
                violation_error_message="Sagen skal allerede flyttes.",
            ),
        ]
        indexes = [
            # Serves what is due to go or to come back, and what is on its way to somebody.
            models.Index(
                name="moved_case_open", fields=["receiver"], condition=Q(status__in=[S.MOVED, S.WAITING])
            ),
        ]

    def __str__(self) -> str:
        return f"Flyttet sag {self.pk}"
