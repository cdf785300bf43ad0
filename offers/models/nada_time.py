from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from offers.enums import NEXT_NADA_TIMES, NadaTimeStatus
from offers.models.room import Room
from rusmiddel.access.models import User
from rusmiddel.transitions import checked_move


class NadaTimeQuerySet(models.QuerySet["NadaTime"]):
    def planned(self) -> Self:
        return self.filter(status=NadaTimeStatus.PLANNED)

    def to_come(self, now: datetime) -> Self:
        return self.planned().filter(planned_at__gte=now).order_by("planned_at", "pk")


class NadaTime(models.Model):
    """A time when anybody in NADA may drop in (NADA-tid): it takes a practitioner and a room."""

    planned_at = models.DateTimeField("tidspunkt")
    minutes = models.PositiveSmallIntegerField("minutter")
    practitioner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="NADA-behandler"
    )
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="nada_times", verbose_name="lokale")
    status = models.CharField(
        "status", max_length=10, choices=NadaTimeStatus.choices, default=NadaTimeStatus.PLANNED
    )
    cancelled_reason = models.TextField("hvorfor aflyst", blank=True)

    objects = NadaTimeQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "NADA-tid"
        verbose_name_plural = "NADA-tider"
        constraints = [
            models.CheckConstraint(
                name="nada_time_status_valid", condition=Q(status__in=NadaTimeStatus.values)
            ),
            models.CheckConstraint(name="nada_time_has_length", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="nada_time_cancelled_with_reason",
                condition=Q(status=NadaTimeStatus.PLANNED, cancelled_reason="")
                | Q(status=NadaTimeStatus.CANCELLED, cancelled_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor tiden aflyses.",
            ),
        ]
        indexes = [
            # Serves the calendar and the times to come.
            models.Index(
                name="nada_time_to_come", fields=["planned_at"], condition=Q(status=NadaTimeStatus.PLANNED)
            ),
        ]

    def __str__(self) -> str:
        return f"NADA-tid {self.planned_at:%Y-%m-%d}"

    def move_to(self, status: NadaTimeStatus) -> None:
        """Move on; raises TransitionError where the table has no such move."""
        self.status = checked_move(NEXT_NADA_TIMES, NadaTimeStatus(self.status), status)
