from django.db import models
from django.db.models import F, Q

from offers.enums import Signer
from offers.models.course import Course
from rusmiddel.access.models import User


class CooperationAgreement(models.Model):
    """One version of what the citizen and the centre have agreed (samarbejdsaftale); never changed."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="agreements", verbose_name="forløb"
    )
    version = models.PositiveSmallIntegerField("udgave")
    text = models.TextField("aftalens tekst")
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    signer = models.CharField("underskrevet af", max_length=20, choices=Signer.choices, blank=True)
    signed_on = models.DateField("underskrevet den", null=True, blank=True)
    not_signed_reason = models.TextField("hvorfor ikke underskrevet", blank=True)
    signature_at = models.DateTimeField("underskrift registreret", null=True, blank=True)
    signature_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="underskrift registreret af",
    )

    class Meta:
        verbose_name = "samarbejdsaftale"
        verbose_name_plural = "samarbejdsaftaler"
        constraints = [
            models.UniqueConstraint(
                name="agreement_version_once",
                fields=["course", "version"],
                violation_error_message="En kollega har imens skrevet en ny udgave af aftalen.",
            ),
            models.CheckConstraint(
                name="agreement_has_text",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv aftalens tekst.",
            ),
            # Either a day and whose signature, or why there is none.
            models.CheckConstraint(
                name="agreement_signature_whole",
                condition=Q(
                    signer="", signed_on=None, not_signed_reason="", signature_at=None, signature_by=None
                )
                | (
                    Q(signature_at__isnull=False, signature_by__isnull=False)
                    & (
                        Q(signer=Signer.NOBODY, signed_on=None, not_signed_reason__regex=r"\S")
                        | (
                            Q(signed_on__isnull=False, not_signed_reason="")
                            & Q(signer__in=sorted(set(Signer.values) - {Signer.NOBODY}))
                        )
                    )
                ),
                violation_error_message="Skriv, hvem der har underskrevet og hvornår, eller hvorfor ikke.",
            ),
        ]

    def __str__(self) -> str:
        return f"Samarbejdsaftale, udgave {self.version}"

    @property
    def is_signature_recorded(self) -> bool:
        return self.signature_at is not None


class AgreementBreach(models.Model):
    """The citizen did not keep the agreement (brud på samarbejdsaftalen). Written once."""

    agreement = models.ForeignKey(
        CooperationAgreement, on_delete=models.PROTECT, related_name="breaches", verbose_name="aftale"
    )
    on = models.DateField("dag")
    text = models.TextField("hvad der skete")
    citizens_words = models.TextField("borgerens egen forklaring", blank=True)
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "brud på samarbejdsaftalen"
        verbose_name_plural = "brud på samarbejdsaftalen"
        constraints = [
            models.CheckConstraint(
                name="breach_says_what",
                condition=Q(text__regex=r"\S"),
                violation_error_message="Skriv, hvad der skete.",
            ),
            # A double click writes one breach.
            models.UniqueConstraint(
                name="breach_once",
                fields=["agreement", "on", "text"],
                violation_error_message="Det er allerede skrevet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Brud {self.on:%Y-%m-%d}"


class Sanction(models.Model):
    """What follows from a breach (følge, sanktion), taken from the standard's list in its order.

    A hard one goes a longer way: hearing, the team lead's approval, a decision; the database holds it.
    """

    breach = models.ForeignKey(
        AgreementBreach, on_delete=models.PROTECT, related_name="sanctions", verbose_name="brud"
    )
    # Its place in the standard's list, and the standard's words that day.
    number = models.PositiveSmallIntegerField("nr.")
    text = models.CharField("følge", max_length=500)
    is_hard = models.BooleanField("kræver en afgørelse")
    reasons = models.TextField("lægens begrundelse")
    proposed_at = models.DateTimeField("besluttet af lægen")
    doctor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="læge")
    heard_on = models.DateField("partshørt", null=True, blank=True)
    hearing_answer = models.TextField("borgerens svar på partshøringen", blank=True)
    approved_at = models.DateTimeField("godkendt", null=True, blank=True)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="godkendt af"
    )
    # What the decision is called where decisions are kept.
    decision = models.CharField("afgørelse", max_length=200, blank=True)
    carried_out_on = models.DateField("sat i værk", null=True, blank=True)
    given_up_on = models.DateField("opgivet", null=True, blank=True)
    given_up_reason = models.TextField("hvorfor opgivet", blank=True)

    class Meta:
        verbose_name = "følge af brud"
        verbose_name_plural = "følger af brud"
        constraints = [
            models.CheckConstraint(
                name="sanction_has_reasons",
                condition=Q(reasons__regex=r"\S", text__regex=r"\S"),
                violation_error_message="Skriv begrundelsen.",
            ),
            models.CheckConstraint(
                name="sanction_hard_goes_the_long_way",
                condition=Q(is_hard=False)
                | Q(carried_out_on=None)
                | Q(
                    heard_on__isnull=False,
                    hearing_answer__regex=r"\S",
                    approved_at__isnull=False,
                    decision__regex=r"\S",
                ),
                violation_error_message=(
                    "Behandlingen kan ikke afsluttes uden partshøring, teamlederens godkendelse og afgørelse."
                ),
            ),
            models.CheckConstraint(
                name="sanction_approved_by_somebody_else",
                condition=Q(approved_at=None, approved_by=None)
                | (Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approved_by=F("doctor"))),
                violation_error_message="Den, der har besluttet følgen, kan ikke selv godkende den.",
            ),
            models.CheckConstraint(
                name="sanction_heard_with_answer",
                condition=Q(heard_on=None, hearing_answer="")
                | Q(heard_on__isnull=False, hearing_answer__regex=r"\S"),
                violation_error_message="Skriv dagen og borgerens svar, eller at der ikke kom et svar.",
            ),
            models.CheckConstraint(
                name="sanction_given_up_or_carried_out",
                condition=Q(given_up_on=None, given_up_reason="")
                | Q(given_up_on__isnull=False, carried_out_on=None, given_up_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor følgen opgives.",
            ),
            models.UniqueConstraint(
                name="sanction_one_of_a_kind",
                fields=["breach", "number"],
                condition=Q(given_up_on=None),
                violation_error_message="Den følge er allerede besluttet for dette brud.",
            ),
        ]

    def __str__(self) -> str:
        return f"Følge nr. {self.number}"

    @property
    def is_open(self) -> bool:
        return self.carried_out_on is None and self.given_up_on is None
