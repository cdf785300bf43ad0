import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Case, TreatmentRequest
from rusmiddel.access.models import User
from rusmiddel.letters.models import Letter
from visitation.enums import HearingAnswer, HearingMeans

EXEMPT = Q(means=HearingMeans.EXEMPT)
IN_LETTER = Q(means=HearingMeans.LETTER)


class HearingQuerySet(models.QuerySet["Hearing"]):
    def with_clock(self) -> Self:
        """With what the time to answer is computed from."""
        return (
            self.exclude(EXEMPT)
            .select_related("case", "letter")
            .defer("letter__pdf", "letter__html")
            .prefetch_related("letter__dispatches")
        )

    def unanswered(self) -> Self:
        return self.exclude(EXEMPT).filter(answered_on=None)


class Hearing(models.Model):
    """The citizen is heard before a decision on facts new to them (partshøring), or why not. Written once;
    the answer is added once.
    """

    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings", verbose_name="sag")
    request = models.ForeignKey(
        TreatmentRequest, on_delete=models.PROTECT, related_name="hearings", verbose_name="anmodning"
    )
    means = models.CharField("hvordan", max_length=10, choices=HearingMeans.choices)
    considered = models.CharField("hvad vi overvejer", max_length=300)
    facts = models.TextField("oplysninger, som er nye for borgeren")
    exemption = models.TextField("hvorfor borgeren ikke høres", blank=True)
    asked_on = models.DateField("hørt den")
    # The days to answer, and the last of them as the letter prints it.
    days = models.PositiveSmallIntegerField("dage til svar", null=True, blank=True)
    answer_due_on = models.DateField("svarfrist", null=True, blank=True)
    letter = models.OneToOneField(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="hearing", verbose_name="brev"
    )
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    # What follows is added once.
    answered_on = models.DateField("svar den", null=True, blank=True)
    answer_form = models.CharField("svaret", max_length=10, choices=HearingAnswer.choices, blank=True)
    answer = models.TextField("borgerens svar", blank=True)
    answer_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="svar skrevet af",
    )

    objects = HearingQuerySet.as_manager()

    class Meta:
        verbose_name = "partshøring"
        verbose_name_plural = "partshøringer"
        constraints = [
            models.CheckConstraint(name="hearing_means_valid", condition=Q(means__in=HearingMeans.values)),
            models.CheckConstraint(
                name="hearing_says_what",
                condition=Q(facts__regex=r"\S", considered__regex=r"\S"),
                violation_error_message="Skriv, hvad der overvejes, og hvilke oplysninger det bygger på.",
            ),
            models.CheckConstraint(
                name="hearing_exempt_has_reason",
                condition=(EXEMPT & Q(exemption__regex=r"\S", days=None, answer_due_on=None, letter=None))
                | (~EXEMPT & Q(exemption="", days__gt=0, answer_due_on__isnull=False)),
                violation_error_message="Skriv, hvorfor borgeren ikke høres.",
            ),
            models.CheckConstraint(
                name="hearing_by_letter_has_letter",
                condition=(IN_LETTER & Q(letter__isnull=False)) | (~IN_LETTER & Q(letter=None)),
            ),
            models.CheckConstraint(
                name="hearing_answer_is_whole",
                condition=Q(answered_on=None, answer_form="", answer="", answer_by=None)
                | (
                    ~EXEMPT
                    & Q(answered_on__isnull=False, answer_by__isnull=False)
                    & (
                        Q(answer_form=HearingAnswer.NONE, answer="")
                        | Q(
                            answer_form__in=[HearingAnswer.WRITTEN.value, HearingAnswer.ORAL.value],
                            answer__regex=r"\S",
                        )
                    )
                ),
                violation_error_message="Skriv, hvornår og hvad borgeren svarede.",
            ),
        ]
        indexes = [
            # Serves the hearings of a request, newest first.
            models.Index(name="hearing_by_request", fields=["request", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Partshøring {self.asked_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("visitation:hearing", args=[self.case.number, self.pk])

    @property
    def is_exempt(self) -> bool:
        return self.means == HearingMeans.EXEMPT

    @property
    def is_answered(self) -> bool:
        return self.answered_on is not None

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows the time to answer."""
        return f"hearing:{self.pk}"
