from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models.case import Case
from cases.questionnaires.loading import read_questionnaire
from cases.questionnaires.schema import Questionnaire
from cases.questionnaires.scoring import Score, missing, scores
from rusmiddel.access.models import User


class QuestionnaireVersionQuerySet(models.QuerySet["QuestionnaireVersion"]):
    def in_force(self, on: date) -> Self:
        return self.filter(valid__contains=on).order_by("key")

    def open_ended(self) -> Self:
        return self.filter(valid__isempty=False, valid__upper_inf=True)


class QuestionnaireVersion(models.Model):
    """A questionnaire (spørgeskema) as it was loaded. A trigger refuses every change but of its period."""

    key = models.CharField("nøgle", max_length=40)
    name = models.CharField("navn", max_length=200)
    # Half-open, as for the quality standards; nobody can fill in a questionnaire outside it.
    valid: Any = DateRangeField("gælder")
    toml_text = models.TextField("indhold som indlæst")
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField("indlæst", auto_now_add=True)
    # Empty for what came with the system.
    loaded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="indlæst af"
    )

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "spørgeskema"
        verbose_name_plural = "spørgeskemaer"
        constraints = [
            ExclusionConstraint(
                name="questionnaire_one_version_at_a_time",
                expressions=[("key", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                violation_error_message="To udgaver af samme spørgeskema kan ikke gælde på samme tid.",
            ),
            models.CheckConstraint(
                name="questionnaire_key_plain", condition=Q(key__regex=r"^[a-z0-9_-]{1,40}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cases:questionnaire_version", args=[self.pk])

    def is_in_force(self, on: date) -> bool:
        period = self.valid
        if period.isempty:
            return False
        return (period.lower is None or period.lower <= on) and (period.upper is None or on < period.upper)

    def read(self) -> Questionnaire:
        return read_questionnaire(self.toml_text, file=f"{self.key}.toml")


class AnswerSetQuerySet(models.QuerySet["AnswerSet"]):
    def drafts(self) -> Self:
        return self.filter(finished_at=None)

    def standing(self) -> Self:
        """Finished and not taken back, oldest first."""
        return self.filter(finished_at__isnull=False, withdrawn_at=None).order_by("answered_on", "id")


class AnswerSet(models.Model):
    """One filling-in of a questionnaire (besvarelse): a draft until it is finished, then never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answer_sets")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="answer_sets")
    answered_on = models.DateField("besvaret")
    # Key of the question to key of the choice.
    answers = models.JSONField("svar", default=dict, blank=True)
    # Of the first scale, so that lists and figures need not count anew; None where it cannot be counted.
    points = models.PositiveSmallIntegerField("point", null=True, blank=True)
    # Counts the savings of a draft, so that two who write at once are told of each other.
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gemt af")
    finished_at = models.DateTimeField("afsluttet", null=True, blank=True)
    finished_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    withdrawn_at = models.DateTimeField("rettet", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField("hvorfor rettet", blank=True)

    objects = AnswerSetQuerySet.as_manager()

    class Meta:
        verbose_name = "besvarelse"
        verbose_name_plural = "besvarelser"
        constraints = [
            models.UniqueConstraint(
                name="answer_set_one_draft",
                fields=["case", "version"],
                condition=Q(finished_at=None),
                violation_error_message="Skemaet er allerede begyndt på sagen.",
            ),
            models.CheckConstraint(
                name="answer_set_finished_by_somebody",
                condition=Q(finished_at=None, finished_by=None, points=None)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
            models.CheckConstraint(
                name="answer_set_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(
                    finished_at__isnull=False,
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_reason__regex=r"\S",
                ),
                violation_error_message="Skriv, hvorfor besvarelsen rettes.",
            ),
        ]
        indexes = [
            # Serves the answers of a case in order of time.
            models.Index(name="answer_set_by_case", fields=["case", "answered_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.answered_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("cases:answer_set", args=[self.case.number, self.pk])

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_standing(self) -> bool:
        return self.is_finished and self.withdrawn_at is None

    @property
    def missing(self) -> list[str]:
        return missing(self.version.read(), self.answers)

    def scores(self, *, sex: str) -> list[Score]:
        return scores(self.version.read(), self.answers, sex=sex)
