from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.enums import TransferAnswer
from cases.models.case import Case
from rusmiddel.access.models import User

WAITING = Q(answered_at__isnull=True)


class TransferQuerySet(models.QuerySet["Transfer"]):
    def waiting(self) -> Self:
        return self.filter(WAITING)


class Transfer(models.Model):
    """Somebody is asked to take a case over (overdragelse). Nothing changes hands before they accept.

    A trigger refuses every change but the answer, and that once.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers", verbose_name="sag")
    giver = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fra"
    )
    receiver = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="transfers_to", verbose_name="til"
    )
    message = models.TextField("besked", blank=True)
    offered_at = models.DateTimeField("spurgt")
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")
    answer = models.CharField("svar", max_length=10, choices=TransferAnswer.choices, blank=True)
    answered_at = models.DateTimeField("svaret", null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField("hvorfor ikke", blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "overdragelse"
        verbose_name_plural = "overdragelser"
        constraints = [
            models.CheckConstraint(
                name="transfer_answer_valid", condition=Q(answer__in=["", *TransferAnswer.values])
            ),
            models.CheckConstraint(
                name="transfer_answered_by_somebody",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__gte=F("offered_at"), answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="transfer_accepted_by_the_receiver",
                condition=~Q(answer=TransferAnswer.ACCEPTED) | Q(answered_by=F("receiver")),
            ),
            models.CheckConstraint(
                name="transfer_declined_with_reason",
                condition=~Q(answer=TransferAnswer.DECLINED) | Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor du ikke tager sagen.",
            ),
            models.CheckConstraint(
                name="transfer_to_somebody_else",
                condition=Q(giver=None) | ~Q(giver=F("receiver")),
            ),
            models.UniqueConstraint(
                name="transfer_one_waiting_per_case",
                fields=["case"],
                condition=WAITING,
                violation_error_message="Sagen venter allerede på, at nogen tager imod den.",
            ),
        ]
        indexes = [
            # Serves what one is asked to take.
            models.Index(name="transfer_by_receiver", fields=["receiver"], condition=WAITING),
            # Serves what waits for others.
            models.Index(name="transfer_by_asker", fields=["offered_by"], condition=WAITING),
        ]

    def __str__(self) -> str:
        return f"Overdragelse {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None
