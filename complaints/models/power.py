from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.models import Attachment, Case
from rusmiddel.access.models import User


class PowerOfAttorneyQuerySet(models.QuerySet["PowerOfAttorney"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(given_on__lte=day).filter(Q(expires_on=None) | Q(expires_on__gte=day))


class PowerOfAttorney(models.Model):
    """The citizen lets another act for them (fuldmagt): for what, and until when. Written once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="powers_of_attorney")
    name = models.CharField("hvem har fuldmagt", max_length=200)
    address = models.TextField("adresse", blank=True)
    scope = models.TextField("hvad fuldmagten gælder")
    given_on = models.DateField("givet")
    expires_on = models.DateField("gælder til og med", null=True, blank=True)
    document = models.OneToOneField(
        Attachment, on_delete=models.PROTECT, related_name="power_of_attorney", verbose_name="dokument"
    )
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    objects = PowerOfAttorneyQuerySet.as_manager()

    class Meta:
        verbose_name = "fuldmagt"
        verbose_name_plural = "fuldmagter"
        constraints = [
            models.CheckConstraint(
                name="power_says_who_and_what",
                condition=Q(name__regex=r"\S", scope__regex=r"\S"),
                violation_error_message="Skriv, hvem der har fuldmagt, og hvad den gælder.",
            ),
            models.CheckConstraint(
                name="power_ends_after_it_began",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
                violation_error_message="Fuldmagten kan ikke udløbe, før den blev givet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Fuldmagt {self.pk}"

    def holds_on(self, day: date) -> bool:
        """Whether it was given by then and has not run out (KLA-1)."""
        return self.given_on <= day and (self.expires_on is None or day <= self.expires_on)
