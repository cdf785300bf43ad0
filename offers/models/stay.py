from django.db import models
from django.db.models import Q

from cases.models import Case, Note
from offers.enums import Degree, SupervisionMeans
from offers.models.course import Course
from offers.models.placement import Placement
from rusmiddel.access.models import User


class SupervisionVisit(models.Model):
    """Supervision (tilsyn) was held with a stay; what was seen stands in its note in the journal."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="supervisions")
    held_on = models.DateField("holdt")
    means = models.CharField("hvordan", max_length=10, choices=SupervisionMeans.choices)
    with_whom = models.CharField("med hvem", max_length=200)
    # The two things that supervision is for (section 10.12).
    delivers = models.CharField("institutionen yder det aftalte", max_length=10, choices=Degree.choices)
    cooperates = models.CharField("borgeren samarbejder", max_length=10, choices=Degree.choices)
    # One standard demands a note for each; here they all have one.
    note = models.OneToOneField(
        Note, on_delete=models.PROTECT, related_name="supervision", verbose_name="notat"
    )

    class Meta:
        verbose_name = "tilsyn"
        verbose_name_plural = "tilsyn"
        ordering = ("held_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="supervision_choices_valid",
                condition=Q(
                    means__in=SupervisionMeans.values,
                    delivers__in=Degree.values,
                    cooperates__in=Degree.values,
                ),
            ),
            models.CheckConstraint(name="supervision_with_somebody", condition=Q(with_whom__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return f"Tilsyn {self.held_on:%Y-%m-%d}"


class StatusReport(models.Model):
    """The institution's description of how it goes (statusbeskrivelse) has been received."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="status_reports")
    received_on = models.DateField("modtaget")
    summary = models.TextField("hvad den siger")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "statusbeskrivelse"
        verbose_name_plural = "statusbeskrivelser"
        ordering = ("received_on", "pk")
        constraints = [
            models.CheckConstraint(name="status_report_says_something", condition=Q(summary__regex=r"\S")),
            # A double click writes one.
            models.UniqueConstraint(
                name="status_report_once_a_day",
                fields=["placement", "received_on"],
                violation_error_message="Der er allerede skrevet en statusbeskrivelse den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"Statusbeskrivelse {self.received_on:%Y-%m-%d}"


class AftercarePlan(models.Model):
    """What happens after a stay (efterbehandlingsplan), made before it ends. Never changed; a new one may be
    made."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="aftercare_plans")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="aftercare_plans")
    version = models.PositiveSmallIntegerField("udgave")
    made_on = models.DateField("lavet")
    with_citizen = models.BooleanField("lavet sammen med borgeren")
    goals = models.TextField("hvad borgeren vil holde fast i")
    support = models.TextField("støtte efter opholdet")
    relapse = models.TextField("ved risiko for tilbagefald")
    recorded_at = models.DateTimeField("skrevet")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name="skrevet af"
    )

    class Meta:
        verbose_name = "efterbehandlingsplan"
        verbose_name_plural = "efterbehandlingsplaner"
        ordering = ("version",)
        constraints = [
            models.CheckConstraint(
                name="aftercare_plan_is_concrete",
                condition=Q(goals__regex=r"\S", support__regex=r"\S", relapse__regex=r"\S"),
                violation_error_message="Planen skal være konkret: udfyld alle felter.",
            ),
            models.UniqueConstraint(name="aftercare_plan_version_once", fields=["course", "version"]),
        ]

    def __str__(self) -> str:
        return f"Efterbehandlingsplan {self.made_on:%Y-%m-%d}"
