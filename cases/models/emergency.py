from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from cases.models.case import Case
from rusmiddel.access.models import User

PERIOD = Func(
    F("begun_at"),
    F("expires_at"),
    # At the minute it runs out it is over, and a new one may begin.
    RangeBoundary(inclusive_lower=True, inclusive_upper=False),
    function="TSTZRANGE",
    output_field=DateTimeRangeField(),
)


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def running(self, now: datetime) -> Self:
        return self.filter(begun_at__lte=now, expires_at__gt=now)

    def to_review(self) -> Self:
        return self.filter(reviewed_at=None)


class EmergencyAccess(models.Model):
    """Somebody opened a case that is not theirs (nødadgang): why, until when, and what the lead made of it.

    A trigger refuses every change but the review, and that once.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="emergency_accesses", verbose_name="sag"
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="emergency_accesses", verbose_name="hvem"
    )
    reason = models.TextField("begrundelse")
    begun_at = models.DateTimeField("fra")
    expires_at = models.DateTimeField("til")
    reviewed_at = models.DateTimeField("gennemgået", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gennemgået af"
    )
    remark = models.TextField("bemærkning", blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        verbose_name = "nødadgang"
        verbose_name_plural = "nødadgange"
        constraints = [
            models.CheckConstraint(
                name="emergency_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor du har brug for at se sagen.",
            ),
            models.CheckConstraint(name="emergency_ends", condition=Q(expires_at__gt=F("begun_at"))),
            # Two clicks at once, or a second request while the first still runs, make one access.
            ExclusionConstraint(
                name="emergency_one_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                violation_error_message="Du har allerede nødadgang til sagen.",
            ),
            models.CheckConstraint(
                name="emergency_reviewed_by_another",
                condition=Q(reviewed_at=None, reviewed_by=None, remark="")
                | (Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(reviewed_by=F("user"))),
                violation_error_message="Ingen gennemgår sin egen nødadgang.",
            ),
        ]
        indexes = [
            # Serves what a user has open just now.
            models.Index(name="emergency_by_user", fields=["user", "expires_at"]),
            # Serves the team lead's list of what is still to be reviewed, and all of them, newest first.
            models.Index(
                name="emergency_to_review", fields=["-begun_at"], condition=Q(reviewed_at__isnull=True)
            ),
            models.Index(name="emergency_by_time", fields=["-begun_at"]),
        ]

    def __str__(self) -> str:
        return f"Nødadgang {self.pk}"

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None
