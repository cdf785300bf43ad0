from django.db import models
from django.db.models import F, Q

from cases.models import Case
from offers.enums import OwnDoctorKind
from rusmiddel.access.models import User


class OwnDoctorCare(models.Model):
    """What the own doctor gives (behandling hos egen læge): noted, not prescribed. Never changed."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="own_doctor_care", verbose_name="sag"
    )
    kind = models.CharField("hvad", max_length=10, choices=OwnDoctorKind.choices)
    doctor = models.CharField("læge", max_length=120)
    # Where it is taken, where that is not at the doctor's: the health clinic, home nursing.
    handed_out_at = models.CharField("udleveres", max_length=120, blank=True)
    from_on = models.DateField("fra")
    note = models.TextField("bemærkning", blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    until_on = models.DateField("til og med", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="afsluttet af"
    )

    class Meta:
        verbose_name = "behandling hos egen læge"
        verbose_name_plural = "behandling hos egen læge"
        constraints = [
            models.CheckConstraint(name="own_doctor_kind_valid", condition=Q(kind__in=OwnDoctorKind.values)),
            models.CheckConstraint(
                name="own_doctor_is_named",
                condition=Q(doctor__regex=r"\S"),
                violation_error_message="Skriv, hvilken læge eller klinik.",
            ),
            models.CheckConstraint(
                name="own_doctor_ended_by_somebody",
                condition=Q(until_on=None, ended_by=None)
                | Q(until_on__gte=F("from_on"), ended_by__isnull=False),
                violation_error_message="Den kan ikke slutte, før den begynder.",
            ),
            # A double click notes it once.
            models.UniqueConstraint(
                name="own_doctor_one_of_a_kind",
                fields=["case", "kind"],
                condition=Q(until_on=None),
                violation_error_message="Det er allerede skrevet ned.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} fra {self.from_on:%Y-%m-%d}"
