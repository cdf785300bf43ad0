from typing import Self

from django.db import models
from django.db.models import Q

from offers.enums import UrineOccasion, UrineOutcome
from offers.models.course import Course
from rusmiddel.access.models import User


class HomeChildren(models.Model):
    """Whether children live at home from a day on (hjemmeboende børn), as asked in substitution treatment.

    Written once. What the tests are due by is computed from these answers and from nothing else.
    """

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="home_children", verbose_name="forløb"
    )
    from_on = models.DateField("fra")
    at_home = models.BooleanField("der bor børn i hjemmet")
    note = models.TextField("bemærkning", blank=True)
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "børn i hjemmet"
        verbose_name_plural = "børn i hjemmet"
        constraints = [
            models.UniqueConstraint(
                name="home_children_one_answer_a_day",
                fields=["course", "from_on"],
                violation_error_message="Der er allerede et svar fra den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Børn i hjemmet fra {self.from_on:%Y-%m-%d}"


class UrinePlanQuerySet(models.QuerySet["UrinePlan"]):
    def open(self) -> Self:
        return self.filter(settled_at=None)


class UrinePlan(models.Model):
    """The day somebody means to take an unannounced test (planlagt uvarslet prøve); never for the citizen."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="urine_plans", verbose_name="forløb"
    )
    planned_on = models.DateField("planlagt til")
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )
    # The test was taken, or the plan was given up.
    settled_at = models.DateTimeField("afsluttet", null=True, blank=True)
    given_up_reason = models.TextField("hvorfor opgivet", blank=True)

    objects = UrinePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "planlagt urinprøve"
        verbose_name_plural = "planlagte urinprøver"
        constraints = [
            models.UniqueConstraint(
                name="urine_plan_one_open",
                fields=["course"],
                condition=Q(settled_at=None),
                violation_error_message="Der er allerede planlagt en prøve.",
            ),
            models.CheckConstraint(
                name="urine_plan_given_up_is_settled",
                condition=Q(given_up_reason="") | Q(settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Planlagt urinprøve {self.pk}"


class UrineTestQuerySet(models.QuerySet["UrineTest"]):
    def standing(self) -> Self:
        """Those not corrected, oldest first."""
        return self.filter(corrected_by=None).order_by("taken_on", "pk")


class UrineTest(models.Model):
    """A urine test and what it showed (urinprøve). Written once; put right by a new one that names it."""

    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="urine_tests", verbose_name="forløb"
    )
    taken_on = models.DateField("dag")
    occasion = models.CharField("anledning", max_length=15, choices=UrineOccasion.choices)
    outcome = models.CharField("resultat", max_length=15, choices=UrineOutcome.choices)
    findings = models.TextField("hvad prøven viste", blank=True)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="retter",
    )
    correction_reason = models.TextField("hvorfor rettet", blank=True)
    written_at = models.DateTimeField("skrevet")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    objects = UrineTestQuerySet.as_manager()

    class Meta:
        verbose_name = "urinprøve"
        verbose_name_plural = "urinprøver"
        constraints = [
            models.CheckConstraint(
                name="urine_test_choices_valid",
                condition=Q(occasion__in=UrineOccasion.values, outcome__in=UrineOutcome.values),
            ),
            models.CheckConstraint(
                name="urine_test_found_says_what",
                condition=~Q(outcome=UrineOutcome.FOUND) | Q(findings__regex=r"\S"),
                violation_error_message="Skriv, hvilke stoffer prøven viste.",
            ),
            models.CheckConstraint(
                name="urine_test_corrected_with_reason",
                condition=Q(corrects=None, correction_reason="")
                | Q(corrects__isnull=False, correction_reason__regex=r"\S"),
                violation_error_message="Skriv, hvorfor prøven rettes.",
            ),
            # A double click writes one test.
            models.UniqueConstraint(
                name="urine_test_once_a_day",
                fields=["course", "taken_on"],
                condition=Q(corrects=None),
                violation_error_message="Der er allerede skrevet en prøve den dag. Ret den i stedet.",
            ),
        ]

    def __str__(self) -> str:
        return f"Urinprøve {self.taken_on:%Y-%m-%d}"
