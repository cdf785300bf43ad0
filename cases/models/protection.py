from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cases.enums import ProtectionEnd
from cases.models.citizen import Citizen
from rusmiddel.access.models import User


class AddressProtectionQuerySet(models.QuerySet["AddressProtection"]):
    def standing(self) -> Self:
        return self.filter(ended_on=None)


class AddressProtection(models.Model):
    """One period in which name and address are protected (navne- og adressebeskyttelse), CPR-loven § 28.

    Nothing is shown again because a day has passed: somebody renews it or says that it has lapsed.
    """

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="protections")
    registered_on = models.DateField("registreret")
    expires_on = models.DateField("udløber")
    ended_on = models.DateField("ophørt", null=True, blank=True)
    end = models.CharField("hvordan", max_length=10, choices=ProtectionEnd.choices, blank=True)

    objects = AddressProtectionQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "navne- og adressebeskyttelse"
        verbose_name_plural = "navne- og adressebeskyttelser"
        constraints = [
            models.CheckConstraint(
                name="protection_expires_after_it_began",
                condition=Q(expires_on__gt=F("registered_on")),
                violation_error_message="Beskyttelsen skal udløbe efter den dag, den er registreret.",
            ),
            models.CheckConstraint(
                name="protection_ended_with_how",
                condition=Q(ended_on=None, end="")
                | (Q(ended_on__isnull=False) & Q(end__in=ProtectionEnd.values)),
            ),
            models.UniqueConstraint(
                name="protection_one_at_a_time",
                fields=["citizen"],
                condition=Q(ended_on=None),
                violation_error_message="Borgeren har allerede beskyttelse. Forny den.",
            ),
        ]

    def __str__(self) -> str:
        return f"Navne- og adressebeskyttelse til {self.expires_on:%Y-%m-%d}"

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows its expiry."""
        return f"protection:{self.pk}"
