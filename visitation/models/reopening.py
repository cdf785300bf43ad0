from django.db import models
from django.db.models import Q

from rusmiddel.access.models import User
from visitation.models.decision import Decision


class Reopening(models.Model):
    """A decision is to be made again (genoptagelse), after a complaint. It stands; another will replace it.

    Written once.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="reopening", verbose_name="afgørelse"
    )
    reason = models.TextField("hvorfor")
    reopened_at = models.DateTimeField("genoptaget")
    reopened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="genoptaget af"
    )

    class Meta:
        verbose_name = "genoptagelse"
        verbose_name_plural = "genoptagelser"
        constraints = [
            models.CheckConstraint(
                name="reopening_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor sagen genoptages.",
            ),
        ]

    def __str__(self) -> str:
        return f"Genoptagelse {self.pk}"
