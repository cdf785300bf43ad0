from typing import Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from cases.enums import CircumstanceKind, ContractAnswer
from cases.models.case import Case
from rusmiddel.access.models import User


class CircumstanceQuerySet(models.QuerySet["Circumstance"]):
    def standing(self) -> Self:
        return self.filter(until_on=None)


class Circumstance(models.Model):
    """Something about the citizen that asks for more than the usual (særligt forhold)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="circumstances")
    kind = models.CharField("forhold", max_length=25, choices=CircumstanceKind.choices)
    since_on = models.DateField("siden")
    until_on = models.DateField("til", null=True, blank=True)
    expected_birth_on = models.DateField("ventet fødsel", null=True, blank=True)
    partner = models.CharField("samarbejdspartner", max_length=200, blank=True)
    partner_contacted_on = models.DateField("kontaktet", null=True, blank=True)
    note = models.TextField("bemærkning", blank=True)

    objects = CircumstanceQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "særligt forhold"
        verbose_name_plural = "særlige forhold"
        constraints = [
            models.CheckConstraint(
                name="circumstance_kind_valid", condition=Q(kind__in=CircumstanceKind.values)
            ),
            models.CheckConstraint(
                name="circumstance_ends_after_it_began",
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")),
                violation_error_message="Slutdatoen ligger før begyndelsen.",
            ),
            models.CheckConstraint(
                name="circumstance_birth_of_the_pregnant",
                condition=Q(expected_birth_on=None) | Q(kind=CircumstanceKind.PREGNANT),
            ),
            models.UniqueConstraint(
                name="circumstance_once",
                fields=["case", "kind"],
                condition=Q(until_on=None),
                violation_error_message="Det er allerede registreret.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RetentionContract(models.Model):
    """A pregnant woman is offered a contract with possible retention (kontrakt om tilbageholdelse)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="retention_contracts")
    offered_on = models.DateField("tilbudt")
    answer = models.CharField("svar", max_length=10, choices=ContractAnswer.choices, blank=True)
    answered_on = models.DateField("svar den", null=True, blank=True)
    institution = models.CharField("institution", max_length=200, blank=True)
    ended_on = models.DateField("ophørt", null=True, blank=True)

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "kontrakt om tilbageholdelse"
        verbose_name_plural = "kontrakter om tilbageholdelse"
        constraints = [
            models.CheckConstraint(
                name="contract_answered_with_day",
                condition=Q(answer="", answered_on=None)
                | (
                    Q(answer__in=ContractAnswer.values)
                    & Q(answered_on__isnull=False, answered_on__gte=F("offered_on"))
                ),
                violation_error_message="Skriv både svaret og dagen for det. Den er tidligst tilbuddets.",
            ),
            models.CheckConstraint(
                name="contract_ended_was_concluded",
                condition=Q(ended_on=None)
                | (Q(answer=ContractAnswer.CONCLUDED) & Q(ended_on__gte=F("answered_on"))),
                violation_error_message="Kun en indgået kontrakt kan ophøre, og ikke før den blev indgået.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kontrakt tilbudt {self.offered_on:%Y-%m-%d}"

    @property
    def state(self) -> str:
        if self.ended_on:
            return "ophørt"
        return self.get_answer_display().lower() if self.answer else "tilbudt, intet svar endnu"


class Retention(models.Model):
    """The woman is held back under her contract (tilbageholdelse), decided by the institution's head."""

    contract = models.ForeignKey(RetentionContract, on_delete=models.PROTECT, related_name="retentions")
    from_on = models.DateField("fra")
    until_on = models.DateField("til og med")
    reason = models.TextField("begrundelse")
    told_on = models.DateField("kommunen underrettet")

    history = HistoricalRecords()
    _history_user: User | None
    _change_reason: str

    class Meta:
        verbose_name = "tilbageholdelse"
        verbose_name_plural = "tilbageholdelser"
        constraints = [
            models.CheckConstraint(
                name="retention_ends_after_it_began",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message="Slutdatoen ligger før begyndelsen.",
            ),
            models.CheckConstraint(name="retention_has_reason", condition=Q(reason__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"Tilbageholdt fra {self.from_on:%Y-%m-%d}"
