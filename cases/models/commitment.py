from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cases.enums import CommitmentAnswer
from cases.models.request import TreatmentRequest
from rusmiddel.access.models import User


class PaymentCommitmentQuerySet(models.QuerySet["PaymentCommitment"]):
    def newest_first(self) -> Self:
        return self.order_by("-requested_on", "-pk")


class PaymentCommitment(models.Model):
    """The home municipality is asked to promise to pay (betalingstilsagn): requested, received or refused."""

    request = models.ForeignKey(TreatmentRequest, on_delete=models.PROTECT, related_name="commitments")
    municipality_code = models.CharField("hjemkommune", max_length=4)
    requested_on = models.DateField("anmodet")
    answer = models.CharField("svar", max_length=10, choices=CommitmentAnswer.choices, blank=True)
    answered_on = models.DateField("svar den", null=True, blank=True)
    note = models.TextField("bemærkning", blank=True)

    objects = PaymentCommitmentQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "betalingstilsagn"
        verbose_name_plural = "betalingstilsagn"
        constraints = [
            models.CheckConstraint(
                name="commitment_answered_with_day",
                condition=Q(answer="", answered_on=None)
                | (
                    Q(answer__in=CommitmentAnswer.values)
                    & Q(answered_on__isnull=False, answered_on__gte=F("requested_on"))
                ),
                violation_error_message="Svaret kan tidligst være kommet den dag, der blev spurgt.",
            ),
            models.UniqueConstraint(
                name="commitment_one_awaited",
                fields=["request"],
                condition=Q(answer=""),
                violation_error_message="Der ventes allerede på et svar.",
            ),
        ]

    def __str__(self) -> str:
        return f"Betalingstilsagn {self.state}"

    @property
    def state(self) -> str:
        return self.get_answer_display().lower() if self.answer else "anmodet"
