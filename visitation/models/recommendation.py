from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models import Case, TreatmentRequest
from rusmiddel.access.models import User
from rusmiddel.letters.models import SEAL
from visitation.models.meeting import Meeting


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def unanswered(self) -> Self:
        return self.filter(answered_on=None)

    def with_clock(self) -> Self:
        """With what the time to answer is computed from."""
        return self.select_related("case").defer("pdf")


class Recommendation(models.Model):
    """A case is sent to whoever decides on it (indstilling), as it was printed. Written once; the answer is
    added once.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="recommendations", verbose_name="sag"
    )
    request = models.ForeignKey(
        TreatmentRequest, on_delete=models.PROTECT, related_name="recommendations", verbose_name="anmodning"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name="møde",
    )
    # Key of the body in the quality standard, and its name that day.
    body_key = models.CharField(max_length=60)
    body_name = models.CharField("sendt til", max_length=200)
    offer_name = models.CharField("indstillet til", max_length=200)
    reasons = models.TextField("indstilling og begrundelse")
    pdf = models.BinaryField()
    sha256 = models.CharField("segl", max_length=64, editable=False)
    sent_on = models.DateField("sendt")
    answer_due_on = models.DateField("svar senest")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    # What follows is added once.
    answered_on = models.DateField("svar den", null=True, blank=True)
    answer = models.TextField("svar", blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "indstilling"
        verbose_name_plural = "indstillinger"
        constraints = [
            models.CheckConstraint(
                name="recommendation_says_what",
                condition=Q(reasons__regex=r"\S", offer_name__regex=r"\S")
                & ~Q(body_key="")
                & ~Q(body_name=""),
                violation_error_message="Skriv indstillingen.",
            ),
            models.CheckConstraint(name="recommendation_seal_holds", condition=Q(sha256=SEAL)),
            models.CheckConstraint(
                name="recommendation_answer_is_whole",
                condition=Q(answered_on=None, answer="")
                | Q(answered_on__isnull=False, answered_on__gte=F("sent_on"), answer__regex=r"\S"),
                violation_error_message="Skriv svaret. Det kan tidligst være kommet den dag, der blev sendt.",
            ),
            models.UniqueConstraint(
                name="recommendation_one_awaited",
                fields=["request"],
                condition=Q(answered_on=None),
                violation_error_message="Der ventes allerede svar på en indstilling.",
            ),
        ]
        indexes = [models.Index(name="recommendation_by_case", fields=["case", "-id"])]

    def __str__(self) -> str:
        return f"Indstilling til {self.body_name}"

    def get_absolute_url(self) -> str:
        return reverse("visitation:recommendation", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the time to answer."""
        return f"recommendation:{self.pk}"
