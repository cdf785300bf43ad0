from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from rusmiddel.access.models import User


class RoomQuerySet(models.QuerySet["Room"]):
    def in_use(self) -> Self:
        return self.filter(is_in_use=True).order_by("name")


class Room(models.Model):
    """A room that talks are held in (lokale)."""

    name = models.CharField("navn", max_length=60, unique=True)
    is_in_use = models.BooleanField("i brug", default=True)

    objects = RoomQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "lokale"
        verbose_name_plural = "lokaler"
        constraints = [
            models.CheckConstraint(
                name="room_has_name",
                condition=Q(name__regex=r"\S"),
                violation_error_message="Skriv lokalets navn.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
