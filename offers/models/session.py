from datetime import timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from simple_history.models import HistoricalRecords

from cases.enums import Place, SessionOutcome
from cases.models import Talk
from offers.enums import CancelledBy
from offers.models.room import Room

PLANNED = Q(outcome=SessionOutcome.PLANNED)


class Session(Talk):
    """A talk of the treatment (behandlingssamtale), booked and then held or not."""

    course = models.ForeignKey("offers.Course", on_delete=models.PROTECT, related_name="sessions")
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name="lokale"
    )
    # Why it is not where talks usually are, where the standard asks for it.
    place_reason = models.TextField("hvorfor der", blank=True)
    cancelled_by = models.CharField("aflyst af", max_length=10, choices=CancelledBy.choices, blank=True)
    # Half-open, so that the next talk may begin when this one ends. The database fills it in.
    during: Any = DateTimeRangeField("tidsrum", null=True, editable=False)
    reminded_at = models.DateTimeField("påmindet", null=True, blank=True)

    history = HistoricalRecords(excluded_fields=["during"])

    class Meta:
        verbose_name = "behandlingssamtale"
        verbose_name_plural = "behandlingssamtaler"
        constraints = [
            models.CheckConstraint(
                name="session_outcome_valid", condition=Q(outcome__in=SessionOutcome.values)
            ),
            models.CheckConstraint(name="session_place_valid", condition=Q(place__in=Place.values)),
            models.CheckConstraint(name="session_has_length", condition=Q(minutes__gt=0)),
            models.CheckConstraint(
                name="session_cancelled_by_somebody",
                condition=Q(outcome=SessionOutcome.CANCELLED, cancelled_by__in=CancelledBy.values)
                | (~Q(outcome=SessionOutcome.CANCELLED) & Q(cancelled_by="")),
                violation_error_message="Sig, hvem der aflyste.",
            ),
            models.CheckConstraint(
                name="session_room_in_the_centre",
                condition=Q(room=None) | Q(place=Place.CENTRE),
                violation_error_message="Et lokale er kun til samtaler i centret.",
            ),
            # A double click books one talk.
            models.UniqueConstraint(
                name="session_once_at_a_time",
                fields=["course", "planned_at"],
                condition=PLANNED,
                violation_error_message="Der er allerede aftalt en samtale på det tidspunkt.",
            ),
            # Nobody is in two places: what is still to come may not overlap. What was held, was.
            ExclusionConstraint(
                name="session_employee_once_at_a_time",
                expressions=[("employee", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=PLANNED,
                violation_error_message="Behandleren har allerede en samtale i det tidsrum.",
            ),
            ExclusionConstraint(
                name="session_room_once_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=PLANNED & Q(room__isnull=False),
                violation_error_message="Lokalet er optaget i det tidsrum.",
            ),
        ]
        indexes = [
            # Serves an employee's appointments of a day.
            models.Index(name="session_by_day", fields=["employee", "planned_at"]),
            # Serves a room's calendar.
            models.Index(
                name="session_by_room", fields=["room", "planned_at"], condition=Q(room__isnull=False)
            ),
            # Serves the talks that somebody is to be reminded of.
            models.Index(name="session_to_come", fields=["planned_at"], condition=PLANNED),
        ]

    def __str__(self) -> str:
        return f"Behandlingssamtale {self.planned_at:%Y-%m-%d}"

    def take_its_time(self) -> None:
        """Say from when to when it is, for what validates before the database fills it in."""
        self.during = DateTimeTZRange(self.planned_at, self.planned_at + timedelta(minutes=self.minutes))

    @property
    def said_outcome(self) -> str:
        """'Aflyst af borgeren': the outcome, and who called it off."""
        return self.get_cancelled_by_display() or self.get_outcome_display()
