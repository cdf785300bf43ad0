from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.anonymity import Answer
from cases.enums import Substance
from cases.models.case import Case
from rusmiddel.access.models import User


class AnonymityCheck(models.Model):
    """The citizen was asked what excludes anonymous treatment (afklaring af anonymitet), ANO-2 to ANO-5.

    The conditions stand as the standard worded them that day. Never changed; asked anew when something has.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="anonymity_checks")
    substance = models.CharField("rusmiddel", max_length=10, choices=Substance.choices)
    asked = ArrayField(models.TextField(), verbose_name="der er spurgt om")
    applying = ArrayField(models.TextField(), default=list, blank=True, verbose_name="det gælder, at")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "afklaring af anonymitet"
        verbose_name_plural = "afklaringer af anonymitet"
        constraints = [
            models.CheckConstraint(
                name="anonymity_check_substance_valid", condition=Q(substance__in=Substance.values)
            ),
            models.CheckConstraint(
                name="anonymity_check_answers_what_was_asked", condition=Q(applying__contained_by=F("asked"))
            ),
        ]
        indexes = [
            # Serves the latest answer of a case.
            models.Index(name="anonymity_check_by_case", fields=["case", "-at"]),
        ]

    def __str__(self) -> str:
        return "Kan ikke være anonym" if self.applying else "Kan være anonym"

    @property
    def answer(self) -> Answer:
        return Answer(asked=frozenset(self.asked), applying=frozenset(self.applying))


class BecameKnown(models.Model):
    """An anonymous citizen chose to be known (bliver kendt): a new case, and where it came from (ANO-13).

    The only tie between an anonymous case and a person, made at the citizen's own word and never undone.
    """

    anonymous_case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="became_known")
    known_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="was_anonymous")
    note = models.TextField("hvordan borgeren bad om det")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "anonym borger, der er blevet kendt"
        verbose_name_plural = "anonyme borgere, der er blevet kendt"
        constraints = [
            models.CheckConstraint(
                name="became_known_in_another_case", condition=~Q(anonymous_case=F("known_case"))
            ),
            models.CheckConstraint(
                name="became_known_with_note",
                condition=Q(note__regex=r"\S"),
                violation_error_message="Skriv, hvordan borgeren har bedt om at blive kendt.",
            ),
        ]

    def __str__(self) -> str:
        return "Borgeren er blevet kendt"
