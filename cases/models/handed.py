from typing import Self

from django.db import models
from django.db.models import F, Q

from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineStatus
from rusmiddel.deadlines.models import Deadline

STANDING = Q(ended_at=None)


class HandedItemQuerySet(models.QuerySet["HandedItem"]):
    def standing(self) -> Self:
        return self.filter(STANDING)

    def to_be_done(self) -> Self:
        """Those that somebody still keeps for another."""
        return self.standing().filter(deadline__status=DeadlineStatus.OPEN)


class HandedItem(models.Model):
    """One deadline of a case is kept by somebody else than the one responsible (opgave givet videre).

    A trigger refuses every change but the ending, and that once.
    """

    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, related_name="handed", verbose_name="frist"
    )
    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="fra")
    receiver = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="handed_items", verbose_name="til"
    )
    message = models.TextField("besked")
    handed_at = models.DateTimeField("givet videre")
    ended_at = models.DateTimeField("givet tilbage", null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = HandedItemQuerySet.as_manager()

    class Meta:
        verbose_name = "opgave givet videre"
        verbose_name_plural = "opgaver givet videre"
        constraints = [
            models.CheckConstraint(
                name="handed_with_a_message",
                condition=Q(message__regex=r"\S"),
                violation_error_message="Skriv, hvad kollegaen skal gøre.",
            ),
            models.CheckConstraint(
                name="handed_to_somebody_else",
                condition=~Q(giver=F("receiver")),
                violation_error_message="Du kan ikke give noget videre til dig selv.",
            ),
            models.CheckConstraint(
                name="handed_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("handed_at"), ended_by__isnull=False),
            ),
            models.UniqueConstraint(name="handed_to_one_at_a_time", fields=["deadline"], condition=STANDING),
        ]
        indexes = [
            # Serve what one keeps for others, and what others keep for one.
            models.Index(name="handed_by_receiver", fields=["receiver"], condition=STANDING),
            models.Index(name="handed_by_giver", fields=["giver"], condition=STANDING),
        ]

    def __str__(self) -> str:
        return f"Opgave givet videre {self.pk}"
