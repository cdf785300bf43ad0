from django.db import models
from django.db.models import F, Q

from cases.models import Attachment
from complaints.enums import TO_BE_ACTED_ON, BoardOutcome
from complaints.models.complaint import Complaint
from rusmiddel.access.models import User


class BoardAnswer(models.Model):
    """What the appeal board decided (klageinstansens afgørelse). Written once."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="board_answer")
    outcome = models.CharField("udfald", max_length=10, choices=BoardOutcome.choices)
    decided_on = models.DateField("klageinstansens afgørelse fra")
    received_on = models.DateField("modtaget")
    summary = models.TextField("hvad klageinstansen skriver")
    document = models.OneToOneField(
        Attachment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="board_answer",
        verbose_name="dokument",
    )
    # Until when the centre acts on it, where it must.
    act_by = models.DateField("skal være gjort senest", null=True, blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "klageinstansens svar"
        verbose_name_plural = "klageinstansens svar"
        constraints = [
            models.CheckConstraint(name="board_outcome_valid", condition=Q(outcome__in=BoardOutcome.values)),
            models.CheckConstraint(
                name="board_answer_says_something",
                condition=Q(summary__regex=r"\S"),
                violation_error_message="Skriv, hvad klageinstansen skriver.",
            ),
            models.CheckConstraint(
                name="board_answer_received_after_decided",
                condition=Q(received_on__gte=F("decided_on")),
                violation_error_message="Svaret kan ikke være modtaget, før det blev truffet.",
            ),
            models.CheckConstraint(
                name="board_answer_acted_on_in_time",
                condition=(Q(outcome__in=sorted(TO_BE_ACTED_ON)) & Q(act_by__gte=F("received_on")))
                | (~Q(outcome__in=sorted(TO_BE_ACTED_ON)) & Q(act_by=None)),
                violation_error_message="Skriv, hvornår det senest skal være gjort.",
            ),
        ]

    def __str__(self) -> str:
        return f"Svar på klage {self.complaint_id}"
