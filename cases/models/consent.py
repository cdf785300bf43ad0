from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.consent import ConsentFacts
from cases.enums import ConsentEnding, ConsentForm, ConsentGiver, Direction
from cases.models.case import Case
from cases.models.partner import Partner
from rusmiddel.access.models import User


class ConsentQuerySet(models.QuerySet["Consent"]):
    def active(self, today: date) -> Self:
        """Those that information may go by today."""
        return self.filter(ended_at=None, given_on__lte=today, valid_until__gte=today)

    def for_page(self) -> Self:
        return self.select_related("partner", "recorded_by", "ended_by")


class Consent(models.Model):
    """A citizen lets the centre exchange named information with one partner (samtykke), CNS-1 to CNS-7.

    Written once; it can be ended and never changed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents", verbose_name="sag")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="consents", verbose_name="samarbejdspartner"
    )
    direction = models.CharField("vi må", max_length=10, choices=Direction.choices)
    purpose = models.CharField("formål", max_length=200)
    scope = models.TextField("hvilke oplysninger")
    form = models.CharField("hvordan", max_length=10, choices=ConsentForm.choices)
    note = models.TextField("bemærkning", blank=True)
    given_by = models.CharField("givet af", max_length=10, choices=ConsentGiver.choices)
    given_by_name = models.CharField("navn på den, der giver samtykket", max_length=120, blank=True)
    given_on = models.DateField("givet")
    valid_until = models.DateField("gælder til og med")
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    recorded_at = models.DateTimeField("registreret")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("ophørt", null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ending = models.CharField("hvordan ophørt", max_length=10, choices=ConsentEnding.choices, blank=True)
    # Somebody has decided that it shall run out and not be renewed.
    expiry_noted_at = models.DateTimeField("fornys ikke", null=True, blank=True)
    expiry_noted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "samtykke"
        verbose_name_plural = "samtykker"
        constraints = [
            models.CheckConstraint(
                name="consent_direction_valid", condition=Q(direction__in=Direction.values)
            ),
            models.CheckConstraint(name="consent_form_valid", condition=Q(form__in=ConsentForm.values)),
            models.CheckConstraint(
                name="consent_given_by_valid", condition=Q(given_by__in=ConsentGiver.values)
            ),
            models.CheckConstraint(
                name="consent_ending_valid",
                condition=Q(ending__in=["", *ConsentEnding.values]),
            ),
            models.CheckConstraint(
                name="consent_says_what_for",
                condition=Q(purpose__regex=r"\S", scope__regex=r"\S"),
                violation_error_message="Skriv formålet, og hvilke oplysninger samtykket gælder.",
            ),
            models.CheckConstraint(
                name="consent_valid_from_day_given",
                condition=Q(valid_until__gte=F("given_on")),
                violation_error_message="Samtykket kan ikke udløbe, før det er givet.",
            ),
            models.CheckConstraint(
                name="consent_giver_has_name",
                condition=Q(given_by=ConsentGiver.CITIZEN) | ~Q(given_by_name=""),
                violation_error_message="Skriv navnet på den, der giver samtykket.",
            ),
            models.CheckConstraint(
                name="consent_oral_has_note",
                condition=~Q(form=ConsentForm.ORAL) | Q(note__regex=r"\S"),
                violation_error_message="Skriv, hvordan det mundtlige samtykke blev givet.",
            ),
            models.CheckConstraint(
                name="consent_ended_by_somebody",
                condition=Q(ended_at=None, ended_by=None, ending="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ending="")),
            ),
            models.CheckConstraint(
                name="consent_expiry_noted_by_somebody",
                condition=Q(expiry_noted_at=None, expiry_noted_by=None)
                | Q(expiry_noted_at__isnull=False, expiry_noted_by__isnull=False),
            ),
            # Withdrawing the one would leave the other in force.
            models.UniqueConstraint(
                name="consent_one_per_partner_and_purpose",
                fields=["case", "partner", "purpose"],
                condition=Q(ended_at=None),
                violation_error_message="Der er allerede et samtykke til det formål. Forny det i stedet.",
            ),
        ]
        indexes = [
            # Serves a case's consents, newest first.
            models.Index(name="consent_by_case", fields=["case", "-given_on", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Samtykke {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:consent", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows when it expires."""
        return f"consent:{self.pk}"

    @property
    def facts(self) -> ConsentFacts:
        """The plain values that the rules want."""
        return ConsentFacts(
            direction=Direction(self.direction),
            given_on=self.given_on,
            valid_until=self.valid_until,
            ended_at=self.ended_at,
        )

    @property
    def is_withdrawn(self) -> bool:
        return self.ending == ConsentEnding.WITHDRAWN

    @property
    def giver(self) -> str:
        """'Borgeren selv', or 'Værge: Birthe Lund'."""
        who = self.get_given_by_display()
        return f"{who}: {self.given_by_name}" if self.given_by_name else who

    def is_active_on(self, day: date) -> bool:
        return self.ended_at is None and self.given_on <= day <= self.valid_until

    def state_on(self, today: date) -> tuple[str, str]:
        """A word and the colour that goes with it."""
        if self.ending:
            return self.get_ending_display(), "neutral"
        if self.valid_until < today:
            return "Udløbet", "overdue"
        return "Gælder", "kept"
