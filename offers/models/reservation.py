from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from offers.models.room import Room
from rusmiddel.access.models import User


class Reservation(models.Model):
    """An hour that a person or a room is taken (reservation), by a talk, a group's meeting or NADA.

    Written by the database's own triggers when those are, and by nobody else: one table that one constraint
    can span.
    """

    # What has taken it, as the calendar names it: "session:7", "group_meeting:3", "nada:2".
    key = models.CharField(max_length=40, db_index=True)
    employee = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="+")
    # Half-open, so that the next may begin when this one ends.
    during: Any = DateTimeRangeField()

    class Meta:
        verbose_name = "reservation"
        verbose_name_plural = "reservationer"
        constraints = [
            models.CheckConstraint(
                name="reservation_of_person_or_room",
                condition=Q(employee=None, room__isnull=False) | Q(employee__isnull=False, room=None),
            ),
            ExclusionConstraint(
                name="reservation_employee_once_at_a_time",
                expressions=[("employee", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(employee__isnull=False),
            ),
            ExclusionConstraint(
                name="reservation_room_once_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(room__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key
