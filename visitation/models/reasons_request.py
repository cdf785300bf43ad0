from typing import Self

from django.db import models
from django.db.models import F, Q

from rusmiddel.access.models import User
from visitation.models.decision import Decision


class ReasonsRequestQuerySet(models.QuerySet["ReasonsRequest"]):
    def with_clock(self) -> Self:
        """With what the time to answer is computed from."""
        return self.select_related("decision__case")


class ReasonsRequest(models.Model):
    """The citizen asks for the reasons of a decision in writing (anmodning om skriftlig begrundelse)."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="reasons_request", verbose_name="afgørelse"
    )
    asked_on = models.DateField("bedt om den")
    due_on = models.DateField("senest svar")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    # The day the letter with the reasons was written; added once.
    answered_on = models.DateField("svaret den", null=True, blank=True)

    objects = ReasonsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "anmodning om skriftlig begrundelse"
        verbose_name_plural = "anmodninger om skriftlig begrundelse"
        constraints = [
            models.CheckConstraint(name="reasons_due_after_asked", condition=Q(due_on__gte=F("asked_on"))),
        ]

    def __str__(self) -> str:
        return f"Skriftlig begrundelse, bedt om {self.asked_on:%d.%m.%Y}"

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the time to answer."""
        return f"reasons:{self.pk}"
