from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from cases.enums import Place, SessionOutcome
from cases.models import Talk


class Session(Talk):
    """A talk of the treatment (behandlingssamtale), booked and then held or not."""

    course = models.ForeignKey("offers.Course", on_delete=models.PROTECT, related_name="sessions")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "behandlingssamtale"
        verbose_name_plural = "behandlingssamtaler"
        constraints = [
            models.CheckConstraint(
                name="session_outcome_valid", condition=Q(outcome__in=SessionOutcome.values)
            ),
            models.CheckConstraint(name="session_place_valid", condition=Q(place__in=Place.values)),
            models.CheckConstraint(name="session_has_length", condition=Q(minutes__gt=0)),
            # A double click books one talk.
            models.UniqueConstraint(
                name="session_once_at_a_time",
                fields=["course", "planned_at"],
                condition=Q(outcome=SessionOutcome.PLANNED),
                violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
            ),
        ]
        indexes = [
            # Serves an employee's appointments of a day.
            models.Index(name="session_by_day", fields=["employee", "planned_at"]),
        ]

    def __str__(self) -> str:
        return f"Behandlingssamtale {self.planned_at:%Y-%m-%d}"
