from django.db import models
from django.db.models import Q

from complaints.enums import ReassessmentOutcome
from complaints.models.complaint import Complaint
from rights.models import AccessRequest
from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter
from visitation.models import Decision, FurtherDecision


class Reassessment(models.Model):
    """The centre looks at the matter again (genvurdering): what it found, and why. Written once."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="reassessment")
    outcome = models.CharField("udfald", max_length=12, choices=ReassessmentOutcome.choices)
    reasons = models.TextField("begrundelse")
    present = models.TextField("hvem har genvurderet")
    made_on = models.DateField("genvurderet")
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="genvurderet af"
    )
    recorded_at = models.DateTimeField("skrevet")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+", verbose_name="brev")

    class Meta:
        verbose_name = "genvurdering"
        verbose_name_plural = "genvurderinger"
        constraints = [
            models.CheckConstraint(
                name="reassessment_outcome_valid", condition=Q(outcome__in=ReassessmentOutcome.values)
            ),
            models.CheckConstraint(
                name="reassessment_is_reasoned",
                condition=Q(reasons__regex=r"\S", present__regex=r"\S"),
                violation_error_message="Skriv begrundelsen, og hvem der har genvurderet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Genvurdering {self.pk}"


class Remedy(models.Model):
    """What came of a complaint (hvad der blev gjort): a new decision in the old one's stead, or another act.

    Written once.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="remedies")
    # The board had answered: it is done because of that, not of the centre's own reassessment.
    is_after_board = models.BooleanField("efter klageinstansens svar")
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ny afgørelse",
    )
    further = models.ForeignKey(
        FurtherDecision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ny afgørelse undervejs",
    )
    access_request = models.ForeignKey(
        AccessRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="nyt svar om indsigt",
    )
    text = models.TextField("hvad der er gjort", blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="af")

    class Meta:
        verbose_name = "det, der blev gjort"
        verbose_name_plural = "det, der blev gjort"
        constraints = [
            models.UniqueConstraint(name="remedy_once_each_time", fields=["complaint", "is_after_board"]),
            models.CheckConstraint(
                name="remedy_is_something",
                condition=Q(decision__isnull=False)
                | Q(further__isnull=False)
                | Q(access_request__isnull=False)
                | Q(text__regex=r"\S"),
                violation_error_message="Vælg den nye afgørelse, eller skriv, hvad der er gjort.",
            ),
        ]

    def __str__(self) -> str:
        return f"Efter klage {self.complaint_id}"
