import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q

from cases.enums import Direction, Means
from cases.models.case import Case
from cases.models.consent import Consent
from cases.models.partner import Partner
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.standards.legal_duties import legal_duties


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def for_list(self) -> Self:
        return self.select_related("case__citizen", "consent", "recorded_by").prefetch_related(
            "corrections__recorded_by"
        )


class Disclosure(models.Model):
    """Information went out or was obtained (videregivelse, indhentning): what, whom, when and by which right.

    Never changed. A trigger refuses one whose consent was not in force at the time, is another case's or
    partner's, or does not cover the way the information went (CNS-2, CNS-6, CNS-7).
    """

    # Made with the empty form, so that a double click records one.
    submission = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures", verbose_name="sag")
    direction = models.CharField("retning", max_length=10, choices=Direction.choices)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    # As it was called that day; the directory may change.
    counterpart = models.CharField("hvem", max_length=240)
    content = models.TextField("hvilke oplysninger")
    means = models.CharField("hvordan", max_length=15, choices=Means.choices)
    occurred_at = models.DateTimeField("hvornår")
    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    # Key of the law that allows it without consent.
    duty = models.CharField("lov", max_length=40, blank=True)
    reason = models.TextField("hvorfor uden samtykke", blank=True)
    recorded_at = models.DateTimeField("registreret")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "udveksling af oplysninger"
        verbose_name_plural = "udveksling af oplysninger"
        constraints = [
            models.CheckConstraint(
                name="disclosure_direction_valid",
                condition=Q(direction__in=[Direction.DISCLOSE, Direction.OBTAIN]),
            ),
            models.CheckConstraint(name="disclosure_means_valid", condition=Q(means__in=Means.values)),
            models.CheckConstraint(
                name="disclosure_says_what_and_to_whom",
                condition=Q(counterpart__regex=r"\S", content__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="disclosure_on_consent_or_duty",
                condition=Q(consent__isnull=False, duty="", partner__isnull=False)
                | Q(consent=None, duty__in=sorted(legal_duties())),
                violation_error_message="Vælg det samtykke eller den lov, oplysningerne udveksles efter.",
            ),
            models.CheckConstraint(
                name="disclosure_without_consent_has_reason",
                condition=Q(duty="") | Q(reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor loven gælder her.",
            ),
            models.CheckConstraint(
                name="disclosure_recorded_after_it_happened",
                condition=Q(occurred_at__lte=F("recorded_at")),
                violation_error_message="Tidspunktet ligger i fremtiden.",
            ),
        ]
        indexes = [
            # Serves a case's log, newest first.
            models.Index(name="disclosure_by_case", fields=["case", "-occurred_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Udveksling {self.pk}"

    @property
    def went(self) -> str:
        return "Indhentet fra" if self.direction == Direction.OBTAIN else "Videregivet til"

    @property
    def basis(self) -> str:
        """By which right: the consent with its day and purpose, or the law."""
        if self.consent is not None:
            return f"Samtykke af {long_date(self.consent.given_on)}: {self.consent.purpose}"
        return legal_duties()[self.duty].label


class DisclosureCorrection(models.Model):
    """What was wrong in a line of the log (rettelse). The line itself stays as it was."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField("rettelse")
    recorded_at = models.DateTimeField("registreret")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rettelse"
        verbose_name_plural = "rettelser"
        constraints = [
            models.CheckConstraint(
                name="correction_says_something",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv, hvad der er forkert.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
