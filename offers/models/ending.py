from django.db import models
from django.db.models import Q
from django.urls import reverse

from cases.models import Case
from offers.enums import FollowUpKind, FollowUpOutcome
from offers.models.course import Course
from rusmiddel.access.models import User
from rusmiddel.standards.models import StandardVersion

ONCE_KINDS = [FollowUpKind.MONTH_1.value, FollowUpKind.MONTH_6.value]


class CourseEnding(models.Model):
    """How a course of treatment ended (afslutning): reason and status by the code lists of the day."""

    course = models.OneToOneField(Course, on_delete=models.PROTECT, related_name="ending")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings", verbose_name="sag")
    # Whose follow-up it is held to.
    standard = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField("afsluttet")
    reason = models.CharField("årsag", max_length=30)
    reason_label = models.CharField("årsag, som den hed", max_length=120)
    status = models.CharField("status ved afslutning", max_length=30)
    status_label = models.CharField("status, som den hed", max_length=120)
    evaluation = models.TextField("evaluering af planen", blank=True)
    what_next = models.TextField("hvad sker der nu", blank=True)
    # Whether no other course went on: what follows after treatment counts from here.
    ends_treatment = models.BooleanField("behandlingen er slut")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "afslutning"
        verbose_name_plural = "afslutninger"
        constraints = [
            models.CheckConstraint(name="ending_has_reason", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(name="ending_has_status", condition=Q(status__regex=r"\S")),
        ]
        indexes = [
            # Serves the endings of a case, newest first.
            models.Index(name="ending_by_case", fields=["case", "-ended_on"]),
            # Serves the response rate of a period.
            models.Index(name="ending_by_day", fields=["ended_on"], condition=Q(ends_treatment=True)),
        ]

    def __str__(self) -> str:
        return f"Afslutning {self.ended_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("offers:ending", args=[self.case.number, self.pk])

    @property
    def deadline_ref(self) -> str:
        """Under which name the register knows what follows after it."""
        return f"ending:{self.pk}"


class FollowUp(models.Model):
    """A contact after treatment (opfølgning), with what was found, or why there was none."""

    ending = models.ForeignKey(CourseEnding, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField("slags", max_length=10, choices=FollowUpKind.choices)
    outcome = models.CharField("svar", max_length=12, choices=FollowUpOutcome.choices)
    on = models.DateField("hvornår")
    status = models.CharField("status", max_length=30, blank=True)
    status_label = models.CharField("status, som den hed", max_length=120, blank=True)
    findings = models.TextField("hvad vi fandt", blank=True)
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "opfølgning"
        verbose_name_plural = "opfølgninger"
        constraints = [
            models.CheckConstraint(name="follow_up_kind_valid", condition=Q(kind__in=FollowUpKind.values)),
            models.CheckConstraint(
                name="follow_up_outcome_valid", condition=Q(outcome__in=FollowUpOutcome.values)
            ),
            models.CheckConstraint(
                name="follow_up_held_has_findings",
                condition=~Q(outcome=FollowUpOutcome.HELD)
                | (Q(findings__regex=r"\S") & Q(status__regex=r"\S")),
                violation_error_message="Skriv, hvordan det går, og vælg status.",
            ),
            models.UniqueConstraint(
                name="follow_up_once",
                fields=["ending", "kind"],
                condition=Q(kind__in=ONCE_KINDS),
                violation_error_message="Opfølgningen er allerede skrevet.",
            ),
            # A double click writes one talk.
            models.UniqueConstraint(
                name="follow_up_talk_once_a_day",
                fields=["ending", "on"],
                condition=Q(kind=FollowUpKind.TALK),
                violation_error_message="Der er allerede skrevet en samtale den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%Y-%m-%d}"
